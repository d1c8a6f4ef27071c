"""Computed figures: ratios recomputed, totals with coverage."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.derivation import NotAdditive, derive, total
from minsheng.facts import Basis, Fact
from minsheng.period import Period
from tests.makers import RATE, RESIDENTS, SMALL, STOCK, fact


def finder(*facts: Fact):
    known = {(f.indicator, f.period): f for f in facts}
    return lambda code, period: known.get((code, period))


def test_a_rate_is_recomputed_from_its_operands() -> None:
    at = Period.parse("2022Q4")
    rate = derive(RATE, at, finder(fact(RESIDENTS, "2022Q4", 620), fact(STOCK, "2022Q4", 1000)), SMALL)
    assert (rate.value, rate.unit, rate.basis) == (62, "%", Basis.RATE)
    assert rate.derivation.formula == "入住率＝在院人数÷养老床位合计×100"
    assert [operand.value for operand in rate.derivation.operands] == [620, 1000]


def test_without_an_operand_there_is_no_rate() -> None:
    assert (
        derive(
            RATE,
            Period.parse("2022Q4"),
            finder(fact(STOCK, "2022Q4", 1000), fact(RESIDENTS, "2022Q4", None)),
            SMALL,
        )
        is None
    )


def test_demo_and_real_are_never_mixed_in_a_rate() -> None:
    mixed = finder(fact(STOCK, "2022Q4", 1000, demo=True), fact(RESIDENTS, "2022Q4", 620))
    assert derive(RATE, Period.parse("2022Q4"), mixed, SMALL) is None


@pytest.mark.parametrize("indicator", [RATE])
def test_a_ratio_is_never_added(indicator) -> None:  # noqa: ANN001
    with pytest.raises(NotAdditive, match="不能相加"):
        total(indicator, [fact(indicator, "2022Q4", 50)], 2)


def test_a_stock_is_never_added_over_time() -> None:
    with pytest.raises(NotAdditive, match="时期"):
        total(STOCK, [fact(STOCK, "2022Q3", 5), fact(STOCK, "2022Q4", 6)], 2)


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=12))
def test_a_total_says_how_many_reported(values: list[int | None]) -> None:
    facts = [fact(STOCK, "2022Q4", value, region=str(n)) for n, value in enumerate(values)]
    result = total(STOCK, facts, len(values))
    reported = [value for value in values if value is not None]
    assert result.reported == len(reported)
    assert result.is_complete == (len(reported) == len(values))
    assert (result.fact.value if result.fact else None) == (Decimal(sum(reported)) if reported else None)


def test_exact_counts_carry_the_catalogues_decimals_and_rounded_ones_fewer() -> None:
    at = Period.parse("2022Q4")
    exact = derive(RATE, at, finder(fact(RESIDENTS, "2022Q4", 5), fact(STOCK, "2022Q4", 10)), SMALL)
    assert exact.resolution == Decimal("0.1")
    coarse = {"resolution": Decimal(1000)}
    rounded = derive(
        RATE,
        at,
        finder(fact(RESIDENTS, "2022Q4", 50000, **coarse), fact(STOCK, "2022Q4", 95000, **coarse)),
        SMALL,
    )
    assert rounded.resolution > Decimal("0.1")
