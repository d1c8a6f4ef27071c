"""What the pickers of the frame offer: the places that have figures, and their periods, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minsheng.errors import MinshengError
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import PeriodCount, Place

#: where the dashboard opens while no office has made it its own: real, with several periods
OPENING = "350000"
#: the invented prefecture to look at first
DEMO = "990100"
#: an opening period has at least this share of the figures of the fullest one
FULL = 2


def region_options(places: Iterable[Place], home: str, regions: Regions) -> list[str]:
    """The codes of the places with figures, 本单位 first, invented ones last."""
    codes = [place.region for place in places if place.region in regions]
    first = [home] if home else []
    return list(dict.fromkeys([*first, *codes])) or ["000000"]


def opening_region(options: Sequence[str], home: str) -> str:
    """Where a visit without an address begins."""
    if home in options:
        return home
    return OPENING if OPENING in options else options[0]


def region_label(code: str, regions: Regions) -> str:
    """A place as the picker names it: 福建省, 宁德市（福建省）, 东河区（演示市，演示数据）."""
    region = regions.get(code)
    above = [it.name for it in reversed(regions.ancestors(code)) if it.level != "nation"]
    beside = ["".join(above)] if above else []
    if regions.is_demo(code):
        beside.append("演示数据")
    return f"{region.name}（{'，'.join(beside)}）" if beside else region.name


def region_asked(text: str | None, regions: Regions) -> str | None:
    """The present code of a place that an address names by code, former code or name; None where there is none."""
    try:
        return regions.get(text).code if text else None
    except MinshengError:
        return None


def period_asked(text: str | None) -> Period | None:
    """The period that an address names; None where it names none."""
    try:
        return Period.parse(text) if text else None
    except MinshengError:
        return None


def period_options(counts: Iterable[PeriodCount]) -> dict[Period, int]:
    """The periods with how many figures each has, newest first; of 2022 and 2022Q4 the fuller stands for both."""
    figures: dict[Period, int] = {}
    for count in counts:
        figures[count.period] = figures.get(count.period, 0) + count.facts
    kept = {period: facts for period, facts in figures.items() if not _yields(period, figures)}
    return dict(sorted(kept.items(), key=lambda item: item[0].order, reverse=True))


def _yields(period: Period, figures: dict[Period, int]) -> bool:
    other = figures.get(period.twin, 0) if period.twin else 0
    return other > figures[period] or (other == figures[period] and period.kind == "year")


def opening_period(options: dict[Period, int]) -> Period | None:
    """The newest period that is not nearly empty."""
    most = max(options.values(), default=0)
    return next((period for period, facts in options.items() if facts * FULL >= most), None)


def offered(period: Period | None, options: Iterable[Period]) -> Period | None:
    """The period as the options know it, under whichever of its two names."""
    known = set(options)
    return next((it for it in (period, period.twin if period else None) if it in known), None)


def newer(period: Period | None, options: dict[Period, int]) -> Period | None:
    """The newest period of a place where it is newer than the one that stands."""
    newest = next(iter(options), None)
    return newest if newest and period and newest.end > period.end else None


# -- what an address asked for and did not get ----------------------------------------------------
def not_found(region: str | None, period: str | None, missing: str | None) -> str:
    """What of an address means nothing: no such page, no such place, no such period; empty where all does."""
    told = [
        f"没有“{missing}”这个页面" if missing else "",
        f"没有代码为{region}的地区" if region and region.isdigit() else "",
        f"没有名为“{region}”的地区" if region and not region.isdigit() else "",
        f"“{period}”不是时期，应写成2022、2022Q3或2022-11" if period else "",
    ]
    return "；".join(part for part in told if part)


def left_out(beside: Iterable[str], region: str, options: Sequence[str], regions: Regions) -> str:
    """Which places an address wanted to see beside another one and why they are not: 福建省（演示数据不与真实数据并列）."""
    told = []
    for text in dict.fromkeys(beside):
        code = region_asked(text, regions)
        if code is None:
            told.append(f"{text}（没有这个地区）")
        elif regions.is_demo(code) != regions.is_demo(region):
            told.append(f"{regions.get(code).name}（演示数据不与真实数据并列）")
        elif code != region and code not in options:
            told.append(f"{regions.get(code).name}（还没有数据）")
    return f"未列入对比：{'、'.join(told)}" if told else ""
