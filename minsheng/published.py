"""The published tables read as facts: what every printed row means, and why a row is left out.

``data/published`` holds the rows as printed (``observations.csv``), their sources in the order of publication
(``sources.csv``), what each printed label and unit means in each source (``mapping.csv``), how a place without
a code of its own is called (``printed_regions.csv``) and doubts about single rows (``doubts.csv``).
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, Source, State, Status, printed_step
from minsheng.period import Period
from minsheng.places import regions
from minsheng.units import convert

Row = Mapping[str, str]
#: the present code of a place: (code or id as printed, period) → code
RegionOf = Callable[[str, Period], str]

#: the columns that repeat figures of an earlier period beside the reported ones
COMPARISON_COLUMNS = frozenset({"上季度", "上月", "上期", "上年", "九月份"})
_CONTRADICTION = "同一来源对同一事实印有不同数值"


class Reason(StrEnum):
    """Why a printed row is no fact."""

    NO_PERIOD = "no_period"
    HEADER_ROW = "header_row"
    REPEATED = "repeated"
    NO_REGION = "no_region"
    UNMAPPED = "unmapped"

    @property
    def zh(self) -> str:
        """The reason in words."""
        return _REASONS[self.value]


_REASONS = {
    "no_period": "来源未印时期",
    "header_row": "表头的年份被抄成数据",
    "repeated": "同一来源重复印出",
    "no_region": "行政区划无法确认",
    "unmapped": "没有对应的指标",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A printed row that became no fact: its number, its source and why."""

    row: int
    source: str
    label: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Published:
    """What was read: facts in the order of publication, and the rows left out."""

    facts: list[Fact]
    left_out: list[LeftOut]

    def counts(self) -> dict[str, int]:
        """How many rows were left out, by reason in words."""
        return dict(Counter(row.reason.zh for row in self.left_out))


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the files of ``data/published``; ``sources`` stand in the order of publication."""

    observations: list[Row]
    sources: list[Row]
    mapping: list[Row]
    printed_regions: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Key:
    """The indexes that reading a row needs."""

    meanings: dict[tuple[str, str, str], Row]
    sources: dict[str, tuple[Source, Status]]
    places: dict[tuple[str, str, str], str]
    doubts: dict[str, Row]


def read(tables: Tables, catalogue: Catalogue, region_of: RegionOf) -> Published:
    """Every row as a fact in base units, or left out with its reason.

    Raises KeyError for a row whose source is unknown, UnknownIndicator for a mapping to no indicator,
    UnitMismatch where the unit read measures something else than the indicator.
    """
    key = _index(tables)
    order = {source: place for place, source in enumerate(key.sources)}
    facts: list[tuple[int, Fact]] = []
    left_out: list[LeftOut] = []
    for row in sorted(tables.observations, key=lambda row: order[row["source"]]):
        read_row = _fact(row, key, catalogue, region_of)
        if isinstance(read_row, Fact):
            facts.append((int(row["row"]), read_row))
        else:
            left_out.append(LeftOut(int(row["row"]), row["source"], row["label"], read_row))
    return _without_contradictions(facts, left_out)


def words(tables: Tables, catalogue: Catalogue, region_of: RegionOf) -> list[Fact]:
    """The cells that print a word where a figure is expected (城乡一体), as facts without a value that say why."""
    key = _index(tables)
    return [_word(row, key, catalogue, region_of) for row in tables.words]


def _word(row: Row, key: _Key, catalogue: Catalogue, region_of: RegionOf) -> Fact:
    meaning = key.meanings[row["source"], row["label"], row["unit"]]
    period = Period.parse(row["period"])
    indicator = catalogue[meaning["indicator"]]
    bare = Fact(
        _region(row, key, period, region_of), indicator.code, period, Basis(meaning["basis"]), None, indicator.unit,
        scope=meaning["scope"], state=State(row["state"]), effective_from=meaning["effective_from"],
    )  # fmt: skip
    fact = _worded({**row, "column": ""}, meaning, key, bare)
    return replace(fact, notes=f"原文为“{row['word']}”：{row['note']}")


def _fact(row: Row, key: _Key, catalogue: Catalogue, region_of: RegionOf) -> Fact | Reason:
    meaning = key.meanings.get((row["source"], row["label"], row["unit"]))
    if meaning is None:
        return Reason.UNMAPPED
    if meaning["reason"]:
        return Reason(meaning["reason"])
    if not row["period"]:
        return Reason.NO_PERIOD
    period = Period.parse(row["period"])
    region = _region(row, key, period, region_of)
    return (
        _worded(row, meaning, key, _measured(row, meaning, catalogue, region, period))
        if region
        else Reason.NO_REGION
    )


def _region(row: Row, key: _Key, period: Period, region_of: RegionOf) -> str:
    place = (row["region_code"], row["region_name"], row["parent_code"])
    code = key.places.get(place) or key.places.get((*place[:2], "")) or row["region_code"]
    return region_of(code, period) if code else ""


def _measured(row: Row, meaning: Row, catalogue: Catalogue, region: str, period: Period) -> Fact:
    indicator = catalogue[meaning["indicator"]]
    unit = meaning["unit_read"] or row["unit"]
    step = Decimal(meaning["step"]) if meaning["step"] else printed_step(row["value"])
    return Fact(
        region=region,
        indicator=indicator.code,
        period=period,
        basis=Basis(meaning["basis"]),
        scope=meaning["scope"],
        value=convert(Decimal(row["value"]), unit, indicator.unit),
        unit=indicator.unit,
        resolution=convert(step, unit, indicator.unit),
        effective_from=meaning["effective_from"],
        inferred=bool(meaning["inferred"]),
        comparison=row["column"] in COMPARISON_COLUMNS,
    )


def _worded(row: Row, meaning: Row, key: _Key, fact: Fact) -> Fact:
    """The fact with its source, its place in the source and what is to be known about it."""
    source, status = key.sources[row["source"]]
    doubt = key.doubts.get(row["row"])
    compared = f"对比栏（{row['column']}）" if fact.comparison else ""
    notes = (compared, meaning["note"], doubt["note"] if doubt else "")
    return replace(
        fact,
        source=source,
        status=status,
        known_on=source.published_on,
        locator=_locator(row),
        notes="；".join(note for note in notes if note),
        pending=bool(doubt and doubt["pending"]),
    )


def _locator(row: Row) -> str:
    """The row label with its headings and, where the label does not name it, the column."""
    column = "" if row["column"] in ("", "正文") or row["column"] in row["label"] else f"·{row['column']}"
    return f"{row['label']}{column}"


def _without_contradictions(facts: Iterable[tuple[int, Fact]], left_out: list[LeftOut]) -> Published:
    """A fact that one source prints twice stands once where it agrees, and pending (待核) where it does not."""
    found: dict[tuple[str, ...], list[tuple[int, Fact]]] = defaultdict(list)
    for row, fact in facts:
        found[(fact.source.id, *fact.key)].append((row, fact))
    kept: list[Fact] = []
    for versions in found.values():
        values = {fact.value for _, fact in versions}
        for place, (row, fact) in enumerate(versions):
            if len(values) > 1:
                kept.append(
                    replace(fact, pending=True, notes="；".join(filter(None, (fact.notes, _CONTRADICTION))))
                )
            elif place == 0:
                kept.append(fact)
            else:
                left_out.append(LeftOut(row, fact.source.id, fact.locator, Reason.REPEATED))
    return Published(kept, left_out)


# -- the files ------------------------------------------------------------------------------------
def _index(tables: Tables) -> _Key:
    return _Key(
        {
            (source, row["label"], row["unit"]): row
            for row in tables.mapping
            for source in row["sources"].split("|")
        },
        {row["id"]: (_source(row), Status(row["status"])) for row in tables.sources},
        {
            (row["region_code"], row["region_name"], row["parent_code"]): row["region"]
            for row in tables.printed_regions
        },
        {row["row"]: row for row in tables.doubts},
    )


def _source(row: Row) -> Source:
    published_on = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    return Source(row["id"], row["title"], row["publisher"], row["url"], published_on)


def load(folder: Path, catalogue: Catalogue, region_of: RegionOf | None = None) -> Published:
    """Read the shipped tables; ``region_of`` is by default the lineage of the shipped regions."""
    return read(tables_of(folder), catalogue, region_of or _present_code)


def load_words(folder: Path, catalogue: Catalogue) -> list[Fact]:
    """The cells of the shipped tables that print a word."""
    return words(tables_of(folder), catalogue, _present_code)


def _present_code(code: str, period: Period) -> str:
    return regions().get(code, period).code


def tables_of(folder: Path) -> Tables:
    """The files of ``data/published`` as rows."""
    names = ("observations", "sources", "mapping", "printed_regions", "doubts", "words")
    return Tables(*(_rows(folder / f"{name}.csv") for name in names))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
