"""A participant's page: the path, who accompanies, what is open, what happened."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from change_actions.models import ChangeAction, Milestone
from change_actions.states import Horizon, Respondent
from cohorts.dossier import Dossier, build_dossier, participant_with_all
from cohorts.models import Assignment, Grant, Participant, Person, Phase
from cohorts.registry import dossier_sections
from cohorts.states import AssignmentRole, GrantedRole
from tests.cohorts.running import NOW, answer_for, person, running_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def user_of(name: str) -> User:
    return User.objects.filter(name=name).earliest("pk")


def admin() -> User:
    return User.objects.filter(grants__role=GrantedRole.TRAINING_ADMIN).earliest("pk")


def participant(name: str) -> Participant:
    return Participant.objects.get(person__name=name)


def dossier(name: str, reader: User | None = None) -> Dossier:
    return build_dossier(participant_with_all(participant(name)), reader or admin())


def html_of(name: str, reader: User) -> str:
    client = Client()
    client.force_login(reader)
    response = client.get(reverse("cohorts:participant", args=[participant(name).pk]))
    assert response.status_code == 200
    return response.content.decode()


def stations(name: str) -> list[tuple[str, str]]:
    return [(station.kind, station.date) for station in dossier(name).path.stations]


def test_path_of_a_complete_plan_stands_at_implementation() -> None:
    running_cohort(3)
    assert stations("Dewi Lestari") == [
        ("done", "16 Oktober"),
        ("done", "lengkap"),
        ("present", "s.d. 8 Januari 2027"),
        ("future", "15 Januari 2027"),
        ("future", "s.d. 15 Januari 2029"),
    ]
    assert dossier("Dewi Lestari").path.words == "Implementasi, minggu ke-7 dari 15"


def test_path_waits_at_commitment_until_it_is_complete() -> None:
    running_cohort(1)
    assert dossier("Andi Saputra").path.words == "Komitmen, belum lengkap"
    assert [kind for kind, _date in stations("Andi Saputra")] == ["present", *["future"] * 4]


def test_path_of_an_agency_that_lags_behind_does_not_wait_for_its_paper() -> None:
    running_cohort(3)
    Participant.objects.update(letter_number="")
    assert dossier("Dewi Lestari").path.words == "Implementasi, minggu ke-7 dari 15"


def test_path_after_the_training_counts_months() -> None:
    running_cohort(1)
    with time_machine.travel(datetime(2027, 7, 20, tzinfo=UTC), tick=False):
        assert dossier("Andi Saputra").path.words == "Kelanjutan, bulan ke-6"
        assert [kind for kind, _date in stations("Andi Saputra")] == [*["done"] * 4, "present"]


def test_path_before_the_training_and_without_phases_still_stands() -> None:
    cohort = running_cohort(1)
    Phase.objects.all().delete()
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=False):
        assert dossier("Andi Saputra").path.words == "Mulai 5 Oktober 2026"
    assert [end for _kind, end in stations("Andi Saputra")][2:4] == ["15 Januari 2027", "15 Januari 2027"]
    assert cohort.phases.count() == 0


def test_facts_name_who_accompanies_today() -> None:
    running_cohort(5)
    facts = [(fact.label, fact.value, fact.note) for fact in dossier("Andi Saputra").facts]
    assert facts == [
        ("Mentor", "Mentor Andi Saputra", "Surat 800/412/2026, sejak 8 Oktober"),
        ("Coach", "Dr. Fauzan Akbar, M.Pd.", ""),
        ("Pelatihan", "PKA Angkatan II Tahun 2026", "5 Oktober 2026 s.d. 15 Januari 2027"),
    ]
    assert dossier("Fitri Handayani").facts[0].value == "Belum ada mentor"


def test_companions_show_changes_and_gaps() -> None:
    running_cohort(2)
    old = Assignment.objects.mentors().get(participant=participant("Bambang Wicaksono"))
    Assignment.objects.filter(pk=old.pk).update(ends_on=date(2026, 11, 10), end_reason="Mutasi")
    Assignment.objects.create(
        participant=old.participant,
        person=person(9999, "Mentor Pengganti", old.participant.sending_institution),
        role=AssignmentRole.MENTOR,
        starts_on=date(2026, 11, 18),
    )
    [section] = [one for one in dossier("Bambang Wicaksono").sections if one.section.code == "pendamping"]
    assert [(row.who, row.period, row.reason) for row in section.data["rows"]] == [
        ("Mentor Bambang Wicaksono", "8 Oktober 2026 sampai sebelum 10 November 2026", "Mutasi"),
        ("Tanpa mentor 8 hari", "", ""),
        ("Mentor Pengganti", "sejak 18 November 2026", ""),
    ]
    assert "pendamping" not in [one.section.code for one in dossier("Andi Saputra").sections]


def test_title_is_that_of_the_change_action_and_else_the_name() -> None:
    running_cohort(7)
    assert dossier("Andi Saputra").title == "Izin usaha mikro satu berkas melalui loket kecamatan 0"
    assert dossier("Hendra Gunadi").title == "Hendra Gunadi"


def test_state_sentence_names_what_is_late_and_what_is_due() -> None:
    running_cohort(7)
    found = dossier("Hendra Gunadi")
    assert found.late == "1 hal melewati tenggat: Arahan."
    assert found.soon == "3 hal jatuh tempo dalam tujuh hari: Judul, Renstra, Rencana."


@pytest.mark.parametrize(
    ("reader", "act"),
    [
        ("Hendra Gunadi", "Jawab"),
        ("Siti Nuraini, S.E. 1", None),
        ("Dr. Fauzan Akbar, M.Pd.", None),
        ("Mentor Hendra Gunadi", None),
    ],
)
def test_primary_act_is_the_readers_own(reader: str, act: str | None) -> None:
    running_cohort(7)
    found = dossier("Hendra Gunadi", user_of(reader)).act
    assert (str(found.label) if found else None) == act


def test_readiness_parts_what_is_met_and_leaves_out_what_does_not_apply() -> None:
    running_cohort(1)
    found = dossier("Andi Saputra")
    assert (len(found.met), len(found.open), found.base) == (6, 3, 9)
    assert [(item.label, item.owner, item.state.words) for item in found.open] == [
        ("Pernyataan komitmen", "Mentor", "Terlambat 29 hari"),
        ("Rujukan renstra", "Peserta", "s.d. 27 November"),
        ("Rencana tonggak", "Peserta", "s.d. 27 November"),
    ]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("Andi Saputra", 200),
        ("Mentor Andi Saputra", 200),
        ("Dr. Fauzan Akbar, M.Pd.", 200),
        ("Siti Nuraini, S.E. 1", 200),
        ("Siti Nuraini, S.E. 2", 404),
        ("Bambang Wicaksono", 404),
        ("Mentor Bambang Wicaksono", 404),
        ("Budi Pimpinan", 403),
        ("Eko Penguji", 403),
    ],
)
@pytest.mark.parametrize("name", ["cohorts:participant", "cohorts:participant_history"])
def test_page_answers_to_those_who_accompany_and_run(who: str, code: int, name: str) -> None:
    cohort = running_cohort(2, 1)
    running_cohort(0, 2)
    leader = person(5000, "Budi Pimpinan", cohort.organiser)
    Grant.objects.create(user=leader.user, institution=cohort.organiser, role=GrantedRole.LEADERSHIP)
    Assignment.objects.create(
        participant=participant("Andi Saputra"),
        person=person(5001, "Eko Penguji", cohort.organiser),
        role=AssignmentRole.EXAMINER,
        starts_on=date(2026, 10, 5),
    )
    client = Client()
    client.force_login(user_of(who))
    assert client.get(reverse(name, args=[participant("Andi Saputra").pk])).status_code == code


def test_page_costs_the_same_queries_however_long_the_story_is() -> None:
    running_cohort(2)
    counts = []
    client = Client()
    client.force_login(admin())
    for name in ("Andi Saputra", "Bambang Wicaksono"):
        address = reverse("cohorts:participant", args=[participant(name).pk])
        client.get(address)
        action = ChangeAction.objects.get(participant__person__name=name)
        if name == "Bambang Wicaksono":
            for number in range(40):
                Milestone.objects.create(
                    change_action=action, horizon=Horizon.SHORT, title=f"T{number}", due_on=date(2026, 12, 1)
                )
            for month in (3, 6, 12):
                answer_for(participant(name), Respondent.MENTOR, month)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 34


def test_page_tells_that_somebody_answered_and_what_to_that_one_alone() -> None:
    running_cohort(1)
    answer = answer_for(participant("Andi Saputra"), Respondent.MENTOR, 3)
    answer.note = "Rahasia besar"
    answer.implementation = "not_done"
    answer.answered_on = date(2027, 4, 20)
    answer.save()
    with time_machine.travel(datetime(2027, 4, 25, tzinfo=UTC), tick=False):
        for who in ("Andi Saputra", "Siti Nuraini, S.E. 1", "Dr. Fauzan Akbar, M.Pd.", "Mentor Andi Saputra"):
            html = html_of("Andi Saputra", user_of(who))
            assert "Mentor menjawab 20 April 2027" in html
            assert "Peserta belum menjawab" in html
            assert ("Rahasia besar" in html) is (who == "Mentor Andi Saputra")
            assert ("Tidak terlaksana" in html) is (who == "Mentor Andi Saputra")


def test_page_shows_hostile_texts_as_text() -> None:
    running_cohort(3)
    hostile = "<img src=x onerror=alert(1)>"
    ChangeAction.objects.update(title=hostile, summary=hostile, strategic_plan_reference=hostile)
    Person.objects.filter(name="Mentor Dewi Lestari").update(name=hostile)
    Participant.objects.update(position=hostile)
    Milestone.objects.filter(title="Tonggak ke-1").update(title=hostile)
    assert "<img" not in html_of("Dewi Lestari", admin())


def test_every_section_names_models_that_exist() -> None:
    for section in dossier_sections:
        for label in section.history:
            assert apps.get_model(label)


def test_direction_is_stated_by_the_participant_alone() -> None:
    running_cohort(2)
    stated = participant("Bambang Wicaksono")
    address = reverse("cohorts:direction", args=[stated.pk])
    client = Client()
    client.force_login(user_of("Bambang Wicaksono"))
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"received": "tidak"}).status_code == 302
    assert client.post(address, {"received": "tidak"}).status_code == 302
    stated.refresh_from_db()
    assert stated.pre_training_direction is False
    html = html_of("Bambang Wicaksono", admin())
    assert html.count("menyatakan arahan prapelatihan") == 1
    client.force_login(admin())
    assert client.get(address).status_code == 403
