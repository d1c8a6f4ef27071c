"""查数: what people type, and the figure that the data have for it. Every expectation was read from the data."""

from __future__ import annotations

import pytest

from minsheng import lookup
from minsheng.asking.question import understand
from minsheng.geography.regions import Regions
from minsheng.lookup import Found
from minsheng.store.reading import Store

#: the places of the table below, by the word that opens a row
PLACES = {
    "淄博": "370300", "高台": "620724", "即墨": "370215", "齐河": "371425", "渠县": "511725", "德化": "350526",
    "浔中": "350526100", "演示": "990100", "云岫": "990122",
}  # fmt: skip
#: place: words → indicator, value of the first answer
TABLE = """
淄博: 淄博 2022 长者食堂 → canteens 917
淄博: 淄博长者食堂 → canteens 917
淄博: 淄博市2022年长者食堂数 → canteens 917
淄博: 2022年淄博市长者食堂 → canteens 917
淄博: zb 22 jhdj → marriages 17570
淄博: zb jhdj → marriages 17570
淄博: jhdj zb 22 → marriages 17570
淄博: 370300 结婚登记 → marriages 17570
淄博: 370300 2022 结婚登记 → marriages 17570
淄博: 淄博市結婚登記 → marriages 17570
淄博: 淄博 22年 离婚登记 → divorces_registered 5860
淄博: 淄博2022年底养老机构 → elderly_institutions 161
淄博: 淄博养老机构有多少？ → elderly_institutions 161
淄博: 淄博 养老機構 → elderly_institutions 161
淄博: 淄博社会组织 → social_orgs 4000
淄博: 淄博 福彩销售 → lottery_sales 450000000
淄博: 淄博 福彩公益金 → lottery_fund 140000000
淄博: 淄博 慈善捐赠 → charity_donations 120000000
淄博: 淄博 儿童主任 → child_directors 2949
淄博: 淄博 兒童主任 → child_directors 2949
淄博: 淄博 儿童督导员 → child_supervisors 90
淄博: 淄博 救助协理员 → assist_coordinators 2933
淄博: 淄博 救助窗口 → assist_windows 91
淄博: 淄博 镇街社工站 → social_work_stations 88
淄博: 淄博 户籍人口 → hukou_population 4307800
淄博: 淄博 2022 常住人口 → resident_population 4705900
淄博: 淄博 2020 常住人口 → resident_population 4704138
淄博: 淄博 流浪救助人次 → vagrant_assist_cases 463
淄博: 淄博 护送返乡 → vagrant_escorted 64
淄博: 淄博 适老化改造户数 → home_adaptation_households 3000
淄博: 淄博 残疾人两项补贴资金 → exp_disability_subsidies 127000000
淄博: 淄博 2022 城乡低保标准比 → dibao_standard_ratio 1.17
淄博: 淄博 2021 城乡低保标准比 → dibao_standard_ratio 1.27
淄博: 淄博去年城乡低保标准比 → dibao_standard_ratio 1.27
淄博: 淄博今年城乡低保标准比 → dibao_standard_ratio 1.17
淄博: 淄博 孤困儿童 → protected_children 1293
淄博: 淄博2022年11月孤困儿童 → protected_children 1293
淄博: 淄博 2022-11 孤困儿童 → protected_children 1293
淄博: 淄博 地名宣传 → place_name_events 430
淄博: 淄博 非法社会组织 → illegal_orgs_handled 43
淄博: 山东省淄博市长者食堂 → canteens 917
高台: 高台低保人数 → dibao_persons 9822
高台: 高台县低保人数 → dibao_persons 9822
高台: 高台 低保对象 → dibao_persons 9822
高台: 高台县有多少低保户 → dibao_households 5039
高台: 高台 低保户数 → dibao_households 5039
高台: 高台 2021 特困人数 → tekun_persons 1151
高台: 高台 特困人员 → tekun_persons 1151
高台: 高台 五保对象 → tekun_persons 1151
高台: 高台 集中供养人数 → tekun_centralized 376
高台: 高台 分散供养人数 → tekun_dispersed 788
高台: 高台 特困户数 → tekun_households 1067
高台: 高台 新增特困 → tekun_new_persons 20
高台: 高台 孤儿 → orphans 17
高台: 高台 事实无人抚养儿童 → unattended_children 71
高台: 高台 事实無人撫養兒童 → unattended_children 71
高台: 高台 事实无人扶养儿童 → unattended_children 71
高台: 高台 特殊困难老年人 → special_elderly_registered 2908
高台: 高台 常住人口 → resident_population 125705
高台: 620724 低保人数 → dibao_persons 9822
高台: 高台 新增农村低保 → rural_dibao_new_persons 704
高台: 高台 新增城市低保 → urban_dibao_new_persons 126
高台: 高台 两项补贴人数 → disability_subsidy_persons 2665
高台: gt dbhs → dibao_households 5039
即墨: 即墨 长者食堂 → canteens 7
即墨: 即墨区养老机构 → elderly_institutions 19
即墨: 即墨 养老机构床位 → elderly_inst_beds 2588
即墨: 即墨 家庭养老床位 → home_care_beds 1200
即墨: 即墨 家庭養老床位 → home_care_beds 1200
即墨: 青岛市即墨区家庭养老床位 → home_care_beds 1200
即墨: 即墨市家庭养老床位 → home_care_beds 1200
即墨: 即墨 镇街养老中心 → township_elderly_centers 17
即墨: 即墨 社区养老服务站 → village_elderly_stations 111
即墨: 即墨 志愿服务站 → volunteer_stations 1128
即墨: 即墨 平台登记老人 → platform_elderly 42500
即墨: 即墨 临时救助最高标准 → temp_assist_max 30000
即墨: 即墨 殡葬减免标准 → funeral_waiver_standard 1655
齐河: 齐河 持证护理员 → caregivers_certified 360
齐河: 齊河縣 持證護理員 → caregivers_certified 360
齐河: 齐河县上半年持证护理员 → caregivers_certified 360
齐河: 齐河2021年二季度持证护理员 → caregivers_certified 360
齐河: 齐河 2021Q2 养老机构 → elderly_institutions 10
齐河: 齐河 养老床位合计 → elderly_beds_total 4100
齐河: 齐河 劝和率 → reconciliation_rate 27.7
齐河: 齐河 生态安葬 → eco_burials 11000
齐河: 齐河 临时救助人次 → temp_assist_cases 114
齐河: 齐河 低保支出 → exp_dibao 12590000
渠县: 渠县 安置退役士兵 → demob_placed 32
渠县: 渠县 2018 生活补贴人数 → disability_living_persons 19023
渠县: 渠县 护理补贴人数 → disability_nursing_persons 23542
渠县: 渠县 2020 常住人口 → resident_population 917508
渠县: 渠县 2024 常住人口 → resident_population 890000
渠县: 渠县 村改居 → village_to_community 28
德化: 德化 城市低保人数 → urban_dibao_persons 311
德化: 德化县2024年2月城市低保人数 → urban_dibao_persons 326
德化: 德化县2024年6月城市低保人数 → urban_dibao_persons 315
德化: 德化县2月城市低保人数 → urban_dibao_persons 326
德化: 德化 城镇低保人数 → urban_dibao_persons 311
德化: 德化 城市低保户 → urban_dibao_households 173
浔中: 德化县浔中镇城市低保人数 → urban_dibao_persons 137
浔中: 浔中镇城市低保人数 → urban_dibao_persons 137
浔中: 浔中镇 2024-02 城市低保人数 → urban_dibao_persons 140
浔中: 德化县浔中镇农村低保户数 → rural_dibao_households 159
浔中: 德化 浔中 农村低保人数 → rural_dibao_persons 278
演示: 演示市 2023 低保人数 → dibao_persons 95989
演示: 演示市2023年三季度低保人数 → dibao_persons 96318
演示: 演示市 2023Q3 低保人数 → dibao_persons 96318
演示: 演示市三季度低保人数 → dibao_persons 96318
演示: 演示市9月底低保人数 → dibao_persons 96318
演示: 演示市2022年四季度城乡低保人数 → dibao_persons 97108
演示: 演示市城市低保人数 → urban_dibao_persons 23779
演示: 演示市农村低保人数 → rural_dibao_persons 72210
演示: 演示市低保标准 → urban_dibao_standard 797
演示: 演示市今年三季度離婚登記 → divorces_registered 4365
演示: 演示市养老机购数 → elderly_institutions 144
演示: 演示市长者食唐 → canteens 426
演示: 演示市家廷养老床位 → home_care_beds 3044
演示: 演示市特困人员有多少 → tekun_persons 9714
演示: 990100 孤儿 → orphans 574
演示: ys 23 jhdj → marriages 17498
演示: yss jhdj → marriages 17498
演示: 演示市 社会团体 → social_associations 1798
演示: 演示市 基金会 → foundations 6
演示: 演示市 居委会 → resident_committees 631
演示: 演示市 村委会 → village_committees 1800
演示: 演示市 留守儿童 → left_behind_children 10971
演示: 演示市 低保边缘人数 → near_dibao_persons 11239
演示: 演示市 民政事业费 → exp_total 1483041000
云岫: 云岫县长者食堂 → canteens 48
云岫: 云岫 2023Q3 长者食堂 → canteens 45
云岫: 演示市云岫县低保人数 → dibao_persons 14590
云岫: 云岫县低保户数 → dibao_households 8801
云岫: 云岫县三季度结婚登记 → marriages
云岫: 云岫 儿童督导员 → child_supervisors 12
"""


