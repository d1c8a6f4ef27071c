"""Computed figures: rates from their formula, totals over regions. Ratios are recomputed, never added.

A value that the source reported itself always comes first; a rate without a formula is reported, never
derived. A total over incomplete children says n/N (law 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparability import is_coarse
from minsheng.errors import MinshengError
from minsheng.facts import STRENGTH, Approx, Basis, Derivation, Fact
from minsheng.formula import Formula, Operand
from minsheng.period import Period

#: finds the fact of an indicator at a period, in one region and scope
Finder = Callable[[str, Period], Fact | None]

#: how a total over regions came about
TOTAL = "合计＝各地区之和"


class NotAdditive(MinshengError):
    """A total was asked of something that must not be added."""

    def __init__(self, indicator: Indicator, why: str) -> None:
        self.indicator = indicator
        super().__init__(f"{indicator.name}{why}，不能相加。", "请用分子、分母重新计算。")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over regions with its coverage: ``reported`` of ``expected`` regions."""

    fact: Fact | None
    reported: int
    expected: int

    @property
    def is_complete(self) -> bool:
        """Whether every expected region reported."""
        return self.reported == self.expected


def derive(indicator: Indicator, period: Period, find: Finder, catalogue: Catalogue) -> Fact | None:
    """The value of a derived indicator out of its operands; None where one is missing.

    Annual rates are derived at year ends only: a flow of nine months per year's population is no rate.
    """
    if indicator.formula is None or (indicator.frequency == "A" and not period.is_year_end):
        return None
    operands: dict[Operand, Fact] = {}

    def value_of(operand: Operand) -> Decimal | None:
        fact = _operand(operand, period, find, catalogue)
        if fact is None or not fact.has_value or fact.approx is not Approx.EXACT:
            return None
        operands[operand] = fact
        return fact.value

    value = indicator.formula.evaluate(value_of)
    if value is None or not operands or len({fact.demo for fact in operands.values()}) > 1:
        return None
    if all(fact.period.end != period.end for fact in operands.values()):
        return None  # made wholly of other years' figures it would say nothing of this one
    return _derived(indicator, period, value, operands, catalogue)


def _operand(operand: Operand, period: Period, find: Finder, catalogue: Catalogue) -> Fact | None:
    at = period.year_before if operand.previous else period
    fact = find(operand.code, at)
    if fact is None and catalogue[operand.code].domain.startswith("人口"):
        years = (find(operand.code, Period.of_year(year)) for year in population_years(at))
        return next((population for population in years if population), None)
    if fact is None and catalogue[operand.code].formula:
        return derive(catalogue[operand.code], at, find, catalogue)
    return fact


def population_years(period: Period) -> tuple[int, int, int]:
    """The years whose population may stand in for a period's, best first: at a year end its own, else the last one."""
    newest = period.year if period.is_year_end else period.year - 1
    return (newest, newest - 1, newest - 2)


def _derived(
    indicator: Indicator, period: Period, value: Decimal, operands: dict[Operand, Fact], catalogue: Catalogue
) -> Fact:
    weakest = max(operands.values(), key=lambda fact: STRENGTH[fact.status])
    return replace(
        weakest,
        indicator=indicator.code,
        period=period,
        basis=indicator.basis,
        value=value,
        unit=indicator.unit,
        resolution=_resolution(indicator, value, operands.values()),
        value_to=None,
        pending=any(fact.pending for fact in operands.values()),
        inferred=any(fact.inferred for fact in operands.values()),
        comparison=False,
        locator="",
        notes="",
        derivation=Derivation(
            f"{indicator.name}＝{_words(indicator.formula, catalogue)}", tuple(operands.values())
        ),
    )


@lru_cache(maxsize=1024)
def _words(formula: Formula, catalogue: Catalogue) -> str:
    """The formula with the names of its operands."""
    return formula.worded(lambda operand: catalogue[operand.code].name)


def _resolution(indicator: Indicator, value: Decimal, operands: Iterable[Fact]) -> Decimal:
    """The step that the coarsest operand still carries, never finer than the catalogue's decimals.

    Counts in whole units and money to 0.1万元 are exact and carry every step.
    """
    relative = [f.resolution / abs(f.value) for f in operands if f.resolution and f.value and is_coarse(f)]
    # a rounded number is half a step off at most
    carried = abs(value) * max(relative, default=Decimal(0)) / 2
    step = Decimal(1).scaleb(-indicator.decimals)
    while step < carried:
        step *= 10
    return step


def leaves(fact: Fact) -> list[Fact]:
    """The reported facts that a figure rests on, down through all that was derived; a reported one rests on itself."""
    if fact.derivation is None:
        return [fact]
    return [leaf for operand in fact.derivation.operands for leaf in leaves(operand)]


def total(indicator: Indicator, facts: Iterable[Fact], expected: int) -> Total:
    """The sum of an additive indicator over regions, with its coverage. Raises NotAdditive.

    Facts must be of one period, basis and scope; missing values are counted, never taken as zero.
    """
    if indicator.aggregation != "sum":
        raise NotAdditive(indicator, "是比率或标准")
    facts = list(facts)
    if len({(fact.period, fact.basis, fact.scope, fact.demo) for fact in facts}) > 1:
        raise NotAdditive(indicator, "的各数时期、口径或范围不同")
    if any(fact.basis in (Basis.RATE, Basis.STANDARD, Basis.AVERAGE) for fact in facts):
        raise NotAdditive(indicator, "是比率、标准或年均数")
    counted = [fact for fact in facts if fact.has_value]
    if not counted:
        return Total(None, 0, expected)
    fact = replace(
        counted[0],
        region="",
        value=sum((f.value for f in counted), Decimal(0)),
        resolution=max((f.resolution for f in counted if f.resolution), default=None),
        derivation=Derivation(TOTAL, tuple(counted)),
    )
    return Total(fact, len(counted), expected)
