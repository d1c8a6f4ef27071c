"""A fact as the command line prints it: the JSON words that other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from minsheng import figure
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.facts import Fact, Source, plain
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.numerals import rounded
from minsheng.period import Period

#: the places of a comparison for programs
FINEST = Decimal("0.0001")


def fact_record(fact: Fact, catalogue: Catalogue, regions: Regions) -> dict[str, object]:
    """One fact with every word of the contract; values are decimal strings in the base unit."""
    return {
        "region": fact.region,
        "region_name": _name(regions, fact.region, fact.period),
        "indicator": fact.indicator,
        "indicator_name": catalogue[fact.indicator].name,
        "scope": fact.scope,
        "period": str(fact.period),
        "basis": fact.basis.value,
        "value": _text(fact.value),
        "value_to": _text(fact.value_to),
        "unit": fact.unit,
        "state": fact.state.value,
        "approx": fact.approx.value,
        "resolution": _text(fact.resolution),
        "since_from": fact.since_from or None,
        "effective_from": fact.effective_from or None,
        "document": fact.document or None,
        "status": fact.status.value,
        "demo": fact.demo,
        "pending": fact.pending,
        "inferred": fact.inferred,
        "backcast": fact.backcast,
        "comparison": fact.comparison,
        "known_on": fact.known_on.isoformat() if fact.known_on else None,
        "revision": fact.revision,
        "recorded_at": fact.recorded_at,
        "source": _source(fact.source, fact.locator),
        "notes": fact.notes or None,
        "derivation": _derivation(fact, catalogue, regions),
    }


@lru_cache(65536)
def _name(regions: Regions, code: str, period: Period) -> str:
    """The name of a place valid in a period."""
    return regions.get(code).name_at(period)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _source(source: Source, locator: str) -> dict[str, str | None]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url or None,
        "locator": locator,
    }


def _derivation(fact: Fact, catalogue: Catalogue, regions: Regions) -> dict[str, object] | None:
    if fact.derivation is None:
        return None
    operands = [fact_record(operand, catalogue, regions) for operand in fact.derivation.operands]
    return {"formula": fact.derivation.formula, "operands": operands}


def change_record(change: Change | None) -> Mapping[str, object] | None:
    """A comparison: value with its unit, the base it rests on, or the reason why there is none."""
    if change is None:
        return None
    return {
        "value": None if change.value is None else plain(rounded(change.value, FINEST)),
        "unit": change.unit,
        "base": None if change.base is None or change.base.value is None else plain(change.base.value),
        "base_period": None if change.base_period is None else str(change.base_period),
        "reason": change.reason or None,
    }


def figure_record(
    shown: Figure, yoy: Change, qoq: Change, position: dict | None, words: tuple[Catalogue, Regions]
) -> dict:
    """A fact with its wording and comparisons, as ``minsheng figure`` prints it."""
    return {
        **fact_record(shown.fact, *words),
        "display": shown.display,
        "sentence": shown.sentence(yoy),
        "change": figure.worded(yoy),
        "yoy": change_record(yoy),
        "qoq": change_record(qoq),
        "position": position,
    }
