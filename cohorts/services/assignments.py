"""Who accompanies whom: appointed, assigned, ended, replaced. Periods are half-open (core.dates.held_on)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cohorts.models import Assignment, CoachAppointment, Cohort, Participant, Person
from cohorts.services.people import Who, known_or_new
from cohorts.services.saving import add, change, lock, remove
from cohorts.states import AssignmentRole
from core import audit
from core.dates import today_in
from core.errors import RefusedError
from core.templatetags.show import day

if TYPE_CHECKING:
    from accounts.models import User

ONE_AT_A_TIME = {AssignmentRole.COACH, AssignmentRole.MENTOR}
# Whoever examines may not have accompanied: the two roles exclude each other for one participant.
EXCLUDED = {
    AssignmentRole.COACH: {AssignmentRole.EXAMINER},
    AssignmentRole.MENTOR: {AssignmentRole.EXAMINER},
    AssignmentRole.EXAMINER: {AssignmentRole.COACH, AssignmentRole.MENTOR},
}


@dataclass(frozen=True)
class Letter:
    """What an assignment rests on: the letter, the task it describes, the office held on that day."""

    number: str = ""
    dated: date | None = None
    task_description: str = ""
    is_direct_superior: bool | None = None
    exception_reason: str = ""
    rank: str = ""
    position: str = ""
    unit: str = ""


NO_LETTER = Letter()


@transaction.atomic
def appoint_coach(
    *,
    cohort: Cohort,
    person: Person,
    decree_number: str,
    decree_date: date | None,
    starts_on: date,
    ends_on: date | None,
    by: "User",
    rank: str = "",
    position: str = "",
    via: str = audit.WEB,
) -> CoachAppointment:
    """Appoint a coach for a cohort, with the office held on that day. RefusedError when appointed already.

    Whether the coach is certified, or excused in writing, is the coaching room's affair: its service calls this one.
    """
    appointment = CoachAppointment(
        cohort=cohort,
        person=person,
        decree_number=decree_number,
        decree_date=decree_date,
        starts_on=starts_on,
        ends_on=ends_on,
        rank=rank or person.rank,
        position=position or person.position,
    )
    return add(appointment, by=by, via=via, about=(cohort, person))


@transaction.atomic
def edit_appointment(
    appointment: CoachAppointment,
    *,
    decree_number: str,
    decree_date: date | None,
    starts_on: date,
    ends_on: date | None,
    rank: str,
    position: str,
    by: "User",
) -> CoachAppointment:
    """Change decree, period or office of an appointment; RefusedError for dates the wrong way."""
    new = {
        "decree_number": decree_number,
        "decree_date": decree_date,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "rank": rank,
        "position": position,
    }
    return change(appointment, new, by=by, about=(appointment.cohort, appointment.person))


@transaction.atomic
def remove_appointment(appointment: CoachAppointment, *, by: "User") -> None:
    """Take back an appointment under which nobody was coached; RefusedError names how many were otherwise."""
    refuse_if_coaching(appointment)
    remove(appointment, by=by, about=(appointment.cohort, appointment.person))


def refuse_if_coaching(appointment: CoachAppointment) -> None:
    """Raise RefusedError when participants of the cohort are or were coached under an appointment."""
    coached = Assignment.objects.coaches().filter(person=appointment.person, participant__cohort=appointment.cohort_id)
    if count := coached.count():
        raise RefusedError(
            _("%(name)s mendampingi %(count)d peserta. Akhiri atau ganti dulu pendampingannya.")
            % {"name": appointment.person, "count": count}
        )


@transaction.atomic
def assign(
    *,
    participants: Sequence[Participant],
    person: Person,
    role: str,
    starts_on: date,
    by: "User",
    ends_on: date | None = None,
    letter: Letter = NO_LETTER,
    via: str = audit.WEB,
) -> list[Assignment]:
    """Make a person coach, mentor or examiner of several participants at once: all of them, or none.

    Raises RefusedError that names the participants who have one in that time, who are the person, or for whom
    the person acts in a role that excludes this one.
    """
    if not participants:
        raise RefusedError(_("Pilih paling sedikit satu peserta."), field="participants")
    _lock_participants(participants)
    _refuse_conflicts(participants, person, role, starts_on, ends_on)
    fields = _fields(letter, person)
    return [
        add(
            Assignment(
                participant=participant, person=person, role=role, starts_on=starts_on, ends_on=ends_on, **fields
            ),
            by=by,
            via=via,
            about=_about(participant, person),
        )
        for participant in participants
    ]


@transaction.atomic
def assign_coach(
    appointment: CoachAppointment, *, participants: Sequence[Participant], starts_on: date, by: "User"
) -> list[Assignment]:
    """Give one of a cohort's coaches to several of its participants, by the decree and until the end of it.

    Raises RefusedError for a day outside the decree's period, and as `assign` does.
    """
    if starts_on < appointment.starts_on or (appointment.ends_on and starts_on >= appointment.ends_on):
        raise RefusedError(
            _("%(name)s ditunjuk mulai %(day)s. Pilih hari dalam masa penunjukannya.")
            % {"name": appointment.person, "day": day(appointment.starts_on)},
            field="starts_on",
        )
    letter = Letter(
        number=appointment.decree_number,
        dated=appointment.decree_date,
        rank=appointment.rank,
        position=appointment.position,
    )
    return assign(
        participants=participants,
        person=appointment.person,
        role=AssignmentRole.COACH,
        starts_on=starts_on,
        ends_on=appointment.ends_on,
        letter=letter,
        by=by,
    )


@transaction.atomic
def assign_somebody(*, who: Who, by: "User", **how: Any) -> list[Assignment]:
    """Do `assign` for somebody who is known by number or new."""
    return assign(person=known_or_new(who, by=by), by=by, **how)


@transaction.atomic
def replace_with_somebody(assignment: Assignment, *, who: Who, by: "User", **how: Any) -> Assignment:
    """Do `replace` with somebody who is known by number or new."""
    return replace(assignment, person=known_or_new(who, by=by), by=by, **how)


@transaction.atomic
def edit_assignment(
    assignment: Assignment, *, starts_on: date, ends_on: date | None, letter: Letter, by: "User"
) -> Assignment:
    """Change letter, task, office or period of an assignment; RefusedError when its period meets another's."""
    participant = assignment.participant
    _lock_participants([participant])
    _refuse_conflicts([participant], assignment.person, assignment.role, starts_on, ends_on, but=(assignment.pk,))
    new = {"starts_on": starts_on, "ends_on": ends_on, **_fields(letter, None)}
    return change(assignment, new, by=by, about=_about(participant, assignment.person))


