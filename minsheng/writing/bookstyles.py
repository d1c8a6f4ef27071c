"""The look of the answer's workbook: fonts, borders, number formats, row heights and the printed page."""

from __future__ import annotations

import math
from collections.abc import Iterable

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from minsheng.workbook import BODY_FONT, TITLE_FONT

_A4 = 9


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.cover = self._made(
            font_name=TITLE_FONT, font_size=26, bold=True, font_color="#1f3b64", valign="vcenter"
        )
        self.title = self._made(
            font_name=TITLE_FONT, font_size=18, bold=True, font_color="#1f3b64", valign="vcenter"
        )
        self.note = self._made(font_size=10, font_color="#4b5a6b", text_wrap=True)
        self.link = self._made(font_size=12, font_color="#1f3b64", underline=1)
        self.heading = self._made(
            font_name=TITLE_FONT, font_size=11, bold=True, bg_color="#1f3b64", font_color="#ffffff", align="center",
            valign="vcenter",
        )  # fmt: skip
        self.text = self._cell(text_wrap=True)
        self.dash = self._cell(align="right")
        self.centred = self._cell(align="center", text_wrap=True)

    def number(self, pattern: str) -> Format:
        """The cell format of one number format."""
        if pattern not in self._numbers:
            self._numbers[pattern] = self._cell(num_format=pattern, align="right")
        return self._numbers[pattern]

    def _cell(self, **more: object) -> Format:
        return self._made(font_size=11, bottom=1, bottom_color="#c9ced6", valign="vcenter", indent=1, **more)

    def _made(self, **properties: object) -> Format:
        return self._book.add_format({"font_name": BODY_FONT, **properties})


def height(cells: Iterable[tuple[str, float]]) -> float:
    """High enough for the longest wrapped text of a row; ``cells`` are texts with their column's width."""
    lines = [math.ceil(_width(text) * 1.2 / width) for text, width in cells]
    return 7 + 15 * max([1, *lines])


def _width(text: str) -> int:
    """In characters of a column's width; a Chinese character is two."""
    return sum(2 if ord(letter) > 0x2000 else 1 for letter in text)


def page(sheet: Worksheet, *, across: bool = True) -> None:
    """A4, one page wide, numbered."""
    if across:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第&P页，共&N页")
