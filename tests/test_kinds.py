"""文种: which texts a writer may ask for, of which times."""

from __future__ import annotations

import pytest

from minsheng.editions import kinds
from minsheng.editions.editions import Asked
from minsheng.period import Period
from minsheng.writing.genre import Genre

YEARS = [2023, 2022, 2021, 2017, 2010, 2009]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_time_that_is_offered_can_be_asked_for_and_is_kept(kind: str) -> None:
    for time in kinds.times(kind, 2023, YEARS):
        asked = kinds.asked(kind, time, 2023, internal=False)
        assert asked.genre.year == 2023
        assert Asked.of(asked.json) == asked
        assert asked.genre.summary == asked.internal == (kind == kinds.SUMMARY)


def test_a_part_of_the_year_ends_with_its_quarter() -> None:
    asked = kinds.asked(kinds.PART, "上半年", 2021, internal=True)
    assert asked == Asked(Genre(2021, Period.quarter(2021, 2)), internal=True)


def test_a_review_starts_in_a_year_with_figures_the_usual_ones_first() -> None:
    assert kinds.times(kinds.REVIEW, 2023, YEARS) == [
        "2021年以来",
        "2022年以来",
        "2017年以来",
        "2010年以来",
        "2009年以来",
    ]
    assert kinds.asked(kinds.REVIEW, "2017年以来", 2023, internal=False).genre == Genre(2023, since=2017)


def test_without_an_earlier_year_there_is_no_review() -> None:
    with pytest.raises(kinds.NoYearsBefore, match="2009年以前没有数据"):
        kinds.times(kinds.REVIEW, 2009, YEARS)


@pytest.mark.parametrize(
    ("kind", "time", "month"),
    [(kinds.PART, "1—11月", 11), (kinds.SUMMARY, "1—2月", 2), (kinds.PART, "1月", 1)],
)
def test_a_year_that_is_not_closed_is_written_of_up_to_a_month(kind: str, time: str, month: int) -> None:
    assert time in kinds.times(kind, 2023, YEARS)
    genre = kinds.asked(kind, time, 2023, internal=False).genre
    assert (genre.until, genre.span) == (Period.of_month(2023, month), f"2023年{time}")
