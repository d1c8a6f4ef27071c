"""Real and mutated tables of every layout: what is read is right, and what is not read is said."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from minsheng import returns
from minsheng.catalogue import Catalogue
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import intake
from minsheng.returns import Reading, Request
from minsheng.store.reading import Store
from tests import returns_made as made
from tests import returns_mutated as mutated
from tests.returns_tables import TABLES, Table


@pytest.fixture(scope="module")
def catalogue(store: Store) -> Catalogue:
    return store.catalogue


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, regions: Regions):  # noqa: ANN201 - bytes → Reading
    def run(data: bytes, name: str = "报表.xlsx", region: str = "", **request: object) -> Reading:
        place = regions.get(region) if region else None
        return returns.read(data, name, catalogue, regions, Request(region=place, **request))

    return run


def found(reading: Reading) -> dict[tuple[str, str, str], object]:
    return {(it.region, it.indicator, str(it.period)): it.value for it in reading.facts if it.has_value}


def told(reading: Reading) -> str:
    return "".join(issue.message for issue in reading.issues)


# -- every table in every shape ---------------------------------------------------------------------
@pytest.mark.parametrize("change", mutated.MUTATIONS)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_read_whole_and_right_in_every_shape(read, table: Table, change: str) -> None:
    data = mutated.MUTATIONS[change](mutated.rows_of(table.text))
    reading = read(data, region=table.region)
    assert not reading.refused, told(reading)
    assert found(reading) == table.expected


FORMS = {
    name: getattr(made, name)
    for name in ("FUJIAN_2019Q2", "FUJIAN_2020_01", "SICHUAN_2020", "SHAOYANG_2024_10", "SHENZHEN_2020Q2")
}


@pytest.mark.parametrize("change", [name for name in mutated.MUTATIONS if name not in ("xlsx", "merged")])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_the_same_in_every_shape(read, form: str, change: str) -> None:
    rows = mutated.rows_of(FORMS[form])
    plain, changed = read(mutated.xlsx(rows)), read(mutated.MUTATIONS[change](rows))
    assert not changed.refused, told(changed)
    assert found(changed) == found(plain)
    assert len(found(plain)) > 10


# -- layouts of text --------------------------------------------------------------------------------
def test_one_cell_a_line(read) -> None:
    text = """\
编制单位:东莞市 |
2016年度 08月份 |
|
指标名称 |
单位 |
数量 |
上期 |
环比 |
甲 |
丙 |
1 |
2 |
3 |
一、综合 |
|
|
|
|
社会服务经费实际支出 |
万元 |
29,851.2 |
26,180.3 |
14.02 |
城市最低生活保障 |
万元 |
2,134.7 |
1,910.4 |
11.74 |
"""
    assert found(read(text.encode(), "x.txt")) == {
        ("441900", "exp_total", "2016-08"): 298_512_000,
        ("441900", "exp_urban_dibao", "2016-08"): 21_347_000,
    }
    torn = read(text.replace("万元 |\n2,134.7 |\n", "2,134.7 |\n").encode(), "x.txt")
    assert found(torn) == {("441900", "exp_total", "2016-08"): 298_512_000}
    assert "不能确定" in told(torn)


SPACED = """\
民政统计季报表
编制单位:四川省 制表机关:民
地区编码:510000000000 2022年09月 批转机关:国 家 统 计 局
指标名称 单位 代码 数量 上季度 环比 上月
1 2 3 4
一、综合 JZH011000000
   (一)乡级行政区划 JZH011110000 3,101 3,101
       1.镇 JZH011111000 2,016 2,016
       4.苏木 JZH011112200
(二)民政事业费累计支出 万元 JZH011310000 1,750,824.6 1,142,713.9 53.22
    1.社会福利 万元 JZH011211000 352,560.6 228,682.6 54.17
        其中:(1)儿童福利 万元 JZH011211100 43,925.6 29,083.3 51.03
