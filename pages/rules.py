"""审核规则: which rules are on, their thresholds, the limits of dates and differences, zones, and the way of approval."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.checks import rulebook
from minsheng.checks.rulebook import RuleSettings
from minsheng.receiving import approval, ruling
from minsheng.view import markup, markup_review


def rule(book: RuleSettings) -> None:
    """One rule: on or off, and its thresholds."""
    line = st.selectbox(
        "规则", book.lines, format_func=lambda each: f"{each.rule}　{each.title}", key="rule-which"
    )
    typed = {}
    numbers = ((line.threshold_words, line.threshold), (line.tolerance_words, line.tolerance))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.toggle("启用", line.on, key=f"rule-on-{line.rule}")
        for words, number in numbers:
            if words:
                typed[words] = st.text_input(words, ruling.text(number), key=f"rule-{line.rule}-{words}")
        if st.button("保存规则", disabled=not who, key="rule-keep"):
            given = (typed.get(words) or "" for words, _ in numbers)
            ruling.keep(screen.path(), line, ruling.chosen(line, on, *given), who)
            st.rerun()


def limits() -> None:
    """When a return is late, and how far December's figures may lie apart."""
    asked = ruling.limits(screen.store().settings)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = {
            it.name: st.text_input(it.words, ruling.text(it.now), key=f"limit-{it.name}") or ""
            for it in asked
        }
        if st.button("保存期限和限额", disabled=not who, key="limits-keep"):
            ruling.keep_limits(screen.path(), typed, who)
            st.rerun()


def zones(book: RuleSettings) -> None:
    """Which functional zones are part of their hosts."""
    below = ruling.zones_of(screen.regions(), chosen.code)
    if not below:
        return
    codes = [it.code for it in below]
    within = st.multiselect(
        "数已计入所在地、汇总时不再相加的功能区", codes, sorted(book.within & set(codes)),
        format_func=lambda code: screen.place_name(code, chosen.period), key="rule-zones", placeholder="没有",
    )  # fmt: skip
    if st.button("保存功能区汇总办法", disabled=not who, key="rule-zones-keep"):
        ruling.keep_zones(screen.path(), below, within, who)
        st.rerun()


def chain() -> None:
    """The shorter or the longer way of approval."""
    now = approval.chain(screen.store().settings)
    other = approval.LONG if now != approval.LONG else approval.SHORT
    st.html(markup.foot(f"审批流程：{now}"))
    if st.button(f"改为{other}", key="chain-set", disabled=not who):
        approval.choose_chain(screen.path(), other, who)
        st.rerun()


with screen.told():
    chosen, who = screen.selection(), screen.actor()
    book = rulebook.settings_of(screen.store().settings)
    st.html(
        f"<style>{markup_review.STYLE}</style>"
        + markup.headline(markup_review.rules_headline(book), markup_review.RULES_BELOW)
    )
    with st.container(border=True, key="panel-rule"), screen.told():
        rule(book)
    with st.container(border=True, key="panel-limits"), screen.told():
        limits()
        zones(book)
        chain()
    st.html(markup_review.grid(ruling.COLUMNS, map(ruling.row, book.lines)))
    screen.link("review", "到审核")
