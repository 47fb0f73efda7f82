"""Milestones: planned by the participant, claimed, verified or returned by another person, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import User
from change_actions import services
from change_actions.models import Milestone
from change_actions.states import MilestoneState
from cohorts.models import Assignment
from core.errors import RefusedError
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db

PLAN = {"title": "Uji coba", "horizon": "short", "due_on": date(2026, 12, 11), "output": "Laporan"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-21T07:07:00Z", tick=False):
        yield


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def put(agency: Agency, state: str) -> Milestone:
    """Bring the agency's milestone into a state, past all services."""
    claimed = {"claimed_at": datetime(2026, 11, 19, tzinfo=UTC), "claimed_by": agency.users["participant"]}
    fields: dict[str, dict[str, Any]] = {
        "planned": {"claimed_at": None, "claimed_by": None},
        "claimed": claimed,
        "returned": {**claimed, "return_reason": "Belum ditetapkan"},
        "verified": {**claimed, "verified_on": date(2026, 11, 20), "verified_by": agency.users["mentor"]},
    }
    blank: dict[str, Any] = {"verified_on": None, "verified_by": None, "return_reason": ""}
    Milestone.objects.filter(pk=agency.milestone.pk).update(state=state, **{**blank, **fields[state]})
    return Milestone.objects.get(pk=agency.milestone.pk)


def claim(milestone: Milestone, agency: Agency) -> None:
    services.claim_milestone(milestone, progress=90, by=agency.users["participant"])


def withdraw(milestone: Milestone, agency: Agency) -> None:
    services.withdraw_claim(milestone, by=agency.users["participant"])


def verify(milestone: Milestone, agency: Agency) -> None:
    services.verify_milestone(milestone, by=agency.users["mentor"])


def give_back(milestone: Milestone, agency: Agency) -> None:
    services.return_milestone(milestone, reason="Belum ditetapkan kepala dinas", by=agency.users["mentor"])


MOVES: dict[str, tuple[Callable[[Milestone, Agency], None], str]] = {
    "claim": (claim, "claimed"),
    "withdraw": (withdraw, "planned"),
    "verify": (verify, "verified"),
    "return": (give_back, "returned"),
}
# From each state: what moves, what is done already and stays silent, and what is refused.
ALLOWED = {
    "planned": {"claim": "moves", "withdraw": "silent"},
    "claimed": {"claim": "silent", "withdraw": "moves", "verify": "moves", "return": "moves"},
    "returned": {"claim": "moves"},
    "verified": {"verify": "silent"},
}


@pytest.mark.parametrize("state", MilestoneState.values)
@pytest.mark.parametrize("act", MOVES)
def test_move_from_each_state_is_as_the_table_says(agency: Agency, state: str, act: str) -> None:
    milestone = put(agency, state)
    do, to = MOVES[act]
    expected = ALLOWED[state].get(act, "refused")
    before = LogEntry.objects.count()
    if expected == "refused":
        with pytest.raises(RefusedError, match="keadaannya sudah berubah"):
            do(milestone, agency)
    else:
        do(milestone, agency)
    stored = Milestone.objects.get(pk=milestone.pk)
    assert stored.state == (to if expected == "moves" else state)
    assert LogEntry.objects.count() - before == (1 if expected == "moves" else 0)
    stored.full_clean()


def test_claim_keeps_progress_and_clears_the_reason(agency: Agency) -> None:
    claim(put(agency, "returned"), agency)
    stored = Milestone.objects.get(pk=agency.milestone.pk)
    assert (stored.progress, stored.return_reason, stored.claimed_by) == (90, "", agency.users["participant"])


def test_withdrawn_claim_has_neither_time_nor_person(agency: Agency) -> None:
    withdraw(put(agency, "claimed"), agency)
    stored = Milestone.objects.get(pk=agency.milestone.pk)
    assert (stored.claimed_at, stored.claimed_by) == (None, None)


def test_verification_by_the_one_who_claimed_is_refused(agency: Agency) -> None:
    milestone = put(agency, "claimed")
    with pytest.raises(RefusedError, match="tidak boleh memverifikasi sendiri"):
        services.verify_milestone(milestone, by=agency.users["participant"])


def test_return_without_a_reason_is_refused(agency: Agency) -> None:
    with pytest.raises(RefusedError, match="Tulis apa yang masih kurang") as refusal:
        services.return_milestone(put(agency, "claimed"), reason="  \n ", by=agency.users["mentor"])
    assert refusal.value.field == "reason"


