"""文稿取数: an old text becomes press facts, each with its sentence; nothing doubtful goes in by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from minsheng.claims import files
from minsheng.facts import Basis, Status
from minsheng.geography.regions import Regions
from minsheng.receiving import quotations
from minsheng.receiving.quotations import Candidate, Choice, Given, NotQuoted
from minsheng.store import revisions
from minsheng.store.reading import Store
from tests.screens import html, opened
from tests.words_made import slides, word

TEXT = (
    "云岫县民政局2021年工作总结\n"
    "一年来，我县扎实做好各项工作。截至2021年底，全县共有城乡低保对象8920户14873人，全年发放低保金5236.4万元。"
    "特困人员救助供养1432人，其中集中供养386人。全县建成长者食堂31处，比上年增加9处。"
    "办理结婚登记2106对，离婚登记893对。举办“岫水讲堂”17期。"
)


@pytest.fixture
def given() -> Given:
    return Given("2021年总结.txt", TEXT.encode(), "2021年工作总结", "云岫县民政局（虚构）", date(2022, 1, 20))


@pytest.fixture
def found(small_path: Path, regions: Regions) -> list[Candidate]:
    return quotations.read(TEXT, Store(small_path).catalogue, regions, "990122", 2021)


def one(found: list[Candidate], quote: str) -> Candidate:
    return next(it for it in found if it.claim.quote.startswith(quote))


def sure(found: list[Candidate]) -> list[tuple[Candidate, Choice, str]]:
    return [(it, it.choice, "") for it in found if it.is_sure and it.choice]


def test_what_the_text_states_is_stored_with_its_sentence(
    small_path: Path, regions: Regions, given: Given, found: list[Candidate]
) -> None:
    store = Store(small_path)
    facts, rows = quotations.taken(sure(found), given, store.catalogue, regions)
    revision = quotations.keep(small_path, given, facts, rows, "张三")

    kept = {it.indicator: it for it in store.facts(regions=["990122"])}
    assert kept["dibao_households"].value == 8920 and kept["dibao_persons"].value == 14873
    assert kept["exp_dibao"].value == 52364000 and kept["exp_dibao"].basis is Basis.YTD
    assert kept["marriages"].status is Status.PRESS and kept["marriages"].revision == revision
    assert "办理结婚登记2106对" in kept["marriages"].locator
    assert kept["marriages"].source.title == "2021年工作总结" and kept["marriages"].demo
    assert (revisions.originals(small_path) / given.sha256).read_bytes() == given.data


def test_the_same_text_a_second_time_is_refused(
    small_path: Path, regions: Regions, given: Given, found: list[Candidate]
) -> None:
    store = Store(small_path)
    facts, rows = quotations.taken(sure(found), given, store.catalogue, regions)
    quotations.keep(small_path, given, facts, rows, "张三")

    with pytest.raises(NotQuoted):
        quotations.keep(small_path, given, facts, rows, "张三")


def test_what_is_open_is_said_and_comes_first(found: list[Candidate]) -> None:
    doubtful = [it for it in found if it.doubts]

    assert one(found, "9处") in doubtful
    assert {found[place] for place in quotations.ordered(found)[: len(doubtful)]} == set(doubtful)


def test_an_unknown_figure_becomes_a_local_one(
    small_path: Path, regions: Regions, given: Given, found: list[Candidate]
) -> None:
    store, it = Store(small_path), one(found, "17期")
    choice = Choice("", "990122", "2021", Basis.YTD, name="“岫水讲堂”期数")
    facts, rows = quotations.taken([(it, choice, "")], given, store.catalogue, regions)
    quotations.keep(small_path, given, facts, rows, "张三")

    fact = store.facts(regions=["990122"])[0]
    assert store.catalogue[fact.indicator].name == "“岫水讲堂”期数" and store.catalogue[fact.indicator].local


def test_a_number_can_be_corrected_and_a_wrong_unit_is_refused(
    small_path: Path, regions: Regions, given: Given, found: list[Candidate]
) -> None:
    catalogue, it = Store(small_path).catalogue, one(found, "2106对")
    facts, _ = quotations.taken([(it, it.choice, "2160")], given, catalogue, regions)
    assert facts[0].value == 2160

    with pytest.raises(NotQuoted, match="单位"):
        quotations.taken([(it, replace(it.choice, indicator="canteens"), "")], given, catalogue, regions)


def test_two_values_of_one_figure_are_not_stored_together(
    small_path: Path, regions: Regions, given: Given, found: list[Candidate]
) -> None:
    one_, other = one(found, "2106对"), one(found, "893对")
    with pytest.raises(NotQuoted, match="两个值"):
        quotations.taken(
            [(one_, one_.choice, ""), (other, one_.choice, "")], given, Store(small_path).catalogue, regions
        )


# -- tables ---------------------------------------------------------------------------------------

CELLS = (("区县", "低保人数（人）", "低保支出（万元）", "同比（%）"), ("云岫县", "14873", "5236.4", "-3.5"))


def in_word() -> bytes:
    return word("附表1　各区县社会救助情况（2021年底）", table=CELLS)


def on_a_slide() -> bytes:
    return slides("2019年底情况", "2021年底社会救助情况", table=CELLS)


@pytest.mark.parametrize(("name", "data"), [("总结.docx", in_word()), ("汇报.pptx", on_a_slide())])
def test_the_cells_of_a_table_are_candidates_with_the_words_of_row_and_head(
    small_path: Path, regions: Regions, name: str, data: bytes
) -> None:
    source, store = files.opened(data, name), Store(small_path)
    found = quotations.read(source.text, store.catalogue, regions, "990100", 2021, source.grids)
    read = [(it.claim.quote, it.choice.indicator, it.choice.region, it.choice.period) for it in found]
    assert read[:2] == [
        ("14873", "dibao_persons", "990122", "2021"),
        ("5236.4", "exp_dibao", "990122", "2021"),
    ]
    assert found[0].is_sure and found[0].sentence == "表格：云岫县2021年底低保人数14873人"
    assert [it.doubts for it in found[2:]] == [("是增长幅度，不是指标本身的数", "是减少的数")]
    facts, _ = quotations.taken(sure(found), Given(name, data, "总结"), store.catalogue, regions)
    assert [(it.indicator, it.value, it.unit) for it in facts] == [
        ("dibao_persons", 14873, "人"), ("exp_dibao", 52364000, "元")
    ]  # fmt: skip


# -- the page -------------------------------------------------------------------------------------


def test_title_and_year_are_those_of_the_text_unless_somebody_writes_them(small_shown: None) -> None:
    page = opened("quotations", actor="张三", region="990122")
    page.text_area(key="quotations-text").set_value(TEXT)
    page.button[0].click().run()
    desk = page.session_state["quotations-desk"]
    assert (desk.given.title, desk.year) == ("云岫县民政局2021年工作总结", 2021)

    unnamed = opened("quotations", actor="张三", region="990122")
    unnamed.text_area(key="quotations-text").set_value("全县低保对象14873人。")
    unnamed.button[0].click().run()
    assert unnamed.error[0].value.startswith("没有写文稿年度")


def test_rises_and_falls_are_left_unless_somebody_takes_them(small_shown: None) -> None:
    page = opened("quotations", actor="张三", region="990122")
    page.text_area(key="quotations-text").set_value(TEXT)
    page.button[0].click().run()
    desk = page.session_state["quotations-desk"]
    states = {desk.found[place].claim.quote: state for place, state in desk.decided.items()}
    assert (states["9处"], states["31处"], states["17期"]) == ("不取", "取用", "待定")
    assert desk.found[page.selectbox(key="quotation-at").value].claim.quote == "17期"


def test_a_text_goes_through_the_page(small_path: Path, small_shown: None) -> None:
    page = opened("quotations", actor="张三", region="990122")
    page.text_area(key="quotations-text").set_value(TEXT)
    page.text_input(key="quotations-year").set_value("2021")
    page.text_input(key="quotations-title").set_value("2021年工作总结")
    page.button[0].click().run()
    assert not page.exception
    assert "<mark>" in html(page) and "待定" in html(page)

    place = page.selectbox(key="quotation-at").value
    page.button(key=f"quotation-leave-{place}").click().run()
    page.button(key="quotations-keep").click().run()
    assert not page.exception and not page.error
    assert {it.status for it in Store(small_path).facts(regions=["990122"])} == {Status.PRESS}
    assert "已存为文稿引用" in page.success[0].value
