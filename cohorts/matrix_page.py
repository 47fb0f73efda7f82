"""The matrix as it is drawn: columns, rows, filters and feet, built from the lines of `cohorts.matrix`."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.checkpoints import Cell, CellState, cells, with_checkpoints
from cohorts.expressions import in_office
from cohorts.matrix import ORDERS, OWED, VIEWS, Line, Selection, is_chosen, is_in_scope
from cohorts.models import Cohort, Participant
from cohorts.registry import Checkpoint, OwedBy, Stage, checkpoints
from cohorts.states import ASKED_OUTCOMES, AssignmentRole
from cohorts.wording import bare_name, day_near, short_span, until_words, week_words
from core.charts import percent_of_way
from core.dates import today_in
from core.templatetags.show import day_cell

if TYPE_CHECKING:
    from accounts.models import User

NARROWEST, LETTER, AROUND, GROUP_INDENT = 54, 7.6, 12, 8  # px; "48 hari" needs the first
WIDE_LETTER = 3  # px that m and w take more
# Class, tile and words of the cells that ask for nothing now.
QUIET = {
    CellState.MET: ("met", "", gettext_lazy("terpenuhi")),
    CellState.OPEN: ("not", "", gettext_lazy("belum waktunya")),
    CellState.DUE: ("not", "", gettext_lazy("belum waktunya")),
    CellState.MISSED: ("na", "–", gettext_lazy("tidak terpenuhi")),
    CellState.NOT_APPLICABLE: ("na", "", gettext_lazy("tidak berlaku")),
}


@dataclass(frozen=True)
class Column:
    """A checkpoint as a column; `end` is the last one of its group."""

    checkpoint: Checkpoint
    end: bool
    width: int


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is drawn: `kind` is its class, `tile` what stands in it, `words` what a phone says."""

    kind: str
    url: str
    end: bool
    label: str
    tile: str
    words: str
    bars: tuple[str, ...]

    @property
    def quiet(self) -> bool:
        """Whether a phone leaves it out although it is drawn: a count that is in time."""
        return self.kind == "part"


@dataclass(frozen=True)
class ShownRow:
    """A participant as a row."""

    name: str
    agency: str
    url: str
    cells: list[ShownCell]
    met: int
    base: int
    left: str  # how the training ended for somebody of whom nothing is asked any more


@dataclass(frozen=True)
class Foot:
    """What is counted under a column, over everybody in the selection by institution and coach."""

    label: str
    met: int
    base: int
    length: str
    late: int
    late_url: str
    end: bool


@dataclass(frozen=True)
class Filter:
    """A link that filters, as the component wants it."""

    label: str
    url: str
    count: int
    current: bool
    bad: bool


@dataclass(frozen=True)
class Choice:
    """One choice of a select."""

    value: int
    label: str
    chosen: bool


