"""Why a part of a figure cannot be reckoned with, in words."""

from __future__ import annotations

from minsheng.cards import Shelf
from minsheng.facts import Approx, Basis
from minsheng.period import Period


def lacking(shelf: Shelf, code: str, period: Period) -> str:
    """Why a part cannot be reckoned with; empty where it can."""
    indicator, series = shelf.catalogue[code], shelf.series(code)
    fact = shelf.find(code, period) or shelf.at(code, period)
    if fact is None:
        if series and series.at(period, Basis.SINCE):
            return f"{indicator.name}只有历年累计数，不能与期末数相比"
        when = period.name_since_january if indicator.is_flow else period.name_of_end
        return f"缺{when}的{indicator.name}"
    if not fact.has_value:
        return f"{indicator.name}{fact.state.zh}"
    if fact.approx is not Approx.EXACT or fact.value_to is not None:
        return f"{indicator.name}原文为约数（{shelf.shown(fact).prose}），不计算"
    return ""
