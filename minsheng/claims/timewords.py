"""The words that tell a time, and the month that they name: 截至11月份, 2022年, 去年, 上半年, 前三季度, 年末."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minsheng.period import Period

_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?度?|(?P<word>今年|本年度|去年|上年|上一年|前一年|前年)|"
).pattern
_PART = re.compile(
    r"第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<half>上半年)|(?P<first>前三季度|前[三3]个季度)|前(?P<months>\d{1,2}|[一二三四五六七八九十]+)个月|"
    r"1[月]?[-—~至到]+(?P<until>\d{1,2})月(?:份|底|末)?|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|份|底|末)?|(?P<end>年末|年底|末|底|全年)|"
    r"(?P<feast>清明节?|春节)"
).pattern
CUE = re.compile(rf"(?P<as_of>截[至止]到?)?(?:{_YEAR})(?P<since>以来)?,?(?:{_PART})?")
HAN = {han: number for number, han in enumerate("零一二三四五六七八九十")}
_FEASTS = {"清明": 4, "春节": 2}


@dataclass(frozen=True, slots=True)
class When:
    """A period; ``exact`` where the words fix the instant (年末, 11月份), else any time within it will do.

    A text of 2022 that was written in 2023 and never says 今年 means its own year by 去年; ``also`` is then the year before.
    """

    period: Period | None
    exact: bool = False
    also: Period | None = None


def part_named(match: re.Match) -> bool:
    """上半年, 前三季度, 一季度, 1—9月."""
    return any(match[part] for part in ("half", "first", "quarter", "until", "months"))


def month_of(match: re.Match) -> tuple[int | None, bool]:
    """The last month that the words name, and whether they fix it."""
    if match["quarter"]:
        quarter = match["quarter"]
        return 3 * (int(quarter) if quarter.isdigit() else HAN[quarter]), True
    if match["half"] or match["first"]:
        return (6 if match["half"] else 9), True
    if match["months"]:
        return (int(match["months"]) if match["months"].isdigit() else HAN.get(match["months"][-1], 0)), True
    if match["until"] or match["month"]:
        return int(match["until"] or match["month"]), True
    if match["feast"]:
        return _FEASTS[match["feast"][:2]], False
    return None, False
