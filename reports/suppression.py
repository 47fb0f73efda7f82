"""Small groups are not shown: whoever reads a breakdown of answers must not learn what one person said.

A breakdown splits the answers of one kind of respondent by institution (or by cohort, for somebody who sees only a
part of each). A cell with fewer than LEAST answers is hidden. The total stays in view, so the hidden cells together
must also hold at least LEAST answers: else the smallest cells still in view are hidden too, until they do.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from change_actions.figures import Answers
from core.shares import Share
from reports.evaluation import Evaluation, Figures, InstitutionFigures

LEAST = 5


@dataclass(frozen=True)
class HiddenShare(Share):
    """Stands where a share is not shown; it holds no number, and says why in words.

    `for_others` tells a cell that is large enough, but would give away a smaller one by subtraction.
    """

    for_others: bool = False

    @property
    def of_text(self) -> str:
        """Return the reason."""
        if self.for_others:
            return _("tidak ditampilkan")
        return _("kurang dari 5 jawaban")


TOO_FEW = HiddenShare(0, 0)
FOR_OTHERS = HiddenShare(0, 0, for_others=True)


def hidden_cells[K: Hashable](bases: Mapping[K, int], *, total_is_shown: bool = True) -> dict[K, HiddenShare]:
    """Return the cells of one breakdown that are not shown, each with its reason.

    `bases` holds the number of answers in each cell. Empty cells are shown: nobody answered there. Without a total
    in view nothing can be subtracted, and only the small cells are hidden.
    """
    hidden = {key: TOO_FEW for key, base in bases.items() if 0 < base < LEAST}
    if not hidden or not total_is_shown:
        return hidden
    together = sum(bases[key] for key in hidden)
    in_view = sorted((key for key, base in bases.items() if base >= LEAST), key=lambda key: bases[key])
    for key in in_view:
        if together >= LEAST and len(hidden) > 1:
            break
        hidden[key] = FOR_OTHERS
        together += bases[key]
    return hidden


# What is broken down: each kind of answer has its own base, and so its own hidden cells.
type _Base = Callable[[Figures], int]
BASES: Mapping[str, _Base] = {
    "participant": lambda figures: figures.answers.participant.answered,
    "mentor": lambda figures: figures.answers.mentor.answered,
    "both": lambda figures: figures.answers.disagreements.base,
    "direction": lambda figures: figures.people.without_pre_training_direction.base,
}


def for_leadership(evaluation: Evaluation) -> Evaluation:
    """Return the evaluation as leadership may read it: without small groups of answers.

    The total of whole cohorts is never hidden. A total over some institutions' participants is itself a cell of a
    breakdown, and is hidden when it is too small.
    """
    parts = {part.institution: part.figures for part in evaluation.by_institution}
    shown = guarded_cells(parts)
    total = evaluation.total
    if evaluation.institutions is not None:
        total = guarded_cells({"": total}, total_is_shown=False)[""]
    return replace(
        evaluation,
        total=total,
        by_institution=tuple(
            InstitutionFigures(part.institution, part.name, shown[part.institution])
            for part in evaluation.by_institution
        ),
    )


def guarded_cells[K: Hashable](cells: Mapping[K, Figures], *, total_is_shown: bool = True) -> dict[K, Figures]:
    """Return the cells of one breakdown, each without the kinds of answers that are hidden in it."""
    hidden = {
        kind: hidden_cells({key: base(figures) for key, figures in cells.items()}, total_is_shown=total_is_shown)
        for kind, base in BASES.items()
    }
    return {
        key: _guarded(figures, {kind: found[key] for kind, found in hidden.items() if key in found})
        for key, figures in cells.items()
    }


def _guarded(figures: Figures, hidden: Mapping[str, HiddenShare]) -> Figures:
    people, answers = figures.people, figures.answers
    if "direction" in hidden:
        people = replace(people, without_pre_training_direction=hidden["direction"])
    if "participant" in hidden:
        answers = replace(answers, participant=_emptied(answers.participant, hidden["participant"]))
    if "mentor" in hidden:
        answers = replace(answers, mentor=_emptied(answers.mentor, hidden["mentor"]))
    if "both" in hidden:
        answers = replace(answers, disagreements=hidden["both"])
    return Figures(people, answers)


def _emptied[A: Answers](answers: A, reason: HiddenShare) -> A:
    """Return answers in which every share is the reason; only how many answered remains."""
    changed: dict[str, Any] = {}
    for field in fields(answers):
        value = getattr(answers, field.name)
        if isinstance(value, Share):
            changed[field.name] = reason
        elif isinstance(value, Mapping):
            changed[field.name] = dict.fromkeys(value, reason)
    return replace(answers, **changed)
