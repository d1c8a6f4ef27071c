"""Facts out of the house: CSV that can be imported again, Parquet for other programs, Excel for people."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from minsheng.catalogue import Catalogue
from minsheng.disclosure import View
from minsheng.facts import plain
from minsheng.geography.regions import Regions
from minsheng.view import tables
from minsheng.workbook import saying

#: the contract's tidy header first, so that the file can be imported again
COLUMNS = (
    "region", "indicator", "period", "value", "unit", "scope", "basis", "approx", "state", "since_from", "effective_from",
    "document", "status", "known_on", "source", "locator", "resolution", "value_to", "region_name", "indicator_name",
    "publisher", "demo", "pending", "inferred", "backcast", "comparison", "revision", "recorded_at", "formula", "notes",
    "hidden",
)  # fmt: skip
_NUMBERS = ("value", "value_to", "resolution")
_FLAGS = ("demo", "pending", "inferred", "backcast", "comparison")
_DECIMAL = pa.decimal128(28, 8)


def write_facts(
    views: Sequence[View], catalogue: Catalogue, regions: Regions, to: str, output: Path, then: str = ""
) -> None:
    """Write facts to a file, ``to`` being ``csv``, ``parquet`` or ``xlsx``. Raises OSError.

    ``then`` says as of when the facts are, where that is not now; a workbook says it under its title.
    """
    match to:
        case "xlsx":
            output.write_bytes(saying(then, lambda: tables.facts_table(views, catalogue, regions)))
        case "parquet":
            _write_parquet([_record(view, catalogue, regions) for view in views], output)
        case _:
            _write_csv([_record(view, catalogue, regions) for view in views], output)


def _record(view: View, catalogue: Catalogue, regions: Regions) -> dict[str, object]:
    """One fact under the names of COLUMNS; ``hidden`` is what stands for a number that may not leave."""
    fact = view.fact
    same = {name: getattr(fact, name) for name in COLUMNS if hasattr(fact, name)}
    return {
        **same,
        "period": str(fact.period),
        **{name: str(same[name]) for name in ("basis", "approx", "state", "status")},
        "source": fact.source.title or fact.source.id,
        "publisher": fact.source.publisher,
        "region_name": regions.get(fact.region).name_at(fact.period),
        "indicator_name": catalogue[fact.indicator].name,
        "formula": fact.derivation.formula if fact.derivation else "",
        "notes": "" if view.hidden else fact.notes,
        "hidden": view.hidden,
    }


def _write_csv(records: Sequence[dict[str, object]], output: Path) -> None:
    with output.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _text(record[name]) for name in COLUMNS} for record in records)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def _write_parquet(records: Sequence[dict[str, object]], output: Path) -> None:
    parquet.write_table(
        pa.Table.from_pylist(list(records), schema=pa.schema([(name, _type(name)) for name in COLUMNS])),
        output,
    )


def _type(name: str) -> pa.DataType:
    if name in _NUMBERS:
        return _DECIMAL
    if name in _FLAGS:
        return pa.bool_()
    return {"known_on": pa.date32(), "revision": pa.int32()}.get(name, pa.string())
