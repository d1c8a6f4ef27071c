"""The store: typed questions to the DuckDB file. The only module, with ``ledger``, that knows DuckDB.

``Store`` reads one revision read-only and moves on when the link does; with a moment it answers as of then. Every
question is a file in ``queries/``; every read of the product passes ``Store._ask``, the one gate.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import duckdb

from minsheng import revisions
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.changes import Break
from minsheng.errors import NoSuchRevision, NotAStore, StoreMissing, StoreOutdated
from minsheng.facts import Approx, Basis, Fact, Source, State, Status
from minsheng.moment import NOW, Moment
from minsheng.period import Period

QUERIES = Path(__file__).resolve().parent.parent / "queries"
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
#: the layout of the tables that the queries ask
SCHEMA_VERSION = "3"
#: tables that are worked out of the others whenever figures change, each by the question of its name
WORKED_OUT = ("current", "held", "spread")
END_OF_TIME = date(9999, 12, 31)
NEWEST = 2**31 - 1


@cache
def sql(question: str) -> str:
    """The text of ``queries/<question>.sql``."""
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """How much a region has in the store."""

    region: str
    facts: int
    periods: int
    newest: date
    demo: bool


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """A period a region has figures for, by vintage."""

    period: Period
    status: Status
    facts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where and when something has figures; ``key`` is an indicator or a region."""

    key: str
    facts: int
    first: date
    last: date
    regions: int = 1


