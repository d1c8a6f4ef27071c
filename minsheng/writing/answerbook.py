"""The answer as a workbook: cover, contents, a sheet a chapter with live formulas, what is missing, the checklist.

Every number is a bound wording: its printed form is an entry of the register, its source stands in its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from minsheng import numerals, workbook
from minsheng.answer import Chapter, YearEnd
from minsheng.facts import Approx
from minsheng.figure import Figure
from minsheng.writing import annexes, binding, bookstyles
from minsheng.writing.binding import Entry, Register
from minsheng.writing.bookstyles import Styles
from minsheng.yearlines import Line

_COLUMNS = (
    ("指标", 34), ("数值", 14), ("单位", 11), ("上年同期", 14), ("增减", 14), ("目标", 11), ("完成率", 10), ("时期", 18),
    ("口径", 10), ("备注", 18), ("来源", 44), ("数据编号", 15),
)  # fmt: skip
_VALUE, _BEFORE, _TARGET = 1, 3, 5
_CENTRED = (2, 7, 8)
_PRINTED = 9  # the last column on paper; sources and numbers stand to its right on the screen
_CHECK = (
    ("数据编号", 14),
    ("所在", 16),
    ("数值", 16),
    ("指标", 28),
    ("口径", 12),
    ("时期", 16),
    ("来源", 60),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the cell it stands in."""

    entry: Entry
    place: str


