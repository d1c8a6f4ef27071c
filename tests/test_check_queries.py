"""The rules that are questions to the store: each with figures that break it and figures that keep it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from tests.makers import fact
from tests.makers_check import CITY, COUNTIES, ZONES, everywhere, series, violations

ROOM = "370302"


@pytest.fixture
def catalogue(store: Store) -> Catalogue:
    return store.catalogue


@pytest.fixture
def found(small_path: Path, regions: Regions):  # noqa: ANN201 - rule, facts → messages
    def ask(rule: str, *facts: Fact, **stored: str) -> list[str]:
        return [it.message for it in violations(rule, small_path, regions, facts, **stored)]

    return ask


def test_v40_a_year_to_date_never_shrinks_within_its_year(found, catalogue: Catalogue) -> None:
    falling = series(catalogue, "marriages", ROOM, p2022Q2=500, p2022Q3=480)
    fresh = series(catalogue, "cremations", ROOM, p2022Q4=900, p2023Q1=200, p2023Q2=400)
    (message,) = found("V40", *falling, *fresh)
    assert "本年累计480对小于2022年二季度累计500对，减少20对" in message


def test_v41_the_first_quarter_starts_anew(found, catalogue: Catalogue) -> None:
    carried = series(catalogue, "cremations", ROOM, p2022Q1=250, p2022Q4=1000, p2023Q1=1010)
    holiday = series(catalogue, "holiday_relief_persons", ROOM, p2022Q1=300, p2022Q4=310, p2023Q1=305)
    begun = series(catalogue, "marriages_cross_region", ROOM, p2022Q3=20, p2022Q4=87, p2023Q1=91)
    (message,) = found("V41", *carried, *holiday, *begun)
    assert "疑似未归零" in message and "1010具" in message


def test_v43_a_return_that_repeats_the_last_one(found, catalogue: Catalogue) -> None:
    codes = ("dibao_persons", "tekun_persons", "orphans", "elderly_inst_residents", "near_dibao_persons")
    copied = [it for code in codes for it in series(catalogue, code, ROOM, p2022Q2=321, p2022Q3=321)]
    honest = [it for code in codes for it in series(catalogue, code, "370303", p2022Q2=321, p2022Q3=325)]
    (message,) = found("V43", *copied, *honest)
    assert message.startswith("淄川区2022年三季度有5项与2022年二季度完全一致（共比较5项）")


def test_v43_an_item_that_stands_still_in_every_unit(found, catalogue: Catalogue) -> None:
    def both(code: str, now: int) -> list[Fact]:
        return [
            it for place in COUNTIES[:3] for it in series(catalogue, code, place, p2022Q2=400, p2022Q3=now)
        ]

    (message,) = found("V43", *both("dibao_persons", 400), *both("tekun_persons", 401))
    assert "各单位城乡低保人数2022年三季度有3项" in message


def test_v50_the_units_make_up_the_place(found, catalogue: Catalogue) -> None:
    wrong = everywhere(catalogue, "orphans", "2022Q3", [10] * 11, 120)
    right = everywhere(catalogue, "unattended_children", "2022Q3", [10] * 11, 110)
    (message,) = found("V50", *wrong, *right)
    assert message == "淄博市2022年三季度孤儿各单位合计110人（11/11个单位）与本级数120人不符，差10人。"


def test_v50_zones_that_their_hosts_report_are_not_added_twice(found, catalogue: Catalogue) -> None:
    facts = everywhere(catalogue, "orphans", "2022Q3", [10] * 11, 80)
    within = {f"zone__{zone}": "within" for zone in ZONES}
    assert found("V50", *facts)
    assert not found("V50", **within)


def test_v50_an_incomplete_sum_is_wrong_only_where_it_is_too_large(found, catalogue: Catalogue) -> None:
    some = everywhere(catalogue, "orphans", "2022Q3", [10] * 11, 200)[3:]
    much = everywhere(catalogue, "unattended_children", "2022Q3", [50] * 11, 200)[3:]
    (message,) = found("V50", *some, *much)
    assert "事实无人抚养儿童" in message and "8/11" in message


def test_v51_a_mean_lies_among_its_parts(found, catalogue: Catalogue) -> None:
    wrong = everywhere(catalogue, "urban_dibao_standard", "2022Q3", [*range(800, 910, 10)], 950)
    right = everywhere(catalogue, "orphan_standard_scattered", "2022Q3", [*range(800, 910, 10)], 880)
    (message,) = found("V51", *wrong, *right)
    assert "950元/人·月，不在所属各单位800元/人·月至900元/人·月的区间内" in message


def test_v52_units_that_sent_nothing(found, catalogue: Catalogue) -> None:
    some = everywhere(catalogue, "orphans", "2022Q3", [10] * 11, 110)[2:]
    all_of_them = everywhere(catalogue, "orphans", "2022Q4", [10] * 11, 110)
    messages = [it for it in found("V52", *some, *all_of_them) if it.startswith("淄博市")]
    assert messages == ["淄博市2022年三季度缺报2个单位（应报11个）：淄川区、张店区。"]


def test_v53_figures_of_a_place_that_was_not(found, catalogue: Catalogue) -> None:
    after = series(catalogue, "orphans", "990124", p2022Q3=5)
    before = series(catalogue, "orphans", "990124", p2019Q3=5)
    (message,) = found("V53", *after, *before)
    assert message.startswith("桑洲县在2022年三季度不存在，却有1个数")


def test_v66_a_standard_does_not_fall(found, catalogue: Catalogue) -> None:
    fallen = series(catalogue, "urban_dibao_standard", ROOM, p2022Q2=900, p2022Q3=850)
    raised = series(catalogue, "rural_dibao_standard", ROOM, p2022Q2=9000, p2022Q3=9600)
    (message,) = found("V66", *fallen, *raised)
    assert "850元/人·月低于2022年二季度的900元/人·月" in message


def test_v70_nothing_is_negative(found, catalogue: Catalogue) -> None:
    facts = [
        *series(catalogue, "orphans", ROOM, p2022Q3=-3),
        *series(catalogue, "marriages", ROOM, p2022Q3=0),
    ]
    (message,) = found("V70", *facts)
    assert "孤儿-3人，出现负数" in message


def test_v71_a_blank_after_a_figure(found, catalogue: Catalogue) -> None:
    blank = series(catalogue, "orphans", ROOM, p2022Q2=8, p2022Q3=None)
    never = series(catalogue, "unattended_children", ROOM, p2022Q2=0, p2022Q3=None)
    (message,) = found("V71", *blank, *never)
    assert "有1项空白而2022年二季度有数（孤儿）" in message


def test_v74_figures_of_different_vintages_side_by_side(found, catalogue: Catalogue) -> None:
    city = fact(catalogue["orphans"], "2022Q4", 100, region=CITY, status=Status.FINAL)
    county = fact(catalogue["orphans"], "2022Q4", 10, region=ROOM, status=Status.QUARTERLY)
    (message,) = found("V74", city, county)
    assert "1项本级数为核定年报、所属单位为季报月报" in message


def test_v74_figures_of_one_vintage_are_left_alone(found, catalogue: Catalogue) -> None:
    both = [
        fact(catalogue["orphans"], "2022Q4", 10, region=place, status=Status.FAST) for place in (CITY, ROOM)
    ]
    assert not found("V74", *both)


def test_a_single_quarter_is_no_year_to_date(found, catalogue: Catalogue) -> None:
    facts = series(catalogue, "marriages", ROOM, p2022Q2=500, p2022Q3=100)
    assert not found("V40", facts[0], replace(facts[1], basis=Basis.QUARTER))


def test_a_rule_that_an_office_has_switched_off_is_not_asked(found, catalogue: Catalogue) -> None:
    assert not found("V70", *series(catalogue, "orphans", ROOM, p2022Q3=-3), rule__V70__on="0")


def test_an_office_moves_a_threshold(found, catalogue: Catalogue) -> None:
    fallen = series(catalogue, "urban_dibao_standard", ROOM, p2022Q2=900, p2022Q3=850)
    assert not found("V66", *fallen, rule__V66__threshold="10")
