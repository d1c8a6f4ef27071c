"""Forms as their text comes out of a web page: cells run together, names above their figures, words between."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from minsheng import returns
from minsheng.geography.regions import Regions
from minsheng.returns import Reading, Request
from minsheng.store.reading import Store

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(store: Store, regions: Regions) -> Read:
    def run(text: str, region: str = "") -> Reading:
        place = regions.get(region) if region else None
        return returns.read(text.encode(), "网页.txt", store.catalogue, regions, Request(region=place))

    return run


def values(reading: Reading) -> dict[str, Decimal | None]:
    return {fact.indicator: fact.value for fact in reading.facts if fact.has_value}


def told(reading: Reading) -> str:
    return "".join(issue.message for issue in reading.issues)


HENGYANG = """\
2023年衡阳市第二季度社会服务统计季报

来源:规财科发布时间:2023-07-04
表    号:JBZH0001 表
编制单位:衡阳市

制表机关:民    政    部
地区编码:4304000000002023年6月
批转机关:国 家 统 计 局
指标名称单位代码数量上季度环比上月
1234
一、综合
JZH011000000


   (一)乡级行政区划JZH011110000187187
187
       1.镇JZH011111000114114
114
       2.乡JZH0111120003030
30
      3.民族乡JZH01111210011
1
       4.苏木JZH011112200


       6.街道JZH0111130004242
42
(二)民政事业费累计支出万元JZH01131000069,436.333,872.0105.0053,519.0
    1.社会福利万元JZH01121100012,670.05,406.4134.358,690.1
        其中:(1)儿童福利万元JZH0112111002,883.91,163.5147.86
                  II 城市低保临时补贴万元JZH0112121127.87.8
7.8
"""


def test_figures_run_together_are_cut_where_their_percentages_leave_no_choice(read: Read) -> None:
    reading = read(HENGYANG)
    assert (reading.regions, reading.periods) == (("430400",), ("2023Q2",))
    assert values(reading) == {
        "township_divisions": 187,
        "towns": 114,
        "townships": 30,
        "ethnic_townships": 1,
        "subdistricts": 42,
        "exp_total": 694_363_000,
        "exp_social_welfare": 126_700_000,
        "exp_child_welfare": 28_839_000,
        "exp_urban_dibao_price": 78_000,
    }
    assert not reading.unmapped


def test_figures_that_can_be_cut_in_two_ways_are_left_and_said(read: Read) -> None:
    reading = read(HENGYANG.replace("187187\n187", "1871\n87"))
    assert "township_divisions" not in values(reading)
    assert "不能确定“1871 87" in told(reading)


BEIJING = """\
2022年社会服务统计3月份报表
发布日期:2022-04-18 16:54 来源: 计划财务处

指标名称单位数量
一、民政事业费累计支出亿元30.4
二、乡级行政区划单位

        镇143
        乡35
        区公所
三、民政机构和设施
  1.提供住宿的民政机构                     617
  2.提供住宿的民政机构床位万张11.8
四、社会救助
      城市最低生活保障
         最低生活保障人数万人7.1
         最低生活保障平均标准元/人·月1,245.0
      农村最低生活保障
         最低生活保障人数万人3.8
         最低生活保障平均标准元/人·年14,940.0
      临时救助万人次0.3
