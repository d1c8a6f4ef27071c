"""What the columns of a ledger may be called, and the row of a sheet in which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minsheng.catalogue import squash
from minsheng.returns.sheets import Sheet
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
#: the columns of the three levels, from the top
KINDS_OF_LEVEL = ("level1", "level2", "level3")
_KINDS = {squash(name): kind for kind, names in HEADINGS.items() for name in names}
#: the headings stand in the first rows
_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The row of the headings, and the column of each kind."""

    row: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]


def head(page: Sheet) -> Head | None:
    """The headings: a column for a task and at least one more; None where the sheet has none."""
    for row in range(min(len(page.rows), _WITHIN)):
        columns: dict[str, int] = {}
        unread = []
        for column, cell in enumerate(page.rows[row]):
            name = squash(cell.text)
            kind = _KINDS.get(name)
            if kind and kind not in columns:
                columns[kind] = column
            elif name and name not in _IGNORED:
                unread.append(cell.text)
        if any(level in columns for level in KINDS_OF_LEVEL) and len(columns) > 1:
            return Head(row, columns, tuple(unread))
    return None
