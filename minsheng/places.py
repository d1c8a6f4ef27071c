"""The regions of the product as ``data/`` ships them, and what of their history cuts a series.

Places come from the official list, the functional zones, the units of published tables and the demo
prefecture; formats in ``data/regions/README.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from minsheng import quotients
from minsheng.geography.lineage import FOREVER, Change, Kind
from minsheng.geography.regions import Region, Regions
from minsheng.quotients import Denominator

DATA = Path(__file__).resolve().parent.parent / "data"
_PLACES = ("regions/zones.csv", "published/units.csv", "demo/regions.csv")
_CHANGES = ("regions/changes.csv", "demo/changes.csv")
#: changes of territory since then cut series; what was before lies outside every series shipped
_FIRST_YEAR = 1998


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a CSV below ``data/``; empty where the file is not shipped."""
    path = DATA / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def denominators() -> tuple[Denominator, ...]:
    """What a comparison may be divided by."""
    return quotients.known(rows_of("comparison/denominators.csv"))


def _all(names: Iterable[str]) -> Iterator[dict[str, str]]:
    for name in names:
        yield from rows_of(name)


@cache
def regions() -> Regions:
    """All places with their history."""
    return Regions(
        rows_of("regions/areacodes.csv"), _all(_PLACES), _all(_CHANGES), rows_of("regions/aliases.csv")
    )


def records(places: Regions) -> list[dict[str, str | None]]:
    """One row per place and name, for an analyst's joins in the store."""
    return [
        {
            "region": region.code,
            "name": span.name,
            "level": span.level,
            "parent": span.parent or None,
            "valid_from": _month(span.start),
            "valid_to": _month(span.end),
            "code_then": span.code,
        }
        for region in places
        for span in region.spans
    ]


def _month(count: int) -> str | None:
    return None if count <= 0 or count >= FOREVER else f"{count // 12}-{count % 12 + 1:02d}"


def territory_breaks(places: Regions) -> list[dict[str, str]]:
    """Where a place gained or lost territory every series of it is cut, and of the prefecture above it."""
    breaks: dict[tuple[str, str], dict[str, str]] = {}
    for region in places:
        if region.historic or region.level not in ("county", "prefecture"):
            continue
        for change in _cuts(places.changes(region.code)):
            row = {"region": region.code, "from_period": change.date, "reason": _reason(change, region)}
            breaks.setdefault((region.code, change.date), {"indicator": "", **row, "source": "行政区划沿革"})
    return list(breaks.values())


def _cuts(changes: Iterable[Change]) -> Iterator[Change]:
    for change in changes:
        cuts = change.kind in (Kind.MERGE, Kind.SPLIT) or change.part
        if cuts and change.month // 12 >= _FIRST_YEAR:
            yield change


def _reason(change: Change, region: Region) -> str:
    year, dash, month = change.date.partition("-")
    when = f"{year}年{int(month)}月" if dash else f"{year}年"
    gained = change.new_code in {span.code for span in region.spans}
    if gained and change.kind is Kind.MERGE:
        return f"{when}{change.old_name}并入"
    if gained:
        return f"{when}划入{change.old_name}部分区域"
    return f"{when}部分区域划入{change.new_name}"
