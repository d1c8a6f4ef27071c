"""The rules of 审核 as an office uses them: on or off, their thresholds, its limits, and which zones are counted twice.

Every change is a revision with a name; a rule is set back by setting it as it is shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from minsheng.checks import rulebook
from minsheng.checks.rulebook import Line
from minsheng.errors import MinshengError
from minsheng.facts import plain
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.receiving import approval, yearend
from minsheng.receiving.approval import named
from minsheng.store import ledger
from minsheng.store.reading import Store

COLUMNS = ("规则", "内容", "处理", "启用", "阈值", "与随附不同")
_SEVERITIES = {"error": "退回", "warning": "提示", "explain": "须说明"}
MOST_DAYS = 366


class NoNumber(MinshengError):
    """A threshold that is no number."""

    def __init__(self, words: str, text: str) -> None:
        super().__init__(f"“{words}”须填数字，不能是“{text}”。")


def chosen(line: Line, on: bool, threshold: str, tolerance: str) -> dict[str, str]:
    """What an office sets for one rule, as settings of the store; raises NoNumber."""
    wanted = {"on": "1" if on else "0"}
    if line.threshold_words:
        wanted["threshold"] = _number(line.threshold_words, threshold)
    if line.tolerance_words:
        wanted["tolerance"] = _number(line.tolerance_words, tolerance)
    return {f"rule.{line.rule}.{name}": value for name, value in wanted.items()}


def keep(path: Path, line: Line, wanted: dict[str, str], actor: str) -> bool:
    """Store what was set for a rule as one revision; whether anything changed. Raises NoName, StoreBusy."""
    stored = Store(path).settings
    now = next(it for it in rulebook.settings_of(stored | wanted).lines if it.rule == line.rule)
    before = rulebook.settings_of(stored)[line.rule]
    if now == before:
        return False
    note = f"审核规则{line.rule}由“{_set(before)}”改为“{_set(now)}”"
    with ledger.commit(path, actor=named(actor), note=note) as commit:
        for name, value in wanted.items():
            commit.set(name, value)
    return True


# -- limits ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Limit:
    """A number that an office sets beside the rules; ``now`` is the one in use."""

    name: str
    words: str
    now: Decimal
    whole: bool = False


class NotWhole(MinshengError):
    """A number of days that is not whole."""

    def __init__(self, words: str, text: str) -> None:
        super().__init__(f"“{words}”须填整数，最多{MOST_DAYS}，不能是“{text}”。")


def limits(settings: Mapping[str, str]) -> tuple[Limit, ...]:
    """The limits as an office uses them."""
    return (
        Limit(approval.DEADLINE, "报表期限（期末后几天）", Decimal(approval.deadline(settings)), whole=True),
        Limit(yearend.TOLERANCE, "年末三数相差超过几%须写原因", yearend.tolerance(settings)),
    )


def keep_limits(path: Path, typed: Mapping[str, str], actor: str) -> bool:
    """Store limits as they were typed, by name; whether anything changed. Raises NoNumber, NotWhole, NoName, StoreBusy."""
    wanted = [
        (it, number)
        for it in limits(Store(path).settings)
        if (number := _limit(it, typed[it.name])) != text(it.now)
    ]
    if not wanted:
        return False
    note = "，".join(f"{it.words}由{text(it.now)}改为{number}" for it, number in wanted)
    with ledger.commit(path, actor=named(actor), note=note) as commit:
        for it, number in wanted:
            commit.set(it.name, number)
    return True


def _limit(it: Limit, typed: str) -> str:
    number = _number(it.words, typed)
    if it.whole and (not number.isdigit() or int(number) > MOST_DAYS):
        raise NotWhole(it.words, typed)
    return number


# -- zones ----------------------------------------------------------------------------------------
def zones_of(regions: Regions, code: str) -> list[Region]:
    """The functional zones directly below a place."""
    return [it for it in regions.children(code) if it.level == "zone"]


def keep_zones(path: Path, zones: Iterable[Region], within: Sequence[str], actor: str) -> bool:
    """Store which zones' figures are already part of their hosts'; whether anything changed."""
    before = rulebook.settings_of(Store(path).settings).within
    changed = [it for it in zones if (it.code in within) != (it.code in before)]
    if not changed:
        return False
    said = "、".join(f"{it.name}{'计入所在地' if it.code in within else '单独相加'}" for it in changed)
    with ledger.commit(path, actor=named(actor), note=f"功能区汇总办法：{said}") as commit:
        for it in changed:
            commit.set(f"zone.{it.code}", "within" if it.code in within else "added")
    return True


# -- as a list ------------------------------------------------------------------------------------
def row(line: Line) -> tuple[str, ...]:
    """A rule as a row of COLUMNS."""
    usual = rulebook.usual()[line.rule]
    own = _thresholds(line)
    return (
        line.rule,
        line.title,
        _SEVERITIES[line.severity.value],
        "是" if line.on else "否",
        own,
        "" if line == usual else f"随附为{_set(usual)}",
    )


def text(number: Decimal | None) -> str:
    """A threshold as it is typed."""
    return "" if number is None else plain(number)


def _set(line: Line) -> str:
    return "，".join(part for part in ("启用" if line.on else "停用", _thresholds(line)) if part)


def _thresholds(line: Line) -> str:
    pairs = ((line.threshold_words, line.threshold), (line.tolerance_words, line.tolerance))
    return "；".join(f"{words}：{text(number)}" for words, number in pairs if words)


def _number(words: str, typed: str) -> str:
    try:
        number = Decimal(typed.strip())
    except InvalidOperation:
        raise NoNumber(words, typed) from None
    if not number.is_finite() or number < 0:
        raise NoNumber(words, typed)
    return plain(number)
