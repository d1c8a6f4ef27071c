"""按年报数更新: which figures of a year's text read otherwise now than on a day before, and which are not settled yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minsheng.answer import YearEnd
from minsheng.facts import Status
from minsheng.writing.telling import tellable
from minsheng.yearlines import Line


@dataclass(frozen=True, slots=True)
class Update:
    """A figure as the text had it and as it has it now; ``before`` or ``now`` is missing where there was or is none."""

    before: Line | None
    now: Line | None

    @property
    def name(self) -> str:
        """What it is a figure of."""
        return (self.now or self.before).figure.name

    @property
    def what(self) -> str:
        """What happened to it, in a word."""
        if self.before is None or self.now is None:
            return "新增" if self.now else "不再有数"
        if self.before.figure.prose == self.now.figure.prose:
            return "数不变，时期延伸" if self.before.figure.when != self.now.figure.when else "来源更新"
        return "数有变化"


def updates(before: YearEnd, now: YearEnd) -> list[Update]:
    """What differs, in the order of the text: another number, another time, another vintage."""
    was, is_now = _lines(before), _lines(now)
    keys = [*is_now, *(key for key in was if key not in is_now)]
    pairs = [Update(was.get(key), is_now.get(key)) for key in keys]
    return [pair for pair in pairs if not (pair.before and pair.now) or _differ(pair.before, pair.now)]


def _lines(year: YearEnd) -> dict[tuple[str, str, str], Line]:
    told = [line for line in year.lines if tellable(line.figure.fact)]
    return {
        (line.indicator.code, line.figure.fact.scope, line.figure.fact.basis.value): line for line in told
    }


def _differ(before: Line, now: Line) -> bool:
    was, is_now = before.figure, now.figure
    return (was.prose, was.when, was.fact.status) != (is_now.prose, is_now.when, is_now.fact.status)


def unsettled(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """What a 定稿 should settle first: figures in doubt, expected ones, those known from texts only."""
    own = [line for line in lines if tellable(line.figure.fact) and not line.figure.fact.derivation]
    groups = {
        "待核": [line for line in own if line.figure.fact.pending],
        "预计": [line for line in own if line.figure.fact.status is Status.ESTIMATE],
        "文稿引用": [
            line for line in own if line.figure.fact.status is Status.PRESS and not line.figure.fact.pending
        ],
    }
    return [(name, found) for name, found in groups.items() if found]
