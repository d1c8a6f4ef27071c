"""Benefit standards: what was in force, by how much it rose, and what a text may claim of it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from minsheng import shipped
from minsheng.benefits import NATION, benefits
from minsheng.facts import Approx, Basis, Fact
from minsheng.period import Period
from minsheng.standards import MixedStandards, Standards, standard_of
from minsheng.view import markup_capacity

LIBRARY = [standard_of(row) for row in shipped.rows_of("standards/standards.csv")]
BY_ID = {standard.id: standard for standard in LIBRARY}
YEAR = Period.of_year(2022)


def fact(standard: str, period: str, value: str, effective: str = "", **more: object) -> Fact:
    named = BY_ID[standard]
    return Fact(
        indicator=named.indicator,
        period=Period.parse(period),
        basis=Basis.STANDARD,
        value=Decimal(value),
        unit=named.unit,
        effective_from=effective,
        **{"region": "990100", "demo": True, **more},
    )


def standards(*facts: Fact) -> Standards:
    return Standards(LIBRARY, facts, shipped.catalogue())


def test_every_named_standard_is_a_standard_of_the_catalogue_in_its_unit() -> None:
    catalogue = shipped.catalogue()
    for standard in LIBRARY:
        assert catalogue[standard.indicator].kind == "standard"
        assert catalogue[standard.indicator].unit == standard.unit
        assert {"month": "月", "year": "年"}.get(standard.per, "") in standard.unit
    assert len({standard.indicator for standard in LIBRARY}) == len(BY_ID) == len(LIBRARY)


def test_growth_is_against_the_same_time_last_year() -> None:
    change = standards(fact("dibao_urban", "2021", "800"), fact("dibao_urban", "2022", "884")).growth(
        "dibao_urban", YEAR
    )
    assert (change.value, change.unit, change.absolute) == (Decimal("10.5"), "%", 84)


def test_growth_since_an_earlier_year_can_exceed_a_hundred_per_cent() -> None:
    known = standards(fact("dibao_rural", "2017", "4000"), fact("dibao_rural", "2022", "8120"))
    assert known.growth("dibao_rural", YEAR, Period.of_year(2017)).value == 103


def test_without_last_years_standard_there_is_a_reason_instead_of_a_rate() -> None:
    change = standards(fact("dibao_urban", "2022", "884")).growth("dibao_urban", YEAR)
    assert change.value is None
    assert change.reason == "缺2021年底的城市低保标准"


def test_an_approximate_standard_gives_no_rate() -> None:
    known = standards(
        fact("temp_assist", "2021", "15000"), fact("temp_assist", "2022", "20000", approx=Approx.OVER)
    )
    assert known.growth("temp_assist", YEAR).value is None
    assert "约数" in known.growth("temp_assist", YEAR).reason


def test_a_standard_holds_from_its_day_of_effect_to_the_next() -> None:
    known = standards(
        fact("dibao_urban", "2021Q3", "800", "2021-07-01"), fact("dibao_urban", "2022Q3", "880", "2022-07-01")
    )
    in_force = {
        quarter: known.in_force("dibao_urban", Period.parse(quarter))
        for quarter in ("2021Q2", "2022Q2", "2022Q3", "2022Q4")
    }
    assert in_force["2021Q2"] is None
    assert in_force["2022Q2"].value == 800
    assert in_force["2022Q3"].value == 880
    assert in_force["2022Q4"] is None  # nobody has reported yet that it still holds


def test_the_urban_month_meets_the_rural_year() -> None:
    found = standards(
        fact("dibao_urban", "2022", "936"), fact("dibao_rural", "2022", "9600")
    ).urban_rural_ratio(YEAR)
    assert (found.value, found.unit) == (Decimal("1.17"), "倍")
    assert len(found.operands) == 2


def test_a_ratio_without_both_sides_names_the_missing_one() -> None:
    found = standards(fact("dibao_urban", "2022", "936")).urban_rural_ratio(YEAR)
    assert (found.value, found.reason) == (None, "缺2022年底的农村低保标准")


@pytest.mark.parametrize(("area", "tekun", "dibao"), [("urban", "1500", "1000"), ("rural", "12000", "8000")])
def test_tekun_is_a_multiple_of_the_dibao_of_its_own_area(area: str, tekun: str, dibao: str) -> None:
    known = standards(fact(f"tekun_{area}", "2022", tekun), fact(f"dibao_{area}", "2022", dibao))
    assert known.times_of_dibao(YEAR, area).value == Decimal("1.5")


def test_years_running_are_counted_until_one_without_a_rise() -> None:
    values = {"2018": "900", "2019": "900", "2020": "1000", "2021": "1100", "2022": "1200"}
    found = standards(*(fact("unattended", year, value) for year, value in values.items())).years_raised(
        "unattended", YEAR
    )
    assert (found.value, found.at_least) == (3, False)


def test_years_running_are_at_least_so_many_where_the_past_is_unknown() -> None:
    values = {"2020": "1000", "2021": "1100", "2022": "1200"}
    found = standards(*(fact("unattended", year, value) for year, value in values.items())).years_raised(
        "unattended", YEAR
    )
    assert (found.value, found.at_least) == (2, True)
    assert found.reason == "缺2019年底的事实无人抚养儿童基本生活保障标准"
    assert standards().years_raised("unattended", YEAR).value is None


def test_the_claim_counts_categories_and_items_that_rose_by_the_threshold() -> None:
    rises = {
        "dibao_urban": "110",
        "dibao_rural": "121",
        "disability_living": "110",
        "disability_nursing": "109.99",
    }
    facts = [
        fact(name, year, value)
        for name, new in rises.items()
        for year, value in (("2021", "100"), ("2022", new))
    ]
    raised = standards(*facts, fact("orphan_central", "2022", "1900")).raised(YEAR)
    assert (raised.categories, raised.items) == (2, 3)
    assert raised.sentence == "2类3项提高10%以上"
    assert raised.reason == "有1项算不出增幅：集中养育孤儿基本生活费标准"


def test_no_claim_where_nothing_rose() -> None:
    raised = standards(fact("dibao_urban", "2021", "800"), fact("dibao_urban", "2022", "820")).raised(YEAR)
    assert raised.sentence == ""
    assert raised.reason == "没有一项标准提高10%以上"


def test_standards_of_two_places_are_not_put_side_by_side() -> None:
    with pytest.raises(MixedStandards):
        standards(fact("dibao_urban", "2022", "884"), fact("dibao_rural", "2022", "9600", region="990101"))


def test_a_places_standards_stand_beside_the_newest_national_average_of_their_day() -> None:
    """In force, dated and by its document; the nation's average never from a later day."""
    real = {"region": "370303", "demo": False}
    own = fact("dibao_urban", "2024Q4", "800", "2024-07-01", document="民发〔2024〕1号", **real)
    before = fact("dibao_urban", "2023Q4", "727", "2023-07-01", **real)
    nation = [
        fact("dibao_urban", when, value, region=NATION, demo=False)
        for when, value in (("2024Q2", "790"), ("2025Q1", "810"))
    ]
    library = shipped.rows_of("standards/standards.csv")
    found = benefits(
        [own, before], nation, shipped.catalogue(), (), lambda code, when: "", Period.parse("2024Q4"), library
    )
    (row,) = found.rows
    assert (row.figure.fact.value, row.nation.fact.value) == (800, 790)
    assert round(row.growth.value, 1) == 10
    assert found.claim == "1类1项提高10%以上"
    html = markup_capacity.standards(found)
    assert "民发〔2024〕1号" in html
    assert "2024-07-01" in html
    assert "790元/人·月（2024年6月底）" in re.sub(r"<[^>]+>", "", html)


def test_a_place_without_standards_has_no_such_table() -> None:
    assert (
        benefits([], [], shipped.catalogue(), (), lambda code, when: "", Period.parse("2024Q4"), []) is None
    )
