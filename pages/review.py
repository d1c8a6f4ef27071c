"""审核: who has reported, what is open and asked back, what a correction touches, who approved; and any cell's history."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from minsheng import choices, screen, workbook
from minsheng.checks import rulebook
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
    ruling,
    yearend,
)
from minsheng.receiving.approval import Step
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


def approve(it: Review) -> None:
    """The batch button, and locking and unlocking."""
    chain = screen.store().settings.get(approval.CHAIN, approval.SHORT)
    now, reported = approval.batch(it.own, chain), [one.region for one in it.own if one.facts]
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    picked = left.multiselect(
        "单位", reported, list(now.units), format_func=name, key=f"approve-units-{it.period}-{now.label}",
        placeholder="选择单位",
    )  # fmt: skip
    able, wanted = bool(who and picked), [(unit, it.period) for unit in picked]
    if middle.button(f"{now.label}（{len(picked)}个单位）", type="primary", disabled=not able, key="approve"):
        approval.record(screen.path(), wanted, now.steps, who)
        st.rerun()
    with right.popover("锁定、解锁、设置"):
        reason = st.text_input("原因（解锁必填）", key="lock-why")
        for step, key in ((Step.LOCKED, "lock"), (Step.UNLOCKED, "unlock")):
            if st.button(f"{step}所选单位", key=key, disabled=not able):
                approval.record(screen.path(), wanted, [step], who, reason or "")
                st.rerun()
        other = approval.LONG if chain != approval.LONG else approval.SHORT
        st.html(markup.foot(f"审批流程：{chain}"))
        if st.button(f"改为{other}", key="chain-set", disabled=not who):
            approval.choose_chain(screen.path(), other, who)
            st.rerun()


def explain(it: Review) -> None:
    """The findings, what is written about them, and the figures that are 待核."""
    if not it.found:
        st.html(markup.foot("没有发现问题。"))
    else:
        st.html(markup_review.findings(it.found[:MOST]))
        if it.found[MOST:]:
            st.html(markup.foot(f"另有{len(it.found) - MOST}条，处理以后依次显示。"))
        picked = st.multiselect(
            "对哪几条写上报说明", range(len(it.found)), format_func=lambda at: it.found[at].message[:60],
            key=f"explain-which-{it.period}", placeholder="可以选几条一并说明",
        )  # fmt: skip
        able = bool(who and picked)
        if text := screen.written(
            "上报说明", "保存说明", "explain", able=able, hint="写明原因、依据和核实人"
        ):
            keep([explanations.for_finding(it.found[at], text) for at in picked])
        if it.carried and st.button(
            f"沿用上期说明（{len(it.carried)}条）", disabled=not who, key="explain-carry"
        ):
            keep(it.carried)
    facts = [fact for fact in screen.facts_of(*it.places) if fact.pending and fact.period == it.period]
    if facts:
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
    today = screen.today()
    if sent:
        one = st.selectbox(
            "发给", sent, format_func=lambda each: f"{each.place}（{len(each.lines)}项）", key="letter-to"
        )
        with st.container(horizontal=True):
            screen.download("核实单（电子表格）", one.excel, f"{one.name}.xlsx", "letter-xlsx")
            screen.download(
                "核实函（Word）", lambda: one.word(today), f"{one.name}.docx", "letter-docx", DOCX
            )
            every = workbook.file_name(chosen.place, it.period.name, "数据核实单", kind="zip")
            screen.download(
                f"全部{len(sent)}个单位", lambda: queryletter.packed(sent, today), every, "letter-all", ZIP
            )
    else:
        st.html(markup.foot("没有需要向下级核实的问题。"))
    file = st.file_uploader("填好的核实单（.xlsx、.xls）", type=["xlsx", "xls"], key="reply-in")
    if file:
        landing = replies.landing(screen.store(), file.getvalue(), file.name, today)
        told = [
            replies.worded(old, new, screen.catalogue(), name(old.region)) for old, new in landing.corrections
        ]
        st.html(markup_review.landing(len(landing.explanations), told))
        touched(impact.of_facts(screen.store(), [new for _, new in landing.corrections]), "reply")
        if st.button("存入回复", type="primary", disabled=not who, key="reply-keep"):
            revision = replies.keep(screen.path(), landing, file.getvalue(), who)
            st.success(
                f"第{revision}次入库：{len(landing.explanations)}条说明，{len(landing.corrections)}个更正。"
            )


def touched(found: list[impact.Touched], key: str) -> None:
    """更正影响清单: the issued documents that printed what has changed."""
    st.html(markup.foot(impact.summary(found)))
    if found:
        rows = [impact.row(each) for each in found]
        st.html(markup_review.grid(impact.COLUMNS, rows[:MOST], marked=(impact.REPRINT,)))
        title = f"{chosen.place}更正影响清单"
        screen.download(
            "下载更正影响清单", lambda: impact.sheet(found, title), workbook.file_name(title), f"impact-{key}"
        )


def compare(it: Review) -> None:
    """December's three figures side by side, and the reason where they lie apart."""
    unit = st.selectbox("单位", it.places, format_func=name, key="three-unit")
    sides = yearend.threes(screen.store(), unit, it.period.year)
    if not sides:
        st.html(markup.foot(f"{name(unit)}{it.period.year}年只有一种年末数，没有可以对照的。"))
        return
    st.html(markup_review.grid(yearend.COLUMNS, map(yearend.row, sides[:MOST]), marked=(yearend.DUE,)))
    title = workbook.file_name(name(unit), f"{it.period.year}年年末三数对照表")
    screen.download(
        "下载对照表", lambda: yearend.sheet(sides, name(unit), it.period.year), title, "three-sheet"
    )
    beyond = [each for each in sides if each.beyond]
    if beyond:
        one = st.selectbox(
            "对哪一项写原因", beyond, format_func=lambda each: each.indicator.title, key="three-which"
        )
        key = f"three-{unit}-{one.indicator.code}"
        if text := screen.written("相差的原因", "保存原因", key, able=bool(who), value=one.reason):
            keep([one.explained(text)])


