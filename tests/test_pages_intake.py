"""报表接收 as a statistician meets it: drop, look, accept, refuse, answer, explain, undo; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from minsheng.errors import StoreOutdated
from minsheng.facts import Basis
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, forms, intake, judging, mapping, turnout, waiting
from minsheng.receiving.inbox import ACCEPTED, REFUSED, UNDONE, WAITING, Inbox, differences
from minsheng.receiving.outcome import IMPORTED, REJECTED, UNCHANGED, FileOutcome, Outcome
from minsheng.returns import Request
from minsheng.store import ledger
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from tests import returns_made as made
from tests import screens
from tests.screens import words

pytestmark = pytest.mark.usefixtures("small_shown")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "data/examples"
UNKNOWN = "1.本地特色助餐点|个||12|"


def opened(page: str = "intake", **address: str) -> AppTest:
    return screens.opened(page, actor="张三", **address)


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def looked(path: Path, regions: Regions, data: bytes, name: str = "表.xlsx", **explained: str) -> FileOutcome:
    store = Store(path)
    ground = judging.ground_of(store, regions, explained=explained)
    return judging.judge_all(store, [(name, data)], Request(), ground)[0]


def taken(path: Path, regions: Regions, data: bytes, name: str = "表.xlsx", **explained: str) -> Outcome:
    return intake.take_in(path, [(name, data)], Request(), regions=regions, actor="张三", explained=explained)


# -- the page -------------------------------------------------------------------------------------
def test_an_empty_inbox_says_so() -> None:
    test = opened()
    assert not test.exception and not test.error
    assert "收件箱没有待处理的报表" in words(test)


def test_a_waiting_file_is_shown_before_anything_is_stored_and_then_accepted(small_path: Path) -> None:
    box, before = Inbox(small_path), Store(small_path).revision
    box.add("return.xlsx", example("return_990122_2024Q1.xlsx"), "张三")
    test = opened()
    assert not test.exception and not test.error
    assert "1/11" in words(test) and "待接收1个" in words(test) and "与库中比较：新增87个" in words(test)
    assert Store(small_path).revision == before
    next(it for it in test.button if it.label == "接收").click().run()
    assert [it.state for it in box.items(Store(small_path))] == [ACCEPTED]
    assert len(Store(small_path).facts(regions=["990122"])) == 87


def test_nothing_is_stored_without_a_name(small_path: Path) -> None:
    Inbox(small_path).add("return.xlsx", example("return_990122_2024Q1.xlsx"), "张三")
    test = screens.opened("intake")
    assert all(button.disabled for button in test.button)


def test_a_file_that_is_no_return_gets_its_sentence(small_path: Path) -> None:
    Inbox(small_path).add("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "张三")
    test = opened()
    assert not test.exception and not test.error
    assert "错误" in words(test)


def test_a_file_without_its_period_is_read_once_a_person_says_it(small_path: Path) -> None:
    text = "\n".join(line.replace("2022年09月", "") for line in made.form("1.镇|个||5|").splitlines())
    Inbox(small_path).add("表.xlsx", made.xlsx(text), "张三")
    test = opened()
    next(it for it in test.text_input if it.label.startswith("时期")).set_value("2022Q3")
    next(it for it in test.button if it.label == "按此读取").click().run()
    assert not test.exception and not test.error
    next(it for it in test.button if it.label == "接收").click().run()
    assert [str(it.period) for it in Store(small_path).facts(indicators=["towns"])] == ["2022Q3"]


# -- the inbox ------------------------------------------------------------------------------------
def test_what_waits_survives_a_restart_and_keeps_its_bytes(small_path: Path) -> None:
    Inbox(small_path).add("夹/表.csv", b"abc", "张三")
    (item,) = Inbox(small_path).items(Store(small_path))
    assert (item.state, item.entry.name, Inbox(small_path).data(item.entry)) == (WAITING, "表.csv", b"abc")


def test_a_refused_file_keeps_its_reason_and_may_come_again(small_path: Path) -> None:
    box = Inbox(small_path)
    box.refuse(box.add("表.csv", b"abc", "张三"), "李四", "缺公章")
    (item,) = box.items(Store(small_path))
    assert (item.state, item.entry.reason, item.entry.refused_by) == (REFUSED, "缺公章", "李四")
    box.add("表.csv", b"abc", "张三")
    assert [it.state for it in box.items(Store(small_path))] == [WAITING]


def test_a_correction_is_shown_old_to_new(small_path: Path, regions: Regions) -> None:
    taken(small_path, regions, made.xlsx(made.form("1.镇|个||5|")))
    outcome = looked(small_path, regions, made.xlsx(made.form("1.镇|个||6|")))
    (found,) = differences(outcome.facts, Store(small_path))
    assert (found.kind, found.before.value, found.after.value) == ("更正", 5, 6)


def test_the_units_that_are_there_are_counted(small_path: Path, regions: Regions) -> None:
    box = Inbox(small_path)
    taken(small_path, regions, example("return_990122_2024Q1.xlsx"))
    for code in ("990102", "990122"):
        box.add(code, example(f"return_{code}_2024Q1.xlsx"), "张三")
    items = box.items(Store(small_path))
    found = [waiting.look(Store(small_path), regions, box, it.entry) for it in items]
    (count,) = turnout.counts(Store(small_path), regions, items, found)
    assert (count.stored, count.waiting, count.expected) == (("云岫县",), ("东沚区",), 11)


# -- undoing --------------------------------------------------------------------------------------
def test_undoing_a_load_brings_back_what_stood_before_and_deletes_nothing(
    small_path: Path, regions: Regions
) -> None:
    data = made.xlsx(made.form("1.镇|个||6|"))
    first = taken(small_path, regions, made.xlsx(made.form("1.镇|个||5|"))).revision
    box = Inbox(small_path)
    box.add("更正.xlsx", data, "张三")
    second = taken(small_path, regions, data).revision
    (item,) = box.items(Store(small_path))
    intake.undo(small_path, item.receipt.load, "李四", "报错了")
    store = Store(small_path)
    assert [it.value for it in store.facts(indicators=["towns"])] == [5]
    assert [it.value for it in Store(small_path, Moment(revision=second)).facts(indicators=["towns"])] == [6]
    assert [it.value for it in Store(small_path, Moment(revision=first)).facts(indicators=["towns"])] == [5]
    history = store.asked("history", region="350000", indicator="towns", period="")
    assert [(it["value"], it["undone_by"]) for it in history] == [(6, "李四"), (5, None)]
    assert [it.state for it in box.items(store)] == [UNDONE]
    assert taken(small_path, regions, data).files[0].outcome == IMPORTED


def test_what_the_product_ships_and_what_is_locked_cannot_be_undone(
    small_path: Path, regions: Regions
) -> None:
    taken(small_path, regions, made.xlsx(made.form("1.镇|个||5|")))
    load = Store(small_path).asked("receipts")[0]["load"]
    approval.record(small_path, [("350000", Period.parse("2022Q3"))], [approval.Step.LOCKED], "张三")
    with pytest.raises(intake.NotUndone):
        intake.undo(small_path, load, "张三", "试")
    with pytest.raises(approval.NoReason):
        intake.undo(small_path, load, "张三", " ")


# -- contradictions -------------------------------------------------------------------------------
def test_a_contradiction_stops_until_explained_and_is_then_pending(
    small_path: Path, regions: Regions
) -> None:
    data = example("faulty_990122_broken_sum.xlsx")
    outcome = looked(small_path, regions, data)
    assert outcome.outcome == REJECTED and outcome.explainable
    done = taken(small_path, regions, data, **{outcome.sha256: "原表如此，已电话核实"})
    assert done.files[0].outcome == IMPORTED
    pending = [it for it in Store(small_path).facts(regions=["990122"]) if it.pending]
    assert 3 <= len(pending) < 10 and "tekun_persons" in {it.indicator for it in pending}
    assert all("上报说明：原表如此，已电话核实" in it.notes for it in pending)
    told = Store(small_path).asked("explanations", regions=["990122"])
    assert {(it["rule"], it["actor"]) for it in told} == {("V06", "张三")}


def test_an_error_of_reading_cannot_be_explained_away(small_path: Path, regions: Regions) -> None:
    data = made.xlsx(made.form("1.镇|个||五|"))
    outcome = looked(small_path, regions, data)
    assert outcome.outcome == REJECTED and not outcome.explainable
    again = taken(small_path, regions, data, **{outcome.sha256: "说明"})
    assert again.files[0].outcome == REJECTED


# -- how forms are read ---------------------------------------------------------------------------
def test_one_answer_serves_all_files_of_the_form(small_path: Path, regions: Regions) -> None:
    data = made.xlsx(made.form("1.镇|个||5|", UNKNOWN))
    assert [it.label for it in looked(small_path, regions, data).unmapped] == ["1.本地特色助餐点"]
    form = forms.form_of(data, "表.xlsx")
    row = next(it for it in form.rows if "助餐" in it.label)
    code = mapping.register(small_path, form, row, Basis.STOCK, "张三", len(Store(small_path).catalogue))
    other = made.xlsx(made.form("1.镇|个||5|", "2.街道|个||3|", UNKNOWN.replace("12", "15")))
    outcome = looked(small_path, regions, other)
    assert not outcome.unmapped
    assert [(it.value, it.locator) for it in outcome.facts if it.indicator == code] == [(15, "Sheet1!D7")]


def test_a_row_that_is_ignored_is_not_listed_again(small_path: Path, regions: Regions) -> None:
    data = made.xlsx(made.form("1.镇|个||5|", UNKNOWN))
    form = forms.form_of(data, "表.xlsx")
    row = next(it for it in form.rows if "助餐" in it.label)
    mapping.answer(small_path, form, row, mapping.IGNORE, "", "张三")
    assert not looked(small_path, regions, data).unmapped


@pytest.mark.parametrize(("meaning", "value"), [("zero", 0), ("not_applicable", None)])
def test_what_blank_means_is_remembered(small_path: Path, regions: Regions, meaning: str, value: int) -> None:
    data = made.xlsx(made.form("1.镇|个||5|", "2.街道|个|||"))
    mapping.answer_blank(small_path, forms.form_of(data, "表.xlsx"), meaning, "张三")
    facts = {it.indicator: it for it in looked(small_path, regions, data).facts}
    assert facts["subdistricts"].value == value


def test_the_next_file_of_a_form_is_shown_as_a_difference() -> None:
    one = forms.form_of(made.xlsx(made.form("1.镇|个||5|", "2.街道|个||3|", "3.区公所|个||1|")), "a.xlsx")
    two = forms.form_of(made.xlsx(made.form("1.镇|个||5|", "2.街道办|个||3|", "4.苏木|个||1|")), "b.xlsx")
    assert one.fingerprint == two.fingerprint
    changed = forms.difference(two, [(it.heading, it.label, it.unit) for it in one.rows])
    assert changed == forms.Changed(("区公所",), ("苏木",), (("街道", "街道办"),))


def test_a_form_is_the_same_in_every_place_and_period() -> None:
    here = forms.form_of(example("return_990122_2024Q1.xlsx"), "a.xlsx")
    there = forms.form_of(example("return_990102_2024Q1.xlsx"), "b.xlsx")
    assert here.fingerprint == there.fingerprint != ""


# -- locks ----------------------------------------------------------------------------------------
def test_what_is_locked_takes_nothing_until_unlocked(small_path: Path, regions: Regions) -> None:
    data, place = made.xlsx(made.form("1.镇|个||5|")), [("350000", Period.parse("2022Q3"))]
    approval.record(small_path, place, [approval.Step.LOCKED], "张三")
    assert "已锁定" in taken(small_path, regions, data).words
    with pytest.raises(approval.NoReason):
        approval.record(small_path, place, [approval.Step.UNLOCKED], "张三")
    approval.record(small_path, place, [approval.Step.UNLOCKED], "张三", "更正")
    assert taken(small_path, regions, data).files[0].outcome == IMPORTED
    assert taken(small_path, regions, data).files[0].outcome == UNCHANGED
    assert [it["state"] for it in Store(small_path).asked("approvals", regions=[])] == ["解锁", "锁定"]


def test_an_older_store_is_brought_up_to_date(small_path: Path) -> None:
    assert not ledger.upgrade(small_path)
    with duckdb.connect(str(small_path.resolve())) as connection:
        connection.execute("drop table withdrawal")
        connection.execute("update meta set value = '1' where name = 'schema_version'")
    with pytest.raises(StoreOutdated):
        Store(small_path)
    assert ledger.upgrade(small_path)
    assert Store(small_path).asked("receipts") == []


# -- together -------------------------------------------------------------------------------------
def test_two_files_about_the_same_return_are_not_accepted_together(
    small_path: Path, regions: Regions
) -> None:
    box = Inbox(small_path)
    for name in ("return_990122_2024Q1.xlsx", "faulty_990122_unit_slip.xlsx", "return_990102_2024Q1.xlsx"):
        box.add(name, example(name), "张三")
    test = opened()
    assert "另有同一单位同一时期的文件：faulty_990122_unit_slip.xlsx" in words(test)
    test.button(key="take-all").click().run()
    assert not test.exception and not test.error
    assert {it.region for it in Store(small_path).facts()} == {"990102"}


def test_a_pasted_table_waits_like_a_file(small_path: Path) -> None:
    test = opened()
    test.text_area(key="intake-paste-0").set_value(made.form("1.镇|个||5|").replace("|", "\t")).run()
    test.button(key="intake-paste-keep").click().run()
    assert not test.exception and not test.error
    (entry,) = Inbox(small_path).entries()
    assert (entry.name, entry.actor) == ("粘贴的表格.txt", "张三")


def test_the_vintage_of_a_file_can_be_said(small_path: Path) -> None:
    Inbox(small_path).add("表.xlsx", made.xlsx(made.form("1.镇|个||5|")), "张三")
    test = opened()
    next(it for it in test.selectbox if it.label == "数据性质").set_value("final")
    next(it for it in test.button if it.label == "按此读取").click().run()
    next(it for it in test.button if it.label == "接收").click().run()
    assert [it.status.value for it in Store(small_path).facts(indicators=["towns"])] == ["final"]
