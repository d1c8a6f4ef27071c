"""What stands in the figure of a whole and in no unit's row: its own share, units that are not listed, subtotals.

Subtotals of a printed table (小计) are never ranked or added; they say where the rest lies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Worded = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Apart:
    """A row beside the units: a subtotal with its ``members``, or the whole's own share, which has none."""

    name: str
    value: Decimal
    members: tuple[str, ...] = ()


def explained(
    rest: Decimal, rows: Sequence[Apart], listed: Mapping[str, Decimal], noun: str, worded: Worded
) -> str:
    """Where a remainder lies, as far as the rows beside the units tell; empty where they tell nothing."""
    told = [part for it in _outermost(rows) if (part := _part(it, listed, noun, worded, rest))]
    return "；".join(told)


def _outermost(rows: Sequence[Apart]) -> list[Apart]:
    """Without the subtotals that lie inside another one: added together they would count twice."""
    return [
        it for it in rows if not any(set(it.members) < set(other.members) for other in rows if it.members)
    ]


def _part(it: Apart, listed: Mapping[str, Decimal], noun: str, worded: Worded, rest: Decimal) -> str:
    if not it.members:
        return f"{it.name}{worded(it.value)}" if it.value and it.value <= rest else ""
    there = [listed[member] for member in it.members if member in listed]
    lacking = len(it.members) - len(there)
    over = it.value - sum(there, Decimal(0))
    if not over:
        return ""
    if not there:
        return f"{it.name}{lacking}个{noun}未列出，小计{worded(it.value)}"
    if lacking:
        return f"{it.name}{lacking}个{noun}未列出，小计比其余各{noun}之和多{worded(over)}"
    word = "多" if over > 0 else "少"
    return (
        f"{it.name}小计比所列{len(there)}个{noun}之和{word}{worded(abs(over))}，为不在各{noun}内的本级等部分"
    )
