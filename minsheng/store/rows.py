"""A fact as a row: read out of the answers to ``facts`` and ``vintages``, written into the table ``observation``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

import pyarrow as pa

from minsheng.errors import MinshengError
from minsheng.facts import EXPLAINED, STRENGTH, Approx, Basis, Fact, Source, State, Status
from minsheng.period import Period

_DECIMAL = pa.decimal128(28, 8)


class TooFine(MinshengError):
    """A value has more places than the store keeps."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        super().__init__(
            f"{fact.locator or fact.indicator}的数{fact.value}小数位过多。", "最多保留8位小数，请核对原表。"
        )


@cache
def period_of(text: str) -> Period:
    """A period as the store words it."""
    return Period.parse(text)


_BASIS = {word.value: word for word in Basis}
_STATE = {word.value: word for word in State}
_APPROX = {word.value: word for word in Approx}
_STATUS = {word.value: word for word in Status}


def fact_of(row: tuple) -> Fact:
    """The fact of one row of ``facts`` or ``vintages``, in the order of their columns."""
    (region, indicator, scope, period, basis, value, value_to, unit, state, approx, resolution, status, comparison,
     since_from, effective_from, document, known_on, locator, notes, demo, pending, inferred, backcast, revision,
     recorded_at, source, title, publisher, url, published_on) = row  # fmt: skip
    return Fact(
        region=region, indicator=indicator, scope=scope, period=period_of(period), basis=_BASIS[basis],
        value=_trim(value), value_to=_trim(value_to), unit=unit, state=_STATE[state], approx=_APPROX[approx],
        resolution=_trim(resolution), status=_STATUS[status], comparison=comparison, since_from=since_from or "",
        effective_from=effective_from or "", document=document or "", known_on=known_on, locator=locator or "",
        notes=notes or "", demo=demo, pending=pending, inferred=inferred, backcast=backcast, revision=revision,
        recorded_at=recorded_at,
        source=_source(source or "", title or "", publisher or "", url or "", published_on),
    )  # fmt: skip


def with_words(fact: Fact, said: Mapping[tuple[str, str, str], Sequence[str]]) -> Fact:
    """The fact with the 上报说明 of its cell among its notes, so that they go wherever it goes."""
    texts = said.get((fact.region, fact.indicator, str(fact.period)), ())
    fresh = [text for text in texts if text not in fact.notes]
    if not fresh or fact.state is State.WITHHELD:
        return fact
    joined = "；".join(fresh)
    words = joined if EXPLAINED in fact.notes else f"{EXPLAINED}{joined}"
    return replace(fact, notes=f"{fact.notes}；{words}" if fact.notes else words)


@lru_cache(maxsize=4096)
def _source(name: str, title: str, publisher: str, url: str, published_on: date | None) -> Source:
    """One source for all the facts that cite it."""
    return Source(name, title, publisher, url, published_on)


def _trim(value: Decimal | None) -> Decimal | None:
    """Without the trailing zeros of the column's scale."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def source_row(source: Source) -> dict[str, object]:
    """A source as a row of its table."""
    return {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_on": source.published_on,
    }


def columns_of(facts: Sequence[Fact]) -> dict[str, pa.Array]:
    """The columns of ``observation`` that facts say themselves. Raises TooFine."""
    texts = "region indicator scope unit since_from effective_from document locator notes".split()
    flags = "comparison demo pending inferred backcast".split()
    held = {name: pa.array([getattr(fact, name) for fact in facts], pa.string()) for name in texts}
    held |= {name: pa.array([getattr(fact, name) for fact in facts], pa.bool_()) for name in flags}
    held |= {
        word: pa.array([getattr(fact, word).value for fact in facts], pa.string())
        for word in ("basis", "state", "approx", "status")
    }
    held |= {name: _decimals(facts, name) for name in ("value", "value_to", "resolution")}
    held["period"] = pa.array([str(fact.period) for fact in facts])
    held["period_end"] = pa.array([fact.period.end for fact in facts])
    held["known_on"] = pa.array([fact.known_on for fact in facts], pa.date32())
    held["strength"] = pa.array([STRENGTH[fact.status] for fact in facts], pa.int8())
    held["source"] = pa.array([fact.source.id for fact in facts])
    return held


def _decimals(facts: Sequence[Fact], name: str) -> pa.Array:
    values: list[Decimal | None] = [getattr(fact, name) for fact in facts]
    try:
        return pa.array(values, _DECIMAL)
    except pa.ArrowInvalid:
        fine = next(
            f for f in facts if (v := getattr(f, name)) is not None and v.normalize().as_tuple().exponent < -8
        )
        raise TooFine(fine) from None
