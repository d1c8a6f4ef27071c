"""A draft as its reader knows it: paragraphs, tables as tables, slides apart, with what its owner puts in some places. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from minsheng.claims.grids import PAGE, Grid

#: what stands instead of ``text[start:end]``, as HTML
Piece = tuple[int, int, str]
Span = tuple[int, int]

STYLE = """
.ms-grid { border-collapse: collapse; margin: 4px 0 12px; font-size: 14px; line-height: 1.6; font-variant-numeric: tabular-nums; }
.ms-grid td { border: 1px solid #d9d5cb; padding: 3px 10px; vertical-align: middle; overflow-wrap: normal; min-width: 3.5em; }
.ms-grid td:first-child { min-width: 6.5em; }
.ms-grid :is(a, ins, del, mark) { white-space: nowrap; }
/* on a phone what is to be done stands above the text */
@media (max-width: 640px) { .st-key-text-beside > * > [data-testid=stHorizontalBlock] { flex-wrap: wrap-reverse; } }
.ms-page { font-size: 12px; color: #5f6c7b; border-top: 1px dashed #c9c4b8; padding-top: 4px; }
"""


def laid_out(text: str, grids: Sequence[Grid], pieces: Iterable[Piece]) -> str:
    """The text as HTML; of pieces that overlap the first stands."""
    inline = _Inline(text, pieces)
    found, at = [_paragraphs(text, 0, 0, inline)], 0
    for grid in grids:
        spans = [span for row in grid for span in row if span]
        if not spans:
            continue
        start, end = min(spans)[0], max(span[1] for span in spans)
        found += [_paragraphs(text, at, start, inline), _table(grid, inline)]
        at = end
    return "".join([*found, _paragraphs(text, at, len(text), inline)])


class _Inline:
    """The text of one place as HTML, with the pieces that begin in it."""

    def __init__(self, text: str, pieces: Iterable[Piece]) -> None:
        self._text = text
        self._pieces: list[Piece] = []
        for piece in sorted(pieces, key=lambda it: it[0]):
            if not self._pieces or piece[0] >= self._pieces[-1][1]:
                self._pieces.append(piece)
        self._starts = [start for start, _, _ in self._pieces]

    def html(self, start: int, end: int) -> str:
        """``text[start:end]``."""
        found, at = [], start
        for begin, stop, html in self._pieces[
            bisect_left(self._starts, start) : bisect_left(self._starts, end)
        ]:
            found += [escape(self._text[at:begin]), html]
            at = stop
        return "".join([*found, escape(self._text[at:end])])


def _paragraphs(text: str, start: int, end: int, inline: _Inline) -> str:
    """A line each; empty ones are left out."""
    found, at = [], start
    for line in text[start:end].split("\n"):
        stop = at + len(line)
        if line == PAGE:
            found.append(f'<p class="ms-page">第{text.count(PAGE, 0, stop) + 1}页</p>')
        elif line.strip():
            found.append(f"<p>{inline.html(at, stop)}</p>")
        at = stop + 1
    return "".join(found)


def _table(grid: Grid, inline: _Inline) -> str:
    rows = "".join(f"<tr>{_cells(grid, at, inline)}</tr>" for at in range(len(grid)))
    return f'<div class="ms-wide"><table class="ms-grid">{rows}</table></div>'


def _cells(grid: Grid, row: int, inline: _Inline) -> str:
    """The cells of a row; one that covers several places stands in the first of them."""
    found, column = [], 0
    for span, same in groupby(grid[row]):
        wide = len(list(same))
        above = grid[row - 1][column] if row and column < len(grid[row - 1]) else None
        if span is None:
            found += ["<td></td>"] * wide
        elif span != above:
            found.append(_cell(span, wide, _height(grid, row, column), inline))
        column += wide
    return "".join(found)


def _height(grid: Grid, row: int, column: int) -> int:
    """How many rows a cell covers."""
    own = grid[row][column]
    below = (each[column] if column < len(each) else None for each in grid[row:])
    return next((at for at, span in enumerate(below) if span != own), len(grid) - row)


def _cell(span: Span, wide: int, high: int, inline: _Inline) -> str:
    across = f' colspan="{wide}"' if wide > 1 else ""
    down = f' rowspan="{high}"' if high > 1 else ""
    return f"<td{across}{down}>{'<br>'.join(inline.html(*span).strip().splitlines())}</td>"
