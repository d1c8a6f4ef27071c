"""The periods and days that a text prints: 2023年三季度, 1-9月, 截至2023年9月30日, 报出日期：2024年4月9日."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from minsheng.period import Period

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_MONTHS = {"十": 10, "十一": 11, "十二": 12} | {word: n for n, word in enumerate("一二三四五六七八九", 1)}
_QUARTER = re.compile(r"(\d{4})年度?第?([一二三四1-4])季度?|(\d{4})Q([1-4])", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})年度?(上半年|前三季度|半年)")
_MONTH = re.compile(
    r"(\d{4})年度?(?:1月?[-—–~至到])?(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\d+日)|(\d{4})[-./](\d{1,2})(?![-./\d])"
)
_YEAR = re.compile(r"(\d{4})年")
_DAY = re.compile(
    r"(?P<year>\d{4})(?:年(?P<month>\d{1,2})月|(?P<mark>[-./])(?P<number>\d{1,2})(?P=mark))(?P<day>\d{1,2})日?"
)


def without_periods(text: str) -> str:
    """The text without spaces and without the quarters and months it prints."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for pattern in (_QUARTER, _SPAN, _MONTH):
        plain = pattern.sub("", plain)
    return plain


def periods_in(text: str) -> list[Period]:
    """The periods that a piece of text prints; a full date is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = re.sub(r"[〇零○一二三四五六七八九]{4}(?=年)", lambda it: it[0].translate(_HAN_DIGITS), plain)
    plain = _DAY.sub("", plain)
    found = [_quarter(match) for match in _QUARTER.finditer(plain)]
    found += [
        Period.quarter(int(match[1]), 3 if match[2] == "前三季度" else 2) for match in _SPAN.finditer(plain)
    ]
    found += [period for match in _MONTH.finditer(plain) if (period := _month(match))]
    if not found:
        found = _years(plain)
    return [period for period in dict.fromkeys(found) if 1949 <= period.year <= 2199]


def _years(plain: str) -> list[Period]:
    """Bare years; with one month elsewhere in the text (2016年…月报表(8月份)) the month of that year."""
    years = list(dict.fromkeys(int(match[1]) for match in _YEAR.finditer(plain)))
    months = {int(word) for word in re.findall(r"(?<!\d)(\d{1,2})月份", plain)}
    if len(years) == len(months) == 1 and 1 <= min(months) <= 12:
        return [Period.of_month(years[0], months.pop())]
    return [Period.of_year(year) for year in years]


def _quarter(match: re.Match[str]) -> Period:
    number = match[2] or match[4]
    return Period.quarter(
        int(match[1] or match[3]), int(number) if number.isdigit() else "一二三四".index(number) + 1
    )


def _month(match: re.Match[str]) -> Period | None:
    word = match[2] or match[4]
    month = int(word) if word.isdigit() else _HAN_MONTHS[word]
    return Period.of_month(int(match[1] or match[3]), month) if 1 <= month <= 12 else None


def day_in(text: str) -> date | None:
    """The full date that a text prints: 报出日期：2024年4月9日."""
    match = _DAY.search("".join(unicodedata.normalize("NFKC", text).split()))
    try:
        return (
            date(int(match["year"]), int(match["month"] or match["number"]), int(match["day"]))
            if match
            else None
        )
    except ValueError:
        return None


def period_ending(text: str, *, dated: bool = False) -> Period | None:
    """The period that ends on the last day of a month that a text prints: 截至2023年9月30日; ``dated``: any date is one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    day = day_in(plain)
    until = dated or re.search(r"截[至止到]", plain)
    ends = day is not None and day.day == monthrange(day.year, day.month)[1]
    return Period.of_month(day.year, day.month) if until and ends else None


def is_span(lines: list[str]) -> bool:
    """Whether a title tells several years: 2011—2017年."""
    return any(re.search(r"(?:19|20)\d\d年?\s*[-—–~～至到、,]\s*(?:19|20)\d\d", line) for line in lines)
