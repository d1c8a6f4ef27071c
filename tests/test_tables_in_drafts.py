"""Tables of bare numbers in a draft: unit, year and place stand in the head, the caption or the row."""

from __future__ import annotations

import io

import docx
import pytest

from minsheng import shipped
from minsheng.claims import claims
from minsheng.claims.wordtext import WordText
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


def test_the_numbers_of_rows_of_words_are_no_figures():
    found = read("序号\t工作\t内容\n1\t养老\t建成31处长者食堂\n2\t救助\t低保对象96640人\n")
    assert [(q, i) for q, i, *_ in found] == [("31处", "canteens"), ("96640人", "dibao_persons")]


def test_a_list_of_dates_is_no_table():
    assert read("时间 地点 人数\n上午 会议室 若干\n") == []


def test_units_in_the_caption_go_to_the_columns_that_they_measure():
    found = read(
        "表1　低保和临时救助（单位：户、人、人次、万元）\n\n| 地区 | 低保户数 | 低保人数 | 其中：城市 | 临时救助人次 | 临时救助支出 |\n"
        "|---|---:|---:|---:|---:|---:|\n| 西岑区 | 4620 | 7482 | **4410** | 1180 | 234.5 |\n"
    )
    assert [(q, i, v, u) for q, i, v, u, *_ in found] == [
        ("4620", "dibao_households", "4620", "户"), ("7482", "dibao_persons", "7482", "人"), ("4410", "urban_dibao_persons", "4410", "人"),
        ("1180", "temp_assist_cases", "1180", "人次"), ("234.5", "exp_temp_assistance", "2345000.0", "元"),
    ]  # fmt: skip
    assert {region for *_, region, _ in found} == {"990103"}


def test_growth_is_of_this_year_where_last_year_stands_between():
    found = read("指标\t单位\t本年\t上年同期\t同比（%）\n结婚登记\t对\t17498\t16399\t6.7\n")
    assert [(q, u, p) for q, _, _, u, _, p in found] == [
        ("17498", "对", "2023"), ("16399", "对", "2022"), ("6.7", "%", "2023"),
    ]  # fmt: skip


def test_a_word_table_with_two_heads_and_merged_cells_is_read_cell_by_cell():
    file = docx.Document()
    file.add_paragraph("附表1 2023年6月末救助情况（单位：人、万元）")
    grid = file.add_table(4, 4)
    cells = [
        ("区县", "低保人数", "", "临时救助支出"), ("", "城市", "农村", ""),
        ("东沚区", "5036", "1742", "112.5"), ("西岑区", "4304", "3112", "98.1"),
    ]  # fmt: skip
    for row, words in enumerate(cells):
        for column, text in enumerate(words):
            grid.cell(row, column).text = text
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 3).merge(grid.cell(1, 3))
    file.add_paragraph("以上为快报数。")
    buffer = io.BytesIO()
    file.save(buffer)
    word = WordText(buffer.getvalue())
    found = claims.extract(
        word.text,
        catalogue=shipped.catalogue(),
        regions=regions(),
        region="990100",
        year=2023,
        grids=word.grids,
    )
    assert [(it.quote, it.indicator, it.unit, it.region, str(it.period)) for it in found] == [
        ("5036", "urban_dibao_persons", "人", "990102", "2023Q2"), ("1742", "rural_dibao_persons", "人", "990102", "2023Q2"),
        ("112.5", "exp_temp_assistance", "元", "990102", "2023Q2"), ("4304", "urban_dibao_persons", "人", "990103", "2023Q2"),
        ("3112", "rural_dibao_persons", "人", "990103", "2023Q2"), ("98.1", "exp_temp_assistance", "元", "990103", "2023Q2"),
    ]  # fmt: skip
    assert all(word.text[it.start : it.end] == it.quote for it in found)


def test_a_heading_that_names_a_place_is_context_for_its_section():
    found = read(
        "# 各区县情况\n\n## （一）东沚区\n\n低保对象6778人。\n\n## （二）西岑区\n\n低保对象7416人。\n\n## 三、全市汇总\n\n低保对象96640人。\n"
    )
    assert [(q, r) for q, _, _, _, r, _ in found] == [
        ("6778人", "990102"),
        ("7416人", "990103"),
        ("96640人", "990100"),
    ]


def test_a_column_of_times_says_when_its_row_is_and_last_year_is_a_year_before():
    found = read(
        "表2 主要指标（2023年二季度）\n指标\t时期\t数值\t上年同期\t同比\t年度任务\n"
        "低保人数\t6月底\t96640人\t97777人\t下降1.2%\t—\n新增养老床位\t1—6月\t486张\t477张\t增长1.9%\t1128张\n"
    )
    assert [(q, i, p) for q, i, *_, p in found] == [
        ("96640人", "dibao_persons", "2023Q2"), ("97777人", "dibao_persons", "2022Q2"), ("1.2%", "dibao_persons", "2023Q2"),
        ("486张", "elderly_beds_new", "2023Q2"), ("477张", "elderly_beds_new", "2022Q2"), ("1.9%", "elderly_beds_new", "2023Q2"),
        ("1128张", "elderly_beds_new", "2023"),
    ]  # fmt: skip


def test_a_cell_still_to_be_filled_in_takes_nothing_from_the_others():
    found = read("指标\t单位\t2023年\t2022年\n结婚登记\t对\t17498\t16399\n临时救助\t人次\t【待补】\t10569\n")
    assert [(q, i, p) for q, i, *_, p in found] == [
        ("17498", "marriages", "2023"), ("16399", "marriages", "2022"), ("10569", "temp_assist_cases", "2022"),
    ]  # fmt: skip


def test_what_a_cell_tells_in_words_is_read_beside_the_numbers_of_its_row():
    found = read(
        "项目\t年度任务\t进展情况\n新增养老床位\t1128张\t已完成486张\n"
        "长者食堂\t120处\t全市建成长者食堂426处，其中新建153处\n"
    )
    assert [(q, i) for q, i, *_ in found] == [
        ("1128张", "elderly_beds_new"), ("486张", "elderly_beds_new"),
        ("120处", "canteens"), ("426处", "canteens"), ("153处", "canteens_new"),
    ]  # fmt: skip
