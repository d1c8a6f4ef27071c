"""考核评分 in the annexes: the scores of the units, and the 考核评分办法 by which they came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng.bulletin import cards, own, scheme
from minsheng.bulletin.annex import NONE, noun
from minsheng.bulletin.cards import Card
from minsheng.bulletin.chapter import span
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.scheme import Criterion
from minsheng.bulletin.voice import Voice
from minsheng.catalogue import Indicator
from minsheng.facts import Fact, plain
from minsheng.writing.document import Cell, Span, Table, cell


class ScoreTables:
    """Writes them for one 通报 that has scores."""

    def __init__(self, matter: Matter, scored: Sequence[Card], voice: Voice) -> None:
        self._matter, self._cards, self._voice = matter, scored, voice

    def tables(self) -> list[Table]:
        """The scores, then how they are made."""
        return [self._score_table(), self._method()]

    def _score_table(self) -> Table:
        criteria = [mark.criterion for mark in self._cards[0].marks]
        width = min(34, 150 // len(criteria))
        return Table(
            "",
            f"各{noun(self._matter)}考核评分表",
            f"{span(self._matter)}，单位：分",
            ("位次", noun(self._matter), *(it.name for it in criteria), "扣分", "总分"),
            (16, 32, *(width for _ in criteria), 18, 18),
            [self._card(it) for it in self._cards],
            tuple(range(2, len(criteria) + 4)),
            landscape=True,
            notes=[cell(f"注：{cards.LACKING}{cards.TIES}")],
        )

    def _card(self, card: Card) -> list[Cell]:
        bound, rank = self._score, NONE
        if card.rank:
            spans = (self._voice.own(f"第{card.rank.value}位", card.rank, own.RANK),)
            rank = (Span("并列"), *spans) if card.tied else spans
        off = sum((it.off.value for it in card.cuts), Decimal(0))
        parts = [it.off for it in card.cuts]
        where = (card.region, self._matter.period)
        cut = own.computed(own.OFF, where, off, "扣分＝各项扣分之和", parts) if parts else None
        return [
            rank, cell(card.name), *(bound(it.score, own.SCORE) for it in card.marks), bound(cut, own.OFF),
            bound(card.total, own.SCORE),
        ]  # fmt: skip

    def _score(self, fact: Fact | None, indicator: Indicator) -> Cell:
        if fact is None:
            return NONE
        return (self._voice.own(f"{fact.value:.2f}", fact, indicator),)

    def _method(self) -> Table:
        """考核评分办法: what is scored, by which rule; what is deducted."""
        criteria = [mark.criterion for mark in self._cards[0].marks]
        rows = [self._method_row(it) for it in criteria]
        rows += [self._deduction_row(it) for it in self._matter.template.scheme.deductions]
        return Table(
            "",
            "考核评分办法",
            "分值、界限和扣分由通报样式规定",
            ("项目", "分值", "计分办法", "零分值", "满分值"),
            (46, 18, 62, 19, 19),
            rows,
            (1, 3, 4),
        )

    def _method_row(self, criterion: Criterion) -> list[Cell]:
        note = f"；{criterion.note}" if criterion.note else ""
        unit = "%" if criterion.rule is scheme.Rule.GROWTH else criterion.indicator.unit
        where = (self._matter.region.code, self._matter.period)
        points = f"{plain(criterion.weight)}分"
        return [
            cell(criterion.name),
            (self._voice.own(points, cards.weight(criterion, where), own.WEIGHT),),
            cell(f"{criterion.rule.words}{note}"),
            self._limit(criterion.zero if criterion.rule is not scheme.Rule.RANK else None, criterion, unit),
            self._limit(criterion.full if criterion.rule is not scheme.Rule.RANK else None, criterion, unit),
        ]

    def _deduction_row(self, it: scheme.Deduction) -> list[Cell]:
        where = (self._matter.region.code, self._matter.period)
        points = own.computed(own.OFF, where, it.points, f"考核评分办法：每{it.each}{it.fault}扣分")
        cap = own.computed(own.OFF, where, it.cap, f"考核评分办法：{it.fault}最多扣分")
        return [
            cell(f"{it.fault}（扣分）"),
            (self._voice.own(f"{plain(it.points)}分", points, own.OFF),),
            (Span(f"每{it.each}扣分，最多扣"), self._voice.own(f"{plain(it.cap)}分", cap, own.OFF)),
            NONE,
            NONE,
        ]

    def _limit(self, value: Decimal | None, criterion: Criterion, unit: str) -> Cell:
        if value is None:
            return NONE
        where = (self._matter.region.code, self._matter.period)
        bound = own.computed(own.BOUND, where, value, f"考核评分办法：{criterion.name}的界限")
        fact = replace(bound, unit=unit)
        return (self._voice.own(f"{plain(value)}{unit}", fact, own.BOUND),)
