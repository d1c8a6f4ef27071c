"""What the pickers of 趋势 offer, and what they begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from minsheng import disclosure, rates
from minsheng.catalogue import Catalogue, Indicator
from minsheng.regions import Regions

#: what is shown first, as far as the place has it
FIRST = ("exp_total", "dibao_persons", "urban_dibao_persons", "marriages", "social_orgs")
MOST_ALIASES = 3


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


def opening(options: Iterable[str], here: Collection[str]) -> list[str]:
    """The indicator to begin with; none where the place has none."""
    known = [it for it in options if it in here]
    return [next((it for it in FIRST if it in known), known[0])] if known else []


def beside(region: str, options: Iterable[str], regions: Regions) -> list[str]:
    """The places that a place may be drawn beside: real beside real, invented beside invented."""
    return [it for it in options if it != region and regions.is_demo(it) == regions.is_demo(region)]


def kept(options: Collection[str], *wishes: Sequence[str]) -> list[str]:
    """The first wish of which something is offered."""
    return next((valid for wish in wishes if (valid := [it for it in wish if it in options])), [])
