"""The 数据核实单 that were sent: when, to whom, by when an answer is due, and whether one has come.

A sending is a row that is only ever added; the newest of a unit and period stands. It is answered once something was
explained of that return afterwards, and settled once nothing is open any more (a corrected return came in).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from minsheng.errors import MinshengError
from minsheng.period import Period
from minsheng.receiving.approval import named
from minsheng.receiving.queryletter import Letter
from minsheng.store import ledger
from minsheng.store.reading import Store

COLUMNS = ("单位", "发函日期", "核实项数", "答复期限", "答复情况", "经办人")
OVERDUE = "逾期未复"
_SENT, _ANSWERED, _SETTLED = "已发函", "已回复", "已了结"
_DAYS = 5


class DueTooEarly(MinshengError):
    """An answer is due before its letter was sent."""

    def __init__(self, sent_on: date, due_on: date) -> None:
        super().__init__(f"答复期限{due_on}早于发函日期{sent_on}。", "请改正日期后再记。")


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that is out; ``answered`` and ``open`` tell what has become of its questions."""

    region: str
    lines: int
    sent_on: date
    due_on: date
    actor: str
    answered: bool
    open: bool

    def word(self, today: date) -> str:
        """How it stands on a day: 已发函, 逾期未复, 已回复, 已了结."""
        if self.answered:
            return _ANSWERED
        if not self.open:
            return _SETTLED
        return OVERDUE if today > self.due_on else _SENT

    def row(self, place: str, today: date) -> tuple[str, ...]:
        """One row of COLUMNS."""
        return (
            place, str(self.sent_on), str(self.lines), str(self.due_on), self.word(today), self.actor,
        )  # fmt: skip


def usually_due(sent_on: date) -> date:
    """The day an answer is asked for where nobody says another."""
    return sent_on + timedelta(days=_DAYS)


def sent(store: Store, units: Sequence[str], period: Period, asked: Collection[str]) -> Mapping[str, Sent]:
    """The newest letter of each unit about a period; ``asked`` are the units with questions still open."""
    told: dict[str, int] = {}
    for row in store.asked("explanations", regions=list(units)):
        if row["period"] == str(period):
            told[row["region"]] = max(told.get(row["region"], 0), row["revision"])
    rows = store.asked("query_letters", regions=list(units), period=str(period))
    return {
        row["region"]: Sent(
            row["region"], row["lines"], row["sent_on"], row["due_on"], row["actor"],
            answered=told.get(row["region"], 0) > row["revision"], open=row["region"] in asked,
        )
        for row in rows
    }  # fmt: skip


def record(
    path: Path, letters: Sequence[Letter], period: Period, sent_on: date, due_on: date, actor: str
) -> int:
    """Note letters as sent, as one revision. Raises NoName, DueTooEarly, StoreBusy."""
    if due_on < sent_on:
        raise DueTooEarly(sent_on, due_on)
    who = named(actor)
    with ledger.commit(path, actor=who, note=f"发出{period.name}数据核实单{len(letters)}份") as commit:
        shared = {"revision": commit.revision, "period": str(period), "sent_on": sent_on, "due_on": due_on}
        commit.rows(
            "query_letter",
            [shared | {"region": it.region, "lines": len(it.lines), "actor": who} for it in letters],
        )
        return commit.revision
