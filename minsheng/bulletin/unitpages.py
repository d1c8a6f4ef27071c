"""分页情况: a page for each unit, with its figures, how it reported, its score and its own words."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.bulletin import own
from minsheng.bulletin.annex import NONE, change, short_time
from minsheng.bulletin.cards import Card
from minsheng.bulletin.chapter import span
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.told import Told
from minsheng.bulletin.voice import Voice
from minsheng.writing.document import Cell, Span, Table, cell


class UnitPages:
    """Writes them for one 通报."""

    def __init__(self, matter: Matter, scored: Sequence[Card], voice: Voice) -> None:
        self._matter, self._cards, self._voice = matter, scored, voice

    def tables(self) -> list[Table]:
        """A page a unit."""
        return [self._page(unit.code) for unit in self._matter.units]

    def _page(self, unit: str) -> Table:
        standing = self._matter.returns.standings.get(unit)
        said = (
            f"报送：{standing.word}" if standing and self._matter.returns.kept and not standing.late else ""
        )
        rows = [self._page_row(it, unit) for it in self._matter.told if unit in it.lines]
        return Table(
            "",
            f"{self._matter.name(unit)}工作情况",
            f"{span(self._matter)}{'；' if said else ''}{said}",
            ("指标", "时期", "数值", "同比", "完成率", "位次", f"{self._matter.place}"),
            (38, 15, 23, 27, 15, 16, 22),
            rows or [[cell("本期没有可比的数"), *(NONE for _ in range(6))]],
            (2, 3, 4, 6),
            notes=self._remarks(unit),
        )

    def _page_row(self, told: Told, unit: str) -> list[Cell]:
        line, voice = told.lines[unit], self._voice
        return [
            cell(told.name),
            cell(short_time(line)),
            (voice.value(line, grouped=True),),
            change(self._voice, line),
            (voice.share(line),) if line.completion else NONE,
            (voice.position(told, unit),) if self._matter.ranks(told) else cell("按数值"),
            (voice.value(told.whole, grouped=True),) if told.whole else NONE,
        ]

    def _remarks(self, unit: str) -> list[Cell]:
        """How the unit reported, its score, its explanations, and what it has no figure of."""
        voice, returns = self._voice, self._matter.returns
        found: list[list[Span] | None] = []
        words = (
            (returns.late, own.DAYS, "迟报", "迟报天数＝收到日期－截止日期"),
            (returns.corrected, own.ITEMS, "更正已报数据", "更正的数计数"),
            (returns.open, own.ITEMS, "审核发现问题尚未说明", "尚未说明的审核问题计数"),
        )
        for counts, indicator, word, formula in words:
            counted = voice.count(counts.get(unit, 0), indicator, formula, unit)
            found.append([Span(word), counted] if counted else None)
        card = next((it for it in self._cards if it.region == unit), None)
        if card and card.total:
            found.append([Span("考核得分"), voice.own(f"{card.total.value:.2f}分", card.total, own.SCORE)])
        there = [it for it in found if it]
        lines: list[Cell] = []
        if there:
            spans = [part for it in there for part in (*it, Span("；"))]
            lines.append((Span("备注："), *spans[:-1], Span("。")))
        return [*lines, *self._own_words(unit)]

    def _own_words(self, unit: str) -> list[Cell]:
        lines: list[Cell] = []
        for told in self._matter.told:
            line = told.lines.get(unit)
            text = self._matter.explanation(unit, line) if line else ""
            if text:
                quoted = self._voice.quoted(text, (line.figure.fact, line.indicator), line.figure.place)
                lines.append((Span(f"上报说明（{told.name}）："), *quoted, Span("。")))
        return lines
