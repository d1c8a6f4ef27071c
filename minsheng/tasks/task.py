"""A task of the year's ledger, its monthly status, and the words for how it stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from minsheng.errors import UsageError
from minsheng.period import Period

#: what the three levels are called, from the top
LEVELS = ("重点任务", "具体工作", "落实措施")


class Said(StrEnum):
    """What a 科室 reports of a task in a month."""

    NOT_BEGUN = "未开始"
    UNDER_WAY = "推进中"
    HELD_UP = "推进滞后"
    DONE = "已完成"


class State(StrEnum):
    """How a task stands, from good to bad; a task is never better than the worst below it."""

    DONE = "已完成"
    NORMAL = "正常推进"
    UNKNOWN = "进度不明"
    SLOW = "进度滞后"
    LAGGING = "严重滞后"
    OVERDUE = "逾期未完成"

    @property
    def severity(self) -> int:
        """0 is best."""
        return list(State).index(self)

    @property
    def light(self) -> str:
        """green, amber or red."""
        return ("green", "green", "amber", "amber", "red", "red")[self.severity]

    @property
    def mark(self) -> str:
        """The shape that says the same as the colour."""
        return ("✔", "●", "？", "▲", "◆", "◆")[self.severity]


#: what counts as behind: the calendar, or the deadline, has passed it
BEHIND = (State.SLOW, State.LAGGING, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a ledger. ``code`` never changes, ``number`` is what is printed before the title.

    ``target`` is as the ledger has it, in the unit of ``indicator``; ``at_most`` where it is a limit from above.
    """

    region: str
    year: int
    code: str
    title: str
    parent: str = ""
    position: int = 0
    number: str = ""
    owner: str = ""
    leader: str = ""
    due: date | None = None
    indicator: str = ""
    target: Decimal | None = None
    at_most: bool = False
    withdrawn: bool = False
    file: str = ""
    locator: str = ""
    actor: str = ""
    revision: int = 0
    recorded_at: str = ""

    @property
    def name(self) -> str:
        """The title with its number."""
        gap = "" if not self.number or self.number.endswith(("、", "）", ")")) else " "
        return f"{self.number}{gap}{self.title}"

    @property
    def deadline(self) -> date:
        """完成时限; the year's end where none is set."""
        return self.due or date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Report:
    """The status of a task in a month; ``proof`` is the hash of a kept file, ``document`` a document's number."""

    region: str
    year: int
    code: str
    month: str
    state: Said
    done: Decimal | None = None
    note: str = ""
    proof: str = ""
    proof_name: str = ""
    document: str = ""
    actor: str = ""
    revision: int = 0
    recorded_at: str = ""

    @property
    def when(self) -> str:
        """2023年9月."""
        return f"{self.month[:4]}年{int(self.month[5:])}月"

    @property
    def evidence(self) -> str:
        """The proof in words; empty where there is none."""
        return "、".join(part for part in (self.document, self.proof_name) if part)


def month_of(day: date) -> str:
    """2023-09."""
    return f"{day:%Y-%m}"


def end_of(month: str) -> date:
    """The last day of 2023-09."""
    return Period(int(month[:4]), int(month[5:]), "month").end


def share(text: str) -> Decimal | None:
    """A share of a task as typed: 75, 75%; None where nothing was typed. Raises UsageError."""
    plain = text.strip().rstrip("%％")
    try:
        return Decimal(plain) if plain else None
    except InvalidOperation:
        raise UsageError(f"完成比例“{text}”不是数字。", "请写0到100之间的数，或留空。") from None
