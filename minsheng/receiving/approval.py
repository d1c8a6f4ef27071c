"""审核: which returns of a period are there, what was explained, and how far each is approved.

Steps are rows that are only ever added: 接收 → 审核 → 核定 → 锁定; 解锁 is a step like any other and leaves its
trace. What is locked takes no new figures until it is unlocked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from minsheng.errors import MinshengError
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns import Issue, error
from minsheng.store import ledger
from minsheng.store.reading import Store


class Step(StrEnum):
    """The steps of approval, in order; 解锁 goes back to 核定."""

    RECEIVED = "接收"
    REVIEWED = "审核"
    APPROVED = "核定"
    LOCKED = "锁定"
    UNLOCKED = "解锁"


#: the setting that chooses the longer chain, and how many days after a period's end a return is late
CHAIN, DEADLINE = "approval_chain", "report_deadline_days"
SHORT, LONG = "接收并核定", "接收、审核、核定、锁定"
_DAYS = 10
_NEXT = {
    None: Step.RECEIVED, Step.RECEIVED: Step.REVIEWED, Step.REVIEWED: Step.APPROVED, Step.APPROVED: Step.LOCKED,
    Step.LOCKED: Step.UNLOCKED, Step.UNLOCKED: Step.LOCKED,
}  # fmt: skip


class NoName(MinshengError):
    """A write without a name."""

    def __init__(self) -> None:
        super().__init__("还没有填写操作人。", "请先填写姓名。")


class NoReason(MinshengError):
    """A step back without its reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}须写明原因。", "请填写后再试。")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit's return of one period stands. ``step`` is the newest step of approval, None before the first."""

    region: str
    period: Period
    facts: int = 0
    late: int = 0
    corrected: bool = False
    explained: bool = False
    pending: bool = False
    step: Step | None = None

    @property
    def word(self) -> str:
        """未报, 迟报3天, 已报."""
        if not self.facts:
            return "未报"
        return f"迟报{self.late}天" if self.late else "已报"

    @property
    def words(self) -> str:
        """The word with all that goes with it: 已报，更正，已说明，待核，核定."""
        marks = (("更正", self.corrected), ("已说明", self.explained), ("待核", self.pending))
        more = [word for word, holds in marks if holds]
        return "，".join([self.word, *more, *([str(self.step)] if self.step else [])])


def units(region: str, period: Period | None, regions: Regions) -> list[str]:
    """The units that report to a place: those directly below it, else itself."""
    below = [it.code for it in regions.children(region, period)]
    return below or [regions.get(region).code]


def matrix(
    store: Store, expected: Sequence[str], periods: Sequence[Period]
) -> dict[tuple[str, Period], Standing]:
    """Each unit's standing in each period."""
    days = deadline(store.settings)
    reported = {
        (row["region"], row["period"]): row for row in store.asked("reporting", regions=list(expected))
    }
    told = {(row["region"], row["period"]) for row in store.asked("explanations", regions=list(expected))}
    done = steps(store, expected)
    return {
        (unit, period): _standing(unit, period, reported.get((unit, str(period))), days, told, done)
        for unit in expected
        for period in periods
    }


def _standing(
    unit: str, period: Period, row: Mapping | None, days: int, told: set, done: Mapping
) -> Standing:
    step = done.get((unit, str(period)))
    if row is None:
        return Standing(unit, period, step=step)
    return Standing(
        unit, period, facts=row["facts"], late=_late(period, row["first_known"], days), corrected=row["versions"] > 1,
        explained=(unit, str(period)) in told, pending=bool(row["waiting"]), step=step,
    )  # fmt: skip


def chain(settings: Mapping[str, str]) -> str:
    """How returns are approved: SHORT or LONG."""
    return settings.get(CHAIN, SHORT)


def deadline(settings: Mapping[str, str]) -> int:
    """How many days after a period's end a return is late."""
    return int(settings.get(DEADLINE) or _DAYS)


