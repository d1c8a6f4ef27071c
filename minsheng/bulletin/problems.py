"""存在问题 of a 通报: what lags, what stands low and fell, what moved without a word, faults in reporting."""

from __future__ import annotations

from collections.abc import Mapping

from minsheng.bulletin import own
from minsheng.bulletin.chapter import ORDINALS, Chapter, paragraph
from minsheng.bulletin.findings import Finding
from minsheng.bulletin.voice import Part
from minsheng.catalogue import Indicator
from minsheng.writing.document import Paragraph, Span, plain


class Problems(Chapter):
    """The problems by kind, each kind as far as the template wants."""

    def paragraphs(self) -> list[Paragraph]:
        most = self._matter.template.number("problems")
        found = self._found
        kinds = {
            "lead_behind": [self._behind(it) for it in found.behind[:most]],
            "lead_ledger": self._ledger_behind()[:most],
            "lead_worse": [self._worse(it) for it in found.worse[:most]],
            "lead_unexplained": [self._moved("unexplained", it) for it in found.unexplained[:most]],
            "lead_returns": self._faults(),
        }
        there = {lead: said for lead, told in kinds.items() if (said := [it for it in told if it])}
        if not there:
            return paragraph("", [self._voice.said("none")])
        return [
            each
            for number, (lead, said) in enumerate(there.items())
            for each in paragraph(f"{ORDINALS[number]}是{plain(self._voice.said(lead))}", said)
        ]

    def _behind(self, it: Finding) -> tuple[Span, ...]:
        return self._about_task("unit_behind" if it.unit else "behind", it)

    def _worse(self, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            "worse", unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            rank=voice.rank(it.told, it.unit), change=voice.change(it.line), fell=self._fell(it),
        )  # fmt: skip

    def _fell(self, it: Finding) -> Part:
        """How the position fell since last year."""
        if not it.told.row.fell(it.unit):
            return None
        before = it.told.row.before.ranking
        entry = before.entry(it.unit)
        where = (it.unit, entry.fact.period)
        fact = own.computed(
            own.RANK, where, entry.rank, f"位次＝{it.told.name}的次序，同值并列", [entry.fact]
        )
        return [Span("上年同期为"), self._voice.own(f"第{entry.rank}位", fact, own.RANK)]

    def _faults(self) -> list[tuple[Span, ...]]:
        returns, voice = self._matter.returns, self._voice
        return [
            voice.said("missing", units="、".join(self._matter.name(unit) for unit in returns.missing)),
            voice.said("late", units=self._counted(returns.late, own.DAYS, "迟报天数＝收到日期－截止日期")),
            voice.said("corrected", units=self._counted(returns.corrected, own.ITEMS, "更正的数计数")),
            voice.said("open", units=self._counted(returns.open, own.ITEMS, "尚未说明的审核问题计数")),
        ]

    def _counted(self, counts: Mapping[str, int], indicator: Indicator, formula: str) -> list[Span]:
        spans: list[Span] = []
        for unit, number in counts.items():
            spans += [Span("、")] if spans else []
            spans += [
                Span(f"{self._matter.name(unit)}（"), self._voice.count(number, indicator, formula, unit), Span("）"),
            ]  # fmt: skip
        return spans
