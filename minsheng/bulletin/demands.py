"""下步要求 of a 通报: what is asked of the units, out of the problems found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minsheng.bulletin.chapter import ORDINALS, Chapter
from minsheng.writing.document import Paragraph, Span, Style


class Demands(Chapter):
    """What follows from the findings."""

    def paragraphs(self) -> list[Paragraph]:
        found, returns, said = self._found, self._matter.returns, self._voice.said
        faulty = [*returns.missing, *returns.late, *returns.corrected, *returns.open] if returns.kept else []
        ledger = ["部分台账任务"] if self._ledger_behind() else []
        asked = (
            said("next_behind", behind=_names([*(it.told.name for it in found.behind), *ledger])),
            said("next_worse", worse=_names(it.line.figure.place for it in found.worse)),
            said("next_explain", unexplained=_names(it.line.figure.place for it in found.unexplained)),
            said("next_returns", returns=_names(self._matter.name(unit) for unit in faulty)),
            said("next_always"),
        )
        there = [it for it in asked if it]
        return [
            Paragraph(Style.BODY, _split(f"（{ORDINALS[number]}）", spans), lead=1)
            for number, spans in enumerate(there)
        ]


def _split(ordinal: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """A demand with its topic (its first clause) apart, as a lead."""
    first, stop, rest = spans[0].text.partition("。")
    return (Span(f"{ordinal}{first}{stop}"), Span(rest), *spans[1:])


def _names(said: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(said))
