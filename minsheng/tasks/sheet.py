"""A ledger as an Excel sheet: what its columns are called, where its levels stand, and every cell that cannot be read.

Two layouts are read: the three levels in columns of their own (merged or left blank where they repeat), and an
outline in one column whose numbers (1 / 1.1 / 1.1.1, 一、/（一）/1.) tell the level. Columns may be added, moved and
renamed; one that is not known is named, never guessed at. A sheet with anything wrong is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator, squash
from minsheng.errors import MinshengError, UnitMismatch, UnknownIndicator
from minsheng.returns import sheets
from minsheng.returns.printed import printed_text
from minsheng.returns.sheets import Sheet
from minsheng.tasks import numbering
from minsheng.tasks.deadlines import deadline
from minsheng.tasks.task import LEVELS

#: what a column may be called, by what it holds; the first is the template's own
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "任务编号", "项次"),
    "level1": (
        LEVELS[0],
        "重点工作",
        "一级任务",
        "主要任务",
        "工作任务",
        "目标任务",
        "任务内容",
        "任务名称",
        "任务",
    ),
    "level2": (LEVELS[1], "二级任务", "工作内容", "具体任务", "工作事项", "主要工作", "具体内容"),
    "level3": (LEVELS[2], "三级任务", "具体措施", "工作措施", "推进措施", "措施", "落实举措", "工作举措"),
    "owner": ("责任科室", "责任单位", "牵头科室", "牵头单位", "承办科室", "承办单位", "责任部门", "科室"),
    "leader": ("分管领导", "责任领导", "牵头领导", "分管局长", "局领导", "包抓领导"),
    "due": ("完成时限", "完成时间", "时限", "时间节点", "截止时间", "办结时限", "时间要求", "完成期限"),
    "indicator": ("关联指标", "对应指标", "指标名称", "指标", "指标代码", "考核指标"),
    "target": ("目标值", "年度目标", "任务目标", "目标", "目标数", "任务数"),
    "unit": ("计量单位", "单位", "目标单位"),
}
#: columns of other people's ledgers that say nothing the ledger keeps
_IGNORED = {
    squash(it)
    for it in (
        "备注",
        "责任人",
        "经办人",
        "具体责任人",
        "联系电话",
        "配合科室",
        "配合单位",
        "完成情况",
        "进展情况",
    )
}
_LEVELS = ("level1", "level2", "level3")
_ATTRIBUTES = ("number", "owner", "leader", "due", "indicator", "target")
_KINDS = {squash(name): kind for kind, names in HEADINGS.items() for name in names}
_MOST = re.compile(r"^(?:≤|<=|不超过|不高于|控制在|低于)|(?:以内|以下)$")
_LEAST = re.compile(r"^(?:≥|>=|不低于|不少于|达到|完成|新增|新建|建成)|(?:以上|及以上)$")
_VALUE = re.compile(r"^([\d,，.．]+)\s*(\D.*)?$")
#: so many problems are named at once
_SHOWN = 8


class NotALedger(MinshengError):
    """A sheet is no ledger, or has cells that cannot be read; ``problems`` name them."""

    def __init__(self, problems: Sequence[str], remedy: str = "") -> None:
        self.problems = tuple(problems)
        rest = f"另有{len(problems) - _SHOWN}处。" if len(problems) > _SHOWN else ""
        super().__init__(f"{''.join(problems[:_SHOWN])}{rest}", remedy or "请改正后重新导入；本次没有入库。")


@dataclass(slots=True)
class Planned:
    """A task as a sheet has it; ``parent`` is the place of its parent in the list, −1 at the top."""

    title: str
    level: int
    parent: int
    number: str
    locator: str
    owner: str = ""
    leader: str = ""
    due: date | None = None
    indicator: str = ""
    target: Decimal | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All tasks of a file in its order; ``unread`` are the columns that were not understood."""

    tasks: tuple[Planned, ...]
    sheet: str
    unread: tuple[str, ...] = ()


def read(data: bytes, name: str, year: int, catalogue: Catalogue) -> Plan:
    """The ledger in a file. Raises NotALedger with the cells, Unreadable for what is no sheet."""
    found = [page for page in sheets.read(data, name) if not page.hidden and not page.blank]
    for page in found:
        if head := _head(page):
            return _Reader(page, head, year, catalogue).plan()
    raise NotALedger(
        ["没有找到台账的表头：至少要有“重点任务”“责任科室”“完成时限”中的任务一栏和另外一栏。"],
        "请下载模板对照。",
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """The row of the headings, and the column of each kind."""

    row: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]


