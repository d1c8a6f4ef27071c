"""What the product ships in ``data/``, read into facts; and the building of a store from it.

The files say themselves what they are (``data/README.md``). Newer shipped data reach an existing store
as one further revision: only what differs is appended, nothing is rebuilt.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from minsheng import places, published
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.facts import WHOLE, Approx, Basis, Fact, Source, State, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.places import DATA, rows_of
from minsheng.store import ledger
from minsheng.store.ledger import Received
from minsheng.store.reading import Store
from minsheng.units import convert

ACTOR = "随附数据"
_INDICATOR_FILES = ("catalogue", "published", "press", "derived", "bulletin")
_TIDY_FILES = (
    "regions/populations.csv",
    "press/figures.csv",
    "press/platform.csv",
    "standards/facts.csv",
    "demo/facts.csv",
    "demo/task_facts.csv",
    "demo/capacity.csv",
)
_LATER = "demo/corrections.csv"
#: the invented task ledger: table, question that reads it, file
_LEDGER = (("task", "tasks", "demo/tasks.csv"), ("task_report", "task_reports", "demo/task_reports.csv"))

Progress = Callable[[str, float], object]


@dataclass(frozen=True, slots=True)
class Built:
    """What ``init`` reports."""

    observations: int
    regions: int
    indicators: int
    seconds: float
    published: Mapping[str, int]
    left_out: Mapping[str, int]
    aside: Path | None = None


@cache
def catalogue() -> Catalogue:
    """The catalogue of the shipped files: the national indicators and the local ones."""
    return Catalogue(indicator_of(row, local=local) for row, local in _indicator_rows())


def _indicator_rows() -> Iterator[tuple[dict[str, str], bool]]:
    for name in _INDICATOR_FILES:
        for row in rows_of(f"indicators/{name}.csv"):
            yield row, name != "catalogue"


# -- facts ----------------------------------------------------------------------------------------
def files(indicators: Catalogue) -> list[Received]:
    """Every shipped file as it is received, in the order of publication: the later one prevails."""
    return [*published_files(indicators).received, *(_received(name, indicators) for name in _TIDY_FILES)]


@dataclass(frozen=True, slots=True)
class PublishedFiles:
    """The published tables, one file each, and the counts that ``init`` reports."""

    received: list[Received]
    counts: Mapping[str, int]
    left_out: Mapping[str, int]


def published_files(indicators: Catalogue) -> PublishedFiles:
    """The published real figures, mapped to the catalogue; see ``data/published``."""
    read = published.load(DATA / "published", indicators)
    by_source: dict[str, list[Fact]] = {}
    for fact in (*read.facts, *published.load_words(DATA / "published", indicators)):
        by_source.setdefault(fact.source.id, []).append(fact)
    local = sum(indicators[fact.indicator].local for fact in read.facts)
    counts = {"mapped": len(read.facts) - local, "local": local, "left_out": len(read.left_out)}
    digest = _digest([DATA / "published" / f"{name}.csv" for name in ("observations", "words")])
    received = [
        Received(f"published/{name}", digest, "published", facts) for name, facts in by_source.items()
    ]
    return PublishedFiles(received, counts, read.counts())


def _received(name: str, indicators: Catalogue) -> Received:
    path = DATA / name
    sources = {row["id"]: row for row in rows_of(f"{Path(name).parent}/sources.csv")}
    facts = [fact_of(row, indicators, sources) for row in rows_of(name)]
    return Received(name, _digest([path]) if path.exists() else "", "tidy", facts)


def fact_of(row: Mapping[str, str], indicators: Catalogue, sources: Mapping[str, Mapping[str, str]]) -> Fact:
    """One row of a shipped file; the header is CONTRACT's tidy CSV with a few columns more."""
    indicator = indicators[row["indicator"]]
    flags: dict[str, Any] = {
        name: row.get(name, "") in ("1", "true")
        for name in ("inferred", "pending", "demo", "comparison", "backcast")
    }
    flags["demo"] = flags["demo"] or row["region"].startswith("99")
    texts: dict[str, Any] = {
        name: row.get(name) or "" for name in ("since_from", "effective_from", "document", "locator", "notes")
    }
    numbers: dict[str, Any] = {
        name: _number(row.get(name), row["unit"], indicator.unit)
        for name in ("value", "value_to", "resolution")
    }
    state = State(row.get("state") or ("value" if numbers["value"] is not None else "not_reported"))
    return Fact(
        region=row["region"],
        indicator=indicator.code,
        period=Period.parse(row["period"]),
        basis=Basis(row["basis"]) if row.get("basis") else indicator.basis,
        unit=indicator.unit,
        scope=row.get("scope") or WHOLE,
        state=state,
        approx=Approx(row.get("approx") or "exact"),
        status=Status(row.get("status") or "quarterly"),
        known_on=date.fromisoformat(row["known_on"]) if row.get("known_on") else None,
        source=_source(row.get("source") or "", sources),
        **texts,
        **flags,
        **numbers,
    )


def _number(text: str | None, unit: str, wanted: str) -> Decimal | None:
    if not text:
        return None
    return Decimal(text) if unit == wanted else convert(Decimal(text), unit, wanted)


