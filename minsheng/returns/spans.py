"""What a column of a table of places is over: the sum since January, the month or quarter alone, or the end of it.

结婚登记 over 本月 and 累计 are two figures of one item; the last line of such heads names no item of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from minsheng.catalogue import Indicator
from minsheng.facts import Basis
from minsheng.period import Period
from minsheng.returns.captions import Caption, Role
from minsheng.returns.columns import CUMULATIVE, VALUES, alone_in, is_alone, squeezed
from minsheng.returns.grid import Grid


@dataclass(frozen=True, slots=True)
class Span:
    """A column's head without the line that says what it is over; ``over`` is that line where a sum stands beside."""

    caption: Caption
    over: str = ""

    def basis(self, indicator: Indicator, period: Period) -> Basis | None:
        """The basis of an item in the column; None where a flow is over something that is not certain."""
        if not self.over or not indicator.is_flow:
            return indicator.basis
        return alone_in(self.over, period)


def of(grid: Grid) -> dict[int, Span]:
    """The columns of items."""
    items = {c: it for c, it in grid.captions.items() if c >= grid.first and it.role is Role.ITEM}
    sums = {it.levels[:-1] for it in items.values() if _last(it) and CUMULATIVE.fullmatch(_last(it))}
    return {column: _span(caption, sums) for column, caption in items.items()}


def _last(caption: Caption) -> str:
    """The last line of a head that has others above it."""
    return squeezed(caption.levels[-1]) if len(caption.levels) > 1 else ""


def _span(caption: Caption, sums: set[tuple[str, ...]]) -> Span:
    last, above = _last(caption), caption.levels[:-1]
    if not last:
        return Span(caption)
    shorter = replace(caption, levels=above)
    if CUMULATIVE.fullmatch(last):
        return Span(shorter)
    if above in sums and (last in VALUES or is_alone(last)):
        return Span(shorter, last)
    return Span(shorter) if last in VALUES else Span(caption)
