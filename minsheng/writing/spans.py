"""How far a figure has come since the first year of a review: both ends named, the change by the one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minsheng import figure
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.changes import Change, Kind
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from minsheng.yearlines import Line

_BASES = (Basis.STOCK, Basis.YTD, Basis.STANDARD, Basis.RATE)
_RESULTS = {
    "增长": "增加到",
    "下降": "减少到",
    "提高": "提高到",
    "降低": "降低到",
    "扩大": "扩大到",
    "缩小": "缩小到",
}


@dataclass(frozen=True, slots=True)
class Since:
    """A line, what it was in the first year, and the change between the two."""

    line: Line
    base: Figure
    change: Change

    @property
    def start(self) -> str:
        """The first time: 2019年底, 2019年."""
        return self.base.when

    @property
    def result(self) -> str:
        """The verb before the present level: 增加到; a standard is raised, not increased."""
        verb = figure.magnitude(self.change)[:2]
        if self.line.figure.fact.basis is Basis.STANDARD and verb == "增长":
            return "提高到"
        return _RESULTS[verb]


def since(
    lines: Iterable[Line], facts: Sequence[Fact], catalogue: Catalogue, breaks: Sequence[Break], first: int
) -> dict[str, Since]:
    """By indicator, every whole figure that can be compared with the same period of the first year."""
    own: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.scope == WHOLE:
            own.setdefault(fact.indicator, []).append(fact)
    series = {code: Series(catalogue[code], known, breaks) for code, known in own.items()}

    def find(code: str, period: Period) -> Fact | None:
        return series[code].at(period, catalogue[code].basis) if code in series else None

    found = {}
    for line in lines:
        fact, indicator = line.figure.fact, line.indicator
        if fact.scope != WHOLE or fact.basis not in _BASES or indicator.code in found:
            continue
        then = replace(fact.period, year=first)
        stored = series[indicator.code].at(then, fact.basis) if indicator.code in series else None
        base = stored or derive(indicator, then, find, catalogue)
        judge = series.get(indicator.code) or Series(indicator, (), breaks)
        change = judge.against(fact, base, Kind.SPAN, then, "无基期数")
        if change.value is not None and "持平" not in figure.magnitude(change):
            found[indicator.code] = Since(line, replace(line.figure, fact=base), change)
    return found
