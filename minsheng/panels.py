"""What a trend is made of: points on lines, lines in panels; a gap is a point without a value, never a zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng import figure
from minsheng.catalogue import Indicator
from minsheng.changes import Change
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.geography import continuity
from minsheng.markers import Marker
from minsheng.period import Period


class Mode(StrEnum):
    """What a point of a flow stands for; a stock, a rate or a standard is shown as of its periods or year ends."""

    SINGLE = "单季"
    TO_DATE = "本年累计"
    EACH = "各期"
    YEAR = "年度"


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a line. Without a value there is a ``note`` saying why (未报, 算不出单季数)."""

    period: Period
    fact: Fact | None
    figure: Figure | None
    single: Figure | None
    yoy: Change | None
    qoq: Change | None
    note: str = ""

    @property
    def value(self) -> Decimal | None:
        """The value in the base unit; None is a gap, never zero."""
        return self.fact.value if self.fact and self.fact.has_value else None

    @property
    def when(self) -> str:
        """The time as its basis demands; a single quarter by its name."""
        return (
            self.figure.when
            if self.figure and self.figure.fact.basis is not Basis.QUARTER
            else self.period.name
        )

    @property
    def remarks(self) -> str:
        """What must be said beside it: why there is no value or no 同比, its marks."""
        reason = f"同比：{self.yoy.reason}" if self.yoy and self.yoy.value is None and self.yoy.base else ""
        marks = "、".join(self.figure.marks) if self.figure else ""
        return "；".join(part for part in (self.note, reason, marks) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one place and scope. ``segments`` are runs of points that may be joined by a stroke."""

    indicator: Indicator
    region: str
    place: str
    scope: str
    basis: str
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, ...], ...]
    gaps: tuple[tuple[Period, Period], ...]

    @property
    def name(self) -> str:
        """The indicator with its scope."""
        return self.indicator.title if self.scope == WHOLE else f"{self.indicator.title}（{self.scope}）"

    @property
    def demo(self) -> bool:
        """Whether it is made of invented data."""
        return any(point.fact.demo for point in self.points if point.fact)


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines of one unit and one basis, that may share an axis; and what is marked on them."""

    unit: str
    basis: str
    lines: tuple[Line, ...]
    markers: tuple[Marker, ...]

    @property
    def drawable(self) -> bool:
        """Whether there is anything to compare: one point is a sentence, not a chart."""
        return sum(point.value is not None for line in self.lines for point in line.points) > 1


@dataclass(frozen=True, slots=True)
class Trend:
    """What was asked for: panels, and the figures of other bases that must not be drawn among them."""

    mode: Mode
    panels: tuple[Panel, ...]
    aside: tuple[Figure, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all panels."""
        return tuple(line for panel in self.panels for line in panel.lines)

    @property
    def newest(self) -> Point | None:
        """The newest point of the first line that has a value."""
        points = reversed(self.lines[0].points if self.lines else ())
        return next((point for point in points if point.figure and point.value is not None), None)

    @property
    def headline(self) -> str:
        """The newest point of the first line, with its basis and its change: what the chart is about."""
        line, point = self.lines[0] if self.lines else None, self.newest
        if not (line and point and point.figure):
            return "没有可以画成图的数"
        told = [figure.worded(c) for c in (point.yoy, point.qoq) if c and c.value is not None]
        return "，".join(
            [f"{line.place}{point.when}{line.name}（{line.basis}）{point.figure.display}", *told]
        )

    @property
    def below(self) -> str:
        """How the points are to be read."""
        if not self.lines:
            return "库里只有历年累计、年均等口径的数，列在下面。" if self.aside else ""
        if self.mode is Mode.TO_DATE:
            return "本年累计数每年1月起重新累计，图中一年一段；环比按单季计算。"
        if self.mode is Mode.SINGLE:
            return "单季数由累计数相减算出；上期累计数缺的，不推算。"
        return ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said under the chart: breaks, renamings, gaps, what a cross stands for."""
        told = [m.sentence for panel in self.panels for m in panel.markers]
        gaps = [
            f"{line.place}{line.name}缺{continuity.worded(gap)}数据"
            for line in self.lines
            for gap in line.gaps
        ]
        absent = [it.note for line in self.lines for it in line.points if it.value is None and it.note]
        crosses = [f"图中×处没有数：{'；'.join(dict.fromkeys(absent))}"] if absent else []
        return tuple(f"{text.rstrip('。')}。" for text in dict.fromkeys([*told, *gaps, *crosses]))
