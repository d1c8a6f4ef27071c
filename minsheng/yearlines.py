"""The figures of one place and year, line by line: which fact stands for the year, and what it is compared with.

The year-end figure is the fact at 2022 or 2022Q4, whichever vintage is the stronger; where there is none,
the newest period inside the year stands in its place, says so, and is compared with the same period only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from minsheng import disclosure, figure, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.changes import Change, Completion, Kind
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Basis, Fact, State
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series

#: how many intervals 年均增长 spans: five, else the four of a five-year window
SPANS = (5, 4)
#: bases of a year's figures in the order of the lines; targets stand beside what they are targets of
_BASES = (
    Basis.STOCK, Basis.YTD, Basis.RATE, Basis.STANDARD, Basis.AVERAGE, Basis.SINCE, Basis.MONTH, Basis.QUARTER,
)  # fmt: skip
#: bases that only fill in where the year has no other; a month's flow is one beside the year's
_SECOND_CHOICE = (Basis.QUARTER,)
#: how many years back a figure counts as one that the place keeps
RECENT = 2
_SHOWN = (State.VALUE, State.BELOW_UNIT)

NameOf = Callable[[str, Period], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the year. ``note`` says where it is not a year-end figure (截至11月底, 1—11月)."""

    figure: Figure
    last_year: Figure | None
    change: Change
    growth: Change
    target: Figure | None
    completion: Completion | None
    note: str

    @property
    def indicator(self) -> Indicator:
        """What it is a figure of."""
        return self.figure.indicator

    @property
    def sentence(self) -> str:
        """The figure in one sentence to copy, with its change and how far its target is done."""
        told = self.figure.sentence(self.change)
        return f"{told[:-1]}，{figure.progress(self.completion)}。" if self.completion else told

    @property
    def remarks(self) -> str:
        """What must be said beside it: how far it goes, why there is no 同比, the base of the growth, its marks."""
        reason = f"同比：{self.change.reason}" if self.change.value is None and self.last_year else ""
        base = f"年均增长以{self.growth.base_period.year}年为基期" if self.growth.value is not None else ""
        return "；".join(part for part in (self.note, reason, base, "、".join(self.figure.marks)) if part)


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that the place had within the last two years but has not for this one; ``state`` in Chinese."""

    name: str
    indicator: Indicator
    state: str
    newest: Period | None


class Book:
    """The facts of one place as series, and the lines that a year makes of them."""

    def __init__(
        self, catalogue: Catalogue, breaks: Sequence[Break], name_of: NameOf, facts: Sequence[Fact]
    ) -> None:
        self._catalogue, self._breaks, self._name_of = catalogue, breaks, name_of
        self._facts: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            self._facts.setdefault((fact.indicator, fact.scope), []).append(fact)
        position = {indicator.code: place for place, indicator in enumerate(catalogue)}
        self._keys = sorted(self._facts, key=lambda key: (position[key[0]], key[1] != WHOLE, key[1]))
        self._series = {key: Series(catalogue[key[0]], self._facts[key], breaks) for key in self._keys}
        self._position = position

    # -- lines --------------------------------------------------------------------------------
    def lines(self, year: int) -> list[Line]:
        """The year's figures in catalogue order, computed rates among them."""
        reported = [line for key in self._keys for line in self._lines_of(key, year)]
        have = {line.figure.indicator.code for line in reported if line.figure.fact.scope == WHOLE}
        computed = [
            line
            for indicator in self._catalogue
            if indicator.code not in have
            for line in self._computed(indicator, year)
        ]
        return sorted([*reported, *computed], key=lambda line: self._position[line.figure.indicator.code])

    def _lines_of(self, key: tuple[str, str], year: int) -> list[Line]:
        series = self._series[key]
        bases = {fact.basis for fact in self._facts[key] if fact.period.year == year}
        chosen = [fact for basis in _BASES if basis in bases and (fact := self._newest(key, basis, year))]
        second = (*_SECOND_CHOICE, Basis.MONTH) if Basis.YTD in bases else _SECOND_CHOICE
        first = [fact for fact in chosen if fact.basis not in second] or chosen[:1]
        target = self._newest(key, Basis.TARGET, year)
        if not first and target:
            return [self._line(target, series, None)]
        return [self._line(fact, series, target if place == 0 else None) for place, fact in enumerate(first)]

    def _newest(self, key: tuple[str, str], basis: Basis, year: int) -> Fact | None:
        """The year-end fact where it says something, else the newest one of the year that does."""
        inside = [
            fact
            for fact in self._facts[key]
            if fact.basis is basis and fact.period.year == year and fact.state in _SHOWN
        ]
        if not inside:
            return None
        last = max(inside, key=lambda fact: fact.period.order)
        strongest = self._series[key].at(last.period, basis)
        return strongest if strongest and strongest.state in _SHOWN else last

    def _line(self, fact: Fact, series: Series, target: Fact | None) -> Line:
        change = _yoy(fact, series)
        base = change.base if change.base and change.base.has_value else None
        return Line(
            figure=self._figure(fact),
            last_year=self._figure(base) if base else None,
            change=change,
            growth=_growth(fact, series),
            target=self._figure(target) if target else None,
            completion=series.completion(fact, target) if fact.basis in (Basis.YTD, Basis.STOCK) else None,
            note=_note(fact),
        )

    def _figure(self, fact: Fact) -> Figure:
        return Figure(fact, self._catalogue[fact.indicator], self._name_of(fact.region, fact.period))

    # -- computed rates -----------------------------------------------------------------------
    def _computed(self, indicator: Indicator, year: int) -> list[Line]:
        if indicator.formula is None or disclosure.restricted(indicator):
            return []
        ends = (Period.of_year(year), *(Period.quarter(year, number) for number in (4, 3, 2, 1)))
        fact = next((found for period in ends if (found := self._derived(indicator, period))), None)
        if fact is None:
            return []
        before = (replace(fact.period, year=year - back) for back in (1, *SPANS))
        history = [found for period in before if (found := self._derived(indicator, period))]
        cuts = [*self._breaks, *rates.breaks_of(indicator, self._breaks)]
        return [self._line(fact, Series(indicator, [fact, *history], cuts), None)]

    def _derived(self, indicator: Indicator, period: Period) -> Fact | None:
        fact = derive(indicator, period, self._find, self._catalogue)
        return fact if fact and indicator.is_valid_in(period) else None

    def _find(self, code: str, period: Period) -> Fact | None:
        series = self._series.get((code, WHOLE))
        return series.own(period) if series else None

    # -- missing ------------------------------------------------------------------------------
    def missing(self, year: int) -> list[Missing]:
        """What the place had within the last two years, or says it has not, but no figure of in this year."""
        return [found for key in self._keys if (found := self._missing(key, year))]

    def _missing(self, key: tuple[str, str], year: int) -> Missing | None:
        indicator, facts = self._catalogue[key[0]], self._facts[key]
        inside = [fact for fact in facts if fact.period.year == year]
        if any(fact.state in _SHOWN for fact in inside) or not indicator.is_valid_in(Period.of_year(year)):
            return None
        recent = any(fact.has_value and 0 < year - fact.period.year <= RECENT for fact in facts)
        if not inside and not recent:
            return None
        told = max(inside, key=lambda fact: fact.period.order, default=None)
        periods = [fact.period for fact in facts if fact.has_value]
        newest = max(periods, key=lambda period: period.order, default=None)
        name = indicator.name if key[1] == WHOLE else f"{indicator.name}（{key[1]}）"
        return Missing(name, indicator, _why(told), newest)


