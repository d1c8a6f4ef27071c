"""Forms as offices make them themselves: other heads, other columns, other numbering; each with all that it says."""

from __future__ import annotations

from decimal import Decimal as D

import openpyxl
import pytest
import xlwt

from minsheng import returns
from minsheng.geography.regions import Regions
from minsheng.returns import Request
from minsheng.store.reading import Store
from tests.returns_made import saved

Sheets = tuple[str, list[list[object]], dict]
CASES: dict[str, tuple[bytes, dict[tuple[str, str, str, str], object]]] = {}
REFUSED: dict[str, tuple[bytes, str]] = {}


def book(*sheets: Sheets) -> bytes:
    """A workbook: each sheet a name, its rows, and options: merge, fmt (cell → number format), hidden."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows, options in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for span in options.get("merge", ()):
            page.merge_cells(span)
        for cell, shown in options.get("fmt", {}).items():
            page[cell].number_format = shown
        page.sheet_state = "hidden" if options.get("hidden") else "visible"
    return saved(made)


def add(name: str, data: bytes, expected: dict) -> None:
    """A case: its file and all facts that are to be read."""
    CASES[name] = (data, expected)


H = ["民政统计季报表"]
U = ["编制单位：福建省", None, None, "2023年9月"]
add(
    "序号 first, 本期/上年同期/增减",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["序号", "指标名称", "计量单位", "代码", "本期", "上年同期", "增减%"],
                [1, "结婚登记", "对", None, 12000, 13000, -7.69],
                [2, "城市低保人数", "人", None, 6000, 6100, -1.64],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
    },
)
add(
    "two-row header merged",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "单位", "数量", None, "增减%"],
                [None, None, "本期", "上年同期", None],
                ["结婚登记", "对", 12000, 13000, -7.69],
                ["离婚登记", "对", 3000, 3100, -3.2],
            ],
            {"merge": ["C3:D3", "A3:A4", "B3:B4", "E3:E4"]},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "divorces_registered", "2023Q3", "ytd"): 3000,
    },
)
add(
    "本季数+本年累计",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "单位", "本季数", "本年累计"],
                ["结婚登记", "对", 4000, 12000],
                ["离婚登记", "对", 1000, 3000],
                ["城市低保人数", "人", 6000, 6000],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "marriages", "2023Q3", "quarter"): 4000,
        ("350000", "divorces_registered", "2023Q3", "quarter"): 1000,
        ("350000", "divorces_registered", "2023Q3", "ytd"): 3000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
    },
)
add(
    "当月+累计",
    book(
        (
            "Sheet1",
            [
                ["民政统计月报表"],
                ["编制单位：福建省", None, None, "2023年8月"],
                ["指标名称", "单位", "当月", "累计"],
                ["结婚登记", "对", 1300, 10400],
                ["福利彩票销售额", "亿元", 1.2, 9.8],
                ["城市低保人数", "人", 6000, None],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023-08", "ytd"): 10400,
        ("350000", "marriages", "2023-08", "month"): 1300,
        ("350000", "lottery_sales", "2023-08", "month"): D("120000000"),
        ("350000", "urban_dibao_persons", "2023-08", "stock"): 6000,
        ("350000", "lottery_sales", "2023-08", "ytd"): D("980000000"),
    },
)
add(
    "value head is month",
    book(
        (
            "Sheet1",
            [
                H,
                ["编制单位：福建省"],
                ["指标名称", "单位", "2023年9月", "2022年9月", "同比%"],
                ["结婚登记", "对", 12000, 13000, -7.69],
                ["城市低保人数", "人", 6000, 6100, -1.6],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
        ("350000", "marriages", "2022Q3", "ytd"): 13000,
        ("350000", "urban_dibao_persons", "2022Q3", "stock"): 6100,
    },
)
add(
    "1-9月累计 head",
    book(
        (
            "Sheet1",
            [
                ["2023年9月民政统计报表"],
                ["编制单位：福建省"],
                ["指标名称", "单位", "1-9月累计", "上年同期"],
                ["结婚登记", "对", 12000, 13000],
            ],
            {},
        )
    ),
    {("350000", "marriages", "2023Q3", "ytd"): 12000},
)
add(
    "region columns with total",
    book(
        (
            "Sheet1",
            [
                ["宁德市2023年三季度民政统计表"],
                ["指标", "单位", "合计", "蕉城区", "福安市"],
                ["孤儿", "人", 97, 61, 36],
                ["结婚登记", "对", 900, 400, 500],
            ],
            {},
        )
    ),
    {
        ("350902", "orphans", "2023Q3", "stock"): 61,
        ("350981", "orphans", "2023Q3", "stock"): 36,
        ("350902", "marriages", "2023Q3", "ytd"): 400,
        ("350981", "marriages", "2023Q3", "ytd"): 500,
    },
)
add(
    "three level heads",
    book(
        (
            "Sheet1",
            [
                ["淄博市各区县社会救助情况表"],
                ["填报单位：淄博市民政局", None, None, None, None, "2023年三季度"],
                ["区县", "最低生活保障", None, None, None, "特困供养", None],
                [None, "城市", None, "农村", None, "集中供养人数（人）", "分散供养人数（人）"],
                [None, "户数（户）", "人数（人）", "户数（户）", "人数（人）", None, None],
                ["张店区", 100, 150, 200, 260, 30, 40],
                ["淄川区", 110, 160, 210, 270, 31, 41],
                ["合计", 210, 310, 410, 530, 61, 81],
            ],
            {"merge": ["B3:E3", "F3:G3", "B4:C4", "D4:E4", "A3:A5", "F4:F5", "G4:G5"]},
        )
    ),
    {
        (c, i, "2023Q3", "stock"): v
        for c, row in (("370303", (100, 150, 200, 260, 30, 40)), ("370302", (110, 160, 210, 270, 31, 41)))
        for i, v in zip(
            (
                "urban_dibao_households",
                "urban_dibao_persons",
                "rural_dibao_households",
                "rural_dibao_persons",
                "tekun_centralized",
                "tekun_dispersed",
            ),
            row,
            strict=True,
        )
    },
)
add(
    "Han year title",
    book(
        (
            "Sheet1",
            [
                ["福建省民政统计季报表（二〇二三年第三季度）"],
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", 12000],
            ],
            {},
        )
    ),
    {("350000", "marriages", "2023Q3", "ytd"): 12000},
)
add(
    "full name title",
    book(
        (
            "Sheet1",
            [
                ["青岛市即墨区民政统计季报表"],
                ["报告期：2023年9月30日"],
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", 1200],
            ],
            {},
        )
    ),
    {("370215", "marriages", "2023Q3", "ytd"): 1200},
)
add(
    "units in cell",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "数量"],
                ["结婚登记", "1.2万对"],
                ["城市低保人数", "6,000人"],
                ["民政事业费累计支出", "31.8亿元"],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
        ("350000", "exp_total", "2023Q3", "ytd"): D("3180000000"),
    },
)
add(
    "cover sheet and two parts",
    book(
        ("封面", [["福建省民政统计季报"], ["2023年三季度"]], {}),
        ("填报说明", [["1.本表由…填报"], ["2.口径…"]], {}),
        ("表一", [H, U, ["指标名称", "单位", "数量"], ["结婚登记", "对", 12000]], {}),
        ("表二", [H, U, ["指标名称", "单位", "数量"], ["孤儿", "人", 300]], {}),
        ("底稿", [H, U, ["指标名称", "单位", "数量"], ["孤儿", "人", 999]], {"hidden": True}),
    ),
    {("350000", "marriages", "2023Q3", "ytd"): 12000, ("350000", "orphans", "2023Q3", "stock"): 300},
)
add(
    "quarters across",
    book(
        (
            "Sheet1",
            [
                ["福建省民政主要指标"],
                ["指标", "单位", "2023年一季度", "2023年二季度", "2023年三季度"],
                ["结婚登记", "对", 4000, 8000, 12000],
                ["孤儿", "人", 301, 300, 299],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q1", "ytd"): 4000,
        ("350000", "marriages", "2023Q2", "ytd"): 8000,
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "orphans", "2023Q1", "stock"): 301,
        ("350000", "orphans", "2023Q2", "stock"): 300,
        ("350000", "orphans", "2023Q3", "stock"): 299,
    },
)
add(
    "unit last column",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "数量", "单位"],
                ["结婚登记", 12000, "对"],
                ["低保金支出", 30, "万元"],
                ["城市低保人数", 0.6, "万人"],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
    },
)
add(
    "odd numbering",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "单位", "数量"],
                ["①结婚登记", "对", 12000],
                ["2、离婚登记", "对", 3000],
                ["（3）孤儿", "人", 300],
                ["1.1 火化遗体数", "具", 900],
                ["Ⅳ 收养登记", "件", 9],
                ["3．社会团体", "个", 50],
                ["4)基金会", "个", 5],
            ],
            {},
        )
    ),
    {
        ("350000", i, "2023Q3", b): v
        for i, b, v in (
            ("marriages", "ytd", 12000),
            ("divorces_registered", "ytd", 3000),
            ("orphans", "stock", 300),
            ("cremations", "ytd", 900),
            ("adoptions", "ytd", 9),
            ("social_associations", "stock", 50),
            ("foundations", "stock", 5),
        )
    },
)
add(
    "percent cells",
    book(
        (
            "Sheet1",
            [H, U, ["指标名称", "单位", "数量"], ["养老机构入住率", "%", 0.6532], ["火化率", "%", 98.5]],
            {"fmt": {"C4": "0.00%"}},
        )
    ),
    {
        ("350000", "elderly_occupancy_rate", "2023Q3", "rate"): D("65.32"),
        ("350000", "cremation_rate", "2023Q3", "rate"): D("98.5"),
    },
)
add(
    "label units no unit column",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["项目", "数值"],
                ["结婚登记（对）", 12000],
                ["城市低保人数（万人）", 0.6],
                ["孤儿[人]", 300],
                ["社会组织 单位：个", 77],
                ["养老机构床位数/张", 500],
            ],
            {},
        )
    ),
    {
        ("350000", "marriages", "2023Q3", "ytd"): 12000,
        ("350000", "urban_dibao_persons", "2023Q3", "stock"): 6000,
        ("350000", "orphans", "2023Q3", "stock"): 300,
        ("350000", "social_orgs", "2023Q3", "stock"): 77,
        ("350000", "elderly_inst_beds", "2023Q3", "stock"): 500,
    },
)
add(
    "page break repeated header",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", 12000],
                [],
                ["续表"],
                ["指标名称", "单位", "数量"],
                ["孤儿", "人", 300],
                ["注：数据截至9月底"],
                ["单位负责人：张三", None, "填表人：李四", "报出日期：2023年10月8日"],
            ],
            {},
        )
    ),
    {("350000", "marriages", "2023Q3", "ytd"): 12000, ("350000", "orphans", "2023Q3", "stock"): 300},
)
REFUSED["contradicting unit/code"] = (
    book(
        (
            "Sheet1",
            [
                H,
                ["编制单位：福建省"],
                ["地区编码：370300000000", "2023年9月"],
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", 12000],
            ],
            {},
        )
    ),
    "不符",
)
REFUSED["two periods in head"] = (
    book(
        (
            "Sheet1",
            [
                H,
                ["编制单位：福建省", "2023年9月"],
                ["报告期：2023年6月"],
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", 12000],
            ],
            {},
        )
    ),
    "前后不一",
)
REFUSED["same item twice"] = (
    book(
        (
            "Sheet1",
            [H, U, ["指标名称", "单位", "数量"], ["结婚登记", "对", 12000], ["结婚登记", "对", 12001]],
            {},
        )
    ),
    "出现两次",
)
REFUSED["text value"] = (
    book(("Sheet1", [H, U, ["指标名称", "单位", "数量"], ["结婚登记", "对", "待核"]], {})),
    "不是数字",
)
REFUSED["negative"] = (
    book(("Sheet1", [H, U, ["指标名称", "单位", "数量"], ["结婚登记", "对", -5]], {})),
    "负数",
)
add(
    "future year?",
    book(
        (
            "Sheet1",
            [H, ["编制单位：福建省", "2099年9月"], ["指标名称", "单位", "数量"], ["结婚登记", "对", 5]],
            {},
        )
    ),
    {("350000", "marriages", "2099Q3", "ytd"): 5},
)
add(
    "exp values in 元 header",
    book(
        (
            "Sheet1",
            [
                H,
                ["编制单位：福建省", "2023年9月", "金额单位：元"],
                ["指标名称", "数量"],
                ["民政事业费累计支出", 1234567890],
                ["低保支出", 5000000],
            ],
            {},
        )
    ),
    {("350000", "exp_total", "2023Q3", "ytd"): 1234567890, ("350000", "exp_dibao", "2023Q3", "ytd"): 5000000},
)
add(
    "county matrix with seq and code",
    book(
        (
            "Sheet1",
            [
                ["2023年9月德州市城乡低保情况统计表"],
                ["单位：户、人"],
                [
                    "序号",
                    "县（市、区）",
                    "区划代码",
                    "城市低保户数",
                    "城市低保人数",
                    "农村低保户数",
                    "农村低保人数",
                    "备注",
                ],
                [1, "德城区", "371402", 10, 15, 20, 30, None],
                [2, "陵城区", "371403", 11, 16, 21, 31, "含开发区"],
                ["", "合计", "", 21, 31, 41, 61, None],
            ],
            {},
        )
    ),
    {
        (c, i, "2023Q3", "stock"): v
        for c, row in (("371402", (10, 15, 20, 30)), ("371403", (11, 16, 21, 31)))
        for i, v in zip(
            (
                "urban_dibao_households",
                "urban_dibao_persons",
                "rural_dibao_households",
                "rural_dibao_persons",
            ),
            row,
            strict=True,
        )
    },
)
add(
    "blank cell and dash",
    book(
        (
            "Sheet1",
            [
                H,
                U,
                ["指标名称", "单位", "数量"],
                ["结婚登记", "对", None],
                ["离婚登记", "对", "—"],
                ["孤儿", "人", "…"],
                ["收养登记", "件", 0],
            ],
            {},
        )
    ),
    {("350000", "adoptions", "2023Q3", "ytd"): 0},
)


def m(rows: list[list[object]], **options: object) -> bytes:
    """A workbook of one sheet."""
    return book(("Sheet1", rows, options))


S, Y, P = "stock", "ytd", "2023Q3"
add(
    "matrix cumulative vs month",
    m(
        [
            ["2023年9月淄博市婚姻登记情况表"],
            ["区县", "结婚登记（对）", None, "离婚登记（对）", None],
            [None, "本月", "累计", "本月", "累计"],
            ["张店区", 50, 400, 10, 90],
            ["淄川区", 40, 300, 9, 80],
        ],
        merge=["B2:C2", "D2:E2", "A2:A3"],
    ),
    {
        (c, i, P, b): v
        for c, r in (("370303", (50, 400, 10, 90)), ("370302", (40, 300, 9, 80)))
        for (i, b), v in zip(
            (
                ("marriages", "month"),
                ("marriages", "ytd"),
                ("divorces_registered", "month"),
                ("divorces_registered", "ytd"),
            ),
            r,
            strict=True,
        )
    },
)
add(
    "matrix last year beside",
    m(
        [
            ["淄博市2023年三季度社会救助情况"],
            ["区县", "城市低保人数（人）", None, "农村低保人数（人）", None],
            [None, "本期", "上年同期", "本期", "上年同期"],
            ["张店区", 150, 160, 260, 270],
            ["淄川区", 140, 150, 250, 260],
        ],
        merge=["B2:C2", "D2:E2", "A2:A3"],
    ),
    {
        (c, i, P, S): v
        for c, r in (("370303", (150, 260)), ("370302", (140, 250)))
        for i, v in zip(("urban_dibao_persons", "rural_dibao_persons"), r, strict=True)
    },
)
add(
    "city list w/ 万元 persons mix",
    m(
        [
            ["2023年1-9月福建省各市社会救助支出情况"],
            ["单位：万元、人"],
            ["地区", "低保支出", "城市低保人数", "特困供养支出"],
            ["福州市", 1234.5, 5000, 300],
            ["厦门市", 999.9, 4000, 200],
            ["全省", 18000, 60000, 5000],
        ]
    ),
    {
        ("350100", "exp_dibao", P, Y): D("12345000"),
        ("350200", "exp_dibao", P, Y): D("9999000"),
        ("350000", "exp_dibao", P, Y): D("180000000"),
        ("350100", "urban_dibao_persons", P, S): 5000,
        ("350200", "urban_dibao_persons", P, S): 4000,
        ("350000", "urban_dibao_persons", P, S): 60000,
        ("350100", "exp_tekun", P, Y): D("3000000"),
        ("350200", "exp_tekun", P, Y): D("2000000"),
        ("350000", "exp_tekun", P, Y): D("50000000"),
    },
)
add(
    "years down",
    m(
        [
            ["福州市历年婚姻登记"],
            ["年份", "结婚登记（万对）", "离婚登记（万对）"],
            [2020, 5.12, 1.9],
            ["2021年", 4.8, 1.2],
            ["2022", 4.1, 1.3],
        ]
    ),
    {
        ("350100", i, y, Y): v
        for y, r in (("2020", (51200, 19000)), ("2021", (48000, 12000)), ("2022", (41000, 13000)))
        for i, v in zip(("marriages", "divorces_registered"), r, strict=True)
    },
)
add(
    "periods down quarterly",
    m(
        [
            ["福州市2022年以来婚姻登记（累计）"],
            ["时期", "结婚登记（对）"],
            ["2022年一季度", 100],
            ["2022年上半年", 200],
            ["2022年1-9月", 290],
            ["2022年", 400],
        ]
    ),
    {
        ("350100", "marriages", "2022Q1", Y): 100,
        ("350100", "marriages", "2022Q2", Y): 200,
        ("350100", "marriages", "2022Q3", Y): 290,
        ("350100", "marriages", "2022", Y): 400,
    },
)
add(
    "year block: year/items pairs",
    m(
        [
            ["厦门市民政事业主要指标"],
            ["指标", "单位", "2021", "2022", "2022比2021±%"],
            ["社会组织", "个", 1000, 1100, 10],
            ["　社会团体", "个", 500, 550, 10],
            ["　民办非企业单位", "个", 480, 528, 10],
            ["　基金会", "个", 20, 22, 10],
            ["福利彩票销售额", "亿元", 5.5, 6.05, 10],
        ]
    ),
    {
        ("350200", i, y, b): v * k
        for i, b, vs, k in (
            ("social_orgs", S, (1000, 1100), 1),
            ("social_associations", S, (500, 550), 1),
            ("private_nonprofits", S, (480, 528), 1),
            ("foundations", S, (20, 22), 1),
            ("lottery_sales", Y, (D("5.5"), D("6.05")), 10**8),
        )
        for y, v in zip(("2021", "2022"), vs, strict=True)
    },
)
add(
    "unknown county",
    m(
        [
            ["2023年三季度淄博市孤儿情况"],
            ["区县", "孤儿（人）"],
            ["张店区", 10],
            ["江北新区", 3],
            ["合计", 13],
        ]
    ),
    {("370303", "orphans", P, S): 10},
)
add(
    "subtotal rows",
    m(
        [
            ["2023年三季度福州市孤儿情况", "单位：人"],
            ["县（市）区", "孤儿"],
            ["城区小计", 30],
            ["鼓楼区", 10],
            ["台江区", 20],
            ["县小计", 50],
            ["闽侯县", 50],
        ]
    ),
    {("350102", "orphans", P, S): 10, ("350103", "orphans", P, S): 20, ("350121", "orphans", P, S): 50},
)
add(
    "rank col",
    m(
        [
            ["2023年三季度福州市孤儿情况"],
            ["排名", "县区", "孤儿（人）", "占比%"],
            [1, "闽侯县", 50, 62.5],
            [2, "台江区", 20, 25],
            [3, "鼓楼区", 10, 12.5],
        ]
    ),
    {("350102", "orphans", P, S): 10, ("350103", "orphans", P, S): 20, ("350121", "orphans", P, S): 50},
)
add(
    "town rows in county",
    m(
        [
            ["德化县2023年12月农村居民最低生活保障情况"],
            ["乡镇", "低保户数", "低保人数"],
            ["浔中镇", 159, 278],
            ["三班镇", 248, 341],
        ]
    ),
    {
        ("350526100", "rural_dibao_households", "2023Q4", S): 159,
        ("350526100", "rural_dibao_persons", "2023Q4", S): 278,
        ("350526102", "rural_dibao_households", "2023Q4", S): 248,
        ("350526102", "rural_dibao_persons", "2023Q4", S): 341,
    },
)
add(
    "items down, 2 places 2 periods",
    m(
        [
            ["指标", "单位", "福州市", None, "厦门市", None],
            [None, None, "2022年", "2023年", "2022年", "2023年"],
            ["孤儿", "人", 100, 90, 50, 40],
        ],
        merge=["C1:D1", "E1:F1", "A1:A2", "B1:B2"],
    ),
    {
        ("350100", "orphans", "2022", S): 100,
        ("350100", "orphans", "2023", S): 90,
        ("350200", "orphans", "2022", S): 50,
        ("350200", "orphans", "2023", S): 40,
    },
)
add(
    "average only",
    m(
        [
            ["2023年三季度福建省城乡低保标准"],
            ["地区", "城市低保标准（元/月）", "农村低保标准（元/年）"],
            ["福州市", 850, 9600],
            ["厦门市", 900, 10800],
        ]
    ),
    {
        ("350100", "urban_dibao_standard", P, "standard"): 850,
        ("350100", "rural_dibao_standard", P, "standard"): 9600,
        ("350200", "urban_dibao_standard", P, "standard"): 900,
        ("350200", "rural_dibao_standard", P, "standard"): 10800,
    },
)
add(
    "rural monthly",
    m([["2023年三季度福建省城乡低保标准"], ["地区", "农村低保标准（元/月）"], ["福州市", 800]]),
    {("350100", "rural_dibao_standard", P, "standard"): 9600},
)
add(
    "percent excel",
    book(
        (
            "Sheet1",
            [
                ["2023年三季度淄博市养老机构入住率"],
                ["区县", "养老机构入住率"],
                ["张店区", 0.653],
                ["淄川区", 0.7],
            ],
            {"fmt": {"B3": "0.0%", "B4": "0.0%"}},
        )
    ),
    {
        ("370303", "elderly_occupancy_rate", P, "rate"): D("65.3"),
        ("370302", "elderly_occupancy_rate", P, "rate"): 70,
    },
)


@pytest.fixture(scope="module")
def read(store: Store, regions: Regions):  # noqa: ANN201 - bytes → Reading
    return lambda data: returns.read(data, "季报.xlsx", store.catalogue, regions, Request())


@pytest.mark.parametrize("name", CASES)
def test_an_office_s_own_form_is_read_whole_and_right(read, name: str) -> None:
    data, expected = CASES[name]
    reading = read(data)
    assert not reading.refused, [issue.message for issue in reading.issues]
    found = {
        (it.region, it.indicator, str(it.period), it.basis.value): it.value
        for it in reading.facts
        if it.has_value
    }
    assert found == expected


@pytest.mark.parametrize("name", REFUSED)
def test_what_contradicts_itself_is_refused_with_its_reason(read, name: str) -> None:
    data, why = REFUSED[name]
    reading = read(data)
    assert reading.refused
    assert why in "".join(issue.message for issue in reading.issues if issue.stops)


def test_the_months_of_a_column_of_sums_are_those_of_the_form(read) -> None:
    rows = [
        ["2023年9月民政统计报表"],
        ["编制单位：福建省"],
        ["指标名称", "单位", "1-8月累计"],
        ["结婚登记", "对", 12000],
    ]
    reading = read(book(("Sheet1", rows, {})))
    assert reading.refused
    assert "1-8月累计" in reading.issues[0].message


def test_a_flow_without_a_sum_beside_a_plain_column_is_not_guessed(read) -> None:
    rows = [
        H,
        U,
        ["指标名称", "单位", "期末数", "本年累计"],
        ["结婚登记", "对", 4000, None],
        ["孤儿", "人", 300, None],
    ]
    reading = read(book(("Sheet1", rows, {})))
    assert {it.indicator for it in reading.facts if it.has_value} == {"orphans"}
    assert "没有累计数" in "".join(issue.message for issue in reading.issues)


def test_percentages_and_merged_heads_of_an_old_workbook_are_read(read) -> None:
    made = xlwt.Workbook()
    page = made.add_sheet("Sheet1")
    for row, cells in enumerate([H, U, ["指标名称", "单位", "数量"]]):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    page.write(3, 0, "养老机构入住率")
    page.write(3, 1, "%")
    page.write(3, 2, 0.6532, xlwt.easyxf(num_format_str="0.00%"))
    assert [it.value for it in read(saved(made)).facts] == [D("65.32")]


def test_a_flow_over_an_unclear_column_beside_its_sum_is_listed(read) -> None:
    rows = [
        ["2023年9月淄博市婚姻登记情况表"],
        ["区县", "结婚登记（对）", None],
        [None, "数量", "累计"],
        ["张店区", 50, 400],
        ["淄川区", 40, 300],
    ]
    reading = read(m(rows, merge=["B2:C2", "A2:A3"]))
    assert {it.value for it in reading.facts} == {400, 300}
    assert "不知是哪段时间" in "".join(issue.message for issue in reading.issues)


def test_a_sheet_of_thousands_of_columns_is_refused_at_once(read) -> None:
    reading = read((",".join(f"列{n}" for n in range(3000)) + "\n" + ",".join("1" * 3000)).encode())
    assert "3000列" in reading.issues[0].message


def test_a_column_of_what_is_new_is_no_change_and_stays_listed(read) -> None:
    rows = [
        ["2023年三季度淄博市低保情况"],
        ["区县", "孤儿（人）", "新增"],
        ["张店区", 10, 2],
        ["淄川区", 8, 1],
    ]
    assert "新增" in {it.label for it in read(m(rows)).unmapped}