@dataclass(frozen=True)
class Matrix:
    """All that the page of a cohort shows of its participants."""

    selection: Selection
    filters: list[Filter]
    institutions: list[Choice]
    coaches: list[Choice]
    groups: list[tuple[str, int]]
    columns: list[Column]
    rows: list[ShownRow]
    foot: list[Foot]
    total: int
    late: int
    without_mentor: int
    narrowed: str
    orders: dict[str, str]

    @property
    def kinds(self) -> set[str]:
        """The marks that occur in the rows, for the key."""
        drawn = [cell for row in self.rows for cell in row.cells]
        marks = {cell.tile if cell.kind == "na" else cell.kind for cell in drawn}
        return {mark or "blank" for mark in marks} | {f"bar-{bar or 'plan'}" for cell in drawn for bar in cell.bars}

    @property
    def clear_url(self) -> str:
        """The address without view and foot."""
        return self.selection.address(view="", point="", state="")

    @property
    def order_choices(self) -> list[tuple[str, str, bool]]:
        """The orders by their names, for a phone, where the heads of the columns are hidden."""
        labels = {
            "": _("Menurut nama"),
            "instansi": _("Menurut instansi"),
            "siap": _("Paling siap dulu"),
            "terlambat": _("Paling terlambat dulu"),
        }
        return [(order, labels[order], order == self.selection.order) for order in ORDERS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form with institution and coach sends along."""
        asked = self.selection
        pairs = [("saring", asked.view), ("titik", asked.point), ("keadaan", asked.state)]
        return [(name, value) for name, value in pairs if value]


def build_matrix(cohort: Cohort, user: "User", selection: Selection, *, as_admin: bool) -> Matrix:
    """Return the matrix of those participants of a cohort whose work the user may read (two queries)."""
    coach = Subquery(in_office(AssignmentRole.COACH).values("person")[:1])
    participants = with_checkpoints(
        Participant.objects.open_to(user).filter(cohort=cohort).select_related("person", "sending_institution")
    ).annotate(coach=coach)
    everybody = [Line(row, cells(row)) for row in participants]
    in_scope = [line for line in everybody if is_in_scope(line, selection)]
    chosen = [line for line in in_scope if is_chosen(line, selection)]
    chosen.sort(key=lambda line: (ORDERS[selection.order](line), ORDERS[""](line)))
    columns = _columns()
    return Matrix(
        selection=selection,
        filters=_filters(in_scope, selection),
        institutions=_institutions(everybody, selection),
        coaches=_coaches(cohort, everybody, selection),
        groups=[
            (str(Stage(stage).label), len(list(found))) for stage, found in groupby(checkpoints, lambda c: c.stage)
        ],
        columns=columns,
        rows=[_row(line, columns, as_admin=as_admin) for line in chosen],
        foot=[_foot(place, column, in_scope, selection) for place, column in enumerate(columns)],
        total=len(in_scope),
        late=sum(line.is_late for line in in_scope),
        without_mentor=sum(line.has_no_mentor for line in in_scope),
        narrowed=_narrowed(selection),
        orders={order: selection.address(order=order) for order in ORDERS if order}
        | {"name": selection.address(order="")},
    )


def _narrowed(selection: Selection) -> str:
    """Return which foot was pressed, in words."""
    if not selection.point:
        return ""
    states = {
        CellState.LATE: _("terlambat"),
        CellState.DUE: _("jatuh tempo"),
        CellState.MET: _("terpenuhi"),
        OWED: _("belum terpenuhi"),
    }
    words = states.get(selection.state, _("belum waktunya"))
    return _("%(point)s %(state)s") % {"point": checkpoints[selection.point].label, "state": words}


def _filters(lines: list[Line], selection: Selection) -> list[Filter]:
    return [
        Filter(
            label=str(label),
            url=selection.address(view=view, point="", state=""),
            count=(count := sum(matches(line) for line in lines)),
            current=not selection.point and view == selection.view,
            bad=bad and count > 0,
        )
        for view, (label, matches, bad) in VIEWS.items()
    ]


def _institutions(lines: list[Line], selection: Selection) -> list[Choice]:
    found = {line.participant.sending_institution_id: line.participant.sending_institution.name for line in lines}
    ordered = sorted(found.items(), key=lambda item: item[1].casefold())
    return [Choice(pk, name, chosen=pk == selection.institution) for pk, name in ordered]


def _coaches(cohort: Cohort, lines: list[Line], selection: Selection) -> list[Choice]:
    present: set[Any] = {vars(line.participant)["coach"] for line in lines}
    appointed = cohort.coach_appointments.filter(person__in=present - {None}).select_related("person")
    return [Choice(row.person_id, row.person.name, chosen=row.person_id == selection.coach) for row in appointed]


def _columns() -> list[Column]:
    items = list(checkpoints)
    following = [*(item.stage for item in items[1:]), None]
    alone = {stage for stage, found in groupby(item.stage for item in items) if len(list(found)) == 1}
    return [
        Column(item, end=item.stage != after, width=_width(item, alone=item.stage in alone))
        for item, after in zip(items, following, strict=True)
    ]


def _width(checkpoint: Checkpoint, *, alone: bool) -> int:
    """Return a width in px that holds the longest word of the heading, and the group's name over a lone column."""
    words = str(checkpoint.heading).split()
    widths = [len(word) * LETTER + WIDE_LETTER * sum(word.count(letter) for letter in "mw") for word in words]
    if alone:
        widths.append(len(str(Stage(checkpoint.stage).label)) * LETTER + GROUP_INDENT)
    return max(NARROWEST, round(max(widths)) + AROUND)


def _row(line: Line, columns: list[Column], *, as_admin: bool) -> ShownRow:
    participant = line.participant
    url = reverse("cohorts:participant", args=[participant.pk])
    return ShownRow(
        name=bare_name(participant.person.name),
        agency=participant.sending_institution.name,
        url=url,
        cells=[
            _shown(cell, column, participant, url, as_admin=as_admin)
            for cell, column in zip(line.cells, columns, strict=True)
        ],
        met=line.met,
        base=line.base,
        left="" if participant.outcome in ASKED_OUTCOMES else participant.get_outcome_display(),
    )


def _shown(cell: Cell, column: Column, participant: Participant, url: str, *, as_admin: bool) -> ShownCell:
    own = as_admin and cell.is_owed and cell.checkpoint.owed_by == OwedBy.TRAINING_ADMIN
    kind, tile, words = _drawn(cell, participant)
    return ShownCell(
        kind=kind,
        url=reverse(cell.checkpoint.act, args=[participant.pk]) if own else url,
        end=column.end,
        label=str(cell.checkpoint.label),
        tile=tile,
        words=words,
        bars=_bars(cell),
    )


def _drawn(cell: Cell, participant: Participant) -> tuple[str, str, str]:
    """Return class, text of the tile, and words of a cell."""
    if cell.state == CellState.LATE:
        tile = _("belum ada") if cell.absent else short_span(cell.days_late)
        words = _("Belum ada") if cell.absent else _("Terlambat %(days)s") % {"days": tile}
        return "late", tile, words
    if cell.state == CellState.DUE and cell.due:
        return "due", day_cell(cell.due), until_words(cell.due, vars(participant)["today"])
    if cell.counted and cell.state != CellState.NOT_APPLICABLE:
        return "part", _parts(cell), _parts(cell)
    return QUIET[cell.state][0], QUIET[cell.state][1], str(QUIET[cell.state][2])


def _parts(cell: Cell) -> str:
    counted = cell.counted
    if counted is None:
        return ""
    if not counted.claimed:
        return _("%(done)s dari %(of)s") % {"done": counted.done, "of": counted.of}
    return _("%(done)s dari %(of)s, %(claimed)s diajukan") % {
        "done": counted.done,
        "of": counted.of,
        "claimed": counted.claimed,
    }


def _bars(cell: Cell) -> tuple[str, ...]:
    """Return the class of each bar: verified, overdue, claimed, planned."""
    counted = cell.counted
    if counted is None or not counted.has_bars or cell.state == CellState.NOT_APPLICABLE:
        return ()
    planned = counted.of - counted.done - counted.overdue - counted.claimed
    return ("ver",) * counted.done + ("ovd",) * counted.overdue + ("cla",) * counted.claimed + ("",) * planned


def _foot(place: int, column: Column, lines: list[Line], selection: Selection) -> Foot:
    states = [line.cells[place].state for line in lines]
    met = states.count(CellState.MET)
    base = len(states) - states.count(CellState.NOT_APPLICABLE)
    code = column.checkpoint.code
    return Foot(
        label=str(column.checkpoint.label),
        met=met,
        base=base,
        length=percent_of_way(met, base),
        late=states.count(CellState.LATE),
        late_url=selection.address(view="", point=code, state=CellState.LATE),
        end=column.end,
    )


def state_sentence(cohort: Cohort, matrix: Matrix) -> str:
    """Return where the cohort stands, in at most three short sentences (one query for its phases)."""
    today = today_in(cohort.time_zone)
    sentences = [week_words(cohort.starts_on, cohort.ends_on, today)]
    if matrix.total:
        sentences.append(_counts_words(matrix))
    ending = cohort.phases.filter(starts_on__lte=today, ends_on__gte=today).order_by("ends_on").first()
    if ending:
        sentences.append(_("%(phase)s sampai %(day)s") % {"phase": ending.name, "day": day_near(ending.ends_on, today)})
    return " ".join(f"{sentence}." for sentence in sentences)


def _counts_words(matrix: Matrix) -> str:
    if not matrix.late and not matrix.without_mentor:
        return _("Dari %(total)s peserta, tidak ada yang melewati tenggat") % {"total": matrix.total}
    if not matrix.without_mentor:
        return _("Dari %(total)s peserta, %(late)s melewati tenggat") % {"total": matrix.total, "late": matrix.late}
    if not matrix.late:
        words = _("Dari %(total)s peserta, %(without)s belum bermentor")
        return words % {"total": matrix.total, "without": matrix.without_mentor}
    return _("Dari %(total)s peserta, %(late)s melewati tenggat dan %(without)s belum bermentor") % {
        "total": matrix.total,
        "late": matrix.late,
        "without": matrix.without_mentor,
    }
