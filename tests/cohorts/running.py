"""A running cohort with as many participants as asked for, in every state that the matrix knows.

Its seventh week of fifteen is that of 21 November 2026, the day on which the tests of this room play.
"""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, Milestone
from change_actions.states import Horizon, MilestoneState
from coaching.models import Certificate
from cohorts.models import Assignment, CoachAppointment, Cohort, Grant, Institution, Participant, Person, Phase
from cohorts.states import AssignmentRole, GrantedRole, PhaseKind
from mentoring.models import Statement
from tests.cast import programme

NOW = datetime(2026, 11, 21, 7, 7, tzinfo=UTC)
TODAY = date(2026, 11, 21)
START, END = date(2026, 10, 5), date(2027, 1, 15)
PHASES = [
    (PhaseKind.COMMITMENT, "Membangun Komitmen Bersama", date(2026, 10, 5), date(2026, 10, 16)),
    (PhaseKind.PLAN_SEMINAR, "Seminar Rancangan", date(2026, 11, 2), date(2026, 11, 27)),
    (PhaseKind.IMPLEMENTATION, "Implementasi", date(2026, 11, 2), date(2027, 1, 8)),
    (PhaseKind.FINAL_SEMINAR, "Seminar Akhir", date(2027, 1, 11), date(2027, 1, 15)),
]
NAMES = [
    *("Andi Saputra", "Bambang Wicaksono", "Dewi Lestari", "Eka Prasetya", "Fitri Handayani", "Gunawan Tarigan"),
    *("Hendra Gunadi", "Indah Permatasari", "Joko Santoso", "Kartika Sari", "Lukman Nasution", "Made Suartana"),
]
SENDERS = ["Kabupaten Muara Tengah", "Kabupaten Bukit Selatan", "Kota Tirtapura", "Sekretariat Daerah Provinsi"]


def person(serial: int, name: str, institution: Institution) -> Person:
    """Return a saved person whose number follows from `serial`."""
    number = f"19750101{serial:010d}"
    user = User.objects.create(username=number, name=name, email=f"{number}@contoh.go.id")
    return Person.objects.create(user=user, number=number, name=name, institution=institution, position="Kepala Bidang")


def running_cohort(count: int, serial: int = 1, *, phases: bool = True) -> Cohort:
    """Return a saved cohort of `count` participants; `serial` (from 0 on) tells several apart."""
    organiser = Institution.objects.create(name=f"BPSDM Provinsi Tirta Raya {serial}")
    senders = [Institution.objects.create(name=f"{name} {serial}") for name in SENDERS]
    cohort = Cohort.objects.create(
        code=f"PKA-TIRTA-{serial}",
        programme=programme(),
        label="II",
        year=2026,
        organiser=organiser,
        starts_on=START,
        ends_on=END,
    )
    if phases:
        for kind, name, starts_on, ends_on in PHASES:
            Phase.objects.create(cohort=cohort, kind=kind, name=name, starts_on=starts_on, ends_on=ends_on)
    admin = person(serial * 1000, f"Siti Nuraini, S.E. {serial}", organiser)
    Grant.objects.create(user=admin.user, institution=organiser, role=GrantedRole.TRAINING_ADMIN)
    coach = person(serial * 1000 + 1, "Dr. Fauzan Akbar, M.Pd.", organiser)
    CoachAppointment.objects.create(
        cohort=cohort, person=coach, starts_on=START, decree_number="800/101/2026", position="Widyaiswara Ahli Madya"
    )
    Certificate.objects.create(person=coach, number=f"C-{serial}", issued_on=date(2025, 1, 1))
    for place in range(count):
        enrol(cohort, place, serial * 1000 + 100 + place * 2, senders[place % len(senders)], coach)
    return cohort


def enrol(cohort: Cohort, place: int, serial: int, sender: Institution, coach: Person) -> Participant:
    """Return a saved participant; `place` decides what is missing."""
    name = f"{NAMES[place % len(NAMES)]}{' ' + chr(65 + place // len(NAMES)) + '.' if place >= len(NAMES) else ''}"
    participant = Participant.objects.create(
        cohort=cohort,
        person=person(serial, name, sender),
        sending_institution=sender,
        position="Kepala Bidang Perizinan",
        unit="Dinas Penanaman Modal",
        letter_number="" if place % 11 == 7 else "090/77/2026",
        pre_training_direction=None if place % 5 == 1 else place % 3 == 0,
    )
    Assignment.objects.create(participant=participant, person=coach, role=AssignmentRole.COACH, starts_on=START)
    if place % 6 != 4:
        mentor = person(serial + 1, f"Mentor {name}", sender)
        appointed = Assignment.objects.create(
            participant=participant,
            person=mentor,
            role=AssignmentRole.MENTOR,
            starts_on=date(2026, 10, 8),
            position="Kepala Dinas",
            letter_number="800/412/2026",
            letter_date=date(2026, 10, 7),
            task_description="" if place % 7 == 1 else "Mendampingi sampai selesai",
        )
        if place % 4 != 0:
            Statement.objects.create(assignment=appointed, signed_on=date(2026, 10, 12))
    if place % 8 != 6:
        act(participant, place)
    return participant


def act(participant: Participant, place: int) -> ChangeAction:
    """Return a saved change action with up to six milestones."""
    action = ChangeAction.objects.create(
        participant=participant,
        title=f"Izin usaha mikro satu berkas melalui loket kecamatan {place}",
        summary="Satu berkas untuk satu izin.",
        strategic_plan_reference="" if place % 5 == 0 else "Renstra 2025–2029, sasaran 2",
    )
    by = participant.person.user
    for step in range(place % 7):
        due = date(2026, 10, 16) + timedelta(days=12 * step)
        state = milestone_state(step, place, due)
        Milestone.objects.create(
            change_action=action,
            horizon=Horizon.SHORT if step < 5 else Horizon.MEDIUM,
            title=f"Tonggak ke-{step + 1}",
            due_on=due,
            state=state,
            claimed_at=None if state == MilestoneState.PLANNED else datetime(2026, 10, 15, tzinfo=UTC),
            claimed_by=None if state == MilestoneState.PLANNED else by,
            verified_on=date(2026, 10, 19) if state == MilestoneState.VERIFIED else None,
        )
    return action


def milestone_state(step: int, place: int, due: date) -> MilestoneState:
    """Return a state: the first ones are verified, one waits, one in three participants is late."""
    if step < 2:
        return MilestoneState.VERIFIED
    if due < TODAY and place % 3:
        return MilestoneState.CLAIMED
    return MilestoneState.PLANNED


def answer_for(participant: Participant, respondent: str, month: int) -> FollowUp:
    """Return a saved answer."""
    return FollowUp.objects.create(participant=participant, respondent=respondent, month=month)
