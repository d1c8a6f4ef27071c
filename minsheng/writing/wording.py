"""The words around a number in a document: its time, its place, its comparison. Numbers come from ``figure``."""

from __future__ import annotations

from minsheng import figure
from minsheng.changes import Change
from minsheng.facts import Basis, Fact, Status
from minsheng.period import CHINESE_QUARTER, Period
from minsheng.units import parse as parse_unit

#: how a place calls the whole of itself, by the end of its name
_WHOLE = {
    "省": "全省", "市": "全市", "县": "全县", "旗": "全旗", "区": "全区", "州": "全州", "盟": "全盟", "镇": "全镇", "乡": "全乡",
    "街道": "全街道", "全国": "全国",
}  # fmt: skip
_COUNTED = (
    "总人数",
    "总户数",
    "总数",
    "人数",
    "户数",
    "项数",
    "件数",
    "次数",
    "场次",
    "条数",
    "枚数",
    "对数",
    "份数",
    "数",
    "额",
)


def whole(place: str) -> str:
    """全市, 全县 …; the name itself where there is no such word (演示市本级)."""
    return next((word for end, word in _WHOLE.items() if place.endswith(end)), place)


def office(place: str, level: str) -> str:
    """Who answers in the title: 演示市民政局, 山东省民政厅; the place alone where it has no such office."""
    if level == "province" and place.endswith(("省", "自治区")):
        return f"{place}民政厅"
    return f"{place}民政局" if level in ("province", "prefecture", "county") else place


def people(place: str, level: str) -> str:
    """Who acts in a sentence: the office, or 全国民政部门, 盖德镇民政部门."""
    named = office(place, level)
    return named if named != place else f"{place}民政部门"


def time(fact: Fact, *, dated: bool = False) -> str:
    """The time that opens a sentence: 截至2023年底, 全年, 1—11月, 2017年11月以来; empty where the year's is meant.

    ``dated`` names the year of a flow too (2023年), for a text over several years.
    """
    period = fact.period
    match figure.time_basis(fact):
        case Basis.YTD:
            return period.name_since_january if dated else _to_date(period)
        case Basis.QUARTER:
            return f"{CHINESE_QUARTER[period.number - 1]}季度"
        case Basis.SINCE | Basis.RATE if fact.since_from:
            return _since(fact)
        case Basis.AVERAGE if fact.since_from:
            return f"{fact.since_from[:4]}—{period.year}年"
        case Basis.MONTH:
            return "" if period.kind == "year" else f"{period.month}月"
        case Basis.TARGET | Basis.AVERAGE:
            return ""
        case Basis.RATE if period.is_year_end:
            return ""
    return f"截至{period.name_of_end}"


def _to_date(period: Period) -> str:
    if period.is_year_end:
        return "全年"
    return "上半年" if period.month == 6 else "1月" if period.month == 1 else f"1—{period.month}月"


def _since(fact: Fact) -> str:
    year, _, month = fact.since_from.partition("-")
    return f"{year}年{int(month)}月以来" if month else f"{year}年以来"


def aside(fact: Fact, lead: Fact) -> str:
    """What must stand behind a number whose time is not the sentence's: （截至9月底）, （4月）; else nothing."""
    period = fact.period
    if period.end == lead.period.end or fact.basis in (Basis.TARGET, Basis.AVERAGE):
        return ""
    if fact.basis is Basis.MONTH:
        return f"（{period.month}月）"
    if figure.time_basis(fact) is Basis.YTD:
        return f"（{'全年' if period.is_year_end else _to_date(period)}）"
    return f"（截至{'年' if period.is_year_end else f'{period.month}月'}底）"


def doubt(fact: Fact) -> str:
    """What must stand behind a number that is no settled one: （预计） or （待核）."""
    if fact.status is Status.ESTIMATE:
        return "（预计）"
    return "（待核）" if fact.pending else ""


def compared(change: Change, fact: Fact) -> tuple[str, str]:
    """A change in two parts, what it is compared with and the change: 比上年末 + 下降1.2%, 与上年 + 持平."""
    words = figure.magnitude(change)
    if not fact.period.is_year_end:
        return ("与上年同期" if "持平" in words else "同比", words)
    base = "上年末" if fact.basis is Basis.STOCK else "上年"
    return (f"{'与' if '持平' in words else '比'}{base}", words)


def with_word(text: str, unit: str, word: str) -> str:
    """A worded number with another measure word: 161个 → 161家, 2.3万人 → 2.3万名."""
    base = unit if text.endswith(unit) else parse_unit(unit).base
    return text[: -len(base)] + word if word and text.endswith(base) else text


def counted(name: str, unit: str) -> str:
    """What is counted, where its name alone would be the things themselves: 养老机构数量, 困境儿童人数."""
    if name.endswith((*_COUNTED, "人次", "户次", "率", "比", "水平", "标准", "床位", "登记", "支出")):
        return name
    return name + {"人": "人数", "个": "数量", "家": "数量", "所": "数量", "处": "数量"}.get(unit, "")


def spoken(name: str) -> str:
    """An indicator's name before its number: 健康医药箱发放数 → 健康医药箱发放, 本年新建长者食堂 → 新建长者食堂."""
    name = name.removeprefix("本年")
    return next(
        (name[: -len(end)] for end in _COUNTED if name.endswith(end) and len(name) > len(end) + 2), name
    )
