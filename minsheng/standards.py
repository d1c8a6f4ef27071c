"""Benefit standards (保障标准): what is in force when, by how much it rose, and what a text may claim of it.

A standard is a fact of basis ``standard``; ``data/standards/standards.csv`` names each one with its
category (类) and item (项), so that 9类14项提高10%以上 can be counted instead of believed. Growth passes
through ``changes`` like every other comparison; what cannot be computed comes back as a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from minsheng import units
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.changes import Change, Kind
from minsheng.errors import MinshengError
from minsheng.facts import STRENGTH, Approx, Basis, Fact, plain
from minsheng.period import Period
from minsheng.series import Series

YEARLY = "元/人·年"  #: the unit in which urban and rural standards meet
#: what a text calls a noticeable rise (提高10%以上), in %
NOTICEABLE = Decimal(10)


class MixedStandards(MinshengError):
    """Standards of several regions or scopes, or real and invented ones, were put side by side."""

    def __init__(self) -> None:
        super().__init__(
            "这些标准分属不同地区、不同范围，或混有演示数据。", "请一次只取一个地区、一个范围的标准。"
        )


@dataclass(frozen=True, slots=True)
class Standard:
    """A named standard. ``area`` is urban, rural or empty; ``per`` is month, year or case."""

    id: str
    name: str
    indicator: str
    category: str
    item: str
    area: str
    unit: str
    per: str


def standard_of(row: Mapping[str, str]) -> Standard:
    """A Standard out of one row of the library."""
    return Standard(**{name: (row.get(name) or "").strip() for name in Standard.__slots__})


@dataclass(frozen=True, slots=True)
class Finding:
    """A computed value in ``unit``, or None with the ``reason``; ``at_least`` where older years are missing."""

    value: Decimal | None
    unit: str
    reason: str = ""
    operands: tuple[Fact, ...] = ()
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """The standards that rose by at least ``threshold`` %, and those of which nobody can say."""

    threshold: Decimal
    rises: tuple[tuple[Standard, Change], ...]
    unknown: tuple[tuple[Standard, Change], ...]

    @property
    def items(self) -> int:
        """How many items (项)."""
        return len(self.rises)

    @property
    def categories(self) -> int:
        """How many categories (类)."""
        return len({standard.category for standard, _ in self.rises})

    @property
    def sentence(self) -> str:
        """The claim that holds: 9类14项提高10%以上; empty where none does."""
        return f"{self.categories}类{self.items}项提高{plain(self.threshold)}%以上" if self.rises else ""

    @property
    def reason(self) -> str:
        """Why there is no such claim, or what may still add to it; empty where every standard is known."""
        if self.unknown:
            return f"有{len(self.unknown)}项算不出增幅：{'、'.join(standard.name for standard, _ in self.unknown)}"
        return "" if self.rises else f"没有一项标准提高{plain(self.threshold)}%以上"


class Standards:
    """The standards of one region and scope over time. Raises MixedStandards."""

    def __init__(
        self,
        library: Iterable[Standard],
        facts: Iterable[Fact],
        catalogue: Catalogue,
        breaks: Iterable[Break] = (),
    ) -> None:
        kept = [fact for fact in facts if fact.basis is Basis.STANDARD]
        if len({(fact.region, fact.scope, fact.demo) for fact in kept}) > 1:
            raise MixedStandards
        self._library = {standard.id: standard for standard in library}
        self._catalogue = catalogue
        self._breaks = tuple(breaks)
        self._history: dict[str, list[Fact]] = {}
        for fact in kept:
            self._history.setdefault(fact.indicator, []).append(fact)

    def in_force(self, standard: str, period: Period) -> Fact | None:
        """The fact that says what applied at the end of the period; None where no source says so.

        A reported standard speaks for the days from its 执行日期 to the period it was reported for, and on
        to the day before the next 执行日期. Nothing is carried forward beyond that.
        """
        history = self._history.get(self._library[standard].indicator, [])
        return max(
            (fact for fact in history if _speaks(fact, history, period.end)), key=_authority, default=None
        )

    def growth(self, standard: str, period: Period, base: Period | None = None) -> Change:
        """By how many per cent it rose since ``base`` (the same period of last year unless said)."""
        since = base or period.year_before
        series = Series(self._catalogue[self._library[standard].indicator], (), self._breaks)
        kind = Kind.YOY if base is None else Kind.SPAN
        now = self.in_force(standard, period)
        if now is None:
            return Change(kind, None, "%", base_period=since, reason=self._lacking(standard, period))
        return series.against(
            now, self.in_force(standard, since), kind, since, self._lacking(standard, since)
        )

    def urban_rural_ratio(self, period: Period) -> Finding:
        """城乡低保标准之比 in 倍: both for the same length of time, unrounded."""
        return self._ratio("dibao_urban", "dibao_rural", period)

    def times_of_dibao(self, period: Period, area: str = "urban") -> Finding:
        """特困基本生活标准 as a multiple (倍) of the 低保 standard of the same ``area``: urban or rural."""
        return self._ratio(f"tekun_{area}", f"dibao_{area}", period)

    def years_raised(self, standard: str, period: Period) -> Finding:
        """连续提高年数: how many years running, up to the period, it stood above the year before."""
        years: list[Fact] = []
        change = self.growth(standard, period)
        while change.absolute is not None and change.absolute > 0:
            years.append(change.base)
            period = period.year_before
            change = self.growth(standard, period)
        if change.absolute is None and not years:
            return Finding(None, "年", change.reason)
        return Finding(
            Decimal(len(years)), "年", change.reason, tuple(years), at_least=change.absolute is None
        )

    def raised(self, period: Period, threshold: Decimal = NOTICEABLE) -> Raised:
        """Which of the standards on record rose by ``threshold`` % or more within the year."""
        known = [standard for standard in self._library.values() if standard.indicator in self._history]
        changes = [(standard, self.growth(standard.id, period)) for standard in known]
        rises = tuple(pair for pair in changes if pair[1].value is not None and pair[1].value >= threshold)
        unknown = tuple(pair for pair in changes if pair[1].value is None)
        return Raised(threshold, rises, unknown)

    def _ratio(self, above: str, below: str, period: Period) -> Finding:
        facts = [self.in_force(standard, period) for standard in (above, below)]
        reasons = [
            self._unusable(name, fact, period) for name, fact in zip((above, below), facts, strict=True)
        ]
        if any(reasons):
            return Finding(None, "倍", "；".join(filter(None, reasons)))
        top, bottom = (units.convert(fact.value, fact.unit, YEARLY) for fact in facts)
        return Finding(top / bottom, "倍", operands=tuple(facts))

    def _unusable(self, standard: str, fact: Fact | None, period: Period) -> str:
        if fact is None:
            return self._lacking(standard, period)
        if not fact.has_value:
            return f"{self._library[standard].name}{fact.state.zh}"
        if fact.approx is not Approx.EXACT:
            return f"{self._library[standard].name}原文为约数，不计算比值"
        return "" if fact.value > 0 else f"{self._library[standard].name}不是正数，不能相比"

    def _lacking(self, standard: str, period: Period) -> str:
        return f"缺{period.name_of_end}的{self._library[standard].name}"


def _speaks(fact: Fact, history: Iterable[Fact], day: date) -> bool:
    """Whether a fact says what applied on a day, given the other facts of its standard."""
    start = _effective(fact)
    if start is None:
        return fact.period.end == day
    following = min(
        (other for each in history if (other := _effective(each)) and other > start), default=start
    )
    return start <= day <= max(fact.period.end, following - timedelta(days=1))


def _effective(fact: Fact) -> date | None:
    """The 执行日期 as a day (2022, 2022-07, 2022年7月1日); None where none can be read."""
    parts = [int(part) for part in re.findall(r"\d+", fact.effective_from)]
    try:
        return date(*[*parts, 1, 1][:3]) if parts else None
    except ValueError:
        return None


def _authority(fact: Fact) -> tuple[int, date, int]:
    """The strongest vintage; of equals the latest to take effect, then the newest revision."""
    return (-STRENGTH[fact.status], _effective(fact) or fact.period.end, fact.revision)
