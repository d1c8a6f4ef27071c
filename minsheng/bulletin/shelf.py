"""An office's own template, kept in the store as a revision; without one the shipped template stands."""

from __future__ import annotations

import json
from pathlib import Path

from minsheng.bulletin import template
from minsheng.bulletin.template import PARTS, Rows, Template
from minsheng.receiving.approval import named
from minsheng.store import ledger
from minsheng.store.reading import Store

_GENRE = "通报"


def standing(store: Store) -> Template:
    """The template that 通报 are written by. Raises TemplateError."""
    return template.of_rows(rows(store), store.catalogue)


def rows(store: Store) -> Rows:
    """The rows of the office's own template, else of the shipped one."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in store.asked("template", genre=_GENRE):
        found.setdefault(row["part"], []).append(json.loads(row["body"]))
    return found or template.shipped_rows()


def is_own(store: Store) -> bool:
    """Whether the office has a template of its own."""
    return bool(store.asked("template", genre=_GENRE))


def keep(path: Path, given: Rows, *, actor: str) -> int:
    """Store a template as a revision, after reading it as one. Raises TemplateError, NoName, StoreBusy."""
    template.of_rows(given, Store(path).catalogue)
    who = named(actor)
    with ledger.commit(path, actor=who, note="通报样式") as commit:
        lines = [
            {
                "revision": commit.revision, "genre": _GENRE, "part": part, "position": place,
                "body": json.dumps(dict(row), ensure_ascii=False), "actor": who,
            }
            for part in PARTS
            for place, row in enumerate(given.get(part, ()))
        ]  # fmt: skip
        commit.rows("template", lines)
        return commit.revision
