"""Participants: enrolled, edited, their outcome, their transfer to another post, removed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Institution, Participant, Person
from cohorts.services.people import Who, known_or_new
from cohorts.services.saving import add, change, lock, remove
from cohorts.states import OUTCOME_MOVES, Outcome
from core import audit, states
from core.errors import RefusedError

if TYPE_CHECKING:
    from accounts.models import User

REASONED = {Outcome.POSTPONED, Outcome.FAILED, Outcome.WITHDREW}


@transaction.atomic
def enrol(
    *,
    cohort: Cohort,
    person: Person,
    sending_institution: Institution,
    by: "User",
    rank: str = "",
    position: str = "",
    unit: str = "",
    letter_number: str = "",
    letter_date: date | None = None,
    pre_training_direction: bool | None = None,
    via: str = audit.WEB,
) -> Participant:
    """Make a person a participant, with the office held on that day; RefusedError when they are one already."""
    participant = Participant(
        cohort=cohort,
        person=person,
        sending_institution=sending_institution,
        rank=rank,
        position=position,
        unit=unit,
        letter_number=letter_number,
        letter_date=letter_date,
        pre_training_direction=pre_training_direction,
    )
    return add(participant, by=by, via=via, about=(cohort, person))


@transaction.atomic
def enrol_somebody(*, cohort: Cohort, who: Who, by: "User", **sent_with: Any) -> Participant:
    """Make somebody a participant who is known by number or new; see `enrol` and `known_or_new`.

    An office that was not typed is the person's of today.
    """
    person = known_or_new(who, by=by)
    for name in ("rank", "position", "unit"):
        sent_with[name] = sent_with.get(name) or getattr(person, name)
    return enrol(cohort=cohort, person=person, by=by, **sent_with)


@transaction.atomic
def edit_participant(
    participant: Participant,
    *,
    sending_institution: Institution,
    rank: str,
    position: str,
    unit: str,
    letter_number: str,
    letter_date: date | None,
    pre_training_direction: bool | None,
    by: "User",
) -> Participant:
    """Change what a participant was sent with; the person's own office stays as it is."""
    new = {
        "sending_institution": sending_institution,
        "rank": rank,
        "position": position,
        "unit": unit,
        "letter_number": letter_number,
        "letter_date": letter_date,
        "pre_training_direction": pre_training_direction,
    }
    return change(participant, new, by=by, about=(participant.cohort,))


def set_outcome(participant: Participant, *, to: str, reason: str, by: "User") -> Participant:
    """Record how the training ended, or that it goes on.

    Raises RefusedError for a way that OUTCOME_MOVES does not know, and for an outcome that needs a reason without one.
    """
    words = " ".join(reason.split())
    if to in REASONED and not words:
        raise RefusedError(_("Tulis alasannya."), field="reason")
    fields = {
        "outcome_at": None if to == Outcome.ENROLLED else timezone.now(),
        "outcome_reason": words,
    }
    return states.move(
        participant,
        to=to,
        by=by,
        allowed=OUTCOME_MOVES,
        fields=fields,
        field="outcome",
        about=(participant.cohort,),
    )


@transaction.atomic
def record_transfer(participant: Participant, *, on: date, position: str, by: "User") -> Participant:
    """Record that a participant was moved to another post; RefusedError for a day before the cohort starts."""
    if on < participant.cohort.starts_on:
        raise RefusedError(_("Alih tugas dicatat sejak hari pertama angkatan."), field="transferred_on")
    new = {"transferred_on": on, "transferred_to": position}
    return change(participant, new, by=by, verb="transferred", about=(participant.cohort,))


@transaction.atomic
def undo_transfer(participant: Participant, *, by: "User") -> Participant:
    """Take back a transfer that was recorded by mistake."""
    new = {"transferred_on": None, "transferred_to": ""}
    return change(participant, new, by=by, verb="transfer_undone", about=(participant.cohort,))


@transaction.atomic
def remove_participant(participant: Participant, *, by: "User") -> None:
    """Take somebody out of a cohort as long as nothing hangs on them; RefusedError names what does."""
    locked = lock(participant)
    remove(locked, by=by, about=(locked.cohort, locked.person))
