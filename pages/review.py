"""审核: who has reported, what is open, explained and asked back, and who approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from minsheng import screen, workbook
from minsheng.facts import Fact
from minsheng.period import Period
from minsheng.receiving import (
    approval,
    explanations,
    impact,
    letters,
    pending,
    queryletter,
    replies,
    reviewing,
    sending,
)
from minsheng.receiving.approval import Step
from minsheng.receiving.queryletter import Letter
from minsheng.receiving.reviewing import Review
from minsheng.view import markup, markup_review

MOST = 30  #: rows shown at once
ZIP, DOCX = "application/zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


def explain(it: Review) -> None:
    """The findings, what is written about them, and the figures that are 待核."""
    if it.found:
        st.html(markup_review.findings(it.found[:MOST]))
        if it.found[MOST:]:
            st.html(markup.foot(f"另有{len(it.found) - MOST}条，处理以后依次显示。"))
        write(it)
    else:
        st.html(markup.foot("没有发现问题。"))
    settle([fact for fact in screen.facts_of(*it.places) if fact.pending and fact.period == it.period])


def write(it: Review) -> None:
    """上报说明 of some findings at once, or those of the period before."""
    picked = st.multiselect(
        "对哪几条写上报说明", range(len(it.found)), format_func=lambda at: it.found[at].message[:60],
        key=f"explain-which-{it.period}", placeholder="可以选几条一并说明",
    )  # fmt: skip
    able = bool(who and picked)
    if text := screen.written("上报说明", "保存说明", "explain", able=able, hint="写明原因、依据和核实人"):
        keep([explanations.for_finding(it.found[at], text) for at in picked])
    carry = f"沿用上期说明（{len(it.carried)}条）"
    if it.carried and st.button(carry, disabled=not who, key="explain-carry"):
        keep(it.carried)


def settle(facts: list[Fact]) -> None:
    """The figures that are 待核, and taking the mark off."""
    if not facts:
        return
    titles = [f"{name(fact.region)}{screen.catalogue()[fact.indicator].title}" for fact in facts]
    picked = st.multiselect(
        f"{len(facts)}个待核数", range(len(facts)), format_func=titles.__getitem__, key="pending-which",
        placeholder="选择已核对的数",
    )  # fmt: skip
    if st.button("核对无误，去掉待核", disabled=not (who and picked), key="pending-done"):
        pending.settle(screen.path(), [facts[at] for at in picked], who)
        st.rerun()


def keep(given) -> None:  # noqa: ANN001 - explanations
    """Store explanations and show the screen anew."""
    explanations.keep(screen.path(), given, actor=who)
    st.rerun()


def ask(it: Review) -> None:
    """数据核实单 out, and the filled-in one back."""
    sender = name(screen.home() or it.region)
    sent = letters.letters(screen.store(), screen.regions(), it.found, it.units, it.period, sender)
    if sent:
        send(it, sent)
    else:
        st.html(markup.foot("没有需要向下级核实的问题。"))
    if it.sent:
        rows = [each.row(name(each.region), day()) for each in it.sent.values()]
        st.html(markup_review.grid(sending.COLUMNS, rows, marked=(sending.OVERDUE,)))
    file = st.file_uploader("填好的核实单（.xlsx、.xls）", type=["xlsx", "xls"], key="reply-in")
    if file:
        land(file.name, file.getvalue())


def send(it: Review, sent: list[Letter]) -> None:
    """The letters to take along, one or all, and noting that they went out."""
    left, right = st.columns([3, 1])
    one = left.selectbox(
        "发给", sent, format_func=lambda each: f"{each.place}（{len(each.lines)}项）", key="letter-to"
    )
    today = screen.today()
    usual = sending.usually_due(today)
    due = right.date_input("答复期限", usual, key="letter-due", format="YYYY-MM-DD") or usual
    every = workbook.file_name(chosen.place, it.period.name, "数据核实单", kind="zip")
    with st.container(horizontal=True):
        screen.download("核实单（电子表格）", one.excel, f"{one.name}.xlsx", "letter-xlsx")
        screen.download(
            "核实函（Word）", lambda: one.word(today, due), f"{one.name}.docx", "letter-docx", DOCX
        )
        screen.download(
            f"全部{len(sent)}个单位", lambda: queryletter.packed(sent, today, due), every, "letter-all", ZIP
        )
        for label, letters_, key in (
            ("记为已发函", [one], "sent"),
            (f"全部{len(sent)}个记为已发函", sent, "sent-all"),
        ):
            if st.button(label, disabled=not who, key=key):
                sending.record(screen.path(), letters_, it.period, today, due, who)
                st.rerun()


def land(file: str, data: bytes) -> None:
    """What a filled-in 核实单 brings, and taking it in."""
    landing = replies.landing(screen.store(), data, file, screen.today())
    told = [
        replies.worded(old, new, screen.catalogue(), name(old.region)) for old, new in landing.corrections
    ]
    found = impact.of_facts(screen.store(), [new for _, new in landing.corrections])
    st.html(markup_review.landing(len(landing.explanations), told) + markup.foot(impact.summary(found)))
    screen.impact_list(found, f"{chosen.place}更正影响清单", "impact-reply")
    if st.button("存入回复", type="primary", disabled=not who, key="reply-keep"):
        revision = replies.keep(screen.path(), landing, data, who)
        st.success(
            f"第{revision}次入库：{len(landing.explanations)}条说明，{len(landing.corrections)}个更正。"
        )


PANELS = {"问题": explain, "数据核实单": ask}

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
            PANELS[panel or "问题"](shown)
        with st.container(horizontal=True):
            screen.link("corrections", "更正影响、年末三数、一个数的来历")
            screen.link("rules", "审核规则、期限、审批流程")
