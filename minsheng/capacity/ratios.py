"""The cards: each an indicator with a formula and the parts it is made of, or the reason why there is none.

A ratio is computed from its parts, never summed or averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minsheng import rates
from minsheng.capacity.lacking import lacking
from minsheng.cards import Shelf
from minsheng.catalogue import Indicator
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure


@dataclass(frozen=True, slots=True)
class CapacityCard:
    """One figure with the parts it is made of, or the reason why there is none."""

    title: str
    indicator: Indicator
    figure: Figure | None
    parts: tuple[Figure, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one field of work."""

    title: str
    cards: tuple[CapacityCard, ...]


def groups(shelf: Shelf, rows: Iterable[Mapping[str, str]]) -> Iterator[Group]:
    """The cards by field of work, of each the first way that has a figure."""
    found: dict[str, list[CapacityCard]] = {}
    for row in rows:
        codes = [code for code in row["candidates"].split("|") if code in shelf.catalogue]
        made = [card for code in codes if (card := _card(shelf, row["title"], shelf.catalogue[code]))]
        if made:
            best = next((card for card in made if card.figure), made[0])
            found.setdefault(row["group"], []).append(best)
    for title, cards in found.items():
        yield Group(title, tuple(cards))


def _card(shelf: Shelf, title: str, indicator: Indicator) -> CapacityCard | None:
    """A card where the figure, or at least what it measures, is known; of a part of the place where only that is."""
    fact = shelf.at(indicator.code, shelf.period) or _scoped(shelf, indicator)
    if fact:
        operands = fact.derivation.operands if fact.derivation else ()
        return CapacityCard(title, indicator, shelf.shown(fact), tuple(shelf.shown(it) for it in operands))
    if indicator.formula is None or not indicator.is_valid_in(shelf.period):
        return None
    needed = rates.operands(indicator, shelf.catalogue)
    first, *others = (_known(shelf, code) for code in needed)
    if first is None:  # what is to be covered alone says nothing of the cover
        return None
    parts = [first, *(it for it in others if it)]
    reason = _why_not(shelf, indicator, needed)
    return CapacityCard(title, indicator, None, tuple(shelf.shown(it) for it in parts), reason)


def _known(shelf: Shelf, code: str) -> Fact | None:
    """What is known of a part, also where it cannot be reckoned with."""
    series = shelf.series(code)
    fact = shelf.at(code, shelf.period) or (series.at(shelf.period, Basis.SINCE) if series else None)
    return fact if fact and fact.has_value else None


def _scoped(shelf: Shelf, indicator: Indicator) -> Fact | None:
    """A rate that a source gives for a part only (市管), where it gives none for the whole."""
    return next(iter(shelf.parts(indicator.code, shelf.period)), None)


def _why_not(shelf: Shelf, indicator: Indicator, needed: Sequence[str]) -> str:
    if indicator.frequency == "A" and not shelf.period.is_year_end:
        return "只有年末数，年中不计算"
    reasons = [lacking(shelf, code, shelf.period) for code in needed]
    return "；".join(dict.fromkeys(it for it in reasons if it)) or "除数为0，不计算"
