"""The shipped facts of the demo prefecture, read once for the tests that look at them."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO, EXAMPLES = ROOT / "data" / "demo", ROOT / "data" / "examples"
CITY, TOWN_COUNTY = "990100", "990122"
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def facts() -> list[Row]:
    return read(DEMO / "facts.csv")


@cache
def catalogue() -> dict[str, Row]:
    return {row["code"]: row for row in read(ROOT / "data" / "indicators" / "catalogue.csv")}


@cache
def values() -> dict[tuple[str, str], dict[str, int]]:
    """(region, period and vintage) → indicator → value, of everything that is neither target nor rate."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in facts():
        if row["value"] and row["basis"] not in ("target", "rate"):
            found[row["region"], row["period"] + row["status"].replace("fast", "")][row["indicator"]] = int(
                row["value"]
            )
    return found


def units_of(period: str) -> list[str]:
    """The regions directly below the prefecture that have figures in a period."""
    return [region for region, when in values() if when == period and region != CITY and not is_town(region)]


def is_town(region: str) -> bool:
    return len(region) == 9 and region.isdigit()


def periods() -> list[str]:
    return sorted({when for _, when in values()})