def test_planned_twice_is_planned_once(agency: Agency) -> None:
    by = agency.users["participant"]
    first = services.add_milestone(agency.change_action, PLAN, by=by)
    again = services.add_milestone(agency.change_action, PLAN, by=by)
    assert (first.pk, LogEntry.objects.count()) == (again.pk, 1)


def test_planned_again_with_another_day_is_refused(agency: Agency) -> None:
    by = agency.users["participant"]
    services.add_milestone(agency.change_action, PLAN, by=by)
    with pytest.raises(RefusedError, match="sudah ada pada horizon yang sama"):
        services.add_milestone(agency.change_action, {**PLAN, "due_on": date(2026, 12, 12)}, by=by)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 10, 4), "Tenggat tidak boleh sebelum angkatan mulai, 5 Oktober 2026."),
        (date(2029, 1, 16), "Tenggat paling akhir 15 Januari 2029, akhir jangka panjang."),
    ],
)
def test_planned_for_an_impossible_day_is_refused(agency: Agency, due_on: date, words: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        services.add_milestone(agency.change_action, {**PLAN, "due_on": due_on}, by=agency.users["participant"])
    assert (str(refusal.value), refusal.value.field) == (words, "due_on")


def test_edited_while_planned_or_returned_only(agency: Agency) -> None:
    by = agency.users["participant"]
    for state in ("planned", "returned"):
        services.edit_milestone(put(agency, state), {**PLAN, "title": f"Baru {state}"}, by=by)
        assert Milestone.objects.get(pk=agency.milestone.pk).title == f"Baru {state}"
    for state in ("claimed", "verified"):
        with pytest.raises(RefusedError, match="tidak dapat diubah"):
            services.edit_milestone(put(agency, state), PLAN, by=by)


def test_overdue_day_can_neither_be_moved_nor_removed(agency: Agency) -> None:
    by = agency.users["participant"]
    put(agency, "planned")
    Milestone.objects.update(due_on=date(2026, 11, 20))
    milestone = Milestone.objects.get()
    with pytest.raises(RefusedError, match="tidak dapat digeser"):
        services.edit_milestone(milestone, PLAN, by=by)
    with pytest.raises(RefusedError, match="tidak dapat dihapus"):
        services.remove_milestone(milestone, by=by)
    renamed = services.edit_milestone(milestone, {**PLAN, "due_on": date(2026, 11, 20)}, by=by)
    assert renamed.title == "Uji coba"


@pytest.mark.parametrize("state", ["claimed", "returned", "verified"])
def test_removal_after_a_claim_is_refused(agency: Agency, state: str) -> None:
    with pytest.raises(RefusedError, match="belum pernah diajukan"):
        services.remove_milestone(put(agency, state), by=agency.users["participant"])
    assert Milestone.objects.count() == 1


def test_removal_of_a_planned_one_leaves_a_line(agency: Agency) -> None:
    services.remove_milestone(put(agency, "planned"), by=agency.users["participant"])
    assert Milestone.objects.count() == 0
    assert LogEntry.objects.get().additional_data["verb"] == "milestone.deleted"


def page(agency: Agency, role: str) -> str:
    response = client_of(agency.users[role]).get(reverse("change_actions:milestone", args=[agency.milestone.pk]))
    assert response.status_code == 200
    return response.content.decode()


BUTTONS = {"Ajukan untuk diverifikasi", "Tarik pengajuan", "Kembalikan untuk Perbaikan"}


@pytest.mark.parametrize(
    ("state", "role", "shown"),
    [
        ("planned", "participant", {"Ajukan untuk diverifikasi"}),
        ("planned", "mentor", set()),
        ("claimed", "participant", {"Tarik pengajuan"}),
        ("claimed", "mentor", {"Kembalikan untuk Perbaikan"}),
        ("claimed", "coach", set()),
        ("claimed", "training_admin", set()),
        ("returned", "participant", {"Ajukan untuk diverifikasi"}),
        ("verified", "participant", set()),
        ("verified", "mentor", set()),
    ],
)
def test_page_offers_what_the_reader_may_do_now(agency: Agency, state: str, role: str, shown: set[str]) -> None:
    put(agency, state)
    html = page(agency, role)
    assert {words for words in BUTTONS if words in html} == shown


@pytest.mark.parametrize(
    ("act", "role", "code"),
    [
        *(("claim", role, 403) for role in ("mentor", "coach", "training_admin")),
        *(("verify", role, 403) for role in ("participant", "coach", "training_admin")),
        *(("return", role, 403) for role in ("participant", "coach", "training_admin")),
        *((act, role, 404) for act in MOVES for role in ("leadership", "examiner")),
    ],
)
def test_acts_of_others_are_refused(agency: Agency, act: str, role: str, code: int) -> None:
    milestone = put(agency, "claimed")
    address = reverse(f"change_actions:milestone_{act}", args=[milestone.pk])
    assert client_of(agency.users[role]).post(address, {"reason": "x", "progress": "100"}).status_code == code
    assert Milestone.objects.get(pk=milestone.pk).state == "claimed"


def test_mentor_of_yesterday_may_not_verify_any_more(agency: Agency) -> None:
    milestone = put(agency, "claimed")
    Assignment.objects.filter(pk=agency.mentoring.pk).update(ends_on=date(2026, 11, 21))
    address = reverse("change_actions:milestone_verify", args=[milestone.pk])
    assert client_of(agency.users["mentor"]).post(address).status_code == 404


def test_journey_from_plan_to_verification_by_the_pages(agency: Agency) -> None:
    participant, mentor = client_of(agency.users["participant"]), client_of(agency.users["mentor"])
    plan = reverse("change_actions:milestone_add", args=[agency.participant.pk])
    sent = {"title": "Uji coba", "horizon": "short", "due_on": "11 Desember 2026", "output": ""}
    assert participant.post(plan, sent).status_code == 302
    milestone = Milestone.objects.get(title="Uji coba")
    address = reverse("change_actions:milestone", args=[milestone.pk])
    assert participant.post(f"{address}ajukan/", {"progress": "100"}, follow=True).status_code == 200
    assert "Menunggu verifikasi Anda" in mentor.get(address).content.decode()
    refused = mentor.post(f"{address}kembalikan/", {"reason": ""})
    assert refused.status_code == 422
    assert "<title>Kesalahan:" in refused.content.decode()
    mentor.post(f"{address}kembalikan/", {"reason": "Belum ditetapkan"})
    assert "Belum ditetapkan" in participant.get(address).content.decode()
    participant.post(f"{address}ajukan/", {"progress": "100"})
    response = mentor.post(f"{address}verifikasi/", follow=True)
    assert "Terverifikasi 21 November" in response.content.decode()
    # A second press of the same button ends on the same page.
    assert mentor.post(f"{address}verifikasi/").status_code == 302
    assert Milestone.objects.get(pk=milestone.pk).state == "verified"


@pytest.mark.parametrize("progress", ["", "0", "101", "50,5", "seratus", "1e2", "-5", "9" * 9, "\x00"])
def test_claim_with_an_unreadable_progress_keeps_what_was_typed(agency: Agency, progress: str) -> None:
    milestone = put(agency, "planned")
    address = reverse("change_actions:milestone_claim", args=[milestone.pk])
    response = client_of(agency.users["participant"]).post(address, {"progress": progress})
    assert response.status_code == 422
    assert Milestone.objects.get(pk=milestone.pk).state == "planned"


def test_plan_shows_every_horizon_and_what_has_no_day(agency: Agency) -> None:
    Milestone.objects.create(change_action=agency.change_action, horizon="long", title="Masuk DPA")
    address = reverse("change_actions:milestones", args=[agency.participant.pk])
    html = client_of(agency.users["coach"]).get(address).content.decode()
    assert "Jangka pendek" in html
    assert "Tanpa tenggat" in html
    assert "Masuk DPA" in html
    assert "Tambah tonggak" not in html
    for role, code in (("leadership", 403), ("examiner", 403)):
        assert client_of(agency.users[role]).get(address).status_code == code


def test_plan_without_a_change_action_asks_for_it_first(agency: Agency) -> None:
    Milestone.objects.all().delete()
    agency.change_action.delete()
    address = reverse("change_actions:milestone_add", args=[agency.participant.pk])
    html = client_of(agency.users["participant"]).get(address).content.decode()
    assert "Tulis dulu judul aksi perubahannya." in html
    plan = client_of(agency.users["participant"]).get(
        reverse("change_actions:milestones", args=[agency.participant.pk])
    )
    assert "Belum ada tonggak." in plan.content.decode()
