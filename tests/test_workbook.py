"""Workbooks: every cell as published, numbers as numbers, and nothing in them that may not leave."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import COUNT, FLOW, SMALL, STOCK, fact
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from minsheng import answer, disclosure, exports, places, shipped, trend, workbook
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Approx, Basis, Fact, Source, State, Status
from minsheng.panels import Mode
from minsheng.view import tables

REGIONS = places.regions()
ORPHANS = Indicator("orphans", "孤儿", unit="人", sensitivity="small_count")
IN_HOMES = Indicator(
    "in_homes", "集中养育孤儿", unit="人", sensitivity="small_count", parent="orphans", parent_rel="component"
)
AT_HOME = Indicator(
    "at_home", "社会散居孤儿", unit="人", sensitivity="small_count", parent="orphans", parent_rel="component"
)
SECRET = Indicator("secret", "受限指标", unit="人", sensitivity="restricted")
ADOPTIONS = Indicator("adoptions", "收养登记", unit="件", kind="flow", sensitivity="small_count")
CHILDREN = Catalogue([ORPHANS, IN_HOMES, AT_HOME, SECRET, ADOPTIONS])
PAPER = Source("t", "2019年二季度民政统计季报", "福建省民政厅")


def sheet(content: bytes, number: int = 0) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content)).worksheets[number]


def table(opened: Worksheet) -> list[dict[str, object]]:
    """The rows below the headings, by heading."""
    rows = [[cell.value for cell in row] for row in opened.iter_rows()]
    top = next(place for place, row in enumerate(rows) if "指标" in row)
    return [dict(zip(map(str, rows[top]), row, strict=True)) for row in rows[top + 1 :] if row[1]]


def answer_of(*facts: Fact) -> bytes:
    year = answer.year_end(facts, SMALL, (), lambda region, period: "福建省", "350000", 2019, [])
    return tables.answer_table(year)


def hidden(*facts: Fact, internal: bool = False) -> dict[str, str]:
    shown = disclosure.views(facts, CHILDREN, REGIONS, internal=internal)
    return {f"{view.fact.region} {view.fact.indicator} {view.fact.period}": view.hidden for view in shown}


# -- workbooks ------------------------------------------------------------------------------------
def test_the_answer_prints_number_unit_scope_source_and_change() -> None:
    opened = sheet(
        answer_of(
            fact(FLOW, "2019", "3182704000", resolution=Decimal(1000), source=PAPER),
            fact(FLOW, "2018", "2500000000", resolution=Decimal(1000)),
        )
    )
    (row,) = table(opened)
    assert opened["A1"].value == "福建省2019年年终答卷"
    assert (row["数值"], row["单位"], row["范围"], row["口径"]) == (318270.4, "万元", "全部", "本年累计")
    assert row["上年同期"] == 250000
    assert row["同比"] == 27.3
    assert "福建省民政厅" in str(row["来源"])
    assert "福建省民政厅" in str(opened["A3"].value)


def test_every_number_has_a_format_of_its_own() -> None:
    opened = sheet(
        answer_of(fact(FLOW, "2019", "3182704000"), fact(STOCK, "2019", 1234), fact(STOCK, "2018", 1000))
    )
    formats = {
        cell.coordinate: cell.number_format
        for row in opened.iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float))
    }
    assert formats
    assert all("#,##0" in pattern for pattern in formats.values())
    assert any('"%"' in pattern and pattern.startswith("+") for pattern in formats.values())


def test_what_is_missing_or_approximate_is_never_a_number() -> None:
    opened = openpyxl.load_workbook(
        BytesIO(
            answer_of(
                fact(STOCK, "2019", None),
                fact(COUNT, "2019", 4000, approx=Approx.OVER, resolution=Decimal(1)),
            )
        )
    )
    (row,) = table(opened.worksheets[0])
    assert row["数值"] == "4000余对"
    (gone,) = table(opened.worksheets[1])
    assert (gone["指标"], gone["情况"]) == ("养老床位合计", "未报")


def test_marks_are_footnotes_and_the_invented_is_named() -> None:
    opened = sheet(answer_of(fact(STOCK, "2019", 10, demo=True, pending=True)))
    notes = [str(row[0].value) for row in opened.iter_rows() if row[0].value]
    assert any("演示数据" in note for note in notes)
    assert any("待核" in note for note in notes)


def test_the_page_is_printed_across_with_its_headings() -> None:
    opened = sheet(answer_of(fact(STOCK, "2019", 10)))
    assert (opened.page_setup.orientation, opened.page_setup.paperSize) == ("landscape", 9)
    assert opened.print_title_rows == "$4:$4"
    assert opened.freeze_panes == "C5"


def test_a_trend_prints_every_point_with_its_reason() -> None:
    facts = [
        fact(FLOW, "2019Q1", "1623049000", resolution=Decimal(1000)),
        fact(FLOW, "2019Q2", "3182704000", resolution=Decimal(1000)),
        fact(FLOW, "2019Q4", "7000000000"),
    ]
    shown = trend.trend(facts, SMALL, (), REGIONS, Mode.SINGLE)
    first, second, last = table(sheet(tables.trend_table(shown)))
    assert (second["数值"], second["环比"], second["口径"]) == (155965.5, -3.9, "单季")
    assert first["数值"] == 162304.9
    assert (last["数值"], last["注"]) == ("—", "缺上期累计数，算不出单季数")


def test_a_trend_lists_figures_of_other_bases_after_its_points() -> None:
    since = fact(COUNT, "2022", 35000, basis=Basis.SINCE, since_from="2017-11", scope="市管")
    (row,) = table(sheet(tables.trend_table(trend.trend([since], SMALL, (), REGIONS, Mode.SINGLE))))
    assert (row["数值"], row["范围"], row["口径"], row["注"]) == (
        35000,
        "市管",
        "历年累计",
        "口径不同，未画入图",
    )


def test_file_names_are_chinese_and_safe() -> None:
    assert workbook.file_name("演示市", "2023年三季度", "养老床位") == "演示市_2023年三季度_养老床位.xlsx"
    assert workbook.file_name("a/b", "", "c:d") == "ab_cd.xlsx"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_keeps_the_places_it_is_written_with(value: Decimal) -> None:
    cell = workbook.number(f"{value:.2f}", "%", signed=True)
    assert cell.value == value
    assert cell.format == '+#,##0.00"%";-#,##0.00"%";#,##0.00"%"'


# -- disclosure -----------------------------------------------------------------------------------
def test_small_counts_of_a_county_are_hidden_but_zero_is_not() -> None:
    shown = hidden(
        fact(ORPHANS, "2021", 4, region="620724"),
        fact(ORPHANS, "2020", 0, region="620724"),
        fact(ORPHANS, "2019", 5, region="620724"),
    )
    assert list(shown.values()) == ["<5", "", ""]


def test_a_prefecture_shows_its_small_counts_and_so_does_an_internal_export() -> None:
    assert list(hidden(fact(ORPHANS, "2021", 4, region="620700")).values()) == [""]
    assert list(hidden(fact(ORPHANS, "2021", 4, region="620724"), internal=True).values()) == [""]


def test_what_is_restricted_never_leaves() -> None:
    assert hidden(fact(SECRET, "2021", 40, region="620000"), internal=True) == {}


def test_a_single_hidden_county_takes_the_smallest_other_with_it() -> None:
    counties = [
        fact(ORPHANS, "2021", n, region=code) for code, n in (("620702", 3), ("620724", 20), ("620725", 9))
    ]
    whole = fact(ORPHANS, "2021", 32, region="620700")
    shown = hidden(*counties, whole)
    assert list(shown.values()) == ["<5", "", "已隐去", ""]
    assert list(hidden(*counties).values()) == ["<5", "", ""]


def test_a_single_hidden_part_takes_another_part_with_it() -> None:
    parts = fact(IN_HOMES, "2021", 2, region="620724"), fact(AT_HOME, "2021", 15, region="620724")
    assert list(hidden(*parts, fact(ORPHANS, "2021", 17, region="620724")).values()) == ["<5", "已隐去", ""]


def hidden_counties(whole: int, *counts: int) -> list[str]:
    codes = ("620702", "620724", "620725", "620721")
    counties = [fact(ORPHANS, "2021", n, region=code) for code, n in zip(codes, counts, strict=False)]
    return list(hidden(*counties, fact(ORPHANS, "2021", whole, region="620700")).values())


@pytest.mark.parametrize(
    ("whole", "counts", "shown"),
    [
        (3, (3, 0, 0), ["<5", "已隐去", "", ""]),
        (3, (3,), ["<5", "已隐去"]),
        (8, (4, 4), ["<5", "<5", "已隐去"]),
        (8, (4, 4, 0), ["<5", "<5", "已隐去", ""]),
        (2, (1, 1, 0), ["<5", "<5", "已隐去", ""]),
        (28, (4, 4, 20), ["<5", "<5", "已隐去", ""]),
        (6, (3, 3), ["<5", "<5", ""]),
        (26, (3, 3, 20), ["<5", "<5", "", ""]),
        (40, (20, 20), ["", "", ""]),
    ],
)
def test_no_sum_tells_a_hidden_count(whole: int, counts: tuple[int, ...], shown: list[str]) -> None:
    assert hidden_counties(whole, *counts) == shown


def test_a_part_hidden_for_one_sum_is_looked_at_in_the_other() -> None:
    counties = [
        *(
            fact(ORPHANS, "2021", n, region=code)
            for code, n in (("620702", 3), ("620724", 9), ("620725", 30))
        ),
        *(fact(IN_HOMES, "2021", n, region="620724") for n in (4,)),
        *(fact(AT_HOME, "2021", n, region="620724") for n in (5,)),
    ]
    shown = hidden(*counties, fact(ORPHANS, "2021", 42, region="620700"))
    assert shown["620724 orphans 2021"] == "已隐去"
    assert shown["620724 in_homes 2021"] == "<5"


def test_two_totals_to_date_do_not_tell_a_small_quarter() -> None:
    shown = hidden(
        fact(ADOPTIONS, "2021Q1", 10, region="620724"), fact(ADOPTIONS, "2021Q2", 12, region="620724")
    )
    assert list(shown.values()) == ["已隐去", ""]


def test_nothing_is_computed_from_what_is_hidden() -> None:
    (public,) = disclosure.public(
        [fact(ORPHANS, "2021", 3, region="620724", locator="孤儿3名")], CHILDREN, REGIONS
    )
    assert (public.value, public.state, public.resolution, public.locator) == (None, State.WITHHELD, None, "")


# -- exports --------------------------------------------------------------------------------------
@pytest.fixture
def views() -> list[disclosure.View]:
    facts = [
        fact(ORPHANS, "2021", 3, region="620724"),
        fact(
            ORPHANS,
            "2021Q4",
            Decimal("45.5"),
            region="620700",
            status=Status.PRESS,
            source=PAPER,
            basis=Basis.STOCK,
        ),
    ]
    return disclosure.views(facts, CHILDREN, REGIONS)


def test_csv_can_be_imported_again_and_hides_what_it_must(
    views: list[disclosure.View], tmp_path: Path
) -> None:
    exports.write_facts(views, CHILDREN, REGIONS, "csv", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["value"], first["state"], first["hidden"], first["region_name"]) == (
        "",
        "withheld",
        "<5",
        "高台县",
    )
    assert (second["value"], second["period"], second["unit"], second["status"]) == (
        "45.5",
        "2021Q4",
        "人",
        "press",
    )


def test_parquet_keeps_decimals(views: list[disclosure.View], tmp_path: Path) -> None:
    exports.write_facts(views, CHILDREN, REGIONS, "parquet", tmp_path / "a.parquet")
    read = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["value"] for row in read] == [None, Decimal("45.5")]


def test_excel_has_every_particular_of_a_fact(views: list[disclosure.View], tmp_path: Path) -> None:
    exports.write_facts(views, CHILDREN, REGIONS, "xlsx", tmp_path / "a.xlsx")
    first, second = table(sheet((tmp_path / "a.xlsx").read_bytes()))
    assert (first["数值"], first["情况"]) == ("<5", "已隐去")
    assert (second["数值"], second["单位"], second["版本"], second["来源"]) == (
        45.5,
        "人",
        "文稿引用（未核定）",
        PAPER.title,
    )


def test_no_sensitive_indicator_of_the_catalogue_is_forgotten() -> None:
    sensitive = {indicator.code for indicator in shipped.catalogue() if indicator.is_sensitive}
    assert {"orphans", "unattended_children", "adoptions", "hiv_children"} <= sensitive


def test_a_workbook_made_as_of_a_past_day_says_so_under_every_title() -> None:
    table = workbook.Table(
        "演示市养老床位",
        "床位",
        ["单位：张"],
        [workbook.Column("地区", 10), workbook.Column("备注", 10)],
        [["东沚区", ""]],
    )

    def texts(data: bytes) -> set[str]:
        rows = openpyxl.load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
        return {str(cell) for row in rows for cell in row if cell}

    assert "截至2023年4月15日已知" in texts(
        workbook.saying("截至2023年4月15日已知", lambda: workbook.workbook([table]))
    )
    assert "截至2023年4月15日已知" not in texts(workbook.workbook([table]))
