"""What a 工作总结 takes from 审核: findings still open, and the causes that the place and its units wrote about figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minsheng.checks.judgements import Judgement
from minsheng.derivation import leaves
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.receiving.audit import audit
from minsheng.receiving.explanations import Explanation
from minsheng.store.reading import Store


@dataclass(frozen=True, slots=True)
class Cause:
    """Somebody's own words about a figure; ``place`` is the unit that wrote them, empty for the place itself."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """The open findings of a place, and what it (first) and its units wrote, newest first."""

    findings: Sequence[Judgement] = ()
    given: Sequence[Explanation] = ()
    name_of: Callable[[str], str] = str
    region: str = ""

    def open(self, year: int) -> dict[str, list[Period]]:
        """The indicators of findings that ask for an explanation and have none, each with its periods of the year."""
        found: dict[str, list[Period]] = {}
        for it in self.findings:
            asked = it.is_open and it.indicators
            if asked and it.period.year == year:
                found.setdefault(it.indicators[0], []).append(it.period)
        return {code: sorted(set(periods)) for code, periods in found.items()}

    def causes(self, fact: Fact) -> list[Cause]:
        """What was written about a figure in its year, no later than its time; once a place, the latest."""
        codes = {leaf.indicator for leaf in leaves(fact)} | {fact.indicator}
        told: dict[str, Cause] = {}
        for it in self.given:
            when = Period.parse(it.period)
            text = it.text.strip().rstrip("。")
            if it.indicator in codes and when.year == fact.period.year and when.end <= fact.period.end:
                own = it.region == self.region
                told.setdefault(it.region, Cause("" if own else self.name_of(it.region), text))
        return sorted(told.values(), key=lambda it: it.place != "")


def noted(store: Store, regions: Regions, region: str, year: int) -> Noted:
    """What is noted of a place in a year."""
    period = Period.of_year(year)
    units = [it.code for it in regions.children(region, period)]
    periods = sorted({str(it.period) for it in store.periods(region) if it.period.year == year})
    findings = audit(store, regions, places=[region], periods=periods).found if periods else ()
    given = sorted(
        explanations.of(store, [region, *units]), key=lambda it: Period.parse(it.period).order, reverse=True
    )
    return Noted(findings, given, lambda code: regions.get(code).name_at(period), region)
