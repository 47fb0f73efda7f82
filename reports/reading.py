"""Figures in words: the sentences beside them, by rules that stand here and in the report's method page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from change_actions.figures import Answers
from change_actions.states import BarrierKind, BehaviourChange, Implementation, Respondent
from core import charts
from core.numbers import number
from core.shares import Share
from reports.evaluation import Evaluation, Figures
from reports.lines import Line, by_key, lower_first, said_by
from reports.suppression import HiddenShare


@dataclass(frozen=True)
class KeyFigure:
    """A figure block: the bar, the words around its "11 dari 35", and what is in the rest."""

    bar: charts.Bar
    voice: str
    words: str
    rest: str
    second: bool = False


@dataclass(frozen=True)
class BarGroup:
    """A list of bars of one kind of respondent, with its heading and base in words."""

    heading: str
    base: str
    caption: str
    bars: Sequence[charts.Bar]
    empty: str = ""
    reading: str = ""


def key_figure(line: Line, words: str, rest: str, *, voice: str = "", second: bool = False) -> KeyFigure:
    """Return a figure block; where there is no share to speak of, the words fall away."""
    bar = charts.bar(line.label, line.share)
    return KeyFigure(bar, voice, words, rest, second) if line.share.base else KeyFigure(bar, voice, "", "", second)


def implementation(figures: Figures) -> list[KeyFigure]:
    """Return how many went as planned, in the words of participants and then of mentors."""
    found = by_key(figures)
    participant, mentor = figures.answers.participant, figures.answers.mentor
    return [
        key_figure(
            found["implementation.participant"],
            _("peserta menjalankan aksinya sesuai rencana."),
            joined([*_other_statuses(participant), _silent(figures.responses["participant"])]),
        ),
        key_figure(
            found["implementation.mentor"],
            _("aksi berjalan sesuai rencana."),
            joined([*_other_statuses(mentor), _silent(figures.responses["mentor"]), differing(figures)]),
            voice=_("Menurut mentor,"),
            second=True,
        ),
    ]


def in_skp(figures: Figures) -> KeyFigure:
    """Return how many change actions stand in the participant's SKP."""
    share = figures.answers.mentor.in_skp
    absent = share.base - share.count - share.not_stated
    return key_figure(
        by_key(figures)["skp_inclusion"],
        _("aksi tercantum dalam SKP peserta."),
        joined([_("%(count)s tidak tercantum") % {"count": number(absent)}, blank(share)]),
        voice=_("Menurut mentor,"),
    )


def top_barrier(figures: Figures, kind: Respondent) -> KeyFigure | None:
    """Return the barrier that most respondents of a kind named, as a figure; None where none was named."""
    answers = figures.answers.participant if kind == Respondent.PARTICIPANT else figures.answers.mentor
    order = ranked(answers)
    if not order:
        return None
    line = by_key(figures)[f"barriers.{kind.value}.{order[0].value}"]
    others = [f"{lower_first(str(other.label))} {answers.barriers[other]}" for other in order[1:3]]
    rest = _("kendala lain: %(list)s") % {"list": ", ".join(others)} if others else ""
    words = _("%(who)s menyebut %(barrier)s sebagai kendala.") % {
        "who": said_by(kind),
        "barrier": lower_first(str(order[0].label)),
    }
    return key_figure(line, words, rest)


def barriers(figures: Figures) -> list[BarGroup]:
    """Return the barriers of both kinds of respondents, never added up."""
    sources = (
        (Respondent.PARTICIPANT, _("Menurut peserta"), _("Kendala menurut peserta"), figures.answers.participant),
        (Respondent.MENTOR, _("Menurut mentor"), _("Kendala menurut mentor"), figures.answers.mentor),
    )
    return [
        BarGroup(
            heading,
            _("dasar %(base)s, boleh lebih dari satu") % {"base": number(answers.answered)},
            caption,
            charts.bar_list([(str(BarrierKind(kind).label), answers.barriers[kind]) for kind in ranked(answers)]),
            _nothing_named(answers),
        )
        for _kind, heading, caption, answers in sources
    ]


def opinions(
    found: Mapping[str, Line], keys: Iterable[str], heading: str, base: int | None, said: str = ""
) -> BarGroup:
    """Return some lines as bars, longest first, against the whole base; `said` is their sentence."""
    words = "" if base is None else _("dasar %(base)s") % {"base": number(base)}
    bars = charts.bar_list((found[key].label, found[key].share) for key in keys if key in found)
    return BarGroup(heading, words, heading, bars, reading=said)


def of_behaviour(figures: Figures) -> str:
    """Return what mentors see of the participants' behaviour."""
    share = figures.answers.mentor.behaviour_change[BehaviourChange.NONE]
    return _("%(amount)s mentor tidak melihat perubahan perilaku.") % {"amount": amount(share)} if share.base else ""


def of_preparation(figures: Figures) -> str:
    """Return what participants lack."""
    share = figures.answers.participant.coaching_needed
    return _("%(amount)s peserta membutuhkan coaching.") % {"amount": amount(share)} if share.base else ""


def of_mentoring(figures: Figures) -> str:
    """Return how mentors were appointed."""
    share = figures.answers.mentor.letter_without_tasks
    words = _("%(amount)s mentor menerima surat tugas tanpa uraian tugas.")
    return words % {"amount": amount(share)} if share.base else ""


def of_appointments(figures: Figures, coaches: Share | None) -> str:
    """Return how long mentors stayed, and who coached."""
    said = []
    replaced = figures.people.mentors_replaced
    if replaced.base:
        said.append(_("%(amount)s mentor diganti sebelum selesai.") % {"amount": amount(replaced)})
    if coaches is not None and coaches.base:
        said.append(_("%(amount)s coach bersertifikat pada hari pertama.") % {"amount": amount(coaches)})
    return " ".join(said)


