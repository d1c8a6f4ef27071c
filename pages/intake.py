"""报表接收: drop files → see what was read, what not, what would change → accept or refuse; undo later."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from minsheng import screen
from minsheng.receiving import inbox, turnout, waiting
from minsheng.receiving.inbox import Entry, Inbox, Item
from minsheng.receiving.waiting import Waiting
from minsheng.screen.incoming import Incoming
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


def list_waiting(looked: list[Waiting]) -> None:
    """The one button for all files without problems, and each waiting file, those with problems first."""
    at_once = waiting.together(looked)
    if touching := [it.entry.name for it in looked if it.touched]:
        st.html(markup.notice(f"入库后会改变已印发的数，展开可看清单：{'、'.join(touching)}。"))
    label = f"全部接收（{len(at_once)}个文件没有问题）"
    if at_once and st.button(label, type="primary", disabled=not who, key="take-all"):
        hand.accept(at_once)
    for one in sorted(looked, key=lambda it: (it.plain, it.entry.name))[:MOST]:
        hand.show(one, looked)
    if looked[MOST:]:
        st.html(markup.foot(f"另有{len(looked) - MOST}个文件，处理以后依次显示。"))


def list_done(items: list[Item]) -> None:
    """The files that were dealt with, and what came in on other screens."""
    elsewhere = inbox.elsewhere(screen.store(), items)
    if items or elsewhere:
        st.html(markup.section("已处理"))
    for it in items[:MOST]:
        hand.show_done(it)
    for load in elsewhere[:MOST]:
        hand.show_load(load)


with screen.told():
    box, who = Inbox(screen.path()), screen.actor()
    hand = Incoming(box, who)
    every = box.items(screen.store())
    open_ = [it for it in every if it.state in (inbox.WAITING, inbox.UNDONE)]
    looked = [_looked(screen.path(), screen.store().stamp, it.entry, box) for it in open_]
    st.html(
        f"<style>{markup_intake.STYLE}{markup_review.STYLE}</style>"
        + markup.headline(markup_intake.headline(looked), markup_intake.BELOW)
    )
    if told := st.session_state.pop("intake_said", ""):
        st.success(told)
    drop(given())
    if counts := turnout.counts(screen.store(), screen.regions(), every, looked):
        st.html(markup_intake.turnout(counts))
    list_waiting(looked)
    list_done([it for it in every if it not in open_])
