"""总体情况 of a 通报: how the units reported, how the year's tasks and the 任务台账 stand."""

from __future__ import annotations

from minsheng.bulletin import own
from minsheng.bulletin.chapter import Chapter, paragraph
from minsheng.bulletin.voice import is_behind
from minsheng.facts import Fact
from minsheng.writing.document import Paragraph, Span


class Overall(Chapter):
    """Returns, tasks and ledger; where there are none, what the 通报 covers."""

    def paragraphs(self) -> list[Paragraph]:
        told = [it for it in (self._returns(), *self._tasks(), self._ledger()) if it]
        return paragraph("", told or [self._covered()])

    def _covered(self) -> tuple[Span, ...]:
        """What the 通报 covers, where there are neither returns nor tasks to speak of."""
        matter, count = self._matter, self._voice.count
        return self._voice.said(
            "covered",
            units=count(len(matter.units), own.UNITS, "下级单位计数"),
            items=count(len(matter.told), own.ITEMS, "所列指标计数"),
        )

    def _returns(self) -> tuple[Span, ...]:
        returns, count = self._matter.returns, self._voice.count
        if not returns.kept:
            return ()
        due, missing = len(returns.standings), len(returns.missing)
        return self._voice.said(
            "returns",
            due=count(due, own.UNITS, "应报单位计数"),
            received=count(due - missing, own.UNITS, "已报单位计数"),
            late=count(len(returns.late), own.UNITS, "迟报单位计数"),
            missing=count(missing, own.UNITS, "未报单位计数"),
            corrected=count(len(returns.corrected), own.UNITS, "更正数据的单位计数"),
            open=count(len(returns.open), own.UNITS, "有问题尚未说明的单位计数"),
        )

    def _tasks(self) -> list[tuple[Span, ...]]:
        tasks, count = self._found.tasks, self._voice.count
        if not tasks:
            return []
        behind = sum(is_behind(it.line) for it in tasks)
        head = self._voice.said(
            "tasks",
            tasks=count(len(tasks), own.ITEMS, "有年度任务的指标计数"),
            ontime=count(len(tasks) - behind, own.ITEMS, "达到时序进度的指标计数"),
            behind=count(behind, own.ITEMS, "落后于时序进度的指标计数"),
        )
        return [head, *(self._about_task("task", it) for it in tasks)]

    def _ledger(self) -> tuple[Span, ...]:
        """How the tasks of the 任务台账 stand."""
        ledger = self._matter.ledger
        if ledger is None:
            return ()
        parts = {code.removeprefix("tasks_"): self._counted_task(fact) for code, fact in ledger.facts.items()}
        return self._voice.said("ledger", **parts)

    def _counted_task(self, fact: Fact) -> Span | None:
        if not fact.value:
            return None
        return self._voice.own(f"{fact.value}{fact.unit}", fact, self._matter.catalogue[fact.indicator])