def rows() -> list[tuple[str, str, str, str]]:
    """(region, words, indicator, value) of every line of the table."""
    out = []
    for line in TABLE.strip().splitlines():
        place, rest = line.split(": ", 1)
        words, wanted = rest.split(" → ")
        indicator, _, value = wanted.partition(" ")
        out.append((PLACES[place], words, indicator, value))
    return out


def asked(words: str, store: Store, regions: Regions) -> Found:
    return lookup.look_up(words, store, regions)


@pytest.mark.parametrize(("region", "words", "indicator", "value"), rows(), ids=lambda it: str(it))
def test_the_first_answer(
    region: str, words: str, indicator: str, value: str, store: Store, regions: Regions
) -> None:
    found = asked(words, store, regions)
    assert found.hits, found.hints
    fact = found.hits[0].figure.fact
    assert (fact.region, fact.indicator) == (region, indicator)
    if value:
        assert f"{fact.value.normalize():f}" == value


def test_the_table_is_long_enough() -> None:
    assert len(rows()) >= 120


def test_an_open_name_offers_all_three_with_the_whole_first(store: Store, regions: Regions) -> None:
    found = asked("演示市低保人数", store, regions)
    names = [hit.figure.fact.indicator for hit in found.hits]
    assert names == ["dibao_persons", "urban_dibao_persons", "rural_dibao_persons"]


