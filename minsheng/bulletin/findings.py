"""What a 通报 finds: tasks that lag, figures that moved much, units that stand low and fall, faults in reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from minsheng.bulletin import voice
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.told import Told
from minsheng.comparison.ranking import LOWER_BETTER
from minsheng.yearlines import Line

#: how many places a position must fall to be told where the value itself did not
STEPS = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure of a unit (or of the whole, ``unit`` empty) and what the unit wrote about it."""

    told: Told
    line: Line
    unit: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a 通报, each kind in the order in which it is told."""

    tasks: tuple[Finding, ...]
    behind: tuple[Finding, ...]
    moved: tuple[Finding, ...]
    worse: tuple[Finding, ...]

    @property
    def explained(self) -> list[Finding]:
        """What moved much, with its reason."""
        return [it for it in self.moved if it.explanation]

    @property
    def unexplained(self) -> list[Finding]:
        """What moved much without one."""
        return [it for it in self.moved if not it.explanation]


def findings(matter: Matter) -> Findings:
    """The findings of all figures; of what moved the greatest first."""
    tasks = [Finding(it, it.whole) for it in matter.told if it.whole and it.whole.completion]
    units = [
        Finding(it, line, unit) for it in matter.told for unit, line in it.lines.items() if line.completion
    ]
    return Findings(
        tuple(tasks),
        tuple(it for it in (*tasks, *units) if voice.is_behind(it.line)),
        tuple(_moved(matter)),
        tuple(_worse(matter)),
    )


def _moved(matter: Matter) -> Iterable[Finding]:
    limit = matter.template.settings["notable"]
    found = [
        Finding(it, line, unit, matter.explanation(unit, line))
        for it in matter.told
        for unit, line in it.lines.items()
        if _stands_out(line, it.whole, limit)
    ]
    found.sort(key=lambda it: -abs(it.line.change.value))
    return found


def _stands_out(line: Line, whole: Line | None, limit: Decimal) -> bool:
    """Whether a figure moved much, and by that much otherwise than the place as a whole: what all do needs no reason."""
    change = line.change
    if change.unit != "%" or change.value is None or abs(change.value) < limit:
        return False
    common = whole.change.value if whole and whole.change.value is not None else Decimal(0)
    return abs(change.value - common) >= limit


def _worse(matter: Matter) -> Iterable[Finding]:
    return [
        Finding(it, line, unit)
        for it in matter.told
        if matter.ranks(it)
        for unit, line in it.lines.items()
        if it.row.is_worse(unit) and _fell(it, unit)
    ]


def _fell(told: Told, unit: str) -> bool:
    """Whether the value itself got worse, or the position by more than a neighbour's passing."""
    change, fell = told.row.change(unit), told.row.fell(unit)
    lower = told.now.ranking.polarity == LOWER_BETTER
    return (change > 0 if lower else change < 0) or (fell is not None and fell[1] - fell[0] >= STEPS)