def _why(told: Fact | None) -> str:
    """Why the year has no number: its own word, or what hides it."""
    if told is None:
        return "无数据"
    return told.notes if told.state is State.WITHHELD and told.notes else told.state.zh


def _yoy(fact: Fact, series: Series) -> Change:
    if fact.basis in (Basis.SINCE, Basis.AVERAGE, Basis.TARGET):
        return Change(Kind.YOY, None, "%", reason=f"{fact.basis.zh}数不作同比")
    return series.yoy(fact)


def _growth(fact: Fact, series: Series) -> Change:
    if series.indicator.is_ratio or fact.basis in (Basis.RATE, Basis.SINCE, Basis.AVERAGE, Basis.TARGET):
        return Change(Kind.AVERAGE_GROWTH, None, "%", reason=f"{fact.basis.zh}数不计算")
    tried = [series.average_growth(fact, span) for span in SPANS]
    return next((change for change in tried if change.value is not None), tried[0])


def _note(fact: Fact) -> str:
    """Where the figure is not the year's: how far it goes, in the words of its basis."""
    period = fact.period
    if fact.basis is Basis.QUARTER:
        return f"只有{period.name}单季数"
    if fact.basis is Basis.MONTH and period.kind != "year":
        return f"{period.month}月当月数"
    if period.is_year_end:
        return ""
    if fact.basis is Basis.YTD:
        return period.name_since_january.partition("年")[2]
    return f"截至{period.month}月底"
