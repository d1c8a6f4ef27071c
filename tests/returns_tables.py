"""Published matrices re-typed, each with what it says: (place, item, period) → value as stored.

The texts have bars between the cells. Only what the catalogue knows is expected; all else must be listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Table:
    """A table and its facts: ``columns`` are (text column, item, period, factor), ``rows`` line text → place or
    period."""

    name: str
    text: str
    expected: dict[tuple[str, str, str], Decimal]
    region: str = ""
    period: str = ""


@dataclass
class _Expect:
    facts: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)

    def add(self, place: str, item: str, period: str, text: str, factor: str = "1") -> None:
        if text:
            self.facts[place, item, period] = Decimal(text.replace(",", "")) * Decimal(factor)


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]


def by_place(
    name: str, text: str, places: dict[str, str], items: dict[int, tuple[str, str]], period: str, **asked: str
) -> Table:
    """A table with places down the side (in its first cells) and items across: column → (item, factor)."""
    expect = _Expect()
    for row in _rows(text):
        place = next((places[cell] for cell in row[:2] if cell in places), None)
        for column, (item, factor) in items.items():
            if place and column < len(row):
                expect.add(place, item, period, row[column], factor)
    return Table(name, text, expect.facts, **asked)


def by_period(
    name: str, text: str, place: str, items: dict[str, tuple[str, str]], periods: dict[int, str], **asked: str
) -> Table:
    """A table with items down the side and periods across: column → period."""
    expect = _Expect()
    for row in _rows(text):
        if row[0] in items:
            item, factor = items[row[0]]
            for column, period in periods.items():
                if column < len(row):
                    expect.add(place, item, period, row[column], factor)
    return Table(name, text, expect.facts, **asked)


NINGDE = by_place(
    "ningde",
    """\
宁德市医疗救助对象分县统计（2024年12月）
地区|总计|第一类合计|特困供养人员|孤儿|事实无人抚养儿童|第二类合计|重点优抚对象
蕉城区|22852|2405|2052|61|292|8192|406
东侨区|323|14|8|2|4|217|17
福安市|41315|4335|3944|36|355|13526|637
福鼎市|29993|3123|2800|54|269|11629|486
霞浦县|35934|3399|3119|36|244|6803|766
""",
    {
        "蕉城区": "350902",
        "东侨区": "350900-dongqiao",
        "福安市": "350981",
        "福鼎市": "350982",
        "霞浦县": "350921",
    },
    {
        3: ("tekun_persons", "1"),
        4: ("orphans", "1"),
        5: ("unattended_children", "1"),
        7: ("veteran_beneficiaries", "1"),
    },
    "2024Q4",
)

STANDARDS = by_place(
    "rural standards",
    """\
2012年农村低保9月份地级标准
区划代码|地区|标准 元/人、年|区县合计数|区县数量
1301|石家庄市|1909.79|34376.2|18
1302|唐山市|2443.39|46424.4|19
1308|承 德 市|1568.82|17257.0|11
1401|太原市|3007.20|30072.0|10
1501|呼和浩特市|2494.44|22450.0|9
2101|沈阳市|2957.77|38451.0|13
""",
    {
        "1301": "130100",
        "1302": "130200",
        "1308": "130800",
        "1401": "140100",
        "1501": "150100",
        "2101": "210100",
    },
    {2: ("rural_dibao_standard", "1")},
    "2012Q3",
)

PROVINCES = by_place(
    "urban standards",
    """\
城市最低生活保障标准表(各省) 2011年6月
区划|地区|平均低保标准 元/月|区县合计数|区县数量
11|北京市|480.00|7680.00|16
13|河北省|288.92|55184.40|191
15|内蒙古自治区|325.54|33530.50|103
45|广西壮族自治区|229.85|25283.20|110
54|西藏自治区|355.75|25970.00|73
""",
    {"11": "110000", "13": "130000", "15": "150000", "45": "450000", "54": "540000"},
    {2: ("urban_dibao_standard", "1")},
    "2011Q2",
)

FUZHOU = by_place(
    "fuzhou",
    """\
