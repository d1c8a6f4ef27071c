"""The readers: every layout of the plain kind is read to the last cell, all else is listed or refused."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from minsheng import returns
from minsheng.catalogue import Catalogue
from minsheng.facts import Basis, Fact, State
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.returns import Reading, Request, dates, labels, printed
from minsheng.store.reading import Store
from tests import returns_made as made


@pytest.fixture(scope="session")
def catalogue(store: Store) -> Catalogue:
    return store.catalogue


@pytest.fixture
def read(catalogue: Catalogue, regions: Regions):  # noqa: ANN201 - bytes → Reading
    def run(data: bytes, name: str = "报表.xlsx", **request: object) -> Reading:
        return returns.read(data, name, catalogue, regions, Request(**request))

    return run


def by_code(reading: Reading) -> dict[str, Fact]:
    return {fact.indicator: fact for fact in reading.facts}


def values(reading: Reading) -> dict[str, Decimal | None]:
    return {fact.indicator: fact.value for fact in reading.facts}


def told(reading: Reading) -> str:
    return "".join(issue.message for issue in reading.issues)


# -- the published layouts --------------------------------------------------------------------------
@pytest.mark.parametrize("make", [made.xlsx, made.xls, made.csv_file])
def test_fujian_2019q2_without_codes(read, make) -> None:
    reading = read(make(made.FUJIAN_2019Q2))
    assert not reading.refused
    assert (reading.layout, reading.regions, reading.periods) == ("return_plain", ("350000",), ("2019Q2",))
    facts = by_code(reading)
    assert facts["exp_total"].value == 3_182_704_000
    assert facts["exp_total"].basis is Basis.YTD
    assert facts["exp_total"].resolution == 1000
    assert facts["exp_rural_tekun"].value == 392_735_000
    assert (facts["townships"].value, facts["townships"].notes) == (272, "含民族乡")
    assert facts["ethnic_townships"].value == 19
    assert facts["towns"].basis is Basis.STOCK
    assert len(facts) == 24


def test_a_blank_is_not_reported_and_never_zero(read) -> None:
    facts = by_code(read(made.xlsx(made.FUJIAN_2019Q2)))
    assert {facts[code].state for code in ("sumu", "ethnic_sumu", "district_offices")} == {State.NOT_REPORTED}
    assert facts["sumu"].value is None
    zero = by_code(read(made.xlsx(made.form("2.乡|个|JZH011112000|0"))))["townships"]
    assert (zero.value, zero.state) == (0, State.VALUE)


def test_fujian_2020_01_monthly_form(read) -> None:
    reading = read(made.xlsx(made.FUJIAN_2020_01))
    assert reading.periods == ("2020-01",)
    found = values(reading)
    assert (found["townships"], found["ethnic_townships"]) == (251, 19)
    assert found["exp_total"] == 761_643_000
    assert found["exp_other"] == 102_583_000
    assert (found["urban_dibao_persons"], found["rural_dibao_persons"]) == (62_162, 412_768)
    assert (found["dibao_persons"], found["lottery_sales"]) == (None, None)
    assert 714_496_8000 not in found.values()


def test_shaoyang_a_quarterly_form_for_october(read) -> None:
    reading = read(made.xlsx(made.SHAOYANG_2024_10))
    assert (reading.layout, reading.regions, reading.periods) == ("return_coded", ("430500",), ("2024-10",))
    found = values(reading)
    assert found["exp_total"] == 1_540_844_000
    assert (found["exp_orphan_living"], found["exp_unattended_child"]) == (14_542_000, 38_974_000)
    assert len([value for value in found.values() if value is not None]) == 13


def test_sichuan_2020_with_codes_prints_only_the_year(read) -> None:
    reading = read(made.xls(made.SICHUAN_2020))
    assert (reading.layout, reading.regions, reading.periods) == ("return_coded", ("510000",), ("2020",))
    assert "没有月份或季度" in told(reading)
    found = values(reading)
    assert (found["township_divisions"], found["exp_retirees"]) == (3101, 70_072_000)
    assert (found["orphans"], found["unattended_children"]) == (17_908, 23_016)
    assert not reading.unmapped


def test_shenzhen_2020q2_digest_names_place_and_period_in_its_title(read) -> None:
    reading = read(made.csv_file(made.SHENZHEN_2020Q2, "gb18030"), "随便.csv")
    assert (reading.layout, reading.regions, reading.periods) == ("digest", ("440300",), ("2020Q2",))
    found = values(reading)
    assert len(found) == 29
    assert (found["vagrant_assist_cases"], found["community_special_facilities"]) == (3722, 7421)
    assert "rural_dibao_persons" not in found


def test_a_digest_in_ten_thousands_keeps_its_resolution_and_reads_by_heading(read) -> None:
    table = """\
