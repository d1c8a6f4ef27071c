"""A number in the manner of another: scale, measure word, hedge and places follow; a hedge that no longer holds goes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng import numerals
from minsheng.manner import alike

CASES = [
    ("917处", 1003, "1003处"),
    ("96,214人", 95011, "95,011人"),
    ("1.7万余人", 18340, "1.8万余人"),
    ("1.7万余人", 18000, "1.8万人"),
    ("320余场", 287, "280余场"),
    ("近3000万元", 39_500_000, "近4000万元"),
    ("近3000万元", 31_200_000, "3120万元"),
    ("约1.27亿元", 131_230_000, "约1.31亿元"),
    ("4亿元", 487_000_000, "4.87亿元"),
    ("1.27亿元", 98_765_432, "0.99亿元"),
    ("1.27亿元", 9_876_543, "988万元"),
    ("4.2万户", 3500, "3500户"),
    ("753元", 788, "788元"),
    ("12.5%", "13.456", "13.5%"),
    ("1.3%", "1.2457", "1.2%"),
    ("10%以上", "12.3", "10%以上"),
    ("超过50%", 61, "超过60%"),
    ("1.27:1", "1.2345", "1.23:1"),
    ("九成五", 97, "九成七"),
    ("三百二十人", 287, "二百八十七人"),
    ("2000余名", 2100, "2000余名"),
]


@pytest.mark.parametrize(("text", "value", "said"), CASES)
def test_the_manner_is_kept(text: str, value: int | str, said: str) -> None:
    assert alike(text, Decimal(value)) == said


def test_it_is_never_finer_than_its_source() -> None:
    assert alike("4.87亿元", Decimal(590_000_000), Decimal(10_000_000)) == "5.9亿元"


@pytest.mark.parametrize("text", ["3万～5万元", "翻一番", "若干"])
def test_what_has_no_manner_is_not_imitated(text: str) -> None:
    assert alike(text, Decimal(4)) is None


@given(st.sampled_from([text for text, _, _ in CASES[:12]]), st.integers(1, 10**9))
def test_what_is_written_admits_the_value(text: str, value: int) -> None:
    said = alike(text, Decimal(value))
    written = numerals.read(said)

    assert value in written.interval or abs(written.value - value) <= Decimal(value) / 20
