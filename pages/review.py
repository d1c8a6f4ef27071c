"""审核: who has reported, what is open, explained and asked back, and who approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from minsheng import screen
from minsheng.period import Period
from minsheng.receiving import approval, reviewing
from minsheng.receiving.approval import Step
from minsheng.receiving.reviewing import Review
from minsheng.screen import findings, letters
from minsheng.view import markup, markup_review

PANELS = {"问题": findings.explain, "数据核实单": letters.ask}


@st.cache_resource(show_spinner="正在审核……", max_entries=32)
def _reviewed(file: Path, stamp: str, region: str, period: Period) -> Review:  # noqa: ARG001 - they key the cache
    return reviewing.review(screen.store(), screen.regions(), region, period, screen.audited)


def name(code: str) -> str:
    """A place's name in the chosen period."""
    return screen.place_name(code, chosen.period)


def day() -> date:
    """The day that the screen stands on."""
    return screen.moment().known_by or screen.today()


def approve(it: Review) -> None:
    """The batch button, and locking and unlocking."""
    now = approval.batch(it.own, approval.chain(screen.store().settings))
    reported = [one.region for one in it.own if one.facts]
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    picked = left.multiselect(
        "单位", reported, list(now.units), format_func=name, key=f"approve-units-{it.period}-{now.label}",
        placeholder="选择单位",
    )  # fmt: skip
    able, wanted = bool(who and picked), [(unit, it.period) for unit in picked]
    if middle.button(f"{now.label}（{len(picked)}个单位）", type="primary", disabled=not able, key="approve"):
        approval.record(screen.path(), wanted, now.steps, who)
        st.rerun()
    with right.popover("锁定、解锁"):
        reason = st.text_input("原因（解锁必填）", key="lock-why")
        for step, key in ((Step.LOCKED, "lock"), (Step.UNLOCKED, "unlock")):
            if st.button(f"{step}所选单位", key=key, disabled=not able):
                approval.record(screen.path(), wanted, [step], who, reason or "")
                st.rerun()


with screen.told():
    chosen, who = screen.selection(), screen.actor()
    if chosen.period is None:
        st.html(markup.headline(f"{chosen.region.name}还没有数据", "请在上方另选地区，或到“报表接收”导入。"))
    else:
        shown = _reviewed(screen.path(), screen.store().stamp, chosen.code, chosen.period)
        st.html(
            f"<style>{markup_review.STYLE}</style>"
            + markup.headline(markup_review.headline(chosen.place, chosen.period, shown.own, shown.found))
        )
        with st.container(border=True, key="panel-matrix"):
            letters_out = {unit: it.word(day()) for unit, it in shown.sent.items()}
            named = [(it, name(it)) for it in shown.units]
            st.html(markup_review.matrix(named, shown.periods, shown.cells, letters_out))
            approve(shown)
        panel = st.segmented_control(
            "看什么", list(PANELS), default="问题", required=True, key="panel", bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
        with st.container(border=True, key="panel-chosen"), screen.told():
            PANELS[panel or "问题"](shown, chosen.place, who, name)
        with st.container(horizontal=True):
            screen.link("corrections", "更正影响、年末三数、一个数的来历")
            screen.link("rules", "审核规则、期限、审批流程")
