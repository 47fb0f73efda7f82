"""What a report says, ready to be set as page, PDF or workbook: one object, from which all three take every number."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from change_actions.states import BarrierKind, Implementation, Respondent
from cohorts.models import Cohort
from cohorts.states import Outcome
from core import charts
from core.shares import Share
from reports import reading
from reports.advice import Rule, advice
from reports.as_json import evaluation_as_json
from reports.evaluation import Evaluation, Figures, evaluate, participants_of
from reports.lines import Line, by_key, lines
from reports.method import rules
from reports.reading import BarGroup, KeyFigure
from reports.suppression import for_leadership

# Part of the fingerprint: raise it when the same data would print another report.
VERSION = "evaluasi 2"
MOST_SQUARES = 200
MOST_LISTED = 300  # people in the list of a PDF; each takes 8 ms, and more are read in a spreadsheet

PREPARATION = ("without_pre_training_direction", "coaching_needed")
BEHAVIOUR = ("behaviour_change.none", "behaviour_change.some", "behaviour_change.with_impact")
MENTORING_FAULTS = (
    "mentoring.letter_without_task_description",
    "mentoring.unscheduled",
    "mentoring.approval_or_correction_only",
)
MENTORING_MERITS = ("mentoring.role_explained",)


@dataclass(frozen=True)
class Listed:
    """One participant in the list at the end: nothing that anybody answered."""

    name: str
    institution: str
    title: str
    outcome: Outcome


@dataclass(frozen=True)
class BothVoices:
    """One status or barrier with both voices side by side."""

    label: str
    participant: Share
    mentor: Share


@dataclass(frozen=True)
class InstitutionRow:
    """One institution in the breakdown."""

    institution: int
    name: str
    figures: Figures

    @property
    def participants(self) -> int:
        """Return how many it sent."""
        return self.figures.people.participants

    @property
    def lines(self) -> Mapping[str, Line]:
        """Return its figures under their keys."""
        return by_key(self.figures)

    @property
    def heads(self) -> list[str]:
        """Return the column heads of `cells`."""
        return [head for head, _share in self.cells]

    @property
    def cells(self) -> list[tuple[str, Share]]:
        """Return the figures that the table shows, each under its column's head."""
        heads = {
            "responses.participant": _("Peserta menjawab"),
            "implementation.participant": _("Sesuai rencana (peserta)"),
            "responses.mentor": _("Mentor menjawab"),
            "implementation.mentor": _("Sesuai rencana (mentor)"),
            "skp_inclusion": _("Dalam SKP (mentor)"),
        }
        found = self.lines
        return [(head, found[key].share) for key, head in heads.items()]


