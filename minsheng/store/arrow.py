"""What is written to the store, as tables that the database takes whole: the facts of a load, rows of any other table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pyarrow as pa

from minsheng.errors import MinshengError
from minsheng.facts import STRENGTH, Fact

_DECIMAL = pa.decimal128(28, 8)


class TooFine(MinshengError):
    """A value has more places than the store keeps."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        super().__init__(
            f"{fact.locator or fact.indicator}的数{fact.value}小数位过多。", "最多保留8位小数，请核对原表。"
        )


def table(rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows of a table."""
    return pa.Table.from_pylist([dict(row) for row in rows])


def observations(
    facts: Sequence[Fact], loads: Sequence[int], *, first: int, revision: int, recorded_at: str
) -> pa.Table:
    """Facts as rows of ``observation``, numbered from ``first``, each with the number of its load. Raises TooFine."""
    columns, count = columns_of(facts), len(facts)
    columns["observation"] = pa.array(range(first, first + count), pa.int64())
    columns["load"] = pa.array(loads, pa.int32())
    columns["revision"] = pa.array([revision] * count, pa.int32())
    columns["recorded_at"] = pa.array([recorded_at] * count)
    return pa.table(columns)


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