@transaction.atomic
def end_assignment(assignment: Assignment, *, on: date, reason: str, by: "User") -> Assignment:
    """End an assignment: `on` is the first day that no longer counts. RefusedError when it has ended already."""
    _lock_participants([assignment.participant])
    locked = lock(assignment)
    if locked.ends_on and locked.ends_on <= on:
        raise RefusedError(_("Penugasan ini sudah berakhir."))
    if on <= locked.starts_on:
        raise RefusedError(_("Tanggal selesai harus sesudah tanggal mulai."), field="on")
    new = {"ends_on": on, "end_reason": reason}
    return change(locked, new, by=by, verb="ended", about=_about(locked.participant, locked.person))


@transaction.atomic
def replace(
    assignment: Assignment,
    *,
    person: Person,
    on: date,
    starts_on: date,
    reason: str,
    by: "User",
    letter: Letter = NO_LETTER,
) -> Assignment:
    """End a coach or mentor on a day and let a successor start then or later; return the successor.

    Raises RefusedError when the assignment was replaced already, for the same person, and for days the wrong way.
    """
    _lock_participants([assignment.participant])
    locked = lock(assignment)
    if locked.successor_id:
        raise RefusedError(_("%(name)s sudah diganti.") % {"name": locked})
    if locked.person_id == person.pk:
        raise RefusedError(_("Pengganti harus orang lain."), field="number")
    if starts_on < on:
        raise RefusedError(_("Pengganti mulai paling cepat pada hari berakhirnya yang lama."), field="starts_on")
    if locked.ends_on is None or on < locked.ends_on:
        end_assignment(locked, on=on, reason=reason, by=by)
    [successor] = assign(
        participants=[locked.participant], person=person, role=locked.role, starts_on=starts_on, by=by, letter=letter
    )
    change(
        locked,
        {"successor": successor, "end_reason": reason},
        by=by,
        verb="replaced",
        about=_about(locked.participant, locked.person),
    )
    return successor


