"""The wizard: nothing is written before it is confirmed, and then exactly what was shown, once."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from cohorts.models import Cohort, Grant, Institution, Participant, Person, WorkbookUpload
from cohorts.workbook import uploads
from tests.cast import Agency, build_agency
from tests.cohorts.workbook.files import ANDI, BUNGA, ROWS, Table, as_file, edited

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.fixture
def client(agency: Agency) -> Client:
    client = Client()
    client.force_login(agency.users["training_admin"])
    return client


def ours(*edits: tuple[str, int, str, Any]) -> dict[str, Table]:
    """Return the right tables of this agency with cells changed."""
    return edited([("Angkatan", 6, "Penyelenggara", "BPSDM Utara"), *edits])


def upload(client: Client, sheets: dict[str, Table] | bytes, name: str = "peserta-pka.xlsx") -> Any:
    content = sheets if isinstance(sheets, bytes) else as_file(sheets)
    return client.post(reverse("cohorts:imports"), {"file": SimpleUploadedFile(name, content)})


def mine() -> Any:
    """Return the uploads of the test; the agency has one of its own."""
    return WorkbookUpload.objects.filter(name="peserta-pka.xlsx")


def confirm(client: Client, preview: str) -> Any:
    page = client.get(preview).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', page)
    assert digest is not None
    return client.post(f"{preview}simpan/", {"digest": digest[1]})


def numbers(page: str) -> list[str]:
    """Return the four counts of the preview: refused, new, changed, the same."""
    counts = re.search(r'<div class="counts">(.*?)</div>', page.replace("</div><a", "<a"), re.DOTALL)
    assert counts is not None
    return re.findall(r"<b>([0-9.]+)</b>", page[page.index('class="counts"') :])[:4]


def test_right_file_is_shown_then_saved_then_told(client: Client) -> None:
    answer = upload(client, ours())
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert numbers(page) == ["0", str(ROWS), "0", "0"]
    assert f"peserta-pka.xlsx, 7 lembar, {ROWS} baris. Belum ada yang disimpan." in page
    assert "Kabupaten Muara Tengah" in page
    assert not Cohort.objects.filter(code="UJI-1").exists()
    done = confirm(client, answer.url)
    assert done.url == f"{answer.url}selesai/"
    assert f"{ROWS} baris ditambah, 0 berubah, 0 sama dan tidak disentuh." in client.get(done.url).content.decode()
    assert Participant.objects.filter(cohort__code="UJI-1").count() == 3
    entry = LogEntry.objects.filter(additional_data__verb="participant.created").latest("pk")
    assert (entry.additional_data["via"], entry.additional_data["who"]) == ("import", "Siti Pengelola Utara")


def test_file_goes_when_it_was_imported(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    answer = upload(client, ours())
    kept = mine().get()
    path, storage = str(kept.file.name), kept.file.storage
    assert storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, answer.url)
    assert not storage.exists(path)
    kept.refresh_from_db()
    assert (kept.file.name, kept.counts["created"]) == ("", ROWS)
    assert kept.cohort == Cohort.objects.get(code="UJI-1")


def test_confirming_twice_imports_once(client: Client) -> None:
    answer = upload(client, ours())
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', client.get(answer.url).content.decode())
    assert digest is not None
    for _ in range(2):
        done: Any = client.post(f"{answer.url}simpan/", {"digest": digest[1]})
        assert done.url == f"{answer.url}selesai/"
    assert Cohort.objects.filter(code="UJI-1").count() == 1
    assert client.get(answer.url).headers["Location"] == f"{answer.url}selesai/"


def test_file_again_offers_nothing_to_save(client: Client) -> None:
    confirm(client, upload(client, ours()).url)
    page = client.get(upload(client, ours()).url).content.decode()
    assert numbers(page) == ["0", "0", "0", str(ROWS)]
    assert "Tidak ada yang berubah" in page
    assert 'name="digest"' not in page


def test_errors_stand_by_row_with_the_value_and_the_remedy(client: Client) -> None:
    answer = upload(
        client,
        ours(
            ("Peserta", 2, "Surel", "andi<b>"), ("Peserta", 2, "NIP coach", "1"), ("Mentor", 4, "Mulai", "31-09-2026")
        ),
    )
    page = client.get(answer.url).content.decode()
    assert "<title>Kesalahan: Periksa sebelum menyimpan – Kawal</title>" in page
    assert "3 kesalahan pada 2 baris" in page
    assert numbers(page) == ["2", str(ROWS - 2), "0", "0"]
    assert "<code>andi&lt;b&gt;</code>" in page
    assert '<b>Tanggal ini tidak ada di kalender.</b><p class="meta">September berakhir tanggal 30.</p>' in page
    assert 'name="digest"' not in page
    assert client.post(f"{answer.url}simpan/", {"digest": "x"}).headers["Location"] == answer.url
    assert not Cohort.objects.filter(code="UJI-1").exists()


def test_changes_stand_old_to_new(client: Client) -> None:
    confirm(client, upload(client, ours()).url)
    page = client.get(upload(client, ours(("Peserta", 2, "Jabatan", "Sekretaris"))).url).content.decode()
    assert "<td>Jabatan</td><td><del>Kabid</del> → <ins>Sekretaris</ins></td>" in page


def test_what_changed_since_the_preview_is_shown_anew_and_nothing_is_written(client: Client) -> None:
    confirm(client, upload(client, ours()).url)
    answer = upload(client, ours(("Peserta", 2, "Jabatan", "Sekretaris")))
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', client.get(answer.url).content.decode())
    assert digest is not None
    Participant.objects.filter(person__number=ANDI).update(unit="Setda")
    back: Any = client.post(f"{answer.url}simpan/", {"digest": digest[1]})
    assert back.url == answer.url
    page = client.get(back.url).content.decode()
    assert "Data yang tersimpan berubah sejak diperiksa. Belum ada yang disimpan; periksa sekali lagi." in page
    assert "<del>Setda</del> → <ins>Dinas A</ins>" in page
    assert Participant.objects.get(person__number=ANDI, cohort__code="UJI-1").position == "Kabid"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("data.csv", b"a;b", "Berkas ini bukan XLSX."),
        ("data.xlsx", b"a;b", "Berkas ini bukan XLSX."),
        ("data.xlsx", b"", "Berkas ini kosong."),
        ("data.xlsx", b"PK\x03\x04 rusak", "Berkas ini rusak dan tidak dapat dibaca."),
        ("data.xlsx", as_file({"Coach": [["NIP", "Nama"]]}), "Lembar Angkatan tidak ada."),
    ],
)
def test_wrong_file_is_an_error_of_the_form(client: Client, name: str, content: bytes, sentence: str) -> None:
    answer = upload(client, content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ada masalah" in page
    assert page.count(sentence) == 2  # in the summary and at the field
    assert not mine().exists()


def test_no_file_is_asked_for(client: Client) -> None:
    answer = client.post(reverse("cohorts:imports"), {})
    assert (answer.status_code, "Pilih berkasnya dulu." in answer.content.decode()) == (422, True)


def test_organiser_outside_the_scope_is_refused(client: Client) -> None:
    page = client.get(upload(client, edited([])).url).content.decode()
    sentence = "Anda bukan pengelola pelatihan di BPSDM Uji."
    assert sentence in page
    build_agency("Selatan", 2)
    theirs = edited([("Angkatan", 2, "Kode", "PKA-SELATAN-2026-1"), ("Angkatan", 6, "", "BPSDM Utara")])
    page = client.get(upload(client, theirs).url).content.decode()
    assert "Anda bukan pengelola pelatihan di BPSDM Selatan." in page
    assert Cohort.objects.get(code="PKA-SELATAN-2026-1").organiser.name == "BPSDM Selatan"


def test_organiser_under_the_own_institution_is_in_scope(client: Client, agency: Agency) -> None:
    page = client.get(upload(client, edited([("Angkatan", 6, "", agency.sender.name)])).url).content.decode()
    assert "Simpan" in page
    assert "Anda bukan pengelola" not in page


def test_people_of_another_agency_keep_their_name_and_address(client: Client) -> None:
    other = build_agency("Selatan", 2)
    mentor = other.users["mentor"]
    admin = other.users["training_admin"]
    sheets = ours(
        ("Mentor", 4, "NIP mentor", mentor.username),
        ("Mentor", 4, "Nama mentor", "Nama Lain"),
        ("Mentor", 4, "Surel", "rebut@uji.go.id"),
        ("Mentor", 3, "NIP mentor", admin.username),
        ("Mentor", 3, "Surel", "rebut2@uji.go.id"),
    )
    answer = upload(client, sheets)
    page = client.get(answer.url).content.decode()
    assert page.count("Orang ini juga milik lembaga lain; yang tersimpan dibiarkan.") == 4
    assert confirm(client, answer.url).status_code == 302
    for user in (mentor, admin):
        before = user.email, user.name
        user.refresh_from_db()
        assert (user.email, user.name) == before
    assert Person.objects.get(number=mentor.username).name == "Ratna Mentor Selatan"


def test_upload_is_its_uploaders_alone(client: Client, agency: Agency) -> None:
    answer = upload(client, ours())
    colleague = User.objects.create_user("rekan", "rekan@uji.go.id", "x")
    Grant.objects.create(user=colleague, institution=agency.institution, role="training_admin")
    other = Client()
    other.force_login(colleague)
    for path in ("", "selesai/", "ditolak/"):
        assert other.get(f"{answer.url}{path}").status_code == 404
    assert other.post(f"{answer.url}simpan/").status_code == 404
    Grant.objects.filter(user=agency.users["training_admin"]).delete()
    assert client.get(answer.url).status_code == 403


def test_uploads_are_forgotten_after_a_day(client: Client) -> None:
    upload(client, ours())
    kept = mine().get()
    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        assert uploads.forget_old() == 0
    assert uploads.forget_old(datetime.now(UTC) + timedelta(hours=25)) > 0
    assert not mine().exists()
    page = client.get(reverse("cohorts:import_preview", args=[kept.pk]))
    assert page.status_code == 404


def test_upload_whose_file_is_gone_says_so(client: Client) -> None:
    answer = upload(client, ours())
    kept = mine().get()
    kept.file.storage.delete(str(kept.file.name))
    back = client.get(answer.url, follow=True)
    assert "Berkas ini sudah tidak tersimpan. Unggah sekali lagi." in back.content.decode()


def refused(client: Client, preview: str) -> Any:
    answer = client.get(f"{preview}ditolak/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="peserta-pka-baris-ditolak.xlsx"'
    return load_workbook(io.BytesIO(answer.content))


def saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_refused_rows_are_handed_out_with_what_is_wrong(client: Client) -> None:
    book = refused(client, upload(client, ours(("Peserta", 3, "Surel", "+x"), ("Peserta", 3, "NIP coach", "1"))).url)
    assert book.sheetnames == ["Angkatan", "Peserta", "Petunjuk"]
    heads, row = book["Peserta"].iter_rows(values_only=True)
    line = dict(zip(heads, row, strict=True))
    assert (line["Baris"], line["NIP"], line["Nama"], line["Surel"]) == (3, BUNGA, "Bunga", "+x")
    assert line["Kesalahan"].splitlines()[0] == (
        "Surel: Alamat surel tidak terbaca. Tulis misalnya nama@instansi.go.id."
    )
    assert book["Peserta"].cell(2, heads.index("Surel") + 1).data_type == "s"


def test_refused_rows_corrected_join_the_rows_that_were_right(client: Client) -> None:
    book = refused(client, upload(client, ours(("Peserta", 3, "Surel", "x"), ("Angkatan", 3, "", "PKX"))).url)
    heads = [cell.value for cell in book["Peserta"][1]]
    book["Peserta"].cell(2, heads.index("Surel") + 1).value = "bunga@uji.go.id"
    book["Angkatan"]["B3"].value = "PKA"
    again = upload(client, saved(book), "baris-ditolak.xlsx")
    page = client.get(again.url).content.decode()
    assert numbers(page) == ["0", str(ROWS), "0", "0"]
    assert "peserta-pka.xlsx, 7 lembar" in page
    confirm(client, again.url)
    assert User.objects.get(username=BUNGA).email == "bunga@uji.go.id"
    assert Participant.objects.filter(cohort__code="UJI-1").count() == 3


def test_refused_rows_still_wrong_keep_their_numbers(client: Client) -> None:
    sheets = ours(("Peserta", 4, "Surel", "x"))
    sheets["Peserta"] = [["DAFTAR"], [], *sheets["Peserta"]]
    first = upload(client, sheets)
    again = upload(client, saved(refused(client, first.url)))
    page = client.get(again.url).content.decode()
    assert '<span class="p">baris </span>6</td>' in page
    book = refused(client, again.url)
    for cell in book["Peserta"][2][1:]:
        cell.value = None
    assert numbers(client.get(upload(client, saved(book)).url).content.decode()) == ["0", str(ROWS - 1), "0", "0"]


def test_refused_rows_whose_file_is_gone_ask_for_the_whole(client: Client) -> None:
    book = refused(client, upload(client, ours(("Peserta", 3, "Surel", "x"))).url)
    mine().delete()
    answer = upload(client, saved(book))
    assert answer.status_code == 422
    assert "Berkas asal dari baris-baris ini sudah tidak ada." in answer.content.decode()


def test_refused_rows_without_their_numbers_are_refused(client: Client) -> None:
    book = refused(client, upload(client, ours(("Peserta", 3, "Surel", "x"))).url)
    book["Peserta"]["A1"].value = "No"
    answer = upload(client, saved(book))
    assert (answer.status_code, "tidak lagi mempunyai kolom Baris" in answer.content.decode()) == (422, True)


def test_downloads_are_workbooks(client: Client, agency: Agency) -> None:
    for address in (reverse("cohorts:blank_workbook"), reverse("cohorts:cohort_workbook", args=[agency.cohort.code])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Angkatan"


def test_own_cohort_exported_on_screen_imports_with_nothing_changed(client: Client, agency: Agency) -> None:
    content = client.get(reverse("cohorts:cohort_workbook", args=[agency.cohort.code])).content
    page = client.get(upload(client, content).url).content.decode()
    assert "Tidak ada yang berubah" in page


def test_page_of_many_rows_stays_light(client: Client) -> None:
    sheets = ours()
    sheets["Peserta"] += [[f"x{n}", "Nama", *[None] * 8] for n in range(1000)]
    page = client.get(upload(client, sheets).url).content.decode()
    assert len(page) < 160_000
    assert "kesalahan lagi ada di berkas unduhan." in page


def test_queries_do_not_grow_with_the_rows(client: Client, django_assert_max_num_queries: Any) -> None:
    small = upload(client, ours()).url
    with django_assert_max_num_queries(45):
        client.get(small)
    sheets = ours()
    for n in range(60):
        number = f"1979{n % 12 + 1:02d}1420050120{n + 10:02d}"
        sheets["Peserta"].append([number, f"P{n}", "III/d", "Kabid", "D", f"Kabupaten {n}", None, None, None, None])
    large = upload(client, sheets).url
    with django_assert_max_num_queries(45):
        assert client.get(large).status_code == 200


def test_institution_names_are_shown_harmlessly(client: Client) -> None:
    page = client.get(upload(client, ours(("Peserta", 2, "Instansi pengirim", "<img src=x>"))).url).content.decode()
    assert "&lt;img src=x&gt;" in page
    assert "<img" not in page
    assert not Institution.objects.filter(name__startswith="<").exists()
