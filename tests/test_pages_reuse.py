"""套稿 as a person meets it: last year's file in, tracked changes and a list out."""

from __future__ import annotations

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from words_made import accepted, word

from minsheng import workbook
from minsheng.editions.renewal import Item, Outcome, Renewal
from minsheng.editions.tracked import Edit
from minsheng.view import markup_renewal
from tests import screens
from tests.screens import html

pytestmark = pytest.mark.usefixtures("shipped_shown")


def opened(region: str = "990100", period: str = "2023Q4") -> AppTest:
    return screens.opened("reuse", region=region, period=period)


def test_without_a_file_it_says_what_to_do() -> None:
    page = opened()
    page.button[0].click().run()

    assert "请放入.docx文件" in page.error[0].value


def test_last_years_file_comes_back_with_tracked_changes() -> None:
    data = word("截至2022年底，全市建有养老机构142家，同比增长0.7%，首次实现全覆盖。", "植树造林3000亩。")
    page = opened()
    page.file_uploader[0].upload("上年<稿>.docx", data)
    page.button[0].click().run()

    assert not page.exception
    assert "养老机构" in html(page) and "<ins" in html(page)
    assert "144家" in html(page) and "【待补】" in html(page)
    assert "上年&lt;稿&gt;.docx" in html(page)
    page.button(key="reuse_again").click().run()
    assert "旧稿换新数" in html(page)


def test_a_file_of_another_place_is_renewed_by_its_own_with_one_click() -> None:
    page = opened()
    page.file_uploader[0].upload(
        "上年.docx", word("云岫县2022年民政工作总结", "截至2022年底，全县低保对象14720人。")
    )
    page.button[0].click().run()
    assert "文中写的是云岫县，现按演示市更新。" in html(page)
    page.button(key="whose-switch").click().run()

    assert not page.exception and "现按" not in html(page)
    assert "<del>14720人</del><ins" in html(page) and "14590人</ins>" in html(page)


def test_the_list_as_excel_has_every_change() -> None:
    items = (
        Item(0, "142家", "144家", Outcome.RENEWED, "养老机构", edits=(Edit(0, 4, "144家"),)),
        Item(
            6,
            "97批",
            "【待补】",
            Outcome.PENDING,
            "",
            "待补：不能认定是哪个指标。",
            edits=(Edit(6, 9, "【待补】", "待补", True),),
        ),
    )
    found = Renewal("稿.docx", word("142家，共97批。"), "142家，共97批。", "144家，共【待补】。", items)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.workbook([markup_renewal.sheet(found)]))).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert cells.index("97批") < cells.index("142家")
    assert accepted(found.file).startswith("142家")
