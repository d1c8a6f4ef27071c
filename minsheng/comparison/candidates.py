"""Which figure of each place may be compared with the others, and what stands in the way of the rest.

Unlike bases, scopes, units and populations of unlike years are never put in one order: the kind that most
places have is compared, the others are left out by name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from minsheng import comparability, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.comparison import denominators
from minsheng.derivation import derive
from minsheng.facts import WHOLE, Approx, Basis, Fact, State
from minsheng.geography.region import Region
from minsheng.period import Period
from minsheng.series import Series

#: (basis, scope)
Kind = tuple[Basis, str]


class Lamp(StrEnum):
    """The five conditions of a fair comparison; the value is the word on screens."""

    BASIS = "口径一致"
    PERIOD = "时期一致"
    UNIT = "单位一致"
    TERRITORY = "区划一致"
    COVERAGE = "报送齐全"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place and its figure, or the ``state`` for which it has none (``note``: in the source's words), or ``why`` it is
    left out and which ``lamp`` that lights.
    """

    region: Region
    name: str
    fact: Fact | None = None
    state: State | None = None
    why: str = ""
    lamp: Lamp | None = None
    note: str = ""

    @property
    def stands(self) -> bool:
        """Whether it can be put in order."""
        return self.fact is not None and not self.why


def candidates(
    indicator: Indicator, facts: Iterable[Fact], units: Sequence[Region], period: Period, catalogue: Catalogue,
    breaks: Sequence[Break] = (),
) -> list[Candidate]:  # fmt: skip
    """One candidate a unit out of facts of the indicator and its operands, in the order of ``units``."""
    own: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        own[fact.region].append(fact)
    names = (period, period.twin)
    figures = {unit.code: _at(indicator, own[unit.code], names, catalogue) for unit in units}
    kind = _common(indicator, figures.values())
    found = [_candidate(unit, figures[unit.code], kind, period) for unit in units]
    found = [
        it if it.fact or it.why else _absent(it, own[it.region.code], indicator, period, catalogue)
        for it in found
    ]
    alike = _of_one_year(_of_one_source([_of_the_unit(it, indicator) for it in found]), catalogue)
    cuts: dict[str, list[Break]] = defaultdict(list)
    for cut in breaks:
        if not cut.indicator:
            cuts[cut.region].append(cut)
    return [_of_one_territory(it, cuts.get(it.region.code, ()), catalogue) for it in alike]


def _at(
    indicator: Indicator, facts: Sequence[Fact], names: tuple[Period, Period | None], catalogue: Catalogue
) -> dict[Kind, Fact]:
    """What a place has at the period, whichever of its two names, by basis and scope."""
    period = names[0]
    figures = [fact for fact in facts if fact.indicator == indicator.code and fact.period in names]
    if not any(fact.scope == WHOLE for fact in figures):
        computed = _computed(indicator, facts, period, catalogue)
        figures += [computed] if computed else []
    if len(figures) == 1:
        return {(figures[0].basis, figures[0].scope): figures[0]}
    kinds = dict.fromkeys((fact.basis, fact.scope) for fact in figures)
    of_scope = {
        scope: Series(indicator, [fact for fact in figures if fact.scope == scope]) for _, scope in kinds
    }
    chosen = {(basis, scope): of_scope[scope].at(period, basis) for basis, scope in kinds}
    return {kind: fact for kind, fact in chosen.items() if fact}


def _computed(
    indicator: Indicator, facts: Sequence[Fact], period: Period, catalogue: Catalogue
) -> Fact | None:
    """What the formula gives at the period out of the operands of a place."""
    if indicator.formula is None or not indicator.is_valid_in(period):
        return None
    there = [fact for fact in facts if fact.scope == WHOLE]

    def find(code: str, when: Period) -> Fact | None:
        names, basis = (when, when.twin), catalogue[code].basis
        own = [it for it in there if it.indicator == code and it.basis is basis and it.period in names]
        return Series(catalogue[code], own).at(when, basis) if len(own) > 1 else next(iter(own), None)

    return derive(indicator, period, find, catalogue)


def _common(indicator: Indicator, figures: Iterable[Mapping[Kind, Fact]]) -> Kind:
    """The basis of the catalogue and the whole scope where anyone has it, else what most places have."""
    counts = Counter(kind for own in figures for kind, fact in own.items() if fact.has_value)
    usual = (indicator.basis, WHOLE)
    if counts[usual] or not counts:
        return usual
    return max(counts, key=lambda kind: (counts[kind], kind[1] == WHOLE, kind[0].value))


