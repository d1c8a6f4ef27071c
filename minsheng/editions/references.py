"""A fact by reference: enough to find it in the store again, for ever, and to say what it was should it be gone.

A reference names the fact's key, vintage and revision; a computed one its formula and the references of its
operands. Nothing is overwritten in the store, so a reference leads to the very value that was printed, with its
source cell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from minsheng.facts import Approx, Basis, Derivation, Fact, Status, plain
from minsheng.period import Period
from minsheng.store.moment import Moment
from minsheng.store.reading import Store

Reference = Mapping[str, object]


def reference(fact: Fact) -> dict[str, object]:
    """A fact as a reference, ready for JSON."""
    record: dict[str, object] = {
        "region": fact.region, "indicator": fact.indicator, "scope": fact.scope, "period": str(fact.period),
        "basis": fact.basis.value, "status": fact.status.value, "revision": fact.revision, "unit": fact.unit,
        "value": None if fact.value is None else plain(fact.value), "approx": fact.approx.value,
    }  # fmt: skip
    if fact.value_to is not None:
        record["value_to"] = plain(fact.value_to)
    if fact.resolution is not None:
        record["resolution"] = plain(fact.resolution)
    if fact.since_from:
        record["since_from"] = fact.since_from
    if fact.derivation:
        record["formula"] = fact.derivation.formula
        record["operands"] = [reference(operand) for operand in fact.derivation.operands]
    return record


def packed(fact: Fact) -> str:
    """The reference as one line of JSON."""
    return json.dumps(reference(fact), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Recall:
    """Finds the facts of references in a store; what one place has received is fetched once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._received: dict[tuple[str, str], list[Fact]] = {}

    def fact(self, record: Reference) -> Fact:
        """The fact with its source, as it was printed; what the reference itself says where it is gone."""
        told = _told(record)
        if "formula" in record:
            operands = tuple(self.fact(each) for each in record["operands"])  # type: ignore[attr-defined]
            return _computed(told, Derivation(str(record["formula"]), operands))
        mine = [fact for fact in self._of(told) if _same(fact, told)] or self._undone(told)
        return next((fact for fact in mine if fact.value == told.value), mine[0] if mine else told)

    def _of(self, told: Fact) -> list[Fact]:
        key = (told.region, told.indicator)
        if key not in self._received:
            for fact in (own := self._store.vintages(regions=[told.region], indicators=self._wanted(told))):
                self._received.setdefault((fact.region, fact.indicator), []).append(fact)
            self._received.setdefault(key, own[:0])
        return self._received[key]

    def _wanted(self, told: Fact) -> list[str]:
        """The first figure of a place is asked for alone; from the second on all of the place's are fetched."""
        return [] if any(region == told.region for region, _ in self._received) else [told.indicator]

    def _undone(self, told: Fact) -> list[Fact]:
        """A value that a later revision withdrew, as it stood when it came."""
        then = Store(self._store.path, Moment(revision=told.revision)).vintages(
            regions=[told.region], indicators=[told.indicator], periods=[told.period]
        )
        return [fact for fact in then if _same(fact, told)]


def _computed(told: Fact, derivation: Derivation) -> Fact:
    """A computed fact carries the marks of what it was computed from."""
    if not derivation.operands:  # a count of what stands in no row: returns, tasks
        return replace(told, derivation=derivation, demo=told.region.startswith("99"))
    first, operands = derivation.operands[0], derivation.operands
    return replace(
        told, derivation=derivation, source=first.source, demo=first.demo, recorded_at=first.recorded_at,
        pending=any(fact.pending for fact in operands), inferred=any(fact.inferred for fact in operands),
    )  # fmt: skip


def _same(fact: Fact, told: Fact) -> bool:
    return (fact.key, fact.status, fact.revision) == (told.key, told.status, told.revision)


def _told(record: Reference) -> Fact:
    def text(name: str) -> str:
        return str(record.get(name) or "")

    def number(name: str) -> Decimal | None:
        return Decimal(text(name)) if record.get(name) is not None else None

    return Fact(
        region=text("region"), indicator=text("indicator"), scope=text("scope"), period=Period.parse(text("period")),
        basis=Basis(text("basis")), value=number("value"), value_to=number("value_to"), resolution=number("resolution"), unit=text("unit"),
        approx=Approx(text("approx")), status=Status(text("status")), since_from=text("since_from"),
        revision=int(text("revision") or 0),
    )  # fmt: skip
