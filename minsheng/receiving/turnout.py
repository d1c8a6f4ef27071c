"""How many of the returns that a place awaits for a period are there: 14/14 at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.receiving.announced import LAYOUT
from minsheng.receiving.inbox import ACCEPTED, WAITING, Item
from minsheng.receiving.waiting import Waiting
from minsheng.store.reading import Store

_MOST = 6
#: whose returns are counted under the place above
_REPORTING = ("county", "zone", "town", "own")


@dataclass(frozen=True, slots=True)
class Count:
    """The returns of a place for a period, units by name: stored, waiting in the inbox, and missing."""

    place: str
    period: Period
    stored: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def expected(self) -> int:
        """How many units report."""
        return len(self.stored) + len(self.waiting) + len(self.missing)


def counts(store: Store, regions: Regions, items: Iterable[Item], looked: Iterable[Waiting]) -> list[Count]:
    """A count for each place above the files' own and each period that the inbox is about; newest period first.

    A table of targets is no return.
    """
    waiting: dict[tuple[str, str], set[str]] = {}
    outcomes = {it.entry.sha256: it.outcome for it in looked}
    for item in items:
        outcome = outcomes.get(item.entry.sha256)
        if item.state == WAITING and outcome:
            for region, period in {
                (it.region, str(it.period)) for it in outcome.read if outcome.layout != LAYOUT
            }:
                _group(waiting, region, period, regions).add(region)
        elif item.state == ACCEPTED and item.receipt and item.receipt.layout != LAYOUT:
            for row in store.asked("touched", load=item.receipt.load):
                _group(waiting, row["region"], row["period"], regions)
    newest = sorted(waiting, key=lambda key: Period.parse(key[1]).order, reverse=True)[:_MOST]
    return [
        _count(store, regions, above, Period.parse(period), waiting[above, period])
        for above, period in newest
    ]


def _group(waiting: dict, region: str, period: str, regions: Regions) -> set[str]:
    """The group of those that report with a county, zone or town to the place above; larger places report alone."""
    above = regions.parent(region, Period.parse(period))
    if above is None or regions.get(region).level not in _REPORTING:
        return set()
    return waiting.setdefault((above.code, period), set())


def _count(store: Store, regions: Regions, above: str, period: Period, waiting: set[str]) -> Count:
    expected = approval.units(above, period, regions)
    rows = store.asked("reporting", regions=expected)
    there = {row["region"] for row in rows if row["period"] == str(period)}
    names: Sequence[tuple[str, str]] = [(code, regions.get(code).name_at(period)) for code in expected]
    return Count(
        regions.get(above).name_at(period),
        period,
        tuple(name for code, name in names if code in there),
        tuple(name for code, name in names if code in waiting and code not in there),
        tuple(name for code, name in names if code not in there and code not in waiting),
    )
