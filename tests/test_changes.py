"""Comparisons: like for like, or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.breaks import Break
from minsheng.comparability import unlike
from minsheng.facts import Approx, Basis, Status
from minsheng.period import Period
from minsheng.series import Series
from tests.makers import COUNT, FLOW, RATE, STOCK, fact

P = Period.parse


def test_fujian_second_quarter_is_a_small_fall_and_not_96_percent() -> None:
    series = Series(FLOW, [fact(FLOW, "2019Q1", 1623049000), fact(FLOW, "2019Q2", 3182704000)])
    single = series.single_quarter(P("2019Q2"))
    assert single.value == 1559655000
    assert single.derivation.operands[0].value == 3182704000
    change = series.qoq(series.at(P("2019Q2"), Basis.YTD))
    assert round(change.value, 1) == Decimal("-3.9")


def test_a_stock_is_compared_period_end_with_period_end() -> None:
    series = Series(
        STOCK,
        [
            fact(STOCK, "2021Q3", 1000),
            fact(STOCK, "2022Q2", 1040),
            fact(STOCK, "2021Q4", 990),
            fact(STOCK, "2022Q3", 1100),
        ],
    )
    now = series.at(P("2022Q3"), Basis.STOCK)
    assert series.yoy(now).value == 10
    assert series.qoq(now).absolute == 60
    assert series.since_year_start(now).absolute == 110


def test_rates_differ_in_points() -> None:
    series = Series(RATE, [fact(RATE, "2021Q4", "60.5"), fact(RATE, "2022Q4", "62.1")])
    change = series.yoy(series.at(P("2022Q4"), Basis.RATE))
    assert (change.value, change.unit) == (Decimal("1.6"), "百分点")


def test_a_definition_break_gives_the_reason_and_no_rate() -> None:
    cut = Break("beds", "", P("2020-01"), "2020年起乡不含民族乡")
    series = Series(
        STOCK, [fact(STOCK, "2019Q4", 270), fact(STOCK, "2020-01", 251), fact(STOCK, "2020Q4", 251)], [cut]
    )
    change = series.since_year_start(series.at(P("2020Q4"), Basis.STOCK))
    assert change.value is None
    assert change.absolute is None
    assert "2020年起乡不含民族乡" in change.reason


def test_a_break_of_another_region_cuts_nothing() -> None:
    cut = Break("", "370211", P("2012Q4"), "胶南市并入")
    series = Series(STOCK, [fact(STOCK, "2012Q3", 100), fact(STOCK, "2013Q3", 110)], [cut])
    assert series.yoy(series.at(P("2013Q3"), Basis.STOCK)).value == 10


@pytest.mark.parametrize(
    ("base", "reason"),
    [(None, "未报"), (0, "基数为0"), (5, "基数较小"), (-20, "基数为负")],
)
def test_without_a_sound_base_there_is_a_reason(base: int | None, reason: str) -> None:
    series = Series(COUNT, [fact(COUNT, "2021Q2", base), fact(COUNT, "2022Q2", 50)])
    change = series.yoy(series.at(P("2022Q2"), Basis.YTD))
    assert change.value is None
    assert reason in change.reason


def test_a_small_base_still_tells_the_difference() -> None:
    series = Series(COUNT, [fact(COUNT, "2021Q2", 5), fact(COUNT, "2022Q2", 8)])
    assert series.yoy(series.at(P("2022Q2"), Basis.YTD)).absolute == 3


def test_eleven_months_are_not_compared_with_a_year() -> None:
    series = Series(FLOW, [fact(FLOW, "2021Q4", 100000), fact(FLOW, "2022-11", 90000)])
    now = series.at(P("2022-11"), Basis.YTD)
    assert series.yoy(now).reason == "无上年同期数"
    assert "非季末" in series.qoq(now).reason


def test_unlike_things_are_refused_with_a_sentence() -> None:
    whole = fact(STOCK, "2022Q4", 1)
    assert "范围不同" in unlike(whole, replace(whole, scope="市管"))
    assert "不能比较" in unlike(whole, replace(whole, basis=Basis.SINCE))
    assert "演示" in unlike(whole, replace(whole, demo=True))
    assert unlike(whole, whole) == ""


def test_an_approximate_number_gives_no_rate() -> None:
    about = replace(fact(STOCK, "2021Q4", 4000), approx=Approx.OVER)
    series = Series(STOCK, [about, fact(STOCK, "2022Q4", 4084)])
    assert "约数" in series.yoy(series.at(P("2022Q4"), Basis.STOCK)).reason


def test_coarse_numbers_give_no_finer_rate_than_they_carry() -> None:
    coarse = {"resolution": Decimal(1000)}
    series = Series(STOCK, [fact(STOCK, "2021Q4", 9000, **coarse), fact(STOCK, "2022Q4", 10000, **coarse)])
    assert series.yoy(series.at(P("2022Q4"), Basis.STOCK)).value is None
    fine = Series(STOCK, [fact(STOCK, "2021Q4", 90000, **coarse), fact(STOCK, "2022Q4", 99000, **coarse)])
    assert fine.yoy(fine.at(P("2022Q4"), Basis.STOCK)).decimals == 0


def test_the_stronger_vintage_of_year_and_fourth_quarter_stands() -> None:
    fast, final = (
        fact(STOCK, "2022Q4", 100, status=Status.FAST),
        fact(STOCK, "2022", 101, status=Status.FINAL),
    )
    series = Series(STOCK, [fast, final])
    assert series.at(P("2022Q4"), Basis.STOCK).value == 101
    assert [f.value for f in series.along(Basis.STOCK)] == [101]


def test_average_growth_is_compound() -> None:
    series = Series(STOCK, [fact(STOCK, "2018", 10000), fact(STOCK, "2022", 14641)])
    growth = series.average_growth(series.at(P("2022"), Basis.STOCK), years=4)
    assert round(growth.value, 6) == 10


def test_completion_knows_the_calendar() -> None:
    target = fact(COUNT, "2022", 300, basis=Basis.TARGET)
    done = Series(COUNT, []).completion(fact(COUNT, "2022Q3", 216), target)
    assert (done.rate, done.pace, done.ahead, done.gap) == (72, 75, -3, 84)


amounts = st.lists(st.integers(0, 10**9), min_size=4, max_size=4)


@given(amounts)
def test_single_quarters_add_up_to_the_year_to_date(parts: list[int]) -> None:
    to_date = [sum(parts[: n + 1]) for n in range(4)]
    series = Series(FLOW, [fact(FLOW, f"2022Q{n + 1}", value) for n, value in enumerate(to_date)])
    assert [single.value for single in series.single_quarters()] == parts


@given(amounts, st.integers(0, 3))
def test_a_missing_quarter_is_never_taken_as_zero(parts: list[int], gone: int) -> None:
    facts = [fact(FLOW, f"2022Q{n + 1}", None if n == gone else sum(parts[: n + 1])) for n in range(4)]
    computed = {single.period.number for single in Series(FLOW, facts).single_quarters()}
    assert gone + 1 not in computed
    assert gone + 2 not in computed


def test_a_return_is_not_compared_with_a_yearbook() -> None:
    yearbook = fact(STOCK, "2020", 84312, status=Status.BULLETIN)
    series = Series(STOCK, [yearbook, fact(STOCK, "2021Q2", 95000)])
    assert "来源不同" in series.since_year_start(series.at(P("2021Q2"), Basis.STOCK)).reason
    own = Series(STOCK, [yearbook, fact(STOCK, "2020Q4", 90000), fact(STOCK, "2021Q2", 95000)])
    assert own.since_year_start(own.at(P("2021Q2"), Basis.STOCK)).base.value == 90000


def test_a_single_quarter_never_mixes_a_bulletin_with_a_return() -> None:
    bulletin = fact(COUNT, "2022", 6835000, status=Status.BULLETIN)
    returns = [fact(COUNT, "2022Q3", 5445000), fact(COUNT, "2022Q4", 6833000)]
    series = Series(COUNT, [bulletin, *returns])
    assert series.single_quarter(P("2022Q4")).value == 1388000
    assert Series(COUNT, [bulletin, returns[0]]).single_quarter(P("2022Q4")) is None
