"""任务台账 as its users meet it: what is late, the list and the board, one task with its past, a status, a ledger; the papers."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from answers import unbound
from streamlit.testing.v1 import AppTest

from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.tasks import papers, records, summary
from tests import screens
from tests.screens import words

pytestmark = pytest.mark.usefixtures("own_shown")


def opened(region: str, actor: str = "张三", **address: str) -> AppTest:
    return screens.opened("tasks", actor=actor, region=region, **address)


def view(test: AppTest, name: str) -> AppTest:
    test.session_state["tasks-view"] = name
    return test.run()


def test_the_screen_opens_with_the_sentence_and_what_is_late(own_path: Path) -> None:
    test = opened("990100", month="2023-09")
    assert not test.exception
    assert not test.error
    told = words(test)
    assert "截至2023年9月底，12项重点任务已完成" in told
    assert "◆逾期未完成" in told
    assert "本月未报" in told
    assert "与时序进度相差不到1个百分点" in told


def test_filters_leave_the_tasks_above_what_is_wanted(own_path: Path) -> None:
    test = opened("990100", month="2023-09")
    test.session_state["tasks-office"] = "儿童福利科"
    told = words(view(test, "清单"))
    assert "加强困境儿童和留守儿童关爱服务" in told
    assert "修订低保审核确认操作规程" not in told.split("打开一项")[0].split("状态怎样判断")[0]


def test_a_bound_task_shows_its_figure_and_where_it_comes_from(own_path: Path) -> None:
    code = next(
        it.code for it in records.wordings(Store(own_path), "990100") if it.indicator == "eco_burials"
    )
    test = opened("990100", month="2023-09", task=code)
    assert "完成年度目标的60.4%，比时序进度慢14.6个百分点" in words(test)
    assert any("演示市2023年三季度民政统计季报表" in it.proto.body for it in test.get("html"))


def test_a_status_is_stored_and_changes_how_the_task_stands(own_path: Path) -> None:
    code = next(
        it.code for it in records.wordings(Store(own_path), "990100") if it.title.startswith("制定运营补助")
    )
    test = opened("990100", month="2023-09", task=code)
    test.radio(key=f"said-{code}").set_value("已完成")
    next(it for it in test.button if it.label == "存入进度").click().run()
    assert "报已完成须附佐证" in test.error[0].value
    test.text_input(key=f"document-{code}").set_value("演民发〔2023〕90号")
    next(it for it in test.button if it.label == "存入进度").click().run()
    assert not test.error
    newest = records.reports(Store(own_path), "990100")
    assert any(
        it.code == code and it.document == "演民发〔2023〕90号" and it.actor == "张三" for it in newest
    )
    assert "2023年9月报已完成" in words(test)


def test_without_a_name_nothing_is_stored(own_path: Path) -> None:
    test = opened("990100", actor="", month="2023-09")
    assert next(it for it in test.button if it.label == "存入进度").disabled


def test_a_place_without_ledger_says_what_its_text_says(own_path: Path) -> None:
    told = words(opened("370300"))
    assert "淄博市还没有任务台账" in told
    assert "82项重点任务、242项具体工作、515项落实措施" in told


# -- papers -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("period", ["2023Q3", "2023"])
def test_every_count_and_figure_of_the_papers_is_bound(store: Store, regions: Regions, period: str) -> None:
    told = summary.summary(store, regions, "990100", Period.parse(period))
    for name, made in papers.offered(told, regions, store.catalogue):
        content = made()
        if name.endswith("docx"):
            text = [it.text for it in docx.Document(io.BytesIO(content)).paragraphs]
            assert any("重点任务" in line for line in text)
        else:
            book = openpyxl.load_workbook(io.BytesIO(content))
            assert "数据核对表" in book.sheetnames
            offices = book["各科室任务情况"]
            numbers = [
                row[1].value for row in offices.iter_rows(min_row=2) if isinstance(row[1].value, int | float)
            ]
            assert sum(numbers) == told.leaves.total


def test_the_slip_names_each_office_with_what_is_behind_and_silent(store: Store, regions: Regions) -> None:
    told = summary.summary(store, regions, "990100", Period.parse("2023Q3"))
    slip = papers.slip(told, regions, store.catalogue)
    for it in told.board.attention:
        assert it.task.title in slip.text
    counts = [entry for entry in slip.register.entries if entry.indicator.code.startswith("tasks_")]
    assert counts
    assert all(entry.fact.derivation for entry in counts)
    paragraphs = "\n".join(it.text for it in slip.paragraphs)
    assert not unbound(re.sub(r"\d+月\d+日到期", "", paragraphs), slip.register.entries)


def test_the_year_end_table_has_every_task_and_its_proof(store: Store, regions: Regions) -> None:
    told = summary.summary(store, regions, "990100", Period.parse("2023"))
    table = papers.completion(told, regions, store.catalogue).tables[1]
    assert len(table.rows) == len(told.board.standings)
    text = papers.completion(told, regions, store.catalogue).text
    assert "新建长者食堂153处，目标120处，完成127.5%" in text
    assert "佐证：演民发〔2023〕" in text
