"""How every task of a ledger stands on a day: from its figure where it is bound to one, else from what was reported.

The rule, as the screen states it, is ``RULE``. A figure outweighs a report; a task is never better than the worst
below it, and done only when all below it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from minsheng import figure, numerals
from minsheng.cards import LAG
from minsheng.changes import Completion
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.tasks.task import BEHIND, LEVELS, Report, Said, State, Task, month_of

#: so many percentage points behind the calendar are red
FAR = 10
RULE = (
    f"✔已完成：指标达到目标，或已报完成并附佐证；●正常推进：与时序进度相差不到{LAG}个百分点，或快于时序进度；"
    f"▲进度滞后：慢{LAG}至{FAR}个百分点，或科室报滞后；◆严重滞后：慢{FAR}个百分点以上；◆逾期未完成：过了完成时限仍未完成；"
    "？进度不明：没有指标数，也没有报过进度。期末数的时序进度从年初数算起；比率和标准没有时序进度，到期才判断。"
    "下级有一项滞后，上级随之；下级全部完成，上级才算完成。"
)


@dataclass(frozen=True, slots=True)
class Progress:
    """A task's figure against its target. ``completion`` is None where the figure has no pace (rates, standards)."""

    figure: Figure | None
    target: Figure
    completion: Completion | None
    reached: bool
    note: str = ""

    @property
    def words(self) -> str:
        """完成年度目标的72.0%，比时序进度慢3.0个百分点."""
        if self.figure is None:
            return f"目标{self.target.prose}，本年还没有数"
        if self.completion:
            return figure.progress(self.completion)
        return f"目标{self.target.prose}，{'已达到' if self.reached else '尚未达到'}"


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


def board(
    tasks: Sequence[Task],
    reports: Iterable[Report],
    progress: Mapping[str, Progress],
    place: str,
    day: date,
) -> Board:
    """The ledger of one place and year on a day. ``tasks`` are the standing ones, ``progress`` by task code."""
    given: dict[str, list[Report]] = {}
    for it in sorted(reports, key=lambda one: (one.month, one.revision), reverse=True):
        if it.month <= month_of(day):
            given.setdefault(it.code, []).append(it)
    tree = _Tree(tasks)
    standings: dict[str, Standing] = {}
    for task in reversed(tree.ordered):  # the lowest first: a parent is judged by what is below it
        below = tuple(standings[code] for code in tree.below(task.code))
        own = _own(task, tree.level(task.code), given.get(task.code, ()), progress.get(task.code), day)
        standings[task.code] = _with_below(own, below) if below else own
    first = tasks[0]
    found = tuple(_inheriting(standings[task.code], tree) for task in tree.ordered)
    return Board(first.region, place, first.year, day, found)


