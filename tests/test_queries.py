"""Every query stays portable, binds against the schema, and decides nothing that Python should."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from minsheng.store.questions import WORKED_OUT

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "queries/schema.sql"
PAST = ROOT / "queries/past.sql"
READ = sorted(path for path in ROOT.glob("queries/*.sql") if path not in (SCHEMA, PAST))
CHECKS = sorted(ROOT.glob("queries/checks/*.sql"))
ASKED = [*READ, *CHECKS]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT / "queries"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    """A store's tables with nothing in them."""
    connection = duckdb.connect()
    connection.execute(_text(SCHEMA))
    for table in WORKED_OUT:
        connection.execute(f"create table {table} as " + _text(ROOT / f"queries/{table}.sql"))
    return connection


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_a_query_is_one_statement_without_template(path: Path) -> None:
    assert len(duckdb.extract_statements(_text(path))) == 1
    assert "{" not in _text(path)


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_a_query_leaves_the_arithmetic_of_comparisons_to_python(path: Path) -> None:
    tree = sqlglot.parse_one(_text(path), read="duckdb")

    assert not list(tree.find_all(exp.Div, exp.Qualify))


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_an_order_says_where_nulls_go(path: Path) -> None:
    for order in re.findall(r"order by([^)]*)", re.sub(r"--[^\n]*", "", _text(path)), flags=re.IGNORECASE):
        terms = re.sub(r"\([^()]*\)", "", order).split(",")
        assert all("nulls" in term.lower() for term in terms), order


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_a_query_can_be_said_in_spark(path: Path) -> None:
    said = sqlglot.transpile(
        _text(path), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )

    assert len(said) == 1
    assert sqlglot.parse_one(said[0], read="spark")


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_a_query_fits_the_schema(path: Path, empty: duckdb.DuckDBPyConnection) -> None:
    (statement,) = duckdb.extract_statements(_text(path))
    nothing = dict.fromkeys(statement.named_parameters)

    assert empty.execute(_text(path), nothing).fetchall() in ([], [(0,)])


def test_every_table_can_be_asked_as_of_a_moment() -> None:
    tables = set(re.findall(r"^create table (\w+)", _text(SCHEMA), flags=re.MULTILINE))

    assert tables <= set(re.findall(r"^create view (\w+)", _text(PAST), flags=re.MULTILINE)), (
        "a new table needs its view in queries/past.sql"
    )
