"""How a figure is measured, as words say it: what the end of a name counts (人数, 户数), and whether a unit is the one asked after."""

from __future__ import annotations

import re

OTHER = 0.45  #: how much is left of a likeness where something else is counted
#: what a word at the end counts, as units of the catalogue name it
_HEADS = (
    ("人", "总人数|人数|人员数|人员|人口数|人口"),
    ("户", "总户数|户数|家庭数|家庭|户"),
    ("人次", "人次数|人次|次数"),
    ("户次", "户次"),
    ("对", "总对数|对数"),
    ("元", "累计支出|支出额|钱|支出|资金|经费|金额|发放额|总额|额|花费|开支"),
    ("标准", "标准"),
    ("率", "率|比例|占比|比重|之比"),
    ("张", "床位数|床位"),
    ("件", "件数"),
    ("具", "具数"),
    ("份", "份数"),
    ("条", "条数"),
    ("数", "总数量|总数|数量|个数|家数|处数|所数|座数|项数|数"),
    ("", "对象|总量|量|规模"),
)
_HEAD = re.compile("(?:" + "|".join(f"(?P<h{n}>{words})" for n, (_, words) in enumerate(_HEADS)) + ")$")
#: heads that also say what is counted and so stay with the stem
_KEPT = ("标准", "率", "张")
MEASURES = {
    "名": "人", "位": "人", "家": "个", "处": "个", "所": "个", "座": "个", "钱": "元", "万元": "元", "亿元": "元",
    "块钱": "元", "‰": "率", "%": "率", "次": "人次", "项": "个", "支": "个", "条": "条", "场": "场次", "口": "人", "例": "",
}  # fmt: skip
_NEAR = {
    ("人", "人次"),
    ("户", "户次"),
    ("人次", "场次"),
    ("人次", "户次"),
    ("人", "个"),
    ("户", "个"),
    ("人次", "个"),
    ("个", "条"),
}
#: what counts people, and what counts none of them: 养老机构多少人 asks for no number of houses
_OF_PEOPLE = ("人", "户", "对", "人次", "户次", "张")
_OF_THINGS = ("个", "元", "标准", "率", "倍", "条")
#: what a name that leaves the measure open means first
FIRST = ("人", "户", "个", "张", "对", "具", "人次", "元", "标准", "率")


def head(text: str) -> str:
    """The word at the end that says what is counted."""
    match = _HEAD.search(text)
    return match[0] if match else ""


def measure(text: str) -> str:
    """What the word at the end counts; empty where it leaves that open."""
    match = _HEAD.search(text)
    return _HEADS[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""


def stem(text: str) -> str:
    """The words without what they count: 低保 of 低保人数; a standard or a rate stays one."""
    return text if measure(text) in _KEPT else text.removesuffix(head(text))


def class_of(unit: str) -> str:
    """The unit as measures know it: 元/人·月 is a standard, 人次/月 counts 人次."""
    counted, _, each = unit.partition("/")
    return "标准" if each and counted == "元" else MEASURES.get(counted, counted)


def fits(own: str, asked: str) -> float:
    """1 where a figure is counted as asked; much less where it counts something else."""
    if not asked:
        return 0.93 if own in ("标准", "率") else 1.0
    if own == asked:
        return 1.0
    if asked == "数":  # a number of anything, but no amount and no rate
        return OTHER if own in ("元", "标准", "率") else 1.0
    if (asked, own) == ("户", "人"):
        return 0.0
    if (asked, own) == ("元", "标准"):
        return 0.9
    if asked == "元" or (asked in _OF_PEOPLE and own in _OF_THINGS):  # an amount is no number of people
        return 0.0
    return 0.9 if (own, asked) in _NEAR or (asked, own) in _NEAR else OTHER
