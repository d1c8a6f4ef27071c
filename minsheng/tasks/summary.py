"""What the ledger says of a place and period: for 总览, 通报 and 答卷, with every count as a figure to bind.

**For a bulletin**: ``summary(store, regions, "370300", period)`` is None where the place has no ledger of the year; else
``facts["tasks_done"]`` … are the counts as facts (bind them like any other), ``sentence`` is the one sentence, and
``board.attention`` lists what is overdue, behind or silent, the worst first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minsheng import places, rates
from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Derivation, Fact, Source, Status
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.tasks import records
from minsheng.tasks.board import Board, Standing, Tally, tally
from minsheng.tasks.progress import progress
from minsheng.tasks.standing import board
from minsheng.tasks.task import LEVELS, Report, Task

#: the indicators of counts on a day, and the field of a tally that each one counts
COUNTS = {
    "tasks_total": ("total", "项数"),
    "tasks_done": ("done", "状态为已完成的项数"),
    "tasks_behind": ("behind", "状态为进度滞后、严重滞后、逾期未完成的项数"),
    "tasks_overdue": ("overdue", "状态为逾期未完成的项数"),
    "tasks_silent": ("silent", "本月应报而未报进度的项数"),
}
#: stands in a scope between whose tasks are counted and in which state
BESIDES = "，"
#: the counts that a sentence tells even where they are zero
_ALWAYS = ("tasks_total", "tasks_done")


@dataclass(frozen=True, slots=True)
class Summary:
    """The ledger at the end of a period. ``top`` counts 重点任务, ``leaves`` what 科室 report on.

    ``facts`` are the counts of 重点任务, ``facts_below`` those of the lowest level, by indicator.
    """

    board: Board
    top: Tally
    leaves: Tally
    facts: dict[str, Fact]
    facts_below: dict[str, Fact]

    @property
    def sentence(self) -> str:
        """截至2023年9月底，12项重点任务已完成3项、滞后4项（其中逾期1项）；40项落实措施已完成22项，本月未报进度3项。"""
        return (
            f"截至{self.board.when}，{worded(self.top, LEVELS[0])}；{worded(self.leaves, self.leaf_name)}。"
        )

    def figures(self, catalogue: Catalogue) -> list[Figure]:
        """The counts that the sentence tells, in its order."""
        counts = (*self.facts.values(), *self.facts_below.values())
        told = (it for it in counts if it.value or it.indicator in _ALWAYS)
        return [Figure(it, catalogue[it.indicator], self.board.place) for it in told]

    @property
    def leaf_name(self) -> str:
        """What the lowest level is called."""
        return LEVELS[max((it.level for it in self.board.standings), default=1) - 1]


def worded(counts: Tally, name: str) -> str:
    """12项重点任务已完成3项、滞后4项（其中逾期1项），本月未报进度3项."""
    behind = f"滞后{counts.behind}项" + (f"（其中逾期{counts.overdue}项）" if counts.overdue else "")
    parts = [f"已完成{counts.done}项", behind if counts.behind else ""]
    silent = f"，本月未报进度{counts.silent}项" if counts.silent else ""
    return f"{counts.total}项{name}{'、'.join(part for part in parts if part)}{silent}"


def summary(store: Store, regions: Regions, region: str, period: Period) -> Summary | None:
    """The ledger of a place at the end of a period, or on the past day that is looked at; None where it has none of that year."""
    day = min(period.end, store.moment.known_by or period.end)
    shown = at(store, regions, region, period.year, day) if day.year == period.year else None
    return of_board(shown) if shown else None


def at(store: Store, regions: Regions, region: str, year: int, day: date) -> Board | None:
    """The ledger of a place and year on a day, judged by the figures known to the store; None where there is none."""
    tasks = records.standing(records.wordings(store, region), year)
    if not tasks:
        return None
    facts = store.facts(regions=[region], indicators=_wanted(tasks, store.catalogue))
    return of(tasks, records.reports(store, region), facts, store, regions, day)


def _wanted(tasks: Sequence[Task], catalogue: Catalogue) -> list[str]:
    bound = {task.indicator for task in tasks if task.indicator in catalogue}
    return sorted(
        {each for code in bound for each in (code, *rates.operands(catalogue[code], catalogue))}
    ) or [""]


def of(
    tasks: Sequence[Task],
    reports: Sequence[Report],
    facts: Sequence[Fact],
    store: Store,
    regions: Regions,
    day: date,
) -> Board:
    """The board of some tasks out of facts that are at hand."""

    def name_of(code: str, period: Period) -> str:
        return regions.get(code).name_at(period)

    found = progress(tasks, facts, store.catalogue, store.breaks(), name_of, day)
    given = [it for it in reports if it.year == tasks[0].year]
    place = name_of(tasks[0].region, Period.of_month(day.year, day.month))
    return board(tasks, given, found, place, day)


def of_board(shown: Board) -> Summary:
    """A board in counts."""
    top, leaves = tally(shown.at_level(1)), tally(shown.leaves)
    below = LEVELS[max(it.level for it in shown.standings) - 1]
    return Summary(
        shown, top, leaves, counted(shown, shown.at_level(1), LEVELS[0]), counted(shown, shown.leaves, below)
    )


def counted(shown: Board, standings: Sequence[Standing], scope: str) -> dict[str, Fact]:
    """The counts of some tasks as computed facts; ``scope`` says of which: 重点任务, 养老服务科."""
    counts = tally(standings)
    return {
        code: count_fact(shown, code, getattr(counts, field), scope) for code, (field, _) in COUNTS.items()
    }


def figure_of(shown: Board, code: str, scope: str, catalogue: Catalogue) -> Figure:
    """One count of a board, ready to be used; ``scope`` as ``within`` understands it."""
    value = getattr(tally(within(shown, scope)), COUNTS[code][0])
    return Figure(count_fact(shown, code, value, scope), catalogue[code], shown.place)


def within(shown: Board, scope: str) -> tuple[Standing, ...]:
    """The tasks that a scope names: a level, a 科室, a leader, perhaps with a state (养老服务科，正常推进)."""
    whose, _, state = scope.partition(BESIDES)
    if whose in LEVELS:
        found = shown.at_level(1) if whose == LEVELS[0] else shown.leaves
    else:
        found = tuple(it for it in shown.leaves if whose in (*it.owners, *it.leaders))
    return tuple(it for it in found if not state or it.state.value == state)


def recounted(store: Store, fact: Fact) -> Fact | None:
    """A count of tasks as the ledger stands now; None for what counts something else, or where there is no ledger."""
    if fact.indicator not in COUNTS:
        return None
    day = min(fact.period.end, store.moment.known_by or fact.period.end)
    shown = at(store, places.regions(), fact.region, fact.period.year, day)
    if shown is None:
        return None
    value = getattr(tally(within(shown, fact.scope)), COUNTS[fact.indicator][0])
    return count_fact(shown, fact.indicator, value, fact.scope)


def count_fact(shown: Board, code: str, value: int, scope: str) -> Fact:
    """One count of the board as a fact."""
    first = shown.standings[0].task
    newest = max(it.task.revision for it in shown.standings)
    return Fact(
        region=shown.region, indicator=code, period=Period.of_month(shown.year, shown.day.month), basis=Basis.STOCK,
        value=Decimal(value), unit="项", scope=scope, resolution=Decimal(1), status=Status.ENTERED,
        source=Source(f"ledger-{shown.region}-{shown.year}", first.file or f"{shown.year}年任务台账"),
        revision=newest, demo=shown.demo, derivation=Derivation(f"任务台账中{scope}{COUNTS[code][1]}", ()),
    )  # fmt: skip
