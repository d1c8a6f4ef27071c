"""套稿: drop last year's Word file, or a draft that people worked on → its numbers renewed as tracked changes → Word, 改动清单."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import screen, workbook
from minsheng.editions import returning, reuse
from minsheng.editions.renewal import OPEN, Outcome, Renewal
from minsheng.errors import UsageError
from minsheng.screen import whose
from minsheng.store.moment import SHANGHAI
from minsheng.view import markup, markup_renewal

FOUND = "reuse_found"
LAST, OWN = "套用上年文稿", "更新改过的文稿"
SAID = {
    LAST: "把上年的文稿换成今年的数：增减词、年份随数改，不知道的标“待补”。",
    OWN: "从本系统下载、在Word或WPS里改过的文稿：已绑定的数更新到最新，改写、增删的文字都保留。",
}
SHOWN = {"先看待办": OPEN, "已更新": (Outcome.RENEWED, Outcome.WORDS), "未变": (Outcome.SAME,)}


def ask(code: str, latest: int) -> None:
    """What to do, for which year, with which file."""
    with st.container(border=True, key="panel-reuse"):
        mode = screen.switch("做什么", list(SAID), "reuse_mode")
        st.html(markup.foot(SAID[mode]))
        with st.form("reuse_form", border=False):
            left, right = st.columns([3, 1])
            file = left.file_uploader("Word文稿（.docx）", key="reuse_file")
            years = range(latest + 1, latest - 15, -1)
            asked = "今年" if mode == LAST else "文稿年度"
            year = right.selectbox(asked, years, 1, format_func="{}年".format, key=f"reuse_year_{code}")
            sent = st.form_submit_button("更新", type="primary")
    if sent:
        with screen.told():
            if file is None:
                raise UsageError("还没有文稿。", "请放入.docx文件；.doc、.wps请先另存为.docx。")
            given = (mode, file.getvalue(), file.name, year)
            st.session_state[FOUND] = (code, renewed(code, *given), given)
            st.rerun()


def renewed(code: str, mode: str, data: bytes, name: str, year: int) -> Renewal:
    """The file renewed as one of a place, its progress shown."""
    now, progress = datetime.now(SHANGHAI), screen.progress("正在读取文稿")
    place = (data, name, screen.store(), screen.regions())
    if mode == OWN:
        return returning.returned(*place, region=code, year=year, when=now, progress=progress)
    return reuse.reused(*place, region=code, old=year - 1, new=year, when=now, progress=progress)


def take(found: Renewal) -> None:
    """The files, and the way to another one."""
    name = Path(found.name).stem
    with st.container(horizontal=True, vertical_alignment="center"):
        word = workbook.file_name(name, "修订", kind="docx")
        screen.download("下载带修订的Word", lambda: found.file, word, "reuse-word")
        sheet = partial(markup_renewal.sheet, found)
        listed = workbook.file_name(name, "改动清单")
        screen.download("下载改动清单", lambda: workbook.workbook([sheet()]), listed, "reuse-sheet")
        screen.put_away("换一篇文稿", "reuse_again", FOUND)


def show(found: Renewal) -> None:
    """The text with its changes beside the list."""
    wide, narrow = st.container(key="text-beside").columns([1.6, 1.3])
    with wide.container(border=True, height=680, key="panel-renewal"):
        st.html(markup_renewal.text(found))
    with narrow:
        take(found)
        which = SHOWN[screen.switch("显示", list(SHOWN), "reuse_filter")]
        with st.container(border=True, height=570, key="panel-renewed"):
            st.html(markup_renewal.listed(found, which, screen.catalogue()))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_renewal.STYLE}</style>")
    code, found, given = st.session_state.get(FOUND, ("", None, ()))
    if given and found is None and code == chosen.code:
        found = renewed(code, *given)
        st.session_state[FOUND] = (code, found, given)
    if found is None or code != chosen.code:
        st.html(markup.headline("旧稿换新数，全部改动都是修订", "先选文稿的地区；原文件不会改动。"))
        ask(chosen.code, chosen.period.year if chosen.period else datetime.now(SHANGHAI).year)
    else:
        st.html(markup.headline(markup_renewal.headline(found), markup_renewal.below(found)))
        whose.hint(
            found.before, code, "更新", lambda other: st.session_state.update({FOUND: (other, None, given)})
        )
        show(found)
