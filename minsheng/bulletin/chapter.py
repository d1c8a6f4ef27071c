"""What the chapters of a 通报 have in common: what they are written from, and the sentences that several of them say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minsheng.bulletin.findings import Finding, Findings
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.voice import Voice
from minsheng.facts import State
from minsheng.writing import wording
from minsheng.writing.document import Paragraph, Span, Style

ORDINALS = "一二三四五六七八九十"


class Chapter:
    """One part of one text."""

    def __init__(self, matter: Matter, found: Findings, voice: Voice) -> None:
        self._matter, self._found, self._voice = matter, found, voice
        self._whole = wording.whole(matter.place)

    def paragraphs(self) -> list[Paragraph]:
        """The part without its heading."""
        raise NotImplementedError

    def _about_task(self, sentence: str, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            sentence, whole=self._whole, unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            done=voice.done(it.line), pace=voice.pace(it.line),
        )  # fmt: skip

    def _moved(self, sentence: str, it: Finding) -> tuple[Span, ...]:
        voice = self._voice
        return voice.said(
            sentence, unit=it.line.figure.place, name=it.told.name, value=voice.value(it.line),
            change=voice.change(it.line), explanation=voice.quoted(
                it.explanation, (it.line.figure.fact, it.line.indicator), it.line.figure.place
            ),
        )  # fmt: skip

    def _ledger_behind(self) -> list[tuple[Span, ...]]:
        """The tasks of the 任务台账 that lag or are overdue, with who answers for them."""
        ledger = self._matter.ledger
        if ledger is None:
            return []
        total = ledger.facts["tasks_total"]
        about = (total, self._matter.catalogue[total.indicator])
        return [
            self._voice.said(
                "ledger_behind",
                title=self._voice.quoted(it.task.title, about, "任务台账"),
                owner="、".join(it.owners),
                state=str(it.state),
            )
            for it in ledger.board.attention
            if it.is_behind
        ]


def span(matter: Matter) -> str:
    """The time in the title: 2023年三季度, 2023年11月, 2023年度."""
    period = matter.period
    return f"{period.year}年度" if period.kind == "year" else period.name


def absent(state: State) -> str:
    """Why there is no number, as a text that leaves the house says it: what is hidden is hidden by us or by the source."""
    return "已隐去" if state is State.WITHHELD else state.zh


def paragraph(lead: str, sentences: Iterable[Sequence[Span]]) -> list[Paragraph]:
    """A paragraph of sentences after its topic; none where there are no sentences."""
    spans = [span for sentence in sentences for span in sentence]
    if not spans:
        return []
    return [Paragraph(Style.BODY, (Span(lead), *spans) if lead else tuple(spans), lead=1 if lead else 0)]
