"""The tables of a web page → sheets. A cell that spans columns or rows counts where it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from minsheng.returns.sheets import EMPTY, Cell, Sheet

_MOST = 200  #: columns or rows that one cell may span


def text_cell(text: str) -> Cell:
    """The cell of a piece of text."""
    stripped = text.replace("\u00a0", " ").strip()
    return Cell(stripped) if stripped else EMPTY


@dataclass(slots=True)
class _Table:
    """A table being read: its rows, and the places that cells above reach down to."""

    rows: list[list[str]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    text: list[str] | None = None
    size: tuple[int, int] = (1, 1)

    def put(self) -> None:
        """Put the open cell in its place."""
        if self.text is None:
            return
        if not self.rows:
            self.rows.append([])
        row, (down, across) = len(self.rows) - 1, self.size
        line = self.rows[-1]
        while (row, len(line)) in self.taken:
            line.append("")
        column = len(line)
        line += [" ".join("".join(self.text).split()), *[""] * (across - 1)]
        self.text = None
        if down > 1 or across > 1:
            self.spans.append((row, column, row + down - 1, column + across - 1))
        self.taken |= {(row + r, column + c) for r in range(1, down) for c in range(across)}


class _Page(HTMLParser):
    """Collects the tables of a page; one inside another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].put()
            self._open[-1].rows.append([])
        elif tag in ("td", "th"):
            self._open[-1].put()
            self._open[-1].text = []
            self._open[-1].size = (_span(attrs, "rowspan"), _span(attrs, "colspan"))
        elif tag == "br" and self._open[-1].text is not None:
            self._open[-1].text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].put()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].text is not None:
            self._open[-1].text.append(data)


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    text = dict(attrs).get(name) or "1"
    return max(1, min(int(text), _MOST)) if text.isdigit() else 1


def tables(text: str, stem: str) -> list[Sheet]:
    """The tables of a page, named by the file's stem."""
    page = _Page()
    page.feed(text)
    page.close()
    for table in page.tables:
        table.put()
    found = [table for table in page.tables if any(any(row) for row in table.rows)]
    names = [stem] if len(found) == 1 else [f"{stem}表{number}" for number in range(1, len(found) + 1)]
    return [
        Sheet(name, [[text_cell(value) for value in row] for row in table.rows], spans=tuple(table.spans))
        for name, table in zip(names, found, strict=True)
    ]
