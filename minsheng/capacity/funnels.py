"""Funnels: what is left from stage to stage, each stage against the one before where both count the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.capacity.lacking import lacking
from minsheng.cards import Shelf
from minsheng.facts import Basis, Derivation, Fact
from minsheng.figure import Figure


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a funnel: its figure, and its share in the stage before as a computed figure, with the reason if none."""

    title: str
    figure: Figure | None
    share: Figure | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """What is left from stage to stage."""

    title: str
    stages: tuple[Stage, ...]


def funnel(shelf: Shelf, row: Mapping[str, str]) -> Funnel | None:
    """A funnel of which at least two stages are known."""
    codes = row["stages"].split("|")
    if sum(shelf.at(code, shelf.period) is not None for code in codes) < 2:
        return None
    return Funnel(row["title"], tuple(_stages(shelf, codes)))


def _stages(shelf: Shelf, codes: Sequence[str]) -> Iterator[Stage]:
    before: Fact | None = None
    for place, code in enumerate(codes):
        reason = lacking(shelf, code, shelf.period)
        fact = shelf.at(code, shelf.period)
        share = _share(shelf, fact, before) if fact and before and not reason else None
        shown = shelf.shown(fact) if fact else None
        lost = "前一环节缺数，不算比例" if place and before is None and fact else ""
        yield Stage(shelf.catalogue[code].title, shown, share, reason or lost)
        before = fact if fact and not reason else None


def _share(shelf: Shelf, fact: Fact, before: Fact) -> Figure | None:
    """A stage against the one before, where both count the same thing and it is not the larger."""
    if fact.unit != before.unit or not before.value or fact.value > before.value:
        return None
    names = [shelf.catalogue[it.indicator].name for it in (fact, before)]
    told = Derivation(f"{names[0]}占比＝{names[0]}÷{names[1]}×100", (fact, before))
    rate = replace(
        fact, value=fact.value / before.value * 100, unit="%", basis=Basis.RATE, resolution=Decimal("0.1"),
        locator="", notes="", derivation=told,
    )  # fmt: skip
    shown = shelf.shown(rate)
    return replace(shown, indicator=replace(shown.indicator, unit="%", kind="rate", decimals=1))
