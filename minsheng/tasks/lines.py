"""The lines of a ledger's sheet with merged cells filled in; what is wrong is gathered by its cell, so that all is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from minsheng.returns.sheets import Sheet
from minsheng.tasks.headings import HEADINGS, KINDS_OF_LEVEL, Head


@dataclass(slots=True)
class Row:
    """One row with its merged cells filled in; ``spans`` are the rows that a kind's cell covers."""

    at: int
    texts: dict[str, str]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


class Lines:
    """One sheet below its headings."""

    def __init__(self, page: Sheet, head: Head) -> None:
        self._page, self._head = page, head
        self.problems: list[str] = []
        self._merged = {
            (row, column): span
            for span in page.spans
            for row in range(span[0], span[2] + 1)
            for column in range(span[1], span[3] + 1)
        }

    def rows(self) -> Iterator[Row]:
        """The lines that hold a task."""
        for at in range(self._head.row + 1, len(self._page.rows)):
            row = Row(at, {})
            for kind, column in self._head.columns.items():
                span = self._merged.get((at, column))
                cell = self._page.cell(span[0], span[1]) if span else self._page.cell(at, column)
                if cell.uncalculated:
                    self.wrong(at, kind, "是没有结果的公式")
                row.texts[kind] = cell.text.strip()
                row.spans[kind] = (span[0], span[2]) if span else (at, at)
            if any(row.texts[kind] for kind in KINDS_OF_LEVEL if kind in row.texts) and not self._is_a_note(
                row
            ):
                yield row

    def _is_a_note(self, row: Row) -> bool:
        """A line over the whole width below the table: 填表说明, 合计."""
        texts = {text for text in row.texts.values() if text}
        wide = self._merged.get((row.at, min(self._head.columns.values())))
        return bool(wide and wide[3] - wide[1] + 1 >= len(self._head.columns) and len(texts) == 1)

    def wrong(self, at: int, kind: str, why: str) -> None:
        """Note what is wrong with a cell."""
        place = self._page.address(at, self._head.columns[kind])
        self.problems.append(f"{place}（{HEADINGS[kind][0]}）{why}。")

    def address(self, row: Row, kind: str) -> str:
        """Where a line has a kind: D7."""
        return self._page.address(row.spans[kind][0], self._head.columns[kind])

    def is_number(self, row: Row) -> bool:
        """Whether 序号 holds a number, not a text."""
        return isinstance(self._page.cell(row.at, self._head.columns["number"]).value, Decimal)
