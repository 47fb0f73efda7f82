"""Figures of participants: how many there are, from where, and how they were prepared and accompanied.

Counting is done once, in one query, for every pair of cohort and sending institution; figures over any set of
those pairs are then additions of raw counts. How they count: docs/reports.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q

from cohorts.models import Assignment, Participant
from cohorts.querysets.cohorts import ParticipantQuerySet
from cohorts.states import Outcome
from core.shares import Share


class Group(NamedTuple):
    """The smallest set that is counted: participants of one cohort whom one institution sent."""

    cohort: int
    institution: int


type Counts[K] = Mapping[Group, Counter[K]]


@dataclass(frozen=True)
class ParticipantFigures:
    """Who took part.

    `without_pre_training_direction` has as its base those for whom it is stated; `mentors_replaced` counts
    participants whose mentor was succeeded, over all participants.
    """

    participants: int
    outcomes: Mapping[str, int]
    without_pre_training_direction: Share
    mentors_replaced: Share


def add_up[K](counts: Counts[K], groups: Iterable[Group] | None = None) -> Counter[K]:
    """Return the sum of the raw counts of some groups, or of all."""
    chosen = counts.keys() if groups is None else groups
    return sum((counts[group] for group in chosen if group in counts), Counter())


def same_participants(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Return the same participants, free of the order, joins and annotations with which they were chosen."""
    return Participant.objects.filter(pk__in=participants.order_by().values("pk"))


def participant_counts(participants: ParticipantQuerySet) -> Counts[str]:
    """Count participants by group, in one query."""
    mentors = Assignment.objects.mentors().filter(participant=OuterRef("pk")).order_by()
    another_came_later = Assignment.objects.mentors().filter(
        ~Q(person=OuterRef("person")), participant=OuterRef("participant"), starts_on__gt=OuterRef("starts_on")
    )
    replaced = Exists(mentors.filter(Q(successor__isnull=False) | Exists(another_came_later)))
    rows = (
        same_participants(participants)
        .order_by()
        .alias(replaced=replaced)
        .values(of_cohort=F("cohort"), of_institution=F("sending_institution"))
        .annotate(
            participants=Count("pk"),
            direction_stated=Count("pk", filter=Q(pre_training_direction__isnull=False)),
            without_direction=Count("pk", filter=Q(pre_training_direction=False)),
            mentor_replaced=Count("pk", filter=Q(replaced=True)),
            **{f"outcome_{outcome}": Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome.values},
        )
    )
    return {
        Group(row["of_cohort"], row["of_institution"]): Counter({key: n for key, n in row.items() if key[:3] != "of_"})
        for row in rows
    }


def participant_figures(counts: Counter[str]) -> ParticipantFigures:
    """Return the figures that raw counts add up to."""
    participants, stated = counts["participants"], counts["direction_stated"]
    return ParticipantFigures(
        participants=participants,
        outcomes={outcome: counts[f"outcome_{outcome}"] for outcome in Outcome.values},
        without_pre_training_direction=Share(counts["without_direction"], stated),
        mentors_replaced=Share(counts["mentor_replaced"], participants),
    )


def without_mentor(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Return the participants to whom nobody was ever assigned as mentor."""
    return participants.exclude(pk__in=Assignment.objects.mentors().values("participant"))
