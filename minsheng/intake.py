"""Taking returns in: read, judge, store. One call is one revision, one file one load, whole or not at all.

The same file again changes nothing; a fact that the store already has in that vintage is not stored
again. The bytes as received are kept under their hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from minsheng import checks, hints, ledger, returns, revisions
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.errors import MinshengError, UsageError
from minsheng.facts import Fact, Source, Status
from minsheng.ledger import SHANGHAI, Received
from minsheng.novelty import Known, source_id
from minsheng.outcome import IMPORTED, REJECTED, UNCHANGED, FileOutcome, Outcome
from minsheng.period import Period
from minsheng.regions import Regions
from minsheng.returns import Issue, Reading, Request
from minsheng.store import Store

#: local indicators stand behind the shipped ones
_BEHIND = 100_000
#: files whose places and periods are asked for at once
_BATCH = 200


class UnknownStatus(UsageError):
    """No vintage has this name."""

    def __init__(self, text: str) -> None:
        choices = "、".join(f"{status.value}（{status.zh}）" for status in Status)
        super().__init__(f"没有“{text}”这种数据性质。", f"可选：{choices}。")


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
) -> Outcome:
    """As ``receive``, from names and bytes (an upload). Another writer in between is waited for once."""
    for attempt in range(3):
        store = Store(path)
        judged = _judge_all(store, received, request, regions, today or datetime.now(SHANGHAI).date())
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


# -- judging --------------------------------------------------------------------------------------
def _judge_all(
    store: Store, received: Sequence[tuple[str, bytes]], request: Request, regions: Regions, today: date
) -> list[FileOutcome]:
    """Each file's outcome; a later file of the call knows what the earlier ones bring."""
    known = Known(store)
    catalogue = store.catalogue
    outcomes = []
    for name, data, early in _read_ahead(received, catalogue, regions, request, known):
        reading = early or returns.read(data, name, catalogue, regions, request)
        outcome = _judge(name, data, reading, catalogue, known, today)
        outcomes.append(outcome)
        if outcome.outcome == IMPORTED:
            known.add(outcome.facts)
            if outcome.defined:
                catalogue = Catalogue(
                    [*catalogue, *(indicator_of(it.row, local=True) for it in outcome.defined)]
                )
    return outcomes


def _read_ahead(
    received: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    regions: Regions,
    request: Request,
    known: Known,
) -> Iterator[tuple[str, bytes, Reading | None]]:
    """The files with their readings, a batch at a time so that the store is asked once a batch.

    Where files may define indicators for one another they are read one by one.
    """
    if request.define_indicators:
        yield from ((name, data, None) for name, data in received)
        return
    for start in range(0, len(received), _BATCH):
        batch = [
            (name, data, returns.read(data, name, catalogue, regions, request))
            for name, data in received[start : start + _BATCH]
        ]
        known.ask(fact for _, _, reading in batch for fact in (*reading.facts, *reading.compared.facts))
        yield from batch


def _judge(
    name: str, data: bytes, reading: Reading, catalogue: Catalogue, known: Known, today: date
) -> FileOutcome:
    sha256 = hashlib.sha256(data).hexdigest()
    facts = [_sourced(fact, reading, name, sha256) for fact in reading.facts]
    wider = Catalogue([*catalogue, *(indicator_of(it.row, local=True) for it in reading.defined)])
    compared = reading.compared
    known.ask((*facts, *compared.facts))
    issues = [*reading.issues, *checks.inside(facts, wider), *_future(facts, today)]
    issues += [*hints.revisions(compared, known, wider), *hints.percentages(compared, wider)]
    refused = any(issue.stops for issue in issues)
    fresh = [] if refused else known.news(facts)
    outcome = REJECTED if refused else IMPORTED if fresh else UNCHANGED
    return FileOutcome(
        file=name,
        outcome=outcome,
        layout=reading.layout,
        regions=reading.regions,
        periods=reading.periods,
        facts=tuple(fresh),
        unmapped=tuple(reading.unmapped),
        issues=tuple(issues),
        sha256=sha256,
        defined=tuple(reading.defined),
        remarks=tuple(hints.words(compared.ratios, known, wider)),
    )


def _sourced(fact: Fact, reading: Reading, name: str, sha256: str) -> Fact:
    """The fact with its file as source; an invented place's figures are marked as such."""
    title = fact.source.title or reading.title or name
    source = Source(source_id(sha256, fact.source.title), title, reading.publisher)
    return replace(fact, source=source, demo=fact.demo or fact.region.startswith("99"))


def _future(facts: Sequence[Fact], today: date) -> Iterator[Issue]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        if fact.period.end > today and fact.basis.value != "target":
            seen.setdefault(str(fact.period), fact)
    for fact in seen.values():
        yield returns.warning("future", fact.locator, f"{fact.period.name}还没有结束，请核对时期。")


# -- storing --------------------------------------------------------------------------------------
def _store(path: Path, fresh: Sequence[FileOutcome], store: Store, actor: str) -> int:
    note = "导入" + "、".join(file.file for file in fresh)
    base = store.revision
    with ledger.commit(path, actor=actor, note=note) as commit:
        if commit.revision != base + 1:
            raise Moved
        commit.rows("indicator", list(_indicator_rows(fresh, len(store.catalogue))))
        commit.receive(Received(it.file, it.sha256, it.layout, it.facts, _known_on(it.facts)) for it in fresh)
        return commit.revision


def _indicator_rows(fresh: Sequence[FileOutcome], count: int) -> Iterator[dict[str, object]]:
    rows = {new.code: new.row for file in fresh for new in file.defined}
    for number, row in enumerate(rows.values()):
        yield {**row, "position": _BEHIND + count + number, "local": True}


def _known_on(facts: Sequence[Fact]) -> date | None:
    return max((fact.known_on for fact in facts if fact.known_on), default=None)


def _keep_originals(path: Path, received: Sequence[tuple[str, bytes]], fresh: Sequence[FileOutcome]) -> None:
    """The bytes as received, each under its hash, written whole or not at all."""
    folder = revisions.originals(path)
    wanted = {file.sha256 for file in fresh}
    for _, data in received:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in wanted and not (folder / sha256).exists():
            _write(folder, sha256, data)


def _write(folder: Path, name: str, data: bytes) -> None:
    draft = folder / f"{name}.draft"
    try:
        folder.mkdir(exist_ok=True)
        draft.write_bytes(data)
        os.replace(draft, folder / name)
    except OSError as failed:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise MinshengError(
            f"原始文件无法存入{folder}：{failed.strerror}。", "请检查权限和磁盘空间。"
        ) from None
