"""Makers of small facts for the tests."""

from __future__ import annotations

from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Basis, Fact, State, Status
from minsheng.formula import parse
from minsheng.period import Period

STOCK = Indicator("beds", "养老床位合计", unit="张", kind="stock")
FLOW = Indicator("expenditure", "民政事业费累计支出", unit="元", kind="flow", decimals=1)
COUNT = Indicator("marriages", "结婚登记", unit="对", kind="flow")
RATE = Indicator(
    "occupancy",
    "入住率",
    unit="%",
    kind="rate",
    decimals=1,
    aggregation="recompute",
    formula=parse("residents / beds * 100"),
)
RESIDENTS = Indicator("residents", "在院人数", unit="人", kind="stock")
SMALL = Catalogue([STOCK, FLOW, COUNT, RATE, RESIDENTS])


def fact(indicator: Indicator, period: str, value: str | int | None, **more: object) -> Fact:
    """A fact of an indicator with its catalogue basis and unit; None is 未报."""
    number = None if value is None else Decimal(str(value))
    words = {"basis": indicator.basis, "state": State.VALUE if number is not None else State.NOT_REPORTED}
    words |= {"region": "350000", "status": Status.QUARTERLY, "resolution": Decimal(1)}
    return Fact(
        indicator=indicator.code,
        period=Period.parse(period),
        value=number,
        unit=indicator.unit,
        **{**words, **more},
    )


def single(value: Fact) -> Fact:
    """The same fact as a single-quarter value."""
    from dataclasses import replace

    return replace(value, basis=Basis.QUARTER)
