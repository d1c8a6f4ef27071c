"""审核: who has reported, what is open, what was explained, who approved; and the history of any cell."""

from __future__ import annotations

import streamlit as st

from minsheng import choices, screen
from minsheng.checks.judgements import Judgement
from minsheng.period import Period
from minsheng.receiving import approval, explanations, pending
from minsheng.receiving.approval import Step
from minsheng.receiving.audit import audit
from minsheng.view import markup, markup_review

SHOWN = 6  #: periods side by side
MOST = 30  #: findings shown at once


@st.cache_resource(show_spinner="正在审核……", max_entries=32)
def _audited(file, stamp, units: tuple[str, ...], period: str) -> tuple[Judgement, ...]:  # noqa: ANN001, ARG001
    return audit(screen.store(), screen.regions(), places=units, periods=[period]).found


def approve(standings: list[approval.Standing], period: Period, actor: str) -> None:
    """The batch button, and locking and unlocking."""
    chain = screen.store().settings.get(approval.CHAIN, approval.SHORT)
    now = approval.batch(standings, chain)
    names = {it.region: screen.place_name(it.region, period) for it in standings if it.facts}
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    picked = left.multiselect(
        "单位",
        list(names),
        list(now.units),
        format_func=names.get,
        key=f"approve-units-{period}-{now.label}",
        placeholder="选择单位",
    )
    if middle.button(
        f"{now.label}（{len(picked)}个单位）", type="primary", disabled=not (actor and picked), key="approve"
    ):
        approval.record(screen.path(), [(it, period) for it in picked], now.steps, actor)
        st.rerun()
    with right.popover("锁定、解锁、设置"):
        reason = st.text_input("原因（解锁必填）", key="lock-why")
        for step, key in ((Step.LOCKED, "lock"), (Step.UNLOCKED, "unlock")):
            if st.button(f"{step}所选单位", key=key, disabled=not (actor and picked)):
                approval.record(screen.path(), [(it, period) for it in picked], [step], actor, reason or "")
                st.rerun()
        wanted = st.radio(
            "审批流程", [approval.SHORT, approval.LONG], index=int(chain == approval.LONG), key="chain"
        )
        if wanted != chain and st.button("改用这一流程", key="chain-set", disabled=not actor):
            approval.choose_chain(screen.path(), wanted, actor)
            st.rerun()


def explain(found: tuple[Judgement, ...], actor: str) -> None:
    """The findings, and what is written about one of them."""
    if not found:
        st.html(markup.foot("没有发现问题。"))
        return
    st.html(markup_review.findings(found[:MOST]))
    if found[MOST:]:
        st.html(markup.foot(f"另有{len(found) - MOST}条，处理以后依次显示。"))
    number = st.selectbox(
        "对哪一条写上报说明",
        range(len(found)),
        format_func=lambda it: found[it].message[:60],
        key="explain-which",
    )
    text = st.text_input("上报说明", key="explain-text", placeholder="写明原因、依据和核实人")
    if st.button("保存说明", disabled=not (actor and text), key="explain-save"):
        explanations.keep(screen.path(), [explanations.for_finding(found[number], text or "")], actor=actor)
        st.rerun()


def check_pending(units: list[str], period: Period, actor: str) -> None:
    """The figures that are 待核, and the button that says they are right."""
    facts = [it for it in screen.facts_of(*units) if it.pending and it.period == period]
    if not facts:
        return
    names = [
        f"{screen.place_name(it.region, period)}{screen.catalogue()[it.indicator].title}" for it in facts
    ]
    picked = st.multiselect(
        f"{len(facts)}个待核数",
        range(len(facts)),
        format_func=names.__getitem__,
        key="pending-which",
        placeholder="选择已核对的数",
    )
    if st.button("核对无误，去掉待核", disabled=not (actor and picked), key="pending-done"):
        pending.settle(screen.path(), [facts[it] for it in picked], actor)
        st.rerun()


def history(units: list[str], period: Period) -> None:
    """Every vintage and revision of one cell."""
    here = {it.indicator for it in screen.facts_of(*units)}
    options = [it.code for it in screen.catalogue() if it.code in here]
    if not options:
        st.html(markup.foot("这里还没有数。"))
        return
    left, right = st.columns(2)
    unit = left.selectbox(
        "单位", units, format_func=lambda it: screen.place_name(it, period), key="history-unit"
    )
    code = right.selectbox(
        "指标", options, format_func=lambda it: choices.label(screen.catalogue()[it]), key="history-indicator"
    )
    if unit and code:
        rows = screen.store().asked("history", region=unit, indicator=code, period="")
        st.html(
            markup_review.history(rows[:40], screen.catalogue()[code].unit)
            if rows
            else markup.foot("这个单位没有这项指标的数。")
        )


with screen.told():
    chosen, who = screen.selection(), screen.actor()
    if chosen.period is None:
        st.html(markup.headline(f"{chosen.region.name}还没有数据", "请在上方另选地区，或到“报表接收”导入。"))
    else:
        units = approval.units(chosen.code, chosen.period, screen.regions())
        periods = approval.recent(screen.store(), units, chosen.period, SHOWN)
        cells = approval.matrix(screen.store(), units, periods)
        own = [cells[it, chosen.period] for it in units]
        found = _audited(screen.path(), screen.store().stamp, (chosen.code, *units), str(chosen.period))
        st.html(
            f"<style>{markup_review.STYLE}</style>"
            + markup.headline(markup_review.headline(chosen.place, chosen.period, own, found))
        )
        named = [(it, screen.place_name(it, chosen.period)) for it in units]
        with st.container(border=True, key="panel-matrix"):
            st.html(markup_review.matrix(named, periods, cells))
            approve(own, chosen.period, who)
        with st.container(border=True, key="panel-findings"):
            st.html(markup.section(f"{chosen.period.name}的问题"))
            explain(found, who)
            check_pending([chosen.code, *units], chosen.period, who)
        with st.expander("一个数的来历"):
            history(list(dict.fromkeys([chosen.code, *units])), chosen.period)
