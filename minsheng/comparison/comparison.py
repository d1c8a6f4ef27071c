"""县区对比: the units directly below a place, by one figure of one period, with all that makes the comparison fair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import quotients, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import benchmark, candidates, denominators, lamps, ranking, remainder
from minsheng.comparison.benchmark import Benchmark
from minsheng.comparison.candidates import Candidate
from minsheng.comparison.lamps import Light
from minsheng.comparison.ranking import Entry, Excluded, Missing, Ranking
from minsheng.comparison.remainder import Apart
from minsheng.errors import UsageError
from minsheng.facts import WHOLE, Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.numerals import brief, places
from minsheng.period import Period
from minsheng.quotients import Denominator
from minsheng.store.reading import Store

#: how many years back a population may lie
YEARS = 3
#: 台湾, 香港, 澳门: not in national statistics
APART = ("710000", "810000", "820000")
_NOUNS = {"province": "省份", "prefecture": "市州", "county": "县区", "zone": "县区", "town": "镇街"}


class NothingBelow(UsageError):
    """The place has no units below it."""

    def __init__(self, region: Region) -> None:
        super().__init__(f"{region.name}没有下级单位，无从比较。", "请改选上级地区。")


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared: an indicator (perhaps per something) of a period, among the units directly below a place."""

    indicator: Indicator
    period: Period
    within: Region
    denominator: Denominator | None = None


@dataclass(frozen=True, slots=True)
class Weighted:
    """A mean that counts each unit by how many people it is about."""

    value: Decimal
    by: Indicator


@dataclass(frozen=True, slots=True)
class Comparison:
    """The order with its lamps. ``indicator`` is the one shown (per denominator), ``whole`` the figure of the place above,
    ``benchmark`` the mean that units are measured against, ``apart`` the rows beside the units (小计, 本级).
    """

    question: Question
    indicator: Indicator
    ranking: Ranking
    whole: Figure | None
    lights: tuple[Light, ...]
    people: tuple[Figure, ...]
    weighted: Weighted | None
    units: tuple[Region, ...]
    benchmark: Benchmark | None = None
    apart: tuple[Apart, ...] = ()

    @property
    def place(self) -> str:
        """The name of the place above."""
        return self.question.within.name_at(self.question.period)

    @property
    def noun(self) -> str:
        """What the units are called together: 县区, 镇街, 市州, 省份."""
        nouns = dict.fromkeys(_NOUNS.get(unit.level, "单位") for unit in self.units)
        return next(iter(nouns)) if len(nouns) == 1 else "单位"

    def figure(self, entry: Entry) -> Figure:
        """An entry as it is shown."""
        return Figure(entry.fact, self.indicator, entry.name)

    def worded(self, value: Decimal) -> str:
        """A mean, a median or a difference: counts with one place more than the entries where it is not one of them, ratios and
        standards with theirs.
        """
        steps = [
            it.fact.resolution for it in self.ranking.entries if it.fact.resolution and it.fact.resolution > 1
        ]
        coarse = max(steps) / 10 if steps and self.indicator.unit != "元" else None
        whole = value == value.to_integral_value() and self._places == 0 and self.indicator.unit != "元"
        written = brief(value, self.indicator.unit, 0 if whole else max(self._places, 1), coarse)
        return f"{written.grouped}{written.unit}"

    @property
    def _places(self) -> int:
        """The decimals that the entries are printed with."""
        printed = [
            places(it.fact.resolution)
            for it in self.ranking.entries
            if it.fact.resolution and not it.fact.derivation
        ]
        return (
            max([self.indicator.decimals, *printed])
            if self.indicator.kind not in ("stock", "flow")
            else self.indicator.decimals
        )

    @property
    def when(self) -> str:
        """The time of the figures: 2023年9月底, 2023年1—9月."""
        return (
            self.figure(self.ranking.entries[0]).when if self.ranking.entries else self.question.period.name
        )

    @property
    def populations(self) -> str:
        """What was divided by, with its year: 2022年末常住人口; empty where nothing was."""
        return "、".join(f"{_counted(it.fact)}{it.indicator.name}" for it in self.people)

    @property
    def remainder(self) -> str:
        """How the sum of the units stands to the figure of the whole, where both can be added; empty where they agree."""
        if self.indicator.aggregation != "sum" or self.whole is None or not self.ranking.entries:
            return ""
        added = sum((it.value for it in self.ranking.entries), Decimal(0))
        rest = self.whole.fact.value - added
        steps = [it.fact.resolution or Decimal(0) for it in self.ranking.entries]
        if abs(rest) <= sum(steps, self.whole.fact.resolution or Decimal(0)) / 2:
            return ""
        told = f"{self.ranking.ranked}/{self.ranking.total}个{self.noun}合计{self._whole(added)}，{self.place}{self.whole.display}"
        listed = {it.region: it.value for it in self.ranking.entries}
        where = remainder.explained(rest, self.apart, listed, self.noun, self._whole) if rest > 0 else ""
        why = where or ("未报单位或本级等未列出的部分" if rest > 0 else "可能重复计入")
        return f"{told}，{'差' if rest > 0 else '多'}{self._whole(abs(rest))}（{why}）。"

    def _whole(self, value: Decimal) -> str:
        """A sum, written as the figure of the whole is."""
        return replace(self.whole, fact=replace(self.whole.fact, value=value)).display


