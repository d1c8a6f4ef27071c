"""The 救助资金发放汇总表: every kind of assistance with its recipients and amount; as an annex and as a document of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from minsheng import workbook
from minsheng.answer import YearEnd
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Approx, Derivation, Fact
from minsheng.figure import Figure
from minsheng.places import rows_of
from minsheng.writing import annexes, binding, bookstyles
from minsheng.writing.binding import Entry, Register
from minsheng.writing.bookstyles import Styles
from minsheng.writing.document import Cell, Span, Table, cell
from minsheng.yearlines import Line

TOTAL = "assistance_fund_total"
_COLUMNS = ("救助类别", "受助对象", "发放资金（万元）", "上年同期（万元）", "时期")
_WIDTHS = (54, 26, 27, 27, 22)
_SHEET = (
    ("救助类别", 34), ("受助对象", 12), ("单位", 8), ("时点", 15), ("发放资金（万元）", 17), ("上年同期（万元）", 17),
    ("增减", 11), ("时期", 16), ("来源", 44), ("数据编号", 15),
)  # fmt: skip
_AMOUNT, _BEFORE = 4, 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of assistance; ``part`` where it is a part of a kind above it and not added again."""

    name: str
    recipients: Line | None
    amount: Line
    part: bool

    @property
    def label(self) -> str:
        """As the first column has it: 其中 before a part."""
        return f"　其中：{self.name}" if self.part else self.name


def kinds(year: YearEnd) -> list[Kind]:
    """The kinds that have an amount, a kind before its parts."""
    whole = annexes.whole(year)
    rows = [row for row in rows_of("patterns/assistance.csv") if row["amount"] in whole]
    named = {row["kind"] for row in rows}
    return [
        Kind(row["kind"], whole.get(row["recipients"]), whole[row["amount"]], row["of"] in named)
        for row in rows
    ]


def total(found: Sequence[Kind], catalogue: Catalogue) -> tuple[Fact, Indicator] | None:
    """The sum of what is no part; none of fewer than two, nor of unlike times or of approximate amounts.

    A store of before has no such indicator in its catalogue, and its tables no sum.
    """
    facts = [each.amount.figure.fact for each in found if not each.part]
    alike = len({(fact.period.end, fact.basis, fact.demo) for fact in facts}) == 1
    if (
        TOTAL not in catalogue
        or len(facts) < 2
        or not alike
        or any(fact.approx is not Approx.EXACT for fact in facts)
    ):
        return None
    names = "＋".join(each.name for each in found if not each.part)
    added = replace(
        facts[0],
        indicator=TOTAL,
        value=sum((fact.value for fact in facts), Decimal(0)),
        resolution=max((fact.resolution for fact in facts if fact.resolution), default=None),
        locator="",
        notes="",
        derivation=Derivation(f"合计＝{names}", tuple(facts)),
    )
    return added, catalogue[TOTAL]


# -- as a table -----------------------------------------------------------------------------------
def table(year: YearEnd, register: Register, catalogue: Catalogue, annex: str, title: str) -> Table | None:
    """The table; none where fewer than two kinds have an amount. As an annex it has exact amounts only."""
    found = [each for each in kinds(year) if not annex or annexes.is_plain(each.amount.figure)]
    if len(found) < 2:
        return None
    rows = [_row(each, register, exact=bool(annex)) for each in found]
    if added := total(found, catalogue):
        rows.append(_sum_row(*added, register))
    said = "受助对象为期末数或所注时期数，资金为所注时期累计数；“其中”项不重复计入合计"
    return Table(annex, title, said, _COLUMNS, _WIDTHS, rows, (1, 2, 3))


def _row(kind: Kind, register: Register, *, exact: bool) -> list[Cell]:
    line, people = kind.amount, kind.recipients
    known = people if people and not (exact and not annexes.is_plain(people.figure)) else None
    return [
        cell(kind.label),
        (_people(known, register),),
        (annexes.number(line.figure, line, register),),
        (annexes.number(line.last_year, line, register) if line.last_year else Span("—"),),
        cell(line.figure.when),
    ]


def _people(line: Line | None, register: Register) -> Span:
    if line is None:
        return Span("—")
    return Span(line.figure.display, register.bind(line.figure.display, line.figure.fact, line.indicator))


def _sum_row(fact: Fact, indicator: Indicator, register: Register) -> list[Cell]:
    shown = Figure(fact, indicator, "")
    text = shown.tabular.grouped
    bound = Span(text, register.bind(text, fact, indicator))
    return [cell("合计"), cell("—"), (bound,), cell("—"), cell(shown.when)]


