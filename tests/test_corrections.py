"""A correction names every issued place that printed the old figure; December's three figures stand side by side."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from minsheng.editions import editions, issuing
from minsheng.editions.editions import ISSUED, VERSION, Asked
from minsheng.facts import Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import explanations, impact, yearend
from minsheng.store.reading import Store
from minsheng.writing import drafting
from minsheng.writing.drafting import Desk
from minsheng.writing.genre import Genre
from tests.conftest import keep
from tests.screens import opened, words

pytestmark = pytest.mark.usefixtures("own_shown")

DEMO, END = "990100", Period.parse("2022Q4")


def issued(own_path: Path, regions: Regions, state: str = ISSUED) -> int:
    store = Store(own_path)
    desk = Desk(store.catalogue, store.breaks(), regions)
    draft = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2022))
    return editions.keep(
        own_path, draft.document, DEMO, Asked(draft.genre), pinned=store.revision, actor="王写", state=state
    )


def stands(own_path: Path, indicator: str, year: int = 2022) -> Fact:
    facts = Store(own_path).facts(regions=[DEMO], indicators=[indicator], periods=[str(year), f"{year}Q4"])
    return min(facts, key=lambda it: list(Status).index(it.status))


# -- 更正影响清单 ----------------------------------------------------------------------------------
def test_what_a_file_would_change_in_issued_documents_is_known_before_it_is_accepted(
    own_path: Path, regions: Regions
) -> None:
    number = issued(own_path, regions)
    old = stands(own_path, "canteens")
    found = impact.of_facts(Store(own_path), [replace(old, value=old.value + 7)])
    plain = next(it for it in found if not it.kept.entry.fact.derivation)
    assert plain.edition.number == number and plain.reprints
    assert plain.printed == f"{old.value}处" and plain.today == f"{old.value + 7}处"
    assert plain.kept.sentence and plain.kept.place.startswith("正文")
    assert any(it.kept.entry.measure == "growth" for it in found), "growth computed from it changes too"
    assert impact.of_facts(Store(own_path), [old]) == [], "the same figure again touches nothing"


def test_a_correction_below_the_printed_step_leaves_the_print_as_it_is(
    own_path: Path, regions: Regions
) -> None:
    issued(own_path, regions)
    old = stands(own_path, "exp_total")
    found = impact.of_facts(Store(own_path), [replace(old, value=old.value + Decimal("1000"))])
    assert found and not any(it.reprints for it in found if it.printed.endswith("亿元"))
    assert "约数不变" in impact.summary(found)


def test_what_was_corrected_since_is_listed_for_the_places_it_is_about(
    own_path: Path, regions: Regions
) -> None:
    issued(own_path, regions)
    assert impact.since(Store(own_path), [DEMO]) == []
    old = stands(own_path, "canteens")
    keep(own_path, replace(old, value=old.value + 7))
    found = impact.since(Store(own_path), [DEMO])
    assert {it.kept.entry.indicator.code for it in found} >= {"canteens"}
    assert impact.since(Store(own_path), ["350000"]) == []
    sheet = openpyxl.load_workbook(io.BytesIO(impact.sheet(found, "更正影响清单"))).active
    printed = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {f"{old.value}处", f"{old.value + 7}处", "须更正"} <= printed


def test_sentence_chart_and_slide_that_printed_a_figure_are_each_listed_with_their_place(
    own_path: Path, regions: Regions
) -> None:
    store = Store(own_path)
    desk = Desk(store.catalogue, store.breaks(), regions)
    draft = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2023))
    issuing.issue(own_path, draft, issuing.InHand.begun(store, draft.document), DEMO, actor="王写")
    old = stands(own_path, "dibao_persons", 2023)
    found = impact.of_facts(Store(own_path), [replace(old, value=old.value + 7)])
    own = [it for it in found if it.kept.entry.fact.key == old.key]
    assert {it.where for it in own} == {"正文", "附件", "图", "PPT"}
    assert {it.kept.place for it in own} >= {"图1", "PPT第2页", "PPT第3页图"}
    assert all(it.reprints and str(old.value) in it.printed.replace(",", "") for it in own)
    assert all(str(old.value + 7) in it.today.replace(",", "") for it in own)
    assert "、图" in impact.summary(found) and "、PPT" in impact.summary(found)


def test_a_draft_that_was_not_issued_is_not_listed(own_path: Path, regions: Regions) -> None:
    issued(own_path, regions, VERSION)
    old = stands(own_path, "canteens")
    assert impact.of_facts(Store(own_path), [replace(old, value=old.value + 7)]) == []


def test_a_weaker_vintage_changes_nothing_that_was_issued(own_path: Path, regions: Regions) -> None:
    issued(own_path, regions)
    old = stands(own_path, "canteens")
    weak = replace(old, value=old.value + 7, status=Status.PRESS)
    assert impact.of_facts(Store(own_path), [weak]) == []


def test_the_screen_shows_the_list(own_path: Path, regions: Regions) -> None:
    issued(own_path, regions)
    old = stands(own_path, "canteens")
    keep(own_path, replace(old, value=old.value + 7))
    test = opened("corrections", actor="张三", region=DEMO, period="2022Q4")
    test.segmented_control(key="change").set_value("更正影响").run()
    assert not test.exception and not test.error
    assert "1份已印发的文稿" in words(test) and f"{old.value + 7}处" in words(test)


# -- 年末三数 -------------------------------------------------------------------------------------
def test_vintages_stand_side_by_side_and_far_apart_ones_need_a_reason(own_path: Path) -> None:
    fast = next(it for it in Store(own_path).facts(regions=[DEMO], periods=[END]) if it.status is Status.FAST)
    near = replace(fast, period=Period.of_year(2022), status=Status.FINAL, value=fast.value)
    keep(own_path, near)
    side = _of(own_path, fast.indicator)
    assert not side.beyond and yearend.differs(side) == "相同" and side.used.status is Status.FINAL
    keep(own_path, replace(near, value=fast.value * 2))
    side = _of(own_path, fast.indicator)
    assert side.open and side.percent == 100 and yearend.row(side)[-1] == yearend.DUE
    explanations.keep(own_path, [side.explained("年报按清查结果核定")], actor="张三")
    side = _of(own_path, fast.indicator)
    assert side.beyond and not side.open and yearend.row(side)[-1] == "年报按清查结果核定"
    assert "年报按清查结果核定" in stands(own_path, fast.indicator).notes


def _of(own_path: Path, indicator: str) -> yearend.Three:
    return next(it for it in yearend.threes(Store(own_path), DEMO, 2022) if it.indicator.code == indicator)


def test_those_that_need_a_reason_come_first(own_path: Path) -> None:
    sides = yearend.threes(Store(own_path), DEMO, 2022)
    assert sides == sorted(sides, key=lambda it: not it.open)


def test_a_reason_is_written_on_the_screen(own_path: Path) -> None:
    fast = next(it for it in Store(own_path).facts(regions=[DEMO], periods=[END]) if it.status is Status.FAST)
    keep(own_path, replace(fast, period=Period.of_year(2022), status=Status.FINAL, value=fast.value * 2))
    test = opened("corrections", actor="张三", region=DEMO, period="2022Q4")
    test.segmented_control(key="change").set_value("年末三数").run()
    assert not test.exception and "须写明原因" in words(test)
    test.selectbox(key="three-which").set_value(_of(own_path, fast.indicator)).run()
    test.text_input(key=f"three-{DEMO}-{fast.indicator}-text").set_value("按清查结果核定")
    test.button(key=f"three-{DEMO}-{fast.indicator}-send").click().run()
    assert _of(own_path, fast.indicator).reason == "按清查结果核定"
