"""The annexes of a 通报: tasks and main figures, the order of the units, 考核评分, a page a unit, the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minsheng.bulletin.annex import noun
from minsheng.bulletin.cards import Card
from minsheng.bulletin.figuretables import FigureTables
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.scoretables import ScoreTables
from minsheng.bulletin.unitpages import UnitPages
from minsheng.bulletin.voice import Voice
from minsheng.writing.document import Table


class Annexes:
    """All annexes of one 通报, in order."""

    def __init__(self, matter: Matter, scored: Sequence[Card], voice: Voice) -> None:
        self._place, self._noun = matter.place, noun(matter)
        self._figures = FigureTables(matter, voice)
        self._scores = ScoreTables(matter, scored, voice) if scored else None
        self._pages = UnitPages(matter, scored, voice)

    @property
    def titles(self) -> list[str]:
        """The annexes in order; those of one title are one annex."""
        found = [f"{self._place}主要指标和任务完成情况表"] if self._figures.of_the_whole else []
        found.append(f"各{self._noun}主要指标情况表")
        found += [f"各{self._noun}考核评分表"] if self._scores else []
        return [*found, f"各{self._noun}分页情况", "数据核对表"]

    def tables(self) -> list[Table]:
        """All tables but the checklist, which lists what the text says."""
        groups = [[self._figures.whole(self.titles[0])]] if self._figures.of_the_whole else []
        groups.append(self._figures.units())
        groups += [self._scores.tables()] if self._scores else []
        groups.append(self._pages.tables())
        return [_numbered(table, number) for number, group in enumerate(groups, start=1) for table in group]


def _numbered(table: Table, number: int) -> Table:
    return replace(table, annex=f"附件{number}")