def _late(period: Period, known: date | None, days: int) -> int:
    return max(0, (known - (period.end + timedelta(days=days))).days) if known else 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What the approval button does next: its words, the steps it notes, and the units that it is for."""

    label: str
    steps: tuple[Step, ...]
    units: tuple[str, ...]


def batch(standings: Iterable[Standing], chain: str) -> Batch:
    """接收并核定 for all that were reported and are not yet approved; in the longer chain the earliest open step."""
    reported = [it for it in standings if it.facts]
    if chain != LONG:
        open_ = tuple(
            it.region for it in reported if it.step not in (Step.APPROVED, Step.LOCKED, Step.UNLOCKED)
        )
        return Batch(SHORT, (Step.RECEIVED, Step.APPROVED), open_)
    for step in (None, Step.RECEIVED, Step.REVIEWED, Step.APPROVED, Step.UNLOCKED):
        if group := tuple(it.region for it in reported if it.step is step):
            return Batch(str(following(step)), (following(step),), group)
    return Batch(str(Step.LOCKED), (Step.LOCKED,), ())


def steps(store: Store, places: Sequence[str] = ()) -> dict[tuple[str, str], Step]:
    """The newest step of each place and period."""
    newest: dict[tuple[str, str], tuple[int, int, Step]] = {}
    order = list(Step)
    for row in store.asked("approvals", regions=list(places)):
        key, step = (row["region"], row["period"]), Step(row["state"])
        newest[key] = max(newest.get(key, (0, 0, step)), (row["revision"], order.index(step), step))
    return {key: step for key, (_, _, step) in newest.items()}


def locked(store: Store) -> frozenset[tuple[str, str]]:
    """The places and periods that take no new figures."""
    return frozenset(key for key, step in steps(store).items() if step is Step.LOCKED)


def shut(
    facts: Iterable[Fact], closed: Collection[tuple[str, str]], regions: Regions | None = None
) -> list[Issue]:
    """An issue for each locked place and period that some facts are for."""
    hit = {(it.region, it.period): it.locator for it in facts if (it.region, str(it.period)) in closed}
    return [
        error(
            "locked",
            at,
            f"{regions.get(code).name_at(period) if regions else code}{period.name}已锁定，请先在“审核”中解锁。",
        )
        for (code, period), at in hit.items()
    ]


def following(step: Step | None) -> Step:
    """The step that comes next in the longer chain."""
    return _NEXT[step]


def record(
    path: Path, wanted: Iterable[tuple[str, Period]], taken: Sequence[Step], actor: str, reason: str = ""
) -> int:
    """Note steps for some places and periods, as one revision; raises NoName, NoReason, StoreBusy."""
    rows = [
        {"region": region, "period": str(period), "state": str(step), "actor": named(actor), "reason": reason}
        for region, period in wanted
        for step in taken
    ]
    if Step.UNLOCKED in taken and not reason.strip():
        raise NoReason("解锁")
    with ledger.commit(
        path, actor=named(actor), note=f"{'、'.join(taken)}{len(rows) // max(1, len(taken))}份报表"
    ) as commit:
        commit.rows("approval", [{"revision": commit.revision, **row} for row in rows])
        return commit.revision


def recent(store: Store, expected: Sequence[str], upto: Period, count: int) -> list[Period]:
    """The last periods of returns of some units, up to one that is always among them; oldest first."""
    known = {Period.parse(row["period"]) for row in store.asked("reporting", regions=list(expected))}
    before = sorted(
        (it for it in known if it.kind == upto.kind and it.order < upto.order), key=lambda it: it.order
    )
    return [*before[1 - count :], upto]


def choose_chain(path: Path, chain: str, actor: str) -> None:
    """Set how returns are approved: SHORT or LONG."""
    with ledger.commit(path, actor=named(actor), note=f"审批流程：{chain}") as commit:
        commit.set(CHAIN, chain)


def named(actor: str) -> str:
    """The name of who writes; raises NoName."""
    if not actor.strip():
        raise NoName
    return actor.strip()
