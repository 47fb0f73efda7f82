"""The key figures of many cohorts side by side, in a fixed number of queries whatever their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cohorts.models import Cohort
from core.shares import Share
from reports.audience import audiences
from reports.evaluation import Evaluation, Figures, evaluate
from reports.suppression import guarded_cells

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class CohortRow:
    """One cohort with the figures that its reader may see."""

    cohort: Cohort
    figures: Figures
    is_part: bool
    month: int | None

    @property
    def responses(self) -> Share:
        """Return how many participants answered."""
        return self.figures.responses["participant"]

    @property
    def implementation(self) -> Share:
        """Return how many went as planned, in the participants' words."""
        return self.figures.answers.participant.implementation

    @property
    def mentor_implementation(self) -> Share:
        """Return how many went as planned, in the mentors' words."""
        return self.figures.answers.mentor.implementation

    @property
    def in_skp(self) -> Share:
        """Return how many stand in the SKP."""
        return self.figures.answers.mentor.in_skp


@dataclass(frozen=True)
class Overview:
    """Cohorts in the order given, and all of them together where nothing is hidden (else it could be subtracted)."""

    rows: Sequence[CohortRow]
    together: Evaluation | None

    @property
    def sentence(self) -> str:
        """Return the whole in one sentence, or "" for fewer than two cohorts."""
        if self.together is None or len(self.rows) < 2:
            return ""
        figures = self.together.total
        return _("%(cohorts)s angkatan, %(people)s peserta. %(share)s menjalankan aksinya sesuai rencana.") % {
            "cohorts": len(self.rows),
            "people": figures.people.participants,
            "share": figures.answers.participant.implementation,
        }


def overview(user: "User", cohorts: Iterable[Cohort]) -> Overview:
    """Return the figures of those of `cohorts` that the user reads."""
    found = list(cohorts)
    seen = audiences(user, found)
    whole = [one for one in found if one.pk in seen and seen[one.pk].institutions is None]
    partly = [one for one in found if one.pk in seen and seen[one.pk].institutions is not None]
    senders = {key for one in partly for key in seen[one.pk].institutions or ()}
    evaluations = [evaluate(whole)] if whole else []
    figures = dict(evaluations[0].by_cohort) if whole else {}
    waves = dict(evaluations[0].waves) if whole else {}
    if partly:
        restricted = evaluate(partly, institutions=sorted(senders))
        figures |= guarded_cells(restricted.by_cohort, total_is_shown=False)
        waves |= restricted.waves
    rows = [
        CohortRow(one, figures[one.pk], seen[one.pk].institutions is not None, waves[one.pk])
        for one in found
        if one.pk in seen
    ]
    return Overview(rows, evaluations[0] if whole and not partly else None)
