"""Writing to the store: one commit is one revision, whole or not at all; nothing is overwritten.

The page and the command line write the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import duckdb

from minsheng.errors import StoreExists, StoreMissing
from minsheng.facts import Fact
from minsheng.store import opening, revisions
from minsheng.store.moment import SHANGHAI
from minsheng.store.questions import QUERIES, SCHEMA_VERSION, WORKED_OUT, sql
from minsheng.store.rows import source_row

#: facts handed to the database together
_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Received:
    """One file of a commit: its name, hash, how it was read, and the facts in it."""

    file: str
    sha256: str
    layout: str
    facts: Sequence[Fact]
    known_on: date | None = None


class Commit:
    """An open transaction on the coming revision."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, revision: int, actor: str, note: str) -> None:
        self._connection = connection
        self.revision = revision
        self.aside: Path | None = None
        self._actor = actor
        self._stale = False  # whether the current figures are no longer those of the observations
        self._recorded_at = datetime.now(SHANGHAI).isoformat(timespec="seconds")
        self._run("revision", revision=revision, recorded_at=self._recorded_at, actor=actor, note=note)
        self.set("revision", str(revision))

    def set(self, name: str, value: str) -> None:
        """Set one of the store's settings."""
        self._run("forget_setting", name=name)
        self._run("setting", name=name, value=value)

    def rows(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Append rows of a metadata table (indicator, region, definition_break, source)."""
        if rows:
            self._stale |= table == "withdrawal"
            self._insert(table, _arrow().table(rows))

    def replace(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Write shipped metadata anew (indicator, region, definition_break); what this store defined itself stays."""
        self._connection.register("incoming", _arrow().table(rows))
        self._connection.execute(sql(f"write/clear_{table}"))
        self._connection.execute(sql(f"write/{table}"))
        self._connection.unregister("incoming")

    def receive(self, files: Iterable[Received]) -> int:
        """Append the facts of some files, one load each, all at once; returns how many were stored."""
        numbered = list(enumerate(files, self.next_number("load")))
        if not numbered:
            return 0
        self._insert("load", _arrow().table(self._load(file, number) for number, file in numbered))
        facts = [fact for _, file in numbered for fact in file.facts]
        sources = {fact.source.id: fact.source for fact in facts if fact.source.id}
        self.rows("source", [source_row(source) for source in sources.values()])
        loads = [number for number, file in numbered for _ in file.facts]
        for start in range(0, len(facts), _AT_ONCE):
            self._append(facts[start : start + _AT_ONCE], loads[start : start + _AT_ONCE])
        return len(facts)

    def _load(self, file: Received, number: int) -> dict[str, object]:
        row = {"load": number, "revision": self.revision, "file": file.file, "sha256": file.sha256}
        return row | {"layout": file.layout, "known_on": file.known_on, "actor": self._actor}

    def _append(self, facts: Sequence[Fact], loads: Sequence[int]) -> None:
        self._stale = True
        rows = _arrow().observations(
            facts,
            loads,
            first=self.next_number("observation"),
            revision=self.revision,
            recorded_at=self._recorded_at,
        )
        self._insert("observation", rows)

    def next_number(self, table: str) -> int:
        """The number that the next row of a table gets, where its rows are counted."""
        ((number,),) = self._connection.execute(
            f"select coalesce(max({table}), 0) + 1 from {table}"
        ).fetchall()
        return number

    def _insert(self, table: str, incoming: object) -> None:
        self._connection.register("incoming", incoming)
        self._connection.execute(sql(f"write/{table}"))
        self._connection.unregister("incoming")

    def _run(self, question: str, **values: object) -> None:
        self._connection.execute(sql(f"write/{question}"), values)

    def close(self, *, fresh: bool = False) -> None:
        """Bring the current facts and what is counted of them up to date, sorted; a ``fresh`` store has none yet."""
        for table in WORKED_OUT if fresh or self._stale else ():
            self._connection.execute(f"create or replace table {table} as {sql(table)}")


def _arrow() -> ModuleType:
    """What makes the tables; only who writes needs it, and it takes longer to load than most questions to answer."""
    from minsheng.store import arrow

    return arrow


@contextmanager
def create(path: Path, *, actor: str, note: str, force: bool = False) -> Iterator[Commit]:
    """A new store at ``path``; raises StoreExists unless ``force`` sets the old one aside.

    The old one stands until the new one is whole, and revision numbers go on: no reader mistakes one for the other.
    ``Commit.aside`` is the folder of the old store once the block has ended.
    """
    with revisions.locked(path):
        older = revisions.newest(path) or path.exists() or path.is_symlink()
        if older and not force:
            raise StoreExists(path)
        first = revisions.newest(path) + 1
        with revisions.successor(path, first, fresh=True) as draft, opening.transaction(draft) as connection:
            connection.execute((QUERIES / "schema.sql").read_text(encoding="utf-8"))
            commit = Commit(connection, first, actor, note)
            commit.set("schema_version", SCHEMA_VERSION)
            yield commit
            commit.close(fresh=True)
        if older:
            commit.aside = revisions.set_aside(path, first, datetime.now(SHANGHAI))


@contextmanager
def commit(path: Path, *, actor: str, note: str) -> Iterator[Commit]:
    """The next revision of a store: all that the block writes, or nothing. Raises StoreMissing, StoreBusy."""
    with revisions.locked(path):
        file = revisions.current(path)
        if not file.exists():
            raise StoreMissing(path)
        number = int(opening.settings_in(file)["revision"]) + 1
        with revisions.successor(path, number) as draft, opening.transaction(draft) as connection:
            connection.execute(sql("write/upgrade"))
            commit = Commit(connection, number, actor, note)
            commit.set("schema_version", SCHEMA_VERSION)
            yield commit
            commit.close()


def upgrade(path: Path) -> bool:
    """Bring a store of an earlier version of the product up to date, as a revision; whether there was need to."""
    file = revisions.current(path)
    if not file.exists() or opening.settings_in(file).get("schema_version") == SCHEMA_VERSION:
        return False
    with commit(path, actor="系统", note="数据库升级") as older:
        older.close(fresh=True)
        return True
