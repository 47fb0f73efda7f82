"""The evaluation as a page: the same contents as the PDF, and beside them what only some readers see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from change_actions.figures import Disagreement, disagreements, unanswered, untitled
from change_actions.states import Respondent
from cohorts.figures import without_mentor
from cohorts.models import Assignment, Cohort
from cohorts.querysets.cohorts import ParticipantQuerySet
from core.shares import Share
from reports.audience import Audience
from reports.contents import Contents
from reports.evaluation import Evaluation, evaluate, participants_of
from reports.lines import Line, lines
from reports.suppression import for_leadership

MOST_NAMED = 200


@dataclass(frozen=True)
class Absent:
    """A participant of whom something is missing, and the mentor of today who can be asked."""

    participant: int
    name: str
    institution: str
    mentor: str


@dataclass(frozen=True)
class Missing:
    """Something that is not there; of whom, only where the reader sees names."""

    label: str
    share: Share
    absent: Sequence[Absent]

    @property
    def unnamed(self) -> int:
        """Return how many more there are than those who are named."""
        return self.share.count - len(self.absent)


@dataclass(frozen=True)
class EvaluationPage:
    """What the page shows. `institutions` are all that can be chosen, `chosen` the one that is."""

    report: Contents
    whole: Contents
    audience: Audience
    chosen: int | None
    disagreements: Sequence[Disagreement]
    missing: Sequence[Missing]

    @property
    def blanks(self) -> list[Line]:
        """Return the questions that some of those who answered left blank."""
        found = lines(self.report.figures)
        asked = [line for line in found if line.share.not_stated]
        return [line for line in asked if not line.key.startswith("behaviour_change.") or line.key.endswith(".none")]


def evaluation_page(cohort: Cohort, audience: Audience, chosen: str = "") -> EvaluationPage:
    """Return the page of a cohort for an audience; `chosen` is the key of an institution, or anything else for all."""
    evaluation = evaluate([cohort], institutions=audience.institutions)
    if not audience.names:
        evaluation = for_leadership(evaluation)
    only = [] if audience.institutions is None else [part.name for part in evaluation.by_institution]
    whole = Contents(evaluation, only=only)
    narrowed, key = _narrowed(evaluation, chosen)
    report = whole if key is None else Contents(narrowed, only=[part.name for part in narrowed.by_institution])
    people = participants_of([cohort], narrowed.institutions)
    return EvaluationPage(
        report=report,
        whole=whole,
        audience=audience,
        chosen=key,
        disagreements=disagreements(people, evaluation.waves) if audience.names else (),
        missing=_missing(people, report, names=audience.names),
    )


def _narrowed(evaluation: Evaluation, chosen: str) -> tuple[Evaluation, int | None]:
    """Return the evaluation of one institution's participants, taken from the breakdown as the reader sees it."""
    for part in evaluation.by_institution:
        if str(part.institution) == chosen:
            one = replace(
                evaluation,
                total=part.figures,
                coaches=None,
                by_institution=(part,),
                institutions=(part.institution,),
            )
            return one, part.institution
    return evaluation, None


def _missing(people: ParticipantQuerySet, report: Contents, *, names: bool) -> list[Missing]:
    """Return what is missing, and only that of which something is."""
    waves, base = report.evaluation.waves, report.figures.people.participants
    looked_at = [
        (_("Peserta belum menjawab"), unanswered(people, waves, Respondent.PARTICIPANT)),
        (_("Mentor belum menjawab"), unanswered(people, waves, Respondent.MENTOR)),
        (_("Tanpa judul aksi perubahan"), untitled(people)),
        (_("Tanpa mentor"), without_mentor(people)),
    ]
    mentors = _mentors(people) if names else {}
    found = []
    for label, absent in looked_at:
        found.append(Missing(label, Share(absent.count(), base), _named(absent, mentors) if names else []))
    return [missing for missing in found if missing.share.count]


def _named(absent: ParticipantQuerySet, mentors: dict[int, str]) -> list[Absent]:
    rows = absent.values_list("pk", "person__name", "sending_institution__name").order_by("person__name", "pk")
    return [Absent(pk, name, institution, mentors.get(pk, "")) for pk, name, institution in rows[:MOST_NAMED]]


def _mentors(people: ParticipantQuerySet) -> dict[int, str]:
    """Return the names of today's mentors."""
    held = Assignment.objects.mentors().current().filter(participant__in=people.order_by().values("pk"))
    return dict(held.values_list("participant", "person__name"))
