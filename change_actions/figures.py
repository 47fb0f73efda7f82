"""Figures of what participants and mentors answered after the training. How they count: docs/reports.md.

Counting is done once, in one query a table, for every group of cohorts.figures; what participants say and what
mentors say is never added up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, FilteredRelation, Max, Q, QuerySet

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
from cohorts.figures import Counts, Group, same_participants
from cohorts.querysets.cohorts import ParticipantQuerySet
from core.shares import Share

type Waves = Mapping[int, int | None]


class Said(NamedTuple):
    """What is counted: a value that respondents of one kind gave to one question; the value is "" for any answer."""

    respondent: str
    question: str
    value: object = ""


@dataclass(frozen=True)
class Answers:
    """What one kind of respondent answered in the wave. The base of every share is `answered`."""

    answered: int
    implementation: Share
    statuses: Mapping[str, Share]
    barriers: Mapping[str, Share]


@dataclass(frozen=True)
class ParticipantAnswers(Answers):
    """What participants answered."""

    coaching_needed: Share


@dataclass(frozen=True)
class MentorAnswers(Answers):
    """What mentors answered."""

    in_skp: Share
    behaviour_change: Mapping[str, Share]
    letter_without_tasks: Share
    unscheduled: Share
    role_explained: Share
    approval_or_correction: Share


@dataclass(frozen=True)
class FollowUpFigures:
    """Both voices, apart; `disagreements` is over the change actions on which both told how far it got."""

    participant: ParticipantAnswers
    mentor: MentorAnswers
    disagreements: Share


@dataclass(frozen=True)
class Disagreement:
    """A change action that one says went as planned, and the other says did not. For training admins alone."""

    participant: int
    cohort_code: str
    name: str
    title: str
    participant_says: Implementation
    mentor_says: Implementation


QUESTIONS: Mapping[str, Iterable[object]] = {
    "implementation": Implementation.values,
    "in_skp": (True, False),
    "behaviour_change": BehaviourChange.values,
    "coaching_needed": (True, False),
    "mentor_letter": MentorLetter.values,
    "mentoring_pattern": MentoringPattern.values,
    "role_explained": (True, False),
    "guidance": Guidance.values,
}


def latest_waves(cohorts: Iterable[int], chosen: int | None = None) -> dict[int, int | None]:
    """Return the wave of each cohort: the chosen month, or the highest in which anybody answered. One query."""
    wanted = list(cohorts)
    if chosen is not None:
        return dict.fromkeys(wanted, chosen)
    rows = (
        FollowUp.objects.filter(participant__cohort__in=wanted)
        .order_by()
        .values_list("participant__cohort")
        .annotate(latest=Max("month"))
    )
    found = dict(rows)
    return {cohort: found.get(cohort) for cohort in wanted}


def follow_up_counts(participants: ParticipantQuerySet, waves: Waves) -> Counts[Said]:
    """Count answers, named barriers and disagreements by group, in three queries. Only the waves' answers count."""
    counts: dict[Group, Counter[Said]] = {}
    chosen = same_participants(participants)
    for group, found in (*_answer_rows(chosen, waves), *_barrier_rows(chosen, waves), *_pair_rows(chosen, waves)):
        counts.setdefault(group, Counter()).update(found)
    return counts


type _Found = tuple[Group, dict[Said, int]]


def _grouped(rows: QuerySet[Any], path: str, *also: str) -> QuerySet[Any, Any]:
    """Return rows to be counted by cohort, institution, month and `also`; `path` leads to the participant."""
    return rows.order_by().values(
        *also,
        of_cohort=F(f"{path}participant__cohort"),
        of_institution=F(f"{path}participant__sending_institution"),
        of_month=F(f"{path}month"),
    )


def _in_wave(rows: Iterable[dict[str, Any]], waves: Waves) -> Iterable[tuple[Group, dict[str, Any]]]:
    for row in rows:
        if waves.get(row["of_cohort"]) == row["of_month"]:
            yield Group(row["of_cohort"], row["of_institution"]), row


def _answer_rows(participants: ParticipantQuerySet, waves: Waves) -> Iterable[_Found]:
    questions = [(question, value) for question, values in QUESTIONS.items() for value in values]
    counted = {
        f"n{number}": Count("pk", filter=Q(**{question: value})) for number, (question, value) in enumerate(questions)
    }
    rows = _grouped(FollowUp.objects.filter(participant__in=participants), "", "respondent").annotate(
        answered=Count("pk"), **counted
    )
    for group, row in _in_wave(rows, waves):
        found = {
            Said(row["respondent"], question, value): row[f"n{number}"]
            for number, (question, value) in enumerate(questions)
        }
        yield group, {Said(row["respondent"], "answered"): row["answered"], **found}


