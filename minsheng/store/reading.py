"""Reading the store: typed questions to the DuckDB file.

``Store`` reads one revision read-only and moves on when the link does; with a moment it answers as of then. Every
question is a file in ``queries/``; every read of the product passes ``Store._ask``, the one gate.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from minsheng import places, quotients
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.errors import StoreMissing
from minsheng.facts import Fact, Status
from minsheng.period import Period
from minsheng.store import opening, revisions
from minsheng.store.moment import NOW, Moment
from minsheng.store.questions import sql
from minsheng.store.rows import fact_of, period_of, with_words


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
        self._said: dict[tuple[str, str, str], list[str]] | None = None
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
        rows = self._ask("facts", **where, **ends)
        said = self._explanations()
        return [with_words(fact_of(row), said) for row in rows] if said else [fact_of(row) for row in rows]

    def vintages(
        self,
        *,
        regions: Iterable[str] = (),
        indicators: Iterable[str] = (),
        periods: Iterable[Period | str] = (),
    ) -> list[Fact]:
        """Every vintage and revision, strongest and newest first within a fact."""
        return [fact_of(row) for row in self._ask("vintages", **_filters(regions, indicators, periods))]

    def brought_by(self, actor: str) -> dict[tuple[int, int], Fact]:
        """What one actor has stored and nobody has undone, by the numbers of observation and load."""
        return {(row[0], row[1]): fact_of(row[2:]) for row in self._ask("brought", actor=actor)}

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
        return {(code, period_of(when)): count for code, when, _, count in self._ask("comparable", **where)}

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
            rows = self._rows("indicators")
            self._catalogue = Catalogue(
                (indicator_of(row, local=row["local"]) for row in rows),
                quotients.maker(places.denominators()),
            )
        return self._catalogue

    def _explanations(self) -> dict[tuple[str, str, str], list[str]]:
        """What units wrote about their figures, by place, indicator and period: of each rule the newest."""
        self._cursor()
        if self._said is None:
            newest: dict[tuple[str, str, str], dict[str, str]] = {}
            for row in self._rows("explanations", regions=[]):
                if row["indicator"]:
                    cell = (row["region"], row["indicator"], row["period"])
                    newest.setdefault(cell, {}).setdefault(row["rule"], row["text"])
            self._said = {cell: list(dict.fromkeys(texts.values())) for cell, texts in newest.items()}
        return self._said

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
            if self._connection is None or file != self._file:
                if not file.exists():
                    raise StoreMissing(self.path)
                self._connection = opening.as_of(self.path, file, self.moment)
                self._file, self._catalogue, self._said = file, None, None
            return self._connection.cursor()


def _filters(
    regions: Iterable[str], indicators: Iterable[str], periods: Iterable[Period | str]
) -> dict[str, Sequence]:
    return {
        "regions": list(regions),
        "indicators": list(indicators),
        "periods": [str(period) for period in periods],
    }
