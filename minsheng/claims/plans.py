"""What a draft says is to be done: whether a number stands in a section of plans, and the year that a plan is for."""

from __future__ import annotations

import re

from minsheng.claims.passages import line_start, sentence_start
from minsheng.period import Period

_CALLED = re.compile(r"^[（(]?[一二三四五六七八九十]+[、)）]|^第[一二三四五六七八九十]+[,、]")
_PLANS = re.compile(
    r"打算|工作任务|主要任务|主要目标|计划(?!生育)|安排|思路|展望|重点任务|下一?步|今后|明年|目标任务"
)
#: 明年工作安排, 【下一步打算】: a heading without its number
_PLAIN_HEADING = re.compile(
    "[【<◆■]?(?:第[一二三四]部分)?(20\\d\\d年(?=.{0,4}(?:打算|思路|展望|安排))|明年|来年|下一?步|下阶段|新的一年)[^,。;:]{0,6}(打算|安排|计划|思路|重点|任务|展望)[】>]?"
)
_PLAN_LINE = re.compile("(20\\d\\d年|明年|下一年)[^,。:]{0,6}(要点|打算|计划|安排|思路):")
#: 三、2023年工作打算: a heading that sets the year of what stands below it
_SECTION = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[、.)）]|第[一二三四五六七八九十]+[,、]).{0,12}?(?P<year>20\d\d)年.{0,12}(打算|计划|安排|思路|展望|重点|目标|任务|工作落实|工作)"
)
_AHEAD = re.compile(
    r"(?P<year>20\d\d)年(?=,[^,。;]{0,20}将|要(?:抓|办|做|完成|建|新|重点)|的?(?:年度|目标|重点)?任务)"
)
_FIVE_YEARS = re.compile(r"“?十(?P<plan>[三四五])五(”|时期|期间|末)(时期|期间)?末?")


def in_plans(plain: str, start: int, year: int | None) -> bool:
    """Whether the number stands under a heading that speaks of what is to be done."""
    *above, own = plain[:start].split("\n")
    if _CALLED.match(own) and _PLANS.search(re.split("[:。]", own)[0]) and re.search("[:。]", own[:30]):
        return True  # 三、2021年打算：新建…
    if _PLAN_LINE.match(own):
        return True  # 2022年工作要点：…二是新建…
    for line in reversed(above):
        if re.match("#*附[件表]", line):
            return False
        if _PLAIN_HEADING.fullmatch(line):
            return True
        if _CALLED.match(line) and len(line) <= 30 and line[:1] not in "(（":
            named = re.search(r"(20\d\d)年", line)
            told = re.search("进度|完成|落实情况|推进情况|进展", line)
            return (_PLANS.search(line) is not None and told is None) or bool(
                named and year and int(named[1]) > year
            )
    return False


def planned(plain: str, start: int, year: int | None, *, looks_back: bool) -> Period | None:
    """The year that a plan is for: that of its words (明年, “十四五”末), of its heading, else the text's own."""
    words = plain[sentence_start(plain, start) : start]
    if found := [*re.finditer(r"(20\d\d)年", words)]:
        return Period.of_year(int(found[-1][1]))
    if plan := _FIVE_YEARS.search(words):
        return Period.of_year(2020 + 5 * ("三四五".index(plan["plan"])))
    ahead = "明年|来年|下一年|新的一年" + ("|今年" if looks_back else "")
    if re.search(ahead, words) and year:
        return Period.of_year(year + 1)
    planned_for = _year_ahead(plain, start) or _section_year(plain, start) or year
    return Period.of_year(planned_for) if planned_for else None


def _year_ahead(plain: str, start: int) -> int | None:
    """The year that the paragraph looks ahead to: 2024年,市民政局将…；…, 落实2024年任务。"""
    before = plain[line_start(plain, start) : start]
    found = [*_AHEAD.finditer(before)]
    return int(found[-1]["year"]) if found else None


def _section_year(plain: str, start: int) -> int | None:
    """The year of the section's heading, where it speaks of plans."""
    for line in reversed(plain[:start].split("\n")):
        if found := _SECTION.match(line[:40]):
            return int(found["year"])
        if _CALLED.match(line) and len(line) <= 30 and line[:1] not in "(（":
            return None
    return None