def test_each_unit_below_is_answered(store: Store, regions: Regions) -> None:
    found = asked("演示市各区县长者食堂", store, regions)
    places = {hit.figure.fact.region for hit in found.hits}
    assert {"990102", "990122", "990181"} <= places
    assert "990100" not in places


def test_last_quarter_is_the_one_before_the_newest(store: Store, regions: Regions) -> None:
    found = asked("演示市上季度长者食堂", store, regions)
    assert str(found.hits[0].figure.fact.period) == "2023Q3"
    assert found.hits[0].figure.fact.value == 399


@pytest.mark.parametrize("words", ["火星人数", "淄博", "", "？？？", "今天天气"])
def test_nothing_where_nothing_is_asked(words: str, store: Store, regions: Regions) -> None:
    found = asked(words, store, regions)
    assert not found.hits
    assert found.hints


def test_what_is_not_there_has_no_value_but_its_nearest(store: Store, regions: Regions) -> None:
    found = asked("齐河2030年养老机构", store, regions)
    assert not found.hits
    assert [(fact.region, str(fact.period)) for fact in found.nearest] == [("371425", "2021Q2")]


def test_a_name_of_an_indicator_is_no_place(store: Store, regions: Regions) -> None:
    for indicator in store.catalogue:
        assert not understand(indicator.name, store.catalogue, regions).regions, indicator.name


