"""Builds cohorts of any answers, and tells their figures a second way: by counting one by one."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from accounts.models import User
from change_actions.models import ChangeAction, FollowUp, NamedBarrier
from change_actions.states import (
    BarrierKind,
    BehaviourChange,
    Guidance,
    Implementation,
    MentoringPattern,
    MentorLetter,
    Respondent,
)
from coaching.models import Certificate
from cohorts.models import Assignment, CoachAppointment, Cohort, Grant, Institution, Participant, Person, Programme
from cohorts.states import AssignmentRole, Outcome

START, END = date(2025, 2, 3), date(2025, 5, 16)
_numbers = itertools.count(1)


@dataclass
class Answer:
    """One row of the follow-up."""

    fields: dict[str, Any] = field(default_factory=dict)
    barriers: tuple[str, ...] = ()


@dataclass
class Somebody:
    """One participant: from which institution, and what was answered, by (respondent, month)."""

    institution: str = "Kabupaten A"
    name: str = ""
    title: str | None = "Izin satu berkas"
    direction: bool | None = None
    mentors: int = 1
    outcome: str = Outcome.ENROLLED
    answers: dict[tuple[str, int], Answer] = field(default_factory=dict)


@contextmanager
def forgotten() -> Iterator[None]:
    """Undo at the end what one example of Hypothesis wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def person(name: str = "") -> Person:
    """Return a new person with a user."""
    number = f"{next(_numbers):018d}"
    name = name or f"Orang {number[-4:]}"
    return Person.objects.create(user=User.objects.create_user(number, name=name), number=number, name=name)


def people(names: list[str]) -> list[Person]:
    """Return new people with users, in two statements."""
    numbers = [f"{next(_numbers):018d}" for _ in names]
    users = User.objects.bulk_create(User(username=number, password="!") for number in numbers)
    return Person.objects.bulk_create(
        Person(user=user, number=user.username, name=name or f"Orang {user.username[-4:]}")
        for user, name in zip(users, names, strict=True)
    )


def institution(name: str, parent: Institution | None = None) -> Institution:
    """Return the institution of that name, made when new."""
    if found := Institution.objects.filter(name=name, parent=parent).first():
        return found
    extra = {"path": f"{parent.path}{next(_numbers):08x}/"} if parent else {}
    return Institution.objects.create(name=name, parent=parent, **extra)


def leader(role: str, of: Institution) -> User:
    """Return a user with a granted role."""
    user = person("Pimpinan").user
    Grant.objects.create(user=user, institution=of, role=role)
    return user


def cohort(code: str = "PKA-UJI-1", somebodies: list[Somebody] | None = None, coaches: tuple[bool, ...] = ()) -> Cohort:
    """Return a cohort with these participants, and one coach each of `coaches` (True: with a valid certificate)."""
    programme, _ = Programme.objects.get_or_create(
        code="PKA", effective_on=date(2019, 1, 1), defaults={"name": "Pelatihan Kepemimpinan Administrator"}
    )
    organiser = institution("BPSDM Provinsi Uji")
    made = Cohort.objects.create(
        code=code, programme=programme, label="I", year=2025, organiser=organiser, starts_on=START, ends_on=END
    )
    _enrol(made, somebodies or [])
    for certified, someone in zip(coaches, people([""] * len(coaches)), strict=True):
        CoachAppointment.objects.create(cohort=made, person=someone, starts_on=START)
        if certified:
            Certificate.objects.create(person=someone, number=someone.number, issued_on=START)
    return made


def _enrol(made: Cohort, somebodies: list[Somebody]) -> None:
    senders = {one.institution: institution(one.institution) for one in somebodies}
    participants = Participant.objects.bulk_create(
        Participant(
            cohort=made,
            person=someone,
            sending_institution=senders[one.institution],
            pre_training_direction=one.direction,
            outcome=one.outcome,
            outcome_at=None if one.outcome == Outcome.ENROLLED else datetime(2025, 5, 16, 5, tzinfo=UTC),
        )
        for one, someone in zip(somebodies, people([one.name for one in somebodies]), strict=True)
    )
    pairs = list(zip(somebodies, participants, strict=True))
    ChangeAction.objects.bulk_create(
        ChangeAction(participant=participant, title=one.title) for one, participant in pairs if one.title is not None
    )
    _accompany(pairs)
    _answer(pairs)


def _accompany(pairs: list[tuple[Somebody, Participant]]) -> None:
    for one, participant in pairs:
        for place, mentor in enumerate(people([""] * one.mentors)):
            first = START + timedelta(days=30 * place)
            last = place == one.mentors - 1
            Assignment.objects.create(
                participant=participant,
                person=mentor,
                role=AssignmentRole.MENTOR,
                starts_on=first,
                ends_on=None if last else first + timedelta(days=30),
            )


