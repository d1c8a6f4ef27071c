"""文种: what a writer may ask for, and the time that goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.editions.editions import Asked
from minsheng.errors import UsageError
from minsheng.period import Period
from minsheng.writing.genre import Genre, part_name

ANSWER, PART, REVIEW, SUMMARY = KINDS = ("民生答卷", "工作小结", "多年回顾", "工作总结")
WHOLE = "全年"
#: parts of a year by the month they end with: those of reports, then those to a month (1—11月, before the year is closed)
PARTS = {part_name(month): month for month in (6, 9, 3, 11, 10, 8, 7, 5, 4, 2, 1)}
_SINCE = "年以来"


class NoYearsBefore(UsageError):
    """A review needs an earlier year to start from."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年以前没有数据，写不了多年回顾。", "请换一个年度，或先导入以前年度的数据。")


def times(kind: str, year: int, years: Sequence[int]) -> list[str]:
    """The times a kind of text of a year can be of, the usual one first; ``years`` are those with figures.

    Raises NoYearsBefore.
    """
    if kind == REVIEW:
        usual = sorted(it for it in years if year - 5 <= it < year)
        earlier = sorted((it for it in years if it < year - 5), reverse=True)
        if not usual and not earlier:
            raise NoYearsBefore(year)
        return [f"{it}{_SINCE}" for it in (*usual, *earlier)]
    return {ANSWER: [WHOLE], PART: list(PARTS), SUMMARY: [WHOLE, *PARTS]}[kind]


def asked(kind: str, time: str, year: int, *, internal: bool) -> Asked:
    """What is asked for by a kind, a time of ``times`` and a year. A 工作总结 stays in the house."""
    until = Period.of_month(year, PARTS[time]) if time in PARTS else None
    since = int(time.removesuffix(_SINCE)) if time.endswith(_SINCE) else None
    return Asked(Genre(year, until, since, summary=kind == SUMMARY), internal or kind == SUMMARY)