def ranked(answers: Answers) -> list[BarrierKind]:
    """Return the barriers that somebody named, the most named first, equal ones in the workbook's order."""
    named = [BarrierKind(kind) for kind, share in answers.barriers.items() if share.count]
    return sorted(named, key=lambda kind: -answers.barriers[kind].count)


def top(answers: Answers) -> list[BarrierKind]:
    """Return the barrier that most named, or all that share the first place."""
    order = ranked(answers)
    return [kind for kind in order if answers.barriers[kind].count == answers.barriers[order[0]].count]


def story(evaluation: Evaluation) -> str:
    """Return the whole in two sentences, for somebody who reads nothing else."""
    share = evaluation.total.answers.participant.implementation
    said = []
    if isinstance(share, HiddenShare):
        said.append(_("Peserta yang menjawab kurang dari 5 orang, sehingga jawabannya tidak ditampilkan."))
    elif share.base:
        said.append(
            _("%(amount)s aksi perubahan berjalan sesuai rencana menurut peserta%(when)s.")
            % {"amount": amount(share), "when": when(evaluation)}
        )
    return " ".join([*said, *most_named(evaluation.total)]) or _("Belum ada jawaban tindak lanjut.")


def most_named(figures: Figures) -> list[str]:
    """Return a sentence on the barriers that were named most, or none."""
    mentor, participant = (
        listing([lower_first(str(kind.label)) for kind in top(answers)])
        for answers in (figures.answers.mentor, figures.answers.participant)
    )
    both = {"mentor": mentor, "participant": participant}
    if mentor and participant:
        return [_("Mentor paling sering menyebut %(mentor)s, peserta paling sering menyebut %(participant)s.") % both]
    if mentor:
        return [_("Mentor paling sering menyebut %(mentor)s sebagai kendala.") % both]
    if participant:
        return [_("Peserta paling sering menyebut %(participant)s sebagai kendala.") % both]
    return []


def when(evaluation: Evaluation) -> str:
    """Return ", 6 bulan sesudah pelatihan", or nothing where cohorts stand at different months."""
    if len(evaluation.months) != 1:
        return ""
    month = evaluation.months[0]
    return ngettext(", %(month)s bulan sesudah pelatihan", ", %(month)s bulan sesudah pelatihan", month) % {
        "month": number(month)
    }


def wave(evaluation: Evaluation) -> str:
    """Return which wave counts, as a phrase for heads of pages."""
    if not evaluation.months:
        return _("belum ada tindak lanjut")
    if len(evaluation.months) == 1:
        return _("tindak lanjut bulan ke-%(month)s") % {"month": number(evaluation.months[0])}
    return _("tindak lanjut terakhir tiap angkatan")


def amount(share: Share) -> str:
    """Return how much a share is, in words that are never more precise than true."""
    part = Fraction(share.count, share.base)
    if part == 0:
        return _("Tidak satu pun")
    if part == 1:
        return _("Semua")
    if part == Fraction(1, 2):
        return _("Setengah")
    upward = (
        (Fraction(1, 4), _("Kurang dari seperempat")),
        (Fraction(1, 3), _("Kurang dari sepertiga")),
        (Fraction(1, 2), _("Kurang dari setengah")),
    )
    downward = (
        (Fraction(3, 4), _("Lebih dari tiga perempat")),
        (Fraction(2, 3), _("Lebih dari dua pertiga")),
    )
    fitting = [words for limit, words in upward if part < limit] + [words for limit, words in downward if part > limit]
    return fitting[0] if fitting else _("Lebih dari setengah")


def differing(figures: Figures) -> str:
    """Return on how many change actions the two differ, or "" where nobody can differ."""
    share = figures.answers.disagreements
    if not share.base:
        return ""
    return _("peserta dan mentor berbeda pendapat pada %(count)s dari %(base)s aksi yang dijawab keduanya") % {
        "count": number(share.count),
        "base": number(share.base),
    }


def blank(share: Share) -> str:
    """Return "2 tidak diisi", or "" when everybody stated it."""
    return _("%(count)s tidak diisi") % {"count": number(share.not_stated)} if share.not_stated else ""


def blanks(share: Share) -> Share:
    """Return how many of those who answered left a question blank, as a share of its own."""
    return share if isinstance(share, HiddenShare) else Share(share.not_stated, share.base)


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something, side by side."""
    return " · ".join(part for part in parts if part)


def _nothing_named(answers: Answers) -> str:
    """Return why a list of barriers is empty."""
    if any(isinstance(share, HiddenShare) for share in answers.barriers.values()):
        return _("Kurang dari 5 jawaban, sehingga tidak ditampilkan.")
    return _("Tidak ada kendala yang disebut.") if answers.answered else _("Belum ada jawaban.")


def _other_statuses(answers: Answers) -> list[str]:
    """Return how many gave each other status, and how many left it blank."""
    others = [
        _("%(count)s %(status)s")
        % {"count": number(share.count), "status": lower_first(str(Implementation(key).label))}
        for key, share in answers.statuses.items()
        if share.count and key != Implementation.AS_PLANNED
    ]
    return [*others, blank(answers.implementation)]


def _silent(responses: Share) -> str:
    """Return how many did not answer and so are outside the base."""
    silent = responses.base - responses.count
    if not silent:
        return ""
    return _("%(count)s dari %(base)s tidak menjawab, di luar dasar") % {
        "count": number(silent),
        "base": number(responses.base),
    }


def listing(words: Sequence[str]) -> str:
    """Return words in a row: "a", "a dan b" or "a, b dan c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
