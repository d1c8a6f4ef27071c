"""What a task has besides its title: number, 科室, leader, deadline, indicator and target, out of the cells of its line."""

from __future__ import annotations

import re

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import UnitMismatch, UnknownIndicator
from minsheng.returns.printed import printed_text
from minsheng.tasks.deadlines import deadline
from minsheng.tasks.lines import Lines, Row
from minsheng.tasks.plan import Planned

ATTRIBUTES = ("number", "owner", "leader", "due", "indicator", "target")
_MOST = re.compile(r"^(?:≤|<=|不超过|不高于|控制在|低于)|(?:以内|以下)$")
_LEAST = re.compile(r"^(?:≥|>=|不低于|不少于|达到|完成|新增|新建|建成)|(?:以上|及以上)$")
_VALUE = re.compile(r"^([\d,，.．]+)\s*(\D.*)?$")


class Attributes:
    """Reads them; what cannot be read is noted with the lines."""

    def __init__(self, lines: Lines, year: int, catalogue: Catalogue, *, has_targets: bool) -> None:
        self._lines, self._year, self._catalogue, self._has_targets = lines, year, catalogue, has_targets

    def give(self, task: Planned, row: Row, kind: str) -> None:
        """Give a task what its line has of a kind."""
        text = row.texts[kind]
        match kind:
            case "number":
                task.number = task.number or text
            case "owner" | "leader":
                setattr(task, kind, re.sub(r"\s+", "、", text))
            case "due":
                task.due = deadline(text, self._year)
                if task.due is None:
                    self._lines.wrong(row.at, kind, f"“{text}”不是日期，可写2023-06-30、6月底、三季度、年底")
                elif task.due.year < self._year:
                    self._lines.wrong(row.at, kind, f"“{text}”早于台账年度{self._year}年")
            case "indicator":
                self._bind(task, row, text)
            case "target" if row.texts.get("indicator"):
                self._aim(task, row, text)

    def _bind(self, task: Planned, row: Row, text: str) -> None:
        try:
            task.indicator = self._catalogue.find(text).code
        except UnknownIndicator as unknown:
            near = f"，相近的有{'、'.join(unknown.nearest)}" if unknown.nearest else ""
            self._lines.wrong(row.at, "indicator", f"“{text}”不在指标目录中{near}")
        else:
            if not row.texts.get("target") and self._has_targets:
                self._lines.wrong(row.at, "target", "关联了指标，须填目标值")

    def _aim(self, task: Planned, row: Row, text: str) -> None:
        """The target in the indicator's unit: 120处, ≥98%, 不超过1.35."""
        if not task.indicator:
            return
        task.at_most = bool(_MOST.search(text))
        plain = _LEAST.sub("", _MOST.sub("", text)).strip()
        match = _VALUE.match(plain)
        number = printed_text(match[1]) if match else None
        if number is None or number.number is None:
            self._lines.wrong(row.at, "target", f"“{text}”不是数字")
            return
        indicator = self._catalogue[task.indicator]
        unit = ((match[2] or "") if match else "").strip() or row.texts.get("unit", "") or _usual(indicator)
        try:
            task.target = units.convert(number.number, unit, indicator.unit)
        except UnitMismatch:
            self._lines.wrong(
                row.at, "target", f"的单位“{unit}”与“{indicator.name}”的单位“{indicator.unit}”不同"
            )


def _usual(indicator: Indicator) -> str:
    """The unit of a bare number: money in 万元, all else in the indicator's own."""
    return "万元" if indicator.unit == "元" else indicator.unit
