"""The ledger in the store: the tasks that stand, their statuses and their history; and what is written to it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from minsheng.catalogue import Catalogue
from minsheng.errors import MinshengError
from minsheng.facts import Fact, Source, Status
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.store import ledger
from minsheng.store.ledger import Received
from minsheng.store.reading import Store
from minsheng.tasks.board import Board
from minsheng.tasks.progress import targets
from minsheng.tasks.task import LEVELS, Report, Said, State, Task

#: the indicators of how many tasks a ledger has, by level
COUNTED = ("key_tasks", "key_task_works", "key_task_measures")
#: the indicator of how many 重点任务 a year ended with as done
SETTLED = "key_tasks_done"
#: a proof larger than this is not kept; bytes
LARGEST_PROOF = 64 * 2**20


class NotReported(MinshengError):
    """A status that cannot be kept."""


class NoTasks(MinshengError):
    """There is nothing to store."""


# -- read -----------------------------------------------------------------------------------------
def wordings(store: Store, region: str) -> list[Task]:
    """Every wording that the tasks of a place ever had, newest first."""
    return [_task(row) for row in store.asked("tasks", regions=[region])]


def standing(words: Iterable[Task], year: int) -> list[Task]:
    """The newest wording of each task of a year, in the ledger's order; what was taken out is left out."""
    newest: dict[str, Task] = {}
    for task in words:
        if task.year == year:
            newest.setdefault(task.code, task)
    return sorted((it for it in newest.values() if not it.withdrawn), key=lambda it: it.position)


def years(words: Iterable[Task]) -> list[int]:
    """The years that have a ledger, newest first."""
    return sorted({task.year for task in words if not task.withdrawn}, reverse=True)


def reports(store: Store, region: str) -> list[Report]:
    """Every status that was given, newest first; a later one of the same month stands before the earlier."""
    return [_report(row) for row in store.asked("task_reports", regions=[region])]


def _task(row: dict) -> Task:
    texts = "parent number owner leader indicator file locator actor".split()
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Task(**row | {name: row[name] or "" for name in texts} | _numbers(row) | {"due": due})


def _numbers(row: dict) -> dict[str, object]:
    target = row["target"]
    plain = None if target is None else Decimal(target).normalize() + 0
    return {
        "target": plain,
        "position": row["position"] or 0,
        "at_most": bool(row["at_most"]),
        "withdrawn": bool(row["withdrawn"]),
    }


def _report(row: dict) -> Report:
    texts = "note proof proof_name document".split()
    done = None if row["done"] is None else Decimal(row["done"]).normalize() + 0
    return Report(
        **row | {name: row[name] or "" for name in texts} | {"state": Said(row["state"]), "done": done}
    )


# -- written --------------------------------------------------------------------------------------
def keep(
    path: Path,
    changed: Sequence[Task],
    whole: Sequence[Task],
    actor: str,
    file: tuple[str, bytes],
) -> int:
    """Store new and newly worded tasks as one revision, with their targets and the ledger's size; the file is kept.

    ``whole`` is the ledger as it stands afterwards. Raises NoTasks where nothing is new.
    """
    if not changed:
        raise NoTasks("台账没有变化，未入库。")
    name, data = file
    store, who = Store(path), approval.named(actor)
    region, year = changed[0].region, changed[0].year
    known = {fact.key: fact for fact in store.facts(regions=[region], periods=[str(year)])}
    facts = [*targets(whole, store.catalogue, known), *_sizes(whole, store.catalogue, known)]
    _open(facts, store)
    seal = hashlib.sha256(data).hexdigest()
    _put(proofs(path) / seal, data)
    with ledger.commit(path, actor=who, note=f"任务台账：{name}") as commit:
        commit.rows("task", [task_row(it, commit.revision, who, name) for it in changed])
        commit.receive([Received(name, seal, "ledger", facts)])
        return commit.revision


def _open(facts: Sequence[Fact], store: Store) -> None:
    """Raises NoTasks where a locked place and period would get a figure."""
    if shut := approval.shut(facts, approval.locked(store)):
        raise NoTasks(shut[0].message)


def task_row(task: Task, revision: int, actor: str, file: str) -> dict[str, object]:
    """A task as a row of the store."""
    names = "region year code parent title owner leader indicator target position number at_most withdrawn locator"
    row = {name: getattr(task, name) for name in names.split()}
    due = task.due.isoformat() if task.due else ""
    return row | {"revision": revision, "actor": actor, "file": file, "due": due}


def _sizes(whole: Sequence[Task], catalogue: Catalogue, known: dict[tuple, Fact]) -> list[Fact]:
    """How many tasks the ledger has on each level, as figures that texts can cite."""
    parents = {task.code: task.parent for task in whole}
    found = []
    for level, code in enumerate(COUNTED, start=1):
        count = sum(_depth(task.code, parents) == level for task in whole)
        fact = _size(whole[0], catalogue, code, level, count)
        if count and (fact.key not in known or known[fact.key].value != fact.value):
            found.append(fact)
    return found


