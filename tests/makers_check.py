"""Small stores and words for the tests of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from minsheng.catalogue import Catalogue
from minsheng.checks import balances, rulebook
from minsheng.checks.judgements import Judgement, Words
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from tests.conftest import keep
from tests.makers import fact

CITY, COUNTIES = "370300", ("370302", "370303", "370304", "370305", "370306", "370321", "370322", "370323")
ZONES = ("370300-gaoxin", "370300-jingkai", "370300-wenchang")


def series(catalogue: Catalogue, code: str, region: str, **values: str | int | None) -> list[Fact]:
    """Facts of one indicator by period: ``p2022Q1=5``."""
    return [
        fact(catalogue[code], period.removeprefix("p").replace("_", "-"), value, region=region)
        for period, value in values.items()
    ]


def everywhere(catalogue: Catalogue, code: str, period: str, values: Sequence[int], total: int) -> list[Fact]:
    """An indicator in every county and zone of the city, and the city's own figure."""
    places = (*COUNTIES, *ZONES)
    below = [
        fact(catalogue[code], period, it, region=place) for place, it in zip(places, values, strict=True)
    ]
    return [*below, fact(catalogue[code], period, total, region=CITY)]


def violations(
    rule: str, path: Path, regions: Regions, facts: Sequence[Fact], **stored: str
) -> list[Judgement]:
    """What the store's questions of one rule find after some facts were kept; ``stored`` are the office's settings."""
    keep(path, *facts)
    store = Store(path)
    settings = rulebook.settings_of({name.replace("__", "."): value for name, value in stored.items()})
    return [
        it
        for it in balances.judgements(store, Words(store.catalogue, regions), settings, [], [])
        if it.rule == rule
    ]
