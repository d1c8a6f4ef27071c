"""A ledger as it stands on a day: each task with its state and the ground of it, and what is counted and picked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.tasks.progress import Progress
from minsheng.tasks.task import BEHIND, LEVELS, Report, State, Task, month_of
from minsheng.writing import stating
from minsheng.writing.binding import Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """A task on a day: its level (1…3), its state with the reason, its figure, its statuses (newest first)."""

    task: Task
    level: int
    state: State
    why: str
    silent: bool
    progress: Progress | None
    reports: tuple[Report, ...]
    owners: tuple[str, ...]
    leaders: tuple[str, ...]
    below: tuple[str, ...] = ()

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stands below it: what a 科室 reports on."""
        return not self.below

    @property
    def is_behind(self) -> bool:
        """Whether the calendar or the deadline has passed it."""
        return self.state in BEHIND

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figure and its target where it has them."""
        found = (self.progress.figure, self.progress.target) if self.progress else ()
        return tuple(it for it in found if it)

    @property
    def told(self) -> tuple[Figure | Entry, ...]:
        """What its ground tells, ready to be used: figure, target, how much is done, how far from the calendar."""
        it = self.progress
        done = stating.progress(it.figure, it.completion) if it and it.figure else ()
        return (*self.figures, *done)

    @property
    def report(self) -> Report | None:
        """The newest status up to the day."""
        return next(iter(self.reports), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks stand how; ``silent`` is told besides, and only of those that are to report."""

    total: int
    done: int
    normal: int
    unknown: int
    behind: int
    overdue: int
    silent: int


@dataclass(frozen=True)
class Board:
    """A year's ledger as it stands at the end of a month, in the ledger's order."""

    region: str
    place: str
    year: int
    day: date
    standings: tuple[Standing, ...]

    @property
    def demo(self) -> bool:
        """Whether it is invented."""
        return self.region.startswith("99")

    @property
    def month(self) -> str:
        """2023-09."""
        return month_of(self.day)

    @property
    def when(self) -> str:
        """2023年9月底, 2023年底, or the day itself inside a month."""
        end = Period.of_month(self.year, self.day.month)
        inside = self.day.year == self.year and self.day != end.end
        return f"{self.year}年{self.day.month}月{self.day.day}日" if inside else end.name_of_end

    def at_level(self, level: int) -> tuple[Standing, ...]:
        """The tasks of a level, 1…3."""
        return tuple(it for it in self.standings if it.level == level)

    @cached_property
    def leaves(self) -> tuple[Standing, ...]:
        """What is reported on."""
        return tuple(it for it in self.standings if it.is_leaf)

    @property
    def offices(self) -> tuple[str, ...]:
        """The 科室 in order of first appearance."""
        return tuple(dict.fromkeys(name for it in self.standings for name in it.owners))

    @property
    def leaders(self) -> tuple[str, ...]:
        """The 分管领导 in order of first appearance."""
        return tuple(dict.fromkeys(name for it in self.standings for name in it.leaders))

    @property
    def attention(self) -> tuple[Standing, ...]:
        """What is overdue, behind or silent, the worst first."""
        found = [it for it in self.leaves if it.is_behind or it.silent]
        return tuple(sorted(found, key=lambda it: (-it.state.severity, not it.silent, it.task.deadline)))

    def due_by(self, day: date) -> tuple[Standing, ...]:
        """What is not done and falls due from this month's first day to a day."""
        first = self.day.replace(day=1)
        return tuple(
            it for it in self.leaves if it.state is not State.DONE and first <= it.task.deadline <= day
        )

    def find(self, code: str) -> Standing | None:
        """A task by its code."""
        return next((it for it in self.standings if it.task.code == code), None)

    def path(self, it: Standing) -> list[Standing]:
        """The tasks above one, from the top."""
        found: list[Standing] = []
        above = self.find(it.task.parent)
        while above:
            found.insert(0, above)
            above = self.find(above.task.parent)
        return found

    @property
    def size(self) -> str:
        """12项重点任务、24项具体工作、48项落实措施."""
        counts = [len(self.at_level(level)) for level in (1, 2, 3)]
        return "、".join(f"{count}项{name}" for count, name in zip(counts, LEVELS, strict=True) if count)


def tally(standings: Iterable[Standing]) -> Tally:
    """Counts of some tasks."""
    found = list(standings)
    states = [it.state for it in found]
    return Tally(
        total=len(found),
        done=states.count(State.DONE),
        normal=states.count(State.NORMAL),
        unknown=states.count(State.UNKNOWN),
        behind=sum(state in BEHIND for state in states),
        overdue=states.count(State.OVERDUE),
        silent=sum(it.silent for it in found),
    )
