"""A ledger that was read beside the one that stands: what is new, what is reworded, what is taken out."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from minsheng.catalogue import Catalogue, squash
from minsheng.figure import Figure
from minsheng.tasks.plan import Plan, Planned
from minsheng.tasks.progress import target_fact
from minsheng.tasks.task import Task

NEW, REWORDED, WITHDRAWN, SAME = "新增", "修改", "撤销", "不变"
#: from this likeness on two titles in one place are one task reworded
_LIKE = 0.6
_WORDS = {
    "title": "内容", "number": "编号", "owner": "责任科室", "leader": "分管领导", "due": "完成时限",
    "indicator": "关联指标", "target": "目标值", "parent": "上级任务",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One task before and after; ``fields`` are what changed: word, before, after."""

    kind: str
    task: Task
    before: Task | None = None
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All tasks of a file against the standing ledger."""

    differences: tuple[Difference, ...]
    whole: tuple[Task, ...]

    @property
    def changed(self) -> tuple[Task, ...]:
        """What would be stored: new and newly worded tasks, and those taken out."""
        moved = (it.task for it in self.differences if it.kind == SAME and it.task != it.before)
        return (*(it.task for it in self.differences if it.kind != SAME), *moved)

    def of(self, kind: str) -> tuple[Difference, ...]:
        """The differences of a kind."""
        return tuple(it for it in self.differences if it.kind == kind)

    @property
    def words(self) -> str:
        """新增3项、修改2项、撤销1项，不变43项."""
        parts = [f"{kind}{len(found)}项" for kind in (NEW, REWORDED, WITHDRAWN) if (found := self.of(kind))]
        same = f"不变{len(self.of(SAME))}项" if self.of(SAME) else ""
        return "，".join(part for part in ("、".join(parts), same) if part)


def compared(
    plan: Plan, standing: Sequence[Task], region: str, year: int, file: str, catalogue: Catalogue
) -> Comparison:
    """Match the tasks of a file with those that stand, by their titles where they stand, else by likeness.

    A task keeps its code, and with it its statuses, through renumbering, moving and small rewording.
    """
    matcher = _Matcher(standing)
    following = max((int(it.code) for it in standing if it.code.isdigit()), default=0)
    codes: list[str] = []
    differences: list[Difference] = []
    for place, planned in enumerate(plan.tasks):
        parent = codes[planned.parent] if planned.parent >= 0 else ""
        before = matcher.match(planned, parent)
        if before is None:
            following += 1
        codes.append(before.code if before else f"{following:04d}")
        task = _task(planned, codes[-1], parent, (region, year, place), file)
        differences.append(_difference(task, before, catalogue))
    gone = [replace(it, withdrawn=True, file=file) for it in matcher.left]
    whole = tuple(it.task for it in differences)
    return Comparison((*differences, *(Difference(WITHDRAWN, it, it) for it in gone)), whole)


class _Matcher:
    """The standing tasks, each given out once."""

    def __init__(self, standing: Sequence[Task]) -> None:
        self._free = {task.code: task for task in standing}

    @property
    def left(self) -> list[Task]:
        """What no line of the file is."""
        return list(self._free.values())

    def match(self, planned: Planned, parent: str) -> Task | None:
        title = squash(planned.title)
        return (
            self._take(lambda it: squash(it.title) == title and it.parent == parent)
            or self._take(lambda it: squash(it.title) == title)
            or self._take(lambda it: it.parent == parent and _alike(it.title, planned.title))
        )

    def _take(self, fits: Callable[[Task], bool]) -> Task | None:
        found = next((it for it in self._free.values() if fits(it)), None)
        return self._free.pop(found.code) if found else None


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, squash(one), squash(other), autojunk=False).ratio() >= _LIKE


def _task(planned: Planned, code: str, parent: str, where: tuple[str, int, int], file: str) -> Task:
    region, year, position = where
    return Task(
        region, year, code, planned.title, parent, position, planned.number, planned.owner, planned.leader,
        planned.due, planned.indicator, planned.target, planned.at_most, False, file, planned.locator,
    )  # fmt: skip


def _difference(task: Task, before: Task | None, catalogue: Catalogue) -> Difference:
    if before is None:
        return Difference(NEW, task)
    pairs = ((name, _said(before, name, catalogue), _said(task, name, catalogue)) for name in _WORDS)
    fields = tuple((_WORDS[name], old, new) for name, old, new in pairs if old != new)
    if fields:
        return Difference(REWORDED, task, before, fields)
    kept = before if task.position == before.position else replace(before, position=task.position)
    return Difference(SAME, kept, before)


def _said(task: Task, name: str, catalogue: Catalogue) -> str:
    if name == "target":
        fact = target_fact(task, catalogue[task.indicator]) if task.indicator in catalogue else None
        limit = "不超过" if task.at_most else ""
        return f"{limit}{Figure(fact, catalogue[task.indicator], '').prose}" if fact else ""
    if name == "indicator":
        return catalogue[task.indicator].name if task.indicator in catalogue else task.indicator
    value = getattr(task, name)
    return value.isoformat() if name == "due" and value else str(value or "")
