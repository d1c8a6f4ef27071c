"""What chance does to small counts: the interval covers what it says, and only event rates get one."""

from __future__ import annotations

import math

import pytest
from makers import COUNT, fact
from test_ranking import CATALOGUE, PER, STOCK, A, B, C, D, beds, compared, people

from minsheng.comparison import chance


def poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def test_the_interval_covers_at_least_as_often_as_it_says_it_nearly_does() -> None:
    """Exact, no simulation needed: the chance that a Poisson count's interval holds its mean, for means 1.0 to 60.0."""
    for tenths in range(10, 600):
        mean = tenths / 10
        counts = range(int(mean + 12 * math.sqrt(mean) + 12))
        held = sum(
            poisson(it, mean) for it in counts if chance.interval(it)[0] <= mean <= chance.interval(it)[1]
        )
        assert held >= 0.88, (mean, held)


def rates(*counts: int):  # noqa: ANN201
    facts = [
        fact(COUNT, "2023Q3", value, region=it.code) for it, value in zip((A, B, C, D), counts, strict=True)
    ]
    return compared(*facts, *(people(it) for it in (A, B, C, D)), per=PER, indicator=COUNT)


def test_small_counts_near_each_other_have_a_footnote() -> None:
    told = chance.footnote(rates(9, 11, 40, 300), A.code, CATALOGUE)
    assert told.startswith("单位990102本期结婚登记只有9对") and "位次仅供参考" in told
    assert all((f"单位{it.code}" in told) is (it is B) for it in (B, C, D))


@pytest.mark.parametrize("counts", [(90, 91, 92, 93), (4, 40, 60, 80)])
def test_large_counts_and_lonely_ones_have_none(counts: tuple[int, ...]) -> None:
    assert chance.footnote(rates(*counts), A.code, CATALOGUE) == ""


def test_a_place_where_nothing_happened_is_near_to_one_where_little_did() -> None:
    told = chance.footnote(rates(0, 1, 40, 300), A.code, CATALOGUE)
    assert f"与单位{B.code}数值接近" in told


def test_a_stock_has_no_interval() -> None:
    found = compared(beds(A, 3), people(A), beds(B, 4), people(B), units=(A, B), per=PER, indicator=STOCK)
    assert chance.footnote(found, A.code, CATALOGUE) == ""
    assert chance.footnote(compared(beds(A, 3), beds(B, 4)), A.code, CATALOGUE) == ""