class Book:
    """One workbook being written; ``placed`` are the bound cells."""

    def __init__(self, year: YearEnd, title: str, banner: str, register: Register) -> None:
        self._year, self._title, self._banner, self._register = year, title, banner, register
        self.placed: list[Placed] = []

    def written(self) -> bytes:
        """The file."""
        buffer = BytesIO()
        settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, settings) as book:
            book.set_properties({"title": self._title, "author": "民生答卷"})
            self._styles = Styles(book)
            chapters = [chapter for chapter in self._year.chapters if chapter.lines]
            names = [
                *(chapter.title for chapter in chapters),
                *(["未报"] if self._year.missing else []),
                "数据核对表",
            ]
            self._cover(book.add_worksheet("封面"), names)
            for chapter in chapters:
                self._chapter(book.add_worksheet(chapter.title), chapter)
            if self._year.missing:
                self._missing(book.add_worksheet("未报"))
            self._checklist(book.add_worksheet("数据核对表"))
        return buffer.getvalue()

    # -- cover --------------------------------------------------------------------------------
    def _cover(self, sheet: Worksheet, names: Sequence[str]) -> None:
        """Title, state, and the contents with links."""
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 70)
        sheet.write_string(2, 1, self._title, self._styles.cover)
        sheet.set_row(2, 48)
        sheet.write_string(3, 1, self._banner, self._styles.note)
        sheet.write_string(5, 1, "目录", self._styles.heading)
        for place, name in enumerate(names):
            sheet.write_url(6 + place, 1, f"internal:'{name}'!A1", self._styles.link, name)
        notes = (
            "金额单位为万元，其余单位见各行。",
            "数据编号供查对；“—”表示无可比数；增减、完成率为公式，可核算。",
        )
        for place, note in enumerate(notes):
            sheet.write_string(8 + len(names) + place, 1, note, self._styles.note)
        bookstyles.page(sheet, across=False)

    # -- chapters -----------------------------------------------------------------------------
    def _chapter(self, sheet: Worksheet, chapter: Chapter) -> None:
        sources = f"数据来源：见“来源”列　　地区：{self._year.place}　　时期：{self._year.year}年（不是年底或全年数的见“时期”列）"
        top = self._head(sheet, f"{self._year.place}{self._year.year}年{chapter.title}", sources, _COLUMNS)
        for row, line in enumerate(chapter.lines, start=top):
            self._line(sheet, row, line)
        sheet.freeze_panes(top, 1)
        bookstyles.page(sheet)
        sheet.print_area(0, 0, top + len(chapter.lines) - 1, _PRINTED)

    def _line(self, sheet: Worksheet, row: int, line: Line) -> None:
        shown, styles = line.figure, self._styles
        entry = self._number(sheet, row, _VALUE, shown, line)
        words = {
            0: shown.name, 2: shown.tabular.unit if _is_number(shown) else "", 7: shown.when, 8: shown.fact.basis.zh,
            9: "、".join(shown.marks), 10: annexes.origin(shown.fact), 11: entry.id if entry else "",
        }  # fmt: skip
        for column, text in words.items():
            sheet.write_string(row, column, text, styles.centred if column in _CENTRED else styles.text)
        for column, other in ((_BEFORE, line.last_year), (_TARGET, line.target)):
            if other:
                self._number(sheet, row, column, other, line)
            else:
                sheet.write_string(row, column, "—", styles.dash)
        self._change(sheet, row, line)
        self._completion(sheet, row, line)
        sheet.set_row(row, bookstyles.height((text, _COLUMNS[at][1]) for at, text in words.items()))

    def _number(self, sheet: Worksheet, row: int, column: int, shown: Figure, line: Line) -> Entry | None:
        """A value as a number with its format; a range, an approximation or a state as words."""
        if not _is_number(shown):
            entry = self._bind(shown.display, shown, line, sheet, row, column)
            sheet.write_string(row, column, shown.display, self._styles.dash)
            return entry
        numeral = shown.tabular
        pattern = workbook.number(numeral.text).format
        sheet.write_number(row, column, float(annexes.scaled(shown)), self._styles.number(pattern))
        return self._bind(numeral.grouped, shown, line, sheet, row, column)

    def _bind(
        self, text: str, shown: Figure, line: Line, sheet: Worksheet, row: int, column: int
    ) -> Entry | None:
        measure = "target" if column == _TARGET else "actual"
        return self._placed(
            self._register.bind(text, shown.fact, line.indicator, measure), sheet, row, column
        )

    def _placed(self, entry: Entry | None, sheet: Worksheet, row: int, column: int) -> Entry | None:
        if entry:
            self.placed.append(Placed(entry, f"{sheet.get_name()}!{xl_rowcol_to_cell(row, column)}"))
        return entry

    def _change(self, sheet: Worksheet, row: int, line: Line) -> None:
        """The change as a live formula over the row's two values, with its value kept in the file."""
        change, before = line.change, line.last_year
        if change.value is None or not before or not (_is_number(line.figure) and _is_number(before)):
            sheet.write_string(row, _BEFORE + 1, "—", self._styles.dash)
            return
        now, then = xl_rowcol_to_cell(row, _VALUE), xl_rowcol_to_cell(row, _BEFORE)
        formula = f"={now}-{then}" if change.unit != "%" else f"=({now}-{then})/{then}*100"
        text = numerals.rounded(change.value, Decimal(1).scaleb(-change.decimals))
        unit = f"个{change.unit}" if change.unit.endswith("分点") else change.unit.replace("倍", "")
        number = workbook.number(f"{text:.{change.decimals}f}", unit, signed=True)
        style = self._styles.number(number.format)
        if line.figure.tabular.unit == before.tabular.unit:
            sheet.write_formula(row, _BEFORE + 1, formula, style, float(change.value))
        else:
            sheet.write_number(row, _BEFORE + 1, float(change.value), style)
        sign = "+" if text > 0 else "-" if text < 0 else ""
        printed = f"{sign}{abs(text):,.{change.decimals}f}{unit}"
        grown = binding.grown(line.figure.fact, change)
        self._placed(self._register.bind(printed, grown, line.indicator, "growth"), sheet, row, _BEFORE + 1)

    def _completion(self, sheet: Worksheet, row: int, line: Line) -> None:
        done = line.completion
        if not done or not line.target or not (_is_number(line.figure) and _is_number(line.target)):
            sheet.write_string(row, _TARGET + 1, "—", self._styles.dash)
            return
        numeral = numerals.brief(done.rate, "%", 1)
        cells = xl_rowcol_to_cell(row, _VALUE), xl_rowcol_to_cell(row, _TARGET)
        style = self._styles.number(workbook.number(numeral.text, "%").format)
        sheet.write_formula(row, _TARGET + 1, f"={cells[0]}/{cells[1]}*100", style, float(done.rate))
        share = binding.completed(line.figure.fact, done)
        self._placed(
            self._register.bind(f"{numeral.grouped}%", share, line.indicator, "share"),
            sheet,
            row,
            _TARGET + 1,
        )

    # -- what is missing, the checklist -------------------------------------------------------
    def _missing(self, sheet: Worksheet) -> None:
        columns = (("章节", 18), ("指标", 40), ("情况", 24), ("最近一期", 18))
        said = f"地区：{self._year.place}　　时期：{self._year.year}年"
        top = self._head(sheet, "未报、不适用或已隐去的指标", said, columns)
        rows = [(chapter.title, item) for chapter in self._year.chapters for item in chapter.missing]
        for row, (title, item) in enumerate(rows, start=top):
            newest = item.newest.name if item.newest else "—"
            for column, text in enumerate((title, item.name, item.state, newest)):
                sheet.write_string(row, column, text, self._styles.text)
        bookstyles.page(sheet)

    def _checklist(self, sheet: Worksheet) -> None:
        top = self._head(sheet, "数据核对表", "每个数的编号、所在单元格和来源", _CHECK)
        for row, placed in enumerate(self.placed, start=top):
            entry = placed.entry
            shown = annexes.shown_figure(entry)
            meaning, source = annexes.meaning(entry), annexes.origin(entry.fact)
            cells = (entry.id, placed.place, entry.quote, shown.name, meaning, shown.when, source)
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, self._styles.text)
            sheet.set_row(row, bookstyles.height(zip(cells, (width for _, width in _CHECK), strict=True)))
        sheet.freeze_panes(top, 1)
        bookstyles.page(sheet)

    def _head(self, sheet: Worksheet, title: str, said: str, columns: Sequence[tuple[str, int]]) -> int:
        """Title, particulars and headings; the first row below them."""
        last = len(columns) - 1
        sheet.merge_range(0, 0, 0, last, title, self._styles.title)
        sheet.set_row(0, 32)
        sheet.merge_range(1, 0, 1, last, said, self._styles.note)
        sheet.merge_range(2, 0, 2, last, self._banner, self._styles.note)
        for place, (name, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(3, place, name, self._styles.heading)
        sheet.set_row(3, 28)
        sheet.repeat_rows(3)
        return 4


def _is_number(shown: Figure) -> bool:
    """Whether it can stand as a number: a value, exact, no range."""
    fact = shown.fact
    return fact.has_value and fact.value_to is None and fact.approx is Approx.EXACT
