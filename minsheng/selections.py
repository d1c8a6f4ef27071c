"""Named lists that people keep: pinned figures, the figures of a meeting, groups of peers.

A list belongs to a region (empty: to no place) and has a kind and a name. It is saved whole; the newest wins,
and one without members is gone. A member is a text: the key of a figure (``member``), or a region's code in a group
of peers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from minsheng import computed
from minsheng.errors import MinshengError
from minsheng.facts import Fact
from minsheng.store import ledger
from minsheng.store.reading import Store

#: stands between the parts of a figure's key; no name of a scope has it
_BETWEEN = "|"


class Kind(StrEnum):
    """What a list is for."""

    PINNED = "pinned"  #: figures that one person keeps at hand; the name is the person's
    MEETING = "meeting"  #: figures shown one a screen
    PEERS = "peers"  #: regions to compare with


class Unnamed(MinshengError):
    """A list needs a name, and somebody who keeps it."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A list as it stands; ``members`` in the order in which they were put."""

    kind: Kind
    name: str
    members: tuple[str, ...]
    region: str = ""
    actor: str = ""
    revision: int = 0


def named(store: Store, kind: Kind, region: str | None = None) -> list[Collection]:
    """The lists of a kind by name, of one region (``None``: of all)."""
    kept = [_collection(row) for row in store.asked("collections") if row["kind"] == kind]
    return [it for it in kept if it.members and region in (None, it.region)]


def find(store: Store, kind: Kind, name: str, region: str = "") -> Collection | None:
    """One list; None where there is none."""
    return next((it for it in named(store, kind, region) if it.name == name), None)


def save(path: Path, wanted: Collection, *, actor: str) -> int:
    """Keep a list as one revision, or remove it where it has no members. Raises Unnamed, StoreMissing, StoreBusy."""
    if not wanted.name.strip() or not actor.strip():
        raise Unnamed("没有写名称或操作人。", "请写上名称和操作人后再保存。")
    members = list(dict.fromkeys(wanted.members))
    note = f"保存清单“{wanted.name.strip()}”" if members else f"删除清单“{wanted.name.strip()}”"
    with ledger.commit(path, actor=actor, note=note) as commit:
        row = {
            "revision": commit.revision,
            "kind": str(wanted.kind),
            "name": wanted.name.strip(),
            "region": wanted.region,
            "members": json.dumps(members, ensure_ascii=False),
            "actor": actor,
        }
        commit.rows("collection", [row])
        return commit.revision


def _collection(row: dict) -> Collection:
    members = tuple(json.loads(row["members"]))
    return Collection(Kind(row["kind"]), row["name"], members, row["region"], row["actor"], row["revision"])


# -- figures as members ---------------------------------------------------------------------------
def member(fact: Fact) -> str:
    """A figure as a member: what makes it this fact, whatever its value will be."""
    return _BETWEEN.join(fact.key)


def figures(store: Store, members: Iterable[str]) -> list[Fact]:
    """The figures of a list as they stand today, in its order; what the store no longer gives is left out."""
    keys = [tuple(it.split(_BETWEEN)) for it in members]
    keys = [it for it in keys if len(it) == 5]
    if not keys:
        return []
    found = store.facts(regions=_each(keys, 0), indicators=_each(keys, 1), periods=_each(keys, 3))
    known: dict[tuple[str, ...], Fact] = {fact.key: fact for fact in found}
    stand = ((known.get(key) or computed.find(store, key)) for key in keys)
    return [fact for fact in stand if fact]


def _each(keys: Sequence[tuple[str, ...]], part: int) -> set[str]:
    return {key[part] for key in keys}