21-19 社会保险和低保情况(2019年)
单位：万人
地区|期末参加基本医疗保险人数|城镇居民最低生活保障人数|农村居民最低生活保障人数
全省|3788.10|6.19|41.45
福州市|661.25|0.71|4.92
福州市辖区|282.47|0.41|0.87
鼓楼区|62.47|0.03|
台江区|61.24|0.12|
马尾区|20.30|0.05|0.11
长乐区|63.07|0.03|0.56
福清市|127.53|0.08|0.74
闽侯县|70.82|0.03|0.72
永泰县|32.48|0.05|0.51
厦门市|421.88|0.69|0.37
""",
    {
        "全省": "350000", "福州市": "350100", "福州市辖区": "350100-shixiaqu", "鼓楼区": "350102", "台江区": "350103",
        "马尾区": "350105", "长乐区": "350112", "福清市": "350181", "闽侯县": "350121", "永泰县": "350125", "厦门市": "350200",
    },
    {2: ("urban_dibao_persons", "10000"), 3: ("rural_dibao_persons", "10000")},
    "2019",
)  # fmt: skip

BAOSHAN = by_place(
    "baoshan",
    """\
保山市2022年6月孤儿、事实无人抚养儿童、艾滋病病毒感染儿童基本生活费发放情况表
县(市、区)|实发人数合计(人)|事实无人抚养儿童数(人)|艾滋病病毒感染儿童数(人)|实发资金合计(万元)
市本级|14||0|2.77
隆阳区|206|98|30|22.12
施甸县|80|44|10|8.98
腾冲市|317|185|33|39.57
龙陵县|112|64|12|12.75
昌宁县|39|9|2|4.47
合计|768|400|87|90.66
""",
    {
        "市本级": "530501", "隆阳区": "530502", "施甸县": "530521", "腾冲市": "530581", "龙陵县": "530523",
        "昌宁县": "530524", "合计": "530500",
    },
    {2: ("unattended_children", "1"), 3: ("hiv_children", "1")},
    "2022Q2",
)  # fmt: skip

KUNMING = by_place(
    "kunming",
    """\
昆明市2018年7月城乡低保、特困人员救助供养标准
县(市、区)|城市低保标准 元/人.月|农村低保标准 元/人.年|城市集中供养 元/人.月
晋宁区|590|4080|770
石林县|590|4080|770
禄劝县|570|4080|770
寻甸县|570|4080|770
阳宗海|590|4080|770
""",
    {
        "晋宁区": "530115",
        "石林县": "530126",
        "禄劝县": "530128",
        "寻甸县": "530129",
        "阳宗海": "530100-yangzonghai",
    },
    {1: ("urban_dibao_standard", "1"), 2: ("rural_dibao_standard", "1")},
    "2018-07",
)

HEADS = by_place(
    "heads of two lines",
    """\
福州市社会救助情况
填报单位：福州市民政局|||||||2023年三季度
单位：户、人、万元
地区|城市低保|||农村低保|||特困人员
|户数|人数|累计支出|户数|人数|累计支出|人数
鼓楼|40|62|25.3|8|14|3.5|1
台江|6|18|3.1|12|36|4.2|2
闽清|16|28|13.7|112|136|54.6|32
""",
    {"鼓楼": "350102", "台江": "350103", "闽清": "350124"},
    {
        1: ("urban_dibao_households", "1"), 2: ("urban_dibao_persons", "1"), 3: ("exp_urban_dibao", "10000"),
        4: ("rural_dibao_households", "1"), 5: ("rural_dibao_persons", "1"), 6: ("exp_rural_dibao", "10000"),
        7: ("tekun_persons", "1"),
    },
    "2023Q3",
)  # fmt: skip

PANZHIHUA = by_period(
    "panzhihua",
    """\
