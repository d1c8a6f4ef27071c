"""What a statistician answered about a form's rows holds for every later file, also of several places and periods."""

from __future__ import annotations

from pathlib import Path

import pytest

from minsheng.geography.regions import Regions
from minsheng.receiving import forms, intake, mapping
from minsheng.receiving.outcome import FileOutcome
from minsheng.returns import Request
from minsheng.store.reading import Store
from tests.test_returns_forms import book

PLACES = [
    ["淄博市2023年三季度儿童福利情况"],
    ["区县", "孤儿（人）", "孤儿之家入住（人）"],
    ["张店区", 10, 7],
    ["淄川区", 8, 5],
]
PERIODS = [
    ["福州市主要指标"],
    ["指标", "单位", "2022年", "2023年"],
    ["孤儿", "人", 100, 90],
    ["孤儿之家入住", "人", 70, 60],
]
SHEETS = (
    ("一季度", [["民政统计季报表"], ["编制单位：福州市", "2023年3月"], ["指标名称", "单位", "数量"], ["孤儿", "人", 100], ["孤儿之家入住", "人", 70]], {}),
    ("说明", [["本表按季报送"]], {}),
)  # fmt: skip


def taken(path: Path, regions: Regions, data: bytes) -> FileOutcome:
    return intake.take_in(
        path, [("表.xlsx", data)], Request(), regions=regions, actor="张三", dry_run=True
    ).files[0]


def answered(path: Path, regions: Regions, data: bytes, decision: str, indicator: str = "") -> FileOutcome:
    form = forms.form_of(data, "表.xlsx")
    (row,) = mapping.unknown(form, taken(path, regions, data))
    assert row.label == "孤儿之家入住"
    mapping.answer(path, form, row, decision, indicator, "张三")
    return taken(path, regions, data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (book(("Sheet1", PLACES, {})), {("370303", "2023Q3"): 7, ("370302", "2023Q3"): 5}),
        (book(("Sheet1", PERIODS, {})), {("350100", "2022"): 70, ("350100", "2023"): 60}),
        (book(*SHEETS), {("350100", "2023Q1"): 70}),
    ],
    ids=["places", "periods", "sheets"],
)
def test_one_answer_reads_the_row_for_every_place_and_period(
    small_path: Path, regions: Regions, data: bytes, expected: dict
) -> None:
    outcome = answered(small_path, regions, data, mapping.INDICATOR, "orphans_centralized")
    found = {
        (it.region, str(it.period)): it.value for it in outcome.facts if it.indicator == "orphans_centralized"
    }
    assert found == expected
    assert not outcome.unmapped


def test_an_ignored_column_is_not_listed_again(small_path: Path, regions: Regions) -> None:
    outcome = answered(small_path, regions, book(("Sheet1", PLACES, {})), mapping.IGNORE)
    assert not outcome.unmapped
    assert {it.indicator for it in outcome.facts} == {"orphans"}


def test_the_next_quarter_s_table_is_the_same_form(regions: Regions) -> None:
    later = [["淄博市2023年四季度儿童福利情况"], *PLACES[1:], ["周村区", 3, 1]]
    one, other = (forms.form_of(book(("Sheet1", rows, {})), "表.xlsx") for rows in (PLACES, later))
    assert one.fingerprint == other.fingerprint
    rows = dict.fromkeys((row.heading, row.label, row.unit) for row in one.rows)
    assert forms.difference(other, rows) == forms.Changed()
    renamed = [PLACES[0], ["区县", "孤儿（人）", "孤儿之家入住人数（人）"], *PLACES[2:]]
    changed = forms.difference(forms.form_of(book(("Sheet1", renamed, {})), "表.xlsx"), rows)
    assert changed.renamed == (("孤儿之家入住", "孤儿之家入住人数"),)


def test_what_blank_means_holds_for_every_place(small_path: Path, regions: Regions) -> None:
    data = book(("Sheet1", [*PLACES[:3], ["淄川区", None, 5]], {}))
    mapping.answer_blank(small_path, forms.form_of(data, "表.xlsx"), "zero", "张三")
    outcome = taken(small_path, regions, data)
    assert {it.region: it.value for it in outcome.facts if it.indicator == "orphans"} == {
        "370303": 10,
        "370302": 0,
    }
    assert Store(small_path).revision > 1


def test_the_names_offered_for_a_row_fit_its_unit_and_a_row_without_unit_is_offered_all(
    small_path: Path,
) -> None:
    catalogue = Store(small_path).catalogue
    offered = [it.code for it in mapping.nearest("孤儿之家入住", "人", catalogue)]
    assert offered and all(catalogue[it].unit == "人" for it in offered)
    assert {*offered} <= {it.code for it in mapping.nearest("孤儿之家入住", "", catalogue)}


def test_a_line_whose_figures_do_not_fit_is_not_asked_about(small_path: Path, regions: Regions) -> None:
    data = "福州市2023年9月\n地区 城市低保人数 农村低保人数\n鼓楼区 62 14\n闽侯县 15 31\n闽清县 28\n".encode()
    outcome = taken(small_path, regions, data)
    assert [it.label for it in outcome.unmapped] == ["闽清县"]
    assert not mapping.asked(forms.form_of(data, "表.xlsx"), outcome)
