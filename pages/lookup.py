"""查数: a few words or a 数据编号 → the figure, how it compares and where it comes from, and how to say it."""

from __future__ import annotations

import streamlit as st

from minsheng import lookup, screen, selections
from minsheng.editions import numbers
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.lookup import Found, Hit
from minsheng.selections import Kind
from minsheng.view import answering, markup, markup_numbers

LENGTHS = ("短句", "带同比", "带位次和来源")
EXAMPLES = (
    "淄博 2022 长者食堂",
    "高台低保人数",
    "zb 22 jhdj",
    "演示市各区县低保人数",
    "演示市去年结婚登记多少对",
)
_RECENT = st.components.v2.component(
    "minsheng_recent", html=answering.RECENT_HTML, css=answering.RECENT_CSS, js=answering.RECENT_JS
)


def found(text: str) -> Found:
    """What the words ask for; without a place that of the place chosen in the frame."""
    return lookup.look_up(text, screen.store(), screen.regions(), screen.home() or screen.selection().code)


def shown(fact: Fact) -> Figure:
    """A fact with its names."""
    return Figure(fact, screen.catalogue()[fact.indicator], screen.place_name(fact.region, fact.period))


def first(hit: Hit) -> None:
    """The answer: the number with all that belongs to it, its history, its source."""
    past = [shown(it) for it in lookup.history(hit.figure.fact, screen.store())]
    st.html(answering.answer(hit, past, lookup.placed(hit, screen.regions())))
    where = {"region": hit.figure.fact.region, "indicator": hit.figure.fact.indicator}
    screen.link("trend", "看趋势", **where)


def sentences(hit: Hit) -> None:
    """The figure in words to copy, in three lengths."""
    st.html(markup.section("可直接引用"))
    texts = zip(LENGTHS, lookup.sentences(hit, screen.regions()), strict=True)
    said = {text: name for name, text in reversed(list(texts))}  # without a 同比 two of them are the same
    for text, name in reversed(said.items()):
        st.html(markup.foot(name))
        screen.copyable(text, f"lookup-{name}-{hit.figure.fact.key}")


def near(title: str, figures: list[Figure]) -> None:
    """Other figures, each ready to be used."""
    if figures:
        screen.cited(*figures)
        st.html(markup.section(title) + answering.rows(figures))


def nothing(answer: Found) -> None:
    """Why there is no figure, and what is nearest."""
    st.html(markup.notice(f"没有查到。{''.join(answer.hints)}"))
    near("最相近的数", [shown(it) for it in answer.nearest])


def everything(answer: Found) -> None:
    """The first answer beside its sentences, the others below."""
    if answer.hints:
        st.html(markup.notice("".join(answer.hints)))
    hit, *others = answer.hits
    screen.cited(hit.figure)
    alike = [it for it in answer.hits if it.figure.fact.indicator == hit.figure.fact.indicator]
    if len({it.figure.fact.region for it in alike}) > 2:
        several(alike)
        others = [it for it in others if it not in alike]
        near("其他可能", [it.figure for it in others])
        return
    wide, narrow = st.columns([1, 1], gap="medium")
    with wide.container(border=True, key="panel-found"):
        first(hit)
    with narrow.container(border=True, key="panel-sentences"):
        sentences(hit)
    if others or answer.nearest:
        with st.container(border=True, key="panel-others"):
            near("其他可能", [it.figure for it in others])
            near("前后各期", [shown(it) for it in answer.nearest])


def several(hits: list[Hit]) -> None:
    """One figure of many units: the list is the answer."""
    shown_first = hits[0].figure
    screen.cited(*(it.figure for it in hits))
    with st.container(border=True, key="panel-units"):
        st.html(markup.section(f"{shown_first.name}，{len(hits)}个单位") + answering.units(hits))
        above = screen.regions().parent(shown_first.fact.region, shown_first.fact.period)
        if above:
            where = {"region": above.code, "indicator": shown_first.fact.indicator}
            screen.link("compare", "看对比", period=str(shown_first.fact.period), **where)


def by_number(typed: str) -> None:
    """What a 数据编号 states, and what stands today."""
    resolved = numbers.resolve(screen.store(), screen.regions(), typed)
    st.html(markup.headline(f"{resolved.figure.place}{resolved.figure.name}：{resolved.entry.quote}"))
    with st.container(border=True, key="panel-number"):
        st.html(markup_numbers.card(resolved, screen.catalogue(), screen.place_name))


def asked() -> None:
    """Take up a question asked before."""
    if again := st.session_state["lookup-recent"].asked:
        st.session_state["q"] = again


def at_hand(text: str) -> None:
    """Recent questions of this browser, and the lists that are kept."""
    _RECENT(data={"asked": text, "examples": list(EXAMPLES)}, key="lookup-recent", on_asked_change=asked)
    if not text:
        for kept in selections.named(screen.store(), Kind.PINNED)[:4]:
            figures = [shown(it) for it in selections.figures(screen.store(), kept.members)]
            with st.container(border=True, key=f"panel-kept-{kept.name}"):
                near(kept.name, figures)


with screen.told():
    st.html(f"<style>{answering.STYLE}</style>")
    st.html(
        markup.headline("查数", "写上地区、时期和指标，次序不限；不写时期就是最新的数。也可以输入数据编号。")
    )
    text = st.text_input(
        "查什么数",
        key="q",
        bind="query-params",
        label_visibility="collapsed",
        placeholder="例如：淄博 2022 长者食堂、高台低保人数、zb 22 jhdj、演示市各区县低保人数",
    )
    text = (text or "").strip()
    if numbers.looks_like(text):
        by_number(text)
    elif text:
        answer = found(text)
        everything(answer) if answer.hits else nothing(answer)
    at_hand(text)
