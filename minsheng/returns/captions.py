"""What the text at the head of a column (or at the side of a table) is: a period, a place, a unit, an item …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from minsheng.period import Period
from minsheng.returns.columns import COMPARED, is_known_unit, unit_at_end
from minsheng.returns.dates import periods_in
from minsheng.script import simplified


class Role(StrEnum):
    """What a column holds."""

    ITEM = "item"
    REGION = "region"
    REGION_CODE = "region code"
    YEAR = "year"
    UNIT = "unit"
    CODE = "code"
    ASIDE = "aside"
    COMPARED = "compared"


_NOISE = re.compile(r"[\s()（）、,，.。/:：·]+")
_LABELS = set("指标名称 指标 项目 项目名称 指标项目 名称 统计指标 item".split())
_REGIONS = re.compile(
    r"(?:各?(?:省|市|州|盟|县|区|地|旗|辖区|自治区|直辖市|单位|城市|乡镇|街道|镇|乡|市县区|县市区)+(?:名称|别|名)?|行政区划?(?:名称)?|区划名称?|地名"
    r"|region|city|county)"
)
_REGION_CODES = set("区划代码 行政区划代码 地区代码 地区编码 区划编码 区划 行政区代码 区域代码".split())
_CODES = set("代码 指标代码 编码 行次 指标编码".split())
_YEARS = set("年份 年度 年 时间 时期 期别 报告期 统计时间 year".split())
_UNITS = set("单位 计量单位".split())
_ASIDE = re.compile(
    r"序号?|编号|栏次|备\s*注|说明|排名|位次|名次|英文.*|附注|联系.*|填表人.*|负责人.*|占比.*|比重.*|.*排名|.*位次"
)
_CHANGE = re.compile(
    r"比.*(?:增减|增长|升降|±)|(?:(?:增减|增长|升降)(?:率|幅度?|额|量|百分比)?|增[率幅])[%±]*$"
)
_VALUE_WORDS = re.compile(r"(?:数量|数值|本期数?|合计数|人数|数)?")


@dataclass(frozen=True, slots=True)
class Caption:
    """A column's head, read: ``levels`` from the uppermost to the column's own, without unit and period."""

    role: Role
    levels: tuple[str, ...] = ()
    unit: str = ""
    period: Period | None = None

    @property
    def bare(self) -> bool:
        """Whether it names no item: only a period, or 数量."""
        return all(_VALUE_WORDS.fullmatch(plain(level)) for level in self.levels)


@lru_cache(8192)
def plain(text: str) -> str:
    """A caption without spaces, brackets and marks, in lower case: 县（市、区） → 县市区."""
    return _NOISE.sub("", simplified(text)).lower()


def is_label_head(text: str) -> bool:
    """Whether the text heads a column of item names."""
    return plain(text) in _LABELS


@lru_cache(8192)
def role_of(text: str) -> Role:
    """What a column is by the last line of its head."""
    word = plain(text)
    if word in _UNITS:
        return Role.UNIT
    if word in _REGION_CODES:
        return Role.REGION_CODE
    if word in _CODES:
        return Role.CODE
    if word in _YEARS:
        return Role.YEAR
    if _REGIONS.fullmatch(word):
        return Role.REGION
    if _ASIDE.fullmatch(word):
        return Role.ASIDE
    return Role.COMPARED if COMPARED.fullmatch(word) or _CHANGE.search(word) else Role.ITEM


def read(levels: tuple[str, ...]) -> Caption:
    """A column's head out of its lines of text, uppermost first."""
    kept: list[str] = []
    unit, period = "", None
    for text in levels:
        if is_unit(text):
            unit = text.strip("()（） ")
            continue
        name, own = (text, "") if plain(text) in _UNITS else unit_at_end(text)
        unit = own or unit
        if finer := _finer(period, name):
            period = finer
            continue
        name, found = _without_period(name)
        period = found or period
        if name:
            kept.append(name)
    role = role_of(kept[-1]) if kept else Role.ITEM
    if role is Role.ITEM and any(role_of(level) is Role.COMPARED for level in kept):
        role = Role.COMPARED
    return Caption(role, tuple(kept), unit, period)


def is_unit(text: str) -> bool:
    """Whether a head's line is a unit and nothing else: （万元）."""
    word = "".join(simplified(text).split()).strip("()")
    return word not in _UNITS and not word.endswith("数") and is_known_unit(word)


@lru_cache(8192)
def period_of(text: str) -> Period | None:
    """The one period that a cell prints and nothing else: 2022, 2022年末, 2022年三季度; None for all else."""
    name, period = _without_period(text)
    return period if not name else None


def _without_period(text: str) -> tuple[str, Period | None]:
    """A head's line without the period it prints."""
    word = "".join(simplified(text).split())
    if re.fullmatch(r"(?:19|20)\d\d", word):
        return "", Period.of_year(int(word))
    found = periods_in(word)
    if len(found) != 1:
        return text.strip(), None
    rest = re.sub(
        r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年?(?:度|末|底)?(?:第?[一二三四1-4]季度?(?:末|底)?|上半年|前三季度"
        r"|(?:1月?[-—–~至到])?\d{1,2}月(?:份|末|底)?|Q[1-4]|[-./]\d{1,2})?",
        "",
        word,
        flags=re.IGNORECASE,
    )
    return rest.strip("()、,:-—"), found[0]


def _finer(above: Period | None, text: str) -> Period | None:
    """The quarter or month of the year above it: 三季度 below 2022年."""
    if above is None or above.kind != "year" or re.search(r"\d{4}", text):
        return None
    found = periods_in(f"{above.year}年{''.join(simplified(text).split())}")
    return found[0] if len(found) == 1 and found[0].kind != "year" else None


def is_part_of_year(text: str) -> bool:
    """Whether a head's line names a part of a year without the year: 二季度, 9月, 上半年."""
    word = "".join(simplified(text).split()).strip("()")
    return bool(
        re.fullmatch(
            r"第?[一二三四1-4]季度?(?:末|底)?|[上下]半年|前三季度|(?:1[-—–~至到])?\d{1,2}月(?:份|末|底)?",
            word,
        )
    )
