"""年终答卷 and 趋势 as a person meets them: alone and in the frame, on all shipped data."""

from __future__ import annotations

from pathlib import Path

import pytest

from minsheng.panels import Mode
from tests.screens import framed, opened, words

pytestmark = pytest.mark.usefixtures("shipped_shown")


@pytest.mark.parametrize(
    ("page", "region"),
    [(p, r) for p in ("answer", "trend") for r in ("350000", "370300", "371425", "990100", "530500")],
)
def test_no_page_fails_on_any_place(page: str, region: str) -> None:
    test = opened(page, region=region)
    assert not test.exception and not test.error
    assert "None" not in words(test) and "nan" not in words(test)


def test_the_answer_names_source_change_and_quotation() -> None:
    test = opened("answer", region="370300", year="2022")
    told = words(test)
    assert "淄博市2022年" in told and "文稿引用（未核定）" in told
    assert "1.17:1" in told and "缩小0.10" in told


def test_every_scope_is_carried() -> None:
    test = opened("answer", region="370300", year="2022")
    seen = words(test)
    for title in ("一老一小", "基层治理", "基本社会服务"):
        test.session_state["answer_chapter"] = title
        seen += words(test.run())
    assert "市管" in seen and "张店+高新+经开" in seen


def test_a_year_of_the_address_is_shown_and_an_unknown_one_is_not() -> None:
    assert "演示市2021年" in words(opened("answer", region="990100", year="2021"))
    assert "演示市2023年" in words(opened("answer", region="990100", year="1999"))


def test_fujian_says_the_single_quarter_and_nowhere_the_printed_rate() -> None:
    test = opened("trend", region="350000", indicator=["exp_total", "townships"])
    told = words(test)
    assert "155,965.5万元" in told and "下降3.9%" in told
    assert "96.09" not in told and "7.04" not in told
    assert "民族乡与乡并列统计" in told


def test_the_mode_says_what_a_point_is() -> None:
    test = opened("trend", region="990100", indicator=["exp_total"])
    assert "单季" in words(test) and "民政事业费（单季）" in words(test)
    test.session_state[test.get("button_group")[0].key] = Mode.TO_DATE
    test.run()
    assert "民政事业费（本年累计）" in words(test)


def test_figures_of_one_text_are_listed_where_nothing_can_be_drawn() -> None:
    told = words(opened("trend", region="370215", indicator=["marriages"]))
    assert "35000余对" in told and "历年累计" in told


@pytest.mark.parametrize("page", ["answer", "trend"])
def test_the_frame_shows_the_page_on_a_first_visit(page: str) -> None:
    test = framed()
    test.switch_page(f"../pages/{page}.py").run()
    assert not test.exception
    assert "福建省" in words(test)


def test_an_empty_store_says_so(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_DB", str(small_path))
    assert "还没有数据" in words(opened("answer"))
    assert not opened("trend").exception


def test_a_picker_that_was_emptied_stays_empty() -> None:
    test = opened("trend", region="990100", indicator=["exp_total"])
    test.multiselect(key="indicator").set_value([]).run()
    assert test.multiselect(key="indicator").value == []
    assert "请选择指标" in words(test)


def test_real_places_are_not_drawn_beside_invented_ones() -> None:
    test = opened("trend", region="350000", **{"with": ["990100"]})
    assert test.multiselect(key="with").value == []
    assert not [name for name in test.multiselect(key="with").options if "演示" in name]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("民生答卷", "聚焦基本民生，兜牢困难群众生活底线"),
        ("工作总结", "二、存在问题"),
        ("救助资金汇总表", "合计"),
    ],
)
def test_the_text_is_shown_in_each_of_its_kinds(kind: str, said: str) -> None:
    test = opened("answer", region="990100", year="2023")
    test.session_state["answer_genre"] = kind
    test.session_state["answer_chapter"] = "文稿"
    test.run()
    assert said in words(test)
    assert "当时" in words(test)  # 按年报数更新: how a figure stood on the last day of the year


def test_what_is_not_settled_stands_above_the_text() -> None:
    test = opened("answer", region="620724", year="2021")
    test.session_state["answer_chapter"] = "文稿"
    test.run()
    assert test.expander[0].label.startswith("定稿前先核对：待核")
