"""A cell of a table: its letters, whether it is a number or a head, its label without unit and footnote marks."""

from __future__ import annotations

import re

Line = list[tuple[str, int]]
Rows = list[list[Line]]

_UNIT_WORDS = re.compile(
    r"[万亿千百]?(?:元/人·?[月年]|元/[^()]{1,6}|个?百分点|人次|户次|床位|小时|平方米|[元人名户对张个处家所件具次块例座间项])"
).pattern
MOVED = re.compile(r"(?P<moved>增长|上升|提高|增加|下降|减少|降低|扩大|缩小)?").pattern
_NUMBER = re.compile(rf"{MOVED}[+-]?\d[\d,]*(\.\d+)?([万亿]?%?|{_UNIT_WORDS})")
UNIT = re.compile(rf"[(/](?:单位:)?(?P<unit>{_UNIT_WORDS}|%|‰|个?百分点)\)?$")
TIME = re.compile(
    r"(?:(?:19|20)\d\d年?|今年|本年|去年|上年|本期|上期)(?:同期|上半年|前三季度|第?[一二三四]季度|1[-—~至]\d{1,2}月|\d{1,2}月)?(?:份|末|底|年末|年底)?|上半年|前三季度|全年"
)
WHEN = re.compile(rf"^(?:{TIME.pattern})(?:数|值|完成数?|实绩|累计)?$")
_SKIPPED = re.compile(
    r"序号|编号|排名|位次|名次|备注|说明|责任.*|科室|#|No\.?|(联系)?电话|邮编|代码|编码|日期|年龄"
)
RATE = re.compile(r"完成(率|比例|进度|百分比)|完成(计划|任务|目标)的?(比例|百分比)?|进度")
SUB = re.compile(r"^(其中|#|[-—·]+)[:]?")
AREAS = frozenset("城市 城镇 农村 集中 分散 散居".split())


def text_of(line: Line) -> str:
    """The letters of a line."""
    return "".join(char for char, _ in line)


def is_number(word: str) -> bool:
    """A number alone, its measure word at most."""
    return bool(_NUMBER.fullmatch(word))


def is_skipped(word: str) -> bool:
    """A column that says nothing of the figures."""
    return bool(_SKIPPED.fullmatch(word))


def is_head(row: list[Line]) -> bool:
    """A row without numbers, unless they are years."""
    words = [text_of(cell) for cell in row]
    return any(words) and not any(
        is_number(word) and not re.fullmatch(r"(19|20)\d\d", word) for word in words
    )


def unit_in(words: str) -> str:
    """The unit in brackets behind a label: 人 of 低保人数（人）; empty where none is."""
    found = UNIT.search(words)
    return found["unit"] if found else ""


def bare(words: str) -> str:
    """A label without its unit and footnote marks."""
    return re.sub(r"\s|[*#]|^(其中:|[一二三四五六七八九十\d]+[、.])", "", UNIT.sub("", words))
