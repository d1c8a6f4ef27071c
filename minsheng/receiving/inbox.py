"""收件箱: files that were dropped and wait to be accepted or refused; kept beside the store, so that nothing is lost.

``minsheng.duckdb.inbox/`` holds each file's bytes under their hash and, as ``<hash>.json``, who dropped it and what
a person has said about it. Whether a file is in the store is asked of the store itself, never noted twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from minsheng import shipped
from minsheng.errors import MinshengError
from minsheng.facts import STRENGTH, Fact
from minsheng.store.moment import SHANGHAI
from minsheng.store.reading import Store

WAITING, ACCEPTED, REFUSED, UNDONE = "待处理", "已接收", "已退回", "已撤销"


@dataclass(frozen=True, slots=True)
class Entry:
    """A dropped file. ``region``, ``period``, ``status`` and ``explanation`` are what a person said, else empty."""

    sha256: str
    name: str
    received_at: str
    actor: str
    region: str = ""
    period: str = ""
    status: str = ""
    explanation: str = ""
    refused_by: str = ""
    refused_at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A load of the store: ``undone_in`` is the revision that undid it, else None."""

    load: int
    revision: int
    file: str
    sha256: str
    layout: str | None
    actor: str
    recorded_at: str
    undone_in: int | None
    undone_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with where it stands; ``receipt`` is its newest load, where it has one."""

    entry: Entry
    state: str
    receipt: Receipt | None = None


class Inbox:
    """The folder of dropped files beside the store at ``path``."""

    def __init__(self, path: Path) -> None:
        self.folder = path.with_name(f"{path.name}.inbox")

    def add(self, name: str, data: bytes, actor: str) -> Entry:
        """Keep a file; the same bytes again are the same entry, and wait again where they were refused."""
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._read(self.folder / f"{sha256}.json")
        entry = replace(known, refused_by="", refused_at="", reason="") if known else None
        entry = entry or Entry(sha256, Path(name).name, now(), actor)
        self._write(sha256, data)
        self.keep(entry)
        return entry

    def keep(self, entry: Entry) -> None:
        """Note what is known of a file."""
        self._write(f"{entry.sha256}.json", json.dumps(asdict(entry), ensure_ascii=False, indent=1).encode())

    def refuse(self, entry: Entry, actor: str, reason: str) -> None:
        """Send a file back; its bytes stay."""
        self.keep(replace(entry, refused_by=actor, refused_at=now(), reason=reason))

    def entries(self) -> list[Entry]:
        """All files, newest first."""
        found = [entry for file in self.folder.glob("*.json") if (entry := self._read(file))]
        return sorted(found, key=lambda it: (it.received_at, it.name), reverse=True)

    def data(self, entry: Entry) -> bytes:
        """The bytes as dropped."""
        return (self.folder / entry.sha256).read_bytes()

    def items(self, store: Store) -> list[Item]:
        """All files with where they stand, newest first."""
        newest: dict[str, Receipt] = {}
        for receipt in receipts(store):
            newest.setdefault(receipt.sha256, receipt)
        return [_item(entry, newest.get(entry.sha256)) for entry in self.entries()]

    def memory(self, fingerprint: str) -> list[Any]:
        """The rows of the last accepted file of a form; empty where there was none."""
        file = self.folder / f"form-{fingerprint}.rows"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []

    def remember(self, fingerprint: str, rows: Iterable[Sequence[str]]) -> None:
        """Keep the rows of an accepted file, to show the next one of its kind as a difference."""
        self._write(
            f"form-{fingerprint}.rows", json.dumps([list(it) for it in rows], ensure_ascii=False).encode()
        )

    def _read(self, file: Path) -> Entry | None:
        try:
            return Entry(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, name: str, data: bytes) -> None:
        draft = self.folder / f"{name}.draft"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
            os.replace(draft, self.folder / name)
        except OSError as failed:
            raise MinshengError(
                f"文件无法存入收件箱{self.folder}：{failed.strerror}。", "请检查权限和磁盘空间。"
            ) from None


def now() -> str:
    """The time to the second, as the store writes it."""
    return datetime.now(SHANGHAI).isoformat(timespec="seconds")


def receipts(store: Store) -> list[Receipt]:
    """All loads, newest first."""
    return [Receipt(**row) for row in store.asked("receipts")]


def elsewhere(store: Store, items: Iterable[Item]) -> list[Receipt]:
    """The loads that came in on other screens (补录, 任务台账, 文稿取数, 数据核实单), newest first."""
    here = {it.entry.sha256 for it in items}
    return [it for it in receipts(store) if it.actor != shipped.ACTOR and it.sha256 not in here]


def _item(entry: Entry, receipt: Receipt | None) -> Item:
    if receipt and receipt.undone_in is None:
        return Item(entry, ACCEPTED, receipt)
    if entry.refused_by:
        return Item(entry, REFUSED, receipt)
    return Item(entry, UNDONE if receipt else WAITING, receipt)


# -- what would change ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change: ``before`` is what stands now, None where nothing does."""

    after: Fact
    before: Fact | None

    @property
    def kind(self) -> str:
        """新增, 更正, 确认 (the same value, now from a return) or 不改变现行数 (a stronger vintage stands before it)."""
        if self.before is None:
            return "新增"
        if _said(self.before) == _said(self.after):
            return "确认"
        stronger = _strength(self.before) < _strength(self.after)
        return "不改变现行数" if stronger else "更正"


def differences(facts: Iterable[Fact], store: Store) -> list[Difference]:
    """The facts of a file beside what stands in the store today."""
    incoming = list(facts)
    if not incoming:
        return []
    where = {"regions": {it.region for it in incoming}, "periods": {str(it.period) for it in incoming}}
    standing: Mapping[tuple, Fact] = {it.key: it for it in store.facts(**where)}
    return [Difference(it, standing.get(it.key)) for it in incoming]


def _said(fact: Fact) -> tuple:
    return (fact.value, fact.value_to, fact.state)


def _strength(fact: Fact) -> int:
    return STRENGTH[fact.status]
