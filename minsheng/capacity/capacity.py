"""All that a place has of capacity and coverage in a period. Nothing here knows an indicator by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minsheng.capacity.balances import Balance, balance
from minsheng.capacity.funnels import Funnel, funnel
from minsheng.capacity.ratios import Group, groups
from minsheng.cards import Shelf
from minsheng.figure import Figure

Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Capacity:
    """All that a place has of a period."""

    groups: tuple[Group, ...]
    balances: tuple[Balance, ...]
    funnels: tuple[Funnel, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that are there."""
        cards = [it for group in self.groups for card in group.cards for it in (card.figure, *card.parts)]
        terms = [it.figure for balance in self.balances for it in balance.terms]
        stages = [
            it for funnel in self.funnels for stage in funnel.stages for it in (stage.figure, stage.share)
        ]
        return tuple(it for it in (*cards, *terms, *stages) if it)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.groups or self.balances or self.funnels)


def capacity(shelf: Shelf, cards: Rows, balances: Rows, funnels: Rows) -> Capacity:
    """What ``data/capacity`` lists, as far as the place has any part of it in the period."""
    return Capacity(
        tuple(groups(shelf, cards)),
        tuple(it for row in balances if (it := balance(shelf, row))),
        tuple(that for row in funnels if (that := funnel(shelf, row))),
    )
