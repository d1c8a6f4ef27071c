"""Tables of bare numbers in a draft: unit, year and place stand in the head, the caption or the row."""

from __future__ import annotations

import pytest

from minsheng import shipped
from minsheng.claims import claims
from minsheng.places import regions


def read(text: str) -> list[tuple[str, str | None, str, str, str | None, str]]:
    found = claims.extract(text, catalogue=shipped.catalogue(), regions=regions(), region="990100", year=2023)
    assert all(text[it.start : it.end] == it.quote for it in found)
    return [(it.quote, it.indicator, str(it.value), it.unit, it.region, str(it.period)) for it in found]


BY_COUNTY = [
    ("990102", "6778", "dibao_persons", "6778", "人"), ("990102", "2231.0", "exp_dibao", "22310000", "元"),
    ("990103", "7416", "dibao_persons", "7416", "人"), ("990103", "2578.5", "exp_dibao", "25785000", "元"),
]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "区县\t低保人数（人）\t低保支出（万元）\n东沚区\t6778\t2231.0\n西岑区\t7416\t2578.5",
        "|区县|低保人数（人）|低保支出（万元）|\n|---|---|---|\n|东沚区|6778|2231.0|\n|西岑区|7416|2578.5|",
        "区县  低保人数/人  低保支出/万元\n东沚区  6778  2231.0\n西岑区  7416  2578.5",
    ],
    ids=["tabs", "markdown", "blanks"],
)
def test_each_cell_has_place_indicator_and_unit(table):
    found = read(f"表1 分区县情况（2023年6月末）\n{table}\n以上为快报数。")
    assert [(r, q, i, str(float(v)).removesuffix(".0"), u) for q, i, v, u, r, _ in found] == BY_COUNTY
    assert {period for *_, period in found} == {"2023Q2"}


def test_years_stand_in_the_head_and_units_in_a_column():
    found = read("指标\t单位\t2023年\t2022年\n结婚登记\t对\t17498\t16399\n临时救助\t人次\t12041\t10569\n")
    assert [(q, i, u, p) for q, i, _, u, _, p in found] == [
        ("17498", "marriages", "对", "2023"), ("16399", "marriages", "对", "2022"),
        ("12041", "temp_assist_cases", "人次", "2023"), ("10569", "temp_assist_cases", "人次", "2022"),
    ]  # fmt: skip


def test_growth_and_completion_are_of_the_number_before_them():
    found = read(
        "项目\t单位\t年度任务\t完成数\t完成率（%）\t同比（%）\n新增养老床位\t张\t1128\t1150\t102.0\t-5.3\n"
    )
    assert [(q, i, v, u) for q, i, v, u, *_ in found] == [
        ("1128", "elderly_beds_new", "1128", "张"), ("1150", "elderly_beds_new", "1150", "张"),
        ("102.0", "elderly_beds_new", "102.0", "%"), ("-5.3", "elderly_beds_new", "-5.3", "%"),
    ]  # fmt: skip


def test_serial_numbers_ranks_and_empty_cells_are_no_figures():
    found = read("序号\t区县\t结婚登记（对）\t排名\n1\t东沚区\t1369\t2\n2\t西岑区\t—\t3\n")
    assert [(q, i) for q, i, *_ in found] == [("1369", "marriages")]


def test_a_list_of_dates_is_no_table():
    assert read("时间 地点 人数\n上午 会议室 若干\n") == []
