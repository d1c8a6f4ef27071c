"""What there is to tell of a place and period: each figure among the units, tasks, returns, explanations, open queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from minsheng import disclosure, rates
from minsheng.bulletin.errors import NothingToTell
from minsheng.bulletin.scheme import Criterion
from minsheng.bulletin.template import Item, Template
from minsheng.catalogue import Catalogue
from minsheng.changes import Break, Change, Kind, Series
from minsheng.checks.judgements import Judgement
from minsheng.comparison import comparable, comparison, lamps, profile
from minsheng.comparison.comparison import Comparison, NothingBelow, Question
from minsheng.comparison.lamps import Light
from minsheng.comparison.profile import Row
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, explanations
from minsheng.receiving.approval import Standing
from minsheng.returns.reading import Severity
from minsheng.store.reading import Store
from minsheng.tasks import summary
from minsheng.tasks.summary import Summary
from minsheng.writing.document import Omitted
from minsheng.yearlines import Line

#: fewer figures of the template than this, and what most units have is told instead
FEW, MOST = 3, 10
_TOPIC = "主要指标"
_NOTE = "上报说明："


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
class Returns:
    """How the units reported: their standings, how many figures they corrected, how many questions stand open.

    ``kept`` is whether the place keeps returns of the period at all (published figures come without).
    """

    standings: Mapping[str, Standing]
    corrected: Mapping[str, int]
    open: Mapping[str, int]

    @property
    def kept(self) -> bool:
        """Whether there are returns."""
        return any(it.facts for it in self.standings.values())

    @property
    def late(self) -> dict[str, int]:
        """The units that were late, and how many days; a year's figures are verified in their own time and never late."""
        late = {unit: it.late for unit, it in self.standings.items() if it.late and it.period.kind != "year"}
        return late if self.kept else {}

    @property
    def missing(self) -> list[str]:
        """The units without a return."""
        return [unit for unit, it in self.standings.items() if not it.facts] if self.kept else []


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a 通报 is written from. ``reason`` is why figures with a red lamp may be ordered all the same,
    ``ledger`` the 任务台账 at the end of the period.
    """

    region: Region
    period: Period
    units: tuple[Region, ...]
    template: Template
    told: tuple[Told, ...]
    returns: Returns
    given: Mapping[tuple[str, str], str]
    catalogue: Catalogue
    breaks: tuple[Break, ...]
    omitted: tuple[Omitted, ...]
    scored: Mapping[Criterion, Told] = field(default_factory=dict)
    reason: str = ""
    ledger: Summary | None = None

    @property
    def place(self) -> str:
        """The name of the place above."""
        return self.region.name_at(self.period)

    @property
    def demo(self) -> bool:
        """Whether the figures are invented."""
        return any(line.figure.fact.demo for it in self.told for line in it.lines.values())

    def name(self, unit: str) -> str:
        """The name of a unit in the period."""
        return next(it.name_at(self.period) for it in self.units if it.code == unit)

    def ranks(self, told: Told) -> bool:
        """Whether a figure is told as an order of merit."""
        return told.item.is_ranked and (not told.red or bool(self.reason))

    def explanation(self, unit: str, line: Line) -> str:
        """What a unit wrote about a figure, in the period; empty where it wrote nothing."""
        leaves = _leaves(line.figure.fact)
        texts = [self.given.get((unit, fact.indicator), "") for fact in (line.figure.fact, *leaves)]
        notes = [fact.notes.removeprefix(_NOTE) for fact in leaves if fact.notes.startswith(_NOTE)]
        return next((text.strip().rstrip("。") for text in (*texts, *notes) if text.strip()), "")


def _leaves(fact: Fact) -> list[Fact]:
    if fact.derivation is None:
        return [fact]
    return [leaf for operand in fact.derivation.operands for leaf in _leaves(operand)]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where facts and names come from."""

    store: Store
    regions: Regions
    breaks: Sequence[Break]


def gather(
    desk: Desk, region: Region, period: Period, template: Template, found: Iterable[Judgement] = (), *,
    internal: bool = False, reason: str = "",
) -> Matter:  # fmt: skip
    """What there is of a place and period. ``found`` are the findings of 审核. Raises NothingBelow, NothingToTell.

    Without ``internal`` sensitive small counts are withheld before anything is computed from them.
    """
    units = comparison.below(region, period, desk.regions)
    if not units:
        raise NothingBelow(region)
    codes = [unit.code for unit in units]
    criteria = {it: Item("", it.indicator, it.by) for it in template.scheme.criteria}
    ground = _Ground(desk, region, units, period, internal)
    told, omitted = ground.told([*template.items, *criteria.values()])
    scored = {it: told[item] for it, item in criteria.items() if item in told}
    told = {item: it for item, it in told.items() if item.topic}
    if len(told) < min(FEW, len(template.items)):
        told, _ = ground.told(ground.usual())
    if not told:
        there = (
            when for (_, when), count in desk.store.comparable(codes).items() if count >= comparable.ENOUGH
        )
        raise NothingToTell(region.name_at(period), period.name, list(dict.fromkeys(there))[:6])
    given = {
        (it.region, it.indicator): it.text
        for it in explanations.of(desk.store, codes)
        if it.period == str(period)
    }
    returns = Returns(
        {code: cell for (code, _), cell in approval.matrix(desk.store, codes, [period]).items()},
        _corrected(desk.store, codes, period),
        _open(found, codes, period),
    )
    return Matter(
        region, period, units, template, tuple(told.values()), returns, given, desk.store.catalogue, tuple(desk.breaks),
        tuple(omitted), scored, reason, summary.summary(desk.store, desk.regions, region.code, period),
    )  # fmt: skip


# -- figures --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Ground:
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


# -- returns --------------------------------------------------------------------------------------
def _corrected(store: Store, units: Collection[str], period: Period) -> dict[str, int]:
    """How many figures each unit corrected: of this period, and of the year's earlier ones since this period ended."""
    values: dict[tuple, set] = {}
    for fact in store.vintages(regions=units, periods=_of_year(period)):
        since = fact.known_on is not None and _window(period)[0] < fact.known_on <= _window(period)[1]
        if fact.comparison or fact.basis is Basis.TARGET:
            continue
        known = values.setdefault((*fact.key, fact.status), set())
        known.add((fact.value, fact.state, fact.period == period or since))
    changed = [key for key, known in values.items() if _changed(known)]
    return dict(Counter(key[0] for key in changed))


def _of_year(period: Period) -> list[Period]:
    """All periods of the year up to one."""
    months = [Period.of_month(period.year, month) for month in range(1, period.month + 1)]
    return [*months, *([Period.of_year(period.year)] if period.is_year_end else [])]


def _changed(known: set) -> bool:
    """Whether there is more than one value, the later of them in time for this 通报."""
    return len({value for value, *_ in known}) > 1 and any(now for *_, now in known)


def _window(period: Period) -> tuple[date, date]:
    """The days in which earlier returns are corrected under this period's 通报."""
    months = {"year": 12, "quarter": 3, "month": 1}[period.kind]
    return period.end, period.end + timedelta(days=months * 31)


def _open(found: Iterable[Judgement], units: Collection[str], period: Period) -> dict[str, int]:
    """How many findings of each unit ask for an explanation that was not given."""
    asked = (
        it
        for it in found
        if it.region in units
        and it.period == period
        and it.severity is not Severity.WARNING
        and not it.explanation
    )
    return dict(Counter(it.region for it in asked))
