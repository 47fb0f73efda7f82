"""What can be decided: each proposal follows from one figure by a threshold that the method page prints.

The proposals are those of the studies that Kawal rests on (docs/reports.md): where a cause is frequent, the matching
duty is proposed to the office that can impose it. Nothing is proposed on fewer than five answers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.shares import Share
from reports.evaluation import Evaluation

QUARTER, HALF, ALL = Decimal(25), Decimal(50), Decimal(100)
FEWEST = 5
MOST = 5  # proposals on the summary page


@dataclass(frozen=True)
class Rule:
    """A proposal, who can decide it, when it is made, and how far beyond its threshold a figure is."""

    key: str
    proposal: str | Promise
    owner: str | Promise
    condition: str | Promise
    figure: Callable[[Evaluation], Share | None]
    threshold: Decimal
    below: bool = False
    fewest: int = FEWEST

    def excess(self, evaluation: Evaluation) -> Decimal | None:
        """Return by how many percentage points the figure passes the threshold; None when it does not."""
        share = self.figure(evaluation)
        if share is None or share.percent is None or share.base < self.fewest:
            return None
        beyond = self.threshold - share.percent if self.below else share.percent - self.threshold
        return beyond if beyond > 0 or (beyond == 0 and not self.below) else None


RULES = (
    Rule(
        "budget",
        _("Rujukan DPA wajib sebelum rancangan disetujui."),
        _("penyelenggara"),
        _("mentor atau peserta yang menyebut anggaran mencapai 25%"),
        lambda evaluation: _larger_barrier(evaluation, "budget"),
        QUARTER,
    ),
    Rule(
        "skp",
        _("Aksi perubahan masuk SKP sebelum seminar akhir."),
        _("atasan langsung"),
        _("aksi yang tercantum dalam SKP di bawah 50%"),
        lambda evaluation: evaluation.total.answers.mentor.in_skp,
        HALF,
        below=True,
    ),
    Rule(
        "transfer",
        _("Serah terima tertulis bila pemilik aksi alih tugas."),
        _("PPK instansi pengirim"),
        _("peserta atau mentor yang menyebut alih tugas mencapai 25%"),
        lambda evaluation: _larger_barrier(evaluation, "transfer"),
        QUARTER,
    ),
    Rule(
        "mentor_replaced",
        _("Mentor pengganti diberi surat tugas yang baru."),
        _("instansi pengirim"),
        _("mentor yang diganti mencapai 25%"),
        lambda evaluation: evaluation.total.people.mentors_replaced,
        QUARTER,
    ),
    Rule(
        "letter",
        _("Surat tugas mentor memuat uraian tugas."),
        _("instansi pengirim"),
        _("surat tugas tanpa uraian tugas mencapai 25%"),
        lambda evaluation: evaluation.total.answers.mentor.letter_without_tasks,
        QUARTER,
    ),
    Rule(
        "unscheduled",
        _("Jadwal mentoring ditetapkan sebelum implementasi."),
        _("mentor dan peserta"),
        _("mentoring tidak terjadwal mencapai 25%"),
        lambda evaluation: evaluation.total.answers.mentor.unscheduled,
        QUARTER,
    ),
    Rule(
        "direction",
        _("Setiap calon peserta mendapat arahan prapelatihan."),
        _("atasan langsung"),
        _("peserta tanpa arahan prapelatihan mencapai 25%"),
        lambda evaluation: evaluation.total.people.without_pre_training_direction,
        QUARTER,
    ),
    Rule(
        "coaches",
        _("Semua coach bersertifikat saat angkatan dimulai."),
        _("penyelenggara"),
        _("coach bersertifikat di bawah 100%, berapa pun jumlah coach"),
        lambda evaluation: evaluation.coaches,
        ALL,
        below=True,
        fewest=1,
    ),
)


def advice(evaluation: Evaluation) -> list[Rule]:
    """Return the proposals whose figures pass their thresholds furthest, at most MOST."""
    passed = [(excess, rule) for rule, excess in _passed(evaluation)]
    return [rule for _excess, rule in sorted(passed, key=lambda found: -found[0])][:MOST]


def _passed(evaluation: Evaluation) -> Iterator[tuple[Rule, Decimal]]:
    for rule in RULES:
        excess = rule.excess(evaluation)
        if excess is not None:
            yield rule, excess


def _larger_barrier(evaluation: Evaluation, kind: str) -> Share:
    """Return the larger of what participants and what mentors say of a barrier; they are never added."""
    answers = evaluation.total.answers
    both = (answers.participant.barriers[kind], answers.mentor.barriers[kind])
    return max(both, key=lambda share: share.percent or Decimal(0))
