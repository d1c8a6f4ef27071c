"""审核 as a statistician meets it: who reported, what is open, explanations, approval step by step, the past of a cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from minsheng.checks import rulebook
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval, pending, ruling, yearend
from minsheng.receiving.approval import LONG, SHORT, Standing, Step
from minsheng.store.reading import Store
from tests import screens
from tests.screens import words

pytestmark = pytest.mark.usefixtures("own_shown")

Q3 = Period.parse("2023Q3")


def opened(region: str, period: str, actor: str = "张三", page: str = "review") -> AppTest:
    return screens.opened(page, actor=actor, region=region, period=period)


def cells(own_path: Path, regions: Regions, *periods: str) -> dict[tuple[str, str], Standing]:
    units = approval.units("990100", Q3, regions)
    found = approval.matrix(Store(own_path), units, [Period.parse(it) for it in periods])
    return {(unit, str(period)): it for (unit, period), it in found.items()}


@pytest.mark.parametrize(
    ("region", "period", "says"),
    [
        ("990100", "2023Q3", "报表到11/11"),
        ("350000", "2019Q2", "报表到0/9"),
        ("370300", "2022", "淄博市2022年报表"),
    ],
)
def test_every_kind_of_place(own_path: Path, region: str, period: str, says: str) -> None:
    test = opened(region, period)
    assert not test.exception and not test.error
    assert says in words(test)


def test_reported_late_corrected_and_missing_are_told_apart(own_path: Path, regions: Regions) -> None:
    found = cells(own_path, regions, "2023Q2", "2023Q3", "2029Q1")
    assert found["990102", "2023Q3"].words == "已报"
    assert found["990121", "2023Q3"].word == "迟报2天"
    assert found["990102", "2023Q2"].corrected
    assert found["990102", "2029Q1"].words == "未报"


def test_one_button_approves_all_that_reported(own_path: Path, regions: Regions) -> None:
    test = opened("990100", "2023Q3")
    test.button(key="approve").click().run()
    assert not test.exception and not test.error
    done = cells(own_path, regions, "2023Q3")
    assert {it.step for it in done.values()} == {Step.APPROVED}
    rows = Store(own_path).asked("approvals", regions=["990102"])
    assert {(it["state"], it["actor"]) for it in rows} == {("接收", "张三"), ("核定", "张三")}


def test_the_longer_chain_goes_step_by_step(own_path: Path, regions: Regions) -> None:
    place = [("990102", Q3)]
    taken = []
    for _ in range(4):
        now = approval.batch([cells(own_path, regions, "2023Q3")["990102", "2023Q3"]], LONG)
        taken += now.steps
        approval.record(own_path, place, now.steps, "张三")
    assert taken == [Step.RECEIVED, Step.REVIEWED, Step.APPROVED, Step.LOCKED]
    assert ("990102", "2023Q3") in approval.locked(Store(own_path))


def test_what_is_approved_is_not_offered_again() -> None:
    here = Standing("990102", Q3, facts=3, step=Step.APPROVED)
    assert approval.batch([here, Standing("990103", Q3)], SHORT).units == ()


def test_nobody_without_a_name_writes(own_path: Path) -> None:
    assert opened("990100", "2023Q3", actor="").button(key="approve").disabled
    with pytest.raises(approval.NoName):
        approval.record(own_path, [("990102", Q3)], [Step.APPROVED], " ")


def test_an_explanation_stays_with_the_finding(own_path: Path, regions: Regions) -> None:
    test = opened("990100", "2023Q3")
    findings = test.multiselect(key="explain-which-2023Q3")
    findings.set_value(findings.options[:2]).run()
    test.text_input(key="explain-text").set_value("补贴政策已停止执行")
    test.button(key="explain-send").click().run()
    assert not test.exception and not test.error
    assert words(test).count("已说明：补贴政策已停止执行") == 2


def test_a_pending_figure_stands_without_its_mark_once_checked(own_path: Path) -> None:
    facts = [it for it in Store(own_path).facts(regions=["990102"]) if it.period == Q3][:1]
    before = len(Store(own_path).vintages(regions=["990102"], periods=[Q3]))
    from dataclasses import replace

    pending.settle(own_path, [replace(it, pending=True) for it in facts], "张三")
    after = Store(own_path).vintages(regions=["990102"], periods=[Q3])
    assert len(after) == before + 1 and not any(it.pending for it in after)


def test_the_past_of_a_cell_names_file_and_person(own_path: Path) -> None:
    rows = Store(own_path).asked("history", region="990102", indicator="elderly_inst_beds", period="2023Q2")
    assert len(rows) == 2 and all(it["file"] and it["actor"] for it in rows)


# -- the rules --------------------------------------------------------------------------------------
def shown_rules() -> AppTest:
    return opened("990100", "2023Q3", page="rules")


def test_an_office_sets_a_threshold_and_the_change_is_a_revision(own_path: Path) -> None:
    before = Store(own_path).revision
    test = shown_rules()
    book = rulebook.usual()
    test.selectbox(key="rule-which").select(book["V44"]).run()
    test.text_input(key="rule-V44-期末数变动超过（%）").input("45").run()
    test.button(key="rule-keep").click().run()
    assert not test.exception
    store = Store(own_path)
    assert store.revision == before + 1
    assert rulebook.settings_of(store.settings)["V44"].threshold == 45
    assert "随附为启用，期末数变动超过（%）：30" in words(test)


def test_a_rule_that_is_off_is_not_asked(own_path: Path) -> None:
    test = shown_rules()
    test.selectbox(key="rule-which").select(rulebook.usual()["V52"]).run()
    test.toggle(key="rule-on-V52").set_value(False).run()
    test.button(key="rule-keep").click().run()
    assert "V52" in rulebook.settings_of(Store(own_path).settings).off


def test_a_threshold_that_is_no_number_is_said_in_words(own_path: Path) -> None:
    before = Store(own_path).revision
    test = shown_rules()
    test.selectbox(key="rule-which").select(rulebook.usual()["V21"]).run()
    test.text_input(key="rule-V21-户均人口上限").input("五").run()
    test.button(key="rule-keep").click().run()
    assert "须填数字" in words(test) + "".join(it.value for it in test.error)
    assert Store(own_path).revision == before


def test_zones_are_counted_with_their_hosts_where_the_office_says_so(own_path: Path) -> None:
    test = shown_rules()
    zone = test.multiselect(key="rule-zones").options and "990100-gaoxin"
    test.multiselect(key="rule-zones").select(zone).run()
    test.button(key="rule-zones-keep").click().run()
    assert rulebook.settings_of(Store(own_path).settings).within == {"990100-gaoxin"}


def test_the_deadline_that_an_office_sets_tells_who_is_late(own_path: Path, regions: Regions) -> None:
    test = shown_rules()
    test.text_input(key=f"limit-{approval.DEADLINE}").input("12").run()
    test.text_input(key=f"limit-{yearend.TOLERANCE}").input("1.5").run()
    test.button(key="limits-keep").click().run()
    assert not test.exception and not test.error
    assert cells(own_path, regions, "2023Q3")["990121", "2023Q3"].word == "已报"
    settings = Store(own_path).settings
    assert yearend.tolerance(settings) == Decimal("1.5")
    assert not ruling.keep_limits(
        own_path, {it.name: ruling.text(it.now) for it in ruling.limits(settings)}, "张三"
    )


@pytest.mark.parametrize("typed", ["", "-1", "2.5", "四百", "400"])
def test_a_deadline_is_a_whole_number_of_days(own_path: Path, typed: str) -> None:
    before = Store(own_path).revision
    test = shown_rules()
    test.text_input(key=f"limit-{approval.DEADLINE}").input(typed).run()
    test.button(key="limits-keep").click().run()
    assert len(test.error) == 1 and "报表期限（期末后几天）" in test.error[0].value
    assert Store(own_path).revision == before


def test_the_way_of_approval_is_chosen(own_path: Path) -> None:
    shown_rules().button(key="chain-set").click().run()
    assert Store(own_path).settings[approval.CHAIN] == LONG
    assert opened("990100", "2023Q3").button(key="approve").label == "接收（11个单位）"


# -- 更正 -------------------------------------------------------------------------------------------
def test_the_past_of_a_figure_is_shown_with_the_steps_of_its_return(own_path: Path) -> None:
    approval.record(own_path, [("990102", Q3)], [Step.APPROVED], "张三")
    test = opened("990100", "2023Q3", page="corrections")
    assert "没有已印发的文稿引用过变动的数" in words(test)
    test.segmented_control(key="change").set_value("一个数的来历").run()
    test.selectbox(key="history-unit").set_value("990102").run()
    assert not test.exception and not test.error
    assert "审批经过" in words(test) and "核定" in words(test)