攀枝花市婚姻登记基本情况
项目|2018年|2019年|2020年|2021年|2022年|2023年|单位
登记结婚对数|8129|7416|6827|6240|5880|6090|对
离婚登记对数|4177|3997|3826|2228|2376|2577|对
结婚率|13.15|12.22|11.26|10.28|5.5|5.71|‰
离婚率|6.76|6.58|6.31|3.67|2.22|2.42|‰
""",
    "510400",
    {
        "登记结婚对数": ("marriages", "1"), "离婚登记对数": ("divorces_registered", "1"), "结婚率": ("marriage_rate", "1"),
        "离婚率": ("divorce_rate", "1"),
    },
    {n: str(2017 + n) for n in range(1, 7)},
)  # fmt: skip

SHANDONG = by_period(
    "shandong",
    """\
山东省婚姻服务
指标|2022年|2021年|2020年|2019年
结婚登记(万对)|42.06|46.25|48.74|53.3
内地居民登记结婚(万对)|42.02|46.21|48.7|53.14
离婚登记(万对)|18.52|18.72|25.96|28.46
粗离婚率(‰)|1.82|1.84|2.57|2.83
""",
    "370000",
    {
        "结婚登记(万对)": ("marriages", "10000"), "内地居民登记结婚(万对)": ("marriages_mainland", "10000"),
        "离婚登记(万对)": ("divorces_registered", "10000"), "粗离婚率(‰)": ("divorce_rate", "1"),
    },
    {n: str(2023 - n) for n in range(1, 5)},
)  # fmt: skip

SANMING = by_period(
    "sanming",
    """\
三明市社会救济与捐赠工作情况
项 目|2013年|2014年|2015年|2016年|2017年
社会救济
城镇居民最低生活保障人数(人)|13808|11539|8772|5806|4866
#“三无”人员|574|472|398|279
农村居民最低生活保障人数(人)|66308|57355|42007|31531|30205
""",
    "350400",
    {
        "城镇居民最低生活保障人数(人)": ("urban_dibao_persons", "1"),
        "农村居民最低生活保障人数(人)": ("rural_dibao_persons", "1"),
    },
    {n: str(2012 + n) for n in range(1, 6)},
)

QINGHAI = by_period(
    "qinghai",
    """\
21-9 收养、低保、服务、老龄基本情况
项 目|2020|2021
城市居民最低生活保障 (人)|62524|59061
城市居民最低生活保障家庭数 (户)|33424|32109
农村五保供养人数 (人)|15588|15066
孤儿数 (人)|2656|1257
医疗救助待遇享受情况
资助参保 (人)|740782|622729
""",
    "630000",
    {
        "城市居民最低生活保障 (人)": ("urban_dibao_persons", "1"),
        "城市居民最低生活保障家庭数 (户)": ("urban_dibao_households", "1"),
        "农村五保供养人数 (人)": ("rural_tekun_persons", "1"), "孤儿数 (人)": ("orphans", "1"),
    },
    {1: "2020", 2: "2021"},
    region="630000",
)  # fmt: skip

QUARTERS = by_period(
    "several quarters",
    """\
编制单位：福建省
指标名称|单位|代码|2022年一季度|2022年二季度|2022年三季度
1.镇|个|JZH011111000|651|651|653
2.乡|个|JZH011112000|253|253|251
(二)民政事业费累计支出|万元|JZH011310000|162304.9|318270.4|514496.8
""",
    "350000",
    {"1.镇": ("towns", "1"), "2.乡": ("townships", "1"), "(二)民政事业费累计支出": ("exp_total", "10000")},
    {3: "2022Q1", 4: "2022Q2", 5: "2022Q3"},
)


def _years_down() -> Table:
    text = """\
