"""What the screen of the ledger offers and shows: months, and tasks by 科室, leader, state and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.catalogue import squash
from minsheng.tasks.board import Board, Standing
from minsheng.tasks.task import Report, State, end_of, month_of

SILENT, ATTENTION = "本月未报", "需要留意"
#: what the picker of states offers
STATES = (ATTENTION, SILENT, *(state.value for state in State))


def months(year: int, today: date) -> list[str]:
    """The months of a ledger's year that have begun, newest first; all of a year gone by."""
    last = 12 if year < today.year else today.month if year == today.year else 1
    return [f"{year}-{month:02d}" for month in range(last, 0, -1)]


def opening_month(year: int, reports: Iterable[Report], wished: str, today: date) -> str:
    """The month asked for, else the newest that anything was reported for, else the newest that has begun."""
    offered = months(year, today)
    if wished in offered:
        return wished
    heard = {it.month for it in reports if it.year == year}
    return next((month for month in offered if month in heard), offered[0])


def day_of(month: str, today: date) -> date:
    """The day a month is judged on: its last, today while it runs."""
    return today if month == month_of(today) else end_of(month)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a board is to be shown; empty means all."""

    office: str = ""
    leader: str = ""
    state: str = ""
    words: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.office or self.leader or self.state or self.words)

    def admits(self, it: Standing) -> bool:
        """Whether a task is wanted."""
        return (
            (not self.office or self.office in it.owners)
            and (not self.leader or self.leader in it.leaders)
            and (not self.state or _is_in(it, self.state))
            and (not self.words or squash(self.words) in squash(it.task.title))
        )


def _is_in(it: Standing, state: str) -> bool:
    if state == SILENT:
        return it.silent
    if state == ATTENTION:
        return it.silent or it.is_behind
    return it.state.value == state


def chosen(board: Board, wanted: Wanted) -> list[Standing]:
    """The wanted tasks in the ledger's order, with the ones they stand under."""
    if wanted.is_all:
        return list(board.standings)
    kept = {it.task.code for it in board.standings if wanted.admits(it)}
    return [it for it in board.standings if it.task.code in kept | _above(board.standings, kept)]


def _above(standings: Sequence[Standing], kept: Collection[str]) -> set[str]:
    parents = {it.task.code: it.task.parent for it in standings}
    found: set[str] = set()
    for code in kept:
        while (code := parents.get(code, "")) and code not in found:
            found.add(code)
    return found
