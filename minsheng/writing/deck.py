"""Slides before they are PowerPoint: a claim, a few sentences, a chart or large figures, a footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.writing.binding import Entry
from minsheng.writing.document import Chart, Printed, Span, drawn, plain


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

    def printed(self, place: str) -> list[Printed]:
        """Its numbers where they stand: in a line, large, or in its chart."""
        lines = [self.title, *self.points]
        told = [Printed(span.entry, plain(line), place) for line in lines for span in line if span.entry]
        bigs = [(f"{big.name}　{big.number.text}　{big.when}", big.number.entry) for big in self.bigs]
        told += [Printed(entry, said, place) for said, entry in bigs if entry]
        return told + (drawn(self.chart, f"{place}图") if self.chart else [])


def printed(slides: Sequence[Slide]) -> tuple[Printed, ...]:
    """The numbers of the slides behind a cover, each with the page that it stands on."""
    return tuple(
        each for page, slide in enumerate(slides, start=2) for each in slide.printed(f"PPT第{page}页")
    )
