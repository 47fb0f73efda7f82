"""The cohort page: numbers and lists agree, it stays light, and everybody sees their own."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cohorts.matrix import Selection
from cohorts.matrix_page import Matrix, build_matrix, state_sentence
from cohorts.models import Cohort, Grant, Institution, Participant, Person
from cohorts.registry import checkpoints
from cohorts.states import GrantedRole, Outcome
from tests.cohorts.running import NOW, running_cohort

pytestmark = pytest.mark.django_db
RAW = 90_000  # bytes for a cohort of forty (issue of the foundation, section 6)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def admin() -> User:
    return User.objects.get(grants__role=GrantedRole.TRAINING_ADMIN)


def matrix(cohort: Cohort, address: str = "", user: User | None = None) -> Matrix:
    return build_matrix(cohort, user or admin(), Selection.read(QueryDict(address.lstrip("?"))), as_admin=True)


def names(found: Matrix) -> list[str]:
    return [row.name for row in found.rows]


def page(client: Client, cohort: Cohort, address: str = "") -> str:
    response = client.get(reverse("cohorts:cohort", args=[cohort.code]) + address)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_filters_count_what_they_show() -> None:
    cohort = running_cohort(40)
    found = matrix(cohort)
    counts = {item.label: item.count for item in found.filters}
    assert counts == {"Semua": 40, "Perlu perhatian": 33, "Terlambat": 27, "Tanpa mentor": 6, "Siap ditutup": 7}
    for item in found.filters:
        assert len(matrix(cohort, item.url).rows) == item.count
        assert [one.label for one in matrix(cohort, item.url).filters if one.current] == [item.label]


def test_feet_lead_to_as_many_as_they_count() -> None:
    cohort = running_cohort(40)
    found = matrix(cohort)
    assert sum(foot.late for foot in found.foot) > 20
    for foot in found.foot:
        assert len(matrix(cohort, foot.late_url).rows) == foot.late
        assert foot.met <= foot.base <= 40


def test_states_of_a_point_show_everybody_once() -> None:
    cohort = running_cohort(12)
    states = ["met", "late", "due", "open", "missed", "not_applicable"]
    shown = [name for state in states for name in names(matrix(cohort, f"?titik=statement&keadaan={state}"))]
    assert sorted(shown) == names(matrix(cohort))


@pytest.mark.parametrize(
    "address",
    [
        "?saring=semua",
        "?titik=letter",
        "?titik=x&keadaan=late",
        "?titik=letter&keadaan=' OR 1=1",
        "?instansi=²",
        "?coach=-1",
        "?urut=pk&instansi=99999999999",
        "?%00=%ff",
    ],
)
def test_unknown_parameters_show_everybody(address: str) -> None:
    cohort = running_cohort(3)
    assert page(signed_in(admin()), cohort, address).count('<th scope="row"><a') == 3


def test_institution_and_coach_narrow_rows_and_feet_alike() -> None:
    cohort = running_cohort(12)
    sender = Participant.objects.earliest("pk").sending_institution
    found = matrix(cohort, f"?instansi={sender.pk}")
    assert (found.total, len(found.rows)) == (3, 3)
    assert {foot.base for foot in found.foot[:3]} == {3}
    assert [choice.label for choice in found.institutions if choice.chosen] == [sender.name]
    coach = Person.objects.get(name__startswith="Dr. Fauzan")
    assert matrix(cohort, f"?coach={coach.pk}").total == 12
    assert matrix(cohort, f"?coach={coach.pk + 1}").total == 0


def test_orders_sort_by_name_institution_and_readiness() -> None:
    cohort = running_cohort(12)
    assert names(matrix(cohort)) == sorted(names(matrix(cohort)))
    agencies = [row.agency for row in matrix(cohort, "?urut=instansi").rows]
    assert agencies == sorted(agencies)
    ready = [row.met for row in matrix(cohort, "?urut=siap").rows]
    assert ready == sorted(ready, reverse=True)


def test_cells_lead_to_the_act_of_the_reader_and_else_to_the_dossier() -> None:
    cohort = running_cohort(8)
    row = next(row for row in matrix(cohort).rows if row.name == "Indah Permatasari")
    participant = Participant.objects.get(person__name="Indah Permatasari")
    by_code = dict(zip([item.code for item in checkpoints], row.cells, strict=True))
    assert by_code["letter"].url == reverse("cohorts:participant_edit", args=[participant.pk])
    assert by_code["milestones_planned"].url == reverse("cohorts:participant", args=[participant.pk])
    assert by_code["coach"].url == reverse("cohorts:participant", args=[participant.pk])


def test_milestones_are_drawn_as_bars_and_said_in_words() -> None:
    cohort = running_cohort(12)
    row = next(row for row in matrix(cohort).rows if row.name == "Fitri Handayani")
    cell = next(cell for cell in row.cells if cell.bars)
    assert (cell.bars, cell.words) == (("ver", "ver", "cla", ""), "2 dari 4, 1 diajukan")


def test_state_sentence_says_week_counts_and_what_ends_next() -> None:
    cohort = running_cohort(40)
    assert state_sentence(cohort, matrix(cohort)) == (
        "Minggu ke-7 dari 15. Dari 40 peserta, 27 melewati tenggat dan 6 belum bermentor. "
        "Seminar Rancangan sampai 27 November."
    )
    with time_machine.travel("2026-09-01", tick=False):
        assert state_sentence(cohort, matrix(cohort)).startswith(
            "Mulai 5 Oktober 2026. Dari 40 peserta, 40 belum bermentor."
        )
    with time_machine.travel("2031-01-01", tick=False):
        assert state_sentence(cohort, matrix(cohort)).startswith("Selesai 15 Januari 2027. Dari 40 peserta, 17")


def test_page_of_forty_is_light_and_costs_as_many_queries_as_one() -> None:
    small, large = running_cohort(1, 1), running_cohort(40, 2)
    Grant.objects.update(institution=Institution.objects.get(cohorts=large))
    Cohort.objects.filter(pk=small.pk).update(organiser=large.organiser)
    client = signed_in(User.objects.filter(grants__isnull=False).earliest("pk"))
    counts, html = [], ""
    for cohort in (small, large):
        page(client, cohort)
        with CaptureQueriesContext(connection) as queries:
            html = page(client, cohort)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 16
    assert len(html.encode()) <= RAW


def test_page_is_a_table_that_a_screen_reader_understands() -> None:
    cohort = running_cohort(3)
    html = page(signed_in(admin()), cohort)
    assert "<caption" in html
    assert html.count('scope="colgroup"') == 4
    assert html.count('scope="col"') == len(list(checkpoints)) + 2
    assert html.count('scope="row"') == 3 + 2
    assert "terpenuhi</span>" in html
    text = re.sub(r"<[^>]+>", " ", unescape(html))
    assert "Terlambat" in text


def test_page_of_a_cohort_without_participants_says_what_to_do() -> None:
    cohort = running_cohort(0)
    html = page(signed_in(admin()), cohort)
    assert "Angkatan ini belum punya peserta" in html
    assert "<table" not in html


def test_page_of_a_filter_that_finds_nobody_offers_all() -> None:
    cohort = running_cohort(1)
    html = page(signed_in(admin()), cohort, "?saring=siap")
    assert "Tidak ada peserta dengan saringan ini." in html
    assert "Tampilkan semua" in html


def test_page_of_a_mentor_shows_the_own_mentees_alone() -> None:
    cohort = running_cohort(12)
    mentor = User.objects.get(name="Mentor Andi Saputra")
    found = matrix(cohort, "", mentor)
    assert (names(found), found.total) == (["Andi Saputra"], 1)
    html = page(signed_in(mentor), cohort)
    assert "Bambang" not in html
    assert "Unduh XLSX" not in html


def test_page_is_refused_to_those_who_do_not_run_or_accompany() -> None:
    cohort, _twin = running_cohort(2, 1), running_cohort(1, 2)
    address = reverse("cohorts:cohort", args=[cohort.code])
    leader = User.objects.create_user("900")
    Grant.objects.create(user=leader, institution=cohort.organiser, role=GrantedRole.LEADERSHIP)
    foreign = User.objects.get(grants__institution__name__endswith="2")
    participant = User.objects.get(name="Andi Saputra", person__participations__cohort=cohort)
    codes = [signed_in(user).get(address).status_code for user in (leader, participant, foreign)]
    assert codes == [403, 403, 404]
    assert Client().get(address).status_code == 302


def test_page_shows_hostile_names_as_text() -> None:
    cohort = running_cohort(2)
    hostile = '<script>alert("x")</script>{{ 7*7 }}'
    Person.objects.filter(name="Andi Saputra").update(name=hostile)
    Institution.objects.filter(participants__person__name=hostile).update(name="<b>Kab</b>")
    html = page(signed_in(admin()), cohort)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;{{ 7*7 }}" in html
    assert "<b>Kab</b>" not in html


def test_those_who_left_are_neither_late_nor_ready() -> None:
    cohort = running_cohort(1)
    Participant.objects.update(outcome=Outcome.WITHDREW, outcome_at=NOW)
    found = matrix(cohort)
    assert [(item.label, item.count) for item in found.filters if item.count] == [("Semua", 1)]
    assert {foot.base for foot in found.foot} == {0}
    assert [row.left for row in found.rows] == ["Mengundurkan diri"]
    assert "0</b>/0" not in page(signed_in(admin()), cohort)
