"""The questions that the store is asked, each a file in ``queries/``, and the layout of the tables they ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[2] / "queries"
#: the layout of the tables that the queries ask
SCHEMA_VERSION = "3"
#: tables that are worked out of the others whenever figures change, each by the question of its name
WORKED_OUT = ("current", "held", "spread")


@cache
def sql(question: str) -> str:
    """The text of ``queries/<question>.sql``."""
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
