"""The figures that a 通报 has of its own: counts of units and returns, positions, scores; as facts that can be defended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from minsheng import places
from minsheng.catalogue import Catalogue, Indicator, indicator_of
from minsheng.facts import Basis, Derivation, Fact
from minsheng.period import Period

_OWN = {row["code"]: indicator_of(row, local=True) for row in places.rows_of("indicators/bulletin.csv")}
CODES = frozenset(_OWN)
UNITS, ITEMS, DAYS, RANK = (_OWN[f"bulletin_{name}"] for name in ("units", "items", "late_days", "rank"))
SCORE, WEIGHT, OFF, BOUND = (
    _OWN[f"bulletin_{name}"] for name in ("score", "weight", "deduction", "threshold")
)


def computed(
    indicator: Indicator, where: tuple[str, Period], value: Decimal | int, formula: str, operands: Iterable[Fact] = ()
) -> Fact:  # fmt: skip
    """A figure of the 通报's own with how it came about; it is invented where what it rests on is."""
    region, period = where
    facts = tuple(operands)
    return Fact(
        region, indicator.code, period, Basis.RATE, Decimal(value), indicator.unit,
        demo=any(it.demo for it in facts) or region.startswith("99"), derivation=Derivation(formula, facts),
    )  # fmt: skip


def catalogue(known: Catalogue, shown: Sequence[Indicator]) -> Catalogue:
    """The catalogue with what a 通报 shows per something."""
    fresh = {it.code: it for it in shown if it.code not in known}
    return Catalogue([*known, *fresh.values()])