class _Tree:
    """The order and the levels of a ledger's tasks."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.by_code = {task.code: task for task in tasks}
        self._below: dict[str, list[str]] = {}
        for task in sorted(tasks, key=lambda it: it.position):
            self._below.setdefault(task.parent if task.parent in self.by_code else "", []).append(task.code)
        self.ordered = [self.by_code[code] for code in self._walk("")]

    def below(self, code: str) -> Sequence[str]:
        return self._below.get(code, ())

    def _walk(self, code: str) -> list[str]:
        return [each for child in self.below(code) for each in (child, *self._walk(child))]

    def above(self, code: str) -> list[Task]:
        """The tasks above one, the nearest first."""
        found, task = [], self.by_code[code]
        while task.parent in self.by_code:
            task = self.by_code[task.parent]
            found.append(task)
        return found

    def level(self, code: str) -> int:
        return len(self.above(code)) + 1


# -- one task -------------------------------------------------------------------------------------
def _own(task: Task, level: int, reports: Sequence[Report], progress: Progress | None, day: date) -> Standing:
    newest = next(iter(reports), None)
    state, why = (
        _by_figure(task, progress, day) if progress and progress.figure else _by_report(task, newest, day)
    )
    if progress and newest and newest.state is Said.DONE and state is not State.DONE and progress.figure:
        why += "；科室报已完成，与指标数不符"
    heard = any(it.month == month_of(day) for it in reports) or bool(progress and progress.figure)
    silent = state is not State.DONE and not heard
    return Standing(task, level, state, why, silent, progress, tuple(reports), (), ())


def _by_figure(task: Task, progress: Progress, day: date) -> tuple[State, str]:
    done, why = progress.completion, progress.words
    if progress.reached and (not task.at_most or day >= task.deadline):
        return State.DONE, why
    if day > task.deadline:
        return State.OVERDUE, f"{why}，已过完成时限"
    if done is None or done.ahead > -LAG:
        return State.NORMAL, why
    return (State.LAGGING if done.ahead <= -FAR else State.SLOW), why


def _by_report(task: Task, newest: Report | None, day: date) -> tuple[State, str]:
    if newest and newest.state is Said.DONE:
        return State.DONE, f"{newest.when}报已完成"
    if day > task.deadline:
        return State.OVERDUE, "已过完成时限" + (
            f"，{newest.when}报{newest.state}" if newest else "，没有报过进度"
        )
    if newest is None:
        return State.UNKNOWN, "没有报过进度"
    said = f"{newest.when}报{newest.state}"
    if newest.done is None:
        return (State.SLOW if newest.state is Said.HELD_UP else State.NORMAL), said
    behind = _pace(task, newest) - newest.done
    share = f"{said}，完成{numerals.brief(newest.done, '%', 0)}，应完成{numerals.brief(_pace(task, newest), '%', 0)}"
    if behind >= FAR:
        return State.LAGGING, share
    return (State.SLOW if behind >= LAG or newest.state is Said.HELD_UP else State.NORMAL), share


def _pace(task: Task, report: Report) -> Decimal:
    """What the calendar asks for at the end of a report's month: the months gone of those to the deadline."""
    months = max(1, (task.deadline.year - task.year) * 12 + task.deadline.month)
    gone = (int(report.month[:4]) - task.year) * 12 + int(report.month[5:])
    return min(Decimal(100), Decimal(gone) * 100 / months)


def _with_below(own: Standing, below: Sequence[Standing]) -> Standing:
    """A task by what stands below it, and by its own figure where it has one."""
    worst = max(below, key=lambda it: it.state.severity)
    done = sum(it.state is State.DONE for it in below)
    counted = f"下级{len(below)}项完成{done}项"
    heard = own.progress is not None and own.progress.figure is not None
    judged = heard or own.reports
    state = max(worst.state, own.state, key=lambda it: it.severity) if judged else worst.state
    why = f"{own.why}；{counted}" if judged else counted
    if worst.state in BEHIND and worst.state is state:
        why += f"，“{_short(worst.task.title)}”{worst.state}"
    return replace(own, state=state, why=why, silent=False, below=tuple(it.task.code for it in below))


def _short(title: str) -> str:
    return title if len(title) <= 16 else f"{title[:15]}…"


def _inheriting(it: Standing, tree: _Tree) -> Standing:
    """With the 科室 and leaders that its own line, those above or those below it name."""
    above = tree.above(it.task.code)
    return replace(
        it,
        owners=_people(it, tree, [task.owner for task in (it.task, *above)], "owner"),
        leaders=_people(it, tree, [task.leader for task in (it.task, *above)], "leader"),
    )


def _people(it: Standing, tree: _Tree, upwards: Sequence[str], name: str) -> tuple[str, ...]:
    said = next((text for text in upwards if text), "")
    texts = [said] if said else [getattr(task, name) for task in _all_below(it.task.code, tree)]
    return tuple(dict.fromkeys(part for text in texts for part in _split(text)))


def _all_below(code: str, tree: _Tree) -> list[Task]:
    return [each for child in tree.below(code) for each in (tree.by_code[child], *_all_below(child, tree))]


def _split(text: str) -> list[str]:
    for mark in ("，", "；", ";", ",", "/", "\n", " "):
        text = text.replace(mark, "、")
    return [part.strip() for part in text.split("、") if part.strip()]