2021年2季度福建民政统计数据
指标名称|单位|数量
四、社会救助
城市最低生活保障
最低生活保障人数|万人|6.1
农村最低生活保障
最低生活保障人数|万人|45.9
城市特困人员救助供养人数|万人|0.6
"""
    facts = by_code(read(made.csv_file(table), "x.csv"))
    assert facts["urban_dibao_persons"].value == 61_000
    assert (facts["rural_dibao_persons"].value, facts["rural_dibao_persons"].resolution) == (459_000, 1000)
    assert facts["rural_dibao_persons"].locator == "x!C7"
    assert facts["urban_tekun_persons"].value == 6000


def test_the_townships_of_a_digest_include_the_ethnic_ones(read) -> None:
    table = "2021年2季度福建民政统计数据\n指标名称|单位|数量\n二、乡级行政区划单位\n镇|个|650\n乡|个|258"
    assert values(read(made.xlsx(table))) == {"towns": 650, "townships_incl_ethnic": 258}


def test_every_fact_knows_its_cell(read) -> None:
    assert by_code(read(made.xlsx(made.SHAOYANG_2024_10, "季报")))["towns"].locator == "季报!D10"


def test_the_demo_returns_are_read_without_a_doubt(read) -> None:
    from tests.demo_facts import EXAMPLES

    for file in [
        *EXAMPLES.glob("return_*.xlsx"),
        *EXAMPLES.glob("digest_*.csv"),
        *EXAMPLES.glob("tidy_*.csv"),
    ]:
        reading = read(file.read_bytes(), file.name)
        assert reading.facts, file
        assert not reading.issues, file
        assert not reading.unmapped, file
        assert reading.facts[0].known_on is not None or reading.layout == "digest"


# -- what stops a form, with its cell ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1.镇|个||-3", "出现负数-3"),
        ("1.镇|个||3.5", "应为整数"),
        ("1.镇|个||约13", "“约13”不是数字"),
        ("1.镇|个||#REF!", "不是数字"),
        ("(二)民政事业费累计支出|万元||3964.184", "最多1位小数"),
    ],
)
def test_a_wrong_value_stops_the_form_and_names_the_cell(read, row: str, words: str) -> None:
    reading = read(made.xlsx(made.form("一、综合", row)))
    assert reading.refused
    issue = next(issue for issue in reading.issues if issue.stops)
    assert issue.locator == "Sheet1!D6"
    assert words in issue.message
    assert "Sheet1!D6" in issue.message


def test_the_same_item_twice_with_different_values_stops(read) -> None:
    assert "出现两次" in told(read(made.xlsx(made.form("1.镇|个||3", "1.镇|个||4"))))
    assert not read(made.xlsx(made.form("1.镇|个||3", "1.镇|个||3"))).refused


def test_a_formula_without_a_result_is_no_blank(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个||=1+1")))
    assert reading.refused
    assert "公式没有结果" in told(reading)


def test_a_formula_for_a_label_is_left_out_and_flagged(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个||3", '="2."&"乡"|个||5')))
    assert values(reading) == {"towns": 3}
    assert "却是公式" in told(reading)
    assert [row.locator for row in reading.unmapped] == ["Sheet1!D6"]


def test_a_binary_sum_is_read_as_the_decimal_it_stands_for(read) -> None:
    assert (
        values(read(made.xlsx(made.form("(二)民政事业费累计支出|万元||318270.39999999997"))))["exp_total"]
        == 3_182_704_000
    )


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("编制单位：淄博市||2022年9月\n地区编码：350000000000", "编制单位与地区编码不符"),
        ("编制单位：福建省||2022年9月\n地区编码：123456000000", "不在行政区划目录中"),
        ("编制单位：没有这个县||2022年9月", "认不出"),
        ("编制单位：福建省||2022年9月\n2022年二季度", "报告期前后不一"),
        ("编制单位：福建省", "没有报告期"),
        ("2022年9月", "没有编制单位"),
    ],
)
def test_a_head_that_is_silent_or_contradicts_itself_stops(read, head: str, words: str) -> None:
    reading = read(made.xlsx(f"民政统计季报表\n{head}\n指标名称|单位|数量|上季度\n1.镇|个|3"))
    assert reading.refused
    assert words in told(reading)


def test_the_request_helps_where_the_head_is_silent_and_never_overrules_it(read, regions: Regions) -> None:
    silent = "民政统计季报表\n指标名称|单位|数量|上季度\n1.镇|个|3"
    fujian, zibo = regions.get("350000"), regions.get("370300")
    helped = read(made.xlsx(silent), region=fujian, period=Period.parse("2022Q3"))
    assert (helped.regions, helped.periods) == (("350000",), ("2022Q3",))
    speaking = made.xlsx(made.form("1.镇|个||3"))
    assert "不一致" in told(read(speaking, region=zibo))
    assert "不一致" in told(read(speaking, period=Period.parse("2022Q4")))
    year = made.xlsx(made.SICHUAN_2020)
    assert read(year, period=Period.parse("2020-11")).periods == ("2020-11",)


@pytest.mark.parametrize(
    "head",
    [
        "填报单位：福建省民政厅（盖章）||2022年三季度",
        "编制单位|福建省\n报告期|2022年9月",
        "地区编码：|350000000000||2022年09月",
        "编制单位：福 建 省 2022年 9月",
        "编制单位：福建省||报告期：2022年前三季度|报出日期：2022年10月9日",
    ],
)
def test_heads_are_written_in_many_ways(read, head: str) -> None:
    reading = read(made.xlsx(f"民政统计季报表\n{head}\n指标名称|单位|数量|上季度\n1.镇|个|3"))
    assert (reading.regions, reading.periods) == (("350000",), ("2022Q3",))


def test_a_name_of_several_places_needs_the_code_or_the_request(read, regions: Regions) -> None:
    table = "民政统计季报表\n编制单位：鼓楼区||2022年三季度\n{}指标名称|单位|数量|上季度\n1.镇|个|3"
    assert "可以指" in told(read(made.xlsx(table.format(""))))
    assert read(made.xlsx(table.format("地区编码：350102000000\n"))).regions == ("350102",)
    assert read(made.xlsx(table.format("")), region=regions.get("350102")).regions == ("350102",)


def test_a_former_code_means_the_present_place(read) -> None:
    table = "民政统计季报表\n编制单位：即墨区||2022年三季度\n地区编码：370282000000\n指标名称|单位|数量|上季度\n1.镇|个|3"
    reading = read(made.xlsx(table))
    assert reading.regions == ("370215",)
    assert [issue.rule for issue in reading.issues] == ["V53"]


def test_sheets_of_different_places_or_periods_are_refused_and_hidden_ones_not_read(read) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made.xlsx(made.form("1.镇|个||3"))))
    other = book.create_sheet("上期")
    for row in made.cells(made.form("1.镇|个||4").replace("2022年09月", "2022年06月")):
        other.append([made.typed(text) for text in row])
    assert "报告期不同" in told(read(made.saved(book)))
    other.sheet_state = "hidden"
    reading = read(made.saved(book))
    assert values(reading) == {"towns": 3}
    assert "隐藏" in told(reading)


# -- what is not known is listed --------------------------------------------------------------------
def test_unknown_rows_are_listed_with_cell_label_and_value(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个||3", "2.某种新设施|个||8", "5.养老机构床位|万元||9")))
    assert values(reading) == {"towns": 3}
    listed = [(row.locator, row.label, row.value) for row in reading.unmapped]
    assert listed == [("Sheet1!D6", "2.某种新设施", "8"), ("Sheet1!D7", "5.养老机构床位", "9")]
    assert "不符" in told(reading)


def test_a_code_that_contradicts_the_label_is_not_guessed_at(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个|JZH011113000|3", "7.区公所|个|JZH011114000|1")))
    assert values(reading) == {"district_offices": 1}
    assert "与名称“镇”不一致" in told(reading)


def test_a_part_of_something_else_is_not_mistaken_for_a_total_of_its_name(read) -> None:
    rows = ("A 城市低保人数|人||900", "其中：60岁以上老年人|人||300")
    assert values(read(made.xlsx(made.form(*rows)))) == {"urban_dibao_persons": 900}


def test_an_ambiguous_label_without_its_heading_stays_unmapped(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个||3", "最低生活保障人数|人||50")))
    assert "urban_dibao_persons" not in values(reading)
    assert len(reading.unmapped) == 1


def test_a_number_in_the_unit_column_is_flagged(read) -> None:
    reading = read(made.xlsx(made.form("1.镇|个||3", "A 城市低保人数|69,523||79,437")))
    assert values(reading) == {"towns": 3}
    assert "计量单位栏里是数" in told(reading)


def test_signatures_and_notes_are_never_kept(read) -> None:
    foot = ("填表人：张三|联系电话：|0731-1234567|", "注：1.本表…", "报出日期：2022年10月9日")
    reading = read(made.xlsx(made.form("1.镇|个||3", *foot)))
    assert not reading.unmapped
    assert reading.facts[0].known_on.isoformat() == "2022-10-09"


def test_traditional_characters_and_full_width_digits(read) -> None:
    table = (
        "民政統計季報表\n編製單位：福建省|2022年９月\n指標名稱|單位|數量|上季度\n養老機構床位|張|１２，３４５"
    )
    assert values(read(made.xlsx(table))) == {"elderly_inst_beds": 12_345}


def test_labels_indented_into_columns_and_units_in_brackets(read) -> None:
    table = """\