"""


def test_a_digest_without_gaps_keeps_units_headings_and_steps(read: Read) -> None:
    reading = read(BEIJING, "110000")
    assert reading.periods == ("2022Q1",)
    assert values(reading) == {
        "exp_total": 3_040_000_000,
        "towns": 143,
        "townships_incl_ethnic": 35,
        "residential_institutions": 617,
        "residential_beds": 118_000,
        "urban_dibao_persons": 71_000,
        "urban_dibao_standard": 1245,
        "rural_dibao_persons": 38_000,
        "rural_dibao_standard": 14_940,
        "temp_assist_cases": 3000,
    }
    steps = {fact.indicator: fact.resolution for fact in reading.facts}
    assert steps["urban_dibao_persons"] == 1000


def test_without_base_units_a_last_character_is_no_unit(read: Read) -> None:
    reading = read("北京市2022年3月民政统计报表\n指标名称单位数量\n镇143\n城市低保人数人\n孤儿万人0.1\n")
    assert values(reading) == {"towns": 143, "orphans": 1000}


ZUNYI = """\
遵义市2024年2季度民政统计数据
指标 | 单位 | 数量 | |||
一、民政事业费累计支出 二、乡级行政区划单位 |
万元 | 57324.8 | |||
#镇 | 个 | 179 | |||
乡 | 个 | 21 | |||
三、提供住宿的民政机构 | 个 | 258 | |||
#养老机构 四、社会救助 城市最低生活保障 |
个 | 245 | |||
最低生活保障人数 | 人 | 59,395 | |||
农村最低生活保障 |
|||||
最低生活保障人数 | 人 | 240,887 | |||
离婚登记* 七、社会组织 |
对 | 4,621 | |||
社会团体 | 个 | 1,336 | |||
"""


def test_a_name_above_its_figure_is_read_and_the_headings_behind_it_hold_below(read: Read) -> None:
    reading = read(ZUNYI)
    assert values(reading) == {
        "exp_total": 573_248_000,
        "towns": 179,
        "townships_incl_ethnic": 21,
        "residential_institutions": 258,
        "elderly_institutions": 245,
        "urban_dibao_persons": 59_395,
        "rural_dibao_persons": 240_887,
        "divorces_registered": 4621,
        "social_associations": 1336,
    }


def test_a_spaced_head_is_a_head(read: Read) -> None:
    text = "社会服务统计季报（2013年4季度）\n指 标 单 位 数 量\n镇 个 20113\n1-12月社会服务费实际支出 亿元 3655.9\n"
    assert values(read(text, "000000")) == {"towns": 20_113, "exp_total": 365_590_000_000}


FORM = "民政统计季报表\n编制单位:贵州省|2020年3月\n指标名称|单位|数量\n{}\n镇|个|679\n"


def test_a_number_in_the_unit_cell_is_read_where_nothing_stands_behind_it(read: Read) -> None:
    reading = read(FORM.format("(1)困境儿童|487,828|"))
    assert values(reading)["children_difficult"] == 487_828
    assert next(fact.locator for fact in reading.facts) == "网页!B4"
    assert "children_difficult" not in values(read(FORM.format("(1)困境儿童|487,828|490,000")))


def test_months_of_a_label_must_be_those_of_the_form(read: Read) -> None:
    assert values(read(FORM.format("1-3月份民政事业费累计支出|亿元|40.4")))["exp_total"] == 4_040_000_000
    other = read(FORM.format("1-2月份民政事业费累计支出|亿元|26.0"))
    assert "exp_total" not in values(other)
    assert "与报告期2020年一季度不同" in told(other)


def test_kinds_of_institutions_are_told_by_their_heading(read: Read) -> None:
    body = "(一)提供住宿的社会服务||\n1.机构数|个|942\n2.床位数|张|90,106\n3.收养救助人数|人|33,237"
    assert {"residential_institutions": 942, "residential_beds": 90_106}.items() <= values(
        read(FORM.format(body))
    ).items()


YEARBOOK = """\
金华市民政事业情况(2006年)
指标|单位|{}|{}
登记结婚数|对|38175|8778
"""


def test_a_column_of_a_place_that_is_unknown_is_said(read: Read) -> None:
    both = read(YEARBOOK.format("金华市", "市区"))
    assert {(fact.region, fact.value) for fact in both.facts} == {("330700", 38_175), ("330700-shiqu", 8778)}
    one = read(YEARBOOK.format("金华市", "江南区"))
    assert {fact.region for fact in one.facts} == {"330700"}
    assert "江南区" in told(one)


def test_a_heading_gives_its_unit_and_a_part_takes_that_of_its_total(read: Read) -> None:
    text = (
        "民政事业主要统计数据\n项 目|2005|2006|2006年比2005年增减%\n一、民间组织|||\n民间组织总数(万个)|32.0|35.4|10.6\n"
        "社会团体|17.1|19.2|12.3\n二、优抚安置(万人)|||\n国家抚恤、补助各类优抚对象|460.3|462.6|0.5\n"
    )
    found = {(fact.indicator, str(fact.period)): fact.value for fact in read(text, "000000").facts}
    assert found["social_associations", "2006"] == 192_000
    assert found["veteran_beneficiaries", "2005"] == 4_603_000
    assert len(found) == 6
