"""Named situations, built through the same services that the screens use.

`lampung` is a cohort of 2020 with its follow-up answers, brought in from the agency's workbook. `running` is a cohort
in the seventh week of its implementation on a given day. Both act as, and for, the five demo accounts.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from openpyxl import Workbook

from accounts.models import User
from accounts.services.system import system_user
from change_actions.models import Milestone
from change_actions.services import claim_milestone, return_milestone
from cohorts.models import Cohort, Institution, Participant, Person, Programme
from cohorts.services.assignments import Letter, replace
from cohorts.services.cohorts import create_cohort, planned_phases
from cohorts.services.events import add_speaker, create_event, record_attendance
from cohorts.services.grants import grant_role
from cohorts.services.institutions import create_institution
from cohorts.services.participants import edit_participant, record_transfer, set_outcome
from cohorts.services.people import create_person
from cohorts.states import (
    AssignmentRole,
    AttendanceStatus,
    EventKind,
    GrantedRole,
    InstitutionKind,
    NumberType,
    Outcome,
)
from cohorts.workbook.importing import Report, import_workbook
from core import audit
from core.dates import Zone
from core.errors import RefusedError
from demo.people import ADMIN, LEADER, ORGANISER, PROVINCE, SENDERS, SPEAKER, SUCCESSOR, Somebody
from demo.running_cohort import SUCCEEDED_AFTER_A_GAP, TASKS, Rows, RunningCohort, number_of

LAMPUNG_WORKBOOK = Path(__file__).parent / "reference" / "lampung-2020.xlsx"
LAMPUNG_ORGANISER = "BPSDM Provinsi Lampung"
LAMPUNG_CODE = "PKA-LPG-2020-1"
SENDER_KINDS = {"Kabupaten": InstitutionKind.REGENCY, "Kota": InstitutionKind.CITY, "Sekretariat": InstitutionKind.UNIT}
# Places in demo.people.PARTICIPANTS.
WITHOUT_LETTER = {16}
TRANSFERRED = {24: "Camat Muara Baru", 32: "Sekretaris Dinas Perhubungan"}
WITHDREW = 37
RETURNED = 14
ABSENT, EXCUSED = {5, 17}, {10}


@dataclass(frozen=True)
class Staff:
    """The two people to whom roles are granted."""

    admin: User
    leader: User


@transaction.atomic
def staff() -> Staff:
    """Make the training admin and the leader of both agencies, unless they are there."""
    system = system_user()
    province = _institution(PROVINCE, InstitutionKind.PROVINCE)
    agencies = [
        _institution(ORGANISER, InstitutionKind.TRAINING, parent=province),
        _institution(LAMPUNG_ORGANISER, InstitutionKind.TRAINING),
    ]
    found = {}
    for somebody, role in ((ADMIN, GrantedRole.TRAINING_ADMIN), (LEADER, GrantedRole.LEADERSHIP)):
        person = _person(somebody, by=system, institution=agencies[0])
        found[role] = person.user
        for agency in agencies:
            if not person.user.grants.filter(institution=agency, role=role).exists():
                grant_role(person=person, role=role, institution=agency, by=system, via=audit.COMMAND)
    return Staff(admin=found[GrantedRole.TRAINING_ADMIN], leader=found[GrantedRole.LEADERSHIP])


def lampung(*, by: User) -> Cohort:
    """Bring in the published cohort: 40 participants, 35 of whom answered, and 26 mentors who did."""
    report = import_workbook(LAMPUNG_WORKBOOK.read_bytes(), LAMPUNG_WORKBOOK.name, by=by, via=audit.IMPORT)
    return _cohort_of(report)


@transaction.atomic
def running(*, by: User, today: date) -> Cohort:
    """Build the cohort in the seventh week of its implementation, with people in every state."""
    plan = RunningCohort(today)
    organiser = Institution.objects.get(name=ORGANISER)
    for name in SENDERS:
        _institution(name, SENDER_KINDS[name.split()[0]], parent=organiser.parent)
    programme = Programme.objects.edition_for("PKA", plan.start)
    if programme is None:
        raise RefusedError("PKA is shipped with every migration, and is missing.")
    cohort = create_cohort(
        programme=programme,
        code=plan.code,
        label="II",
        year=plan.start.year,
        organiser=organiser,
        starts_on=plan.start,
        time_zone=Zone.WIB,
        phases=planned_phases(programme, plan.start),
        by=by,
    )
    _cohort_of(import_workbook(_workbook(cohort, plan), f"{plan.code}.xlsx", by=by, via=audit.IMPORT))
    _send_letters(cohort, plan, by=by)
    _gather(cohort, plan, by=by)
    _claim(cohort)
    _move_on(cohort, plan, by=by)
    return cohort


def _workbook(cohort: Cohort, plan: RunningCohort) -> bytes:
    """Return the cohort's workbook as the agency would fill it in."""
    about: Rows = [
        ["Isian", "Nilai"],
        ["Kode", cohort.code],
        ["Program", cohort.programme.code],
        ["Angkatan", cohort.label],
        ["Tahun", cohort.year],
        ["Penyelenggara", cohort.organiser.name],
        ["Mulai", cohort.starts_on],
        ["Selesai", cohort.ends_on],
        ["Zona waktu", cohort.time_zone],
    ]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {"Angkatan": about, **plan.sheets()}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _send_letters(cohort: Cohort, plan: RunningCohort, *, by: User) -> None:
    for place, participant in enumerate(_in_order(cohort)):
        if place in WITHOUT_LETTER:
            continue
        edit_participant(
            participant,
            sending_institution=participant.sending_institution,
            rank=participant.rank,
            position=participant.position,
            unit=participant.unit,
            letter_number=f"800.1.4.1/{500 + place}/{plan.start.year}",
            letter_date=plan.day(-10),
            pre_training_direction=participant.pre_training_direction,
            by=by,
        )


