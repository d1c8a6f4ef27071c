"""How every task of a ledger stands on a day: from its figure where it is bound to one, else from what was reported.

The rule, as the screen states it, is ``RULE``. A figure outweighs a report; a task is never better than the worst
below it, and done only when all below it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from minsheng import numerals
from minsheng.cards import LAG
from minsheng.tasks.board import Board, Standing
from minsheng.tasks.progress import Progress
from minsheng.tasks.task import BEHIND, Report, Said, State, Task, month_of
from minsheng.tasks.tree import Tree

#: so many percentage points behind the calendar are red
FAR = 10
RULE = (
    f"✔已完成：指标达到目标，或已报完成并附佐证；●正常推进：与时序进度相差不到{LAG}个百分点，或快于时序进度；"
    f"▲进度滞后：慢{LAG}至{FAR}个百分点，或科室报滞后；◆严重滞后：慢{FAR}个百分点以上；◆逾期未完成：过了完成时限仍未完成；"
    "？进度不明：没有指标数，也没有报过进度。期末数的时序进度从年初数算起；比率和标准没有时序进度，到期才判断。"
    "下级有一项滞后，上级随之；下级全部完成，上级才算完成。"
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
    tree = Tree(tasks)
    standings: dict[str, Standing] = {}
    for task in reversed(tree.ordered):  # the lowest first: a parent is judged by what is below it
        below = tuple(standings[code] for code in tree.below(task.code))
        own = _own(task, tree.level(task.code), given.get(task.code, ()), progress.get(task.code), day)
        standings[task.code] = _with_below(own, below) if below else own
    first = tasks[0]
    found = tuple(_staffed(standings[task.code], tree) for task in tree.ordered)
    return Board(first.region, place, first.year, day, found)


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


def _staffed(it: Standing, tree: Tree) -> Standing:
    """With the 科室 and leaders that answer for it."""
    code = it.task.code
    return replace(it, owners=tree.people(code, "owner"), leaders=tree.people(code, "leader"))