def ask(store: Store, regions: Regions, question: Question, breaks: Sequence[Break] = ()) -> Comparison:
    """The comparison as the store has it today. Raises NothingBelow, NotDivisible."""
    return ask_all(store, regions, [question], breaks)[0]


def ask_all(
    store: Store, regions: Regions, questions: Sequence[Question], breaks: Sequence[Break] = ()
) -> list[Comparison]:
    """The comparisons of several figures and periods below one place: the store is asked once. Raises as ``ask``."""
    within = questions[0].within
    units = {it.period: below(within, it.period, regions) for it in questions}
    if not all(units.values()):
        raise NothingBelow(within)
    others = beside(within, regions)
    shown = [divided(it, store.catalogue) for it in questions]
    needed = [code for it in shown for code in (it.code, *rates.operands(it, store.catalogue), *weights(it))]
    there = (within, *(it for those in units.values() for it in those), *others)
    facts = store.facts(
        regions=dict.fromkeys(it.code for it in there),
        indicators=dict.fromkeys(needed),
        periods=dict.fromkeys(period for it in questions for period in periods(it.period)),
    )
    return [
        compared(_of(periods(it.period), facts), it, units[it.period], store.catalogue, breaks, others)
        for it in questions
    ]


def _of(when: Sequence[Period], facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.period in when]


def beside(region: Region, regions: Regions) -> tuple[Region, ...]:
    """The rows that stand beside the units of a place and are none: its subtotals and its own share."""
    return (*regions.subtotals(region.code), regions.own(region.code))


def below(region: Region, period: Period | None, regions: Regions) -> tuple[Region, ...]:
    """The units directly below a place in a period; national statistics do not include 港澳台."""
    return tuple(it for it in regions.children(region.code, period) if it.code not in APART)


def divided(question: Question, catalogue: Catalogue) -> Indicator:
    """The indicator that is put in order."""
    if question.denominator is None:
        return question.indicator
    return quotients.per(question.indicator, question.denominator, catalogue)


def periods(period: Period) -> list[Period]:
    """The period under both names, and the years whose populations may serve."""
    years = [Period.of_year(period.year - back) for back in range(YEARS)]
    return list(dict.fromkeys(it for it in (period, period.twin, *years) if it))


def compared(
    facts: Iterable[Fact],
    question: Question,
    units: Sequence[Region],
    catalogue: Catalogue,
    breaks: Sequence[Break] = (),
    others: Sequence[Region] = (),
) -> Comparison:
    """The comparison out of facts of the indicator, its operands, the units, the place above and those beside them."""
    facts, indicator = list(facts), divided(question, catalogue)
    found = candidates.candidates(indicator, facts, units, question.period, catalogue, breaks)
    whole = candidates.candidates(indicator, facts, [question.within], question.period, catalogue)[0]
    standing = [it for it in found if it.stands]
    if question.denominator:
        indicator = quotients.shown(indicator, [it.fact.value for it in standing])
    ordered = Ranking(
        indicator,
        ranking.order(indicator, [(it.name, it.fact) for it in standing]),
        tuple(Missing(it.region.code, it.name, it.state, it.note) for it in found if it.state),
        tuple(Excluded(it.region.code, it.name, it.why) for it in found if it.why),
    )
    alike = whole.stands and (not standing or whole.fact.basis is standing[0].fact.basis)
    above = whole.fact if alike else None
    return Comparison(
        question, indicator, ordered, Figure(above, indicator, whole.name) if above else None,
        lamps.judge(found, above, indicator),
        _people([it.fact for it in standing if it.fact.derivation], catalogue),
        _weighted(ordered, facts, question.period, catalogue), tuple(units),
        benchmark.benchmark(indicator, ordered.entries, catalogue),
        _apart(candidates.candidates(indicator, facts, others, question.period, catalogue), above),
    )  # fmt: skip


def _apart(found: Iterable[Candidate], whole: Fact | None) -> tuple[Apart, ...]:
    """The rows beside the units that are of the whole's own kind."""
    return tuple(
        Apart(it.name, it.fact.value, it.region.hosts)
        for it in found
        if whole and it.stands and (it.fact.basis, it.fact.scope) == (whole.basis, whole.scope)
    )


def _people(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[Figure, ...]:
    return tuple(Figure(it, catalogue[it.indicator], "") for it in denominators.basis_of(facts, catalogue))


def _counted(people: Fact) -> str:
    census = "普查" in people.notes
    return f"{people.period.year}年{'人口普查' if census else '末'}"


def weights(indicator: Indicator) -> list[str]:
    """The indicator that a standard is weighted by, as the catalogue says."""
    how, _, code = indicator.aggregation.partition(":")
    return [code] if how == "weighted_mean" else []


def _weighted(order: Ranking, facts: Sequence[Fact], period: Period, catalogue: Catalogue) -> Weighted | None:
    """The weighted mean; None where a weight is lacking: half a weighting is none."""
    for code in weights(order.indicator):
        own = (fact for fact in facts if fact.indicator == code and fact.has_value and fact.scope == WHOLE)
        counts = {fact.region: fact.value for fact in own if fact.period in (period, period.twin)}
        if order.entries and all(counts.get(it.region) for it in order.entries):
            added = sum((it.value * counts[it.region] for it in order.entries), Decimal(0))
            people = sum((counts[it.region] for it in order.entries), Decimal(0))
            return Weighted(added / people, catalogue[code])
    return None
