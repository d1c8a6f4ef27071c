"""What prose may say of a figure: whether it is told at all, and whether a change, a rise, a target is worth a reader's time."""

from __future__ import annotations

from decimal import Decimal

from minsheng.facts import WHOLE, Approx, Fact
from minsheng.yearlines import Line

#: below these a change is told in tables only
_WORTH, _WORTH_POINTS = Decimal("0.5"), Decimal("0.3")
_SURE = (Approx.EXACT, Approx.OVER, Approx.AT_LEAST)


def _changed(line: Line) -> bool:
    return line.change.value is not None


def moved(line: Line) -> bool:
    """Whether a change is worth a reader's time: half a percent, three tenths of a point."""
    change = line.change
    return change.value is not None and abs(change.value) >= (_WORTH if change.unit == "%" else _WORTH_POINTS)


def rose(line: Line) -> bool:
    return moved(line) and line.change.value > 0


def _against_target(line: Line) -> bool:
    """Whether the figure may be set against its target: about and below say too little."""
    exact = line.completion is not None and line.target.fact.approx is Approx.EXACT
    return exact and line.figure.fact.approx in _SURE


def _met(line: Line) -> bool:
    return _against_target(line) and line.completion.rate >= 100


#: what a slot says of a figure, and whether there is that to say
SAYS = {
    "yoy": _changed, "moved": moved, "than": moved, "rise": rose, "done": _against_target, "met": _met,
}  # fmt: skip


def tellable(fact: Fact) -> bool:
    """Whether prose may state it: a value, no zero, no range, and not computed from older years' figures alone."""
    operands = fact.derivation.operands if fact.derivation else (fact,)
    current = any(operand.period.year == fact.period.year for operand in operands)
    return fact.has_value and fact.value_to is None and fact.value != 0 and current


def key(line: Line) -> tuple:
    """What a line tells, once a document."""
    return line.figure.fact.key


def scope_words(fact: Fact) -> str:
    """What a partial fact covers, as a sentence says it: 市管; 张店、高新、经开等地."""
    if fact.scope == WHOLE:
        return ""
    parts = fact.scope.split("+")
    return "、".join(parts) + ("等地" if len(parts) > 1 else "")
