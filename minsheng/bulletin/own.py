"""The figures that a 通报 has of its own: counts of units and returns, positions, scores; as facts that can be defended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Basis, Derivation, Fact, Source, Status
from minsheng.period import Period


def _own(code: str, name: str, unit: str, decimals: int = 0) -> Indicator:
    return Indicator(
        code, name, unit=unit, kind="ratio", aggregation="not_additive", decimals=decimals, local=True
    )


UNITS = _own("bulletin_units", "单位个数", "个")
ITEMS = _own("bulletin_items", "项数", "项")
DAYS = _own("bulletin_late_days", "迟报天数", "天")
RANK = _own("bulletin_rank", "位次", "位")
SCORE = _own("bulletin_score", "考核得分", "分", 2)
WEIGHT = _own("bulletin_weight", "考核分值", "分", 2)
OFF = _own("bulletin_deduction", "考核扣分", "分", 2)
BOUND = _own("bulletin_threshold", "计分界限", "", 2)
INDICATORS = (UNITS, ITEMS, DAYS, RANK, SCORE, WEIGHT, OFF, BOUND)
CODES = frozenset(it.code for it in INDICATORS)


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


def quoted(about: Fact, unit: str, number: Decimal, whose: str) -> Fact:
    """A number inside a unit's own words about a figure."""
    return Fact(
        about.region, about.indicator, about.period, about.basis, number, unit, scope=about.scope,
        status=Status.ENTERED, demo=about.demo, source=Source("", "原文", whose), locator="原文所写",
    )  # fmt: skip


def catalogue(known: Catalogue, shown: Sequence[Indicator]) -> Catalogue:
    """The catalogue with what a 通报 adds: its own figures, and those per something."""
    fresh = {it.code: it for it in (*INDICATORS, *shown) if it.code not in known}
    return Catalogue([*known, *fresh.values()])