def _gather(cohort: Cohort, plan: RunningCohort, *, by: User) -> None:
    """Hold the pre-training forum with its speaker, and announce what comes next."""
    starts, ends = _hours(plan.day(-3), cohort, 9, 12)
    forum = create_event(
        cohort=cohort,
        kind=EventKind.PRE_TRAINING_FORUM,
        name="Forum prapelatihan",
        starts_at=starts,
        ends_at=ends,
        place="Aula BPSDM Provinsi Tirta Raya",
        material="Komitmen tindak lanjut; pengalaman alumni.",
        by=by,
    )
    people = [participant.person_id for participant in _in_order(cohort)]
    came = dict.fromkeys(ABSENT, AttendanceStatus.ABSENT) | dict.fromkeys(EXCUSED, AttendanceStatus.EXCUSED)
    statuses = {person: came.get(place, AttendanceStatus.PRESENT) for place, person in enumerate(people)}
    record_attendance(forum, statuses, by=by)
    speaker = _person(SPEAKER, by=by, institution=cohort.organiser)
    add_speaker(forum, person=speaker, topic="Antrean daring puskesmas, dua tahun kemudian", by=by)
    starts, ends = _hours(plan.today + timedelta(days=3), cohort, 9, 10)
    create_event(
        cohort=cohort,
        kind=EventKind.MENTOR_BRIEFING,
        name="Persamaan persepsi mentor menjelang seminar akhir",
        starts_at=starts,
        ends_at=ends,
        place="Ruang rapat DPMPTSP",
        by=by,
    )


def _claim(cohort: Cohort) -> None:
    """Let the participants claim what they reached; one mentor sends a claim back."""
    reached = Milestone.objects.filter(
        change_action__participant__cohort=cohort, progress=100, verified_on=None
    ).select_related("change_action__participant__person")
    for milestone in reached:
        participant = milestone.change_action.participant
        claim_milestone(milestone, progress=milestone.progress, by=participant.person.user)
        if participant.person.number == number_of(RETURNED):
            mentor = participant.assignments.get(role=AssignmentRole.MENTOR).person.user
            return_milestone(milestone, reason="Berita acara belum ditandatangani kedua pihak.", by=mentor)


def _move_on(cohort: Cohort, plan: RunningCohort, *, by: User) -> None:
    """Replace two mentors after a gap, transfer two owners, and let one participant withdraw."""
    participants = _in_order(cohort)
    successor = _person(SUCCESSOR, by=by, institution=cohort.organiser)
    for place, (left, began) in SUCCEEDED_AFTER_A_GAP.items():
        letter = Letter(f"094/{300 + place}/{plan.start.year}", plan.day(began), TASKS, is_direct_superior=True)
        replace(
            participants[place].assignments.get(role=AssignmentRole.MENTOR),
            person=successor,
            on=plan.day(left),
            starts_on=plan.day(began),
            reason="Alih tugas",
            letter=letter,
            by=by,
        )
    for place, position in TRANSFERRED.items():
        record_transfer(participants[place], on=plan.today - timedelta(days=12), position=position, by=by)
    set_outcome(participants[WITHDREW], to=Outcome.WITHDREW, reason="Melanjutkan tugas belajar", by=by)


def _in_order(cohort: Cohort) -> list[Participant]:
    """Return the participants in the order of demo.people.PARTICIPANTS, which is that of the workbook."""
    return list(cohort.participants.select_related("person", "sending_institution", "cohort").order_by("pk"))


def _cohort_of(report: Report) -> Cohort:
    if report.problems or report.cohort is None:
        raise RefusedError("; ".join(f"{one.sheet} {one.row}: {one.message}" for one in report.problems))
    return report.cohort


def _hours(day: date, cohort: Cohort, first: int, last: int) -> tuple[datetime, datetime]:
    zone = ZoneInfo(cohort.time_zone)
    return datetime.combine(day, time(first), zone), datetime.combine(day, time(last), zone)


def _institution(name: str, kind: InstitutionKind, parent: Institution | None = None) -> Institution:
    known = Institution.objects.filter(name=name).first()
    return known or create_institution(name=name, kind=kind, parent=parent, by=system_user(), via=audit.COMMAND)


def _person(somebody: Somebody, *, by: User, institution: Institution) -> Person:
    known = Person.objects.filter(number=somebody.number).first()
    return known or create_person(
        number=somebody.number,
        number_type=NumberType.NIP,
        name=somebody.name,
        email=somebody.email,
        rank=somebody.rank,
        position=somebody.position,
        unit=somebody.unit,
        institution=institution,
        by=by,
        via=audit.COMMAND,
    )
