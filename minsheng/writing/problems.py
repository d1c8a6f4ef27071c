"""What a year's figures themselves show to be wanting: targets not met, capacities that fell, figures in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from minsheng.facts import WHOLE
from minsheng.writing.telling import moved, tellable
from minsheng.yearlines import Line


def missed(lines: Iterable[Line]) -> list[Line]:
    """What had a target and did not meet it by the year's end, or is behind the calendar's pace, the widest gap first."""
    behind = [
        line
        for line in lines
        if line.completion and tellable(line.figure.fact) and line.completion.rate < 100 and _late(line)
    ]
    return sorted(behind, key=lambda line: line.completion.rate)


def _late(line: Line) -> bool:
    return line.figure.fact.period.is_year_end or line.completion.ahead < 0


def fallen(lines: Iterable[Line]) -> list[Line]:
    """What should rise and fell noticeably, and no target says that this was enough; the deepest fall first."""
    found = [
        line
        for line in lines
        if line.indicator.polarity == "higher_better"
        and not line.completion
        and line.figure.fact.scope == WHOLE
        and tellable(line.figure.fact)
        and moved(line)
        and line.change.value < 0
    ]
    return sorted(found, key=lambda line: line.change.value)


def doubtful(lines: Iterable[Line]) -> list[Line]:
    """What is still to be verified."""
    return [line for line in lines if line.figure.fact.pending and not line.figure.fact.derivation]
