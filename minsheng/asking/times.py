"""When: the years, quarters and months that words name, 今年 and 去年 counted from the newest figure of the place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.period import Period

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMERAL = {word: number for number, word in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}
_N = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_YEAR_IN_WORDS = re.compile(r"(?<![〇零一二三四五六七八九])[一二][〇零九][〇零一二三四五六七八九]{2}(?=年)")
_SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d{2})年?\s*(?:-|—|–|~|～|至|到)\s*(?P<last>(?:19|20)\d{2})(?!\d)年?(?:间|以来)?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2}(?!\d)|\d{2}(?=年|\s|$|[Qq][1-4]))(?:年度?)?(?P<end>全年|年?底|年?末|年?中(?![考央小学心]))?"
    r"|(?P<ago>今年|本年度?|当年|去年|上一?年度?|前年)(?P<ended>同期|全年|年?底|年?末)?"
)
_AGO = {"今": 0, "本": 0, "当": 0, "去": 1, "上": 1, "前": 2}
_QUARTER = re.compile(
    r"[前头]?第?(?P<quarter>[一二三四1-4])个?(?:季[度渡读]?|[级记际纪][度渡])(?:末|底)?|[Qq](?P<q>[1-4])(?!\d)"
)
_HALF = re.compile(r"(?P<half>[上下前]?)半年(?:末|底)?|年中")
_QUARTERS = re.compile(
    r"(?:第?[一1]个?季度?|[Qq]1)\s*(?:-|—|–|~|～|至|到)\s*(?:第?(?P<last>[二三四2-4])个?季度?|[Qq](?P<q>[2-4]))末?"
)
_MONTHS = re.compile(
    rf"(?:1|一)月?份?\s*(?:-|—|–|~|～|至|到)\s*(?P<last>{_N})月份?(?:底|末)?|[前头](?P<first>{_N})个月"
)
_MONTH = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?P<month>{_N})月(?:份|底|末)?(?:\d{{1,2}}[日号])?(?:底|末)?"
    r"|[-./](?P<bare>1[0-2]|0?[1-9])(?!\d)(?:[-./]\d{1,2}(?!\d))?(?:底|末)?"
)
_LAST_QUARTER = re.compile(r"上个?季度|上一季度")
_THIS_QUARTER = re.compile(r"(?:本|这个?|当前)季度?|最近一?个?季度")
_YEAR_END = re.compile(r"(?:全年|年底|年末)")
_ALL_YEARS = re.compile(r"历年(?!累计)|各年度?|逐年")
_LAST_YEARS = re.compile(r"近(?P<many>[二两三四五六七八九十]|\d{1,2})年(?:来|间)?")
_LEAD = re.compile(r"(?:截至|截止到?|到|至)\s*$")


@dataclass(frozen=True, slots=True)
class When:
    """The instants asked for, or whole years; neither means the newest figure. ``each`` year has an answer of its own."""

    periods: tuple[Period, ...] = ()
    years: tuple[int, ...] = ()
    each: bool = False

    def admits(self, period: Period) -> bool:
        """Whether a figure of that period is asked for."""
        if self.periods:
            return period in self.periods or period.twin in self.periods
        return not self.years or period.year in self.years


def read(text: str, known: Sequence[Period]) -> tuple[When, str]:
    """When, and the words without it. ``known`` are the periods of the place, oldest first."""
    text = _YEAR_IN_WORDS.sub(lambda it: it[0].translate(_DIGITS), text)
    newest = known[-1] if known else None
    if found := _several(text, newest):
        return found
    if newest and (match := _LAST_QUARTER.search(text)):
        return When((_quarter_before(newest),)), _without(text, match)
    if newest and (match := _THIS_QUARTER.search(text)):
        return When((Period.quarter(newest.year, (newest.month + 2) // 3),)), _without(text, match)
    year, ending, rest = _year(text, newest)
    month, rest = _month(rest)
    if ending == "同期" and year and newest and not month:
        return When((Period(year, newest.month, newest.kind),)), rest
    if not month and ending:
        month = 6 if ending[-1] == "中" else 12
    return _whole(year, month, known), rest


def _whole(year: int | None, month: int, known: Sequence[Period]) -> When:
    """A month without a year is the newest one known; a year without a month is all of it."""
    if not month:
        return When(years=(year,) if year else ())
    if year:
        return When((Period.of_month(year, month),))
    if not known:
        return When()
    newest = next((it for it in reversed(known) if it.month == month), known[-1])
    return When((Period.of_month(newest.year, month),))


def _several(text: str, newest: Period | None) -> tuple[When, str] | None:
    """2020—2022年, 近五年, 历年: a figure a year."""
    if match := _SPAN.search(text):
        first, last = int(match["first"]), int(match["last"])
        return When(years=tuple(range(first, last + 1)), each=True), _without(text, match)
    if match := _ALL_YEARS.search(text):
        return When(each=True), _without(text, match)
    if newest and (match := _LAST_YEARS.search(text)):
        many = _number(match["many"])
        years = tuple(range(newest.year - many + 1, newest.year + 1))
        return When(years=years, each=True), _without(text, match)
    return None


def _year(text: str, newest: Period | None) -> tuple[int | None, str, str]:
    """The year, what of it (its end, the same period) and the words without both."""
    if match := _COMPACT.search(text):
        return int(match["year"]), "", f"{text[: match.start()]} {match['month']}月{text[match.end() :]}"
    for match in _YEAR.finditer(text):
        if match["ago"]:
            if newest:
                return newest.year - _AGO[match["ago"][0]], match["ended"] or "", _without(text, match)
            continue
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        return year, match["end"] or "", _without(text, match)
    if match := _YEAR_END.search(text):
        return None, match[0], _without(text, match)
    return None, "", text


def _month(text: str) -> tuple[int, str]:
    """The last month of a quarter, a half-year or a run of months, or the month itself; 0 where none is named."""
    if match := _HALF.search(text):
        return (12 if match["half"] == "下" else 6), _without(text, match)
    if match := _MONTHS.search(text):
        return _number(match["last"] or match["first"]), _without(text, match)
    if match := _QUARTERS.search(text):
        return _number(match["last"] or match["q"]) * 3, _without(text, match)
    if match := _QUARTER.search(text):
        return _number(match["quarter"] or match["q"]) * 3, _without(text, match)
    if match := _MONTH.search(text):
        return _number(match["month"] or match["bare"]), _without(text, match)
    return 0, text


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMERAL.get(text, 2)


def _quarter_before(period: Period) -> Period:
    """The quarter before the one in which a period ends."""
    number = (period.month - 1) // 3
    return Period.quarter(period.year, number) if number else Period.quarter(period.year - 1, 4)


def _without(text: str, match: re.Match) -> str:
    return f"{_LEAD.sub('', text[: match.start()])} {text[match.end() :]}"
