"""The annexes of figures: the whole with its tasks, and the units with their positions."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.bulletin.annex import NONE, change, noun, short_time
from minsheng.bulletin.chapter import absent, span
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.told import Told
from minsheng.bulletin.voice import Voice, bare
from minsheng.writing.document import Cell, Span, Table, cell
from minsheng.yearlines import Line

#: figures side by side in the table of units
_ACROSS = 9


class FigureTables:
    """Writes them for one 通报."""

    def __init__(self, matter: Matter, voice: Voice) -> None:
        self._matter, self._voice = matter, voice

    @property
    def of_the_whole(self) -> list[Told]:
        """The figures that the whole has."""
        return [it for it in self._matter.told if it.whole]

    def whole(self, title: str) -> Table:
        """The figures of the whole with their tasks."""
        return Table(
            "",
            title,
            f"{span(self._matter)}，金额以万元计",
            ("指标", "时期", "数值", "上年同期", "同比", "年度任务", "完成率"),
            (36, 15, 23, 23, 27, 17, 15),
            [self._main_row(it) for it in self.of_the_whole],
            (2, 3, 4, 5, 6),
        )

    def _main_row(self, told: Told) -> list[Cell]:
        line, voice = told.whole, self._voice
        return [
            cell(told.name),
            cell(short_time(line)),
            (voice.value(line, grouped=True),),
            self._before(line),
            change(self._voice, line),
            self._target(line),
            (voice.share(line),) if line.completion else NONE,
        ]

    def _before(self, line: Line) -> Cell:
        if line.last_year is None:
            return NONE
        text = bare(line.last_year.display, line.indicator)
        return (Span(text, self._voice.register.bind(text, line.last_year.fact, line.indicator)),)

    def _target(self, line: Line) -> Cell:
        if line.completion is None:
            return NONE
        text = line.target.display
        return (Span(text, self._voice.register.bind(text, line.target.fact, line.indicator, "target")),)

    def units(self) -> list[Table]:
        """Units down, figures across, their positions where those mean something; as many tables as the page needs."""
        told = [it for it in self._matter.told if it.item.in_table] or list(self._matter.told)
        parts = -(-len(told) // _ACROSS)
        size = -(-len(told) // parts)
        return [self._across(told[start : start + size]) for start in range(0, len(told), size)]

    def _across(self, told: Sequence[Told]) -> Table:
        width = min(40, 215 // len(told))
        rows = [
            [cell(unit.name_at(self._matter.period)), *(self._at(it, unit.code) for it in told)]
            for unit in self._matter.units
        ]
        if any(it.whole for it in told):
            rows.append([
                cell(self._matter.place),
                *((self._voice.value(it.whole, grouped=True),) if it.whole else NONE for it in told),
            ])  # fmt: skip
        return Table(
            "",
            f"各{noun(self._matter)}主要指标情况表",
            f"{span(self._matter)}；有好坏之分且按人口折算或为比率、标准的注明位次",
            (noun(self._matter), *(_headed(it) for it in told)),
            (32, *(width for _ in told)),
            rows,
            tuple(range(1, len(told) + 1)),
            landscape=True,
            notes=self._lamps(told),
        )

    def _at(self, told: Told, unit: str) -> Cell:
        line = told.lines.get(unit)
        if line is None:
            states = {it.region: absent(it.state) for it in told.now.ranking.missing}
            return cell(states.get(unit, "不可比"))
        value = self._voice.value(line, grouped=True)
        if not self._matter.ranks(told):
            return (value,)
        return (value, Span("（"), self._voice.position(told, unit), Span("）"))

    def _lamps(self, told: Sequence[Told]) -> list[Cell]:
        """What the comparison's lamps say against the figures of a table, in words."""
        said = [
            f"{it.name}：{light.why}"
            for it in told
            for light in it.now.lights
            if light.why and light.lamp.value != "报送齐全"
        ]
        return [cell(f"注：{'；'.join(said)}。")] if said else []


def _headed(told: Told) -> str:
    """A column's heading with the unit; what is divided by stands in the name."""
    unit = told.now.indicator.unit.partition("/")[0] if told.item.by else told.now.indicator.unit
    return f"{told.name}（{'万元' if unit == '元' else unit}）"