民政统计季报表|||||2022年9月
编制单位：福建省
指标名称||单位|数量|上季度
一、社会事务
|结婚登记（对）||1200|1100
|养老机构床位|万张|9.5
"""
    assert values(read(made.xlsx(table))) == {"marriages": 1200, "elderly_inst_beds": 95_000}


def test_a_thousands_comma_that_split_a_number_stops(read) -> None:
    text = "编制单位：福建省,2022年9月\n指标名称,单位,数量\n镇,个,1,200\n"
    assert "千分位逗号" in told(read(text.encode(), "x.csv"))


def test_html_saved_as_xls(read) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in made.cells(made.form("1.镇|个||1,200"))
    )
    assert values(read(f"<html><table>{rows}</table></html>".encode("gbk"), "x.xls")) == {"towns": 1200}


# -- what is no return ------------------------------------------------------------------------------
def patched(data: bytes, change) -> bytes:
    """A workbook with its first sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b"0" * 2**20)
    return stream.getvalue()


GOOD = made.xlsx(made.form("1.镇|个||3"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        (GOOD[:3000], "损坏"),
        (b"PK\x03\x04" + bytes(64), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "损坏"),
        (b"\n , ,\n", "没有"),
        ("今天天气很好，没有报表。".encode(), "认不出这张表"),
        (bytes(range(256)) * 8, "不是文本"),
    ],
)
def test_a_file_that_is_no_return_gets_one_clear_sentence(read, data: bytes, words: str) -> None:
    reading = read(data)
    assert reading.refused
    assert not reading.facts
    assert words in told(reading)


