"""Slides before they are PowerPoint: a claim, a few sentences, a chart or large figures, a footer."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.writing.binding import Entry
from minsheng.writing.document import Chart, Span


@dataclass(frozen=True, slots=True)
class Big:
    """A figure shown large: what it is of, the number, its time."""

    name: str
    number: Span
    when: str


@dataclass(frozen=True, slots=True)
class Slide:
    """A claim with what carries it. ``footer`` says source, time and basis."""

    title: tuple[Span, ...]
    points: tuple[tuple[Span, ...], ...] = ()
    chart: Chart | None = None
    bigs: tuple[Big, ...] = ()
    footer: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What its numbers are bound to, each once."""
        spans = [
            *self.title,
            *(span for point in self.points for span in point),
            *(big.number for big in self.bigs),
        ]
        spans += [bar.label for bar in self.chart.bars] if self.chart else []
        return tuple(dict.fromkeys(span.entry for span in spans if span.entry))
