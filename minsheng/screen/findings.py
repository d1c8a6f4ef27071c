"""The findings of 审核 on the screen: what is written about them, and the figures that are 待核."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from minsheng.checks.judgements import Judgement
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.receiving import explanations, pending
from minsheng.receiving.explanations import Explanation
from minsheng.receiving.reviewing import Review
from minsheng.screen.asking import written
from minsheng.screen.reading import catalogue, facts_of, path
from minsheng.series import Series
from minsheng.view import markup, markup_review, using
from minsheng.writing import stating
from minsheng.writing.binding import Entry

MOST = 30  #: findings shown at once
Naming = Callable[[str], str]


def explain(it: Review, _place: str, who: str, name: Naming) -> None:
    """The findings, what is written about them, and the figures that are 待核."""
    if it.found:
        told = [(each, _figures(each, name)) for each in it.found[:MOST]]
        st.html(markup_review.findings(told))
        if it.found[MOST:]:
            st.html(markup.foot(f"另有{len(it.found) - MOST}条，处理以后依次显示。"))
        _write(it, who)
    else:
        st.html(markup.foot("没有发现问题。"))
    _settle([fact for fact in facts_of(*it.places) if fact.pending and fact.period == it.period], who, name)


def _figures(found: Judgement, name: Naming) -> list[using.Told | None]:
    """The stored figures that a finding rests on, and how far one of them moved."""
    figures = [Figure(it, catalogue()[it.indicator], name(it.region)) for it in found.facts]
    return [*figures, *(rise for it in figures for rise in _rises(it, found.facts))]


def _rises(it: Figure, facts: Sequence[Fact]) -> list[Entry | None]:
    own = Series(it.indicator, [fact for fact in facts if fact.indicator == it.fact.indicator])
    return [stating.growth(it, own.yoy(it.fact)), stating.growth(it, own.qoq(it.fact))]


def _write(it: Review, who: str) -> None:
    """上报说明 of some findings at once, or those of the period before."""
    picked = st.multiselect(
        "对哪几条写上报说明", range(len(it.found)), format_func=lambda at: it.found[at].message[:60],
        key=f"explain-which-{it.period}", placeholder="可以选几条一并说明",
    )  # fmt: skip
    able = bool(who and picked)
    if text := written("上报说明", "保存说明", "explain", able=able, hint="写明原因、依据和核实人"):
        _keep([explanations.for_finding(it.found[at], text) for at in picked], who)
    carry = f"沿用上期说明（{len(it.carried)}条）"
    if it.carried and st.button(carry, disabled=not who, key="explain-carry"):
        _keep(it.carried, who)


def _settle(facts: Sequence[Fact], who: str, name: Naming) -> None:
    """The figures that are 待核, and taking the mark off."""
    if not facts:
        return
    titles = [f"{name(fact.region)}{catalogue()[fact.indicator].title}" for fact in facts]
    picked = st.multiselect(
        f"{len(facts)}个待核数", range(len(facts)), format_func=titles.__getitem__, key="pending-which",
        placeholder="选择已核对的数",
    )  # fmt: skip
    if st.button("核对无误，去掉待核", disabled=not (who and picked), key="pending-done"):
        pending.settle(path(), [facts[at] for at in picked], who)
        st.rerun()


def _keep(given: Iterable[Explanation], who: str) -> None:
    """Store explanations and show the screen anew."""
    explanations.keep(path(), given, actor=who)
    st.rerun()
