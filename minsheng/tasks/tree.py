"""The tasks of a ledger in their order and levels, and the people that a task has from its own line or from others."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.tasks.task import Task


class Tree:
    """The order and the levels of a ledger's tasks."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.by_code = {task.code: task for task in tasks}
        self._below: dict[str, list[str]] = {}
        for task in sorted(tasks, key=lambda it: it.position):
            self._below.setdefault(task.parent if task.parent in self.by_code else "", []).append(task.code)
        self.ordered = [self.by_code[code] for code in self._walk("")]

    def below(self, code: str) -> Sequence[str]:
        """The codes of what stands right below a task."""
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
        """1 at the top."""
        return len(self.above(code)) + 1

    def people(self, code: str, kind: str) -> tuple[str, ...]:
        """The 科室 (``owner``) or leaders (``leader``) that a task's own line, those above or those below it name."""
        upwards = (getattr(task, kind) for task in (self.by_code[code], *self.above(code)))
        said = next((text for text in upwards if text), "")
        texts = [said] if said else [getattr(self.by_code[each], kind) for each in self._walk(code)]
        return tuple(dict.fromkeys(part for text in texts for part in _names(text)))


def _names(text: str) -> list[str]:
    for mark in ("，", "；", ";", ",", "/", "\n", " "):
        text = text.replace(mark, "、")
    return [part.strip() for part in text.split("、") if part.strip()]
