"""数据核实单 on the screen: out to the units, noted as sent, and the filled-in one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from minsheng import workbook
from minsheng.receiving import impact, letters, queryletter, replies, sending
from minsheng.receiving.queryletter import Letter
from minsheng.receiving.reviewing import Review
from minsheng.screen.parts import download, impact_list
from minsheng.screen.reading import catalogue, home, moment, path, regions, store, today
from minsheng.view import markup, markup_review
from minsheng.writing import wording

Naming = Callable[[str], str]


def ask(it: Review, place: str, who: str, name: Naming) -> None:
    """The letters out, what went out, and the reply in."""
    asking = regions().get(home() or it.region)
    sender = wording.office(name(asking.code), asking.level)
    sent = letters.letters(store(), regions(), it.found, it.units, it.period, sender)
    if sent:
        _send(it, sent, place, who)
    else:
        st.html(markup.foot("没有需要向下级核实的问题。"))
    if it.sent:
        day = moment().known_by or today()
        rows = [each.row(name(each.region), day) for each in it.sent.values()]
        st.html(markup_review.grid(sending.COLUMNS, rows, marked=(sending.OVERDUE,)))
    file = st.file_uploader("填好的核实单（.xlsx、.xls）", type=["xlsx", "xls"], key="reply-in")
    if file:
        _land(file.name, file.getvalue(), place, who, name)


def _send(it: Review, sent: Sequence[Letter], place: str, who: str) -> None:
    """The letters to take along, one or all, and noting that they went out."""
    left, right = st.columns([3, 1])
    one = left.selectbox(
        "发给", sent, format_func=lambda each: f"{each.place}（{len(each.lines)}项）", key="letter-to"
    )
    day = today()
    usual = sending.usually_due(day)
    due = right.date_input("答复期限", usual, key="letter-due", format="YYYY-MM-DD") or usual
    every = workbook.file_name(place, it.period.name, "数据核实单", kind="zip")
    with st.container(horizontal=True):
        download("核实单（电子表格）", one.excel, f"{one.name}.xlsx", "letter-xlsx")
        download("核实函（Word）", lambda: one.word(day, due), f"{one.name}.docx", "letter-docx")
        packed = lambda: queryletter.packed(sent, day, due)  # noqa: E731
        download(f"全部{len(sent)}个单位", packed, every, "letter-all")
        noted = {"记为已发函": ([one], "sent")}
        noted |= {f"全部{len(sent)}个记为已发函": (list(sent), "sent-all")} if len(sent) > 1 else {}
        for label, (gone, key) in noted.items():
            if st.button(label, disabled=not who, key=key):
                sending.record(path(), gone, it.period, day, due, who)
                st.rerun()


def _land(file: str, data: bytes, place: str, who: str, name: Naming) -> None:
    """What a filled-in 核实单 brings, and taking it in."""
    landing = replies.landing(store(), data, file, today())
    told = [replies.worded(old, new, catalogue(), name(old.region)) for old, new in landing.corrections]
    found = impact.of_facts(store(), [new for _, new in landing.corrections])
    st.html(markup_review.landing(len(landing.explanations), told) + markup.foot(impact.summary(found)))
    impact_list(found, f"{place}更正影响清单", "impact-reply")
    if st.button("存入回复", type="primary", disabled=not who, key="reply-keep"):
        revision = replies.keep(path(), landing, data, who)
        brought = f"{len(landing.explanations)}条说明，{len(landing.corrections)}个更正"
        st.success(f"第{revision}次入库：{brought}。")
