"""A ledger as an Excel sheet: what its columns are called, where its levels stand, and every cell that cannot be read.

Two layouts are read: the three levels in columns of their own (merged or left blank where they repeat), and an
outline in one column whose numbers (1 / 1.1 / 1.1.1, 一、/（一）/1.) tell the level. Columns may be added, moved and
renamed; one that is not known is named, never guessed at. A sheet with anything wrong is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng.catalogue import Catalogue, squash
from minsheng.returns import sheets
from minsheng.returns.sheets import Sheet
from minsheng.tasks import headings, numbering
from minsheng.tasks.attributes import ATTRIBUTES, Attributes
from minsheng.tasks.headings import KINDS_OF_LEVEL, Head
from minsheng.tasks.lines import Lines, Row
from minsheng.tasks.plan import NotALedger, Plan, Planned
from minsheng.tasks.task import LEVELS


def read(data: bytes, name: str, year: int, catalogue: Catalogue) -> Plan:
    """The ledger in a file. Raises NotALedger with the cells, Unreadable for what is no sheet."""
    found = [page for page in sheets.read(data, name) if not page.hidden and not page.blank]
    for page in found:
        if head := headings.head(page):
            return _Reader(page, head, year, catalogue).plan()
    raise NotALedger(
        ["没有找到台账的表头：至少要有“重点任务”“责任科室”“完成时限”中的任务一栏和另外一栏。"],
        "请下载模板对照。",
    )


class _Reader:
    """One sheet being read in the layout that its headings tell."""

    def __init__(self, page: Sheet, head: Head, year: int, catalogue: Catalogue) -> None:
        self._page, self._head = page, head
        self._lines = Lines(page, head)
        self._given = Attributes(self._lines, year, catalogue, has_targets="target" in head.columns)
        self._tasks: list[Planned] = []

    def plan(self) -> Plan:
        levels = [kind for kind in KINDS_OF_LEVEL if kind in self._head.columns]
        rows = list(self._lines.rows())
        if len(levels) == 1:
            self._outline(rows, levels[0])
        else:
            self._columns(rows, levels)
        self._twice()
        self._count()
        if not self._tasks and not self._lines.problems:
            self._lines.problems.append("表头下面没有任务。")
        if self._lines.problems:
            raise NotALedger(self._lines.problems)
        return Plan(tuple(self._tasks), self._page.name, self._head.unread)

    # -- three columns --------------------------------------------------------------------------
    def _columns(self, rows: Sequence[Row], levels: Sequence[str]) -> None:
        open_: dict[int, tuple[str, int]] = {}
        places: dict[tuple[int, int], int] = {}
        for row in rows:
            deepest = -1
            for depth, kind in enumerate(levels, start=1):
                taken = numbering.taken_apart(row.texts[kind])
                text = taken.rest or row.texts[kind]
                same = places.get((depth, row.spans[kind][0])) if row.spans[kind][0] < row.at else None
                if same is None and text and self._is_new(open_, depth, text, row, levels):
                    parent = open_[depth - 1][1] if depth > 1 and depth - 1 in open_ else -1
                    if depth > 1 and parent < 0:
                        self._lines.wrong(row.at, kind, f"“{text[:20]}”上面没有{LEVELS[depth - 2]}")
                        continue
                    number = taken.number if taken.rest else ""
                    self._tasks.append(Planned(text, depth, parent, number, self._lines.address(row, kind)))
                    deepest = len(self._tasks) - 1
                    open_ = {level: it for level, it in open_.items() if level < depth}
                    open_[depth] = (text, deepest)
                    places[depth, row.at] = deepest
            if deepest >= 0:
                self._attributes(row, open_, levels)

    def _is_new(
        self, open_: Mapping[int, tuple[str, int]], depth: int, text: str, row: Row, levels: Sequence[str]
    ) -> bool:
        """Whether a cell begins a task: another text than the one above, or nothing stands below it in the row."""
        lower = any(row.texts[kind] for kind in levels[depth:])
        return depth not in open_ or open_[depth][0] != text or not lower

    def _attributes(self, row: Row, open_: Mapping[int, tuple[str, int]], levels: Sequence[str]) -> None:
        """Give owner, deadline, target … to the level whose rows the cell covers, else to the deepest of the row."""
        deepest = max(open_)
        for kind in ATTRIBUTES:
            if not row.texts.get(kind):
                continue
            first, last = row.spans[kind]
            level = deepest
            for depth in sorted(open_, reverse=True):
                if last > first and row.spans[levels[depth - 1]] == (first, last):
                    level = depth
            if level == deepest or first == row.at:
                self._given.give(self._tasks[open_[level][1]], row, kind)

    # -- an outline -----------------------------------------------------------------------------
    def _outline(self, rows: Sequence[Row], kind: str) -> None:
        levels, before = numbering.Levels(), ""
        open_: dict[int, int] = {}
        for row in rows:
            taken, apart = numbering.taken_apart(row.texts[kind]), row.texts.get("number", "")
            if not taken.shape and apart:
                apart = numbering.restored(apart, before) if self._lines.is_number(row) else apart
                taken = replace(numbering.taken_apart(apart), rest=row.texts[kind], number=apart)
            before = taken.number
            level = levels.level(taken) or 1
            open_ = {depth: place for depth, place in open_.items() if depth < level}
            if level > len(LEVELS):
                self._lines.wrong(row.at, kind, f"“{taken.number}”是第四级，台账只有三级")
            elif level > 1 and level - 1 not in open_:
                self._lines.wrong(row.at, kind, f"“{taken.number}”上面没有{LEVELS[level - 2]}")
            elif not taken.rest:
                self._lines.wrong(row.at, kind, "只有编号，没有内容")
            else:
                parent = open_.get(level - 1, -1)
                self._tasks.append(
                    Planned(taken.rest, level, parent, taken.number, self._lines.address(row, kind))
                )
                open_[level] = len(self._tasks) - 1
                for each in ATTRIBUTES[1:]:
                    if row.texts.get(each):
                        self._given.give(self._tasks[-1], row, each)

    # -- the whole ------------------------------------------------------------------------------
    def _count(self) -> None:
        """Where no task has a number: 1, 1.1, 1.1.1."""
        if any(task.number for task in self._tasks):
            return
        used: dict[int, int] = {}
        for task in self._tasks:
            used[task.parent] = used.get(task.parent, 0) + 1
            above = f"{self._tasks[task.parent].number}." if task.parent >= 0 else ""
            task.number = f"{above}{used[task.parent]}"

    def _twice(self) -> None:
        """The same title twice under one parent would be one task."""
        seen: dict[tuple[int, str], str] = {}
        for task in self._tasks:
            key = (task.parent, squash(task.title))
            if key in seen:
                self._lines.problems.append(f"{task.locator}与{seen[key]}重复：“{task.title[:24]}”。")
            seen.setdefault(key, task.locator)
