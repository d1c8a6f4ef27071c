"""``minsheng rank``: the units directly below a place in order, as JSON and in Chinese."""

from __future__ import annotations

from pathlib import Path

from minsheng import places
from minsheng.commands.data import Answer
from minsheng.comparison import comparison, denominators
from minsheng.comparison.comparison import Comparison, Question
from minsheng.comparison.ranking import Entry
from minsheng.facts import plain
from minsheng.period import Period
from minsheng.store.moment import Moment
from minsheng.store.reading import Store

_POLARITY = {
    "higher_better": "越高越好，从高到低排序",
    "lower_better": "越低越好，从低到高排序",
    "neutral": "中性指标，按数值排列，不评优劣",
}


def rank(
    *, db: Path, actor: str, moment: Moment, indicator: str, period: str, within: str, per: str | None
) -> Answer:
    """Who stands where, out of how many, and who is not in the order and why."""
    store, regions = Store(db, moment), places.regions()
    when, catalogue = Period.parse(period), store.catalogue
    words = places.denominators()
    divided_by = denominators.find(per, words, catalogue) if per else None
    asked = Question(catalogue.find(indicator), when, regions.get(within, when), divided_by)
    found = comparison.ask(store, regions, asked, store.breaks())
    return Answer(lambda: record(found), lambda: text(found))


def record(found: Comparison) -> dict[str, object]:
    """The comparison in the words that other programs rely on."""
    order, asked = found.ranking, found.question
    return {
        "rows": [
            {
                "region": it.region,
                "region_name": it.name,
                "value": plain(it.value),
                "rank": it.rank,
                "tied": it.tied,
            }
            for it in order.entries
        ],
        "ranked": order.ranked,
        "total": order.total,
        "polarity": order.polarity,
        "missing": [
            {"region": it.region, "region_name": it.name, "state": it.state.value, "note": it.note or None}
            for it in order.missing
        ],
        "excluded": [{"region": it.region, "region_name": it.name, "why": it.why} for it in order.excluded],
        "indicator": asked.indicator.code,
        "indicator_name": found.indicator.name,
        "unit": found.indicator.unit,
        "period": str(asked.period),
        "within": asked.within.code,
        "within_name": found.place,
        "within_value": plain(found.whole.fact.value) if found.whole else None,
        "mean": None if order.mean is None else plain(order.mean),
        "benchmark": {"value": plain(found.benchmark.value), "kind": found.benchmark.kind.value}
        if found.benchmark
        else None,
        "weighted_mean": plain(found.weighted.value) if found.weighted else None,
        "median": None if order.median is None else plain(order.median),
        "basis": order.entries[0].fact.basis.value if order.entries else asked.indicator.basis.value,
        "scope": order.entries[0].fact.scope if order.entries else None,
        "demo": any(it.fact.demo for it in order.entries),
        "per": _per(found),
        "lamps": [
            {"name": it.lamp.value, "colour": it.colour.value, "why": it.why or None} for it in found.lights
        ],
    }


def _per(found: Comparison) -> dict[str, object] | None:
    by = found.question.denominator
    if by is None:
        return None
    return {
        "indicator": by.indicator,
        "name": by.name,
        "scale": by.scale,
        "years": sorted({it.fact.period.year for it in found.people}),
    }


def _place(it: Entry, neutral: bool) -> str:
    number = f"{it.rank}" if neutral else f"第{it.rank}位"
    return f"{number}{'（并列）' if it.tied else ''}"


def text(found: Comparison) -> str:
    """The same for people."""
    order = found.ranking
    head = f"{found.place}各{found.noun}{found.indicator.name}（{found.when}），{_POLARITY[order.polarity]}"
    lines = [f"{head}；分母：{found.populations}。" if found.populations else f"{head}。"]
    lines += [
        f"{_place(it, order.is_neutral)}　{it.name}　{found.figure(it).display}" for it in order.entries
    ]
    lines += [f"不在其中　{it.name}　{it.why}" for it in order.missing]
    lines += [f"不在其中　{it.name}　{it.why}" for it in order.excluded]
    if order.entries:
        whole = f"；{found.place}{found.whole.display}" if found.whole else ""
        weighted = (
            f"，按{found.weighted.by.name}加权平均{found.worded(found.weighted.value)}"
            if found.weighted
            else ""
        )
        means = f"{order.ranked}个{found.noun}{found.benchmark.kind}{found.worded(found.benchmark.value)}{weighted}"
        lines.append(f"{means}，中位数{found.worded(order.median)}{whole}。")
    lines += [found.remainder] if found.remainder else []
    lines += [f"{light.label}：{light.why}。" for light in found.lights if light.why]
    return "\n".join([*lines, f"参加排列{order.ranked}个，共{order.total}个。"])
