"""任务台账: choose month and filter → what needs attention, the list, the board; one task with its past; statuses and ledgers in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import streamlit as st

from minsheng import screen, workbook
from minsheng.errors import MinshengError
from minsheng.figure import Figure
from minsheng.receiving.inbox import now
from minsheng.tasks import choosing, differences, papers, records, sheet, summary, template
from minsheng.tasks.choosing import Wanted
from minsheng.tasks.standing import RULE, Board, Standing
from minsheng.tasks.task import Report, Said, Task
from minsheng.view import markup, markup_tasks
from minsheng.writing.rendering import MEDIA_TYPES

VIEWS = ("需要留意", "清单", "看板", "按科室", "按领导")
ALL = "全部"


@st.cache_resource(show_spinner=False, max_entries=64)
def _kept(file: Any, stamp: str, region: str) -> tuple[tuple[Task, ...], tuple[Report, ...]]:  # noqa: ARG001
    return tuple(records.wordings(screen.store(), region)), tuple(records.reports(screen.store(), region))


def kept(region: str) -> tuple[tuple[Task, ...], tuple[Report, ...]]:
    """Every wording and status of a place's ledgers, read once a revision and moment."""
    return _kept(screen.path(), screen.store().stamp, region)


@st.cache_resource(show_spinner=False, max_entries=64)
def _board(file: Any, stamp: str, region: str, year: int, day: date, _facts: tuple) -> Board:  # noqa: ARG001
    words, reports = kept(region)
    return summary.of(records.standing(words, year), reports, _facts, screen.store(), screen.regions(), day)


def pick(where: Any, label: str, options: list[str], key: str) -> str:
    """A filter that begins with 全部."""
    found = where.selectbox(
        label,
        [ALL, *options],
        key=f"tasks-{key}",
        label_visibility="collapsed",
        format_func=lambda it: label if it == ALL else it,
    )
    return "" if found == ALL else found


def show(board: Board) -> None:
    """The sentence, filters and the chosen look."""
    told = summary.of_board(board)
    st.html(markup.headline(told.sentence))
    st.html(markup_tasks.strip(board.leaves, told.leaf_name))
    one, two, three, four = st.columns(4)
    wanted = Wanted(
        pick(one, "全部科室", list(board.offices), "office"),
        pick(two, "全部领导", list(board.leaders), "leader"),
        pick(three, "全部状态", list(choosing.STATES), "state"),
        four.text_input("查找", key="tasks-words", placeholder="任务中的字词", label_visibility="collapsed")
        or "",
    )
    view = st.segmented_control(
        "看法", VIEWS, default=VIEWS[0], required=True, key="tasks-view", label_visibility="collapsed"
    )
    with st.container(
        border=True,
        key="panel-tasks",
        height=520 if len(board.standings) > 60 and view == "清单" else "content",
    ):
        show_view(board, wanted, view)
    with st.expander("状态怎样判断"):
        st.html(markup.foot(RULE))


def show_view(board: Board, wanted: Wanted, view: str) -> None:
    """One of the looks at the ledger."""
    match view:
        case "清单":
            st.html(markup_tasks.listed(choosing.chosen(board, wanted)))
        case "看板":
            st.html(markup_tasks.board(filter(wanted.admits, board.leaves)))
        case "按科室":
            st.html(markup_tasks.offices(board, board.offices, lambda it: it.owners, "科室"))
        case "按领导":
            st.html(markup_tasks.offices(board, board.leaders, lambda it: it.leaders, "分管领导"))
        case _:
            found = [it for it in board.attention if wanted.admits(it)]
            st.html(
                markup_tasks.listed(found, nested=False)
                if found
                else markup.foot("没有滞后、逾期或未报的任务。")
            )


