"""What happened to a series on its way: breaks that end a line, and new names that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from minsheng.breaks import Break
from minsheng.geography.lineage import FOREVER
from minsheng.geography.regions import Regions
from minsheng.period import Period

#: the first and the last period of a line
Within = tuple[Period, Period]


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that happened to a line: a ``break`` ends it, a ``rename`` does not. ``period`` is the first after it."""

    kind: str
    period: Period
    place: str
    reason: str

    @property
    def sentence(self) -> str:
        """The event as a note under the chart."""
        dated = f"{self.period.year}年" in self.reason
        when = "" if dated and self.kind == "break" else f"{self.period.name}起"
        ends = "，前后不可比" if self.kind == "break" and "不可比" not in self.reason else ""
        return f"{when}{self.place}{self.reason.rstrip('。')}{ends}。"


class Marked(Protocol):
    """What a marker needs to know of a line."""

    @property
    def region(self) -> str:
        """The place's code."""

    @property
    def place(self) -> str:
        """The place's name."""

    @property
    def name(self) -> str:
        """What the line shows."""


def breaks(cuts: Iterable[Break], line: Marked, within: Within) -> list[Marker]:
    """The breaks of definition and territory that lie inside a line."""
    first, last = within
    lies = [cut for cut in cuts if cut.region in ("", line.region) and first < cut.from_period <= last]
    return [Marker("break", cut.from_period, *_worded(cut, line)) for cut in lies]


def _worded(cut: Break, line: Marked) -> tuple[str, str]:
    if cut.indicator:
        return line.place if cut.region else "", f"“{line.name}”口径变动：{cut.reason}"
    return line.place, f"区域变动：{cut.reason}"


def renames(regions: Regions, region: str, within: Within) -> list[Marker]:
    """Where a place got another name or code within a line's time and lived on."""
    if region not in regions:
        return []
    first, last = within
    return [
        Marker(
            "rename", when, "", f"{before.name}（{before.code}）改为{after.name}（{after.code}），数据连续"
        )
        for before, after in pairwise(regions.get(region).spans)
        if before.end == after.start < FOREVER and first < (when := _month(after.start)) <= last
    ]


def _month(count: int) -> Period:
    return Period(count // 12, count % 12 + 1, "month")