"""


def test_cells_with_spaces_between_them(read) -> None:
    reading = read(SPACED.encode(), "x.txt")
    values = {item: value for (_, item, _), value in found(reading).items()}
    assert (values["township_divisions"], values["towns"]) == (3101, 2016)
    assert values["exp_total"] == 17_508_246_000
    assert "sumu" not in values


def test_a_figure_whose_column_is_not_certain_is_not_taken(read) -> None:
    text = SPACED + "    2.社会救助 万元 JZH011212000 1,109,439.7\n"
    reading = read(text.encode(), "x.txt")
    assert "exp_social_assistance" not in {item for _, item, _ in found(reading)}
    assert "不能确定" in told(reading)
    assert any("社会救助" in row.label for row in reading.unmapped)


def test_cells_run_together_are_refused(read) -> None:
    text = "指标名称单位代码数量上季度环比上月\n(二)民政事业费累计支出万元JZH01131000069,436.333,872.0105.0053,519.0\n"
    reading = read(text.encode(), "x.txt")
    assert reading.refused
    assert not reading.facts


# -- what is beside the figures ---------------------------------------------------------------------
def test_a_region_code_at_odds_with_the_name_is_refused_with_its_cell(read) -> None:
    text = "2012年农村低保9月份地级标准\n区划代码|地区|标准 元/人、年\n1301|石家庄市|1909.77\n1303|唐山市|2443.16\n"
    reading = read(mutated.xlsx(mutated.rows_of(text)))
    issue = next(issue for issue in reading.issues if issue.stops)
    assert (issue.rule, issue.locator) == ("region", "Sheet!A4")


def test_unknown_places_and_columns_of_a_table_are_listed(read) -> None:
    text = "福州市2023年三季度社会救助情况\n地区|孤儿(人)|某种补贴(人)\n鼓楼区|3|4\n某某园区|5|6\n"
    reading = read(mutated.xlsx(mutated.rows_of(text)))
    assert found(reading) == {("350102", "orphans", "2023Q3"): 3}
    assert {row.label for row in reading.unmapped} == {"某种补贴", "某某园区"}


def test_a_sum_of_some_places_is_not_taken_for_the_whole(read) -> None:
    text = "福州市2023年三季度社会救助情况\n地区|孤儿(人)\n鼓楼区|3\n台江区|5\n合计|8\n"
    assert ("350100", "orphans", "2023Q3") not in found(read(mutated.xlsx(mutated.rows_of(text))))
    more = read(mutated.xlsx(mutated.rows_of(text.replace("合计|8", "合计|90"))))
    assert found(more)["350100", "orphans", "2023Q3"] == 90


def test_a_column_below_another_item_is_not_taken_for_a_total_of_its_name(read) -> None:
    text = (
        "福州市2023年三季度社会救助情况\n地区|城市低保||\n|人数|孤儿|残疾人\n鼓楼区|30|4|5\n台江区|50|6|7\n"
    )
    assert {item for _, item, _ in found(read(mutated.xlsx(mutated.rows_of(text))))} == {
        "urban_dibao_persons"
    }


@pytest.mark.parametrize(
    ("cell", "words"), [("约30", "不是数字"), ("-3", "负数"), ("3.5", "应为整数"), ("#REF!", "不是数字")]
)
def test_a_wrong_cell_of_a_table_stops_it_and_is_named(read, cell: str, words: str) -> None:
    text = f"福州市2023年三季度社会救助情况\n地区|孤儿(人)\n鼓楼区|3\n台江区|{cell}\n"
    reading = read(mutated.xlsx(mutated.rows_of(text)))
    issue = next(issue for issue in reading.issues if issue.stops)
    assert issue.locator == "Sheet!B4"
    assert words in issue.message


def test_forms_below_one_another_keep_their_own_periods(read) -> None:
    one = "编制单位：福建省||{}\n指标名称|单位|数量|上季度\n1.镇|个|{}|3\n注：无\n"
    reading = read(mutated.xlsx(mutated.rows_of(one.format("2022年6月", 3) + one.format("2022年9月", 4))))
    assert found(reading) == {("350000", "towns", "2022Q2"): 3, ("350000", "towns", "2022Q3"): 4}


@pytest.mark.parametrize("cell", ["3个", "0.0003万个"])
def test_a_unit_in_the_value_cell(read, cell: str) -> None:
    assert found(read(made.xlsx(made.form(f"1.镇||JZH011111000|{cell}")))) == {
        ("350000", "towns", "2022Q3"): 3
    }


@pytest.mark.parametrize("unit", ["单位：人、户", "（单位：人）", "计量单位：人"])
def test_a_unit_in_a_line_above(read, unit: str) -> None:
    text = f"编制单位：福建省|2022年9月\n{unit}\n指标名称|数量\n城市低保人数|62162\n"
    assert found(read(mutated.xlsx(mutated.rows_of(text)))) == {
        ("350000", "urban_dibao_persons", "2022Q3"): 62162
    }


def test_a_code_slip_is_told_and_decided_by_the_rest_of_the_form(read) -> None:
    rows = ("1.镇|个|JZH011111000|3", "2.乡|个|JZH011111000|4")
    reading = read(made.xlsx(made.form(*rows)))
    assert {item: value for (_, item, _), value in found(reading).items()} == {"towns": 3, "townships": 4}
    assert [issue.rule for issue in reading.issues] == ["code"]


# -- comparison columns -----------------------------------------------------------------------------
def test_a_blank_percentage_that_let_the_next_figure_slide_is_seen(read) -> None:
    rows = ("2.乡|个|JZH011112000|31|31|31|", "1.镇|个|JZH011111000|114|116|-1.72|116")
    compared = read(made.xlsx(made.form(*rows))).compared
    months = {(it.indicator, str(it.period)): it.value for it in compared.facts}
    assert months["townships", "2022-08"] == 31
    assert [(ratio.fact.indicator, ratio.kind.value) for ratio in compared.ratios] == [("towns", "stock")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("1.镇|个||114|116|-1.72|", "stock"),
        ("1.镇|个||114|116|1.72|", "miscalculated"),
        ("(二)民政事业费累计支出|万元||318270.4|162304.9|96.09|", "cumulative"),
    ],
)
def test_printed_percentages_are_classified(read, row: str, kind: str) -> None:
    (ratio,) = read(made.xlsx(made.form(row))).compared.ratios
    assert ratio.kind.value == kind


# -- any bytes --------------------------------------------------------------------------------------
def test_no_mutation_of_a_file_ends_in_an_accident(read) -> None:
    draw = random.Random(20240409)
    texts = [table.text for table in TABLES] + list(FORMS.values())
    for number in range(150):
        rows = mutated.rows_of(draw.choice(texts))
        for _ in range(draw.randint(1, 6)):
            _spoil(rows, draw)
        data = draw.choice([mutated.xlsx, mutated.separated, mutated.web])(rows)
        reading = read(data, f"{number}.xlsx", region=draw.choice(["", "350000"]))
        assert reading.facts or reading.refused or reading.unmapped
        assert all(re.search(r"[一-鿿]", issue.message) for issue in reading.issues)


def _spoil(rows: list[list[str]], draw: random.Random) -> None:
    row = draw.choice(rows)
    if not row:
        return
    column = draw.randrange(len(row))
    match draw.randrange(6):
        case 0:
            row[column] = ""
        case 1:
            row.insert(column, "")
        case 2:
            row[column] = draw.choice(
                ["#REF!", "…", "—", "=1+1", "约3", "１２", "合计", "2022", "(" * 9, "\\", "x" * 300]
            )
        case 3:
            rows.remove(row)
        case 4:
            rows.insert(draw.randrange(len(rows) + 1), list(draw.choice(rows)))
        case 5:
            del row[column:]


def test_torn_bytes_get_a_sentence(read) -> None:
    draw = random.Random(7)
    whole = (
        made.xlsx(made.FUJIAN_2019Q2),
        made.xls(made.FUJIAN_2019Q2),
        made.csv_file(made.FUJIAN_2019Q2, "gb18030"),
    )
    for _ in range(60):
        data = bytearray(draw.choice(whole))
        for _ in range(draw.randint(1, 40)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        cut = bytes(data[: draw.randrange(1, len(data))]) if draw.random() < 0.5 else bytes(data)
        reading = read(cut)
        assert reading.facts or reading.refused


def test_what_is_lost_is_never_replaced_by_something_else(read) -> None:
    draw = random.Random(20231009)
    for _ in range(150):
        table = draw.choice(TABLES)
        rows = mutated.rows_of(table.text)
        for _ in range(draw.randint(1, 3)):
            _lose(rows, draw)
        reading = read(mutated.xlsx(rows), region=table.region)
        wrong = {key: value for key, value in found(reading).items() if table.expected.get(key) != value}
        assert not wrong or reading.refused or "接在历年数之后" in told(reading), (table.name, rows)


def _lose(rows: list[list[str]], draw: random.Random) -> None:
    """Blank a cell, lose a line or its end, or repeat a line."""
    number = draw.randrange(len(rows))
    row = rows[number]
    match draw.randrange(4):
        case 0 if row:
            row[draw.randrange(len(row))] = ""
        case 1:
            del rows[number]
        case 2 if row:
            del row[draw.randrange(len(row)) :]
        case _:
            rows.insert(number, list(row))


def test_a_long_list_of_something_else_gets_its_sentence_quickly(read) -> None:
    lines = "".join(f"某某公司{number},{number},{number * 2}\n" for number in range(40_000))
    assert read(("客户名称,金额,欠款\n" + lines).encode(), "x.csv").refused


# -- against the store -------------------------------------------------------------------------------
def test_a_comparison_column_at_odds_with_the_store_is_a_hint_and_is_not_stored(
    small_path: Path, regions: Regions
) -> None:
    def form(month: str, figure: int, before: str) -> bytes:
        head = f"民政统计季报表\n编制单位：福建省||2022年{month}月\n指标名称|单位|数量|上季度|环比"
        return made.xlsx(f"{head}\n1.镇|个|{figure}|{before}|0.15")

    first = [("二季度.xlsx", form("6", 650, ""))]
    intake.take_in(small_path, first, Request(), regions=regions, actor="测试员")
    second = [("三季度.xlsx", form("9", 653, "652"))]
    (file,) = intake.take_in(small_path, second, Request(), regions=regions, actor="测试员").files
    hint = next(issue for issue in file.issues if issue.rule == "revision")
    assert (hint.severity.value, hint.locator) == ("explain", "Sheet1!D4")
    assert "652个" in hint.message
    assert "650个" in hint.message
    assert [(str(fact.period), fact.value) for fact in file.facts] == [("2022Q3", 653)]


def test_a_ratio_of_sums_since_january_is_told_with_the_true_growth(
    small_path: Path, regions: Regions
) -> None:
    (file,) = intake.take_in(
        small_path, [("福建.xlsx", made.xlsx(made.FUJIAN_2019Q2))], Request(), regions=regions, actor="测试员"
    ).files
    assert any("不是单期增长" in remark for remark in file.remarks)
    assert any("单期环比为-3.91%" in remark for remark in file.remarks)
    assert not [issue for issue in file.issues if issue.rule == "ratio"]


def test_the_true_growth_of_a_first_quarter_is_found_in_the_year_before(
    small_path: Path, regions: Regions
) -> None:
    def form(when: str, figure: int, before: str = "", ratio: str = "") -> list[tuple[str, bytes]]:
        head = f"民政统计季报表\n编制单位：福建省||{when}\n指标名称|单位|数量|上季度|环比"
        row = f"民政事业费累计支出|万元|{figure}|{before}|{ratio}"
        return [(f"{when}.xlsx", made.xlsx(f"{head}\n{row}"))]

    def received(files: list[tuple[str, bytes]]) -> tuple[str, ...]:
        (file,) = intake.take_in(small_path, files, Request(), regions=regions, actor="测试员").files
        return file.remarks

    received(form("2022年9月", 600))
    received(form("2022年12月", 1000))
    assert any("单期环比为-25%" in it for it in received(form("2023年3月", 300, "1000", "-70")))


# -- more heads and sides ---------------------------------------------------------------------------
def test_three_lines_of_heads(read) -> None:
    text = """\
