"""Whether a number's measure word can state an indicator: what units drafts mix, and what they never mean."""

from __future__ import annotations

from functools import lru_cache

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.claims.numbers import Number

_KINDS = {
    "人": "person", "人次": "case", "次": "case", "场次": "event", "场": "event", "户次": "household", "户": "household",
    "对": "couple", "张": "bed", "具": "body", "%": "percent", "‰": "permille", "倍": "times", "小时": "hour", "元": "money", "万元": "money",
    "平方米": "area", "吨": "weight", "人次/月": "case",
}  # fmt: skip
_THINGS = frozenset(
    "个 家 处 所 座 间 支 套 件 份 条 项 类 种 枚 块 台 单 只 辆 批 起 例 宗 本 册 部 年 单位 幅 笔 穴 期".split()
)
_RELATIVE = frozenset(("%", "‰", "倍", "个百分点", "个千分点"))
#: unlike measure words that texts do mix, and what that costs
_MIXED = {
    ("thing", "person"): 3.0, ("thing", "household"): 3.0, ("person", "household"): 5.0, ("person", "case"): 4.0, ("case", "person"): 4.0,
    ("event", "case"): 2.0, ("case", "event"): 2.0, ("thing", "event"): 3.0, ("household", "case"): 6.0,
    ("thing", "case"): 3.0, ("thing", "bed"): 4.0, ("thing", "body"): 4.0, ("couple", "case"): 5.0, ("thing", "couple"): 4.0,
}  # fmt: skip

_ONE_BY_ONE = frozenset("户 个 家 处 所 座 张 对 具 件 条".split())
#: what is written in 元 and less than this is what one gets
_HARDLY_A_SUM = 20_000


@lru_cache(maxsize=4096)
def fit(unit: str, indicator: Indicator, any_unit: bool = False) -> float | None:
    """What it costs to read a number in ``unit`` as this indicator; None where it measures something else."""
    if any_unit and (not unit or unit in _RELATIVE):
        return 0.0 if indicator.unit not in ("", "—", "年") else None
    if any_unit:  # 增加60人 is not said of 养老机构
        cost = fit(unit, indicator)
        return (
            cost
            if cost is not None and (cost < 3.0 or "thing" not in (_kind(unit), _kind(indicator.unit)))
            else None
        )
    if not unit:
        return 2.0 if _kind(indicator.unit) not in ("money", "percent") else None
    have, want = _kind(unit), _kind(indicator.unit)
    if "/" in indicator.unit and not indicator.unit.startswith("元"):
        return 0.3 if have == _kind(indicator.unit.partition("/")[0]) else None
    if want == "standard":
        return _as_standard(unit, indicator.unit)
    if have == want:
        return 0.0 if have != "thing" or units.same_kind(unit, indicator.unit) else 1.5
    if (have, want) == ("case", "person") and indicator.kind == "stock":
        return None  # 累计保障6009人次 is not how many there are
    return _MIXED.get((have, want))


def suits(number: Number, indicator: Indicator, any_unit: bool = False) -> float | None:
    """What it costs to read a number as an indicator: 155元 are hardly what was spent in all."""
    if (
        number.unit in _ONE_BY_ONE
        and number.value % 1
        and not (number.scaled or any_unit or indicator.is_ratio or "/" in indicator.unit)
    ):
        return None  # 每100对对应34.5对: no count
    cost = fit(number.measured, indicator, any_unit)
    whole = number.value == number.value.to_integral_value()  # 1761.8元 is 万元 miswritten
    one_gets = number.unit == "元" and not number.scaled and whole and number.value < _HARDLY_A_SUM
    return cost + 3.0 if cost is not None and one_gets and indicator.unit == "元" and not any_unit else cost


def _kind(unit: str) -> str:
    if unit in _KINDS:
        return _KINDS[unit]
    if unit.startswith("元/"):
        return "standard"
    return "thing" if unit in _THINGS else unit


def _as_standard(unit: str, wanted: str) -> float | None:
    """An amount per head and time; 753元 alone leaves the time open."""
    if unit == "元" or (unit == "万元" and not wanted.startswith("元/人·")):
        return 0.5
    if units.same_kind(unit, wanted) or units.same_kind(wanted, unit):
        return (
            1.0 if unit.endswith("年") and wanted.endswith("月") else 0.0
        )  # 每人每年 speaks for the yearly standard
    return 3.0 if unit.startswith("元/") and "人·" not in wanted and "人·" not in unit else None
