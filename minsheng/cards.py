"""The headline cards of 总览: one figure a domain, with its changes, companions, task and short history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from minsheng import disclosure, figure, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.changes import Change, Completion
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.continuity import adjacent, yearly
from minsheng.period import Period
from minsheng.series import Series
from minsheng.writing import stating
from minsheng.writing.binding import Entry as Bound
from minsheng.yearlines import NameOf

#: how many points a card's history has at most
POINTS = 9
#: a history of fewer points is none
ENOUGH = 3
#: a task that lags the calendar by less (percentage points) is in time
LAG = 1
#: how many years ago a headline may have been seen last to be missed
MISSED = 2


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure. ``changes`` have a value, ``reasons`` say why others have none.

    ``task`` is the figure that the year's target is about, ``history`` ends with the figure's own period.
    """

    title: str
    figure: Figure
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]
    single: Figure | None
    companions: tuple[Figure, ...]
    task: Figure | None
    completion: Completion | None
    history: tuple[Fact, ...]

    @property
    def is_neutral(self) -> bool:
        """Whether more is neither better nor worse."""
        return self.figure.indicator.polarity == "neutral"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures on it."""
        return tuple(it for it in (self.figure, self.single, self.task, *self.companions) if it)

    @property
    def yoy(self) -> Change | None:
        """同比 where there is one."""
        return next((change for change in self.changes if change.kind.value == "同比"), None)

    @property
    def done(self) -> tuple[Bound, ...]:
        """How much of the task is done and how far from the calendar, ready to be used."""
        return tuple(stating.progress(self.task, self.completion)) if self.task else ()

    @property
    def is_behind(self) -> bool:
        """Whether its task lags the calendar."""
        return self.completion is not None and self.completion.ahead <= -LAG

    @property
    def note(self) -> str:
        """The quiet line at the foot."""
        told = []
        if self.completion and self.completion.pace < 100:
            told.append(f"红线为时序进度{self.completion.pace:.0f}%")
        elif self.figure.fact.basis is Basis.YTD:
            told.append("自1月起累计")
        told.extend(mark for mark in self.figure.marks if mark != "演示")
        if self.is_neutral and not self.completion:
            told.append("中性指标，不评优劣")
        return "；".join(told)


@dataclass(frozen=True, slots=True)
class Absent:
    """A headline that the place has for other periods but not for this one."""

    title: str
    state: str
    newest: Period


class Shelf:
    """All figures of one place in whole scope, as series: what the cards of a period are made of."""

    def __init__(
        self,
        facts: Iterable[Fact],
        catalogue: Catalogue,
        breaks: Sequence[Break],
        name_of: NameOf,
        period: Period,
    ) -> None:
        self.catalogue, self.breaks, self.period = catalogue, breaks, period
        self._name_of = name_of
        own: dict[str, list[Fact]] = {}
        self._parts: dict[str, list[Fact]] = {}
        for fact in facts:
            if not disclosure.restricted(catalogue[fact.indicator]):
                kept = own if fact.scope == WHOLE else self._parts
                kept.setdefault(fact.indicator, []).append(fact)
        self._series = {code: Series(catalogue[code], group, breaks) for code, group in own.items()}

    def shown(self, fact: Fact) -> Figure:
        """A fact as a figure."""
        return Figure(fact, self.catalogue[fact.indicator], self._name_of(fact.region, fact.period))

    def series(self, code: str) -> Series | None:
        """All that is known of an indicator."""
        return self._series.get(code)

    def find(self, code: str, period: Period) -> Fact | None:
        """The fact of an indicator under its own basis."""
        series = self._series.get(code)
        return series.own(period) if series else None

    def at(self, code: str, period: Period) -> Fact | None:
        """The reported fact with a value, else the one computed by the indicator's formula."""
        if code not in self.catalogue:
            return None
        fact = self.find(code, period)
        if fact is not None:
            return fact if fact.has_value else None
        indicator = self.catalogue[code]
        return derive(indicator, period, self.find, self.catalogue) if indicator.is_valid_in(period) else None

    def parts(self, code: str, period: Period) -> list[Fact]:
        """What is known of an indicator at a period for a part of the place only (市管), under its own basis."""
        names = (period, period.twin)
        basis = self.catalogue[code].basis
        known = self._parts.get(code, ())
        return [it for it in known if it.period in names and it.basis is basis and it.has_value]

    def comparable(self, code: str) -> Series:
        """The series that a figure is compared in; of a computed one with the same figure a year ago."""
        indicator = self.catalogue[code]
        if code in self._series:
            return self._series[code]
        around = (self.period, self.period.year_before)
        facts = [fact for period in around if (fact := self.at(code, period))]
        return Series(indicator, facts, [*self.breaks, *rates.breaks_of(indicator, self.breaks)])

    # -- cards --------------------------------------------------------------------------------
    def cards(self, rows: Iterable[Mapping[str, str]]) -> tuple[list[Card], list[Absent]]:
        """The cards of rows of data/headlines.csv, and the headlines that have none in this period."""
        cards: list[Card] = []
        absent: list[Absent] = []
        for row in rows:
            codes = [code for code in row["candidates"].split("|") if code in self.catalogue]
            fact = next((found for code in codes if (found := self.at(code, self.period))), None)
            if fact:
                cards.append(self._card(row, fact))
            elif gone := self._absent(codes):
                absent.append(gone)
        return cards, absent

    def _card(self, row: Mapping[str, str], fact: Fact) -> Card:
        series = self.comparable(fact.indicator)
        tried = [series.yoy(fact)]
        if fact.basis is Basis.STOCK and not self.period.is_year_end:
            tried.append(series.since_year_start(fact))
        single = (
            series.single_quarter(self.period)
            if series.indicator.is_flow and self.period.number > 1
            else None
        )
        task, completion = self._task(row.get("task") or fact.indicator)
        besides = {fact.indicator, task.fact.indicator} if task else {fact.indicator}
        return Card(
            title=row["title"],
            figure=self.shown(fact),
            changes=tuple(change for change in tried if change.value is not None),
            reasons=tuple(figure.worded(change) for change in tried if change.value is None),
            single=self.shown(single) if single else None,
            companions=self._companions(row["companions"], besides),
            task=task,
            completion=completion,
            history=self.history(fact.indicator),
        )

    def _companions(self, codes: str, besides: set[str]) -> tuple[Figure, ...]:
        found = (self.at(code, self.period) for code in codes.split("|") if code and code not in besides)
        return tuple(self.shown(fact) for fact in found if fact)[:2]

    def _task(self, code: str) -> tuple[Figure | None, Completion | None]:
        """The figure that a target of the year is about, and how far it is."""
        series, done = self.series(code), self.at(code, self.period)
        if series is None or done is None:
            return None, None
        target = series.at(Period.of_year(self.period.year), Basis.TARGET)
        completion = series.completion(done, target)
        return (self.shown(done), completion) if completion else (None, None)

    def history(self, code: str) -> tuple[Fact, ...]:
        """Up to nine figures that end with the period: single quarters of a flow, period ends of a stock."""
        series = self.series(code)
        if series is None:
            return ()
        indicator = series.indicator
        facts = series.single_quarters() if indicator.is_flow else series.along(indicator.basis)
        if indicator.is_flow and self.period.kind == "year":
            facts = [fact for fact in series.along(Basis.YTD) if fact.period.is_year_end]
        upto = [fact for fact in facts if fact.has_value and fact.period.end <= self.period.end]
        instants = list({fact.period.end: fact for fact in upto}.values())[-POINTS:]
        return tuple(instants) if _is_a_line(instants) else ()

    def _absent(self, codes: Iterable[str]) -> Absent | None:
        """The first of some headlines that the place had lately and would have to have again in this period."""
        for code in codes:
            series = self.series(code)
            if series is None or not self._is_due(series.indicator):
                continue
            known = [fact.period for fact in series.along(series.indicator.basis) if fact.has_value]
            newest = max((it for it in known if it.end <= self.period.end), default=None, key=_end)
            if newest and self.period.year - newest.year <= MISSED:
                told = self.find(code, self.period)
                return Absent(series.indicator.title, told.state.zh if told else "本期无数", newest)
        return None

    def _is_due(self, indicator: Indicator) -> bool:
        """Whether a figure of the indicator can be expected of such a period: no quarterly ones in a month."""
        rare = {"month": ("Q", "A"), "quarter": ("A",), "year": ()}[self.period.kind]
        due = indicator.frequency not in rare or (self.period.kind == "quarter" and self.period.is_year_end)
        return due and indicator.is_valid_in(self.period)


def _end(period: Period) -> date:
    return period.end


def _is_a_line(facts: Sequence[Fact]) -> bool:
    """Whether more than half of the steps between some figures are steps between neighbours."""
    years = yearly(fact.period for fact in facts)
    joined = sum(adjacent(one.period, other.period, years) for one, other in pairwise(facts))
    return len(facts) >= ENOUGH and joined * 2 > len(facts) - 1


def lagging(cards: Iterable[Card]) -> Card | None:
    """The one card to look at: whose task lags the calendar most."""
    return min(
        (card for card in cards if card.is_behind), key=lambda card: card.completion.ahead, default=None
    )


def folded(cards: Sequence[Card], most: int) -> tuple[Card, ...]:
    """The cards in their order, but the one to look at among the first ``most``, which are seen at once."""
    late = lagging(cards)
    if late is None or late in cards[:most]:
        return tuple(cards)
    others = [card for card in cards if card is not late]
    return (*others[: most - 1], late, *others[most - 1 :])