宁德市2023年9月社会救助分县情况表
地区|救助对象人数合计|特困||最低生活保障|||
||小计|集中供养|城市||农村|
||||户数|人数|户数|人数
蕉城区|50|5|2|5|10|15|20
福安市|49|4|2|6|11|16|21
"""
    items = ("urban_dibao_households", "urban_dibao_persons", "rural_dibao_households", "rural_dibao_persons")
    rows = {"350902": (5, 10, 15, 20), "350981": (6, 11, 16, 21)}
    expected = {
        (place, item, "2023Q3"): value
        for place, values in rows.items()
        for item, value in zip(items, values, strict=True)
    }
    assert found(read(mutated.xlsx(mutated.rows_of(text)))) == expected


def test_a_year_merged_over_the_places_below_it(read) -> None:
    text = (
        "福建省婚姻登记\n年份|地区|结婚登记(对)\n2021|福州市|100\n|厦门市|200\n2022|福州市|110\n|厦门市|210\n"
    )
    assert found(read(mutated.xlsx(mutated.rows_of(text)))) == {
        ("350100", "marriages", "2021"): 100,
        ("350200", "marriages", "2021"): 200,
        ("350100", "marriages", "2022"): 110,
        ("350200", "marriages", "2022"): 210,
    }


def test_quarters_below_years(read) -> None:
    text = """\
编制单位：福建省
指标名称|计量单位|2023年||2022年|
||一季度|二季度|一季度|二季度
结婚登记|对|100|200|110|220
"""
    periods = {"2023Q1": 100, "2023Q2": 200, "2022Q1": 110, "2022Q2": 220}
    values = {
        period: value for (_, _, period), value in found(read(mutated.xlsx(mutated.rows_of(text)))).items()
    }
    assert values == periods


def test_quarters_without_a_year_take_that_of_the_title(read) -> None:
    text = "福州市2023年一季度、二季度低保情况\n地区|一季度|二季度\n|城市低保人数|城市低保人数\n鼓楼区|1|3\n台江区|5|7\n"
    rows = mutated.rows_of(text)
    assert found(read(mutated.xlsx(rows)))["350103", "urban_dibao_persons", "2023Q2"] == 7
    rows[0] = ["福州市低保情况"]
    assert not found(read(mutated.xlsx(rows), period=Period.parse("2023Q1")))