def show_task(board: Board, who: str) -> None:
    """One task: why it stands so, its figure, its past, and the form for this month."""
    first = next(iter(board.attention), board.standings[0])
    codes = [it.task.code for it in board.standings]
    asked = st.query_params.get("task", "")
    st.session_state.setdefault("tasks-one", asked if asked in codes else first.task.code)
    code = st.selectbox(
        "打开一项任务",
        codes,
        key="tasks-one",
        filter_mode="contains",
        format_func=lambda it: label(board.find(it)),
    )
    it = board.find(code) or first
    left, right = st.columns(2)
    with left:
        st.html(markup_tasks.task(it, [each.task for each in board.path(it)]))
        if it.progress and it.progress.figure:
            screen.use(it.progress.figure, "指标数的出处")
            screen.use(it.progress.target, "目标的出处")
        words = [each for each in kept(board.region)[0] if each.code == code and each.year == board.year]
        st.html(markup_tasks.history(it.reports, words))
        show_proofs(it)
    with right, screen.told():
        enter(board, it, who)


def show_proofs(it: Standing) -> None:
    """The files that were kept as proof."""
    for given in {each.proof: each for each in it.reports if each.proof}.values():
        data = records.proof_bytes(screen.path(), given.proof)
        if data is not None:
            screen.download(
                f"佐证：{given.proof_name}",
                partial(bytes, data),
                given.proof_name,
                f"proof-{given.proof[:12]}",
                "application/octet-stream",
            )


def label(it: Standing) -> str:
    """A task in the picker."""
    return f"{'　' * (it.level - 1)}{it.state.mark} {it.task.name}"


def enter(board: Board, it: Standing, who: str) -> None:
    """The status of the month for one task."""
    st.html(markup.section(f"填报{board.month[:4]}年{int(board.month[5:])}月进度"))
    with st.form(f"report-{it.task.code}", border=False):
        state = st.radio(
            "进度",
            list(Said),
            index=1,
            horizontal=True,
            format_func=lambda one: one.value,
            key=f"said-{it.task.code}",
        )
        done = st.text_input("完成比例（%，可不填）", key=f"done-{it.task.code}")
        note = st.text_area(
            "进展情况", key=f"note-{it.task.code}", height=80, placeholder="做了什么，卡在哪里，下一步怎样办"
        )
        document = st.text_input(
            "佐证文号", key=f"document-{it.task.code}", placeholder="如演民发〔2023〕8号"
        )
        file = st.file_uploader("佐证文件", key=f"proof-{it.task.code}")
        sent = st.form_submit_button("存入进度", type="primary", disabled=not who)
    if sent:
        given = Report(
            board.region,
            board.year,
            it.task.code,
            board.month,
            state,
            share(done or ""),
            (note or "").strip(),
            document=(document or "").strip(),
        )
        number = records.report(screen.path(), given, who, (file.name, file.getvalue()) if file else None)
        st.session_state["tasks-said"] = f"第{number}次入库：{it.task.name}{given.when}进度已存入。"
        st.rerun()


def share(text: str) -> Decimal | None:
    """A share as typed: 75, 75%."""
    plain = text.strip().rstrip("%％")
    try:
        return Decimal(plain) if plain else None
    except InvalidOperation:
        raise MinshengError(f"完成比例“{text}”不是数字。", "请写0到100之间的数，或留空。") from None


def bring_in(region: str, place: str, year: int, who: str) -> None:
    """The template, the ledger out, and a ledger in with its differences."""
    words, _ = kept(region)
    before = records.standing(words, year)
    left, right = st.columns(2)
    with left:
        screen.download(
            "下载空白模板",
            partial(template.template, place, year),
            workbook.file_name(place, f"{year}年任务台账模板"),
            "tasks-template",
        )
    if before:
        with right:
            made = partial(template.filled, place, year, before, screen.catalogue())
            screen.download(
                "下载现行台账", made, workbook.file_name(place, f"{year}年任务台账"), "tasks-ledger"
            )
    file = st.file_uploader("填好的台账", type=["xlsx", "xls"], key="tasks-file")
    if not file:
        return
    plan = sheet.read(file.getvalue(), file.name, year, screen.catalogue())
    found = differences.compared(plan, before, region, year, file.name, screen.catalogue())
    unread = f"没有读取的栏：{'、'.join(plan.unread)}。" if plan.unread else ""
    st.html(
        markup.foot(f"{file.name}：{found.words or '没有任务'}。{unread}") + markup_tasks.differences(found)
    )
    if found.changed and st.button("确认入库", type="primary", disabled=not who, key="tasks-keep"):
        number = records.keep(screen.path(), found.changed, found.whole, who, (file.name, file.getvalue()))
        st.session_state["tasks-said"] = f"第{number}次入库：{year}年任务台账{found.words}。"
        st.rerun()


