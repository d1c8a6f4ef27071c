"""报表接收: drop files → see what was read, what not, what would change → accept or refuse; undo later."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from minsheng import screen
from minsheng.period import Period
from minsheng.receiving import inbox, intake, judging, mapping, turnout
from minsheng.receiving.inbox import Inbox, Item
from minsheng.receiving.outcome import IMPORTED, REJECTED, FileOutcome
from minsheng.returns import Request
from minsheng.view import markup, markup_intake

MOST = 20  #: files shown at once


def drop(box: Inbox, actor: str) -> None:
    """Take dropped files into the inbox, each with its progress."""
    key = f"intake-drop-{st.session_state.get('intake_round', 0)}"
    files = st.file_uploader(
        "放入报表（.xlsx、.xls、.csv、.txt、.html），可以一次多个", accept_multiple_files=True, key=key
    )
    if files and not actor:
        st.warning("请先填写操作人，文件才能进入收件箱。")
    if not files or not actor:
        return
    bar = st.progress(0.0, text="正在接收……")
    for number, file in enumerate(files, 1):
        box.add(file.name, file.getvalue(), actor)
        bar.progress(number / len(files), text=f"已接收{number}/{len(files)}：{file.name}")
    st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1
    st.rerun()


def looked(box: Inbox, item: Item) -> FileOutcome:
    """What a file would do to the store as it is now."""
    return _looked(screen.path(), screen.store().stamp, item.entry, box)


@st.cache_resource(show_spinner=False, max_entries=400)
def _looked(file, stamp, entry: inbox.Entry, _box: Inbox) -> FileOutcome:  # noqa: ANN001, ARG001
    explained = {entry.sha256: entry.explanation} if entry.explanation else {}
    ground = judging.ground_of(screen.store(), screen.regions(), explained=explained)
    return judging.judge_all(screen.store(), [(entry.name, _box.data(entry))], said(entry), ground)[0]


def said(entry: inbox.Entry) -> Request:
    """What a person said where the file is silent."""
    region = screen.regions().get(entry.region) if entry.region else None
    return Request(region=region, period=Period.parse(entry.period) if entry.period else None)


def ask_place(box: Inbox, entry: inbox.Entry, actor: str, key: str) -> None:
    """The place and period of a file that does not say them; refused where they contradict it."""
    with st.popover("文件没有写明地区或时期"):
        region = st.text_input("地区名称或代码", entry.region, key=f"where-{key}")
        period = st.text_input("时期，如2023Q3", entry.period, key=f"when-{key}")
        if st.button("按此读取", key=f"reread-{key}", disabled=not actor):
            found = replace(entry, region=(region or "").strip(), period=(period or "").strip())
            said(found)
            box.keep(found)
            st.rerun()


def accept(box: Inbox, chosen: list[Item], actor: str) -> None:
    """Store files as one revision, and remember the rows of their forms."""
    received = [(it.entry.name, box.data(it.entry)) for it in chosen]
    explained = {it.entry.sha256: it.entry.explanation for it in chosen if it.entry.explanation}
    done = intake.take_in(
        screen.path(),
        received,
        said(chosen[0].entry),
        regions=screen.regions(),
        actor=actor,
        explained=explained,
    )
    for name, data in received:
        form = mapping.form_of(data, name)
        if form.fingerprint:
            box.remember(form.fingerprint, [(it.heading, it.label, it.unit) for it in form.rows])
    stored = [it for it in done.files if it.outcome == IMPORTED]
    told = f"第{done.revision}次入库：{len(stored)}个文件，{sum(it.stored for it in stored)}个数。"
    st.session_state["intake_said"] = told if stored else "没有存入新的数。"
    st.rerun()


def show_waiting(box: Inbox, item: Item, outcome: FileOutcome, actor: str) -> None:
    """One waiting file: findings, changes, unknown rows, and the buttons."""
    found, key = inbox.differences(outcome.facts, screen.store()), item.entry.sha256[:12]
    label = markup_intake.title(item.entry.name, outcome, screen.regions())
    with st.expander(label, expanded=False, key=f"file-{key}"):
        form = mapping.form_of(box.data(item.entry), item.entry.name)
        changed = mapping.difference(form, box.memory(form.fingerprint))
        told = markup_intake.differences(found, screen.catalogue())
        st.html(markup_intake.findings(outcome) + markup_intake.changed(changed) + told)
        ask_rows(form, outcome, actor, key)
        ask_blank(form, actor, key)
        if outcome.explainable or item.entry.explanation:
            text = st.text_area(
                "上报说明（写明后可接收，有关数标为待核）", item.entry.explanation, key=f"why-{key}"
            )
            if st.button("保存说明", key=f"explain-{key}", disabled=not actor):
                box.keep(replace(item.entry, explanation=(text or "").strip()))
                st.rerun()
        if outcome.outcome == REJECTED and not outcome.read:
            ask_place(box, item.entry, actor, key)
        left, right = st.columns([1, 3], vertical_alignment="bottom")
        if left.button(
            "接收", key=f"take-{key}", type="primary", disabled=not actor or outcome.outcome != IMPORTED
        ):
            accept(box, [item], actor)
        with right.popover("退回"):
            reason = st.text_input("退回原因", key=f"reason-{key}")
            if st.button("确定退回", key=f"refuse-{key}", disabled=not (actor and reason)):
                box.refuse(item.entry, actor, reason or "")
                st.rerun()


def ask_rows(form: mapping.Form, outcome: FileOutcome, actor: str, key: str) -> None:
    """What the unknown rows mean, asked once for all files of the same form."""
    rows = [row for it in outcome.unmapped if (row := form.row_at(it.locator))]
    if not rows:
        return
    names = {f"{it.label}（{it.unit or '无单位'}，{it.at}）": it for it in rows}
    picked = st.selectbox(f"{len(rows)}行未识别，选一行说明含义", list(names), key=f"row-{key}")
    row, catalogue = names[picked], screen.catalogue()
    near = {f"是“{it.name}”": it.code for it in mapping.nearest(row.label, row.unit, catalogue)}
    choice = st.radio("这一行", [*near, *markup_intake.CHOICES], key=f"means-{key}", horizontal=True)
    if st.button("记住，同一表式以后照此读取", key=f"map-{key}", disabled=not actor):
        if choice in near:
            mapping.answer(screen.path(), form, row, mapping.INDICATOR, near[choice], actor)
        elif choice == markup_intake.CHOICES[-1]:
            mapping.answer(screen.path(), form, row, mapping.IGNORE, "", actor)
        else:
            basis = markup_intake.BASES[choice]
            mapping.register(screen.path(), form, row, basis, actor, len(catalogue))
        st.rerun()


def ask_blank(form: mapping.Form, actor: str, key: str) -> None:
    """What blank means, asked once per form."""
    blank = [row.label for row in form.rows if not row.text.strip()]
    if not form.fingerprint or not blank or form.fingerprint in mapping.answers(screen.store()).blanks:
        return
    meaning = st.radio(
        f"本表有{len(blank)}个空格（如“{blank[0]}”），空格表示",
        list(mapping.BLANKS),
        key=f"blank-{key}",
        horizontal=True,
    )
    if st.button("记住空格的含义", key=f"keep-blank-{key}", disabled=not actor):
        mapping.answer_blank(screen.path(), form, mapping.BLANKS[meaning], actor)
        st.rerun()


def show_done(item: Item, actor: str) -> None:
    """A file that was accepted, refused or undone; an accepted one can be undone."""
    line, button = st.columns([5, 1], vertical_alignment="center")
    line.html(markup_intake.done(item))
    if item.state == inbox.ACCEPTED and item.receipt:
        with button.popover("撤销"):
            reason = st.text_input("撤销原因", key=f"undo-why-{item.receipt.load}")
            if st.button("确定撤销", key=f"undo-{item.receipt.load}", disabled=not (actor and reason)):
                intake.undo(screen.path(), item.receipt.load, actor, reason or "")
                st.rerun()


with screen.told():
    box, who = Inbox(screen.path()), screen.actor()
    items = box.items(screen.store())
    waiting = [it for it in items if it.state in (inbox.WAITING, inbox.UNDONE)]
    outcomes = {it.entry.sha256: looked(box, it) for it in waiting}
    ready = [
        it for it in waiting if it.state == inbox.WAITING and outcomes[it.entry.sha256].outcome == IMPORTED
    ]
    st.html(markup.headline(markup_intake.headline(waiting, ready), markup_intake.BELOW))
    if told := st.session_state.pop("intake_said", ""):
        st.success(told)
    drop(box, who)
    if counts := turnout.counts(screen.store(), screen.regions(), items, outcomes):
        st.html(markup_intake.turnout(counts))
    plain = [it for it in ready if not (it.entry.region or it.entry.period)]
    if plain and st.button(
        f"全部接收（{len(plain)}个文件没有问题）", type="primary", disabled=not who, key="take-all"
    ):
        accept(box, plain, who)
    for it in sorted(waiting, key=lambda it: (it in ready, it.entry.name))[:MOST]:
        show_waiting(box, it, outcomes[it.entry.sha256], who)
    if done := [it for it in items if it not in waiting][:MOST]:
        st.html(markup.section("已处理"))
        for it in done:
            show_done(it, who)
