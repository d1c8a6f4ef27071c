"""The figures of a 通报: each among the units, this period and a year before, with its change and its task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minsheng import disclosure, rates
from minsheng.breaks import Break
from minsheng.bulletin.template import Item
from minsheng.changes import Change, Kind
from minsheng.comparison import comparable, comparison, lamps, profile
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.lamps import Light
from minsheng.comparison.profile import Row
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.series import Series
from minsheng.store.reading import Store
from minsheng.writing.document import Omitted
from minsheng.yearlines import Line

#: so many of what most units have
MOST = 10
_TOPIC = "主要指标"


@dataclass(frozen=True, slots=True)
class Told:
    """One figure among the units: this period's order and last year's, the lines of the units and of the whole.

    ``red`` are the lamps that forbid an order.
    """

    item: Item
    row: Row
    lines: Mapping[str, Line]
    whole: Line | None
    red: tuple[Light, ...]

    @property
    def now(self) -> Comparison:
        """The comparison of this period."""
        return self.row.now

    @property
    def name(self) -> str:
        """The figure's name as a sentence says it."""
        return self.now.indicator.title


@dataclass(frozen=True, slots=True)
class Desk:
    """Where facts and names come from."""

    store: Store
    regions: Regions
    breaks: Sequence[Break]


@dataclass(frozen=True, slots=True)
class Ground:
    """Among which units, when and from what facts figures are told."""

    desk: Desk
    region: Region
    units: tuple[Region, ...]
    period: Period
    internal: bool

    def told(self, wanted: Iterable[Item]) -> tuple[dict[Item, Told], list[Omitted]]:
        """Each figure that two units have, and those that they have not."""
        wanted = list(dict.fromkeys(wanted))
        by_code: dict[str, list[Fact]] = {}
        targets: dict[tuple[str, str], Fact] = {}
        for fact in self._facts(wanted):
            if fact.basis is not Basis.TARGET:
                by_code.setdefault(fact.indicator, []).append(fact)
            elif fact.period.year == self.period.year and fact.scope == WHOLE:
                targets[fact.region, fact.indicator] = fact
        told, omitted = {}, []
        for item in wanted:
            row = self._row(item, by_code)
            if row.now.ranking.ranked >= comparable.ENOUGH:
                told[item] = _told(item, row, {} if item.by else targets, self.desk)
            elif item.topic:
                omitted.append(Omitted(item.indicator.code, row.now.indicator.name, "各单位没有可比的数"))
        return told, omitted

    def usual(self) -> list[Item]:
        """What most units have, where the template's figures are not there."""
        store = self.desk.store
        counts = comparable.counts(self.units, (self.period, self.period.twin), store)
        offered = comparable.indicators(counts, self.period, store.catalogue)
        most = sorted(offered, key=lambda it: -counts.get(it.code, 0))[:MOST]
        return [Item(_TOPIC, it) for it in offered if it in most and not it.domain.startswith("人口")]

    def _facts(self, wanted: Iterable[Item]) -> list[Fact]:
        store = self.desk.store
        codes = dict.fromkeys(code for item in wanted for code in self._codes(item))
        now, before = (comparison.periods(it) for it in (self.period, self.period.year_before))
        facts = store.facts(
            regions=[self.region.code, *(unit.code for unit in self.units)],
            indicators=list(codes),
            periods=list(dict.fromkeys([*now, *before])),
        )
        return facts if self.internal else disclosure.public(facts, store.catalogue, self.desk.regions)

    def _codes(self, item: Item) -> list[str]:
        own = profile.codes([(item.indicator, item.by)], self.desk.store.catalogue)
        return list(dict.fromkeys([*own, *comparison.weights(item.indicator)]))

    def _row(self, item: Item, by_code: Mapping[str, list[Fact]]) -> Row:
        own = [fact for code in self._codes(item) for fact in by_code.get(code, ())]
        questions = (
            Question(item.indicator, when, self.region, item.by)
            for when in (self.period, self.period.year_before)
        )
        catalogue, breaks = self.desk.store.catalogue, self.desk.breaks
        return Row(*(comparison.compared(own, it, self.units, catalogue, breaks) for it in questions))


def _told(item: Item, row: Row, targets: Mapping[tuple[str, str], Fact], desk: Desk) -> Told:
    now, before = row.now, row.before
    earlier = {it.region: it.fact for it in before.ranking.entries}
    code = item.indicator.code
    lines = {
        it.region: _line(now, it.fact, earlier.get(it.region), targets.get((it.region, code)), it.name, desk)
        for it in now.ranking.entries
    }
    whole = None
    if now.whole:
        base = before.whole.fact if before.whole else None
        target = targets.get((now.whole.fact.region, code))
        whole = _line(now, now.whole.fact, base, target, now.place, desk)
    return Told(item, row, lines, whole, lamps.blocking(now.lights))


def _line(
    found: Comparison, fact: Fact, before: Fact | None, target: Fact | None, name: str, desk: Desk
) -> Line:
    """A figure with its change on a year before and how far its task is done."""
    cuts = [*desk.breaks, *rates.breaks_of(found.indicator, desk.breaks)]
    series = Series(found.indicator, [it for it in (fact, before) if it], cuts)
    change = series.yoy(fact)
    base = change.base if change.base and change.base.has_value else None
    return Line(
        Figure(fact, found.indicator, name),
        Figure(base, found.indicator, name) if base else None,
        change,
        Change(Kind.AVERAGE_GROWTH, None, "%", reason="不计算年均增长"),
        Figure(target, found.indicator, name) if target else None,
        series.completion(fact, target) if fact.basis in (Basis.YTD, Basis.STOCK) else None,
        "",
    )
