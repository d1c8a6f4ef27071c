"""What stands today for a figure that was printed once: the same fact, or the same computation on today's operands.

The year-end figure has two names (2022, 2022Q4): the stronger vintage stands, so that 年报数 replaces 季报数.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from minsheng.breaks import Break
from minsheng.catalogue import Indicator
from minsheng.changes import Change, Kind
from minsheng.comparison.benchmark import FORMULAS, Mean, together
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Basis, Derivation, Fact
from minsheng.period import Period
from minsheng.series import Series
from minsheng.store.reading import Store
from minsheng.tasks import summary
from minsheng.writing import binding, stating

_DONE = "完成率＝"
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Now:
    """Today's fact; of a growth the ``change`` that words it; ``reason`` where there is none any more."""

    fact: Fact | None
    change: Change | None = None
    reason: str = ""


class Today:
    """The store as it stands, asked for one fact after the other; the facts of a place are fetched once.

    With ``years`` it is asked for the same time so many years later.
    """

    def __init__(self, store: Store, years: int = 0) -> None:
        self.store, self.catalogue, self._years = store, store.catalogue, years
        self._places: dict[str, dict[str, list[Fact]]] = {}

    @cached_property
    def _breaks(self) -> tuple[Break, ...]:
        return self.store.breaks()

    def of(self, fact: Fact) -> Now:
        """What stands today for a fact that was printed."""
        if not fact.derivation:
            found = self.find(fact, self._at(fact.period))
            return Now(found, reason="" if found else f"库中没有{self._at(fact.period).name}的数")
        formula = fact.derivation.formula
        if not fact.derivation.operands:
            return self._count(fact)
        if formula in stating.AGAIN or formula == FORMULAS[Mean.POOLED]:
            return self._again(fact)
        if formula in (binding.HIGHEST_FIRST, binding.LOWEST_FIRST):
            return self._place(fact)
        if formula.startswith(_DONE) or formula in (stating.PACE, stating.CALENDAR):
            return self._completion(fact)
        kind = _KINDS.get(formula.partition("＝")[0])
        if kind and len(fact.derivation.operands) == 2:
            return self._change(fact, kind)
        return self._derived(fact)

    def _at(self, period: Period) -> Period:
        return replace(period, year=period.year + self._years)

    def find(self, like: Fact, period: Period | None = None) -> Fact | None:
        """The fact of the same region, indicator, scope and basis, at its own or another period."""
        return self.series(like).at(period or like.period, like.basis)

    def yoy(self, fact: Fact) -> Change:
        """The change of one of today's facts on a year before, of a computed rate too."""
        period = fact.period.year_before
        base = self.find(fact, period) or (self._rate(fact, period) if fact.derivation else None)
        return self.series(fact).against(fact, base, Kind.YOY, period, "无上年同期数")

    def series(self, fact: Fact) -> Series:
        """The series that a fact belongs to."""
        own = self.facts(fact.region).get(fact.indicator, [])
        return Series(self.indicator(fact), [it for it in own if it.scope == fact.scope], self._breaks)

    def facts(self, region: str) -> dict[str, list[Fact]]:
        """All facts of a place by indicator."""
        if region not in self._places:
            self._places[region] = _by_indicator(self.store.facts(regions=[region]))
        return self._places[region]

    def indicator(self, fact: Fact) -> Indicator:
        """What a fact is of."""
        return self.catalogue[fact.indicator]

    def _completion(self, fact: Fact) -> Now:
        done, target = (self.of(operand).fact for operand in fact.derivation.operands)
        rate = self.series(fact.derivation.operands[0]).completion(done, target) if done and target else None
        if rate is None:
            return Now(None, reason="完成率已算不出")
        if fact.derivation.formula == stating.PACE:
            return Now(binding.computed(done, rate.ahead, "百分点", stating.PACE, (done, target)))
        if fact.derivation.formula == stating.CALENDAR:
            return Now(binding.computed(done, rate.pace, "%", stating.CALENDAR, (done, target)))
        return Now(binding.completed(done, rate))

    def _again(self, fact: Fact) -> Now:
        """What is said of a figure beside others, by its own formula on today's operands."""
        formula = fact.derivation.formula
        units = tuple(self.of(operand).fact for operand in fact.derivation.operands)
        if not all(each and each.has_value for each in units):
            return Now(None, reason="有的运算数现在没有，算不出")
        if formula in stating.AGAIN:
            value = stating.AGAIN[formula]([it.value for it in units])
        else:
            value = together(self.indicator(fact), units, self.catalogue)
        told = Derivation(formula, units)
        return (
            Now(None, reason="现在的数已算不出此数")
            if value is None
            else Now(replace(fact, value=value, derivation=told))
        )

    def _count(self, fact: Fact) -> Now:
        """A count of tasks, counted again; of others nothing is known but that they were counted."""
        now = summary.recounted(self.store, fact)
        return Now(now, reason="" if now else "这是印出时的计数，请到原页面看现在的数")

    def _place(self, fact: Fact) -> Now:
        """A place among the units that it was counted among."""
        units = [self.of(operand).fact for operand in fact.derivation.operands]
        if not all(each and each.has_value for each in units):
            return Now(None, reason="有单位的数现在没有，位次排不出")
        own, lowest = units[0], fact.derivation.formula == binding.LOWEST_FIRST
        rank = 1 + sum((it.value < own.value) if lowest else (it.value > own.value) for it in units)
        return Now(binding.ranked(own, units, rank, lowest=lowest))

    def _change(self, fact: Fact, kind: Kind) -> Now:
        now, base = (self.of(operand).fact for operand in fact.derivation.operands)
        period = self._at(fact.derivation.operands[1].period)
        if now is None:
            return Now(None, reason=f"库中没有{self._at(fact.period).name}的数")
        series = self.series(fact.derivation.operands[0])
        if kind is Kind.AVERAGE_GROWTH:
            change = series.average_against(now, base, period)
        else:
            change = series.against(now, base, kind, period, "无基期数")
        if change.value is None:
            return Now(None, change, f"增减无法计算：{change.reason}")
        return Now(binding.grown(now, change), change)

    def _derived(self, fact: Fact) -> Now:
        """A rate by its catalogue's formula, on today's operands."""
        period = self._at(fact.period)
        found = self.find(fact, period) or self._rate(fact, period) or self._alike(fact, period)
        return Now(found, reason="" if found else "现在的数已算不出此数")

    def _alike(self, fact: Fact, period: Period) -> Fact | None:
        """A total, a mean, a share that no catalogue formula gives: computed from today's operands as it was from its own."""
        operands = fact.derivation.operands
        shape = next((it for it in _SHAPES if _value(it, operands) == fact.value), None)
        now = [self.of(operand).fact for operand in operands]
        if shape is None or not all(each and each.has_value for each in now):
            return None
        value, told = _value(shape, now), Derivation(fact.derivation.formula, tuple(now))
        return None if value is None else replace(fact, period=period, value=value, derivation=told)

    def _rate(self, fact: Fact, period: Period) -> Fact | None:
        def find(code: str, when: Period) -> Fact | None:
            own = [it for it in self.facts(fact.region).get(code, ()) if it.scope == WHOLE]
            indicator = self.catalogue[code]
            return Series(indicator, own, self._breaks).at(when, indicator.basis)

        return derive(self.indicator(fact), period, find, self.catalogue)


def _value(shape: Callable[[list[Decimal]], Decimal], operands: Sequence[Fact]) -> Decimal | None:
    """What a shape gives; None where it does not apply."""
    try:
        return shape([operand.value for operand in operands])
    except (ArithmeticError, IndexError, TypeError):
        return None


#: how a printed figure may have come of its operands, in words of arithmetic
_SHAPES: tuple[Callable[[list[Decimal]], Decimal], ...] = (
    lambda it: sum(it[1:], it[0]),
    lambda it: sum(it[1:], it[0]) / len(it),
    lambda it: it[0] / it[1] * 100,
    lambda it: it[0] / it[1],
    lambda it: it[0] - it[1],
)


def _by_indicator(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.indicator, []).append(fact)
    return found


def differs(printed: Fact, now: Fact | None) -> bool:
    """Whether a reader would be told another value today: value, range, approximation or state."""
    if now is None:
        return True
    return (printed.value, printed.value_to, printed.approx) != (now.value, now.value_to, now.approx) or (
        printed.basis is Basis.SINCE and printed.since_from != now.since_from
    )
