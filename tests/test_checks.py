"""The rules among a file's own figures: what breaks them, within which tolerance, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minsheng.catalogue import Catalogue
from minsheng.checks import checks
from minsheng.facts import Approx, Fact
from minsheng.returns import Severity
from minsheng.store.reading import Store
from tests.makers import fact


@pytest.fixture(scope="session")
def catalogue(store: Store) -> Catalogue:
    return store.catalogue


@pytest.fixture
def broken(catalogue: Catalogue):  # noqa: ANN201 - code=value … → rules broken
    def run(period: str = "2022Q3", resolution: int = 1, **values: int | None) -> list[str]:
        facts = [
            fact(catalogue[code], period, value, resolution=Decimal(resolution))
            for code, value in values.items()
        ]
        return [issue.rule for issue in checks.inside(facts, catalogue)]

    return run


def test_counts_must_balance_exactly(broken) -> None:
    parts = {"urban_dibao_persons": 40, "rural_dibao_persons": 60}
    assert broken(dibao_persons=100, **parts) == []
    assert broken(dibao_persons=101, **parts) == ["V05"]


def test_money_of_a_form_may_be_rounded_on_every_row(broken) -> None:
    parts = {"exp_urban_dibao": 10_000_000, "exp_rural_dibao": 20_000_000}
    assert broken(resolution=1000, exp_dibao=30_002_000, **parts) == []
    assert broken(resolution=1000, exp_dibao=30_003_000, **parts) == ["V09"]


def test_rounded_displays_may_differ_by_half_a_digit_a_part(broken) -> None:
    parts = {"orphans_centralized": 1000, "orphans_scattered": 2000}
    assert broken(resolution=1000, orphans=4000, **parts) == []
    assert broken(resolution=1000, orphans=5000, **parts) == ["V07"]


def test_a_missing_part_is_not_zero(broken) -> None:
    assert broken(dibao_persons=100, urban_dibao_persons=40) == []
    assert broken(dibao_persons=100, urban_dibao_persons=40, rural_dibao_persons=None) == []
    assert broken(dibao_persons=100, urban_dibao_persons=140, rural_dibao_persons=None) == ["V05"]


def test_items_that_do_not_exist_everywhere_may_be_blank(broken) -> None:
    parts = {"towns": 114, "townships": 37, "ethnic_townships": 15, "subdistricts": 36, "sumu": None}
    assert broken(township_divisions=202, **parts) == []
    assert broken(township_divisions=203, **parts) == ["V01"]


def test_ethnic_townships_stood_within_townships_until_2019(broken) -> None:
    parts = {"towns": 651, "townships": 272, "ethnic_townships": 19, "subdistricts": 183}
    assert broken("2019Q2", township_divisions=1106, **parts) == []
    assert broken("2020-01", township_divisions=1106, **parts) == ["V01"]
    assert broken("2019Q2", township_divisions=1107, **parts) == ["V01"]


def test_which_parts_may_not_exceed_their_total(broken) -> None:
    assert broken(exp_social_assistance=100_000, exp_dibao=60_000, exp_tekun=50_000) == ["V10"]
    assert broken(exp_social_assistance=100_000, exp_dibao=60_000, exp_tekun=30_000) == []
    assert broken(elderly_inst_beds=100, elderly_nursing_beds=101) == ["V24"]


def test_households_persons_residents_and_beds(broken) -> None:
    assert broken(urban_dibao_households=10, urban_dibao_persons=9) == ["V20", "V21"]
    assert broken(elderly_inst_residents=101, elderly_inst_beds=100) == ["V22", "V23"]


def test_a_partition_is_not_a_rule_where_the_list_names_none(broken) -> None:
    """其中 is not 分项: 社会救助 may exceed its 其中 items by any amount."""
    assert broken(exp_social_assistance=1_000_000_000, exp_dibao=1) == []


def test_rates_outside_their_range(broken) -> None:
    assert broken(cremation_rate=101) == ["V68"]
    assert broken(cremation_rate=100) == []


def test_worded_numbers_and_other_places_are_not_held_against_each_other(catalogue: Catalogue) -> None:
    def persons(code: str, value: int, **more: object) -> Fact:
        return fact(catalogue[code], "2022Q3", value, **more)

    total = persons("dibao_persons", 100)
    parts = [persons("urban_dibao_persons", 40), persons("rural_dibao_persons", 70)]
    assert len(checks.inside([total, *parts], catalogue)) == 1
    assert not checks.inside([persons("dibao_persons", 100, approx=Approx.ABOUT), *parts], catalogue)
    assert not checks.inside([persons("dibao_persons", 100, region="370300"), *parts], catalogue)
    assert not checks.inside([persons("dibao_persons", 100, scope="市管"), *parts], catalogue)


def test_a_message_has_the_numbers_their_cells_and_full_width_punctuation(catalogue: Catalogue) -> None:
    total = fact(catalogue["exp_dibao"], "2022Q3", 31_000_000, resolution=Decimal(1000), locator="Sheet1!D9")
    parts = [
        fact(
            catalogue["exp_urban_dibao"], "2022Q3", 10_000_000, resolution=Decimal(1000), locator="Sheet1!D10"
        ),
        fact(
            catalogue["exp_rural_dibao"], "2022Q3", 20_000_000, resolution=Decimal(1000), locator="Sheet1!D13"
        ),
    ]
    (issue,) = checks.inside([total, *parts], catalogue)
    assert (issue.rule, issue.severity, issue.locator) == ("V09", Severity.ERROR, "Sheet1!D9")
    for words in ("3100万元（Sheet1!D9）", "3000万元", "差100万元。"):
        assert words in issue.message


def test_every_rule_names_indicators_of_the_catalogue_in_one_unit(catalogue: Catalogue) -> None:
    for rule in checks.rules():
        units = {catalogue[code].unit for code in (*rule.left, *rule.right)}
        assert units
        if rule.relation == "=" and not rule.weights and not rule.vintage:
            assert len(units) == 1, rule


def test_the_shipped_quarterly_returns_of_the_demo_prefecture_break_nothing(store: Store) -> None:
    facts = [it for it in store.facts(periods=["2022Q3"]) if it.demo]
    found = [it for it in checks.findings(facts, store.catalogue) if it.rule.severity is Severity.ERROR]
    assert not found, [it.message for it in found]
