"""Which text is asked for: the 民生答卷 of a year, of a part of a year, or of the years since one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from minsheng.errors import UsageError
from minsheng.facts import Fact
from minsheng.period import Period


class NoFigures(UsageError):
    """The place has no figures in the time asked for."""

    def __init__(self, place: str, span: str) -> None:
        super().__init__(f"{place}{span}没有数据，写不出答卷。", "请换一个年度，或先导入报表。")


class NoPayments(UsageError):
    """The place has not two kinds of assistance with amounts in the time asked for."""

    def __init__(self, place: str, span: str) -> None:
        super().__init__(f"{place}{span}不足两类救助资金，列不成汇总表。", "请换一个时期，或先导入支出数据。")


@dataclass(frozen=True, slots=True)
class Genre:
    """``year`` is what the figures are of; ``until`` closes it early; ``since`` opens it earlier.

    A ``summary`` is the internal 工作总结 of the same time, ``payments`` the 救助资金发放汇总表.
    """

    year: int
    until: Period | None = None
    since: int | None = None
    summary: bool = False
    payments: bool = False

    @property
    def span(self) -> str:
        """The time in words: 2023年, 2021年上半年, 2017年以来."""
        if self.since:
            return f"{self.since}年以来"
        return f"{self.year}年{part_name(self.until.month) if self.until else ''}"

    @property
    def next(self) -> str:
        """What comes after it: 2024年, 下半年, 下一步."""
        if self.until:
            return "下半年" if self.until.month == 6 else "下一步"
        return f"{self.year + 1}年"

    @property
    def kind(self) -> str:
        """民生答卷, 半年小结 …, as the title ends."""
        if self.summary or self.payments:
            return "民政工作总结" if self.summary else "救助资金发放汇总表"
        return "民政工作小结" if self.until else "民生答卷"

    def admits(self, fact: Fact) -> bool:
        """Whether a fact belongs to the text: nothing that was not yet over, and of the last year only its part."""
        period = fact.period
        return period.year < self.year or (
            period.year == self.year and (not self.until or period.end <= self.until.end)
        )


def part_name(month: int) -> str:
    """What a year's first months are called together: 一季度, 上半年, 前三季度, 1—11月."""
    parts = {1: "1月", 3: "一季度", 6: "上半年", 9: "前三季度"}
    return parts.get(month, f"1—{month}月")


def genre(year: int | None, period: Period | None, since: int | None, newest: int) -> Genre:
    """The genre of a call; ``newest`` is the last year with figures, used with ``since`` alone. Raises UsageError."""
    if period and (year or since):
        raise UsageError("--period不能与--year、--since同用。", "请只写一个。")
    if period:
        closed = period.is_year_end
        return Genre(period.year, None if closed else period)
    if since is None and year is None:
        raise UsageError("没有写明年度。", "请加--year、--period或--since。")
    shown = Genre(year or newest, since=since)
    if since and since >= shown.year:
        raise UsageError(f"起始年{since}年不早于{shown.year}年。", "请改写--since或--year。")
    return replace(shown)
