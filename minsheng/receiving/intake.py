"""Taking returns in: read, judge, store. One call is one revision, one file one load, whole or not at all.

The same file again changes nothing; a fact that the store already has in that vintage is not stored
again. The bytes as received are kept under their hash.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from minsheng import shipped
from minsheng.errors import MinshengError, UsageError
from minsheng.facts import Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, judging, pending
from minsheng.receiving.outcome import IMPORTED, FileOutcome, Outcome
from minsheng.returns import Request
from minsheng.store import ledger, revisions
from minsheng.store.ledger import Received
from minsheng.store.reading import Store

#: local indicators stand behind the shipped ones
BEHIND = 100_000
#: who stored what the product ships
SHIPPED = shipped.ACTOR


class UnknownStatus(UsageError):
    """No vintage has this name."""

    def __init__(self, text: str) -> None:
        choices = "、".join(f"{status.value}（{status.zh}）" for status in Status)
        super().__init__(f"没有“{text}”这种数据性质。", f"可选：{choices}。")


class NotUndone(MinshengError):
    """A load that cannot be undone."""

    def __init__(self, why: str) -> None:
        super().__init__(f"没有撤销：{why}")


class Moved(MinshengError):
    """Another writer stored something between reading and writing."""

    def __init__(self) -> None:
        super().__init__("另一个程序刚刚写入了数据。", "请再试一次。")


def receive(
    path: Path,
    files: Iterable[Path],
    *,
    regions: Regions,
    actor: str,
    region: str | None = None,
    period: str | None = None,
    status: str | None = None,
    define_indicators: bool = False,
    dry_run: bool = False,
    today: date | None = None,
) -> Outcome:
    """Read files into the store at ``path``; nothing is written in a dry run.

    Raises StoreMissing, StoreBusy, UnknownRegion, NotAPeriod, UnknownStatus; what is wrong in a file is in
    its outcome.
    """
    request = Request(
        region=regions.get(region) if region else None,
        period=Period.parse(period) if period else None,
        status=_status(status),
        define_indicators=define_indicators,
    )
    received = [(Path(file).name, Path(file).read_bytes()) for file in files]
    return take_in(path, received, request, regions=regions, actor=actor, dry_run=dry_run, today=today)


def _status(text: str | None) -> Status | None:
    if text is None:
        return None
    if text not in Status._value2member_map_:
        raise UnknownStatus(text)
    return Status(text)


def take_in(
    path: Path,
    received: Sequence[tuple[str, bytes]],
    request: Request,
    *,
    regions: Regions,
    actor: str,
    dry_run: bool = False,
    today: date | None = None,
    explained: Mapping[str, str] | None = None,
    looked: bool = False,
) -> Outcome:
    """As ``receive``, from names and bytes (an upload). Another writer in between is waited for once.

    ``explained`` has the 上报说明 of files by their hash: their contradictions are stored as 待核. What was ``looked``
    at before is not held against its history again: that never stops a file.
    """
    for attempt in range(3):
        store = Store(path)
        ground = judging.ground_of(store, regions, today, explained)
        ground = replace(ground, arrivals=None) if looked else ground
        with _uncollected():
            judged = judging.judge_all(store, received, request, ground)
        fresh = [file for file in judged if file.outcome == IMPORTED]
        if dry_run or not fresh:
            return Outcome(store.revision, tuple(judged))
        _keep_originals(path, received, fresh)
        try:
            return Outcome(_store(path, fresh, store, actor), tuple(judged))
        except Moved:
            if attempt == 2:
                raise
    raise Moved


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: reading makes millions of objects that stay, and no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# -- storing --------------------------------------------------------------------------------------
def _store(path: Path, fresh: Sequence[FileOutcome], store: Store, actor: str) -> int:
    note = "导入" + "、".join(file.file for file in fresh)
    base = store.revision
    with ledger.commit(path, actor=actor, note=note) as commit:
        if commit.revision != base + 1:
            raise Moved
        commit.rows("indicator", list(_indicator_rows(fresh, len(store.catalogue))))
        commit.receive(Received(it.file, it.sha256, it.layout, it.facts, _known_on(it.facts)) for it in fresh)
        for it in fresh:
            commit.rows(
                "explanation", pending.explanations(it.explained, it.explanation, actor, commit.revision)
            )
        return commit.revision


def undo(path: Path, load: int, actor: str, reason: str) -> int:
    """Undo a load by a later revision: what stood before it stands again, and nothing is deleted.

    Raises NotUndone where there is no such load, where it came with the product, or where a figure of it is locked.
    """
    approval.named(actor)
    if not reason.strip():
        raise approval.NoReason("撤销")
    store = Store(path)
    found = next((row for row in store.asked("receipts") if row["load"] == load), None)
    if found is None or found["undone_in"] is not None or found["actor"] == SHIPPED:
        raise NotUndone("这次入库不存在、已经撤销，或是随产品附带的数据。")
    touched = {(row["region"], row["period"]) for row in store.asked("touched", load=load)}
    if touched & approval.locked(store):
        raise NotUndone("其中有已锁定的报表，请先在“审核”中解锁。")
    with ledger.commit(path, actor=actor.strip(), note=f"撤销{found['file']}：{reason.strip()}") as commit:
        row = {"revision": commit.revision, "load": load, "actor": actor.strip(), "reason": reason.strip()}
        commit.rows("withdrawal", [row])
        return commit.revision


def _indicator_rows(fresh: Sequence[FileOutcome], count: int) -> Iterator[dict[str, object]]:
    rows = {new.code: new.row for file in fresh for new in file.defined}
    for number, row in enumerate(rows.values()):
        yield {**row, "position": BEHIND + count + number, "local": True}


def _known_on(facts: Sequence[Fact]) -> date | None:
    return max((fact.known_on for fact in facts if fact.known_on), default=None)


def _keep_originals(path: Path, received: Sequence[tuple[str, bytes]], fresh: Sequence[FileOutcome]) -> None:
    """The bytes as received, each under its hash."""
    wanted = {file.sha256 for file in fresh}
    for _, data in received:
        if hashlib.sha256(data).hexdigest() in wanted:
            revisions.keep_original(path, data)
