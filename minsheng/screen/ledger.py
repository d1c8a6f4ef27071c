"""A 任务台账 as files: the template, the ledger out, a ledger in with its differences; the papers made from it."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from minsheng.screen.kept import ledger_of
from minsheng.screen.parts import download
from minsheng.screen.reading import catalogue, path, regions
from minsheng.screen.telling import done
from minsheng.tasks import differences, papers, records, sheet, summary, template
from minsheng.tasks.board import Board
from minsheng.tasks.task import Task
from minsheng.view import markup, markup_tasks
from minsheng.workbook import file_name


def exchange(region: str, place: str, year: int, who: str) -> None:
    """What can be taken home of a year, and a filled-in ledger that comes back."""
    wordings, _ = ledger_of(region)
    before = records.standing(wordings, year)
    left, right = st.columns(2)
    with left:
        made = partial(template.template, place, year)
        download("下载空白模板", made, file_name(place, f"{year}年任务台账模板"), "tasks-template")
    if before:
        with right:
            made = partial(template.filled, place, year, before, catalogue())
            download("下载现行台账", made, file_name(place, f"{year}年任务台账"), "tasks-ledger")
    file = st.file_uploader("填好的台账", type=["xlsx", "xls"], key="tasks-file")
    if file:
        _bring_in(region, year, before, (file.name, file.getvalue()), who)


def _bring_in(region: str, year: int, before: list[Task], file: tuple[str, bytes], who: str) -> None:
    """What a file would change; stored once that was seen."""
    name, data = file
    plan = sheet.read(data, name, year, catalogue())
    found = differences.compared(plan, before, region, year, name, catalogue())
    unread = f"没有读取的栏：{'、'.join(plan.unread)}。" if plan.unread else ""
    told = f"{name}：{found.words or '没有任务'}。{unread}"
    st.html(markup.foot(told) + markup_tasks.differences(found))
    if found.changed and st.button("确认入库", type="primary", disabled=not who, key="tasks-keep"):
        number = records.keep(path(), found.changed, found.whole, who, file)
        done(f"第{number}次入库：{year}年任务台账{found.words}。")


def take(board: Board) -> None:
    """调度单 and 完成情况表, as Word and Excel."""
    offered = papers.offered(summary.of_board(board), regions(), catalogue())
    for column, (name, made) in zip(st.columns(4), offered, strict=False):
        kind = name.rpartition(".")[2]
        label = name.rpartition("_")[2].replace(f".{kind}", "（Word）" if kind == "docx" else "（Excel）")
        with column:
            download(label, made, name, f"paper-{name}")


def settle(board: Board, who: str) -> None:
    """At the year's end the number of finished tasks becomes a figure that texts can cite."""
    ended = board.day == date(board.year, 12, 31)
    if ended and st.button("确认全年完成数，供答卷引用", disabled=not who, key="tasks-settle"):
        number = records.settle(path(), board, who)
        done(f"第{number}次入库：{board.place}{board.year}年重点任务完成数。")
