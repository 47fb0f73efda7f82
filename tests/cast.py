"""The named cast: two agencies with twin data, and one person for each role in each.

Every text of an agency carries its marker (`Utara`, `Selatan`), so that a test can look for what leaked.
"""

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile
from django.db.models import Model
from openpyxl import Workbook

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, Milestone
from change_actions.states import Horizon, Implementation, MilestoneState, Respondent
from coaching.models import Certificate, Waiver
from cohorts.models import (
    Assignment,
    Attendance,
    CoachAppointment,
    Cohort,
    Event,
    Grant,
    Institution,
    Participant,
    Person,
    Phase,
    Programme,
    WorkbookUpload,
)
from cohorts.models.institutions import new_path
from cohorts.states import (
    AssignmentRole,
    AttendanceStatus,
    EventKind,
    GrantedRole,
    InstitutionKind,
    PhaseKind,
)
from mentoring.models import Statement
from reports.models import Rendering
from reports.states import RenderingFormat

PASSWORD = "sandi-untuk-uji-saja"
START = date(2026, 10, 5)
END = date(2027, 1, 15)
CLAIM_TIME = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


@dataclass
class Agency:
    """One training agency with its cohort, and the users that act in it, by role."""

    marker: str
    institution: Institution
    sender: Institution
    cohort: Cohort
    users: dict[str, User] = field(default_factory=dict)
    participant: Participant = field(init=False)
    mentoring: Assignment = field(init=False)
    change_action: ChangeAction = field(init=False)
    milestone: Milestone = field(init=False)
    event: Event = field(init=False)
    rows: dict[type[Model], Model] = field(default_factory=dict)

    def row(self, model: type[Model]) -> Model:
        """Return this agency's row of a model; raise KeyError where the cast has none."""
        return self.rows[model]


def person(number: str, name: str, institution: Institution, **fields: str) -> Person:
    """Return a saved person with a user who can sign in with PASSWORD."""
    email = f"{number}@contoh.go.id"
    user = User.objects.create_user(number, email, PASSWORD, name=name)
    return Person.objects.create(
        user=user, number=number, name=name, institution=institution, rank="IV/a", position="Kepala Bidang", **fields
    )


def programme() -> Programme:
    """Return the newest shipped edition of PKA, made here where none is shipped."""
    shipped = Programme.objects.filter(code="PKA").first()
    return shipped or Programme.objects.create(
        code="PKA", name="PKA", effective_on=date(2022, 1, 1), follow_up_months=[3, 6, 12, 24]
    )


def build_agency(marker: str, serial: int) -> Agency:
    """Return an agency in the seventh week of its cohort; `serial` (1 to 9) tells its numbers apart."""
    institution = Institution.objects.create(name=f"BPSDM {marker}", kind=InstitutionKind.TRAINING)
    sender = Institution.objects.create(
        name=f"Kabupaten {marker}", kind=InstitutionKind.REGENCY, parent=institution, path=new_path(institution.path)
    )
    cohort = Cohort.objects.create(
        code=f"PKA-{marker.upper()}-2026-1",
        programme=programme(),
        label="I",
        year=2026,
        organiser=institution,
        starts_on=START,
        ends_on=END,
    )
    Phase.objects.create(
        cohort=cohort,
        kind=PhaseKind.IMPLEMENTATION,
        name=f"Implementasi {marker}",
        starts_on=date(2026, 11, 2),
        ends_on=date(2027, 1, 8),
    )
    agency = Agency(marker, institution, sender, cohort)
    people = {
        role: person(f"1975010{serial}20000{place}1001", f"{name} {marker}", institution)
        for place, (role, name) in enumerate(
            [
                ("training_admin", "Siti Pengelola"),
                ("leadership", "Budi Pimpinan"),
                ("participant", "Dewi Peserta"),
                ("mentor", "Ratna Mentor"),
                ("coach", "Fauzan Coach"),
                ("examiner", "Eko Penguji"),
            ],
            start=1,
        )
    }
    agency.users = {role: someone.user for role, someone in people.items()}
    Grant.objects.create(user=people["training_admin"].user, institution=institution, role=GrantedRole.TRAINING_ADMIN)
    Grant.objects.create(user=people["leadership"].user, institution=institution, role=GrantedRole.LEADERSHIP)
    _enrol(agency, people)
    _follow(agency)
    for row in [*_rows(agency, people), _upload(agency)]:
        agency.rows[type(row)] = row
    return agency


def _rows(agency: Agency, people: dict[str, Person]) -> list[Model]:
    cohort = agency.cohort
    return [
        agency.institution,
        cohort,
        cohort.programme,
        cohort.phases.get(),
        cohort.coach_appointments.get(),
        cohort.coach_appointments.get().waiver,
        people["coach"].certificates.get(),
        people["participant"],
        agency.users["leadership"].grants.get(),
        agency.participant,
        agency.mentoring,
        agency.mentoring.statement,
        agency.change_action,
        agency.milestone,
        agency.participant.follow_ups.get(),
        agency.event,
        agency.event.attendances.get(is_speaker=True),
        cohort.renderings.get(),
    ]


