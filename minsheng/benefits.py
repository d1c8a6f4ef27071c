"""保障标准 of a place: what is in force, since when and by which document, by how much it rose, beside the nation's average."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minsheng import numerals, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.changes import Change
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from minsheng.standards import Finding, Standard, Standards, standard_of
from minsheng.yearlines import NameOf

#: the nation, whose averages stand beside a place's standards
NATION = "000000"
#: 城乡低保标准之比
RATIO = "dibao_standard_ratio"


@dataclass(frozen=True, slots=True)
class InForce:
    """One standard of the place. ``nation`` is the newest national average up to the period, of whatever day."""

    standard: Standard
    figure: Figure
    growth: Change
    years: Finding
    nation: Figure | None

    @property
    def running(self) -> str:
        """连续3年提高, or 至少连续2年提高 where older years are missing; empty for none."""
        if not self.years.value or self.years.value < 2:
            return ""
        return f"{'至少' if self.years.at_least else ''}连续{self.years.value}年提高"


@dataclass(frozen=True, slots=True)
class Benefits:
    """All standards of a place in force at a period's end, and what a text may claim of them."""

    rows: tuple[InForce, ...]
    claim: str
    ratio: str
    bound: Figure | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The standards, and the national averages beside them."""
        return tuple(it for row in self.rows for it in (row.figure, row.nation) if it)


def benefits(
    facts: Sequence[Fact],
    national: Iterable[Fact],
    catalogue: Catalogue,
    breaks: Sequence[Break],
    name_of: NameOf,
    period: Period,
    library: Iterable[Mapping[str, str]],
) -> Benefits | None:
    """The standards of a place at a period's end; None where it has none. ``library`` are rows of standards.csv."""
    known = [standard_of(row) for row in library]
    own = Standards(known, _whole(facts), catalogue, breaks)
    nation = list(_whole(national))
    rows = []
    for each in known:
        if (
            each.indicator not in catalogue
            or not (fact := own.in_force(each.id, period))
            or not fact.has_value
        ):
            continue
        shown = Figure(fact, catalogue[each.indicator], name_of(fact.region, period))
        average = None if fact.demo else _average(each, nation, catalogue, period, name_of)
        rows.append(
            InForce(each, shown, own.growth(each.id, period), own.years_raised(each.id, period), average)
        )
    if not rows:
        return None
    raised, ratio = own.raised(period), own.urban_rural_ratio(period)
    bound = _figure(_whole(facts), catalogue, name_of, period)
    return Benefits(tuple(rows), raised.sentence, _ratio(ratio), bound)


def _whole(facts: Iterable[Fact]) -> list[Fact]:
    return [it for it in facts if it.basis is Basis.STANDARD and it.scope == WHOLE]


def _average(
    standard: Standard, nation: Sequence[Fact], catalogue: Catalogue, period: Period, name_of: NameOf
) -> Figure | None:
    """The newest national average that was known for a day up to the period's end."""
    indicator = catalogue[standard.indicator]
    series = Series(indicator, [it for it in nation if it.indicator == standard.indicator])
    upto = [it for it in series.along(Basis.STANDARD) if it.has_value and it.period.end <= period.end]
    return Figure(upto[-1], indicator, name_of(NATION, upto[-1].period)) if upto else None


def _ratio(found: Finding) -> str:
    return (
        f"城乡低保标准之比为{numerals.brief(found.value, '倍', 2).text}:1" if found.value is not None else ""
    )


def _figure(facts: Sequence[Fact], catalogue: Catalogue, name_of: NameOf, period: Period) -> Figure | None:
    """The ratio as the figure of the catalogue that it is; None where the standards of the period itself do not give it."""
    if RATIO not in catalogue:
        return None
    found = rates.completed(facts, catalogue[RATIO], catalogue)
    now = next((it for it in found if it.period in (period, period.twin) and it.has_value), None)
    return Figure(now, catalogue[RATIO], name_of(now.region, period)) if now else None
