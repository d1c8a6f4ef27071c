"""The times of a whole text: the year that it is about, the part of it in the title, its date, the years that it looks back from."""

from __future__ import annotations

import re
from collections import Counter

from minsheng.claims.timewords import CUE, When, month_of, part_named
from minsheng.period import Period

_HEADLINE = 3
#: 2023年4月18日, （2021年10月，迎接市局调研组）, 市政府办公室编 2023年4月18日
_DATELINE = re.compile(
    r"[(]?([^,。;:\d]{0,20}(编|印发?|供稿|办公室))?\s*(?P<year>20\d\d)年(?P<month>\d{1,2})月(\d{1,2}日)?(,[^,。;]{2,14})?[)]?"
)
#: 本章以2020年为基期
_BASE_YEAR = re.compile(r"以(20\d\d)年(末|底|数|实绩|年末数)?(为|作为?)(基期|基准|基数|比较基期)")
_YEARS_OF_TEXT = re.compile(
    r"(?P<since>20\d\d)年?(?P<end>年?[末底])?(?:至|到|[-—–~]+)(?P<until>20\d\d)年(?!\d)"
)
_YEAR_TITLE = re.compile(
    r"(20\d\d)年(度|终|[^,。;]{0,16}(总结|报告|述职|回顾|盘点|亮点|成绩单|答卷|公报|汇报|情况|综述|纪实|发布词|成效|业绩|自评))"
)
_PART_TITLE = re.compile(
    r"半年|季度|季|[1-9一二三四五六七八九十]月|月份|阶段|中期|任务|计划|要点|打算|通报|进展"
)
_AHEAD_OF_US = re.compile("今年[^。;]{0,10}(将|计划|拟|力争|打算|准备)")


def text_year(plain: str) -> int | None:
    """The year a text is about: that of its first lines, else the one most often named."""
    lines = [line for line in plain.split("\n") if line]
    for line in lines[:_HEADLINE]:
        if found := re.search(r"(20\d\d)年(?!.{0,3}版)", line):
            return int(found[1])
    years = Counter(re.findall(r"(?<![\d—~-])(20[0-4]\d)年(?!\d{1,2}月\d)", re.sub(r"《[^》]*》", "", plain)))
    return int(years.most_common(1)[0][0]) if years else None


def headline(plain: str, year: int | None) -> When:
    """The time of the whole text: that of its first lines (2022年上半年工作), else its year."""
    whole = When(Period.of_year(year) if year else None)
    ends = [match.start() for match in re.finditer(r"\n+(?=.)", plain)][: _HEADLINE - 1]
    head = plain[: ends[-1] if ends else 0]
    for match in CUE.finditer(head[:120]):
        if match["year"] and match[0].strip(",") and int(match["year"]) == year:
            month, _ = month_of(match)
            if month and part_named(match):
                return When(Period.of_month(year, month))
    return _opening(plain, year, head) or whole


def _opening(plain: str, year: int | None, head: str) -> When | None:
    """The part of the year that the title speaks of, or that the text opens with: 今年前三季度，…"""
    title, body = head.split("\n")[0], [line for line in plain.split("\n") if len(line) > 24]
    openings = [
        head[:60],
        *([] if re.search(r"20\d\d年度?(?!\d)", title) else [body[0][:12]] if body else []),
    ]
    for words in openings:
        for match in CUE.finditer(words):
            own = not match["year"] or int(match["year"]) == year
            if own and year and match["word"] not in ("去年", "上年", "前年") and part_named(match):
                month, _ = month_of(match)
                return When(Period.of_month(year, month)) if month else None
    return None


def dated(plain: str) -> Period | None:
    """The month in which a text is dated: in a short line of its own near its beginning or end, a paper's number beside it at most."""
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    for line in [*lines[:5], *lines[-2:]]:
        found = _DATELINE.fullmatch(line)
        if found and 1 <= int(found["month"]) <= 12:
            return Period.of_month(int(found["year"]), int(found["month"]))
    return None


def tells_year_end(plain: str, year: int | None) -> bool:
    """Whether what a text tells is the year's end: it is a year's report without a date, or says so: 以2022年末为时点."""
    whole = dated(plain) is None and _is_of_whole_year(plain, year)
    return whole or re.search(rf"以{year}年年?(末|底)为[^,。;]{{0,4}}(时点|节点|截止)", plain) is not None


def _is_of_whole_year(plain: str, year: int | None) -> bool:
    """Whether the title is that of a year's report: 2022年工作总结, 2022年度述职报告; then what it tells is the year's end."""
    title = "".join([line for line in plain.split("\n") if line.strip()][:2])[:60]
    told = _YEAR_TITLE.search(title)
    return told is not None and int(told[1]) == year and not _PART_TITLE.search(title)


def base_years(plain: str, year: int | None) -> tuple[int, ...]:
    """The years from which a text of several years looks: 以2020年为基期; 2020至2022年…回眸 from 2019 or 2020."""
    if based := _BASE_YEAR.search(plain):
        return (int(based[1]),)
    spans = [it for it in _YEARS_OF_TEXT.finditer(plain[:240]) if int(it["until"]) == year]
    exact = [it for it in spans if it["end"]]
    if exact:
        return (int(exact[0]["since"]),)
    return (int(spans[0]["since"]) - 1, int(spans[0]["since"])) if spans else ()


def looks_back(plain: str, year: int | None, given: int | None) -> bool:
    """A speech of the next year's first months about the year before: its 去年 is the text's year."""
    head = "\n".join(plain.split("\n")[:_HEADLINE])
    if re.search("过去的?一年", plain[:200]) and given:
        return True
    ahead = [bool(_AHEAD_OF_US.match(plain, it.start())) for it in re.finditer("今年", plain)]
    if "去年" in plain and ahead and all(ahead) and f"{year}年" in plain[:120]:
        return True  # 2023年…, 去年…; “今年我们还将…”
    return year is not None and bool(re.search(rf"(\(|^|:){year + 1}年[1-4]月(\d+日)?(\)|$)", head, re.M))
