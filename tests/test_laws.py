"""The laws over everything that is shipped: all indicators, all regions, all periods."""

from __future__ import annotations

from collections import defaultdict

import pytest

from minsheng.derivation import NotAdditive, derive, total
from minsheng.facts import Basis, Fact
from minsheng.period import Period
from minsheng.series import Series
from minsheng.store.reading import Store


@pytest.fixture(scope="module")
def series(store: Store) -> list[tuple[Series, list[Fact]]]:
    """Every series of the store with its facts."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in store.facts():
        groups[fact.region, fact.indicator, fact.scope].append(fact)
    breaks = store.breaks()
    return [(Series(store.catalogue[code], facts, breaks), facts) for (_, code, _), facts in groups.items()]


def test_single_quarters_of_a_year_add_up_to_its_year_to_date(
    series: list[tuple[Series, list[Fact]]],
) -> None:
    checked = 0
    for one, _ in series:
        years: dict[int, list[Fact]] = defaultdict(list)
        for single in one.single_quarters():
            years[single.period.year].append(single)
        for year, singles in years.items():
            whole = one.at(Period.quarter(year, 4), Basis.YTD, like=singles[0])
            if len(singles) == 4 and whole and all(single.derivation for single in singles):
                assert sum(single.value for single in singles) == whole.value
                checked += 1
    assert checked > 1000


def test_a_single_quarter_exists_only_where_both_year_to_dates_do(
    series: list[tuple[Series, list[Fact]]],
) -> None:
    for one, _ in series:
        for single in one.single_quarters():
            if single.derivation:
                assert one.indicator.is_flow
                assert all(
                    operand.has_value and operand.basis is Basis.YTD for operand in single.derivation.operands
                )


def test_no_growth_rate_across_a_break_or_without_a_base(series: list[tuple[Series, list[Fact]]]) -> None:
    for one, facts in series:
        for fact in facts:
            for change in (
                one.yoy(fact),
                one.qoq(fact),
                one.since_year_start(fact),
                one.average_growth(fact),
            ):
                assert (change.value is None) == bool(change.reason)
                if change.value is not None:
                    assert one.broken_between(change.base.period, fact.period, fact.region) is None
                    assert change.base.scope == fact.scope
                    assert change.base.demo == fact.demo


def test_ratios_differ_in_points_and_nothing_else_does(series: list[tuple[Series, list[Fact]]]) -> None:
    for one, facts in series:
        for fact in facts:
            change = one.yoy(fact)
            if change.value is not None:
                assert (change.unit in ("百分点", "千分点")) == (fact.unit in ("%", "‰"))


def test_what_is_no_sum_is_never_added(store: Store) -> None:
    for indicator in store.catalogue:
        if indicator.aggregation != "sum":
            facts = store.facts(indicators=[indicator.code])[:2]
            if facts:
                with pytest.raises(NotAdditive):
                    total(indicator, facts, 2)


def test_a_derived_rate_is_its_formula_and_lies_in_its_range(store: Store) -> None:
    facts = {
        (f.indicator, f.period): f
        for f in store.facts(regions=["990100"])
        if f.scope == "全部" and f.basis is not Basis.TARGET
    }
    derived = 0
    for indicator in store.catalogue:
        value = derive(
            indicator, Period.parse("2022Q4"), lambda code, period: facts.get((code, period)), store.catalogue
        )
        if value is None:
            continue
        derived += 1
        assert value.derivation.operands
        assert value.demo
        if indicator.unit == "%" and "ratio" not in indicator.code:
            assert 0 <= value.value <= 110, indicator.name
    assert derived >= 15


def test_missing_values_carry_no_number(store: Store) -> None:
    missing = [fact for fact in store.facts() if not fact.has_value]
    assert missing
    assert all(fact.value is None for fact in missing)


def test_invented_figures_stand_under_invented_places_only(store: Store) -> None:
    assert all(fact.demo == fact.region.startswith("99") for fact in store.facts())


def test_every_printed_growth_column_stays_out(store: Store) -> None:
    from decimal import Decimal

    fujian = store.facts(regions=["350000"], periods=["2019Q2", "2019Q1"])
    assert fujian
    assert Decimal("96.09") not in {fact.value for fact in fujian}