def show_papers(board: Board) -> None:
    """调度单 and 完成情况表, as Word and Excel."""
    told = summary.of_board(board)
    for column, (name, made) in zip(
        st.columns(4), papers.offered(told, screen.regions(), screen.catalogue()), strict=False
    ):
        kind = name.rpartition(".")[2]
        with column:
            screen.download(
                name.rpartition("_")[2].replace(f".{kind}", "（Word）" if kind == "docx" else "（Excel）"),
                made,
                name,
                f"paper-{name}",
                MEDIA_TYPES[kind],
            )


def settle(board: Board, who: str) -> None:
    """At the year's end the number of finished tasks becomes a figure that texts can cite."""
    if board.day == date(board.year, 12, 31) and st.button(
        "确认全年完成数，供答卷引用", disabled=not who, key="tasks-settle"
    ):
        number = records.settle(screen.path(), board, who)
        st.session_state["tasks-said"] = f"第{number}次入库：{board.place}{board.year}年重点任务完成数。"
        st.rerun()


def nothing(region: str, place: str) -> None:
    """A place without a ledger: what its texts say of tasks, and how to begin."""
    facts = [it for code in records.COUNTED for it in screen.facts_of(region) if it.indicator == code]
    newest = max((it.period.year for it in facts), default=0)
    shown = [Figure(it, screen.catalogue()[it.indicator], place) for it in facts if it.period.year == newest]
    names = "、".join(f"{it.prose}{it.indicator.title.removesuffix('项数')}" for it in shown)
    told = f"公开文稿提到{newest}年有{names}。" if shown else ""
    st.html(markup.headline(f"{place}还没有任务台账", f"{told}下载模板填写后导入，即可按月跟踪。"))


with screen.told():
    chosen = screen.selection()
    region, place, today = chosen.code, chosen.region.name, date.fromisoformat(now()[:10])
    st.html(f"<style>{markup_tasks.STYLE}</style>")
    if said := st.session_state.pop("tasks-said", ""):
        st.success(said)
    words, reports = kept(region)
    years = records.years(words)
    if years:
        left, right, _ = st.columns([2, 2, 5])
        wished = st.query_params.get("month", "")
        start = years.index(int(wished[:4])) if wished[:4].isdigit() and int(wished[:4]) in years else 0
        year = left.selectbox(
            "年度",
            years,
            start,
            format_func=lambda it: f"{it}年台账",
            key="tasks-year",
            label_visibility="collapsed",
        )
        months = choosing.months(year, today)
        opened = choosing.opening_month(year, reports, wished, today)
        month = right.selectbox(
            "月份",
            months,
            months.index(opened),
            format_func=lambda it: f"{int(it[5:])}月底",
            key=f"tasks-month-{year}",
            label_visibility="collapsed",
        )
        st.query_params["month"] = month
        board = _board(
            screen.path(),
            screen.store().stamp,
            region,
            year,
            choosing.day_of(month, today),
            screen.facts_of(region),
        )
        show(board)
        show_papers(board)
        who = screen.actor()
        settle(board, who)
        with st.container(border=True, key="panel-task"):
            show_task(board, who)
    else:
        nothing(region, place)
        who = screen.actor()
    with st.expander("台账的导入和导出", expanded=not years), screen.told():
        year_in = st.number_input(
            "台账年度", 2000, 2100, years[0] if years else today.year, key="tasks-year-in"
        )
        bring_in(region, place, int(year_in), who)
