"""Forms mutated as people mutate them, each with all that it says, or with why it must be refused."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal as D

import openpyxl
import pytest
import xlwt

from minsheng import returns
from minsheng.facts import State
from minsheng.geography.regions import Regions
from minsheng.returns import Reading, Request, english
from minsheng.store.reading import Store
from tests.returns_made import saved

Read = Callable[..., Reading]
READ: dict[str, tuple[bytes, str, dict]] = {}
REFUSED: dict[str, tuple[bytes, str, str]] = {}


@pytest.fixture(scope="module")
def read(store: Store, regions: Regions) -> Read:
    def run(data: bytes, name: str, region: str = "") -> Reading:
        place = regions.get(region) if region else None
        return returns.read(data, name, store.catalogue, regions, Request(region=place))

    return run


def found(reading: Reading) -> dict[tuple[str, str, str], D | str]:
    return {
        (fact.region, fact.indicator, str(fact.period)): fact.value if fact.has_value else fact.state.value
        for fact in reading.facts
    }


def book(rows: list[list], *merged: str, name: str = "Sheet1") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = name
    for row in rows:
        made.active.append(row)
    for span in merged:
        made.active.merge_cells(span)
    return made


def at(region: str, period: str, **items: float | str) -> dict:
    return {
        (region, code, period): D(str(value)) if not isinstance(value, str) else value
        for code, value in items.items()
    }


READ["three levels of merged heads"] = (
    saved(
        book(
            [
                ["福州市社会救助情况统计表"],
                ["填报单位：福州市民政局", *[None] * 6, "2023年三季度"],
                ["地区", "最低生活保障", None, None, None, "特困人员", None, None],
                [None, "城市", None, "农村", None, "人数", "其中", None],
                [None, "户数", "人数", "户数", "人数", None, "集中供养人数", "分散供养人数"],
                ["合计", 62, 106, 136, 182, 9, 4, 5],
                ["鼓楼区", 40, 62, 8, 14, 1, 0, 1],
                ["闽清县", 16, 28, 112, 136, 6, 3, 3],
                ["台江区", 6, 16, 16, 32, 2, 1, 1],
            ],
            "A3:A5", "B3:E3", "B4:C4", "D4:E4", "F3:H3", "F4:F5", "G4:H4", "A1:H1",
        )
    ),
    "救助.xlsx",
    {
        **at("350102", "2023Q3", urban_dibao_households=40, urban_dibao_persons=62, rural_dibao_households=8,
             rural_dibao_persons=14, tekun_persons=1, tekun_centralized=0, tekun_dispersed=1),
        **at("350124", "2023Q3", urban_dibao_households=16, urban_dibao_persons=28, rural_dibao_households=112,
             rural_dibao_persons=136, tekun_persons=6, tekun_centralized=3, tekun_dispersed=3),
        **at("350103", "2023Q3", urban_dibao_households=6, urban_dibao_persons=16, rural_dibao_households=16,
             rural_dibao_persons=32, tekun_persons=2, tekun_centralized=1, tekun_dispersed=1),
    },
)  # fmt: skip
READ["two blocks of unlike length, a narrow column between"] = (
    saved(
        book(
            [
                ["三明市2022年民政事业"],
                ["指标", "单位", "2022年", "2021年", None, "指标", "单位", "2022年", "2021年"],
                ["一、社会救助", None, None, None, None, "三、婚姻登记", None, None, None],
                ["城市低保人数", "人", 4100, 4300, None, "结婚登记", "对", 10500, 11200],
                ["农村低保人数", "人", 30100, 30900, None, "离婚登记", "对", 4100, 3900],
                ["二、儿童福利", None, None, None, None, None, None, None, None],
                ["孤儿", "人", 210, 240, None, None, None, None, None],
            ]
        )
    ),
    "三明.xlsx",
    {
        **at("350400", "2022", urban_dibao_persons=4100, rural_dibao_persons=30100, orphans=210, marriages=10500, divorces_registered=4100),
        **at("350400", "2021", urban_dibao_persons=4300, rural_dibao_persons=30900, orphans=240, marriages=11200, divorces_registered=3900),
    },
)  # fmt: skip


def _accompanied() -> bytes:
    made = book(
        [
            ["民政统计季报表"],
            ["编制单位：福建省", None, "2023年6月"],
            ["指标名称", "单位", "数量"],
            ["结婚登记", "对", 61000],
            ["孤儿", "人", 2100],
        ],
        name="报表",
    )
    old = made.create_sheet("上季", 0)
    for row in (
        ["编制单位：福建省", None, "2023年3月"],
        ["指标名称", "单位", "数量"],
        ["结婚登记", "对", 30000],
    ):
        old.append(row)
    old.sheet_state = "veryHidden"
    told = made.create_sheet("指标解释")
    for row in (
        ["指标名称", "解释"],
        ["结婚登记", "本年累计办理的结婚登记对数"],
        ["孤儿", "18周岁以下的孤儿"],
    ):
        told.append(row)
    return saved(made)


READ["a very hidden sheet of last quarter and one that explains"] = (
    _accompanied(), "季报.xlsx", at("350000", "2023Q2", marriages=61000, orphans=2100),
)  # fmt: skip
READ["an empty 环比 lets 上月 slide to the left"] = (
    (
        "民政统计季报表\n编制单位:衡阳市,,2022年06月\n指标名称,单位,数量,上季度,环比,上月\n1.镇,个,114,114,114\n"
        "2.乡,个,30,31,-3.23,30\n城市低保人数,人,50210,52000,-3.44,50800\n"
    ).encode(),
    "衡阳.csv",
    at("430400", "2022Q2", towns=114, townships=30, urban_dibao_persons=50210),
)
READ["GB18030, codes, traditional characters and full width"] = (
    (
        "民政統計季報表\n編製單位：邵陽市,,,２０２４年１０月\n指標名稱,單位,代碼,數量,九月份,環比\n１.鎮,個,JZH011111000,１１４,114,\n"
        "６.街道,個,JZH011113000,３６,36,\n結婚登記,對,,\"８,１２０\",\"7,300\",11.23\n"
    ).encode("gb18030"),
    "邵阳.csv",
    at("430500", "2024-10", towns=114, subdistricts=36, marriages=8120),
)  # fmt: skip
READ["a web page saved as .xls, heads over two lines"] = (
    """<html><head><meta charset="gb2312"></head><body><table border=1>
    <tr><td colspan=5>福州市2023年9月份孤儿及低保情况</td></tr>
    <tr><th rowspan=2>县（市、区）</th><th colspan=2>城市低保</th><th colspan=2>农村低保</th></tr>
    <tr><th>户数（户）</th><th>人数（人）</th><th>户数（户）</th><th>人数（人）</th></tr>
    <tr><td>鼓楼区</td><td>40</td><td>62</td><td>&nbsp;</td><td>&mdash;</td></tr>
    <tr><td>闽侯县</td><td>1,016</td><td>1,528</td><td>2,112</td><td>3,136</td></tr></table></body></html>""".encode("gb18030"),
    "孤儿.xls",
    {
        **at("350102", "2023Q3", urban_dibao_households=40, urban_dibao_persons=62, rural_dibao_households="not_reported", rural_dibao_persons="unknown"),
        **at("350121", "2023Q3", urban_dibao_households=1016, urban_dibao_persons=1528, rural_dibao_households=2112, rural_dibao_persons=3136),
    },
)  # fmt: skip
READ["the unit stands in the value's cell"] = (
    saved(
        book(
            [
                ["北京市2022年3月社会服务统计"],
                ["指标名称", "数量"],
                ["民政事业费累计支出", "30.4亿元"],
                ["城市最低生活保障人数", "7.1万人"],
                ["城市低保标准", "1,245元/人·月"],
                ["养老机构", "574家"],
                ["结婚登记", "1.2 万对"],
            ]
        )
    ),
    "北京.xlsx",
    at("110000", "2022Q1", exp_total=3_040_000_000, urban_dibao_persons=71_000, urban_dibao_standard=1245,
       elderly_institutions=574, marriages=12_000),
)  # fmt: skip
READ["a formula where a name should be is left out"] = (
    saved(
        book(
            [
                ["编制单位：福建省", None, "2023年9月"],
                ["指标名称", "单位", "数量"],
                ["=HYPERLINK(\"http://a.example/\",\"孤儿\")", "人", 2100],
                ["结婚登记", "对", 61000],
            ]
        )
    ),
    "公式.xlsx",
    at("350000", "2023Q3", marriages=61000),
)  # fmt: skip
READ["one cell a line, places and items, blanks kept"] = (
    "福州市2023年9月城乡低保情况\n单位：人\n地区\n城市低保人数\n农村低保人数\n孤儿\n鼓楼区\n62\n\n3\n闽侯县\n1528\n3136\n12\n闽清县\n28\n136\n—\n".encode(),
    "粘贴的表格.txt",
    {
        **at("350102", "2023Q3", urban_dibao_persons=62, rural_dibao_persons="not_reported", orphans=3),
        **at("350121", "2023Q3", urban_dibao_persons=1528, rural_dibao_persons=3136, orphans=12),
        **at("350124", "2023Q3", urban_dibao_persons=28, rural_dibao_persons=136, orphans="unknown"),
    },
)  # fmt: skip
READ["one cell a line with a blank line behind each, years across"] = (
    "\n\n".join(
        ["青海省收养、低保情况", "项 目", "2020", "2021", "城市低保人数（人）", "62524", "59061", "孤儿数（人）", "2656", "1257"]
    ).encode(),
    "粘贴的表格.txt",
    {**at("630000", "2020", urban_dibao_persons=62524, orphans=2656), **at("630000", "2021", urban_dibao_persons=59061, orphans=1257)},
)  # fmt: skip
READ["nothing but spaces between places and figures"] = (
    "福州市2023年三季度低保情况\n地区    城市低保户数    城市低保人数    农村低保人数\n鼓楼区     40     62      14\n闽 侯 县   1,016  1,528   3,136\n闽清县     16     28\n".encode(),
    "粘贴的表格.txt",
    {
        **at("350102", "2023Q3", urban_dibao_households=40, urban_dibao_persons=62, rural_dibao_persons=14),
        **at("350121", "2023Q3", urban_dibao_households=1016, urban_dibao_persons=1528, rural_dibao_persons=3136),
    },
)  # fmt: skip
READ["two tables side by side with nothing but spaces"] = (
    (
        "岳阳市民政事业\n指标名称          单位    2021年   2020年      指标名称          单位    2021年   2020年\n"
        "一、社会救助                                   三、婚姻登记\n城市低保人数      人      44209    48843      结婚登记          对      24692    29200\n"
        "农村低保人数      人      98516   100229      离婚登记          对       8529    15857\n二、孤儿         人       310      322\n"
        "                                              四、火化遗体数      具      12245    12900\n"
    ).encode(),
    "粘贴的表格.txt",
    {
        **at("430600", "2021", urban_dibao_persons=44209, rural_dibao_persons=98516, orphans=310, marriages=24692,
             divorces_registered=8529, cremations=12245),
        **at("430600", "2020", urban_dibao_persons=48843, rural_dibao_persons=100229, orphans=322, marriages=29200,
             divorces_registered=15857, cremations=12900),
    },
)  # fmt: skip
READ["names in two languages, figures on the line below"] = (
    (
        "福建省社会救济情况\n项目 Item 2020 2021\n社会救济  Social Relief\n城镇居民最低生活保障人数(人)   Number of Persons Receiving Allowance(person)\n"
        "62379 64992\n农村最低生活保障人数(人)   Number of Persons in Rural Areas(person)\n452363 483970\n"
        "城市特困人员供养人数(人)   Number of destitute People(person)\n5868\n"
    ).encode(),
    "粘贴的表格.txt",
    {**at("350000", "2020", urban_dibao_persons=62379, rural_dibao_persons=452363),
     **at("350000", "2021", urban_dibao_persons=64992, rural_dibao_persons=483970)},
)  # fmt: skip
READ["English heads that have a Chinese name"] = (
    (
        b"Year/Region | Total Number of Marriages (10 000 couples) | Number of Widows (10 000 persons) | Divorces (10 000 couples)\n"
        b"2007 | 991.4 | 12.0 | 209.8\n2008 | 1098.3 | 11.0 | 226.9\nInner Mongolia | 18.8 | | 5.0\nShanxi | 28.7 | | 3.3\nShaanxi | 30.1 | | 4.2\n"
    ),
    "yearbook.txt",
    {
        **at("000000", "2007", marriages=9_914_000, divorces_total=2_098_000),
        **at("000000", "2008", marriages=10_983_000, divorces_total=2_269_000),
        **at("150000", "2008", marriages=188_000, divorces_total=50_000),
        **at("140000", "2008", marriages=287_000, divorces_total=33_000),
        **at("610000", "2008", marriages=301_000, divorces_total=42_000),
    },
)  # fmt: skip
READ["quarters across, the units in a line above"] = (
    saved(
        book(
            [
                ["福建省2022年各季度民政统计"],
                ["单位：万元、对"],
                ["指标", "一季度", "二季度", "三季度"],
                ["民政事业费累计支出", 162304.9, 318270.4, 514496.8],
                ["结婚登记", 30000, 55000, 78000],
            ]
        )
    ),
    "季度.xlsx",
    {
        **at("350000", "2022Q1", exp_total=1_623_049_000, marriages=30000),
        **at("350000", "2022Q2", exp_total=3_182_704_000, marriages=55000),
        **at("350000", "2022Q3", exp_total=5_144_968_000, marriages=78000),
    },
)  # fmt: skip


def _old() -> bytes:
    made = xlwt.Workbook()
    page = made.add_sheet("Sheet1")
    lines = (
        ["深圳市2023年2季度民政统计季报"], ["指 标", "单 位", "数 量"], ["社会救助"], ["  城市最低生活保障"],
        ["    最低生活保障人数", "人", "2,103"], ["    最低生活保障户数", "户", 1450.0], ["  农村最低生活保障"],
        ["    最低生活保障人数", "人", 0], ["    最低生活保障户数", "户", "…"], ["说明：本表数据为期末数。"],
    )  # fmt: skip
    for r, line in enumerate(lines):
        for c, cell in enumerate(line):
            page.write(r, c, cell)
    return saved(made)


READ["names repeated below headings that are only indented"] = (
    _old(),
    "深圳.xls",
    at("440300", "2023Q2", urban_dibao_persons=2103, urban_dibao_households=1450, rural_dibao_persons=0,
       rural_dibao_households="below_unit"),
)  # fmt: skip
READ["the unit in the last column, marks and notes"] = (
    "攀枝花市民政统计\n项目|2022年|2023年|单位|备注\n登记结婚对数*|5880|6090|对|\n离婚登记对数*|2228|—|对|2023年未公布\n其中：孤儿|31|0|人|\n注：带*为本年累计\n".encode(),
    "攀枝花.txt",
    {
        **at("510400", "2022", marriages=5880, divorces_registered=2228, orphans=31),
        **at("510400", "2023", marriages=6090, divorces_registered="unknown", orphans=0),
    },
)
READ["a month's new persons below a stock"] = (
    "社会服务统计月报表\n编制单位:福建省 2017年7月\n指标名称 单位 数量 上期 环比\n城市低保人数 人 73,210 74,000 -1.07\n其中:当月新增城市低保人数 人 553 540 2.41\n".encode(),
    "月报.txt",
    at("350000", "2017-07", urban_dibao_persons=73210, urban_dibao_new_persons=553),
)


READ["a line with a cell gone comes first, a column of growth last"] = (
    "福建省社会救助\n项目 2020 2021 增长%\n城市低保人数(人) 62379 64992\n农村低保人数(人) 452363 483970 7.0\n孤儿(人) 2656 1257 -52.7%\n".encode(),
    "粘贴的表格.txt",
    {
        **at("350000", "2020", rural_dibao_persons=452363, orphans=2656),
        **at("350000", "2021", rural_dibao_persons=483970, orphans=1257),
    },
)
READ["the name in two columns, the first merged over its lines"] = (
    saved(
        book(
            [
                ["编制单位：福建省", None, None, "2023年9月"],
                ["指标名称", None, "单位", "数量"],
                ["孤儿", "合计", "人", 10],
                [None, "集中养育", "人", 4],
                [None, "社会散居", "人", 6],
                ["城市低保", "人数", "人", 12],
                [None, "户数", "户", 6],
                ["低保标准", "城市", "元/人·月", 700],
                [None, "农村", "元/人·年", 8000],
                ["事实无人抚养儿童", None, "人", 7],
            ],
            "A2:B2", "A3:A5", "A6:A7", "A8:A9", "A10:B10",
        )
    ),
    "两列.xlsx",
    at("350000", "2023Q3", orphans=10, orphans_centralized=4, orphans_scattered=6, urban_dibao_persons=12,
       urban_dibao_households=6, urban_dibao_standard=700, rural_dibao_standard=8000, unattended_children=7),
)  # fmt: skip
READ["a part alone in the second column is not the whole in the first"] = (
    "编制单位：福建省,,,2023年9月\n指标名称,,单位,数量\n孤儿,集中养育,人,4\n,社会散居,人,6\n".encode(),
    "两列.csv",
    at("350000", "2023Q3", orphans_centralized=4, orphans_scattered=6),
)
READ["a total that the title names, parts below it"] = (
    "福建省提供住宿的社会服务机构数(2016-2017年)\n单位：个\n项目|2016|2017\n合计|432|440\n#养老机构|305|314\n".encode(),
    "年鉴.txt",
    {**at("350000", "2016", residential_institutions=432, elderly_institutions=305),
     **at("350000", "2017", residential_institutions=440, elderly_institutions=314)},
)  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_mutated_form_is_read_whole_and_nothing_else(read: Read, name: str) -> None:
    data, file, expected = READ[name]
    reading = read(data, file)
    assert not [issue.message for issue in reading.issues if issue.stops]
    assert found(reading) == expected


def _formatted(code: str, unit: str, value: float = 12_345_678) -> bytes:
    """A form whose one sum is shown in another scale than it is stored in."""
    made = book(
        [
            ["编制单位：福建省", None, "2023年9月"],
            ["指标名称", "单位", "数量"],
            ["民政事业费累计支出", unit, value],
            ["孤儿", "人", 12],
        ]
    )
    made.active["C3"].number_format = code
    return saved(made)


@pytest.mark.parametrize(
    ("code", "unit", "value"),
    [
        ("0!.0,", "万元", 12_346_000),
        ("#,##0.00,,", "百万元", 12_350_000),
        ('0"."0000', "万元", 12_345_678),
        ("#,##0.00_);(#,##0.00)", "元", 12_345_678),
    ],
)
def test_a_sum_counts_as_it_is_shown(read: Read, code: str, unit: str, value: int) -> None:
    reading = read(_formatted(code, unit), "季报.xlsx")
    assert found(reading)["350000", "exp_total", "2023Q3"] == value


@pytest.mark.parametrize("code", ['0!.0,"万"', '[>=10000]0!.0,"万";0'])
def test_a_scale_that_only_the_format_writes_is_refused_at_its_cell(read: Read, code: str) -> None:
    reading = read(_formatted(code, "元"), "季报.xlsx")
    assert reading.refused and "Sheet1!C3" in "".join(it.message for it in reading.issues if it.stops)


def _packed(sheet: bytes, *, level: int = 9) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book([["指标名称", "单位", "数量"]])))) as plain,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed,
    ):
        for name in plain.namelist():
            packed.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else plain.read(name))
    return stream.getvalue()


def _bomb() -> bytes:
    return _packed(
        b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 12_000_000 + b"</sheetData></worksheet>",
        level=1,
    )


def _far() -> bytes:
    """A workbook whose only far cell stands in the last line that a sheet can have."""
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in (1, 1_048_576))
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return _packed(
        b"<worksheet "
        + space
        + b'><dimension ref="A1:XFD1048576"/><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )


REFUSED["a name and a code that contradict each other"] = (
    saved(book([["编制单位：福州市"], ["地区编码：350200000000", None, "2023年9月"], ["指标名称", "单位", "数量"], ["孤儿", "人", 12]])),
    "季报.xlsx", "Sheet1!A1为福州市",
)  # fmt: skip
REFUSED["half a workbook"] = (
    saved(book([["指标名称", "单位", "数量"], ["孤儿", "人", 12]]))[:2500],
    "季报.xlsx",
    "损坏",
)
REFUSED["an archive bomb"] = (_bomb(), "季报.xlsx", "过大")
REFUSED["a million empty rows"] = (_far(), "季报.xlsx", "没有数据")
REFUSED["English heads without any Chinese name"] = (
    b"Item | 2016 | 2017\nNumber of Widows (person) | 22 | 23\nNumber of Kindergartens (unit) | 756 | 762\n",
    "yearbook.txt", "英文",
)  # fmt: skip
REFUSED["one cell a line with a cell gone"] = (
    "福州市2023年9月\n地区\n城市低保人数（人）\n农村低保人数（人）\n鼓楼区\n62\n闽侯县\n1528\n3136\n闽清县\n28\n136\n".encode(), "粘贴的表格.txt", "认不出",
)  # fmt: skip
REFUSED["a comma that split a number"] = (
    "编制单位：福建省,,2023年9月\n指标名称,单位,数量\n结婚登记,对,12,345\n".encode(), "季报.csv", "千分位",
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_return_or_contradicts_itself_is_refused_within_seconds(read: Read, name: str) -> None:
    data, file, why = REFUSED[name]
    start = time.monotonic()
    reading = read(data, file)
    assert time.monotonic() - start < 10
    assert reading.refused
    assert why in "".join(issue.message for issue in reading.issues if issue.stops)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("总计  Total", "总计"),
        ("低保人数(人)\nPersons Receiving Allowance (person)", "低保人数(人)"),
        ("床位数 Beds 2007", "床位数 Beds 2007"),  # the year would be lost
        ("60岁以上老年人口 Population Aged 60 and Over", "60岁以上老年人口"),
        ("Divorces (10 000 couples)", "依法办理离婚(万对)"),
        ("Unit", "单位"),
        ("couples", "对"),
        ("Number of Widows (person)", "Number of Widows (person)"),
        ("JZH011310000", "JZH011310000"),
        ("A 城市低保累计支出", "A 城市低保累计支出"),
    ],
)
def test_english_is_read_by_its_chinese_and_loses_no_number(text: str, read_as: str) -> None:
    assert english.chinese(text) == read_as


def test_what_a_mutated_form_leaves_out_is_listed(read: Read) -> None:
    formula = read(*READ["a formula where a name should be is left out"][:2])
    assert "Sheet1!A3应是指标名称，却是公式" in "".join(issue.message for issue in formula.issues)
    spaces = read(*READ["nothing but spaces between places and figures"][:2])
    assert "不能确定“16 28”各是哪一栏" in "".join(issue.message for issue in spaces.issues)
    english = read(*READ["English heads that have a Chinese name"][:2])
    assert [row.label for row in english.unmapped] == ["Number of Widows (10 000 persons)"]
    assert all(fact.state is not State.NOT_REPORTED for fact in english.facts)