@dataclass(frozen=True)
class Contents:
    """The report on an evaluation, which is already reduced to what its readers may see.

    `only` names the institutions to whose participants it is restricted; it is empty for whole cohorts.
    """

    evaluation: Evaluation
    listed: Sequence[Listed] = ()
    only: Sequence[str] = ()
    version: str = field(default=VERSION, init=False)

    @property
    def figures(self) -> Figures:
        """Return the figures over everybody in the report."""
        return self.evaluation.total

    @property
    def title(self) -> str:
        """Return the kind of report."""
        return _("Evaluasi Pascapelatihan")

    @property
    def subject(self) -> str:
        """Return the cohort, or how many there are."""
        cohorts = self.evaluation.cohorts
        return str(cohorts[0]) if len(cohorts) == 1 else _("%(count)s angkatan") % {"count": len(cohorts)}

    @property
    def wave(self) -> str:
        """Return which wave counts."""
        return reading.wave(self.evaluation)

    @property
    def months(self) -> list[tuple[str, int | None]]:
        """Return the month that counts, by the code of its cohort."""
        return [(cohort.code, self.evaluation.waves[cohort.pk]) for cohort in self.evaluation.cohorts]

    @property
    def story(self) -> str:
        """Return the whole in two sentences."""
        return reading.story(self.evaluation)

    @property
    def implementation(self) -> list[KeyFigure]:
        """Return the figures of implementation, participants' first."""
        return reading.implementation(self.figures)

    @property
    def skp(self) -> KeyFigure:
        """Return the figure of the SKP."""
        return reading.in_skp(self.figures)

    @property
    def top_barriers(self) -> list[tuple[str, KeyFigure]]:
        """Return the barrier most named by mentors and by participants, each with whose word it is."""
        kinds = ((Respondent.MENTOR, _("menurut mentor")), (Respondent.PARTICIPANT, _("menurut peserta")))
        found = [(words, reading.top_barrier(self.figures, kind)) for kind, words in kinds]
        return [(words, figure) for words, figure in found if figure]

    @property
    def barriers(self) -> list[BarGroup]:
        """Return both lists of barriers."""
        return reading.barriers(self.figures)

    @property
    def barrier_rows(self) -> list[BothVoices]:
        """Return every barrier that somebody named, the most named by either first."""
        both = self.figures.answers.participant.barriers, self.figures.answers.mentor.barriers
        named = [kind for kind in BarrierKind if both[0][kind].count or both[1][kind].count]
        named.sort(key=lambda kind: -max(both[0][kind].count, both[1][kind].count))
        return [BothVoices(str(kind.label), both[0][kind], both[1][kind]) for kind in named]

    @property
    def barrier_story(self) -> str:
        """Return which barriers were named most."""
        return " ".join([*reading.most_named(self.figures), _("Keduanya ditanya terpisah dan tidak dijumlahkan.")])

    @property
    def status_rows(self) -> list[BothVoices]:
        """Return how far the change actions got, blanks last, in both voices."""
        participant, mentor = self.figures.answers.participant, self.figures.answers.mentor
        rows = [
            BothVoices(str(kind.label), participant.statuses[kind], mentor.statuses[kind]) for kind in Implementation
        ]
        blanks = [reading.blanks(answers.implementation) for answers in (participant, mentor)]
        return [*rows, BothVoices(_("Tidak diisi"), *blanks)]

    @property
    def behaviour(self) -> BarGroup:
        """Return what mentors say of the participants' behaviour."""
        return self._group(
            BEHAVIOUR,
            _("Menurut mentor"),
            self.figures.answers.mentor.answered,
            reading.of_behaviour(self.figures),
        )

    @property
    def preparation(self) -> BarGroup:
        """Return how participants were prepared and what they miss."""
        return self._group(PREPARATION, _("Menurut peserta"), None, reading.of_preparation(self.figures))

    @property
    def mentoring(self) -> list[BarGroup]:
        """Return what mentors say of mentoring: what it lacked, and apart from that what went well."""
        base = self.figures.answers.mentor.answered
        return [
            self._group(
                MENTORING_FAULTS,
                _("Menurut mentor: yang kurang"),
                base,
                reading.of_mentoring(self.figures),
            ),
            self._group(MENTORING_MERITS, _("Menurut mentor: yang baik"), base),
        ]

    @property
    def appointments(self) -> list[BarGroup]:
        """Return what the records say of mentors, and of coaches where they count."""
        coaches = self.evaluation.coaches
        groups = [
            self._group(
                ("mentors_replaced",),
                _("Mentor, menurut catatan penugasan"),
                self.figures.people.mentors_replaced.base,
                reading.of_appointments(self.figures, coaches),
            )
        ]
        if coaches is not None:
            heading = _("Coach, menurut catatan penugasan")
            groups.append(self._group(("coaches_certified",), heading, coaches.base))
        return groups

    @property
    def lines(self) -> list[Line]:
        """Return every figure as a line of the method table."""
        return lines(self.figures, self.evaluation.coaches)

    @property
    def institutions(self) -> list[InstitutionRow]:
        """Return the breakdown by institution."""
        return [InstitutionRow(part.institution, part.name, part.figures) for part in self.evaluation.by_institution]

    @property
    def advice(self) -> list[Rule]:
        """Return what can be decided."""
        return advice(self.evaluation)

    @property
    def rules(self) -> list[str]:
        """Return how the figures count, sentence by sentence."""
        return rules()

    @property
    def list_fits(self) -> bool:
        """Return whether the list of participants is printed."""
        return len(self.listed) <= MOST_LISTED

    @property
    def silent(self) -> int:
        """Return how many did not tell how far they got: no answer, or this question left blank."""
        share = self.figures.answers.participant.implementation
        return self.figures.people.participants - share.base + share.not_stated

    @property
    def stopped(self) -> int:
        """Return how many told that it did not go as planned."""
        share = self.figures.answers.participant.implementation
        return share.base - share.not_stated - share.count

    @property
    def squares(self) -> charts.SquareChart | None:
        """Return everybody as a square, or None where they would not fit the cover."""
        share = self.figures.answers.participant.implementation
        if not share.base or self.figures.people.participants > MOST_SQUARES:
            return None
        return charts.square_chart(share.count, self.stopped, self.silent)

    @cached_property
    def fingerprint(self) -> str:
        """Return the SHA-256 of everything that the report says, its moment and its language apart."""
        said = evaluation_as_json(self.evaluation)
        del said["data_as_of"]
        cohorts = [
            [
                one.code,
                one.programme.name,
                one.label,
                one.year,
                one.organiser.name,
                str(one.starts_on),
                str(one.ends_on),
            ]
            for one in self.evaluation.cohorts
        ]
        people = [[one.name, one.institution, one.title, one.outcome.value] for one in self.listed]
        hidden = [[row.name, key] for row in self.institutions for key, line in row.lines.items() if line.is_hidden]
        text = json.dumps([VERSION, cohorts, self.evaluation.institutions, people, said, hidden], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def spaced_fingerprint(self) -> str:
        """Return the fingerprint in groups of four, as people compare it."""
        return " ".join(self.fingerprint[start : start + 4] for start in range(0, 64, 4))

    def _group(self, keys: Iterable[str], heading: str, base: int | None, said: str = "") -> BarGroup:
        return reading.opinions(by_key(self.figures, self.evaluation.coaches), keys, heading, base, said)


def contents_for(
    cohorts: Sequence[Cohort], *, institutions: Sequence[int] | None = None, wave: int | None = None
) -> Contents:
    """Return the report as it may leave the house: reduced to what leadership reads, whoever asks for it.

    `institutions` (keys) restricts it to those whom these sent. Eight queries.
    """
    evaluation = for_leadership(evaluate(cohorts, institutions=institutions, wave=wave))
    only = [] if institutions is None else [part.name for part in evaluation.by_institution]
    return Contents(evaluation, listed(evaluation), only)


def listed(evaluation: Evaluation) -> list[Listed]:
    """Return the participants of an evaluation by institution and name, in one query."""
    names = {part.institution: part.name for part in evaluation.by_institution}
    rows = (
        participants_of(evaluation.cohorts, evaluation.institutions)
        .order_by("person__name", "pk")
        .values_list("person__name", "sending_institution", "change_action__title", "outcome")
    )
    found = [Listed(name, names[key], title or "", Outcome(outcome)) for name, key, title, outcome in rows]
    return sorted(found, key=lambda one: (one.institution.casefold(), one.name.casefold()))