def _answer(pairs: list[tuple[Somebody, Participant]]) -> None:
    answers = [
        (answer, FollowUp(participant=participant, respondent=respondent, month=month, **answer.fields))
        for one, participant in pairs
        for (respondent, month), answer in one.answers.items()
    ]
    FollowUp.objects.bulk_create(row for _, row in answers)
    NamedBarrier.objects.bulk_create(
        NamedBarrier(follow_up=row, kind=kind) for answer, row in answers for kind in answer.barriers
    )


# What anybody might answer

yes_no_blank = st.sampled_from([True, False, None])


def one_of(choices: Any) -> st.SearchStrategy[str]:
    """Return a strategy for one of the choices, or a blank."""
    return st.sampled_from(["", *choices.values])


answers = st.builds(
    Answer,
    fields=st.fixed_dictionaries(
        {
            "implementation": one_of(Implementation),
            "in_skp": yes_no_blank,
            "behaviour_change": one_of(BehaviourChange),
            "coaching_needed": yes_no_blank,
            "mentor_letter": one_of(MentorLetter),
            "mentoring_pattern": one_of(MentoringPattern),
            "role_explained": yes_no_blank,
            "guidance": one_of(Guidance),
        }
    ),
    barriers=st.sets(st.sampled_from(BarrierKind.values), max_size=3).map(lambda kinds: tuple(sorted(kinds))),
)
somebodies = st.builds(
    Somebody,
    institution=st.sampled_from(["Kabupaten A", "Kabupaten B", "Kota C"]),
    direction=yes_no_blank,
    mentors=st.integers(0, 3),
    outcome=st.sampled_from(Outcome.values),
    answers=st.dictionaries(
        st.tuples(st.sampled_from(Respondent.values), st.sampled_from([3, 6])), answers, max_size=4
    ),
)
classes = st.lists(somebodies, max_size=12)
coach_certificates = st.lists(st.booleans(), max_size=4).map(tuple)


def wave_of(class_: list[Somebody]) -> int | None:
    """Return the highest month in which anybody answered."""
    return max((month for one in class_ for _, month in one.answers), default=None)


def counted(class_: list[Somebody], coaches: tuple[bool, ...], month: int | None) -> dict[str, Any]:
    """Return the published figures as (count, base), counted one by one; `month` is the wave."""
    said = {
        kind: [one.answers[kind, month] for one in class_ if month is not None and (kind, month) in one.answers]
        for kind in Respondent.values
    }
    participant, mentor = said[Respondent.PARTICIPANT], said[Respondent.MENTOR]

    def share(rows: list[Answer], question: str, value: object) -> tuple[int, int]:
        return sum(row.fields[question] == value for row in rows), len(rows)

    return {
        "responses": {kind: (len(rows), len(class_)) for kind, rows in said.items()},
        "implementation": {kind: share(rows, "implementation", "as_planned") for kind, rows in said.items()},
        "implementation_not_stated": {
            kind: sum(not row.fields["implementation"] for row in rows) for kind, rows in said.items()
        },
        "disagreements": _disagreements(class_, month),
        "skp_inclusion": share(mentor, "in_skp", True),
        "barriers": {
            kind: {
                barrier: (sum(barrier in row.barriers for row in rows), len(rows))
                for barrier in BarrierKind.values
                if any(barrier in row.barriers for row in rows)
            }
            for kind, rows in said.items()
        },
        "behaviour_change": {value: share(mentor, "behaviour_change", value) for value in BehaviourChange.values},
        "without_pre_training_direction": (
            sum(one.direction is False for one in class_),
            sum(one.direction is not None for one in class_),
        ),
        "coaching_needed": share(participant, "coaching_needed", True),
        "mentoring": {
            "letter_without_task_description": share(mentor, "mentor_letter", "without_tasks"),
            "unscheduled": share(mentor, "mentoring_pattern", "as_occasion_allows"),
            "role_explained": share(mentor, "role_explained", True),
            "approval_or_correction_only": share(mentor, "guidance", "approval_or_correction"),
        },
        "coaches_certified": (sum(coaches), len(coaches)),
        "mentors_replaced": (sum(one.mentors > 1 for one in class_), len(class_)),
    }


def _disagreements(class_: list[Somebody], month: int | None) -> tuple[int, int]:
    both = [
        [one.answers[kind, month].fields["implementation"] for kind in Respondent.values]
        for one in class_
        if month is not None and all((kind, month) in one.answers for kind in Respondent.values)
    ]
    stated = [pair for pair in both if all(pair)]
    return sum((mine == "as_planned") != (theirs == "as_planned") for mine, theirs in stated), len(stated)


def plain(figures: Any) -> Any:
    """Return figures in JSON form with every share as (count, base)."""
    if isinstance(figures, dict):
        if figures.keys() == {"count", "base", "percent"}:
            return figures["count"], figures["base"]
        return {key: plain(value) for key, value in figures.items()}
    return figures
