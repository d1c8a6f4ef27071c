"""Sorting the lines of a table into what is known, what is not, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.facts import Basis
from minsheng.returns import items, naming
from minsheng.returns.items import Item
from minsheng.returns.labels import Labels, Match
from minsheng.returns.reading import Issue, Layout, Unmapped, error, warning
from minsheng.returns.rows import Line

#: units that are counted one by one: what a form prints no unit for is counted in them
COUNTED_IN = frozenset("个 人 户 张 对 件 具 人次".split())
#: what is planned, not done
_PLANNED = re.compile(r"计划(?:支出|数|完成)")
_COUNTS = re.compile(r"(?:[人户对件张个具]数|数|人员|儿童|孤儿|对象)$")


@dataclass(slots=True)
class Sorting:
    """Rows as they are sorted. ``prescribed`` says that the form lays down the units it does not print.

    ``measures`` are the units named in a line above the table.
    """

    layout: Layout
    known: Labels
    prescribed: bool = False
    measures: Sequence[str] = ()
    items: list[Item] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    above: Item | None = None  # the row that a 其中 below it belongs to

    def place(self, line: Line, match: Match | None = None) -> Item | None:
        """Sort one line; ``match`` where the caller already knows what it means. The item, where it became one."""
        if line.doubt:
            self.issues.append(warning("label", line.label_at, line.doubt))
            self._leave(line)
            return None
        match = match or self.known.match(line.row)
        unit = line.row.unit or self._own_unit(match.indicator) or self._of_total(line, match.indicator)
        unit = unit or self._counted(line, match.indicator)
        why = match.why or self._strange_part(line, match.indicator)
        if match.indicator and not why and not unit and line.value_text:
            why = "没有计量单位"
        if match.indicator is None or why:
            if why:
                said = f"{line.label_at}“{line.shown}”未读取：{why}。"
                self.issues.append(warning("label", line.label_at, said))
            self._leave(line)
            return None
        if line.printed is None:
            said = f"{line.value_at}“{line.shown}”的数“{line.value_text}”不是数字。"
            self.issues.append(error("number", line.value_at, said))
            return None
        return self._take(line, match, unit or match.indicator.unit)

    def _take(self, line: Line, match: Match, unit: str) -> Item:
        if not line.row.unit and naming.fitting(self.measures, match.indicator):
            line = replace(line, row=replace(line.row, unit=unit))
        basis = (
            Basis.TARGET if match.indicator.is_flow and _PLANNED.search(line.row.label.name) else line.basis
        )
        item = Item(line, match.indicator, unit, line.printed, match.note, basis)
        self.items.append(item)
        self.above = item if not line.row.label.of_which else self.above
        self.issues.extend(items.judge(item, self.layout))
        if match.caution:
            self.issues.append(warning("code", line.label_at, f"{line.label_at}{match.caution}"))
        return item

    def _leave(self, line: Line) -> None:
        if not line.row.label.of_which:
            self.above = None
        if line.value_text or line.row.unit:
            self.unmapped.append(Unmapped(line.value_at, line.label_text, line.value_text))

    def _strange_part(self, line: Line, indicator: Indicator | None) -> str:
        """Why a 其中 row cannot be what its name says: the row above it is unknown or counts something else."""
        if indicator is None or not line.row.label.of_which or line.below_heading or line.basis:
            return ""
        if self.above is None:
            return "所属的上一行没有识别"
        same_kind = units.same_kind(self.above.indicator.unit, indicator.unit)
        if same_kind and not self.known.related(self.above.indicator.code, indicator.code):
            return f"是“{self.above.indicator.name}”的其中项，并非“{indicator.name}”"
        return ""

    def _of_total(self, line: Line, indicator: Indicator | None) -> str:
        """In a matrix, the unit of the total right above of which the line is a part: 社会团体 below 社会组织(万个)."""
        number = line.printed.number if line.printed else None
        if self.layout is not Layout.MATRIX or indicator is None or number is None or line.row.label.of_which:
            return ""
        total = next((it for it in reversed(self.items) if it.indicator.code == indicator.parent), None)
        fits = total is not None and total.line.row.unit and total.printed.number is not None
        return total.unit if fits and number <= total.printed.number else ""

    def _counted(self, line: Line, indicator: Indicator | None) -> str:
        """In a matrix, the unit that the label itself counts in: 农村五保供养人数 and a whole number."""
        if self.layout is not Layout.MATRIX or indicator is None or indicator.unit not in COUNTED_IN:
            return ""
        number = line.printed.number if line.printed else None
        whole = number is None or number == number.to_integral_value()
        return indicator.unit if whole and _COUNTS.search(line.row.label.name) else ""

    def _own_unit(self, indicator: Indicator | None) -> str:
        """The unit of a row that prints none: named above the table, or prescribed; empty where it would be a guess.

        Money is as on the money rows above; counts are in their base unit.
        """
        if indicator is None:
            return ""
        if named := naming.fitting(self.measures, indicator):
            return named
        if not self.prescribed:
            return ""
        if indicator.unit == "元":
            return next(
                (item.unit for item in reversed(self.items) if units.parse(item.unit).base == "元"), ""
            )
        return indicator.unit if indicator.unit in COUNTED_IN else ""