@transaction.atomic
def remove_assignment(assignment: Assignment, *, by: "User") -> None:
    """Take back an assignment that was made by mistake; RefusedError names what hangs on it.

    Whoever it followed has no successor then, and stays ended.
    """
    locked = lock(assignment)
    for predecessor in Assignment.objects.filter(successor=locked):
        change(predecessor, {"successor": None}, by=by, about=_about(locked.participant, predecessor.person))
    remove(locked, by=by, about=_about(locked.participant, locked.person))


def load_of(appointment: CoachAppointment) -> int:
    """Return how many participants of the cohort a coach accompanies, today or from a later day on."""
    today = today_in(appointment.cohort.time_zone)
    coached = Assignment.objects.coaches().filter(
        Q(ends_on=None) | Q(ends_on__gt=today), person=appointment.person, participant__cohort=appointment.cohort
    )
    return coached.values("participant").distinct().count()


def load_warning(appointment: CoachAppointment) -> str:
    """Return a sentence when a coach accompanies more than the programme advises, else ""."""
    load, most = load_of(appointment), appointment.cohort.programme.participants_per_coach
    if load <= most:
        return ""
    return _("%(name)s kini mendampingi %(load)d peserta; program menyarankan paling banyak %(most)d.") % {
        "name": appointment.person,
        "load": load,
        "most": most,
    }


def _lock_participants(participants: Iterable[Participant]) -> None:
    keys = [participant.pk for participant in participants]
    list(Participant.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))


def _refuse_conflicts(
    participants: Sequence[Participant],
    person: Person,
    role: str,
    starts_on: date,
    ends_on: date | None,
    *,
    but: Sequence[int] = (),
) -> None:
    """Refuse what the database would refuse too, in words that name people and days; and roles that exclude it."""
    if oneself := [row for row in participants if row.person_id == person.pk]:
        raise RefusedError(_("%(name)s tidak dapat mendampingi dirinya sendiri.") % {"name": oneself[0]})
    others = Assignment.objects.filter(participant__in=participants).exclude(pk__in=but)
    at_that_time = others.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
    if ends_on:
        at_that_time = at_that_time.filter(starts_on__lt=ends_on)
    if role in ONE_AT_A_TIME:
        taken = at_that_time.filter(role=role).select_related("participant__person", "person")
        if names := ", ".join(f"{row.participant} ({row.person})" for row in taken):
            raise RefusedError(
                _("Pada masa itu sudah ada %(role)s untuk %(names)s. Ganti atau akhiri dulu yang lama.")
                % {"role": AssignmentRole(role).label.lower(), "names": names}
            )
    excluded = others.filter(role__in=EXCLUDED[AssignmentRole(role)], person=person).select_related(
        "participant__person"
    )
    if names := ", ".join(str(row.participant) for row in excluded):
        raise RefusedError(
            _("%(person)s tidak dapat menguji peserta yang didampinginya sendiri, atau sebaliknya: %(names)s.")
            % {"person": person, "names": names}
        )


def _fields(letter: Letter, person: Person | None) -> dict[str, Any]:
    """Return the columns of a letter; offices that were not typed are the person's of today."""
    return {
        "letter_number": letter.number,
        "letter_date": letter.dated,
        "task_description": letter.task_description,
        "is_direct_superior": letter.is_direct_superior,
        "exception_reason": letter.exception_reason,
        "rank": letter.rank or (person.rank if person else ""),
        "position": letter.position or (person.position if person else ""),
        "unit": letter.unit or (person.unit if person else ""),
    }


def _about(participant: Participant, person: Person) -> tuple[Participant, Cohort, Person]:
    return participant, participant.cohort, person