河北省婚姻登记情况(1985-2010年)
年份|结婚登记(对)|内地居民登记结婚(对)|初婚(人)|粗离婚率(‰)
2003|524260|524041|952850|0.38
2004|574838|574611|1041641|0.64
2005|537796|537521|947158|0.74
"""
    expect = _Expect()
    for row in _rows(text)[2:]:
        for column, item in ((1, "marriages"), (2, "marriages_mainland"), (4, "divorce_rate")):
            expect.add("130000", item, row[0], row[column])
    return Table("years down", text, expect.facts)


def _years_then_places() -> Table:
    text = """\
全国历年婚姻登记情况(2005年分省)
年份/地区|结婚登记(万对)|内地居民登记结婚(万对)|离婚登记(万对)
2003|811.4|803.5|133.1
2004|867.1|860.8|166.5
2005|823.1|816.6|178.5
北京|9.7|9.6|3.4
河 北|53.8|53.8|8.3
"""
    expect = _Expect()
    places = {"北京": "110000", "河 北": "130000"}
    for row in _rows(text)[2:]:
        for column, item in ((1, "marriages"), (2, "marriages_mainland"), (3, "divorces_registered")):
            place, period = (places[row[0]], "2005") if row[0] in places else ("000000", row[0])
            expect.add(place, item, period, row[column], "10000")
    return Table("years then places", text, expect.facts)


def _items_by_year() -> Table:
    text = """\
乐山市养老机构和孤儿(2022-2023年)
地区|养老机构数(个)||养老机构床位数(张)||孤儿(人)|
|2022|2023|2022|2023|2022|2023
乐山市|122|120|16863|16602|211|198
市中区|31|32|4685|4672|21|20
沙湾区|7|7|1072|1072|13|14
"""
    expect = _Expect()
    places = {"乐山市": "511100", "市中区": "511102", "沙湾区": "511111"}
    for row in _rows(text)[3:]:
        for column in range(1, 7):
            item = ("elderly_institutions", "elderly_inst_beds", "orphans")[(column - 1) // 2]
            expect.add(places[row[0]], item, ("2022", "2023")[(column - 1) % 2], row[column])
    return Table("items by year", text, expect.facts)


def _side_by_side() -> Table:
    text = """\
岳阳市民政事业
指标名称|单位|2021 年|2020年||指标名称|单位|2021 年|2020年
一、社会救济对象||||||五、婚姻情况
城镇居民最低生活保障人数|人|44209|48843||结婚登记|对|24692|29200
农村最低生活保障人数|人|98516|100229||离婚登记|对|8529|15857
二、养老机构|||||六、殡葬
机构数|个|191|187||火化遗体数|具|2245|2900
"""
    expect = _Expect()
    items = {
        3: ("urban_dibao_persons", "marriages"), 4: ("rural_dibao_persons", "divorces_registered"),
        6: ("elderly_institutions", "cremations"),
    }  # fmt: skip
    for number, row in enumerate(_rows(text)):
        for item, start in zip(items.get(number, ()), (2, 7), strict=False):
            for offset, period in enumerate(("2021", "2020")):
                if item:
                    expect.add("430600", item, period, row[start + offset])
    return Table("side by side", text, expect.facts)


def _places_across() -> Table:
    text = """\
2012年西宁市城镇和农村低保
项目|单位|城东区|城中区|城西区|城北区
城镇居民最低生活保障人数|人|11347|11248|5232|8958
农村居民最低生活保障人数|人|1575|2133|776|1965
参加农村合作医疗的人数|人|32400|38749|18165|58320
"""
    expect = _Expect()
    for row, item in zip(_rows(text)[2:4], ("urban_dibao_persons", "rural_dibao_persons"), strict=True):
        for column, place in enumerate(("630102", "630103", "630104", "630105"), 2):
            expect.add(place, item, "2012", row[column])
    return Table("places across", text, expect.facts)


TABLES = (
    NINGDE, STANDARDS, PROVINCES, FUZHOU, BAOSHAN, KUNMING, HEADS, PANZHIHUA, SHANDONG, SANMING, QINGHAI, QUARTERS,
    _years_down(), _years_then_places(), _items_by_year(), _side_by_side(), _places_across(),
)  # fmt: skip
