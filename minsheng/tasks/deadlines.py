"""完成时限 as people write it: 2023-06-30, 6月底, 三季度末, 上半年, 年底, 全年."""

from __future__ import annotations

import re
from datetime import date

from minsheng.period import CHINESE_QUARTER, Period

_YEAR = re.compile(r"^(?:(\d{4})年?[-./]?|(?:今年|本年|当年))")
_DAY = re.compile(r"^(\d{1,2})[月./-](\d{1,2})日?$")
_MONTH = re.compile(r"^(\d{1,2})月?份?(?:底|末|中旬|下旬|上旬)?$")
_QUARTER = re.compile(rf"^第?([{CHINESE_QUARTER}1-4])季度?(?:末|底)?$")
_LAST = re.compile(r"^(?:\d{1,2}月?[-—－~～至到])?(.*)$")
_TAIL = re.compile(r"(?:之前|以前|前|完成|完毕|内)+$")
_WHOLE = (
    "年底",
    "年末",
    "底",
    "末",
    "全年",
    "年内",
    "年",
    "长期",
    "长期坚持",
    "持续推进",
    "每月",
    "每季度",
    "常态化",
    "",
)


def deadline(text: str, year: int) -> date | None:
    """The last day that a text names, in the ledger's year unless it names another; None where it names none."""
    plain = re.sub(r"\s+", "", text)
    try:
        return date.fromisoformat(plain)
    except ValueError:
        plain = _TAIL.sub("", plain)
    named = _YEAR.match(plain)
    if named:
        year, plain = int(named[1] or year), plain[named.end() :]
    return _inside(plain, year) or _inside(_LAST.sub(r"\1", plain), year)


def _inside(plain: str, year: int) -> date | None:
    if plain in _WHOLE:
        return date(year, 12, 31)
    if plain.startswith("上半年"):
        return date(year, 6, 30)
    if plain.startswith("下半年"):
        return date(year, 12, 31)
    if match := _QUARTER.match(plain):
        number = int(match[1]) if match[1].isdigit() else CHINESE_QUARTER.index(match[1]) + 1
        return Period.quarter(year, number).end
    if match := _DAY.match(plain):
        return _day(year, int(match[1]), int(match[2]))
    if (match := _MONTH.match(plain)) and 1 <= int(match[1]) <= 12:
        return Period.of_month(year, int(match[1])).end
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
