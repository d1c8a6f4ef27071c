"""The published tables: every printed row is a fact or left out with a reason, and means what the table meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from minsheng import published
from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, Status
from minsheng.period import Period
from minsheng.published import LeftOut, Published, Reason, Tables
from minsheng.shipped import catalogue

FOLDER = Path(__file__).parent.parent / "data" / "published"


@pytest.fixture(scope="module")
def indicators() -> Catalogue:
    return catalogue()


@pytest.fixture(scope="module")
def everything(indicators: Catalogue) -> Published:
    return published.load(FOLDER, indicators)


def facts_of(
    everything: Published, source: str, indicator: str, region: str = "", period: str = ""
) -> list[Fact]:
    return [
        fact
        for fact in everything.facts
        if (fact.source.id, fact.indicator) == (source, indicator)
        and region in ("", fact.region)
        and period in ("", str(fact.period))
    ]


# -- all of them -----------------------------------------------------------------------------------
def test_every_row_is_a_fact_or_left_out(everything: Published) -> None:
    assert (
        len(everything.facts) + len(everything.left_out)
        == len(published.tables_of(FOLDER).observations)
        == 4195
    )


def test_what_is_left_out_has_a_named_reason(everything: Published) -> None:
    assert {row.reason for row in everything.left_out} == {Reason.NO_PERIOD, Reason.HEADER_ROW}
    assert sum(row.reason is Reason.UNMAPPED for row in everything.left_out) <= 0.05 * 4195


def test_only_the_undated_tables_lack_a_period(everything: Published) -> None:
    sources = {row.source for row in everything.left_out if row.reason is Reason.NO_PERIOD}
    assert sources == {"baoshan_orphans_a", "baoshan_orphans_b"}


def test_every_fact_can_be_defended(everything: Published, indicators: Catalogue) -> None:
    for fact in everything.facts:
        assert fact.unit == indicators[fact.indicator].unit
        assert fact.source.title and fact.source.publisher and fact.locator
        assert fact.resolution is not None and fact.resolution > 0
        assert fact.known_on == fact.source.published_on


def test_one_source_says_one_thing_about_a_fact(everything: Published) -> None:
    keys = [(fact.source.id, *fact.key) for fact in everything.facts]
    assert len(keys) == len(set(keys))


def test_flows_of_the_forms_are_cumulative_and_heads_are_at_the_end(everything: Published) -> None:
    for fact in everything.facts:
        if fact.status is Status.QUARTERLY and fact.indicator.startswith("exp_"):
            assert fact.basis is (Basis.MONTH if "当月" in fact.locator else Basis.YTD)
        if fact.indicator in ("urban_dibao_persons", "rural_dibao_persons", "orphans"):
            assert fact.basis is Basis.STOCK


def test_facts_stand_in_the_order_of_publication(everything: Published) -> None:
    dates = [fact.known_on for fact in everything.facts if fact.known_on]
    assert dates == sorted(dates)


def test_comparison_columns_are_marked_and_dated_before_the_report(everything: Published) -> None:
    compared = [fact for fact in everything.facts if fact.comparison]
    assert len(compared) == 183
    assert all(fact.notes.startswith("对比栏（") for fact in compared)


# -- single figures ---------------------------------------------------------------------------------
#: source, indicator, region, period, basis, value in the base unit
SPOTS = [
    ("fujian_2019Q2", "exp_total", "350000", "2019Q2", "ytd", "3182704000"),
    ("fujian_2019Q2", "exp_total", "350000", "2019Q1", "ytd", "1623049000"),
    ("fujian_2019Q2", "exp_total", "350000", "2019-05", "ytd", "2668879000"),
    ("fujian_2020-01", "townships", "350000", "2020-01", "stock", "251"),
    ("fujian_2020-01", "townships", "350000", "2019Q4", "stock", "270"),
    ("fujian_2020-01", "urban_dibao_persons", "350000", "2019Q4", "stock", "60682"),
    ("fujian_2021Q2", "rural_dibao_persons", "350000", "2021Q2", "stock", "459000"),
    ("fujian_2021Q2", "urban_dibao_persons", "350000", "2021Q2", "stock", "61000"),
    ("fujian_2021Q2", "exp_total", "350000", "2021Q2", "ytd", "4260000000"),
    ("fujian_2017-07", "urban_dibao_new_persons", "350000", "2017-07", "month", "553"),
    ("shenzhen_2020Q2", "marriages", "440300", "2020Q2", "ytd", "29829"),
    ("sichuan_2020", "exp_total", "510000", "2020", "ytd", "15278744000"),
    ("sichuan_2022Q3", "exp_orphan_living", "510000", "2022Q3", "ytd", "189070000"),
    ("hengyang_2019Q4", "exp_total", "430400", "2019Q3", "ytd", "838349000"),
    ("shaoyang_2024-10", "exp_total", "430500", "2024Q3", "ytd", "1387142000"),
    ("beijing_2018-10", "exp_dibao", "110000", "2018-10", "ytd", "1145673000"),
    ("national_2013Q4", "elderly_disabled_beds", "000000", "2013Q4", "stock", "4746000"),
    ("national_2007-02", "lottery_sales", "000000", "2007-02", "ytd", "7990000000"),
    ("national_gongbao_2022", "divorces_total", "000000", "2022", "ytd", "2879000"),
    ("national_gongbao_2022", "divorces_registered", "000000", "2022", "ytd", "2100000"),
    ("national_gongbao_2008", "rural_dibao_standard", "000000", "2008", "standard", "987.6"),
    ("national_marriage_quarters_0xu", "marriages", "000000", "2021Q1", "quarter", "2132000"),
    ("hebei_marriage_1985-2010", "divorces_registered", "130000", "2008", "ytd", "73066"),
    ("nbs_yearbook2009_22-49_marriages", "divorces_total", "130000", "2008", "ytd", "112000"),
    ("shanghai_marriage_2014-2022", "divorces_total", "310000", "2022", "ytd", "30400"),
    ("nbs_yearbook1999_21-52_welfare", "rural_security_fund_money", "000000", "1998", "stock", "5127530000"),
    ("yueyang_yearbook_2020-2021", "marriages", "430600", "2021", "ytd", "24692"),
    ("yueyang_yearbook_2020-2021", "cemetery_burials", "430600", "2021", "since", "67368"),
    (
        "mca_rural_standard_prefecture_2012-09",
        "rural_dibao_standard",
        "130100",
        "2012Q3",
        "standard",
        "1909.79",
    ),
    ("ningde_2024-12_medical_aid_objects", "medical_aid_dibao", "350900", "2024Q4", "stock", "66988"),
    (
        "yunnan_2018-07_standards_kunming",
        "urban_tekun_centralized_standard",
        "530102",
        "2018-07",
        "standard",
        "770",
    ),
    ("dehua_2023-12_towns", "exp_rural_dibao", "350526101", "2023Q4", "ytd", "2050961"),
    ("dehua_2024-02_urban_towns", "exp_urban_dibao", "350526", "2024-02", "ytd", "401964"),
]


@pytest.mark.parametrize(("source", "indicator", "region", "period", "basis", "value"), SPOTS)
def test_a_printed_figure(
    everything: Published, source: str, indicator: str, region: str, period: str, basis: str, value: str
) -> None:
    found = [f for f in facts_of(everything, source, indicator, region, period) if f.basis == basis]
    assert [fact.value for fact in found] == [Decimal(value)]


@pytest.mark.parametrize(
    ("source", "indicator", "step"),
    [
        ("fujian_2021Q2", "rural_dibao_persons", "1000"),
        ("fujian_2019Q2", "exp_total", "1000"),
        ("fujian_2021Q2", "exp_total", "10000000"),
        ("shenzhen_2020Q2", "marriages", "1"),
        ("national_gongbao_2008", "rural_dibao_standard", "1.2"),
        ("huaon_sichuan_2021Q2", "residential_beds", "1000"),
    ],
)
def test_a_fact_keeps_the_step_its_source_printed(
    everything: Published, source: str, indicator: str, step: str
) -> None:
    assert {fact.resolution for fact in facts_of(everything, source, indicator)} == {Decimal(step)}


def test_the_locator_is_the_printed_label_with_its_column(everything: Published) -> None:
    (fact,) = facts_of(everything, "fujian_2019Q2", "exp_social_welfare", period="2019Q1")
    assert fact.locator == "一、综合/（二）民政事业费累计支出/1.社会福利·上季度"
    assert fact.notes == "对比栏（上季度）"


def test_the_same_label_means_what_its_heading_says(everything: Published) -> None:
    (urban,) = facts_of(everything, "fujian_2021Q2", "urban_dibao_households")
    (rural,) = facts_of(everything, "fujian_2021Q2", "rural_dibao_households")
    assert (urban.value, rural.value) == (Decimal(41000), Decimal(254000))
    assert urban.locator.split("/")[-1] == rural.locator.split("/")[-1]


def test_a_township_of_the_digest_is_no_township_of_the_form(everything: Published) -> None:
    assert not facts_of(everything, "huaon_sichuan_2021Q2", "townships")
    (fact,) = facts_of(everything, "huaon_sichuan_2021Q2", "townships_incl_ethnic")
    assert fact.value == 626


def test_reprints_are_weaker_than_bulletins(everything: Published) -> None:
    marriages = [
        f
        for f in everything.facts
        if f.indicator == "marriages" and f.region == "000000" and str(f.period) == "2022"
    ]
    assert {(fact.status, fact.value) for fact in marriages} == {
        (Status.BULLETIN, Decimal(6835000)),
        (Status.PRESS, Decimal(6833000)),
    }


def test_places_have_their_present_codes(everything: Published) -> None:
    beds = {
        f.region: f.value for f in facts_of(everything, "chongqing_2007_19-11_3_welfare", "adoption_beds")
    }
    assert "500152" in beds and "500223" not in beds  # 潼南县 is 潼南区 today
    assert (
        "500110-2011" in beds and "500222" in beds and "500110" not in beds
    )  # 万盛区 and 綦江县 became 綦江区
    assert "500000-dushi" in beds


def test_doubtful_rows_are_pending(everything: Published) -> None:
    (fact,) = facts_of(everything, "hebei_marriage_1985-2010", "first_marriage_persons", period="2005")
    assert fact.pending and fact.value == 947158 and "974158" in fact.notes


def test_what_a_table_covers_is_its_scope(everything: Published) -> None:
    cities = facts_of(everything, "hebei_cities_2008", "urban_dibao_persons")
    assert {(fact.scope, fact.inferred) for fact in cities} == {("市区", True)}
    owners = {fact.scope for fact in facts_of(everything, "jiangsu_2003", "adoption_beds")}
    assert owners == {"全部", "国家办", "集体办", "民办"}


# -- rows made up for the rules -----------------------------------------------------------------------
HEADER = "row source region_code region_name parent_code parent_name period label official_code value unit kind column"


def row_of(number: int, value: str, **columns: str) -> dict[str, str]:
    row = dict.fromkeys(HEADER.split(), "")
    return row | {"row": str(number), "source": "a", "region_code": "350000", "period": "2021Q2", "label": "孤儿",
                  "unit": "人", "value": value} | columns  # fmt: skip


def read(indicators: Catalogue, *rows: dict[str, str]) -> Published:
    source = {
        "id": "a",
        "title": "表",
        "publisher": "厅",
        "url": "",
        "published_on": "2021-08-06",
        "status": "quarterly",
    }
    blank = dict.fromkeys("unit_read step effective_from inferred reason note".split(), "")
    meaning = {
        "sources": "a|b",
        "label": "孤儿",
        "unit": "人",
        "indicator": "orphans",
        "basis": "stock",
        "scope": "全部",
    }
    return published.read(
        Tables(list(rows), [source], [meaning | blank]), indicators, lambda code, period: code
    )


def test_a_row_nobody_mapped_is_told(indicators: Catalogue) -> None:
    assert read(indicators, row_of(7, "1", label="弃婴")).left_out == [
        LeftOut(7, "a", "弃婴", Reason.UNMAPPED)
    ]


def test_a_label_with_another_unit_is_another_row(indicators: Catalogue) -> None:
    (left,) = read(indicators, row_of(1, "0.3", unit="万人")).left_out
    assert left.reason is Reason.UNMAPPED


def test_a_place_without_code_is_told(indicators: Catalogue) -> None:
    (left,) = read(indicators, row_of(1, "3", region_code="", region_name="某区")).left_out
    assert left.reason is Reason.NO_REGION


def test_a_row_without_period_is_told(indicators: Catalogue) -> None:
    (left,) = read(indicators, row_of(1, "3", period="")).left_out
    assert left.reason is Reason.NO_PERIOD


def test_the_same_value_twice_stands_once(indicators: Catalogue) -> None:
    both = read(indicators, row_of(1, "3280"), row_of(2, "3280"))
    assert [fact.value for fact in both.facts] == [3280]
    assert [(left.row, left.reason) for left in both.left_out] == [(2, Reason.REPEATED)]


def test_two_values_of_one_source_are_both_pending(indicators: Catalogue) -> None:
    both = read(indicators, row_of(1, "3280"), row_of(2, "3290"))
    assert [(fact.value, fact.pending) for fact in both.facts] == [(3280, True), (3290, True)]
    assert not both.left_out


def test_zero_is_a_value(indicators: Catalogue) -> None:
    (fact,) = read(indicators, row_of(1, "0")).facts
    assert fact.has_value and fact.value == 0


def test_a_december_is_the_fourth_quarter(indicators: Catalogue) -> None:
    (fact,) = read(indicators, row_of(1, "3359", period="2019-12", column="上期")).facts
    assert fact.period == Period.quarter(2019, 4) and fact.comparison


def test_every_mapped_indicator_and_reason_exists(indicators: Catalogue) -> None:
    for row in published.tables_of(FOLDER).mapping:
        assert bool(row["indicator"]) != bool(row["reason"])
        assert row["indicator"] in indicators if row["indicator"] else Reason(row["reason"]).zh


def test_the_mapping_says_each_thing_once() -> None:
    keys = [
        (source, r["label"], r["unit"])
        for r in published.tables_of(FOLDER).mapping
        for source in r["sources"].split("|")
    ]
    assert len(keys) == len(set(keys))