def _barrier_rows(participants: ParticipantQuerySet, waves: Waves) -> Iterable[_Found]:
    named = NamedBarrier.objects.filter(follow_up__participant__in=participants)
    rows = _grouped(named, "follow_up__", "kind", "follow_up__respondent").annotate(named=Count("pk"))
    for group, row in _in_wave(rows, waves):
        yield group, {Said(row["follow_up__respondent"], "barrier", row["kind"]): row["named"]}


def _pairs(participants: ParticipantQuerySet) -> QuerySet[Any, Any]:
    """Return the participants' rows to which a mentor's row of the same wave exists and both state how far it got."""
    same_wave = Q(
        participant__follow_ups__respondent=Respondent.MENTOR, participant__follow_ups__month=F("month")
    ) & ~Q(participant__follow_ups__implementation="")
    return (
        FollowUp.objects.filter(participant__in=participants, respondent=Respondent.PARTICIPANT)
        .exclude(implementation="")
        .alias(mentors=FilteredRelation("participant__follow_ups", condition=same_wave))
        .filter(mentors__isnull=False)
    )


DIFFERENT = Q(implementation=Implementation.AS_PLANNED) ^ Q(mentors__implementation=Implementation.AS_PLANNED)


def _pair_rows(participants: ParticipantQuerySet, waves: Waves) -> Iterable[_Found]:
    rows = _grouped(_pairs(participants), "").annotate(both=Count("pk"), different=Count("pk", filter=DIFFERENT))
    for group, row in _in_wave(rows, waves):
        yield group, {Said("both", "answered"): row["both"], Said("both", "different"): row["different"]}


def follow_up_figures(counts: Counter[Said]) -> FollowUpFigures:
    """Return the figures that raw counts add up to."""
    return FollowUpFigures(
        participant=ParticipantAnswers(
            **_common(counts, Respondent.PARTICIPANT),
            coaching_needed=_share(counts, Respondent.PARTICIPANT, "coaching_needed", True),
        ),
        mentor=MentorAnswers(
            **_common(counts, Respondent.MENTOR),
            in_skp=_share(counts, Respondent.MENTOR, "in_skp", True),
            behaviour_change={
                value: _share(counts, Respondent.MENTOR, "behaviour_change", value) for value in BehaviourChange.values
            },
            letter_without_tasks=_share(counts, Respondent.MENTOR, "mentor_letter", MentorLetter.WITHOUT_TASKS),
            unscheduled=_share(counts, Respondent.MENTOR, "mentoring_pattern", MentoringPattern.AS_OCCASION_ALLOWS),
            role_explained=_share(counts, Respondent.MENTOR, "role_explained", True),
            approval_or_correction=_share(counts, Respondent.MENTOR, "guidance", Guidance.APPROVAL_OR_CORRECTION),
        ),
        disagreements=Share(counts[Said("both", "different")], counts[Said("both", "answered")]),
    )


def _common(counts: Counter[Said], respondent: str) -> dict[str, Any]:
    answered = counts[Said(respondent, "answered")]
    statuses = {value: _share(counts, respondent, "implementation", value) for value in Implementation.values}
    return {
        "answered": answered,
        "implementation": statuses[Implementation.AS_PLANNED],
        "statuses": statuses,
        "barriers": {kind: Share(counts[Said(respondent, "barrier", kind)], answered) for kind in BarrierKind.values},
    }


def _share(counts: Counter[Said], respondent: str, question: str, value: object) -> Share:
    """Return how many gave this value, over everyone who answered; blanks stay in the base and are told."""
    answered = counts[Said(respondent, "answered")]
    stated = sum(counts[Said(respondent, question, other)] for other in QUESTIONS[question])
    return Share(counts[Said(respondent, question, value)], answered, not_stated=answered - stated)


def disagreements(participants: ParticipantQuerySet, waves: Waves) -> list[Disagreement]:
    """Return the change actions on which the two differ, by name. One query; for training admins alone."""
    rows = (
        _pairs(same_participants(participants))
        .filter(DIFFERENT)
        .order_by("participant__person__name", "participant")
        .values_list(
            "participant",
            "participant__cohort",
            "month",
            "participant__cohort__code",
            "participant__person__name",
            "participant__change_action__title",
            "implementation",
            "mentors__implementation",
        )
    )
    return [
        Disagreement(pk, code, name, title or "", Implementation(said), Implementation(mentor_said))
        for pk, cohort, month, code, name, title, said, mentor_said in rows
        if waves.get(cohort) == month
    ]


def unanswered(participants: ParticipantQuerySet, waves: Waves, respondent: str) -> ParticipantQuerySet:
    """Return the participants for whom this respondent gave no answer in the wave of their cohort."""
    in_wave = Q()
    for cohort, month in waves.items():
        in_wave |= Q(participant__cohort=cohort, month=-1 if month is None else month)
    answered = FollowUp.objects.filter(in_wave, respondent=respondent).values("participant")
    return participants.exclude(pk__in=answered)


def untitled(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Return the participants whose change action is not recorded."""
    return participants.exclude(pk__in=ChangeAction.objects.values("participant"))
