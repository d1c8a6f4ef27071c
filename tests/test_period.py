"""Periods: parsing, the instants they name, and how Chinese prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.errors import NotAPeriod
from minsheng.period import Period

periods = st.one_of(
    st.builds(Period.quarter, st.integers(1981, 2050), st.integers(1, 4)),
    st.builds(Period.of_month, st.integers(1981, 2050), st.integers(1, 12)),
    st.builds(Period.of_year, st.integers(1981, 2050)),
)


@given(periods)
def test_a_period_reads_back_what_it_prints(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(period.name) == period


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2019-12", "2019Q4"),
        ("2022-11", "2022-11"),
        ("2022年11月", "2022-11"),
        ("2022年1—9月", "2022Q3"),
        ("2022年1-11月", "2022-11"),
        ("2022年三季度", "2022Q3"),
        ("2022年第3季度", "2022Q3"),
        ("2022q2", "2022Q2"),
        ("2022年度", "2022"),
        ("2022年底", "2022"),
    ],
)
def test_a_month_that_ends_a_quarter_is_its_quarter(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


@pytest.mark.parametrize("text", ["", "去年", "2022-13", "2022Q5", "22", "2022年以来"])
def test_what_names_no_period_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(NotAPeriod, match="不是时期" if text else "还没有写时期"):
        Period.parse(text)


def test_the_year_and_its_fourth_quarter_are_one_instant_and_two_periods() -> None:
    year, quarter = Period.parse("2022"), Period.parse("2022Q4")
    assert year != quarter
    assert year.end == quarter.end == date(2022, 12, 31)
    assert year.twin == quarter
    assert quarter.twin == year


def test_a_month_between_quarters_has_no_quarter_before_it() -> None:
    assert Period.parse("2022-11").previous_quarter is None
    assert Period.parse("2022-11").number == 0
    assert Period.parse("2022Q1").previous_quarter == Period.parse("2021Q4")


@pytest.mark.parametrize(
    ("text", "name", "end", "to_date"),
    [
        ("2022Q3", "2022年三季度", "2022年9月底", "2022年1—9月"),
        ("2022Q4", "2022年四季度", "2022年底", "2022年"),
        ("2022", "2022年", "2022年底", "2022年"),
        ("2022-11", "2022年11月", "2022年11月底", "2022年1—11月"),
        ("2022-01", "2022年1月", "2022年1月底", "2022年1月"),
    ],
)
def test_chinese_names(text: str, name: str, end: str, to_date: str) -> None:
    period = Period.parse(text)
    assert (period.name, period.name_of_end, period.name_since_january) == (name, end, to_date)


@given(periods)
def test_same_period_of_last_year_is_a_year_earlier(period: Period) -> None:
    assert period.year_before.kind == period.kind
    assert period.end.year - period.year_before.end.year == 1
    assert period.year_before < period
