"""The evaluation of one cohort or of many: the rooms' figures put together, in seven queries whatever their number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from change_actions.figures import (
    FollowUpFigures,
    Said,
    Waves,
    follow_up_counts,
    follow_up_figures,
    latest_waves,
)
from change_actions.states import Respondent
from coaching.figures import coaches_certified
from cohorts.figures import Counts, Group, ParticipantFigures, add_up, participant_counts, participant_figures
from cohorts.models import Cohort, Institution, Participant
from cohorts.querysets.cohorts import ParticipantQuerySet
from core.shares import Share


@dataclass(frozen=True)
class Figures:
    """The figures of one set of participants."""

    people: ParticipantFigures
    answers: FollowUpFigures

    @property
    def responses(self) -> dict[str, Share]:
        """Return how many participants, and how many mentors, answered; the base of both is all participants."""
        base = self.people.participants
        return {
            Respondent.PARTICIPANT.value: Share(self.answers.participant.answered, base),
            Respondent.MENTOR.value: Share(self.answers.mentor.answered, base),
        }


@dataclass(frozen=True)
class InstitutionFigures:
    """The figures of those whom one institution sent. `name` is unique within an evaluation."""

    institution: int
    name: str
    figures: Figures


@dataclass(frozen=True)
class Evaluation:
    """What is known of some cohorts at one moment.

    `waves` holds the month whose answers count, by cohort (None where nobody answered). `coaches` is None where only
    some institutions' participants are looked at: coaches are appointed for the whole cohort.
    """

    cohorts: tuple[Cohort, ...]
    waves: Waves
    total: Figures
    coaches: Share | None
    by_institution: tuple[InstitutionFigures, ...]
    by_cohort: Mapping[int, Figures]
    as_of: datetime
    institutions: tuple[int, ...] | None

    @property
    def months(self) -> tuple[int, ...]:
        """Return the waves that occur, each once, ascending."""
        return tuple(sorted({month for month in self.waves.values() if month is not None}))

    @property
    def zone(self) -> str:
        """Return the time zone in which moments are printed: that of the cohorts, if they share one."""
        zones = {cohort.time_zone for cohort in self.cohorts}
        return zones.pop() if len(zones) == 1 else ""


def participants_of(
    cohorts: Iterable[Cohort], institutions: Iterable[int] | None = None, *, of: ParticipantQuerySet | None = None
) -> ParticipantQuerySet:
    """Return the participants of some cohorts; with `institutions` (keys) only those whom these sent."""
    participants = (Participant.objects.all() if of is None else of).filter(cohort__in=[one.pk for one in cohorts])
    return participants if institutions is None else participants.filter(sending_institution__in=list(institutions))


def evaluate(
    cohorts: Sequence[Cohort], *, institutions: Sequence[int] | None = None, wave: int | None = None
) -> Evaluation:
    """Return the evaluation of `cohorts`; `wave` picks another month than each cohort's latest.

    `institutions` (keys) restricts it to those whom these institutions sent; waves stay those of the whole cohorts.
    """
    keys = [cohort.pk for cohort in cohorts]
    participants = participants_of(cohorts, institutions)
    waves = latest_waves(keys, wave)
    people = participant_counts(participants)
    said = follow_up_counts(participants, waves)
    return Evaluation(
        cohorts=tuple(cohorts),
        waves=waves,
        total=_figures(people, said, people),
        coaches=_coaches(keys) if institutions is None else None,
        by_institution=_by_institution(people, said),
        by_cohort={key: _figures(people, said, [group for group in people if group.cohort == key]) for key in keys},
        as_of=timezone.now(),
        institutions=None if institutions is None else tuple(sorted(institutions)),
    )


def _figures(people: Counts[str], said: Counts[Said], groups: Iterable[Group]) -> Figures:
    among = list(groups)
    return Figures(
        people=participant_figures(add_up(people, among)),
        answers=follow_up_figures(add_up(said, among)),
    )


def _coaches(cohorts: Iterable[int]) -> Share:
    shares = coaches_certified(cohorts).values()
    return Share(sum(share.count for share in shares), sum(share.base for share in shares))


def _by_institution(people: Counts[str], said: Counts[Said]) -> tuple[InstitutionFigures, ...]:
    names = _names({group.institution for group in people})
    return tuple(
        InstitutionFigures(key, name, _figures(people, said, [group for group in people if group.institution == key]))
        for key, name in sorted(names.items(), key=lambda named: (named[1].casefold(), named[0]))
    )


def _names(institutions: Iterable[int]) -> dict[int, str]:
    """Return a name for each institution; those that share theirs are told apart by what they lie under."""
    found = list(Institution.objects.filter(pk__in=institutions).select_related("parent").order_by("name", "pk"))
    times = Counter(one.name for one in found)
    return {one.pk: f"{one.name} ({one.parent})" if times[one.name] > 1 and one.parent else one.name for one in found}
