"""Numbers both ways: what is written is read back as an interval that holds the value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng import numerals
from minsheng.facts import Approx


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "resolution", "text"),
    [
        ("96214", "人", 0, "1", "96214人"),
        ("487000000", "元", 1, "1000", "4.87亿元"),
        ("3182704000", "元", 1, "1000", "31.83亿元"),
        ("409000000", "元", 1, "1000000", "4.09亿元"),
        ("450000000", "元", 1, "10000000", "4.5亿元"),
        ("12590000", "元", 1, "10000", "1259万元"),
        ("22504500", "元", 1, "100", "2250.45万元"),
        ("1234", "元", 1, "1", "1234元"),
        ("6833000", "对", 0, "1000", "683.3万对"),
        ("459000", "人", 0, "1000", "45.9万人"),
        ("15000", "人", 0, "1000", "1.5万人"),
        ("1.17", "倍", 2, "0.01", "1.17倍"),
        ("33.3523", "%", 1, None, "33.4%"),
        ("99.96", "%", 1, None, "99.96%"),
        ("99.9996", "%", 1, None, "99.9996%"),
        ("100", "%", 1, None, "100.0%"),
        ("0", "人", 0, "1", "0人"),
        ("1655", "元/具", 0, "1", "1655元/具"),
    ],
)
def test_brief_wording(value: str, unit: str, decimals: int, resolution: str | None, text: str) -> None:
    step = Decimal(resolution) if resolution else None
    assert str(numerals.brief(Decimal(value), unit, decimals, step)) == text


def test_tables_keep_the_forms_unit() -> None:
    numeral = numerals.tabular(Decimal("1559655000"), "元", 1, Decimal(1000))
    assert (numeral.grouped, numeral.unit) == ("155,965.5", "万元")


def test_a_rounded_source_is_never_written_out_in_full() -> None:
    assert str(numerals.tabular(Decimal(459000), "人", 0, Decimal(1000))) == "45.9万人"


def test_rounding_is_half_up_in_decimal() -> None:
    assert numerals.rounded(Decimal("0.125"), Decimal("0.01")) == Decimal("0.13")
    assert numerals.rounded(Decimal("2.5"), Decimal(1)) == Decimal(3)
    assert numerals.rounded(Decimal("-2.5"), Decimal(1)) == Decimal(-3)


@pytest.mark.parametrize(
    ("text", "approx", "value", "inside", "outside"),
    [
        ("1.7万余人", Approx.OVER, "17000", ["17000", "17999"], ["16999", "18000"]),
        ("4000余家", Approx.OVER, "4000", ["4084"], ["3999", "5000"]),
        ("145余万元", Approx.OVER, "1450000", ["1450000", "1459999"], ["1460000"]),
        ("1.7万多元", Approx.OVER, "17000", ["17500"], ["16999"]),
        ("近3000万元", Approx.NEAR, "30000000", ["29000000"], ["30000000", "28000000"]),
        ("近1。1萬具", Approx.NEAR, "11000", ["10800"], ["11000"]),
        ("约1.27亿元", Approx.ABOUT, "127000000", ["126000000", "129000000"], ["131000000"]),
        ("10%以上", Approx.AT_LEAST, "10", ["10", "55"], ["9.9"]),
        ("超过20%", Approx.OVER, "20", ["20.5"], ["19.9"]),
        ("不足5人", Approx.BELOW, "5", ["4"], ["5"]),
        ("2.37万人次", Approx.EXACT, "23700", ["23650", "23749"], ["23750", "23649"]),
        ("17570对", Approx.EXACT, "17570", ["17570"], ["17571"]),
        ("４１００张", Approx.EXACT, "4100", ["4100"], ["4101"]),
        ("三百二十人", Approx.EXACT, "320", ["320"], ["321"]),
        ("两万人", Approx.EXACT, "20000", ["20000"], ["20001"]),
        ("1,527,874.4万元", Approx.EXACT, "15278744000", ["15278744000"], ["15278745000"]),
        ("九成五", Approx.EXACT, "95", ["95"], ["96"]),
        ("1.17:1", Approx.EXACT, "1.17", ["1.17"], ["1.18"]),
    ],
)
def test_a_written_number_is_an_interval(
    text: str, approx: Approx, value: str, inside: list[str], outside: list[str]
) -> None:
    written = numerals.read(text)
    assert written is not None
    assert written.approx is approx
    assert written.value == Decimal(value)
    assert all(Decimal(v) in written.interval for v in inside)
    assert not any(Decimal(v) in written.interval for v in outside)


@pytest.mark.parametrize("text", ["", "百姓", "左右", "万元", "第一"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert numerals.read(text) is None


values = st.decimals(min_value=0, max_value=Decimal("9e12"), places=2, allow_nan=False)


@given(values, st.sampled_from(["元", "人", "张", "对", "人次"]))
def test_what_we_write_we_read_back(value: Decimal, unit: str) -> None:
    value = value if unit == "元" else Decimal(int(value))
    written = numerals.read(
        str(numerals.brief(value, unit, 0, Decimal("0.01") if unit == "元" else Decimal(1)))
    )
    assert written is not None
    assert written.unit == unit
    assert value in written.interval


@given(st.decimals(min_value=0, max_value=Decimal("99.999999"), places=6))
def test_less_than_all_is_never_written_as_100_percent(share: Decimal) -> None:
    assert Decimal(numerals.brief(share, "%", 1).text) < 100