def test_monstrous_workbooks_are_refused_or_read_quickly(read) -> None:
    assert "过大" in told(read(bomb()))
    empty_rows = b"".join(b'<row r="%d"/>' % n for n in range(6, 1_048_577))
    million = patched(GOOD, lambda xml: xml.replace(b"</sheetData>", empty_rows + b"</sheetData>"))
    assert values(read(million)) == {"towns": 3}
    claimed = patched(
        GOOD, lambda xml: re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1:XFD1048576"', xml)
    )
    assert values(read(claimed)) == {"towns": 3}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert "不像报表" in told(read(patched(GOOD, lambda xml: xml.replace(b"</sheetData>", far))))


def test_a_csv_with_a_million_empty_lines_is_read_quickly(read) -> None:
    text = "编制单位：福建省,2022年9月,\n指标名称,单位,数量\n镇,个,3\n" + ",,\n" * 1_000_000
    assert values(read(text.encode(), "x.csv")) == {"towns": 3}
    assert "行，不像报表" in told(read(b"a,b\n" * 600_000, "x.csv"))


def test_tab_separated_and_utf_16(read) -> None:
    text = f"{HEADER}\n350000,towns,2022Q3,5,个\n".replace(",", "\t")
    assert (
        values(read(text.encode("utf-16"), "x.txt")) == values(read(text.encode(), "x.tsv")) == {"towns": 5}
    )


# -- tidy -------------------------------------------------------------------------------------------
HEADER = "region,indicator,period,value,unit"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tidy_takes_codes_names_aliases_and_convertible_units(read, encoding: str) -> None:
    text = f"{HEADER},approx,basis\n福建省,养老机构床位,2022-09,9.5,万张,,\n370282,长者食堂,2022,35,处,over,since\n"
    reading = read(text.encode(encoding), "t.csv")
    beds, canteens = reading.facts
    assert (beds.region, beds.indicator, str(beds.period), beds.value) == (
        "350000",
        "elderly_inst_beds",
        "2022Q3",
        95_000,
    )
    assert (beds.resolution, beds.basis, beds.locator) == (1000, Basis.STOCK, "t!D2")
    assert (canteens.region, canteens.basis, canteens.approx.value) == ("370215", Basis.SINCE, "over")


