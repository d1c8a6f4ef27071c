"""Periods of the returns: quarters, month-ends that end no quarter, and years.

A month that ends a quarter *is* its quarter (2019-12 → 2019Q4); ``2022`` and ``2022Q4`` are two
periods with the same end. Chinese printing follows GB/T 15835: 2022年三季度, 1—9月, 2022年9月底.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from minsheng.errors import NotAPeriod

CHINESE_QUARTER = "一二三四"
#: years outside these are slips of the pen
FIRST_YEAR, LAST_YEAR = 1900, 2199
_QUARTER = re.compile(r"(\d{4})年?(?:Q([1-4])|第?([一二三四1-4])季度?)(?:末|底)?$", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2})|年(?:1[—－-])?(\d{1,2})月份?)(?:末|底)?$")
_YEAR = re.compile(r"(\d{4})(?:年度?)?(?:全年|末|底)?$")


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """A reporting period. ``month`` is its last month; ``months`` its length as a period of report.

    ``kind`` is ``quarter``, ``month`` or ``year``.
    """

    year: int
    month: int
    kind: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2022Q3``, ``2022-11``, ``2022``, 2022年三季度, 2022年11月, 2022年1—9月.

        Raises NotAPeriod.
        """
        return _parse(str(text).strip())

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """The quarter 1…4 of a year."""
        return cls(year, quarter * 3, "quarter")

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """The period a month stands for: its quarter where it ends one."""
        return cls(year, month, "month" if month % 3 else "quarter")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The whole year."""
        return cls(year, 12, "year")

    def __str__(self) -> str:
        if self.kind == "year":
            return str(self.year)
        return f"{self.year}Q{self.month // 3}" if self.kind == "quarter" else f"{self.year}-{self.month:02d}"

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts periods by their end; the year stands after its fourth quarter."""
        return (self.year, self.month, self.kind == "year")

    def __lt__(self, other: Period) -> bool:
        return self.order < other.order

    def __le__(self, other: Period) -> bool:
        return self.order <= other.order

    @property
    def end(self) -> date:
        """The last day."""
        return _last_day(self.year, self.month)

    @property
    def number(self) -> int:
        """Which quarter, 1…4; 0 where the period ends none."""
        return self.month // 3 if self.month % 3 == 0 else 0

    @property
    def is_year_end(self) -> bool:
        """Whether the period ends with December."""
        return self.month == 12

    @property
    def year_before(self) -> Period:
        """The same period of last year (同期)."""
        return Period(self.year - 1, self.month, self.kind)

    @property
    def previous_quarter(self) -> Period | None:
        """The quarter-end before; none for a month or a year."""
        if self.kind != "quarter":
            return None
        return (
            Period.quarter(self.year - 1, 4)
            if self.month == 3
            else Period.quarter(self.year, self.number - 1)
        )

    @property
    def year_end_before(self) -> Period:
        """The fourth quarter of last year (年初 for a stock)."""
        return Period.quarter(self.year - 1, 4)

    @property
    def twin(self) -> Period | None:
        """The other name of the same instant: 2022 ⇄ 2022Q4."""
        if self.kind == "year":
            return Period.quarter(self.year, 4)
        return Period.of_year(self.year) if self.is_year_end else None

    # -- Chinese ------------------------------------------------------------------------------
    @property
    def name(self) -> str:
        """The period's name on screens: 2022年三季度, 2022年11月, 2022年."""
        if self.kind == "year":
            return f"{self.year}年"
        if self.kind == "quarter":
            return f"{self.year}年{CHINESE_QUARTER[self.number - 1]}季度"
        return f"{self.year}年{self.month}月"

    @property
    def name_of_end(self) -> str:
        """The instant: 2022年9月底, 2022年底."""
        return f"{self.year}年底" if self.is_year_end else f"{self.year}年{self.month}月底"

    @property
    def name_since_january(self) -> str:
        """The year to date: 2022年1—9月, 2022年 (full year), 2022年1月."""
        if self.is_year_end:
            return f"{self.year}年"
        return f"{self.year}年1月" if self.month == 1 else f"{self.year}年1—{self.month}月"


@lru_cache(maxsize=4096)
def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    if text[:4].isdigit() and not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise NotAPeriod(text)
    if match := _QUARTER.match(text):
        return Period.quarter(int(match[1]), _quarter_number(match[2] or match[3]))
    if (match := _MONTH.match(text)) and 1 <= (month := int(match[2] or match[3])) <= 12:
        return Period.of_month(int(match[1]), month)
    if match := _YEAR.match(text):
        return Period.of_year(int(match[1]))
    raise NotAPeriod(text)


def _quarter_number(text: str) -> int:
    return int(text) if text.isdigit() else CHINESE_QUARTER.index(text) + 1
