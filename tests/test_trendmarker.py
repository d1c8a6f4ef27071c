"""The word for a trend: rarely wrong where there is none, mostly there where there is one. A simulation that anyone can run again.

Series are a season, noise of standard deviation 1 whose neighbours resemble each other (autocorrelation), now and
then a wild value, a gap in twenty, and a slope in standard deviations of that noise a year.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from minsheng.breaks import Break
from minsheng.comparison.trendmarker import Word, judge
from minsheng.period import Period

RUNS = 1200
FALSE, POWER = 0.05, 0.80
Points = list[tuple[Period, Decimal | None]]


def quarter(count: int) -> Period:
    return Period.quarter(2015 + count // 4, count % 4 + 1)


def series(
    chance: random.Random,
    quarters: int,
    likeness: float,
    slope: float = 0.0,
    wild: float = 0.02,
    gaps: float = 0.05,
) -> Points:
    season = [chance.uniform(-5, 5) for _ in range(4)]
    noise, points = chance.gauss(0, 1), []
    for at in range(quarters):
        shock = chance.gauss(0, 1) * (4 if chance.random() < wild else 1)
        noise = likeness * noise + (1 - likeness**2) ** 0.5 * shock
        value = (
            None
            if chance.random() < gaps
            else Decimal(str(round(100 + season[at % 4] + slope * at / 4 + noise, 6)))
        )
        points.append((quarter(at), value))
    return points


def share(word: set[Word], quarters: int, likeness: float, slope: float = 0.0) -> float:
    chance = random.Random(20231231 + quarters)
    return sum(judge(series(chance, quarters, likeness, slope)).word in word for _ in range(RUNS)) / RUNS


@pytest.mark.parametrize("quarters", [8, 12, 16, 20])
@pytest.mark.parametrize("likeness", [0.0, 0.3, 0.5])
def test_where_there_is_no_trend_one_in_twenty_series_at_most_is_said_to_have_one(
    quarters: int, likeness: float
) -> None:
    assert share({Word.RISING, Word.FALLING}, quarters, likeness) <= FALSE


@pytest.mark.parametrize(("quarters", "likeness", "slope"), [(20, 0.0, 1.25), (20, 0.3, 2.0), (16, 0.0, 2.5)])
def test_a_slope_of_one_to_two_and_a_half_deviations_a_year_is_seen(
    quarters: int, likeness: float, slope: float
) -> None:
    assert share({Word.RISING}, quarters, likeness, slope) >= POWER
    assert share({Word.FALLING}, quarters, likeness, -slope) >= POWER


def plain(*values: int | None, start: int = 0) -> Points:
    return [
        (quarter(start + at), None if value is None else Decimal(value)) for at, value in enumerate(values)
    ]


def test_few_quarters_are_not_enough_and_it_is_said() -> None:
    assert judge(plain(1, 2, 3, 4, 5, 6, 7)).word is Word.UNKNOWN
    assert (
        judge(plain(*range(8))).word is Word.UNKNOWN
    )  # two years: even a steady rise is one of sixteen coin throws
    assert judge([]).quarters == 0


def test_a_steady_rise_over_a_pronounced_season_is_seen_with_its_slope() -> None:
    found = judge(plain(*(10 * (at // 4) + (50 if at % 4 == 3 else 0) + at % 4 for at in range(16))))
    assert (found.word, found.slope) == (Word.RISING, 10.0)


def test_a_season_alone_is_no_trend() -> None:
    assert judge(plain(*[5, 9, 7, 30] * 5)).word is Word.STEADY


def test_one_wild_value_decides_nothing() -> None:
    assert judge(plain(*[5, 9, 7, 30] * 4, 5, 9, 7, 900)).word is Word.STEADY


def test_what_lies_before_a_break_does_not_count() -> None:
    points = plain(*([100] * 8), *range(200, 212))
    cut = Break.at("", "", "2017Q1", "口径变动")
    found = judge(points, [cut])
    assert (found.quarters, found.word) == (12, Word.RISING)
    assert judge(points[:14], [cut]).word is Word.UNKNOWN


def test_only_the_newest_five_years_count() -> None:
    points = plain(*range(100, 60, -1), *[60] * 20)
    assert (judge(points).word, judge(points).quarters) == (Word.STEADY, 20)


def test_a_rise_that_gathers_speed_is_a_rise() -> None:
    assert judge(plain(*(at**2 + at % 3 for at in range(20)))).word is Word.RISING


def test_gaps_are_not_compared() -> None:
    values = [10 * (at // 4) for at in range(20)]
    holes = [None if at in (2, 7, 13) else value for at, value in enumerate(values)]
    assert judge(plain(*holes)).word is Word.RISING