def test_tidy_states_are_kept_apart(read) -> None:
    rows = "350000,towns,2022Q3,,个,\n350000,townships,2022Q3,…,个,\n350000,subdistricts,2022Q3,—,个,\n350000,sumu,2022Q3,,个,not_applicable\n350000,district_offices,2022Q3,0,个,\n"
    facts = by_code(read(f"{HEADER},state\n{rows}".encode(), "t.csv"))
    states = [
        facts[code].state.value for code in ("towns", "townships", "subdistricts", "sumu", "district_offices")
    ]
    assert states == ["not_reported", "below_unit", "unknown", "not_applicable", "value"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("999999,towns,2022Q3,1,个", "地区"),
        ("350000,没有的指标,2022Q3,1,个", "指标目录中没有"),
        ("350000,养老机构床位,2022Q3,1,万元", "不是这个指标"),
        ("350000,towns,2022Q5,1,个", "不是时期"),
        ("350000,towns,2022Q3,-1,个", "负数"),
        ("350000,towns,2022Q3,一百,个", "不是数字"),
        ("350000,towns,2022Q3,1,", "没有计量单位"),
        ("350000,towns,2022Q3,1,200,个", "千分位逗号"),
    ],
)
def test_tidy_refuses_a_row_with_its_number(read, row: str, words: str) -> None:
    reading = read(f"{HEADER}\n{row}\n".encode(), "t.csv")
    assert reading.refused
    assert "第2行" in told(reading)
    assert words in told(reading)


def test_decimals_are_judged_by_the_form_so_not_in_tidy(read) -> None:
    assert not read(f"{HEADER}\n350000,exp_total,2022Q3,3964.184,万元\n".encode(), "t.csv").refused


def test_two_vintages_of_one_fact_may_stand_in_one_tidy_file(read) -> None:
    rows = "350000,towns,2022Q4,5,个,fast\n350000,towns,2022Q4,6,个,final\n"
    assert len(read(f"{HEADER},status\n{rows}".encode(), "t.csv").facts) == 2


def test_an_unknown_name_becomes_a_local_indicator_where_that_is_asked_for(read) -> None:
    text = f"{HEADER},basis\n350000,某新事项,2022Q3,3,万户,ytd\n350000,某新事项,2022Q4,4,万户,ytd\n".encode()
    reading = read(text, "t.csv", define_indicators=True)
    (new,) = reading.defined
    assert (new.row["name"], new.row["unit"], new.row["kind"]) == ("某新事项", "户", "flow")
    assert {fact.indicator for fact in reading.facts} == {new.code}
    assert [fact.value for fact in reading.facts] == [30_000, 40_000]


# -- the small parts --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年06月", "2019Q2"),
        ("2020年度 01月份", "2020-01"),
        ("2019年二季度社会服务统计月报", "2019Q2"),
        ("2016年社会服务统计月报表（8月份）", "2016-08"),
        ("二〇二四年十一月", "2024-11"),
        ("2023年1—9月", "2023Q3"),
        ("2022年上半年", "2022Q2"),
        ("2020年度", "2020"),
    ],
)
def test_periods_of_heads(text: str, period: str) -> None:
    assert [str(it) for it in dates.periods_in(text)] == [period]


def test_a_full_date_and_a_document_number_are_no_period() -> None:
    assert dates.periods_in("2024年4月9日") == []
    assert dates.periods_in("国统制〔2023〕83号") == []


@pytest.mark.parametrize(
    ("text", "name", "of_which"),
    [
        ("一、综合", "综合", False),
        ("其中：(1)儿童福利", "儿童福利", True),
        ("其中:A 孤儿基本生活保障支出", "孤儿基本生活保障支出", True),
        ("Ⅱ 城市低保临时补贴", "城市低保临时补贴", False),
        ("A、城市低保人数", "城市低保人数", False),
        ("#养老机构", "养老机构", True),
        ("80岁以上老年人", "80岁以上老年人", False),
        ("临时救助*", "临时救助", False),
    ],
)
def test_numbering_and_marks_are_stripped(text: str, name: str, of_which: bool) -> None:
    label = labels.label_of(text)
    assert (label.name, label.of_which) == (name, of_which)


@pytest.mark.parametrize("text", ["12,34", "1.2.3", "约5", "5人", "(5)", "NaN", "1e5", "--5", "9" * 30])
def test_what_is_no_number_is_none(text: str) -> None:
    assert printed.printed_text(text) is None


def test_every_label_of_the_forms_names_an_indicator_of_the_catalogue(catalogue: Catalogue) -> None:
    for readings in labels.load(catalogue)._readings.values():
        for reading in readings:
            assert reading.indicator in catalogue or reading.note
