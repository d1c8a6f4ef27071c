"""补录 and 年终取数表: what a 科室 supplies is stored with its ground, 待核, and wrong input is refused in words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from minsheng.errors import UnitMismatch
from minsheng.facts import Basis, Fact, Status
from minsheng.period import Period
from minsheng.receiving import approval, entry
from minsheng.store.reading import Store
from tests.conftest import keep
from tests.screens import opened

pytestmark = pytest.mark.usefixtures("small_shown")

TYPED = entry.Entered(
    "350000", "exp_total", Period.parse("2023"), "1,234.5", "万元", Basis.YTD, "规划财务科张三", "决算表"
)


def test_an_entered_figure_is_pending_and_names_its_ground(small_path: Path) -> None:
    entry.keep(small_path, [entry.fact_of(TYPED, Store(small_path).catalogue)], "李四", "补录")
    (fact,) = Store(small_path).facts(regions=["350000"])
    assert (fact.value, fact.resolution, fact.status, fact.pending) == (
        12_345_000,
        1000,
        Status.ENTERED,
        True,
    )
    assert fact.source.title == "决算表（规划财务科张三提供）"


@pytest.mark.parametrize("wrong", [{"value": "很多"}, {"value": "-1"}, {"by": " "}, {"ground": ""}])
def test_what_is_wrong_is_refused(small_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(entry.NotEntered):
        entry.fact_of(replace(TYPED, **wrong), Store(small_path).catalogue)


def test_a_unit_of_another_kind_is_refused(small_path: Path) -> None:
    with pytest.raises(UnitMismatch):
        entry.fact_of(replace(TYPED, unit="人"), Store(small_path).catalogue)


def test_the_same_again_is_nothing_new_and_a_locked_year_takes_none(small_path: Path) -> None:
    fact = entry.fact_of(TYPED, Store(small_path).catalogue)
    entry.keep(small_path, [fact], "李四", "补录")
    with pytest.raises(entry.NotEntered, match="没有新的数"):
        entry.keep(small_path, [fact], "李四", "补录")
    approval.record(small_path, [("350000", fact.period)], [approval.Step.LOCKED], "李四")
    with pytest.raises(entry.NotEntered, match="已锁定"):
        entry.keep(small_path, [replace(fact, value=fact.value + 1)], "李四", "补录")


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, str]:
    """The sheet that asks for one figure, of 2022 for 2023."""
    keep(path, Fact("350000", "exp_total", Period.parse("2022"), Basis.YTD, 10_000_000, "元"))
    catalogue = Store(path).catalogue
    owner = catalogue["exp_total"].owner
    asked = entry.asked_of(owner, Store(path).facts(), 2023, catalogue)
    return openpyxl.load_workbook(
        BytesIO(entry.sheet(owner, asked, "福建省", "350000", 2023, catalogue))
    ), owner


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(book: openpyxl.Workbook, **cells: object) -> str:
    row = next(row for row in book.active.iter_rows() if row[0].value == "exp_total")
    for name, value in cells.items():
        row["abcdefghi".index(name)].value = value
    return row[6].coordinate


def test_a_filled_sheet_lands_with_its_cells(small_path: Path) -> None:
    book, _ = sheet_of(small_path)
    at = fill(book, g=1200.5, h="张三", i="决算表")
    (fact,) = entry.filled(saved(book), "取数表.xlsx", "350000", 2023, Store(small_path).catalogue)
    assert (fact.value, str(fact.period), fact.basis) == (12_005_000, "2023", Basis.YTD)
    assert fact.locator.endswith(f"!{at}")


def test_a_sheet_names_the_wrong_cell(small_path: Path) -> None:
    book, _ = sheet_of(small_path)
    at = fill(book, g="约一千", h="张三", i="决算表")
    with pytest.raises(entry.NotEntered, match=at):
        entry.filled(saved(book), "取数表.xlsx", "350000", 2023, Store(small_path).catalogue)


def test_a_sheet_of_another_place_or_none_at_all_is_refused(small_path: Path) -> None:
    book, _ = sheet_of(small_path)
    with pytest.raises(entry.NotEntered, match="地区或年度"):
        entry.filled(saved(book), "取数表.xlsx", "370300", 2023, Store(small_path).catalogue)
    with pytest.raises(entry.NotEntered):
        entry.filled(b"abc,def\n", "别的.csv", "350000", 2023, Store(small_path).catalogue)


def test_the_page_stores_one_figure(small_path: Path) -> None:
    test = opened("entry", actor="李四", region="350000")
    test.selectbox(key="entry-indicator").set_value("towns").run()
    for name, text in (("value", "5"), ("period", "2023"), ("by", "张三"), ("ground", "区划台账")):
        test.text_input(key=f"entry-{name}").set_value(text)
    test.button[0].click().run()
    assert not test.exception and not test.error
    assert [it.value for it in Store(small_path).facts(regions=["350000"])] == [5]
