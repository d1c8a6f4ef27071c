"""How far a task is by its own indicator: the newest figure of the year against the year's target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minsheng import figure, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.changes import Completion
from minsheng.facts import WHOLE, Basis, Fact, Source, Status
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from minsheng.tasks.task import Task
from minsheng.yearlines import NameOf

#: what accumulates or stands towards a target; rates and standards are only reached or not
_PACED = (Basis.YTD, Basis.STOCK)


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


def progress(
    tasks: Iterable[Task],
    facts: Sequence[Fact],
    catalogue: Catalogue,
    breaks: Sequence[Break],
    name_of: NameOf,
    day: date,
) -> dict[str, Progress]:
    """The figure of each task that is bound to an indicator and has a target, by the task's code."""
    bound = [task for task in tasks if task.indicator in catalogue]
    wanted = {code for task in bound for code in _needed(catalogue[task.indicator], catalogue)}
    whole: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.scope == WHOLE and fact.indicator in wanted:
            whole.setdefault(fact.indicator, []).append(fact)
    found = {}
    for task in bound:
        indicator = catalogue[task.indicator]
        known = [fact for code in _needed(indicator, catalogue) for fact in whole.get(code, ())]
        series = Series(indicator, rates.completed(known, indicator, catalogue), breaks)
        if made := _progress(task, series, name_of, day):
            found[task.code] = made
    return found


def _needed(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    return (indicator.code, *rates.operands(indicator, catalogue))


def _progress(task: Task, series: Series, name_of: NameOf, day: date) -> Progress | None:
    indicator = series.indicator
    stored = series.at(Period.of_year(task.year), Basis.TARGET)
    target = stored if stored and stored.has_value else target_fact(task, indicator)
    if target is None:
        return None
    note = _differs(task, target, indicator)
    shown = Figure(target, indicator, name_of(task.region, target.period))
    done = _newest(series, task.year, day)
    if done is None:
        return Progress(None, shown, None, False, note)
    figure = Figure(done, indicator, name_of(done.region, done.period))
    completion = series.completion(done, target) if _is_paced(done, task) else None
    return Progress(figure, shown, completion, _reached(done, target, completion, task), note)


def _is_paced(done: Fact, task: Task) -> bool:
    return done.basis in _PACED and not task.at_most


def _reached(done: Fact, target: Fact, completion: Completion | None, task: Task) -> bool:
    if completion:
        return completion.rate >= 100
    return done.value <= target.value if task.at_most else done.value >= target.value


def _newest(series: Series, year: int, day: date) -> Fact | None:
    """The newest figure inside the year up to a day, under the indicator's own basis."""
    inside = [
        fact
        for fact in series.along(series.indicator.basis)
        if fact.has_value and fact.period.year == year and fact.period.end <= day
    ]
    return inside[-1] if inside else None


def target_fact(task: Task, indicator: Indicator) -> Fact | None:
    """The target that a ledger sets, as the fact it is; None where it sets none."""
    if task.target is None:
        return None
    title = f"{task.year}年任务台账"
    return Fact(
        region=task.region, indicator=indicator.code, period=Period.of_year(task.year), basis=Basis.TARGET,
        value=task.target, unit=indicator.unit, status=Status.ENTERED, resolution=_step(task.target),
        source=Source(f"ledger-{task.region}-{task.year}", title), locator=task.locator, notes=task.title,
        revision=task.revision, demo=task.region.startswith("99"),
    )  # fmt: skip


def _step(value: Decimal) -> Decimal:
    """The step a number was written to: whole numbers count every one."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, int(exponent)))


def _differs(task: Task, target: Fact, indicator: Indicator) -> str:
    """Said where the store's target is another than the ledger's: the store's is the one that counts."""
    if task.target is None or task.target == target.value:
        return ""
    written = Figure(target_fact(task, indicator), indicator, "").prose
    return f"台账写{written}，库中目标为{Figure(target, indicator, '').prose}，以库中为准"


def targets(tasks: Iterable[Task], catalogue: Catalogue, standing: Mapping[tuple, Fact]) -> list[Fact]:
    """The targets of a ledger that the store does not have yet."""
    made = (target_fact(task, catalogue[task.indicator]) for task in tasks if task.indicator in catalogue)
    fresh: dict[tuple, Fact] = {}
    for fact in made:
        if fact and (fact.key not in standing or standing[fact.key].value != fact.value):
            fresh.setdefault(fact.key, fact)
    return list(fresh.values())
