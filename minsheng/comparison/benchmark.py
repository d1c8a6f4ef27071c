"""What a unit is measured against: the mean of the units, and what kind of mean it is.

Counts have a plain mean. A ratio is never averaged where it can be recomputed: all numerators over all denominators
of the units (合并平均). Where the parts are not there (a printed rate, a standard), the mean is of the printed numbers
and says so: 未加权平均.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison.ranking import Entry
from minsheng.facts import Fact
from minsheng.formula import Operand


class Mean(StrEnum):
    """The kinds of mean; the value is the word on screens."""

    PLAIN = "平均"
    POOLED = "合并平均"
    UNWEIGHTED = "未加权平均"


#: how each kind is computed, in words
FORMULAS = {
    Mean.PLAIN: "平均＝各单位数之和÷单位个数",
    Mean.POOLED: "合并平均＝各单位分子之和与分母之和相比",
    Mean.UNWEIGHTED: "未加权平均＝各单位数之和÷单位个数",
}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A mean of the units and its kind."""

    value: Decimal
    kind: Mean


def benchmark(indicator: Indicator, entries: Sequence[Entry], catalogue: Catalogue) -> Benchmark | None:
    """The mean of some entries; None where there are none."""
    if not entries:
        return None
    plain = sum((it.value for it in entries), Decimal(0)) / len(entries)
    if not indicator.is_ratio and indicator.kind != "standard":
        return Benchmark(plain, Mean.PLAIN)
    pooled = together(indicator, [it.fact for it in entries], catalogue)
    return Benchmark(plain, Mean.UNWEIGHTED) if pooled is None else Benchmark(pooled, Mean.POOLED)


def together(indicator: Indicator, facts: Sequence[Fact], catalogue: Catalogue) -> Decimal | None:
    """The formula over the sums of its operands; None where a unit's was not computed or an operand cannot be added."""
    if indicator.formula is None or any(fact.derivation is None for fact in facts):
        return None
    places = list(dict.fromkeys(indicator.formula.operands))
    if any(catalogue[it.code].aggregation != "sum" for it in places):
        return None
    columns = [fact.derivation.operands for fact in facts]
    if any(len(own) != len(places) for own in columns):
        return None
    sums: dict[Operand, Decimal] = {
        place: sum((own[at].value for own in columns), Decimal(0)) for at, place in enumerate(places)
    }
    return indicator.formula.evaluate(sums.get)
