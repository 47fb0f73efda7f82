"""Home: what waits for each role, one click from being done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from change_actions.models import Milestone
from change_actions.states import MilestoneState
from cohorts.home import MOST, greeting, people_of, summary, tasks_of, upcoming_for
from cohorts.matrix import Selection
from cohorts.matrix_page import build_matrix
from cohorts.models import Assignment, Cohort, Event, Grant, Institution, Participant, Phase
from cohorts.roles import Role
from cohorts.services.directions import state_direction
from cohorts.states import AssignmentRole, EventKind, GrantedRole, Outcome
from tests.cohorts.running import NOW, running_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def user_of(name: str) -> User:
    return User.objects.get(name=name)


def admin() -> User:
    return User.objects.filter(grants__role=GrantedRole.TRAINING_ADMIN).earliest("pk")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(user: User, role: Role) -> list[tuple[str, str]]:
    return [(task.words, task.title) for task in tasks_of(user, role, people_of(user, role))]


def test_tasks_of_a_participant_are_the_own_ones_late_first() -> None:
    running_cohort(7)
    assert told(user_of("Hendra Gunadi"), Role.PARTICIPANT) == [
        ("Terlambat 40 hari", "Nyatakan apakah Anda mendapat arahan prapelatihan"),
        ("s.d. 27 November", "Tulis judul aksi perubahan"),
        ("s.d. 27 November", "Rujuk renstra dalam aksi perubahan"),
        ("s.d. 27 November", "Susun tonggak jangka pendek"),
    ]


def test_tasks_of_a_mentor_are_statements_and_claims() -> None:
    running_cohort(5)
    Milestone.objects.filter(change_action__participant__person__name="Fitri Handayani").delete()
    mentor = user_of("Mentor Andi Saputra")
    assert told(mentor, Role.MENTOR) == [("Terlambat 29 hari", "Catat pernyataan komitmen yang Anda tanda tangani")]
    participant = Participant.objects.get(person__name="Eka Prasetya")
    Milestone.objects.filter(change_action__participant=participant, state=MilestoneState.PLANNED).update(
        state=MilestoneState.CLAIMED, claimed_at=NOW - timedelta(days=2), claimed_by=participant.person.user
    )
    assert told(user_of("Mentor Eka Prasetya"), Role.MENTOR) == [
        ("s.d. 26 November", "Verifikasi tonggak “Tonggak ke-3”")
    ]


def test_tasks_of_a_mentor_who_left_are_none() -> None:
    running_cohort(1)
    mentor = user_of("Mentor Andi Saputra")
    Assignment.objects.mentors().update(ends_on=date(2026, 11, 21))
    assert told(mentor, Role.MENTOR) == []


def test_tasks_of_those_who_left_the_training_are_none() -> None:
    running_cohort(1)
    Participant.objects.update(outcome=Outcome.WITHDREW, outcome_at=NOW)
    assert told(user_of("Mentor Andi Saputra"), Role.MENTOR) == []
    assert told(user_of("Andi Saputra"), Role.PARTICIPANT) == []


def test_tasks_of_a_participant_name_milestones_that_came_back_or_are_due() -> None:
    running_cohort(4)
    milestone = Milestone.objects.get(change_action__participant__person__name="Eka Prasetya", title="Tonggak ke-3")
    Milestone.objects.filter(pk=milestone.pk).update(
        state=MilestoneState.RETURNED, claimed_at=NOW, due_on=date(2026, 12, 30), return_reason="Belum ditetapkan"
    )
    user = user_of("Eka Prasetya")
    assert told(user, Role.PARTICIPANT) == [("s.d. 30 Desember", "Perbaiki tonggak “Tonggak ke-3”")]
    [task] = tasks_of(user, Role.PARTICIPANT, people_of(user, Role.PARTICIPANT))
    assert (task.lines[1], task.url) == ("Belum ditetapkan", reverse("change_actions:milestone", args=[milestone.pk]))


def test_tasks_of_an_admin_are_grouped_and_lead_to_as_many() -> None:
    running_cohort(40)
    user = admin()
    tasks = tasks_of(user, Role.TRAINING_ADMIN, [])
    assert [task.title for task in tasks] == [
        "3 peserta tanpa surat perintah tugas",
        "11 peserta belum lengkap penunjukan mentornya",
    ]
    cohort = Cohort.objects.get()
    for task in tasks:
        selection = Selection.read(dict(part.split("=") for part in task.url.partition("?")[2].split("&")))
        rows = build_matrix(cohort, user, selection, as_admin=True).rows
        assert len(rows) == int(task.title.split()[0])


def test_tasks_of_an_admin_leave_out_other_agencies_and_closed_cohorts() -> None:
    running_cohort(8, 1)
    running_cohort(8, 2)
    assert len(tasks_of(admin(), Role.TRAINING_ADMIN, [])) == 2
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC), tick=False):
        assert tasks_of(admin(), Role.TRAINING_ADMIN, []) == []


@pytest.mark.parametrize("name", ["Hendra Gunadi", "Mentor Andi Saputra", "Siti Nuraini, S.E. 1"])
def test_every_task_leads_to_a_page_that_answers(name: str) -> None:
    running_cohort(8)
    client = signed_in(user_of(name))
    tasks = client.get(reverse("cohorts:home")).context["tasks"]
    assert tasks
    for task in tasks:
        assert client.get(task.url).status_code == 200, task


def test_home_shows_at_most_seven_and_the_rest_on_its_own_page() -> None:
    running_cohort(40, 1)
    organiser = Institution.objects.get(cohorts__code="PKA-TIRTA-1")
    for serial in range(2, 6):
        running_cohort(8, serial)
    Cohort.objects.update(organiser=organiser)
    client = signed_in(user_of("Siti Nuraini, S.E. 1"))
    home = client.get(reverse("cohorts:home"))
    assert (len(home.context["tasks"]), home.context["count"]) == (MOST, 10)
    assert "Lihat semua 10 hal" in home.content.decode()
    waiting = client.get(reverse("cohorts:waiting"))
    assert len(waiting.context["tasks"]) == 10
    assert "10 hal" in waiting.content.decode()


def test_home_with_nothing_to_do_says_so_and_what_comes_next() -> None:
    running_cohort(3)
    html = signed_in(user_of("Dr. Fauzan Akbar, M.Pd.")).get("/").content.decode()
    assert "<h1>Tidak ada yang menunggu Anda</h1>" in html
    assert html.count("Seminar Akhir dimulai") == 1
    assert "Senin, 11 Januari 2027" in html


def test_home_of_somebody_without_any_role_says_what_will_be_here() -> None:
    html = signed_in(User.objects.create_user("1")).get("/").content.decode()
    assert "Anda belum menjadi peserta, coach, mentor, atau pengelola." in html


def test_home_of_leadership_leads_to_reports_and_not_into_the_matrix() -> None:
    cohort = running_cohort(2)
    leader = User.objects.create_user("1", name="Budi")
    Grant.objects.create(user=leader, institution=cohort.organiser, role=GrantedRole.LEADERSHIP)
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=date(2025, 1, 6), ends_on=date(2025, 4, 10))
    html = signed_in(leader).get("/").content.decode()
    assert "PKA Angkatan II Tahun 2026" in html
    assert "Lihat evaluasi" in html
    assert f'"{reverse("cohorts:cohort", args=[cohort.code])}"' not in html
    assert f'"{reverse("reports:evaluation", args=[cohort.code])}"' in html
    listed = signed_in(leader).get(reverse("cohorts:cohorts")).content.decode()
    assert f'"{reverse("cohorts:cohort", args=[cohort.code])}"' not in listed
    assert f'"{reverse("reports:evaluation", args=[cohort.code])}"' in listed


def test_home_of_two_roles_is_switched_and_named() -> None:
    cohort = running_cohort(1)
    mentor = user_of("Mentor Andi Saputra")
    Grant.objects.create(user=mentor, institution=cohort.organiser, role=GrantedRole.TRAINING_ADMIN)
    client = signed_in(mentor)
    assert "<title>Menunggu Anda sebagai Pengelola pelatihan" in client.get("/").content.decode()
    assert client.get(reverse("cohorts:switch_role")).status_code == 200
    refused = client.post(reverse("cohorts:switch_role"), {"role": "coach"})
    assert refused.status_code == 422
    response = client.post(reverse("cohorts:switch_role"), {"role": "mentor"}, follow=True)
    html = response.content.decode()
    assert "<title>Menunggu Anda sebagai Mentor" in html
    assert "Catat pernyataan komitmen" in html


def test_home_tells_what_the_reader_just_did() -> None:
    running_cohort(2)
    user = user_of("Bambang Wicaksono")
    state_direction(Participant.objects.get(person__user=user), received=True, by=user)
    assert "Anda menyatakan arahan prapelatihan" in signed_in(user).get("/").content.decode()


def test_home_costs_the_same_queries_with_one_cohort_and_with_twenty() -> None:
    coach, organiser = None, None
    counts: dict[str, list[int]] = {"Siti": [], "Fauzan": []}
    for serial in range(1, 21):
        cohort = running_cohort(2, serial)
        first = Assignment.objects.filter(participant__cohort=cohort, role=AssignmentRole.COACH)
        coach = coach or first[0].person
        organiser = organiser or cohort.organiser
        first.update(person=coach)
        Cohort.objects.filter(pk=cohort.pk).update(organiser=organiser)
        if serial in {1, 20}:
            for who, user in (("Siti", admin()), ("Fauzan", coach.user)):
                client = signed_in(user)
                client.get("/")
                with CaptureQueriesContext(connection) as queries:
                    assert client.get("/").status_code == 200
                counts[who].append(len(queries))
    assert counts["Siti"][0] == counts["Siti"][1] <= 12
    assert counts["Fauzan"][0] == counts["Fauzan"][1] <= 12


def test_upcoming_are_gatherings_and_phases_in_order_of_time() -> None:
    cohort = running_cohort(1)
    Event.objects.create(
        cohort=cohort,
        kind=EventKind.WORKSHOP,
        name="Lokakarya",
        starts_at=NOW + timedelta(days=4),
        ends_at=NOW + timedelta(days=4, hours=2),
        place="Aula",
    )
    Phase.objects.filter(cohort=cohort, name="Implementasi").update(starts_on=date(2026, 11, 23))
    found = upcoming_for(user_of("Andi Saputra"), NOW)
    assert [item.title for item in found] == ["Implementasi dimulai", "Lokakarya", "Seminar Akhir dimulai"]
    html = signed_in(user_of("Andi Saputra")).get("/").content.decode()
    assert "Rabu, 25 November 2026, 14.07–16.07 WIB" in html


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (18, "malam"), (23, "malam")],
)
def test_greeting_follows_the_hour(hour: int, words: str) -> None:
    now = timezone.make_aware(datetime(2026, 11, 21, hour, 30))  # noqa: DTZ001  made aware at once
    assert greeting(now) == f"Selamat {words}"


def test_summary_counts_what_is_late() -> None:
    running_cohort(7)
    late = user_of("Hendra Gunadi")
    assert summary(tasks_of(late, Role.PARTICIPANT, people_of(late, Role.PARTICIPANT))) == "Satu melewati tenggat."
    assert summary([]) == ""


def test_my_participants_are_shown_by_role_and_nobody_elses() -> None:
    running_cohort(6)
    html = signed_in(user_of("Mentor Andi Saputra")).get(reverse("cohorts:my_participants")).content.decode()
    assert "Sebagai Mentor" in html
    assert "Andi Saputra" in html
    assert "Bambang" not in html
    html = signed_in(user_of("Andi Saputra")).get(reverse("cohorts:my_participants")).content.decode()
    assert "Hari ini Anda tidak menjadi coach atau mentor siapa pun." in html


def test_cohorts_are_listed_filtered_and_linked_where_they_open() -> None:
    running_cohort(2, 1)
    running_cohort(1, 2)
    client = signed_in(admin())
    html = client.get(reverse("cohorts:cohorts")).content.decode()
    assert html.count(">PKA Angkatan II Tahun 2026</a>") == 1
    assert reverse("cohorts:cohort", args=["PKA-TIRTA-1"]) in html
    assert "Tidak ada yang cocok" in client.get(reverse("cohorts:cohorts") + "?keadaan=selesai").content.decode()
    assert "PKA Angkatan" in client.get(reverse("cohorts:cohorts") + "?keadaan=berjalan&tahun=2026").content.decode()
    participant = signed_in(user_of("Bambang Wicaksono"))
    html = participant.get(reverse("cohorts:cohorts")).content.decode()
    assert reverse("cohorts:cohort", args=["PKA-TIRTA-1"]) not in html


def test_cohorts_without_any_say_so() -> None:
    html = signed_in(User.objects.create_user("1")).get(reverse("cohorts:cohorts")).content.decode()
    assert "Belum ada angkatan yang dapat Anda lihat." in html