def _size(first: Task, catalogue: Catalogue, code: str, level: int, count: int) -> Fact:
    return Fact(
        region=first.region, indicator=code, period=Period.of_year(first.year), basis=catalogue[code].basis,
        value=Decimal(count), unit=catalogue[code].unit, status=Status.ENTERED, resolution=Decimal(1),
        source=Source(f"ledger-{first.region}-{first.year}", f"{first.year}年任务台账"),
        notes=f"台账中{LEVELS[level - 1]}的项数", demo=first.region.startswith("99"),
    )  # fmt: skip


def _depth(code: str, parents: dict[str, str]) -> int:
    depth = 1
    while parents.get(code):
        code, depth = parents[code], depth + 1
    return depth


def report(path: Path, given: Report, actor: str, proof: tuple[str, bytes] | None = None) -> int:
    """Store the status of a task in a month as one revision, and its proof under its hash. Raises NotReported."""
    who = approval.named(actor)
    _judge(given, proof)
    name, seal = "", ""
    if proof:
        name, seal = Path(proof[0]).name, hashlib.sha256(proof[1]).hexdigest()
        _put(proofs(path) / seal, proof[1])
    kept = replace(given, proof=seal or given.proof, proof_name=name or given.proof_name, actor=who)
    known = [
        it for it in reports(Store(path), given.region) if (it.code, it.month) == (given.code, given.month)
    ]
    if known and _said(known[0]) == _said(kept):
        raise NotReported("与这个月已报的进度相同，未入库。")
    with ledger.commit(path, actor=who, note=f"任务进度：{given.when}{given.state}") as commit:
        commit.rows("task_report", [report_row(kept, commit.revision)])
        return commit.revision


def report_row(given: Report, revision: int) -> dict[str, object]:
    """A status as a row of the store."""
    names = "region year code month done note proof proof_name document actor".split()
    row = {name: getattr(given, name) for name in names}
    return row | {"revision": revision, "state": given.state.value}


def _judge(given: Report, proof: tuple[str, bytes] | None) -> None:
    if given.done is not None and not 0 <= given.done <= 100:
        raise NotReported("完成比例须在0到100之间。", "请核对。")
    if given.state is Said.DONE and not (proof or given.document.strip() or given.proof):
        raise NotReported("报已完成须附佐证。", "请上传文件，或填写文号。")
    if given.state is Said.HELD_UP and not given.note.strip():
        raise NotReported("报推进滞后须写明原因。", "请在“进展情况”中填写。")
    if proof and len(proof[1]) > LARGEST_PROOF:
        raise NotReported(
            f"佐证文件过大（{len(proof[1]) // 2**20}MB，上限64MB）。", "请压缩后再传，或填写文号。"
        )


def _said(it: Report) -> tuple:
    return (it.state, it.done, it.note, it.proof, it.document)


def settle(path: Path, shown: Board, actor: str) -> int:
    """Store how many 重点任务 the year ended with as done, so that texts can cite it. Raises NoTasks before the year's end."""
    store, who = Store(path), approval.named(actor)
    if shown.day < date(shown.year, 12, 31):
        raise NoTasks(f"{shown.year}年还没有结束，不能确认完成数。", "请在年底以后确认。")
    tasks = [it.task for it in shown.at_level(1)]
    done = sum(it.state is State.DONE for it in shown.at_level(1))
    fact = _size(tasks[0], store.catalogue, SETTLED, 1, done)
    known = store.facts(regions=[shown.region], indicators=[SETTLED], periods=[str(shown.year)])
    if known and known[0].value == fact.value:
        raise NoTasks("完成数没有变化，未入库。")
    _open([fact], store)
    note = f"任务台账{shown.year}年完成数"
    with ledger.commit(path, actor=who, note=note) as commit:
        seal = hashlib.sha256(f"{note}{shown.region}{done}{store.revision}".encode()).hexdigest()
        commit.receive(
            [Received(note, seal, "ledger", [replace(fact, notes="年终核定的已完成重点任务项数")])]
        )
        return commit.revision


def proofs(path: Path) -> Path:
    """The folder of proofs beside the store."""
    return path.with_name(f"{path.name}.proofs")


def proof_bytes(path: Path, seal: str) -> bytes | None:
    """A kept proof; None where its file is gone."""
    file = proofs(path) / seal
    return file.read_bytes() if seal and file.exists() else None


def _put(file: Path, data: bytes) -> None:
    draft = file.with_suffix(".draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        os.replace(draft, file)
    except OSError as failed:
        raise NotReported(
            f"佐证文件无法存入{file.parent}：{failed.strerror}。", "请检查权限和磁盘空间。"
        ) from None