def _candidate(unit: Region, own: Mapping[Kind, Fact], kind: Kind, period: Period) -> Candidate:
    name = unit.name_at(period)
    fact = own.get(kind)
    if fact and fact.has_value and fact.value_to is None and fact.approx is Approx.EXACT:
        return Candidate(unit, name, fact)
    if fact and not fact.has_value:
        told = fact.notes if fact.state in (State.NOT_APPLICABLE, State.UNKNOWN) else ""
        return Candidate(unit, name, state=fact.state, note=told)
    if fact:
        return Candidate(unit, name, fact, why="原文为约数或区间数，不参加排序")
    other = next((it for it in own.values() if it.has_value), None)
    if other is None:
        return Candidate(unit, name)
    if other.scope != kind[1]:
        return Candidate(
            unit, name, other, why=f"只有“{other.scope}”范围的数，与其他单位不同", lamp=Lamp.BASIS
        )
    return Candidate(unit, name, other, why=f"只有{other.basis.zh}数，与其他单位不同", lamp=Lamp.BASIS)


def _absent(
    bare: Candidate, facts: Sequence[Fact], indicator: Indicator, period: Period, catalogue: Catalogue
) -> Candidate:
    """Why a place has no figure at all; of a computed one, which operand is lacking."""
    if bare.state or indicator.formula is None:
        return replace(bare, state=bare.state or State.NOT_REPORTED)
    if indicator.frequency == "A" and not period.is_year_end:
        return replace(bare, why="年度指标，只在年末计算")
    names = (period, period.twin)
    for code in rates.operands(indicator, catalogue):
        operand = catalogue[code]
        there = [fact for fact in facts if fact.indicator == code]
        now = [fact for fact in there if fact.period in names]
        if operand.domain.startswith("人口") and not any(fact.has_value for fact in there):
            return replace(bare, why=f"没有{operand.name}，不能折算", lamp=Lamp.TERRITORY)
        if now and not any(fact.has_value for fact in now):
            return replace(bare, state=now[0].state)
        if any(fact.approx is not Approx.EXACT for fact in now):
            return replace(bare, why=f"{operand.name}原文为约数，不能折算")
    return replace(bare, state=State.NOT_REPORTED)


def _of_the_unit(it: Candidate, indicator: Indicator) -> Candidate:
    if not it.stands or it.fact.unit == indicator.unit:
        return it
    return replace(it, why=f"单位为{it.fact.unit}，其他单位为{indicator.unit}", lamp=Lamp.UNIT)


def _of_one_source(found: Sequence[Candidate]) -> list[Candidate]:
    """Returns, yearbooks and texts count differently: the source of most places, returns among equals."""
    kinds = Counter([comparability.family(it.fact) for it in found if it.stands])
    if len(kinds) < 2:
        return list(found)
    common = max(kinds, key=lambda it: (kinds[it], it == "报表", it))
    return [
        replace(it, why=f"数出自{own}，其他单位出自{common}", lamp=Lamp.BASIS)
        if it.stands and (own := comparability.family(it.fact)) != common
        else it
        for it in found
    ]


def _of_one_year(found: Sequence[Candidate], catalogue: Catalogue) -> list[Candidate]:
    """Populations of one year only: of most places, and among equals the newest."""
    if not any(it.fact.derivation for it in found if it.stands):
        return list(found)
    years = {it.region.code: _years(it, catalogue) for it in found if it.stands}
    counts = Counter(years.values())
    if len(counts) < 2:
        return list(found)
    common = max(counts, key=lambda it: (counts[it], it))
    return [_unless_other_year(it, years.get(it.region.code, common), common) for it in found]


def _years(it: Candidate, catalogue: Catalogue) -> tuple[int, ...]:
    return tuple(sorted({leaf.period.year for leaf in denominators.populations(it.fact, catalogue)}))


def _unless_other_year(it: Candidate, years: tuple[int, ...], common: tuple[int, ...]) -> Candidate:
    if years == common:
        return it
    own, others = ("、".join(f"{year}年" for year in some) for some in (years, common))
    return replace(it, why=f"分母是{own}人口，其他单位是{others}人口", lamp=Lamp.PERIOD)


def _of_one_territory(it: Candidate, cuts: Sequence[Break], catalogue: Catalogue) -> Candidate:
    cut = mixed(it.fact, cuts, catalogue) if cuts and it.stands else None
    return replace(it, why=f"{cut.reason}，人口与本期数地域不同", lamp=Lamp.TERRITORY) if cut else it


def mixed(fact: Fact, cuts: Sequence[Break], catalogue: Catalogue) -> Break | None:
    """The change of territory between a computed figure's period and the count of its population, if any."""
    if fact.derivation is None or not any(cut.region == fact.region for cut in cuts):
        return None
    series = Series(catalogue[fact.derivation.operands[0].indicator], (), cuts)
    ends = [fact.period, *(leaf.period for leaf in denominators.populations(fact, catalogue))]
    first, last = min(ends, key=lambda it: it.end), max(ends, key=lambda it: it.end)
    return series.broken_between(first, last, fact.region)
