"""A ledger as a file has it, before it is compared with what is stored; or why the file is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minsheng.errors import MinshengError

#: so many problems are named at once
_SHOWN = 8


class NotALedger(MinshengError):
    """A sheet is no ledger, or has cells that cannot be read; ``problems`` name them."""

    def __init__(self, problems: Sequence[str], remedy: str = "") -> None:
        self.problems = tuple(problems)
        rest = f"另有{len(problems) - _SHOWN}处。" if len(problems) > _SHOWN else ""
        super().__init__(f"{''.join(problems[:_SHOWN])}{rest}", remedy or "请改正后重新导入；本次没有入库。")


@dataclass(slots=True)
class Planned:
    """A task as a sheet has it; ``parent`` is the place of its parent in the list, −1 at the top."""

    title: str
    level: int
    parent: int
    number: str
    locator: str
    owner: str = ""
    leader: str = ""
    due: date | None = None
    indicator: str = ""
    target: Decimal | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All tasks of a file in its order; ``unread`` are the columns that were not understood."""

    tasks: tuple[Planned, ...]
    sheet: str
    unread: tuple[str, ...] = ()
