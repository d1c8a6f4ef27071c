"""Taking returns in: read, judge, store. One call is one revision, one file one load, whole or not at all.

The same file again changes nothing; a fact that the store already has in that vintage is not stored
again. The bytes as received are kept under their hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from minsheng import checks, ledger, returns, revisions
from minsheng.catalogue import Catalogue, indicator_of
from minsheng.errors import MinshengError, UsageError
from minsheng.facts import Fact, Source, Status
from minsheng.ledger import SHANGHAI, Received
from minsheng.period import Period
from minsheng.regions import Regions
from minsheng.returns import Issue, NewIndicator, Reading, Request, Severity, Unmapped
from minsheng.store import Store

IMPORTED, UNCHANGED, REJECTED = "imported", "unchanged", "rejected"
_OUTCOMES = {IMPORTED: "已导入", UNCHANGED: "没有变化", REJECTED: "未导入"}
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.EXPLAIN: "请说明"}
#: local indicators stand behind the shipped ones
_BEHIND = 100_000


class UnknownStatus(UsageError):
    """No vintage has this name."""

    def __init__(self, text: str) -> None:
        choices = "、".join(f"{status.value}（{status.zh}）" for status in Status)
        super().__init__(f"没有“{text}”这种数据性质。", f"可选：{choices}。")


class Moved(MinshengError):
    """Another writer stored something between reading and writing."""

    def __init__(self) -> None:
        super().__init__("另一个程序刚刚写入了数据。", "请再试一次。")


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; ``facts`` are those that were new."""

    file: str
    outcome: str
    layout: str = ""
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    issues: tuple[Issue, ...] = ()
    sha256: str = ""
    defined: tuple[NewIndicator, ...] = ()

    @property
    def stored(self) -> int:
        """How many facts were stored (or would be, in a dry run)."""
        return len(self.facts) if self.outcome == IMPORTED else 0

    def as_json(self) -> dict[str, object]:
        """The words of the contract."""
        return {
            "file": self.file,
            "outcome": self.outcome,
            "layout": self.layout or None,
            "region": _one_or_many(self.regions),
            "period": _one_or_many(self.periods),
            "stored": self.stored,
            "unmapped": [{"locator": it.locator, "label": it.label, "value": it.value} for it in self.unmapped],
            "issues": [
                {"rule": it.rule, "severity": it.severity.value, "locator": it.locator, "message": it.message}
                for it in self.issues
            ],
        }

    @property
    def words(self) -> str:
        """The same for a person."""
        lines = [f"{self.file}：{_OUTCOMES[self.outcome]}，{'、'.join(self.periods)}存入{self.stored}个数。"]
        if self.outcome != IMPORTED:
            lines = [f"{self.file}：{_OUTCOMES[self.outcome]}。"]
        lines += [f"　{_SEVERITIES[it.severity]}：{it.message}" for it in self.issues]
        lines += [f"　未识别：{it.locator}“{it.label}”{it.value}" for it in self.unmapped]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call did: the store's revision afterwards, and each file."""

    revision: int
    files: tuple[FileOutcome, ...]

    @property
    def refused(self) -> bool:
        """Whether any file was rejected."""
        return any(file.outcome == REJECTED for file in self.files)

    @property
    def words(self) -> str:
        """The whole for a person."""
        return "\n".join(file.words for file in self.files)

    def as_json(self) -> dict[str, object]:
        """The JSON document of ``minsheng import``."""
        return {"revision": self.revision, "files": [file.as_json() for file in self.files]}


def _one_or_many(values: Sequence[str]) -> object:
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)


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
    known = _Known(store)
    catalogue = store.catalogue
    outcomes = []
    for name, data in received:
        reading = returns.read(data, name, catalogue, regions, request)
        outcome = _judge(name, data, reading, catalogue, known, today)
        outcomes.append(outcome)
        if outcome.outcome == IMPORTED:
            known.add(outcome.facts)
            if outcome.defined:
                catalogue = Catalogue([*catalogue, *(indicator_of(it.row, local=True) for it in outcome.defined)])
    return outcomes


def _judge(name: str, data: bytes, reading: Reading, catalogue: Catalogue, known: _Known, today: date) -> FileOutcome:
    sha256 = hashlib.sha256(data).hexdigest()
    facts = [_sourced(fact, reading, name, sha256) for fact in reading.facts]
    wider = Catalogue([*catalogue, *(indicator_of(it.row, local=True) for it in reading.defined)])
    issues = [*reading.issues, *checks.inside(facts, wider), *_future(facts, today)]
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
    )


def _sourced(fact: Fact, reading: Reading, name: str, sha256: str) -> Fact:
    """The fact with its file as source; an invented place's figures are marked as such."""
    title = fact.source.title or reading.title or name
    source = Source(_source_id(sha256, fact.source.title), title, reading.publisher)
    return replace(fact, source=source, demo=fact.demo or fact.region.startswith("99"))


def _source_id(sha256: str, title: str) -> str:
    """The file's hash; a row that cites a source of its own has that within the file."""
    own = f"-{hashlib.sha256(title.encode()).hexdigest()[:6]}" if title else ""
    return f"{sha256[:12]}{own}"


def _future(facts: Sequence[Fact], today: date) -> Iterator[Issue]:
    seen = {}
    for fact in facts:
        if fact.period.end > today and fact.basis.value != "target":
            seen.setdefault(str(fact.period), fact)
    for fact in seen.values():
        yield returns.warning("future", fact.locator, f"{fact.period.name}还没有结束，请核对时期。")


class _Known:
    """What the store has: the newest of each vintage of a fact, and what each file has already brought."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest: dict[tuple, tuple] = {}
        self._brought: set[tuple] = set()
        self._asked: set[tuple[str, str]] = set()

    def news(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts that would change something."""
        self._ask(facts)
        return [
            fact
            for fact in facts
            if self._newest.get(_vintage(fact)) != _content(fact)
            and (fact.source.id, _vintage(fact), _content(fact)) not in self._brought
        ]

    def add(self, facts: Iterable[Fact]) -> None:
        """Facts that the call is going to store."""
        for fact in facts:
            self._newest[_vintage(fact)] = _content(fact)
            self._brought.add((fact.source.id, _vintage(fact), _content(fact)))

    def _ask(self, facts: Sequence[Fact]) -> None:
        wanted = {(fact.region, str(fact.period)) for fact in facts} - self._asked
        if not wanted:
            return
        self._asked |= wanted
        places, periods = {region for region, _ in wanted}, {period for _, period in wanted}
        for fact in reversed(self._store.vintages(regions=places, periods=periods)):
            if not fact.comparison and (fact.region, str(fact.period)) in wanted:
                self._newest[_vintage(fact)] = _content(fact)
                self._brought.add((fact.source.id, _vintage(fact), _content(fact)))


def _vintage(fact: Fact) -> tuple:
    return (*fact.key, fact.status.value)


def _content(fact: Fact) -> tuple:
    return (
        fact.value, fact.value_to, fact.state, fact.approx, fact.since_from, fact.effective_from, fact.document, fact.notes,
    )  # fmt: skip


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
        raise MinshengError(f"原始文件无法存入{folder}：{failed.strerror}。", "请检查权限和磁盘空间。") from None
