"""Which periods stand side by side, and what is missing between those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from minsheng.period import Period

#: the first and the last period missing
Gap = tuple[Period, Period]


def yearly(periods: Iterable[Period]) -> set[int]:
    """The years of which only the end is known."""
    periods = list(periods)
    return {period.year for period in periods} - {period.year for period in periods if not period.is_year_end}


def adjacent(one: Period, other: Period, yearly: set[int]) -> bool:
    """Neighbouring quarters or months; neighbouring year ends of years that have nothing else."""
    months = (other.year - one.year) * 12 + other.month - one.month
    return months <= 3 or (months == 12 and {one.year, other.year} <= yearly)


def gaps(periods: Sequence[Period]) -> Iterable[Gap]:
    """The spans without a figure between periods in time order: in years where only years are known, else in quarters."""
    years = yearly(periods)
    for one, other in pairwise(periods):
        if adjacent(one, other, years):
            continue
        if {one.year, other.year} <= years:
            yield Period.of_year(one.year + 1), Period.of_year(other.year - 1)
        else:
            yield _quarter_after(one), _quarter_before(other)


def worded(gap: Gap) -> str:
    """2013年一季度至2018年二季度, or the one period that is missing."""
    first, last = gap
    return first.name if first == last else f"{first.name}至{last.name}"


def _quarter_after(period: Period) -> Period:
    number = period.month // 3 + 1
    return Period.quarter(period.year + 1, 1) if number == 5 else Period.quarter(period.year, number)


def _quarter_before(period: Period) -> Period:
    number = (period.month + 2) // 3 - 1
    return Period.quarter(period.year, number) if number else Period.quarter(period.year - 1, 4)
