"""更正: what past corrections touch in issued documents, December's three figures, and how one figure came about."""

from __future__ import annotations

import streamlit as st

from minsheng import choices, screen, workbook
from minsheng.period import Period
from minsheng.receiving import explanations, impact, reviewing, yearend
from minsheng.receiving.yearend import Three
from minsheng.view import markup, markup_review

MOST = 30  #: rows shown at once


def name(code: str) -> str:
    """A place's name in the chosen period."""
    return screen.place_name(code, chosen.period)


def touched(units: tuple[str, ...], _period: Period) -> None:
    """更正影响清单: the issued documents that printed what has changed."""
    found = impact.since(screen.store(), units)
    st.html(markup.foot(impact.summary(found)))
    screen.impact_list(found, f"{chosen.place}更正影响清单", "impact-past")


def compare(units: tuple[str, ...], period: Period) -> None:
    """December's three figures side by side, and the reason where they lie apart."""
    unit = st.selectbox("单位", units, format_func=name, key="three-unit")
    sides = yearend.threes(screen.store(), unit, period.year)
    if not sides:
        st.html(markup.foot(f"{name(unit)}{period.year}年只有一种年末数，没有可以对照的。"))
        return
    st.html(markup_review.threes(sides[:MOST], name(unit)))
    title = workbook.file_name(name(unit), f"{period.year}年年末三数对照表")
    screen.download("下载对照表", lambda: yearend.sheet(sides, name(unit), period.year), title, "three-sheet")
    reason([each for each in sides if each.beyond])


def reason(beyond: list[Three]) -> None:
    """The reason of a difference beyond the tolerance."""
    if not beyond:
        return
    one = st.selectbox(
        "对哪一项写原因", beyond, format_func=lambda each: each.indicator.title, key="three-which"
    )
    key, who = f"three-{one.used.region}-{one.indicator.code}", screen.actor()
    if text := screen.written("相差的原因", "保存原因", key, able=bool(who), value=one.reason):
        explanations.keep(screen.path(), [one.explained(text)], actor=who)
        st.rerun()


def history(units: tuple[str, ...], period: Period) -> None:
    """Every vintage and revision of one cell, and every step of approval."""
    here = {fact.indicator for fact in screen.facts_of(*units)}
    options = [each.code for each in screen.catalogue() if each.code in here]
    if not options:
        st.html(markup.foot("这里还没有数。"))
        return
    left, right = st.columns(2)
    unit = left.selectbox("单位", units, format_func=name, key="history-unit")
    labelled = lambda each: choices.label(screen.catalogue()[each])  # noqa: E731
    code = right.selectbox("指标", options, format_func=labelled, key="history-indicator")
    rows = screen.store().asked("history", region=unit, indicator=code, period="")
    shown = screen.named(screen.store().vintages(regions=[unit], indicators=[code]))
    st.html(
        markup_review.history(rows[:40], shown, screen.catalogue()[code].unit)
        if rows
        else markup.foot("这个单位没有这项指标的数。")
    )
    steps(unit, period)


def steps(unit: str, period: Period) -> None:
    """Every step of approval of a return."""
    taken = [row for row in screen.store().asked("approvals", regions=[unit]) if row["period"] == str(period)]
    if taken:
        told = markup_review.steps({**row, "place": name(row["region"])} for row in taken)
        st.html(markup.section("审批经过") + told)


PANELS = {"更正影响": touched, "年末三数": compare, "一个数的来历": history}

with screen.told():
    chosen = screen.selection()
    if chosen.period is None:
        screen.no_data(chosen.region.name)
    else:
        st.html(
            f"<style>{markup_review.STYLE}</style>"
            + markup.headline(f"{chosen.place}：哪些数变了，有没有影响")
        )
        shown = PANELS[screen.switch("看什么", list(PANELS), "change", bind="query-params")]
        with screen.part("panel-chosen"):
            shown(reviewing.places(screen.regions(), chosen.code, chosen.period), chosen.period)
        screen.link("review", "到审核")
