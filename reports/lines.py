"""Every figure of an evaluation as one line: what it is called, whose word it is, and its share.

Page, PDF, XLSX and JSON all take their figures from here or from the same Figures; the keys are paths into the JSON.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from change_actions.figures import Answers
from change_actions.states import BarrierKind, BehaviourChange, Respondent
from core.shares import Share
from reports.evaluation import Figures
from reports.suppression import HiddenShare


@dataclass(frozen=True)
class Line:
    """One figure. `source` says whose word it is, in the reader's language."""

    key: str
    label: str
    source: str
    share: Share

    @property
    def is_hidden(self) -> bool:
        """Return whether words stand in place of the share."""
        return isinstance(self.share, HiddenShare)


def lines(figures: Figures, coaches: Share | None = None) -> list[Line]:
    """Return every figure in the order of the report; a barrier that nobody named is left out."""
    return [*_answered(figures), *_implementation(figures), *_barriers(figures), *_opinions(figures, coaches)]


def by_key(figures: Figures, coaches: Share | None = None) -> Mapping[str, Line]:
    """Return the same lines under their keys."""
    return {line.key: line for line in lines(figures, coaches)}


def voices(figures: Figures) -> tuple[tuple[Respondent, Answers], ...]:
    """Return both kinds of respondents with what they answered, participants first."""
    return (
        (Respondent.PARTICIPANT, figures.answers.participant),
        (Respondent.MENTOR, figures.answers.mentor),
    )


def _answered(figures: Figures) -> Iterator[Line]:
    labels = {Respondent.PARTICIPANT: _("Peserta menjawab"), Respondent.MENTOR: _("Mentor menjawab")}
    for kind, label in labels.items():
        yield Line(f"responses.{kind.value}", label, _("catatan"), figures.responses[kind.value])


def _implementation(figures: Figures) -> Iterator[Line]:
    for kind, answers in voices(figures):
        yield Line(f"implementation.{kind.value}", _("Berjalan sesuai rencana"), said_by(kind), answers.implementation)
    yield Line("disagreements", _("Peserta dan mentor berbeda pendapat"), _("keduanya"), figures.answers.disagreements)
    yield Line("skp_inclusion", _("Tercantum dalam SKP"), said_by(Respondent.MENTOR), figures.answers.mentor.in_skp)


def _barriers(figures: Figures) -> Iterator[Line]:
    for kind, answers in voices(figures):
        for barrier, share in answers.barriers.items():
            if share.count:
                label = _("Kendala: %(barrier)s") % {"barrier": lower_first(str(BarrierKind(barrier).label))}
                yield Line(f"barriers.{kind.value}.{barrier}", label, said_by(kind), share)


def _opinions(figures: Figures, coaches: Share | None) -> Iterator[Line]:
    people, participant, mentor = figures.people, figures.answers.participant, figures.answers.mentor
    by_participant, by_mentor = said_by(Respondent.PARTICIPANT), said_by(Respondent.MENTOR)
    behaviour = {
        BehaviourChange.NONE: _("Tidak ada perubahan perilaku"),
        BehaviourChange.SOME: _("Ada perubahan perilaku"),
        BehaviourChange.WITH_IMPACT: _("Ada perubahan perilaku dan berdampak"),
    }
    for value, label in behaviour.items():
        yield Line(f"behaviour_change.{value.value}", label, by_mentor, mentor.behaviour_change[value])
    direction = people.without_pre_training_direction
    yield Line("without_pre_training_direction", _("Tanpa arahan prapelatihan"), by_participant, direction)
    yield Line("coaching_needed", _("Membutuhkan coaching"), by_participant, participant.coaching_needed)
    for key, label, share in (
        ("letter_without_task_description", _("Surat tugas tanpa uraian tugas"), mentor.letter_without_tasks),
        ("unscheduled", _("Mentoring tidak terjadwal"), mentor.unscheduled),
        ("role_explained", _("Peran mentor dijelaskan"), mentor.role_explained),
        ("approval_or_correction_only", _("Hanya menyetujui atau mengoreksi"), mentor.approval_or_correction),
    ):
        yield Line(f"mentoring.{key}", label, by_mentor, share)
    yield Line("mentors_replaced", _("Mentor diganti"), _("penugasan"), people.mentors_replaced)
    if coaches is not None:
        yield Line("coaches_certified", _("Coach bersertifikat"), _("penugasan"), coaches)


def said_by(kind: Respondent) -> str:
    """Return "peserta" or "mentor", as written within a sentence."""
    return {Respondent.PARTICIPANT: _("peserta"), Respondent.MENTOR: _("mentor")}[kind]


def lower_first(text: str) -> str:
    """Return a label as it is written within a sentence, abbreviations kept: "tim atau SDM"."""
    return text[:1].lower() + text[1:]
