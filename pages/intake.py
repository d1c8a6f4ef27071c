"""报表接收: drop files → see what was read, what not, what would change → accept or refuse; undo later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from minsheng import screen
from minsheng.facts import Status
from minsheng.receiving import impact, inbox, intake, mapping, turnout, waiting
from minsheng.receiving.inbox import Entry, Inbox, Item
from minsheng.receiving.waiting import Waiting
from minsheng.view import markup, markup_intake, markup_review

MOST = 20  #: files shown at once


@st.cache_resource(show_spinner=False, max_entries=400)
def _looked(file: Path, stamp: str, entry: Entry, _box: Inbox) -> Waiting:  # noqa: ARG001 - file and stamp key the cache
    return waiting.look(screen.store(), screen.regions(), _box, entry)


def given() -> list[tuple[str, bytes]]:
    """What was dropped or pasted just now, with its names."""
    turn = st.session_state.setdefault("intake_round", 0)
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    files = left.file_uploader(
        "放入报表（.xlsx、.xls、.csv、.txt、.html），可以一次多个",
        accept_multiple_files=True, key=f"intake-drop-{turn}",
    )  # fmt: skip
    with right.popover("粘贴表格"):
        text = st.text_area("从网页或表格软件复制后粘贴在这里", key=f"intake-paste-{turn}", height=160)
        pasted = st.button("放入收件箱", key="intake-paste-keep", disabled=not (who and text))
    dropped = [(file.name, file.getvalue()) for file in files or ()]
    return [*dropped, *([("粘贴的表格.txt", (text or "").encode())] if pasted else [])]


def drop(files: list[tuple[str, bytes]]) -> None:
    """Take files into the inbox, each looked at once."""
    if files and not who:
        st.warning("请先填写操作人，文件才能进入收件箱。")
    if not files or not who:
        return
    bar = st.progress(0.0, text="正在读取和检查……")
    for number, (name, data) in enumerate(files, 1):
        _looked(screen.path(), screen.store().stamp, box.add(name, data, who), box)
        bar.progress(number / len(files), text=f"已读取和检查{number}/{len(files)}：{name}")
    st.session_state["intake_round"] += 1
    st.rerun()


def accept(chosen: list[Waiting]) -> None:
    """Store files as one revision, and say so on the fresh screen."""
    st.session_state["intake_said"] = waiting.accept(screen.path(), screen.regions(), box, chosen, who)
    st.rerun()


def show(it: Waiting, all_: list[Waiting]) -> None:
    """One waiting file: what was read and found, what is asked about it, and the buttons."""
    with st.expander(markup_intake.title(it.entry.name, it.outcome, screen.regions()), key=f"file-{it.key}"):
        show_found(it, waiting.rivals(it, all_))
        show_touched(it)
        ask_rows(it)
        ask_blank(it)
        if it.outcome.explainable or it.entry.explanation:
            ask_why(it)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if st.button("接收", key=f"take-{it.key}", type="primary", disabled=not (who and it.ready)):
                accept([it])
            ask_place(it)
            refuse(it)


def show_found(it: Waiting, rivals: list[str]) -> None:
    """Findings, changes of the form and of stored figures, and all that was read."""
    st.html(
        markup_intake.findings(it.outcome) + markup_intake.changed(it.changed) + markup_intake.rivals(rivals)
        + markup_intake.differences(it.differences, screen.catalogue())
    )  # fmt: skip
    if it.outcome.read and st.toggle(f"列出读到的{len(it.outcome.read)}个数", key=f"read-{it.key}"):
        st.html(markup_intake.read(it.outcome.read, screen.catalogue()))


def refuse(it: Waiting) -> None:
    """Send a file back, with the reason."""
    with st.popover("退回"):
        if reason := screen.written("退回原因", "确定退回", f"refuse-{it.key}", able=bool(who)):
            box.refuse(it.entry, who, reason)
            st.rerun()


def show_touched(it: Waiting) -> None:
    """入库后会改变这些已印发的数."""
    if it.touched:
        st.html(markup.notice(f"入库后会改变已印发的数：{impact.summary(it.touched)}"))
        title = f"{it.entry.name.rpartition('.')[0]}更正影响清单"
        screen.impact_list(it.touched, title, f"touched-{it.key}")


def ask_place(it: Waiting) -> None:
    """The place, period and vintage of a file that does not say them; refused where they contradict it."""
    with st.popover("补充地区、时期、性质"):
        region = st.text_input("地区名称或代码", it.entry.region, key=f"where-{it.key}")
        period = st.text_input("时期，如2023Q3", it.entry.period, key=f"when-{it.key}")
        kinds = ["", *(str(each) for each in Status)]
        status = st.selectbox(
            "数据性质", kinds, kinds.index(it.entry.status), key=f"kind-{it.key}",
            format_func=lambda each: Status(each).zh if each else "按文件（默认季报月报）",
        )  # fmt: skip
        if st.button("按此读取", key=f"reread-{it.key}", disabled=not who):
            waiting.say(box, it.entry, screen.regions(), region or "", period or "", status or "")
            st.rerun()


def ask_why(it: Waiting) -> None:
    """The 上报说明 of a file whose figures contradict each other."""
    text = st.text_area(
        "上报说明（写明后可接收，有关数标为待核）", it.entry.explanation, key=f"why-{it.key}", height=80
    )
    if st.button("保存说明", key=f"explain-{it.key}", disabled=not who):
        box.keep(replace(it.entry, explanation=(text or "").strip()))
        st.rerun()


def ask_rows(it: Waiting) -> None:
    """What the unknown rows mean, asked once for all files of the same form."""
    rows = mapping.asked(it.form, it.outcome)
    if not rows:
        return
    row = rows[st.selectbox(f"{len(rows)}行未识别，选一行说明含义", list(rows), key=f"row-{it.key}")]
    near = mapping.nearest(row.label, row.unit, screen.catalogue())
    means = {f"是“{each.name}”": each.code for each in near} | markup_intake.CHOICES
    choice = st.radio("这一行", list(means), key=f"means-{it.key}", horizontal=True)
    if st.button("记住，同一表式以后照此读取", key=f"map-{it.key}", disabled=not who):
        mapping.take(screen.path(), it.form, row, means[choice], who)
        st.rerun()


def ask_blank(it: Waiting) -> None:
    """What blank means, asked once per form."""
    blank = mapping.blank(it.form, mapping.answers(screen.store()))
    if not blank:
        return
    asked = f"本表有{len(blank)}个空格（如“{blank[0].label}”），空格表示"
    meaning = st.radio(asked, list(mapping.BLANKS), key=f"blank-{it.key}", horizontal=True)
    if st.button("记住空格的含义", key=f"keep-blank-{it.key}", disabled=not who):
        mapping.answer_blank(screen.path(), it.form, mapping.BLANKS[meaning], who)
        st.rerun()


def show_done(item: Item) -> None:
    """A file that was accepted, refused or undone; an accepted one can be undone."""
    line, button = st.columns([5, 1], vertical_alignment="center")
    line.html(markup_intake.done(item))
    if item.state == inbox.ACCEPTED and item.receipt:
        with button.popover("撤销"):
            if reason := screen.written("撤销原因", "确定撤销", f"undo-{item.receipt.load}", able=bool(who)):
                intake.undo(screen.path(), item.receipt.load, who, reason)
                st.rerun()


def list_waiting(looked: list[Waiting]) -> None:
    """The one button for all files without problems, and each waiting file, those with problems first."""
    at_once = waiting.together(looked)
    if touching := [it.entry.name for it in looked if it.touched]:
        st.html(markup.notice(f"入库后会改变已印发的数，展开可看清单：{'、'.join(touching)}。"))
    label = f"全部接收（{len(at_once)}个文件没有问题）"
    if at_once and st.button(label, type="primary", disabled=not who, key="take-all"):
        accept(at_once)
    for one in sorted(looked, key=lambda it: (it.ready, it.entry.name))[:MOST]:
        show(one, looked)
    if looked[MOST:]:
        st.html(markup.foot(f"另有{len(looked) - MOST}个文件，处理以后依次显示。"))


def list_done(items: list[Item]) -> None:
    """The files that were dealt with."""
    if items:
        st.html(markup.section("已处理"))
    for it in items:
        show_done(it)


with screen.told():
    box, who = Inbox(screen.path()), screen.actor()
    items = box.items(screen.store())
    open_ = [it for it in items if it.state in (inbox.WAITING, inbox.UNDONE)]
    looked = [_looked(screen.path(), screen.store().stamp, it.entry, box) for it in open_]
    st.html(
        f"<style>{markup_intake.STYLE}{markup_review.STYLE}</style>"
        + markup.headline(markup_intake.headline(looked), markup_intake.BELOW)
    )
    if told := st.session_state.pop("intake_said", ""):
        st.success(told)
    drop(given())
    if counts := turnout.counts(screen.store(), screen.regions(), items, looked):
        st.html(markup_intake.turnout(counts))
    list_waiting(looked)
    list_done([it for it in items if it not in open_][:MOST])
