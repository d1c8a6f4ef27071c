"""Units: what converts into what, and what never does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minsheng import units
from minsheng.errors import UnitMismatch


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [
        ("318270.4", "万元", "元", "3182704000"),
        ("4.09", "亿元", "元", "409000000"),
        ("45.9", "万人", "人", "459000"),
        ("683.3", "万对", "对", "6833000"),
        ("9.5", "万 张", "张", "95000"),
        ("161", "家", "个", "161"),
        ("917", "处", "个", "917"),
        ("23542", "名", "人", "23542"),
        ("1909.79", "元/人、年", "元/人·年", "1909.79"),
        ("1245", "元/人·月", "元/人·年", "14940"),
        ("3", "‰", "%", "0.3"),
        ("99", "％", "%", "99"),
    ],
)
def test_converts_exactly(value: str, unit: str, wanted: str, result: str) -> None:
    assert units.convert(Decimal(value), unit, wanted) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("人次", "人"),
        ("户", "人"),
        ("户次", "户"),
        ("元", "人"),
        ("对", "件"),
        ("具", "个"),
        ("万元", "万人"),
    ],
)
def test_things_counted_differently_are_never_converted(unit: str, wanted: str) -> None:
    with pytest.raises(UnitMismatch, match="不能换算"):
        units.convert(Decimal(1), unit, wanted)
