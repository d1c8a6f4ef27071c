"""A fact as a row: read out of the answers to ``facts`` and ``vintages`` (written: ``arrow``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from minsheng.facts import EXPLAINED, Approx, Basis, Fact, Source, State, Status
from minsheng.period import Period


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
