"""What the pickers of 趋势 offer, and what they begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from minsheng import disclosure, rates
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Fact
from minsheng.geography.regions import Regions

#: what is shown first, as far as the place has it
FIRST = ("exp_total", "dibao_persons", "urban_dibao_persons", "marriages", "social_orgs")
MOST_ALIASES = 3
#: periods that make a line worth opening with
A_LINE = 4


def label(indicator: Indicator) -> str:
    """An indicator as a picker names it, with the aliases that it is searched by."""
    return "　".join([indicator.name, *indicator.aliases[:MOST_ALIASES]])


def indicators(catalogue: Catalogue, everywhere: Collection[str], here: set[str]) -> list[str]:
    """Every indicator that can be shown: those with figures here first, then rates of them and the rest."""
    known = [
        it for it in catalogue if it.code in everywhere or here.intersection(rates.operands(it, catalogue))
    ]
    allowed = [it for it in known if not disclosure.restricted(it)]
    return [it.code for it in sorted(allowed, key=lambda it: it.code not in here)]


def periods(facts: Iterable[Fact]) -> dict[str, int]:
    """How many periods each indicator has a value for, at the place that has most of it."""
    seen: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for fact in facts:
        if fact.has_value:
            seen.setdefault((fact.indicator, fact.region), set()).add((fact.period.year, fact.period.month))
    counts: dict[str, int] = {}
    for (code, _), known in seen.items():
        counts[code] = max(counts.get(code, 0), len(known))
    return counts


def opening(options: Iterable[str], here: Mapping[str, int]) -> list[str]:
    """The indicator to begin with: a leading one that makes a line, else the one with most periods; none where there is none."""
    known = [it for it in options if it in here]
    ordered = [*(it for it in FIRST if it in known), *known]
    if not ordered:
        return []
    line = next((it for it in FIRST if it in known and here[it] >= A_LINE), None)
    return [line or max(ordered, key=lambda it: here[it])]


def not_offered(asked: Iterable[str], options: Collection[str], catalogue: Catalogue) -> str:
    """What an address asks for that is not to be had here, in a sentence; empty where all is."""
    missed = [it for it in dict.fromkeys(asked) if it and it not in options]
    known = "、".join(catalogue[it].name for it in missed if it in catalogue)
    unknown = "、".join(f"“{it}”" for it in missed if it not in catalogue)
    told = [
        f"没有代码为{unknown}的指标" if unknown else "",
        f"{known}在这里没有可以显示的数" if known else "",
    ]
    return "；".join(part for part in told if part) + ("，现显示其他指标。" if missed else "")


def by_place(facts: Iterable[Fact], codes: Sequence[str]) -> list[Fact]:
    """Facts in the order in which their places were chosen."""
    order = {code: place for place, code in enumerate(codes)}
    return sorted(facts, key=lambda fact: order.get(fact.region, len(order)))


def without(facts: Iterable[Fact], codes: Iterable[str]) -> list[str]:
    """The chosen places that have none of these figures."""
    have = {fact.region for fact in facts if fact.has_value}
    return [code for code in codes if code not in have]


def beside(region: str, options: Iterable[str], regions: Regions) -> list[str]:
    """The places that a place may be drawn beside: real beside real, invented beside invented."""
    return [it for it in options if it != region and regions.is_demo(it) == regions.is_demo(region)]


def kept(options: Collection[str], *wishes: Sequence[str]) -> list[str]:
    """The first wish of which something is offered."""
    return next((valid for wish in wishes if (valid := [it for it in wish if it in options])), [])
