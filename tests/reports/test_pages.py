"""The list of reports, the evaluation page and its files, for each kind of reader."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cohorts.models import Assignment, Cohort, Grant
from cohorts.states import AssignmentRole, GrantedRole
from reports.models import Rendering
from tests.reports import builders, lampung
from tests.reports.builders import Answer, Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_off")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def admin_of(cohort: Cohort) -> Client:
    return signed_in(builders.leader(GrantedRole.TRAINING_ADMIN, cohort.organiser))


def leader_of(name: str) -> Client:
    return signed_in(builders.leader(GrantedRole.LEADERSHIP, builders.institution(name)))


def words(response) -> str:
    """Return the page as it is read, charts included."""
    text = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def page_of(client: Client, cohort: Cohort, query: str = "") -> str:
    response = client.get(reverse("reports:evaluation", args=[cohort.code]) + query)
    assert response.status_code == 200
    return words(response)


def test_key_figures_come_with_their_sentence():
    cohort = lampung.load()
    page = page_of(leader_of("BPSDM Provinsi Lampung"), cohort)
    for sentence in (
        "Tindak lanjut bulan ke-6. 35 dari 40 peserta dan 26 dari 40 mentor menjawab.",
        "31,43% 11 dari 35 peserta menjalankan aksinya sesuai rencana.",
        "24 hanya selama pelatihan · 5 dari 40 tidak menjawab, di luar dasar",
        "34,62% Menurut mentor, 9 dari 26 aksi berjalan sesuai rencana.",
        "peserta dan mentor berbeda pendapat pada 2 dari 24 aksi yang dijawab keduanya",
        "23,08% Menurut mentor, 6 dari 26 aksi tercantum dalam SKP peserta.",
        "Lebih dari tiga perempat mentor menerima surat tugas tanpa uraian tugas.",
        "Setengah coach bersertifikat pada hari pertama.",
    ):
        assert sentence in page


def test_training_admin_sees_names_and_small_groups():
    cohort = lampung.load()
    page = page_of(admin_of(cohort), cohort)
    assert "Aksi Perubahan 10 Peserta 10 Sesuai rencana Tidak terlaksana" in page
    assert "Peserta 36" in page
    assert "mentor Mentor pengganti 10" in page
    assert "kurang dari 5 jawaban" not in page


def test_leadership_sees_counts_and_no_names():
    cohort = lampung.load()
    page = page_of(leader_of("BPSDM Provinsi Lampung"), cohort)
    assert "Peserta belum menjawab : 5 dari 40" in page
    assert "kurang dari 5 jawaban" in page
    assert not re.search(r"Peserta \d\d|Mentor \d\d|Aksi Perubahan \d\d", page)


def test_leadership_of_a_sender_sees_its_own_participants():
    cohort = lampung.load()
    page = page_of(leader_of("Kabupaten Tulang Bawang"), cohort)
    assert "Hanya peserta dari Kabupaten Tulang Bawang." in page
    assert "75,00% 9 dari 12 peserta menjalankan aksinya sesuai rencana." in page
    assert "Kabupaten Way Kanan" not in page
    assert "11 dari 35" not in page
    assert "Coach bersertifikat" not in page.split("Cara menghitung")[0]


def test_leadership_of_a_small_sender_sees_no_answers():
    cohort = lampung.load()
    page = page_of(leader_of("Kabupaten Way Kanan"), cohort).split("Cara menghitung")[0]
    assert "Peserta yang menjawab kurang dari 5 orang, sehingga jawabannya tidak ditampilkan." in page
    assert (
        re.findall(
            r"\d+ dari \d+ \([\d,]+%\)|\d+,\d\d%",
            page.replace("0 dari 2 (0,00%)", ""),  # mentors replaced, no answer
        )
        == []
    )
    assert "Tidak ada kendala" not in page


def test_institution_is_chosen_in_the_address():
    cohort = lampung.load()
    key = builders.institution("Kabupaten Tulang Bawang").pk
    page = page_of(admin_of(cohort), cohort, f"?instansi={key}")
    assert "Hanya peserta dari Kabupaten Tulang Bawang." in page
    assert "9 dari 12 peserta" in page
    small = builders.institution("Kabupaten Way Kanan").pk
    assert "kurang dari 5 jawaban" in page_of(leader_of("BPSDM Provinsi Lampung"), cohort, f"?instansi={small}")


@pytest.mark.parametrize("odd", ["0", "x", "99999999999999999999", "-1", "%00", "1' OR 1=1"])
def test_odd_institution_shows_all(odd):
    cohort = lampung.load()
    assert "11 dari 35" in page_of(admin_of(cohort), cohort, f"?instansi={odd}")


def test_institution_of_another_scope_cannot_be_chosen():
    cohort = lampung.load()
    other = builders.institution("Kabupaten Lampung Tengah").pk
    page = page_of(leader_of("Kabupaten Tulang Bawang"), cohort, f"?instansi={other}")
    assert "Lampung Tengah" not in page
    assert "9 dari 12 peserta" in page


def test_figures_are_for_admins_and_leadership_alone():
    cohort = builders.cohort(somebodies=[Somebody()])
    url = reverse("reports:evaluation", args=[cohort.code])
    mentor = Assignment.objects.get(role=AssignmentRole.MENTOR)
    participant = cohort.participants.get()
    for user, code in (
        (mentor.person.user, 403),
        (participant.person.user, 403),
        (builders.person().user, 404),
        (builders.leader(GrantedRole.LEADERSHIP, builders.institution("Kabupaten Lain")), 404),
        (builders.leader(GrantedRole.TRAINING_ADMIN, builders.institution("Kabupaten A")), 404),
    ):
        assert signed_in(user).get(url).status_code == code
    assert Client().get(url).status_code == 302


def test_empty_cohort_says_so_and_offers_no_file():
    cohort = builders.cohort()
    page = page_of(admin_of(cohort), cohort)
    assert "belum punya peserta" in page
    assert "Unduh PDF" not in page


def test_hostile_text_is_shown_as_text():
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    answers = {
        ("participant", 6): Answer({"implementation": "as_planned"}),
        ("mentor", 6): Answer({"implementation": "not_done"}),
    }
    cohort = builders.cohort(
        somebodies=[
            Somebody(hostile, name=hostile, title=hostile, answers=answers),
            Somebody("B", name=hostile, title=None, mentors=0),
        ]
    )
    content = admin_of(cohort).get(reverse("reports:evaluation", args=[cohort.code])).content.decode()
    assert "<script>alert" not in content
    assert "<img" not in content
    assert content.count("&lt;script&gt;alert(1)") > 4


def test_list_shows_each_cohort_as_its_reader_may_see_it():
    lampung.load()
    yes = Answer({"implementation": "as_planned"})
    few = [Somebody("Kabupaten Tulang Bawang", answers={("participant", 3): yes}) for _ in range(3)]
    made = builders.cohort(
        "PKA-UJI-1", [*few, *(Somebody("Lain", answers={("participant", 3): yes}) for _ in range(5))]
    )
    page = words(leader_of("Kabupaten Tulang Bawang").get(reverse("reports:list")))
    assert "9 dari 12 (75,00%)" in page
    assert "kurang dari 5 jawaban" in page
    assert "hanya peserta dari instansi Anda" in page
    assert "8 dari 8" not in page
    assert "2 angkatan" not in page
    organiser = words(admin_of(made).get(reverse("reports:list")))
    assert "8 dari 8 (100,00%)" in organiser
    assert "PKA Angkatan I Tahun 2020" not in organiser


def test_list_says_all_together_where_nothing_is_hidden():
    yes = Answer({"implementation": "as_planned"})
    one = builders.cohort("PKA-SATU", [Somebody(answers={("participant", 3): yes})])
    builders.cohort("PKA-DUA", [Somebody(answers={("participant", 6): Answer({"implementation": "partly"})})])
    page = words(admin_of(one).get(reverse("reports:list")))
    assert "2 angkatan, 2 peserta. 1 dari 2 (50,00%) menjalankan aksinya sesuai rencana." in page


@pytest.mark.parametrize("order", ["-implementation", "responses", "cohort", "-in_skp", "odd", "organiser"])
def test_list_sorts_by_any_column_even_with_hidden_figures(order):
    lampung.load()
    builders.cohort("PKA-UJI-1", [Somebody("Kabupaten Tulang Bawang")])
    response = leader_of("Kabupaten Tulang Bawang").get(reverse("reports:list"), {"sort": order})
    assert response.status_code == 200


def test_list_is_narrowed_in_the_address():
    cohort = lampung.load()
    client = admin_of(cohort)
    assert "PKA Angkatan I" in words(client.get(reverse("reports:list"), {"tahun": "2020"}))
    assert "Tidak ada yang cocok" in words(
        client.get(reverse("reports:list"), {"tahun": "2020", "keadaan": "berjalan"})
    )


def count_of(client: Client, url: str) -> int:
    client.get(url)  # the session is touched, content types are known
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def crowd(size: int) -> list[Somebody]:
    yes = Answer({"implementation": "as_planned"}, ("budget",))
    no = Answer({"implementation": "not_done"}, ("time",))
    return [
        Somebody(f"Kabupaten {n % 5}", answers={("participant", 6): yes, ("mentor", 6): no} if n % 2 else {})
        for n in range(size)
    ]


def test_page_costs_the_same_for_one_and_forty():
    one, forty = builders.cohort("PKA-SATU", crowd(2)), builders.cohort("PKA-DUA", crowd(40))
    client = admin_of(one)
    counts = [count_of(client, reverse("reports:evaluation", args=[made.code])) for made in (one, forty)]
    assert counts[0] == counts[1]


def test_list_costs_the_same_for_one_and_five():
    first = builders.cohort("PKA-0", crowd(3))
    client, sender = admin_of(first), leader_of("Kabupaten 0")
    before = [count_of(one, reverse("reports:list")) for one in (client, sender)]
    for number in range(1, 5):
        builders.cohort(f"PKA-{number}", crowd(3))
    assert [count_of(one, reverse("reports:list")) for one in (client, sender)] == before


def request_file(client: Client, cohort: Cohort, form: str = "xlsx"):
    return client.post(reverse("reports:request", args=[cohort.code]), {"form": form})


def code_of(client: Client, url: str) -> int:
    response = client.get(url)
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_file_is_downloaded_as_an_attachment():
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    client = admin_of(cohort)
    response = client.get(request_file(client, cohort).url)
    assert b"".join(response).startswith(b"PK")
    assert response.headers["Content-Disposition"] == 'attachment; filename="evaluasi-PKA-SATU.xlsx"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_waiting_page_refreshes_with_and_without_javascript(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    client = admin_of(cohort)
    url = request_file(client, cohort).url
    assert url == reverse("reports:rendering", args=[Rendering.objects.get().pk])
    page = client.get(url).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert f'hx-get="{url}" hx-trigger="every 1s"' in page
    assert re.search(r'<p role="status">.*Menunggu giliran', page)
    Rendering.objects.update(state="running", done=3, parts=9)
    piece = client.get(url, headers={"HX-Request": "true"})
    assert "Sedang dibuat (3 dari 9 bagian)" in words(piece)
    assert "<html" not in piece.content.decode()
    assert "HX-Request" in piece.headers["Vary"]
    download = client.get(reverse("reports:download", args=[Rendering.objects.get().pk]))
    assert download.headers["Location"] == url


def test_failed_file_says_why_and_offers_another_try(settings):
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    client = admin_of(cohort)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    url = request_file(client, cohort).url
    Rendering.objects.update(state="failed", error="Berkas tidak dapat dibuat sekarang. Coba lagi.")
    page = client.get(url).content.decode()
    assert "Berkas tidak dapat dibuat sekarang." in page
    assert "hx-trigger" not in page
    assert 'http-equiv="refresh"' not in page
    assert request_file(client, cohort).url == url
    assert Rendering.objects.get().state == "queued"


def test_third_file_under_way_is_refused_with_a_sentence(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    other = builders.cohort("PKA-DUA", [Somebody()])
    client = admin_of(cohort)
    for form in ("pdf", "xlsx"):
        request_file(client, cohort, form)
    response = client.post(reverse("reports:request", args=[other.code]), {"form": "pdf"}, follow=True)
    assert "Anda sudah menunggu 2 berkas." in words(response)


@pytest.mark.parametrize("form", ["", "docx", "../pdf"])
def test_odd_form_of_file_is_refused_with_a_sentence(form):
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    response = admin_of(cohort).post(reverse("reports:request", args=[cohort.code]), {"form": form}, follow=True)
    assert "Pilih PDF atau XLSX." in words(response)
    assert not Rendering.objects.exists()


def test_file_is_asked_for_by_post_alone():
    cohort = builders.cohort("PKA-SATU", [Somebody()])
    assert admin_of(cohort).get(reverse("reports:request", args=[cohort.code])).status_code == 405


def test_whose_scope_changed_may_not_download():
    cohort = builders.cohort("PKA-SATU", [Somebody("Kabupaten A"), Somebody("Kabupaten B")])
    user = builders.leader(GrantedRole.LEADERSHIP, cohort.organiser)
    client = signed_in(user)
    url = request_file(client, cohort).url
    assert code_of(client, url) == 200
    Grant.objects.filter(user=user).update(institution=builders.institution("Kabupaten A"))
    assert code_of(client, url) == 403
    Grant.objects.filter(user=user).delete()
    assert code_of(client, url) == 404


def test_file_of_a_part_is_not_for_others():
    cohort = builders.cohort("PKA-SATU", [Somebody("Kabupaten A"), Somebody("Kabupaten B")])
    url = request_file(leader_of("Kabupaten A"), cohort).url
    assert code_of(leader_of("Kabupaten B"), url) == 403
    assert code_of(admin_of(cohort), url) == 403
    assert code_of(leader_of("Kabupaten C"), url) == 404
