"""The text of a PowerPoint file as its slides show it: boxes and tables in their order, a line a paragraph or cell.

Notes are not shown, so they are not read; a chart's numbers are labels without a sentence. A form feed parts two slides.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from minsheng.claims.grids import PAGE, Grid
from minsheng.claims.unreadable import BROKEN, UnreadableDraft

Shape = Any  #: a python-pptx shape


def read(data: bytes, name: object = "文稿") -> tuple[str, tuple[Grid, ...]]:
    """The text of a .pptx, and its tables. Raises UnreadableDraft."""
    try:
        slides = list(Presentation(BytesIO(data)).slides)
    except (PackageNotFoundError, *BROKEN):
        raise UnreadableDraft(name, data) from None
    deck = _Deck()
    for slide in slides:
        deck.slide(slide.shapes)
    return "\n".join(deck.lines), tuple(deck.grids)


class _Deck:
    """The lines of the slides read so far, and the tables among them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.grids: list[Grid] = []
        self._at = 0

    def slide(self, shapes: Iterable[Shape]) -> None:
        """One slide more."""
        if self.lines:
            self._say(PAGE)
        self._shapes(shapes)

    def _shapes(self, shapes: Iterable[Shape]) -> None:
        """What shapes say, in the reading order of the file: a name before its number, whatever stands beside them."""
        for shape in shapes:
            if hasattr(shape, "shapes"):  # a group
                self._shapes(shape.shapes)
            elif shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    for line in paragraph.text.split("\v"):
                        self._say(line)
            elif getattr(shape, "has_table", False):
                self._table(shape.table)

    def _table(self, table: Shape) -> None:
        """A merged cell stands in each place that it covers."""
        rows: list[list[tuple[int, int] | None]] = []
        for across in table.rows:
            row: list[tuple[int, int] | None] = []
            for cell in across.cells:
                if not cell.is_spanned:
                    row.append(self._say(cell.text.replace("\v", "\n")))
                else:
                    row.append(row[-1] if cell._tc.hMerge and row else rows[-1][len(row)] if rows else None)
            rows.append(row)
        self.grids.append(tuple(map(tuple, rows)))

    def _say(self, text: str) -> tuple[int, int]:
        """The place of a text that is a line or some."""
        start = self._at
        self.lines.append(text)
        self._at += len(text) + 1
        return start, start + len(text)