class Store:
    """A read-only view of the newest revision at ``path``, as of a moment. Safe to share between threads."""

    def __init__(self, path: Path, moment: Moment = NOW) -> None:
        self.path = Path(path)
        self.moment = moment
        self._lock = threading.Lock()
        self._file: Path | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._catalogue: Catalogue | None = None
        self._cursor()

    @property
    def revision(self) -> int:
        """The number of the newest revision."""
        return int(self.settings.get("revision", "0"))

    @property
    def stamp(self) -> str:
        """The newest revision and the moment: what caches are keyed by."""
        return f"{self.revision} {self.moment!r}"

    @property
    def figures_stamp(self) -> str:
        """What caches are keyed by that depend on figures and settings alone: no approval or explanation changes it."""
        settings = {name: value for name, value in self.settings.items() if name != "revision"}
        return f"{self._ask('figures_changed')} {settings} {self.moment!r}"

    @property
    def settings(self) -> dict[str, str]:
        """The store's settings: schema_version, home, revision, shipped."""
        return dict(self._ask("settings"))

    def facts(
        self,
        *,
        regions: Iterable[str] = (),
        indicators: Iterable[str] = (),
        periods: Iterable[Period | str] = (),
    ) -> list[Fact]:
        """The facts that stand at the store's moment; an empty filter asks for all."""
        where = _filters(regions, indicators, periods)
        ends = {"first": min(where["regions"], default=""), "last": max(where["regions"], default="~")}
        return [_fact(row) for row in self._ask("facts", **where, **ends)]

    def vintages(
        self,
        *,
        regions: Iterable[str] = (),
        indicators: Iterable[str] = (),
        periods: Iterable[Period | str] = (),
    ) -> list[Fact]:
        """Every vintage and revision, strongest and newest first within a fact."""
        return [_fact(row) for row in self._ask("vintages", **_filters(regions, indicators, periods))]

    def brought_by(self, actor: str) -> dict[tuple[int, int], Fact]:
        """What one actor has stored and nobody has undone, by the numbers of observation and load."""
        return {(row[0], row[1]): _fact(row[2:]) for row in self._ask("brought", actor=actor)}

    def places(self) -> list[Place]:
        """The regions that have figures."""
        return [Place(*row) for row in self._ask("places")]

    def periods(self, region: str) -> list[PeriodCount]:
        """The periods a region has figures for, oldest first."""
        rows = self._ask("periods", region=region)
        return [PeriodCount(Period.parse(period), Status(status), facts) for period, _, status, facts in rows]

    def scopes(self) -> dict[str, tuple[str, ...]]:
        """The parts of an indicator that a region's figures cover where they do not cover all of it, by region."""
        found: dict[str, list[str]] = {}
        for region, scope in self._ask("scopes"):
            found.setdefault(region, []).append(scope)
        return {region: tuple(scopes) for region, scopes in found.items()}

    def coverage(self) -> dict[str, Coverage]:
        """Every indicator's coverage by its code."""
        rows = self._ask("coverage")
        return {
            code: Coverage(code, facts, first, last, regions) for code, facts, regions, first, last in rows
        }

    def coverage_of(self, indicator: str) -> list[Coverage]:
        """The regions that have one indicator, most figures first."""
        return [Coverage(*row) for row in self._ask("coverage_of_indicator", indicator=indicator)]

    def comparable(
        self, regions: Iterable[str], periods: Iterable[Period | str] = ()
    ) -> dict[tuple[str, Period], int]:
        """How many of some regions have a value, by indicator and period, newest first."""
        where = {"regions": list(regions), "periods": [str(period) for period in periods]}
        return {(code, _period(when)): count for code, when, _, count in self._ask("comparable", **where)}

    def breaks(self) -> tuple[Break, ...]:
        """The definition and territory breaks."""
        rows = self._ask("breaks")
        return tuple(
            Break.at(code or "", region or "", since, reason) for code, region, since, reason in rows
        )

    @property
    def catalogue(self) -> Catalogue:
        """All indicators, national and local, of the current revision."""
        self._cursor()
        if self._catalogue is None:
            self._catalogue = Catalogue(
                indicator_of(row, local=row["local"]) for row in self._rows("indicators")
            )
        return self._catalogue

    def asked(self, question: str, **values: object) -> list[dict]:
        """The rows of a question by column name; values that the question does not name are left out."""
        return self._rows(
            question, **{name: it for name, it in values.items() if f"${name}" in sql(question)}
        )

    def _rows(self, question: str, **values: object) -> list[dict]:
        cursor = self._cursor().execute(sql(question), values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _ask(self, question: str, **values: object) -> list[tuple]:
        return self._cursor().execute(sql(question), values).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor on the current revision; opens the new file when the link has moved."""
        with self._lock:
            file = revisions.current(self.path)
            if file != self._file:
                if not file.exists():
                    raise StoreMissing(self.path)
                self._connection, self._file, self._catalogue = self._opened(file), file, None
            return self._connection.cursor()

    def _opened(self, file: Path) -> duckdb.DuckDBPyConnection:
        """A connection to a revision's file; with a moment, to tables of the same names as they stood then."""
        try:
            connection = duckdb.connect(str(file), read_only=True, config=OFFLINE)
            settings = dict(connection.cursor().execute(sql("settings")).fetchall())
        except duckdb.Error as error:
            raise NotAStore(self.path) from error
        if settings.get("schema_version") != SCHEMA_VERSION:
            raise StoreOutdated(self.path)
        if self.moment == NOW:
            return connection
        newest, asked = int(settings["revision"]), self.moment.revision
        if asked is not None and not 1 <= asked <= newest:
            raise NoSuchRevision(asked, newest)
        return _past(file, self.moment)


def _past(file: Path, moment: Moment) -> duckdb.DuckDBPyConnection:
    """The tables of a file as they stood at a moment, in memory; what stood then is worked out once."""
    past = duckdb.connect(config=OFFLINE)
    place = str(file).replace("'", "''")
    past.execute(f"attach '{place}' as kept (read_only)")
    limits = {"known_by": moment.known_by or END_OF_TIME, "revision": moment.revision or NEWEST}
    past.execute(
        "create table moment as select $known_by::date as known_by, $revision::integer as revision", limits
    )
    past.execute(sql("past"))
    for table in WORKED_OUT:
        past.execute(f"create table {table} as {sql(table)}")
    return past


def _filters(
    regions: Iterable[str], indicators: Iterable[str], periods: Iterable[Period | str]
) -> dict[str, Sequence]:
    return {
        "regions": list(regions),
        "indicators": list(indicators),
        "periods": [str(period) for period in periods],
    }


@cache
def _period(text: str) -> Period:
    return Period.parse(text)


_BASIS = {word.value: word for word in Basis}
_STATE = {word.value: word for word in State}
_APPROX = {word.value: word for word in Approx}
_STATUS = {word.value: word for word in Status}


def _fact(row: tuple) -> Fact:
    (region, indicator, scope, period, basis, value, value_to, unit, state, approx, resolution, status, comparison,
     since_from, effective_from, document, known_on, locator, notes, demo, pending, inferred, backcast, revision,
     recorded_at, source, title, publisher, url, published_on) = row  # fmt: skip
    return Fact(
        region=region, indicator=indicator, scope=scope, period=_period(period), basis=_BASIS[basis],
        value=_trim(value), value_to=_trim(value_to), unit=unit, state=_STATE[state], approx=_APPROX[approx],
        resolution=_trim(resolution), status=_STATUS[status], comparison=comparison, since_from=since_from or "",
        effective_from=effective_from or "", document=document or "", known_on=known_on, locator=locator or "",
        notes=notes or "", demo=demo, pending=pending, inferred=inferred, backcast=backcast, revision=revision,
        recorded_at=recorded_at,
        source=_source(source or "", title or "", publisher or "", url or "", published_on),
    )  # fmt: skip


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