# -- as a workbook --------------------------------------------------------------------------------
def book(year: YearEnd, title: str, banner: str, register: Register, catalogue: Catalogue) -> bytes:
    """One sheet with live formulas for the changes and the sum, every number with its source and 数据编号."""
    buffer = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, settings) as file:
        file.set_properties({"title": title, "author": "民生答卷"})
        _Sheet(file, register).write(year, title, banner, catalogue)
    return buffer.getvalue()


class _Sheet:
    """The sheet being written."""

    def __init__(self, file: xlsxwriter.Workbook, register: Register) -> None:
        self._sheet, self._styles, self._register = file.add_worksheet("汇总表"), Styles(file), register

    def write(self, year: YearEnd, title: str, banner: str, catalogue: Catalogue) -> None:
        """All of it."""
        sheet, last = self._sheet, len(_SHEET) - 1
        notes = ("资金为所注时期累计数；“其中”项不重复计入合计；“—”表示无可比数", banner)
        sheet.merge_range(0, 0, 0, last, title, self._styles.title)
        sheet.set_row(0, 34)
        for row, note in enumerate(notes, start=1):
            sheet.merge_range(row, 0, row, last, note, self._styles.note)
        for place, (name, width) in enumerate(_SHEET):
            sheet.set_column(place, place, width)
            sheet.write_string(3, place, name, self._styles.heading)
        sheet.set_row(3, 26)
        found = kinds(year)
        for row, kind in enumerate(found, start=4):
            self._kind(row, kind)
        if added := total(found, catalogue):
            self._total(4 + len(found), found, *added)
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)
        bookstyles.page(sheet)

    def _kind(self, row: int, kind: Kind) -> None:
        line, people = kind.amount, kind.recipients
        entry = self._number(row, _AMOUNT, line.figure, line.indicator)
        words = {
            0: kind.label,
            7: line.figure.when,
            8: annexes.origin(line.figure.fact),
            9: entry.id if entry else "",
        }
        words |= (
            {2: people.figure.tabular.unit, 3: people.figure.when} if people else {1: "—", 2: "—", 3: "—"}
        )
        for column, text in words.items():
            self._sheet.write_string(row, column, text, self._styles.text)
        if people:
            self._number(row, 1, people.figure, people.indicator)
        self._before(row, line)
        self._sheet.set_row(row, bookstyles.height((text, _SHEET[at][1]) for at, text in words.items()))

    def _before(self, row: int, line: Line) -> None:
        if line.last_year is None:
            self._dashes(row, _BEFORE, _BEFORE + 1)
            return
        self._number(row, _BEFORE, line.last_year, line.indicator)
        if line.change.value is None:
            self._dashes(row, _BEFORE + 1)
            return
        now, then = xl_rowcol_to_cell(row, _AMOUNT), xl_rowcol_to_cell(row, _BEFORE)
        grown = binding.grown(line.figure.fact, line.change)
        text = f"{line.change.value:+.1f}%"
        style = self._styles.number('+0.0"%";-0.0"%";0.0"%"')
        self._sheet.write_formula(
            row, _BEFORE + 1, f"=({now}-{then})/{then}*100", style, float(line.change.value)
        )
        self._register.bind(text, grown, line.indicator, "growth")

    def _dashes(self, row: int, *columns: int) -> None:
        for column in columns:
            self._sheet.write_string(row, column, "—", self._styles.dash)

    def _number(self, row: int, column: int, shown: Figure, indicator: Indicator) -> Entry | None:
        """A number with its own format, or an approximation in words."""
        if not annexes.is_plain(shown):
            self._sheet.write_string(row, column, shown.display, self._styles.dash)
            return self._register.bind(shown.display, shown.fact, indicator)
        written = shown.tabular
        style = self._styles.number(workbook.number(written.text).format)
        self._sheet.write_number(row, column, float(annexes.scaled(shown)), style)
        return self._register.bind(written.grouped, shown.fact, indicator)

    def _total(self, row: int, found: Sequence[Kind], fact: Fact, indicator: Indicator) -> None:
        """The sum as a live formula over the rows that are no parts."""
        shown = Figure(fact, indicator, "")
        cells = [xl_rowcol_to_cell(4 + at, _AMOUNT) for at, each in enumerate(found) if not each.part]
        style = self._styles.number(workbook.number(shown.tabular.text).format)
        entry = self._register.bind(shown.tabular.grouped, fact, indicator)
        self._sheet.write_string(row, 0, "合计", self._styles.text)
        self._dashes(row, 1, 2, 3, _BEFORE, _BEFORE + 1)
        self._sheet.write_formula(row, _AMOUNT, f"={'+'.join(cells)}", style, float(annexes.scaled(shown)))
        for column, text in ((7, shown.when), (8, annexes.origin(fact)), (9, entry.id if entry else "")):
            self._sheet.write_string(row, column, text, self._styles.text)
        self._sheet.set_row(row, bookstyles.height([(annexes.origin(fact), _SHEET[8][1])]))
