"""The figures of the five reference texts: all there, each with its quotation, basis and scope."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from minsheng import shipped, units
from minsheng.facts import Approx, Basis, Fact, Status
from minsheng.period import Period
from minsheng.writing import payments

ROOT = Path(__file__).resolve().parent.parent
ZIBO, JIMO, GAOTAI, QIHE, QUXIAN = "370300", "370215", "620724", "371425", "511725"
WORDS = {Approx.OVER: "余多超", Approx.NEAR: "近", Approx.ABOUT: "约", Approx.AT_LEAST: "以"}


@pytest.fixture(scope="module")
def press() -> list[Fact]:
    indicators = shipped.catalogue()
    sources = {row["id"]: row for row in shipped.rows_of("press/sources.csv")}
    return [shipped.fact_of(row, indicators, sources) for row in shipped.rows_of("press/figures.csv")]


def pick(facts: list[Fact], region: str, indicator: str) -> list[Fact]:
    return [fact for fact in facts if (fact.region, fact.indicator) == (region, indicator)]


def test_every_distinct_figure_is_a_fact_of_its_own(press: list[Fact]) -> None:
    assert len(press) == 225
    assert len({fact.key for fact in press}) == 225
    assert Counter(fact.region for fact in press) == {QIHE: 13, QUXIAN: 12, ZIBO: 81, JIMO: 37, GAOTAI: 82}


def test_each_is_marked_as_unverified_and_names_its_text(press: list[Fact]) -> None:
    assert {fact.status for fact in press} == {Status.PRESS}
    assert all(fact.source.title and fact.source.publisher for fact in press)
    assert not any(fact.demo for fact in press)


def test_each_quotation_is_short_and_holds_a_number(press: list[Fact]) -> None:
    for fact in press:
        assert 0 < len(fact.locator) <= 40, fact.key
        assert re.search(r"\d|[一二三四五六七八九十]", fact.locator), fact.key


def test_an_approximate_figure_is_quoted_with_its_word(press: list[Fact]) -> None:
    for fact in press:
        if fact.approx in WORDS:
            assert any(word in fact.locator for word in WORDS[fact.approx]), fact.key


def test_a_total_over_years_is_never_taken_for_this_year(press: list[Fact]) -> None:
    cumulative = [fact for fact in press if re.search("已累計|先後|先后|现存|現存", fact.locator)]
    assert cumulative
    assert {fact.basis for fact in cumulative} == {Basis.SINCE}
    (marriages,) = pick(press, JIMO, "marriages")
    assert (marriages.basis, marriages.since_from, marriages.approx) == (Basis.SINCE, "2017-11", Approx.OVER)
    (archives,) = pick(press, GAOTAI, "marriage_archives_digitized")
    assert (archives.basis, archives.since_from) == (Basis.SINCE, "1950")


def test_a_target_stands_beside_what_was_done_under_the_same_indicator(press: list[Fact]) -> None:
    canteens = {fact.basis: fact.value for fact in pick(press, ZIBO, "canteens_new")}
    assert canteens == {Basis.YTD: 670, Basis.TARGET: 300}
    (beds,) = pick(press, ZIBO, "elderly_beds_new")
    assert (beds.basis, beds.value) == (Basis.TARGET, 800)


def test_averages_and_months_keep_their_basis(press: list[Fact]) -> None:
    (persons,) = pick(press, JIMO, "dibao_persons")
    assert (persons.basis, persons.since_from, persons.value) == (Basis.AVERAGE, "2017", 17000)
    assert {str(fact.period) for fact in press if fact.basis is Basis.MONTH} == {"2022", "2022-04", "2021-02"}


@pytest.mark.parametrize(
    ("region", "indicator", "scope", "value"),
    [
        (ZIBO, "social_orgs_reporting_rate", "市管", 85),
        (ZIBO, "org_party_ledgers", "市管", 970),
        (ZIBO, "elderly_invest", "张店+高新+经开", 1_400_000_000),
        (ZIBO, "problems_found", "直属事业单位", 36),
        (GAOTAI, "home_adaptation_households", "城关镇", 145),
        (GAOTAI, "elderly_center_users", "城关镇及周边", 3000),
        (GAOTAI, "social_work_station_fund", "合黎+宣化+南华", 300_000),
    ],
)
def test_a_figure_that_covers_less_says_so(
    press: list[Fact], region: str, indicator: str, scope: str, value: int
) -> None:
    (fact,) = pick(press, region, indicator)
    assert (fact.scope, fact.value) == (scope, value)


def test_the_printed_precision_is_kept(press: list[Fact]) -> None:
    (subsidies,) = pick(press, QUXIAN, "exp_disability_subsidies")
    assert (subsidies.value, subsidies.resolution) == (39_641_840, 10)
    (living,) = pick(press, GAOTAI, "protected_children_fund")
    assert (living.value, living.resolution) == (1_357_000, 100)
    assert pick(press, JIMO, "dibao_persons")[0].resolution == 1000


def test_a_ratio_of_two_years_is_two_facts(press: list[Fact]) -> None:
    ratios = {str(fact.period): fact.value for fact in pick(press, ZIBO, "dibao_standard_ratio")}
    assert ratios == {"2021": Decimal("1.27"), "2022": Decimal("1.17")}


def test_help_not_called_temporary_relief_is_not_counted_as_such(press: list[Fact]) -> None:
    assert not pick(press, GAOTAI, "temp_assist_households")
    assert pick(press, GAOTAI, "difficult_relief_households")[0].value == 2338


def test_a_dated_guess_is_marked(press: list[Fact]) -> None:
    assert all(fact.inferred for fact in press if fact.region in (QIHE, JIMO, GAOTAI))
    assert not any(fact.inferred for fact in press if fact.region == QUXIAN)


def test_every_local_indicator_is_one_that_something_uses(press: list[Fact]) -> None:
    used = {fact.indicator for fact in press} | {
        row["indicator"] for row in shipped.rows_of("standards/standards.csv")
    }
    used |= {payments.TOTAL}  # the sum of the 救助资金发放汇总表, computed there only
    assert {row["code"] for row in shipped.rows_of("indicators/press.csv")} <= used


def shared() -> Path:
    """The annotated reference texts, where a developer has them; they are not part of the product."""
    folder = Path(os.environ.get("MINSHENG_SHARED") or ROOT.parent / "shared") / "seeds" / "figures.csv"
    if not folder.exists():
        pytest.skip(
            "NOT CHECKED against the annotated texts: set MINSHENG_SHARED to the folder that holds seeds/"
        )
    return folder


#: other words for the unit of one thing, which no conversion table may equate in general
SAME_THING = {("套", "个"), ("条", "人"), ("人次", "人次/月"), ("元", "元/次"), ("元", "元/具")}


def test_values_units_and_quotations_are_those_of_the_annotated_texts(press: list[Fact]) -> None:
    with shared().open(encoding="utf-8-sig", newline="") as file:
        annotated = [row for row in csv.DictReader(file) if not row["dup_of"]]
    assert len(annotated) == len(press)
    for row, fact in zip(annotated, press, strict=True):
        assert fact.region == row["region_code"]
        assert fact.locator == row["quote_original"]
        assert fact.value == Decimal(row["value_base"]), fact.key
        assert str(fact.period) == str(Period.parse(row["period"].split("/")[-1]))
        assert (row["base_unit"], fact.unit) in SAME_THING or units.factor(row["base_unit"], fact.unit) == 1
        assert (fact.basis is Basis.SINCE) == (row["measure_type"] == "cumulative"), fact.key
        assert (fact.basis is Basis.TARGET) == (row["measure_type"] == "target"), fact.key
