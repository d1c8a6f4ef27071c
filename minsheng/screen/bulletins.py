"""The parts of a 通报 on the screen: its files, one annex, the scores with their grounds, its template."""

from __future__ import annotations

from functools import partial

import streamlit as st

from minsheng.bulletin import rendering, sheets, shelf, template
from minsheng.bulletin.bulletin import Bulletin
from minsheng.editions import numbers
from minsheng.screen.asking import actor
from minsheng.screen.parts import download
from minsheng.screen.reading import catalogue, path, store
from minsheng.view import listing, markup, markup_bulletin, paper
from minsheng.workbook import file_name
from minsheng.writing import portable

_FILES = {"docx": "Word", "pptx": "PPT", "xlsx": "Excel", "pdf": "PDF"}


def take(shown: Bulletin) -> None:
    """The files."""
    kinds = [it for it in _FILES if it != "pdf" or portable.is_there()]
    for column, to in zip(st.columns([1.1] * len(kinds) + [8 - len(kinds)]), kinds, strict=False):
        with column:
            name = file_name(shown.matter.place, shown.matter.period.name, "通报", kind=to)
            download(f"下载{_FILES[to]}", partial(_as_file, shown, to), name, f"bulletin-{to}")


def _as_file(shown: Bulletin, to: str) -> bytes:
    """The 通报 as a file; its numbers resolve from now on."""
    file = rendering.rendered(shown, to)
    numbers.remember(path(), file.register.entries)
    return file.content


def show_annex(shown: Bulletin) -> None:
    """One annex at a time."""
    tables = shown.document.tables
    place = st.selectbox(
        "附表",
        range(len(tables)),
        format_func=lambda it: f"{tables[it].annex}　{tables[it].title}",
        key="bulletin-annex",
    )
    st.html(paper.table(tables[place if place is not None and place < len(tables) else 0]))


def show_scores(shown: Bulletin) -> None:
    """The scores, and how those of one unit came about."""
    if not shown.cards:
        st.html(markup.foot("通报样式中的评分指标，本期各单位都没有可比的数，不能评分。"))
        return
    st.html(paper.table(next(it for it in shown.document.tables if it.title.endswith("考核评分表"))))
    names = {it.region: it.name for it in shown.cards}
    unit = st.selectbox("查看得分依据", list(names), format_func=names.get, key="bulletin-unit")
    st.html(markup_bulletin.steps(next((it for it in shown.cards if it.region == unit), shown.cards[0])))
    st.html(listing.notes(markup_bulletin.rules()))


def show_style() -> None:
    """The template: taken home as Excel, brought back changed, or given up for the shipped one."""
    own, who = shelf.is_own(store()), actor()
    st.html(markup.foot("现用本单位的样式。" if own else "现用随附的样式。"))
    made = partial(sheets.written, shelf.rows(store()), catalogue())
    download("导出样式（Excel）", made, file_name("通报样式"), "bulletin-style")
    file = st.file_uploader(
        "放入改好的样式（章节、指标、句子、数值、考核评分、扣分）", type=["xlsx"], key="style-in"
    )
    if file and st.button("采用这一样式", type="primary", disabled=not who, key="style-keep"):
        shelf.keep(path(), sheets.read(file.getvalue()), actor=who)
        st.rerun()
    if own and st.button("恢复随附的样式", disabled=not who, key="style-reset"):
        shelf.keep(path(), template.shipped_rows(), actor=who)
        st.rerun()
