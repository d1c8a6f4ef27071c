"""查数: a few words → the figure, how it compares and where it comes from, and how to say it."""

from __future__ import annotations

from html import escape

import streamlit as st

from minsheng import figure, lookup, screen
from minsheng.figure import Figure
from minsheng.lookup import Found, Hit
from minsheng.view import charts, markup

LENGTHS = ("短句", "带同比", "带位次和来源")
STYLE = """
.ms-found .number{font-size:2.4rem;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.ms-found .what{font-size:1.05rem}
.ms-found .lines{color:#4a5360;margin:.2rem 0 .5rem}
.ms-found .lines span{display:inline-block;margin-right:1.2rem}
"""


def found(text: str) -> Found:
    """What the words ask for."""
    return lookup.look_up(text, screen.store(), screen.regions())


def first(hit: Hit) -> None:
    """The answer: the number with all that belongs to it, its sentences, its source."""
    shown, fact = hit.figure, hit.figure.fact
    past = lookup.history(fact, screen.store())
    trend = charts.spark(past, bars=fact.basis.value in ("ytd", "quarter")) if len(past) > 1 else ""
    demo = markup.DEMO_BADGE if fact.demo else ""
    told = (figure.worded(hit.yoy), figure.worded(hit.qoq), lookup.placed(hit, screen.regions()).rstrip("。"))
    lines = "".join(f"<span>{escape(it)}</span>" for it in told if it)
    st.html(
        f'<div class="ms-found"><div class="what">{escape(shown.place)} · {escape(shown.name)} {demo}</div>'
        f'<div><span class="number">{escape(shown.display)}</span> {trend}</div>'
        f'<div class="lines"><span>{escape(shown.basis)}</span><span>{escape(shown.when)}</span>{lines}</div></div>'
        + markup.definition_table((("来源", shown.origin), ("版本", fact.status.zh), ("说明", fact.notes)))
    )
    screen.link("trend", "看趋势", region=fact.region, indicator=fact.indicator)


def sentences(hit: Hit) -> None:
    """The figure in words to copy, in three lengths."""
    st.html(markup.section("可直接引用"))
    texts = zip(LENGTHS, lookup.sentences(hit, screen.regions()), strict=True)
    said = {text: name for name, text in reversed(list(texts))}  # without a 同比 two of them are the same
    for text, name in reversed(said.items()):
        st.html(markup.foot(name))
        screen.copyable(text, f"lookup-{name}-{hit.figure.fact.key}")


def others(hits: tuple[Hit, ...]) -> None:
    """The other figures that the words may mean."""
    st.html(markup.section("其他可能"))
    st.html(
        markup.definition_table(
            (f"{it.figure.place}{it.figure.name}", f"{it.figure.display}（{it.figure.when}）") for it in hits
        )
    )


def nothing(answer: Found) -> None:
    """Why there is no figure, and what is nearest."""
    st.html(markup.notice(f"没有查到。{''.join(answer.hints)}"))
    near = [
        Figure(it, screen.catalogue()[it.indicator], screen.place_name(it.region, it.period))
        for it in answer.nearest
    ]
    if near:
        st.html(markup.section("最相近的数"))
        st.html(
            markup.definition_table((f"{it.place}{it.name}", f"{it.display}（{it.when}）") for it in near)
        )


with screen.told():
    st.html(f"<style>{STYLE}</style>")
    st.html(markup.headline("查数", "写上地区、时期和指标，次序不限；不写时期就是最新的数。"))
    text = st.text_input(
        "查什么数",
        key="q",
        bind="query-params",
        placeholder="例如：淄博 2022 长者食堂、高台低保人数、zb 22 jhdj、演示市各区县低保人数",
    )
    if text and text.strip():
        answer = found(text)
        if not answer.hits:
            nothing(answer)
        else:
            wide, narrow = st.columns([1, 1], gap="medium")
            with wide.container(border=True, key="panel-found"):
                first(answer.hits[0])
                if answer.hits[1:]:
                    others(answer.hits[1:])
            with narrow.container(border=True, key="panel-sentences"):
                sentences(answer.hits[0])
