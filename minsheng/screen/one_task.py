"""One task of a 任务台账: why it stands so, its figure, its past, and the form for the month."""

from __future__ import annotations

from functools import partial

import streamlit as st

from minsheng.screen.kept import ledger_of
from minsheng.screen.parts import download, use
from minsheng.screen.reading import path
from minsheng.screen.telling import done, told
from minsheng.tasks import records, task
from minsheng.tasks.board import Board, Standing
from minsheng.tasks.task import Report, Said
from minsheng.view import markup, markup_tasks


def show(board: Board, who: str) -> None:
    """The task asked for, else the most urgent; ``who`` reports, nobody where empty."""
    it = _picked(board)
    left, right = st.columns(2)
    with left:
        _ground(board, it)
    with right, told():
        _report(board, it, who)


def _picked(board: Board) -> Standing:
    first = next(iter(board.attention), board.standings[0])
    codes = [it.task.code for it in board.standings]
    asked = st.query_params.get("task", "")
    st.session_state.setdefault("tasks-one", asked if asked in codes else first.task.code)
    code = st.selectbox(
        "打开一项任务",
        codes,
        key="tasks-one",
        filter_mode="contains",
        format_func=lambda it: _label(board.find(it)),
    )
    return board.find(code) or first


def _label(it: Standing) -> str:
    return f"{'　' * (it.level - 1)}{it.state.mark} {it.task.name}"


def _ground(board: Board, it: Standing) -> None:
    """What its state rests on: figure, target, statuses, wordings, proofs."""
    st.html(markup_tasks.task(it, [each.task for each in board.path(it)]))
    if it.progress and it.progress.figure:
        use(it.progress.figure, "指标数的出处")
        use(it.progress.target, "目标的出处")
    wordings, _ = ledger_of(board.region)
    own = [each for each in wordings if each.code == it.task.code and each.year == board.year]
    st.html(markup_tasks.history(it.reports, own))
    for given in {each.proof: each for each in it.reports if each.proof}.values():
        _proof(given)


def _proof(given: Report) -> None:
    data = records.proof_bytes(path(), given.proof)
    if data is not None:
        key = f"proof-{given.proof[:12]}"
        download(
            f"佐证：{given.proof_name}",
            partial(bytes, data),
            given.proof_name,
            key,
            "application/octet-stream",
        )


def _report(board: Board, it: Standing, who: str) -> None:
    """The status of the month."""
    code = it.task.code
    st.html(markup.section(f"填报{board.month[:4]}年{int(board.month[5:])}月进度"))
    with st.form(f"report-{code}", border=False):
        state = st.radio(
            "进度", list(Said), 1, horizontal=True, format_func=lambda one: one.value, key=f"said-{code}"
        )
        done_share = st.text_input("完成比例（%，可不填）", key=f"done-{code}")
        hint = "做了什么，卡在哪里，下一步怎样办"
        note = st.text_area("进展情况", key=f"note-{code}", height=80, placeholder=hint)
        document = st.text_input("佐证文号", key=f"document-{code}", placeholder="如演民发〔2023〕8号")
        file = st.file_uploader("佐证文件", key=f"proof-{code}")
        sent = st.form_submit_button("存入进度", type="primary", disabled=not who)
    if sent:
        given = Report(
            board.region,
            board.year,
            code,
            board.month,
            state,
            task.share(done_share or ""),
            (note or "").strip(),
            document=(document or "").strip(),
        )
        number = records.report(path(), given, who, (file.name, file.getvalue()) if file else None)
        done(f"第{number}次入库：{it.task.name}{given.when}进度已存入。")
