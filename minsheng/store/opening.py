"""Opening the file of a revision: to be read, as of a moment, or for one transaction; never with the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from minsheng.errors import NoSuchRevision, NotAStore, StoreOutdated
from minsheng.store.moment import NOW, Moment
from minsheng.store.questions import SCHEMA_VERSION, WORKED_OUT, sql

OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_END_OF_TIME = date(9999, 12, 31)
_NEWEST = 2**31 - 1


def as_of(path: Path, file: Path, moment: Moment) -> duckdb.DuckDBPyConnection:
    """A connection to the file of the store at ``path``; with a moment, to tables of the same names as of then."""
    try:
        connection = duckdb.connect(str(file), read_only=True, config=OFFLINE)
        settings = settings_of(connection)
    except duckdb.Error as error:
        raise NotAStore(path) from error
    if settings.get("schema_version") != SCHEMA_VERSION:
        raise StoreOutdated(path)
    if moment == NOW:
        return connection
    newest, asked = int(settings["revision"]), moment.revision
    if asked is not None and not 1 <= asked <= newest:
        raise NoSuchRevision(asked, newest)
    return _past(file, moment)


def _past(file: Path, moment: Moment) -> duckdb.DuckDBPyConnection:
    """The tables of a file as they stood at a moment, in memory; what stood then is worked out once."""
    past = duckdb.connect(config=OFFLINE)
    place = str(file).replace("'", "''")
    past.execute(f"attach '{place}' as kept (read_only)")
    limits = {"known_by": moment.known_by or _END_OF_TIME, "revision": moment.revision or _NEWEST}
    past.execute(
        "create table moment as select $known_by::date as known_by, $revision::integer as revision", limits
    )
    past.execute(sql("past"))
    for table in WORKED_OUT:
        past.execute(f"create table {table} as {sql(table)}")
    return past


def settings_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The settings of an open store: schema_version, home, revision, shipped."""
    return dict(connection.cursor().execute(sql("settings")).fetchall())


def settings_in(file: Path) -> dict[str, str]:
    """The settings that a file holds, of whatever version of the product."""
    with duckdb.connect(str(file), read_only=True, config=OFFLINE) as connection:
        return settings_of(connection)


@contextmanager
def transaction(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """One transaction on a file: committed and written out when the block ends well, else forgotten."""
    with duckdb.connect(str(file), config=OFFLINE) as connection:
        connection.execute("begin transaction")
        yield connection
        connection.execute("commit")
        connection.execute("checkpoint")
