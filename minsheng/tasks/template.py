"""The ledger's template: an Excel sheet with its headings, three lines to show how, and what each column takes."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.catalogue import Catalogue
from minsheng.tasks.headings import HEADINGS
from minsheng.tasks.task import Task
from minsheng.workbook import Cell, Column, Table, workbook

_WIDTHS = (8, 30, 34, 44, 14, 12, 14, 24, 10, 10)
_ORDER = ("number", "level1", "level2", "level3", "owner", "leader", "due", "indicator", "target", "unit")
_SHOWN: tuple[tuple[Cell, ...], ...] = (
    ("1", "健全养老服务体系", "扩大老年助餐服务", "新建长者食堂", "养老服务科", "（姓名）", "11月底", "本年新建长者食堂", "120", "处"),
    ("2", "", "", "制定长者食堂运营补助办法", "养老服务科", "（姓名）", "6月底", "", "", ""),
    ("3", "", "增加养老床位", "新增养老床位", "养老服务科", "（姓名）", "年底", "", "", ""),
)  # fmt: skip
_NOTES = (
    "一行一项落实措施；重点任务、具体工作相同的可以合并单元格，也可以只写第一行。三行示例请删去。",
    "完成时限可写2023-06-30、6月底、三季度、上半年、年底。多个科室或领导用顿号分开。",
    "关联指标按指标目录的名称填写，填了指标须填目标值：120、≥98、不超过1.35；完成情况由报表数自动计算。不能用数衡量的任务，两栏都留空。",
    "再次导入同一年度的台账，只入库有变化的项；已报的进度仍跟随原任务。",
)


def template(place: str, year: int) -> bytes:
    """The empty sheet for a place and year."""
    return workbook([_table(place, year, _SHOWN)])


def filled(place: str, year: int, tasks: Sequence[Task], catalogue: Catalogue) -> bytes:
    """The standing ledger in the template's form, to be changed and imported again."""
    by_code = {task.code: task for task in tasks}
    parents = {task.parent for task in tasks}
    rows = [_row(it, by_code, catalogue) for it in tasks if it.code not in parents or it.target is not None]
    return workbook([_table(place, year, rows)])


def _table(place: str, year: int, rows: Sequence[Sequence[Cell]]) -> Table:
    columns = [Column(HEADINGS[kind][0], width) for kind, width in zip(_ORDER, _WIDTHS, strict=True)]
    particulars = (f"地区：{place}　年度：{year}",)
    return Table(f"{place}{year}年重点任务台账", "任务台账", particulars, columns, rows, _NOTES)


def _row(task: Task, by_code: dict[str, Task], catalogue: Catalogue) -> list[Cell]:
    path = [task]
    while path[0].parent in by_code:
        path.insert(0, by_code[path[0].parent])
    titles = [it.name if it is not task else it.title for it in path]
    bound = task.indicator in catalogue and task.target is not None
    limit = "不超过" if task.at_most else ""
    return [
        task.number,
        *titles,
        *[""] * (3 - len(titles)),
        next((it.owner for it in reversed(path) if it.owner), ""),
        next((it.leader for it in reversed(path) if it.leader), ""),
        task.due.isoformat() if task.due else "",
        catalogue[task.indicator].name if bound else "",
        f"{limit}{task.target:f}" if bound else "",
        catalogue[task.indicator].unit if bound else "",
    ]
