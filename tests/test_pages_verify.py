"""核稿 as a person meets it: a draft in, verdicts, marks and files out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from minsheng import places, workbook
from minsheng.claims import claims
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import given, reviews, verification
from minsheng.verification.verification import Report, Verdict
from minsheng.view import markup_verify
from tests import screens
from tests.screens import html, words
from tests.words_made import slides, word

pytestmark = pytest.mark.usefixtures("shipped_shown")

DRAFT = """2022年，全市共办理结婚登记17570对，离婚登记5860对。

全年结婚登记15770对，社会组织4000余家。<b>另有</b>新能源充电桩1300个。"""
DRAFT_FIGURES = 5


@pytest.fixture
def report(store: Store, regions: Regions) -> Report:
    found = claims.extract(DRAFT, catalogue=store.catalogue, regions=regions, region="370300", year=2022)
    return verification.verify(found, store, regions, region="370300", year=2022)


def opened() -> AppTest:
    return screens.opened("verify", region="370300", period="2022")


def checked(text: str) -> AppTest:
    test = opened()
    test.text_area(key="verify_text").set_value(text)
    return test.button[0].click().run()


def test_the_page_asks_for_a_draft() -> None:
    test = opened()
    assert not test.exception and not test.error
    assert "粘贴或放入文稿" in words(test)
    assert test.selectbox[0].value == 2022


def test_a_wrong_number_comes_first_with_the_right_one() -> None:
    test = checked(DRAFT)
    assert not test.exception and not test.error
    told = words(test)
    assert "1个不符" in told and "15770对→17570对" in told
    assert (
        told.index("1个不符")
        < told.index("15770对→")
        < told.index("约数相符：" if "约数相符：" in told else "一致：")
    )


def test_the_filter_leaves_the_problems() -> None:
    test = checked(DRAFT)
    test.session_state["verify_filter"] = "不符"
    shown = html(test.run())
    assert shown.count('class="ms-finding"') == 1


def test_a_text_that_contradicts_itself_is_told_on_both_figures() -> None:
    test = checked(DRAFT)
    assert "1个不符" in words(test) and "文稿自身有2处不一致" in words(test)
    test.session_state["verify_filter"] = "前后不一"
    shown = html(test.run())
    assert shown.count('class="ms-finding"') == 2 and "前文写“17570对”" in shown


def test_a_confirmed_figure_is_remembered_and_taken_back(
    small_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINSHENG_DB", str(small_path))
    claim = claims.extract(
        DRAFT, catalogue=Store(small_path).catalogue, regions=places.regions(), region="370300", year=2022
    )[-1]
    reviews.keep(small_path, claim, "城管局台账", actor="李四")
    test = checked(DRAFT)
    assert "李四" in words(test) and "核认：城管局台账" in words(test) and "已核认" in words(test)
    number = DRAFT_FIGURES
    test.text_input(key=f"actor-verify-{number}").set_value("王五")
    test.button(key=f"verify-keep-{number}").click().run()
    assert "已核认" not in words(test) and not reviews.remembered(Store(small_path))


def test_a_figure_is_confirmed_on_the_page(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_DB", str(small_path))
    test = checked("全年修建文化广场36处。")
    test.text_area(key="verify-reason-1").set_value("城管局台账")
    test.text_input(key="actor-verify-1").set_value("李四")
    test.button(key="verify-keep-1").click().run()
    assert [it.actor for it in reviews.remembered(Store(small_path)).values()] == ["李四"]


def test_nothing_and_another_draft() -> None:
    empty = checked("  ")
    assert [it.value for it in empty.error] == ["还没有文稿。请粘贴文字，或放入一个文件。"]
    test = checked(DRAFT)
    test.button(key="verify_again").click().run()
    assert "粘贴或放入文稿" in words(test)


def test_every_number_is_a_labelled_link_and_no_letter_is_lost(report: Report) -> None:
    marked = markup_verify.marked(given.pasted(DRAFT), report, range(1, 99))
    assert marked.count('aria-label="') == len(report.findings) == marked.count('href="#ms-finding-')
    assert "<b>" not in marked
    plain = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", marked).replace("&lt;", "<").replace("&gt;", ">")
    assert plain == DRAFT.replace("\n", "")


def test_comments_leave_out_what_agrees(report: Report) -> None:
    said = markup_verify.comments(report)
    assert len(said) == sum(it.verdict is not Verdict.MATCH or bool(it.remarks) for it in report.findings)
    assert not any(it.said.startswith("【一致】") for it in said)
    assert any(DRAFT[it.start : it.end] == "15770对" and it.said.startswith("【不符") for it in said)


def test_the_sheet_lists_every_number_problems_first(report: Report, store: Store, tmp_path: Path) -> None:
    table = markup_verify.sheet(
        report, given.pasted(DRAFT), "淄博市", 2022, store.catalogue, lambda *_: "淄博市"
    )
    path = tmp_path / "核稿单.xlsx"
    path.write_bytes(workbook.workbook([table]))
    rows = [row for row in load_workbook(path).active.iter_rows(values_only=True) if str(row[0]).isdigit()]
    assert len(rows) == len(report.findings)
    assert rows[0][2:4] == ("15770对", "不符") and rows[0][1] == "第2段" and rows[0][8]


def test_the_sheet_says_where_a_number_comes_from_that_the_text_itself_tells(
    store: Store, regions: Regions
) -> None:
    text = "全市喷泉由12座增加到24座，增长50.0%。"
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region="370300", year=2022)
    told = verification.verify(found, store, regions, region="370300", year=2022)

    table = markup_verify.sheet(
        told, given.pasted(text), "淄博市", 2022, store.catalogue, lambda *_: "淄博市"
    )
    row = next(row for row in table.rows if row[2] == "50.0%")

    assert (row[3], row[7]) == ("不符", "按文中各数计算")


def test_a_long_draft_is_shown_whole() -> None:
    text = "\n".join([DRAFT] * (5000 // len(DRAFT) + 1))
    assert not checked(text).exception


def test_a_table_of_the_draft_is_a_table_on_the_screen_and_slides_stand_apart() -> None:
    merged = [["区县", "低保人数", ""], ["", "城市<", "农村"], ["东沚区", "5036", "1742"]]
    file = docx.Document(io.BytesIO(word("附表1", table=merged)))
    grid = file.tables[0]
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    buffer = io.BytesIO()
    file.save(buffer)
    shown = markup_verify.marked(given.received("稿.docx", buffer.getvalue()), Report(()), ())
    assert '<td rowspan="2">区县</td><td colspan="2">低保人数</td>' in shown
    assert (
        "<tr><td>城市&lt;</td><td>农村</td></tr><tr><td>东沚区</td><td>5036</td><td>1742</td></tr>" in shown
    )

    deck = markup_verify.marked(given.received("汇报.pptx", slides("一", "二", table=merged)), Report(()), ())
    assert '<p>一</p><p class="ms-page">第2页</p><p>二</p>' in deck and "<td>5036</td>" in deck
