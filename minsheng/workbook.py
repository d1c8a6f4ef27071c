"""Published tables as Excel workbooks: title, unit, scope, period, source and notes around the figures.

A number is a number with a format of its own (the places its source printed); what has no number says why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE_FONT, BODY_FONT = "微软雅黑", "宋体"
_A4 = 9
_WIDE = 250  # characters: a wider table is printed over several pages
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric cell: the value as shown, and its Excel number format."""

    value: Decimal
    format: str


Cell = str | Number | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the width of its column in characters."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. ``particulars`` stand under the title (单位, 范围, 时期, 数据来源), ``notes`` under the rows."""

    title: str
    sheet: str
    particulars: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


def number(text: str, suffix: str = "", *, signed: bool = False) -> Number:
    """A numeral as a cell that prints as it is written: 155965.5 → 155,965.5; with a sign and a unit if asked."""
    places = len(text.partition(".")[2])
    pattern = "#,##0" + (f".{'0' * places}" if places else "")
    unit = f'"{suffix}"' if suffix else ""
    shape = f"+{pattern}{unit};-{pattern}{unit};{pattern}{unit}" if signed else f"{pattern}{unit}"
    return Number(Decimal(text), shape)


def file_name(*parts: str, kind: str = "xlsx") -> str:
    """A Chinese file name that every system takes: 演示市_2023年三季度_养老床位.xlsx."""
    words = (_UNSAFE.sub("", part).strip("._") for part in parts)
    return f"{'_'.join(word[:40] for word in words if word)}.{kind}"


#: what every table that is being written says under its title: 截至2023年4月15日已知
_SAID: ContextVar[str] = ContextVar("said", default="")


#: what a table of an invented place says
INVENTED = "本表为演示数据，地区和数字均为虚构。"


def saying(words: str, make: Callable[[], bytes]) -> bytes:
    """A file whose tables all say something more under their titles; as it is where there is nothing to say."""
    before = _SAID.set(words)
    try:
        return make()
    finally:
        _SAID.reset(before)


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables as one workbook, a sheet each."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "", "author": "民生答卷"})
        styles = _Styles(book)
        for table in tables:
            said = [*table.particulars, *([_SAID.get()] if _SAID.get() else [])]
            _write(book.add_worksheet(table.sheet[:31]), replace(table, particulars=said), styles)
    return buffer.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.title = self._format(
            font_name=TITLE_FONT, font_size=16, bold=True, align="center", valign="vcenter"
        )
        self.particular = self._format(
            font_name=BODY_FONT, font_size=10, font_color="#4b5a6b", text_wrap=True, valign="top"
        )
        self.heading = self._format(
            font_name=TITLE_FONT, font_size=10, bold=True, bg_color="#e9eef5", border=1, border_color="#9aa5b1",
            align="center", valign="vcenter", text_wrap=True,
        )  # fmt: skip
        self.text = self._cell(text_wrap=True)

    def number(self, pattern: str) -> Format:
        """The cell format of one number format."""
        if pattern not in self._numbers:
            self._numbers[pattern] = self._cell(num_format=pattern, align="right")
        return self._numbers[pattern]

    def _cell(self, **more: object) -> Format:
        return self._format(
            font_name=BODY_FONT, font_size=10, border=1, border_color="#c9ced6", valign="vcenter", **more
        )

    def _format(self, **properties: object) -> Format:
        return self._book.add_format(properties)


def _write(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    last = len(table.columns) - 1
    sheet.merge_range(0, 0, 0, last, table.title, styles.title)
    sheet.set_row(0, 30)
    for row, line in enumerate(table.particulars, start=1):
        _across(sheet, row, table, line, styles.particular)
    top = 1 + len(table.particulars)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(top, place, column.heading, styles.heading)
    sheet.set_row(top, 30)
    for row, cells in enumerate(table.rows, start=top + 1):
        sheet.set_row(row, _height(cells, table.columns))
        for place, cell in enumerate(cells):
            _put(sheet, row, place, cell, styles)
    below = top + 1 + len(table.rows)
    for row, line in enumerate(table.notes, start=below):
        _across(sheet, row, table, line, styles.particular)
    _page(sheet, table, top)


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """High enough for the longest wrapped text of a row; a Chinese character is two wide."""
    texts = (
        (_width(cell), column.width)
        for cell, column in zip(cells, columns, strict=True)
        if isinstance(cell, str)
    )
    return 4 + 13 * max([1, *(math.ceil(length * 1.08 / width) for length, width in texts)])


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2000 else 1 for letter in text)


def _across(sheet: Worksheet, row: int, table: Table, line: str, style: Format) -> None:
    """A line over the whole width, as high as its text needs."""
    sheet.merge_range(row, 0, row, len(table.columns) - 1, line, style)
    width = sum(column.width for column in table.columns)
    sheet.set_row(row, 15 * max(1, math.ceil(_width(line) / width)))


def _put(sheet: Worksheet, row: int, place: int, cell: Cell, styles: _Styles) -> None:
    if isinstance(cell, Number):
        sheet.write_number(row, place, float(cell.value), styles.number(cell.format))
    else:
        sheet.write_string(row, place, cell or "", styles.text)


def _page(sheet: Worksheet, table: Table, top: int) -> None:
    """A4 across, one page wide, headings on every page, first columns and headings in sight."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1 if sum(column.width for column in table.columns) < _WIDE else 3, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&C第&P页，共&N页")
    sheet.freeze_panes(top + 1, 2)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # a quotation of a number is words
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