def history(it: Review) -> None:
    """Every vintage and revision of one cell, and every step of approval."""
    here = {fact.indicator for fact in screen.facts_of(*it.places)}
    options = [each.code for each in screen.catalogue() if each.code in here]
    if not options:
        st.html(markup.foot("这里还没有数。"))
        return
    left, right = st.columns(2)
    unit = left.selectbox("单位", it.places, format_func=name, key="history-unit")
    code = right.selectbox(
        "指标",
        options,
        format_func=lambda each: choices.label(screen.catalogue()[each]),
        key="history-indicator",
    )
    rows = screen.store().asked("history", region=unit, indicator=code, period="")
    st.html(
        markup_review.history(rows[:40], screen.catalogue()[code].unit)
        if rows
        else markup.foot("这个单位没有这项指标的数。")
    )
    if taken := [
        row for row in screen.store().asked("approvals", regions=[unit]) if row["period"] == str(it.period)
    ]:
        st.html(
            markup.section("审批经过")
            + markup_review.steps({**row, "place": name(row["region"])} for row in taken)
        )


def rules(it: Review) -> None:
    """The rules as the office uses them, and which zones are part of their hosts."""
    book = rulebook.settings_of(screen.store().settings)
    line = st.selectbox(
        "规则", book.lines, format_func=lambda each: f"{each.rule}　{each.title}", key="rule-which"
    )
    typed = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.toggle("启用", line.on, key=f"rule-on-{line.rule}")
        for words, number in (
            (line.threshold_words, line.threshold),
            (line.tolerance_words, line.tolerance),
        ):
            if words:
                typed[words] = st.text_input(words, ruling.text(number), key=f"rule-{line.rule}-{words}")
        if st.button("保存规则", disabled=not who, key="rule-keep"):
            wanted = ruling.chosen(
                line, on, typed.get(line.threshold_words) or "", typed.get(line.tolerance_words) or ""
            )
            ruling.keep(screen.path(), line, wanted, who)
            st.rerun()
    if zones := ruling.zones_of(screen.regions(), it.region):
        within = st.multiselect(
            "数已计入所在地、汇总时不再相加的功能区", [each.code for each in zones], sorted(book.within & {each.code for each in zones}),
            format_func=name, key="rule-zones", placeholder="没有",
        )  # fmt: skip
        if st.button("保存功能区汇总办法", disabled=not who, key="rule-zones-keep"):
            ruling.keep_zones(screen.path(), zones, within, who)
            st.rerun()
    st.html(markup_review.grid(ruling.COLUMNS, map(ruling.row, book.lines)))


PANELS = {"问题": explain, "数据核实单": ask, "更正影响": lambda it: touched(impact.since(screen.store(), it.places), "past"),
          "年末三数": compare, "一个数的来历": history, "审核规则": rules}  # fmt: skip

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
            st.html(markup_review.matrix([(it, name(it)) for it in shown.units], shown.periods, shown.cells))
            approve(shown)
        panel = st.segmented_control(
            "看什么",
            list(PANELS),
            default="问题",
            required=True,
            key="panel",
            bind="query-params",
            label_visibility="collapsed",
        )
        with st.container(border=True, key="panel-chosen"), screen.told():
            PANELS[panel or "问题"](shown)