def _head(page: Sheet) -> _Head | None:
    for row in range(min(len(page.rows), 20)):
        columns: dict[str, int] = {}
        unread = []
        for column, cell in enumerate(page.rows[row]):
            name = squash(cell.text)
            kind = _KINDS.get(name)
            if kind and kind not in columns:
                columns[kind] = column
            elif name and name not in _IGNORED:
                unread.append(cell.text)
        if any(level in columns for level in _LEVELS) and len(columns) > 1:
            return _Head(row, columns, tuple(unread))
    return None


@dataclass(slots=True)
class _Row:
    """One row with its merged cells filled in; ``spans`` are the rows that a kind's cell covers."""

    at: int
    texts: dict[str, str]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


class _Reader:
    """One sheet being read; ``problems`` are gathered, so that all are told at once."""

    def __init__(self, page: Sheet, head: _Head, year: int, catalogue: Catalogue) -> None:
        self._page, self._head, self._year, self._catalogue = page, head, year, catalogue
        self._problems: list[str] = []
        self._tasks: list[Planned] = []
        self._merged = {
            (row, column): span
            for span in page.spans
            for row in range(span[0], span[2] + 1)
            for column in range(span[1], span[3] + 1)
        }

    def plan(self) -> Plan:
        levels = [kind for kind in _LEVELS if kind in self._head.columns]
        rows = list(self._rows())
        if len(levels) == 1:
            self._outline(rows, levels[0])
        else:
            self._columns(rows, levels)
        self._twice()
        self._count()
        if not self._tasks and not self._problems:
            self._problems.append("表头下面没有任务。")
        if self._problems:
            raise NotALedger(self._problems)
        return Plan(tuple(self._tasks), self._page.name, self._head.unread)

    # -- cells ----------------------------------------------------------------------------------
    def _rows(self) -> Iterator[_Row]:
        for at in range(self._head.row + 1, len(self._page.rows)):
            row = _Row(at, {})
            for kind, column in self._head.columns.items():
                span = self._merged.get((at, column))
                cell = self._page.cell(span[0], span[1]) if span else self._page.cell(at, column)
                if cell.uncalculated:
                    self._wrong(at, kind, "是没有结果的公式")
                row.texts[kind] = cell.text.strip()
                row.spans[kind] = (span[0], span[2]) if span else (at, at)
            if any(row.texts[kind] for kind in _LEVELS if kind in row.texts) and not self._is_a_note(row):
                yield row

    def _is_a_note(self, row: _Row) -> bool:
        """A line over the whole width below the table: 填表说明, 合计."""
        texts = {text for text in row.texts.values() if text}
        wide = self._merged.get((row.at, min(self._head.columns.values())))
        return bool(wide and wide[3] - wide[1] + 1 >= len(self._head.columns) and len(texts) == 1)

    def _wrong(self, at: int, kind: str, why: str) -> None:
        place = self._page.address(at, self._head.columns[kind])
        self._problems.append(f"{place}（{HEADINGS[kind][0]}）{why}。")

    # -- three columns --------------------------------------------------------------------------
    def _columns(self, rows: Sequence[_Row], levels: Sequence[str]) -> None:
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
                        self._wrong(row.at, kind, f"“{text[:20]}”上面没有{LEVELS[depth - 2]}")
                        continue
                    number = taken.number if taken.rest else ""
                    self._tasks.append(Planned(text, depth, parent, number, self._address(row, kind)))
                    deepest = len(self._tasks) - 1
                    open_ = {level: it for level, it in open_.items() if level < depth}
                    open_[depth] = (text, deepest)
                    places[depth, row.at] = deepest
            if deepest >= 0:
                self._attributes(row, open_, levels)

    def _is_new(
        self, open_: Mapping[int, tuple[str, int]], depth: int, text: str, row: _Row, levels: Sequence[str]
    ) -> bool:
        """Whether a cell begins a task: another text than the one above, or nothing stands below it in the row."""
        lower = any(row.texts[kind] for kind in levels[depth:])
        return depth not in open_ or open_[depth][0] != text or not lower

    def _attributes(self, row: _Row, open_: Mapping[int, tuple[str, int]], levels: Sequence[str]) -> None:
        """Give owner, deadline, target … to the level whose rows the cell covers, else to the deepest of the row."""
        deepest = max(open_)
        for kind in _ATTRIBUTES:
            if not row.texts.get(kind):
                continue
            first, last = row.spans[kind]
            level = deepest
            for depth in sorted(open_, reverse=True):
                if last > first and row.spans[levels[depth - 1]] == (first, last):
                    level = depth
            if level == deepest or first == row.at:
                self._give(self._tasks[open_[level][1]], row, kind)

    # -- an outline -----------------------------------------------------------------------------
    def _outline(self, rows: Sequence[_Row], kind: str) -> None:
        levels, before = numbering.Levels(), ""
        open_: dict[int, int] = {}
        for row in rows:
            taken, apart = numbering.taken_apart(row.texts[kind]), row.texts.get("number", "")
            if not taken.shape and apart:
                apart = numbering.restored(apart, before) if self._is_number(row) else apart
                taken = replace(numbering.taken_apart(apart), rest=row.texts[kind], number=apart)
            before = taken.number
            level = levels.level(taken) or 1
            open_ = {depth: place for depth, place in open_.items() if depth < level}
            if level > len(LEVELS):
                self._wrong(row.at, kind, f"“{taken.number}”是第四级，台账只有三级")
            elif level > 1 and level - 1 not in open_:
                self._wrong(row.at, kind, f"“{taken.number}”上面没有{LEVELS[level - 2]}")
            elif not taken.rest:
                self._wrong(row.at, kind, "只有编号，没有内容")
            else:
                parent = open_.get(level - 1, -1)
                self._tasks.append(Planned(taken.rest, level, parent, taken.number, self._address(row, kind)))
                open_[level] = len(self._tasks) - 1
                for each in _ATTRIBUTES[1:]:
                    if row.texts.get(each):
                        self._give(self._tasks[-1], row, each)

    def _is_number(self, row: _Row) -> bool:
        return isinstance(self._page.cell(row.at, self._head.columns["number"]).value, Decimal)

    # -- what a task has ------------------------------------------------------------------------
    def _give(self, task: Planned, row: _Row, kind: str) -> None:
        text = row.texts[kind]
        match kind:
            case "number":
                task.number = task.number or text
            case "owner" | "leader":
                setattr(task, kind, re.sub(r"\s+", "、", text))
            case "due":
                task.due = deadline(text, self._year)
                if task.due is None:
                    self._wrong(row.at, kind, f"“{text}”不是日期，可写2023-06-30、6月底、三季度、年底")
                elif task.due.year < self._year:
                    self._wrong(row.at, kind, f"“{text}”早于台账年度{self._year}年")
            case "indicator":
                self._bind(task, row, text)
            case "target" if row.texts.get("indicator"):
                self._aim(task, row, text)

    def _bind(self, task: Planned, row: _Row, text: str) -> None:
        try:
            task.indicator = self._catalogue.find(text).code
        except UnknownIndicator as unknown:
            near = f"，相近的有{'、'.join(unknown.nearest)}" if unknown.nearest else ""
            self._wrong(row.at, "indicator", f"“{text}”不在指标目录中{near}")
        else:
            if not row.texts.get("target") and "target" in self._head.columns:
                self._wrong(row.at, "target", "关联了指标，须填目标值")

    def _aim(self, task: Planned, row: _Row, text: str) -> None:
        """The target in the indicator's unit: 120处, ≥98%, 不超过1.35."""
        if not task.indicator:
            return
        task.at_most = bool(_MOST.search(text))
        plain = _LEAST.sub("", _MOST.sub("", text)).strip()
        match = _VALUE.match(plain)
        number = printed_text(match[1]) if match else None
        if number is None or number.number is None:
            self._wrong(row.at, "target", f"“{text}”不是数字")
            return
        indicator = self._catalogue[task.indicator]
        unit = ((match[2] or "") if match else "").strip() or row.texts.get("unit", "") or _usual(indicator)
        try:
            task.target = units.convert(number.number, unit, indicator.unit)
        except UnitMismatch:
            self._wrong(row.at, "target", f"的单位“{unit}”与“{indicator.name}”的单位“{indicator.unit}”不同")

    def _address(self, row: _Row, kind: str) -> str:
        return self._page.address(row.spans[kind][0], self._head.columns[kind])

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
                self._problems.append(f"{task.locator}与{seen[key]}重复：“{task.title[:24]}”。")
            seen.setdefault(key, task.locator)


def _usual(indicator: Indicator) -> str:
    """The unit of a bare number: money in 万元, all else in the indicator's own."""
    return "万元" if indicator.unit == "元" else indicator.unit