@cache
def _date(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def _source(name: str, sources: Mapping[str, Mapping[str, str]]) -> Source:
    row = sources.get(name, {})
    title, publisher, url = row.get("title") or "", row.get("publisher") or "", row.get("url") or ""
    return Source(name, title, publisher, url, _date(row.get("published_on") or ""))


# -- the store ------------------------------------------------------------------------------------
def init(
    path: Path,
    regions: Regions,
    *,
    empty: bool = False,
    home: str = "",
    force: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build a store at ``path`` from ``data/``; ``empty`` gives a 正式库 with catalogue and regions only.

    Raises StoreExists unless ``force`` sets the old one aside.
    """
    started = time.monotonic()
    tell = progress or (lambda words, share: None)
    tell("正在读取指标目录和行政区划", 0.05)
    indicators = catalogue()
    with ledger.create(path, actor=ACTOR, note="建库", force=force) as commit:
        _metadata(commit, regions)
        commit.set("home", home)
        commit.set("empty", "1" if empty else "")
        tell("正在读取公开发布的数据", 0.2)
        tables = PublishedFiles([], {}, {}) if empty else published_files(indicators)
        stored = commit.receive(tables.received)
        for share, name in enumerate(() if empty else _TIDY_FILES):
            tell("正在读取随附数据", 0.5 + 0.5 * share / len(_TIDY_FILES))
            stored += commit.receive([_received(name, indicators)])
        if not empty:
            _tasks(commit)
    stored += 0 if empty else _correct(path, indicators)  # only then is all that is shipped in
    tell("数据库已建好", 1.0)
    seconds = round(time.monotonic() - started, 2)
    return Built(stored, len(regions), len(indicators), seconds, tables.counts, tables.left_out, commit.aside)


def _correct(path: Path, indicators: Catalogue) -> int:
    """The corrected returns of the demo prefecture, as the later revision that they are."""
    received = _received(_LATER, indicators)
    with ledger.commit(path, actor=ACTOR, note="演示市更正报表") as commit:
        commit.set("shipped", fingerprint())
        return commit.receive([received])


def _metadata(commit: ledger.Commit, regions: Regions) -> None:
    indicators = [
        {**row, "position": place, "local": local} for place, (row, local) in enumerate(_indicator_rows())
    ]
    commit.replace("indicator", indicators)
    commit.replace("region", places.records(regions))
    commit.replace("definition_break", [*rows_of("breaks.csv"), *places.territory_breaks(regions)])


def _tasks(commit: ledger.Commit, store: Store | None = None) -> None:
    """The invented task ledger and its statuses: what of it the store does not have."""
    for table, question, file in _LEDGER:
        rows = [_task_row(row) for row in rows_of(file)]
        regions = list({row["region"] for row in rows})
        known = store.asked(question, regions=regions) if store else []
        have = [{name: row[name] for name in rows[0] if name in row} for row in known]
        fresh = [row for row in rows if row not in have]
        commit.rows(table, [row | {"revision": commit.revision} for row in fresh])


def _task_row(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of the ledger's files as the store has it."""
    whole = {name: int(row[name]) for name in ("year", "position") if name in row}
    exact = {name: Decimal(row[name]) if row[name] else None for name in ("target", "done") if name in row}
    return {**row, **whole, **exact}


def fingerprint() -> str:
    """A hash over all shipped data: a store that bears another one is brought up to date."""
    return _digest(sorted(path for path in DATA.rglob("*.csv") if "examples" not in path.parts))


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def refresh(path: Path, regions: Regions) -> int:
    """Bring newer shipped data into an existing store as one further revision; returns how many facts are new.

    What is no longer shipped no longer stands; what the office itself brought in is not touched.

    A store that was begun empty (正式库) is left alone.
    """
    store = Store(path)
    settings = store.settings
    if settings.get("empty") or settings.get("shipped") == fingerprint():
        return 0
    known = {_identity(fact) for fact in store.vintages()}
    indicators = catalogue()
    incoming = [*files(indicators), _received(_LATER, indicators)]
    told = {_identity(fact) for file in incoming for fact in file.facts}
    gone = [numbers for numbers, fact in store.brought_by(ACTOR).items() if _identity(fact) not in told]
    fresh = [replace(file, facts=[f for f in file.facts if _identity(f) not in known]) for file in incoming]
    with ledger.commit(path, actor=ACTOR, note="随附数据更新") as commit:
        _metadata(commit, regions)
        commit.set("shipped", fingerprint())
        _tasks(commit, store)
        commit.rows("withdrawal", [_withdrawn(commit.revision, *numbers) for numbers in gone])
        return commit.receive(file for file in fresh if file.facts)


def _withdrawn(revision: int, observation: int, load: int) -> dict[str, object]:
    """The row that undoes one shipped figure: the product no longer ships it, or ships another."""
    return {
        "revision": revision,
        "load": load,
        "observation": observation,
        "actor": ACTOR,
        "reason": "随附数据已更正或撤下",
    }


def _identity(fact: Fact) -> tuple:
    return (
        *fact.key,
        fact.status,
        fact.comparison,
        fact.source.id,
        fact.value,
        fact.value_to,
        fact.state,
        fact.approx,
    )