def _upload(agency: Agency) -> WorkbookUpload:
    """Return a workbook that waits to be looked at; its one sheet lacks nearly everything, so rows are refused."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Angkatan"
    sheet.append(["Kode", agency.cohort.code])
    sheet.append(["Mulai", "kapan-kapan"])
    content = io.BytesIO()
    workbook.save(content)
    upload = WorkbookUpload(user=agency.users["training_admin"], name=f"{agency.marker}.xlsx", sha256="0" * 64)
    upload.file.save(f"{agency.marker}.xlsx", ContentFile(content.getvalue()))
    return upload


def _enrol(agency: Agency, people: dict[str, Person]) -> None:
    agency.participant = Participant.objects.create(
        cohort=agency.cohort,
        person=people["participant"],
        sending_institution=agency.sender,
        rank="III/d",
        position=f"Kepala Bidang {agency.marker}",
    )
    appointment = CoachAppointment.objects.create(cohort=agency.cohort, person=people["coach"], starts_on=START)
    Certificate.objects.create(person=people["coach"], number=f"C-{agency.marker}", issued_on=date(2025, 1, 1))
    Waiver.objects.create(appointment=appointment, reason=f"Sertifikat menyusul {agency.marker}")
    for role in AssignmentRole:
        assignment = Assignment.objects.create(
            participant=agency.participant, person=people[role], role=role, starts_on=START, unit=agency.marker
        )
        if role == AssignmentRole.MENTOR:
            agency.mentoring = assignment
    Statement.objects.create(assignment=agency.mentoring, signed_on=date(2026, 10, 12))
    agency.event = Event.objects.create(
        cohort=agency.cohort,
        kind=EventKind.PRE_TRAINING_FORUM,
        name=f"Forum {agency.marker}",
        starts_at=datetime(2026, 10, 1, 2, 0, tzinfo=UTC),
        ends_at=datetime(2026, 10, 1, 5, 0, tzinfo=UTC),
    )
    Attendance.objects.create(event=agency.event, person=people["participant"], status=AttendanceStatus.PRESENT)
    Attendance.objects.create(
        event=agency.event, person=people["coach"], status=AttendanceStatus.PRESENT, is_speaker=True
    )
    Rendering.objects.create(
        cohort=agency.cohort,
        form=RenderingFormat.PDF,
        language="id",
        data_hash=agency.marker,
        requested_by=agency.users["training_admin"],
    )


def _follow(agency: Agency) -> None:
    agency.change_action = ChangeAction.objects.create(
        participant=agency.participant, title=f"Izin satu berkas {agency.marker}"
    )
    agency.milestone = Milestone.objects.create(
        change_action=agency.change_action,
        horizon=Horizon.SHORT,
        title=f"SOP layanan {agency.marker}",
        due_on=START + timedelta(days=53),
        state=MilestoneState.CLAIMED,
        progress=100,
        claimed_at=CLAIM_TIME,
        claimed_by=agency.users["participant"],
    )
    FollowUp.objects.create(
        participant=agency.participant,
        respondent=Respondent.PARTICIPANT,
        month=3,
        implementation=Implementation.AS_PLANNED,
        note=f"Catatan rahasia {agency.marker}",
    )


def grow(agency: Agency, participants: int, *, series: int = 1) -> None:
    """Add more of everything to an agency: participants with coach, mentor, statement, action, milestones, answers.

    A second growth of the same agency needs another `series`, which tells its numbers apart.
    """
    for place in range(participants):
        number = f"198001{series:02}{place + 200006:06}1{agency.institution.pk % 900 + 100:03}"
        someone = person(number, f"Peserta {place} {agency.marker}", agency.sender)
        participant = Participant.objects.create(
            cohort=agency.cohort, person=someone, sending_institution=agency.sender, position=agency.marker
        )
        for role in AssignmentRole:
            held = agency.participant.assignments.get(role=role)
            assignment = Assignment.objects.create(
                participant=participant, person=held.person, role=role, starts_on=START, unit=agency.marker
            )
            if role == AssignmentRole.MENTOR:
                Statement.objects.create(assignment=assignment, signed_on=date(2026, 10, 12))
        action = ChangeAction.objects.create(participant=participant, title=f"Aksi {place} {agency.marker}")
        Milestone.objects.create(
            change_action=action, horizon=Horizon.SHORT, title=f"Tonggak {place}", due_on=START + timedelta(days=20)
        )
        FollowUp.objects.create(
            participant=participant, respondent=Respondent.PARTICIPANT, month=3, implementation=Implementation.PARTLY
        )
        Attendance.objects.create(event=agency.event, person=someone, status=AttendanceStatus.PRESENT)