def test_every_shown_value_is_stored(store: Store, regions: Regions) -> None:
    for _, words, _, _ in rows()[::10]:
        for hit in asked(words, store, regions).hits:
            fact = hit.figure.fact
            assert fact in list(store.facts(regions=[fact.region], indicators=[fact.indicator]))


def test_the_small_history_of_a_sum_since_january_shows_the_same_months_of_each_year(
    store: Store, regions: Regions
) -> None:
    sums = lookup.look_up("演示市2023年三季度结婚登记", store, regions, "990100").hits[0].figure.fact
    stock = lookup.look_up("演示市2023年三季度低保人数", store, regions, "990100").hits[0].figure.fact

    assert {it.period.month for it in lookup.history(sums, store)} == {9}
    assert len({it.period.month for it in lookup.history(stock, store)}) > 1


@pytest.mark.parametrize(
    ("words", "place", "value"),
    [
        ("高新区特困多少人", "990100-gaoxin", 98),
        ("市本级养老机构", "990101", 1),
        ("文旅区特困人数", "990100-wenlv", None),
    ],
)
def test_a_part_of_the_city_needs_no_city_at_home(
    words: str, place: str, value: int | None, store: Store, regions: Regions
) -> None:
    fact = lookup.look_up(words, store, regions, home="990100").hits[0].figure.fact

    assert fact.region == place
    assert value in (None, fact.value)


def test_sentences_are_called_by_what_they_say(store: Store, regions: Regions) -> None:
    ranked = lookup.sayings(asked("云岫县低保人数", store, regions).hits[0], regions)
    alone = lookup.sayings(asked("淄博 2022 长者食堂", store, regions).hits[0], regions)

    assert list(ranked) == ["短句", "带同比", "带位次和来源"]
    assert "列第" in ranked["带位次和来源"]
    assert list(alone) == ["短句", "带来源"]


def test_many_units_are_a_list_and_two_meanings_are_not(store: Store, regions: Regions) -> None:
    below = asked("演示市各区县低保人数", store, regions)
    two = asked("演示市低保人数", store, regions)

    assert len(below.units) == 11
    assert {it.figure.fact.indicator for it in below.units} == {"dibao_persons"}
    assert not [it for it in below.others if it in below.units]
    assert two.units == () and two.others == two.hits[1:]


def test_a_place_that_nobody_has_leaves_the_figure_of_the_own_place_nearest(
    store: Store, regions: Regions
) -> None:
    found = lookup.look_up("火星市低保人数", store, regions, home="990100")

    assert not found.hits
    assert [(it.region, it.indicator) for it in found.nearest] == [
        ("990100", "dibao_persons"),
        ("000000", "dibao_persons"),
    ]


def test_a_part_that_many_cities_have_is_asked_back(store: Store, regions: Regions) -> None:
    found = lookup.look_up("高新区特困多少人", store, regions)

    assert not found.hits
    assert found.hints == ("请写明“高新区”是哪里，或先选择本单位。",)


def test_where_the_whole_is_unknown_its_parts_are_nearest(store: Store, regions: Regions) -> None:
    found = asked("即墨养老床位", store, regions)

    assert not found.hits
    nearest = found.nearest[0]
    assert (nearest.region, nearest.indicator, nearest.value) == ("370215", "elderly_inst_beds", 2588)
