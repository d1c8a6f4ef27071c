"""The parts of 查数 on the screen: one figure with its sentences, one figure of many units, others near it."""

from __future__ import annotations

import streamlit as st

from minsheng import lookup
from minsheng.figure import Figure
from minsheng.lookup import Hit
from minsheng.screen.parts import copyable, link
from minsheng.screen.reading import named, regions, store
from minsheng.view import answering, markup


def one(hit: Hit) -> None:
    """The figure large, with its comparisons, history and source; beside it the sentences to copy."""
    fact, known = hit.figure.fact, regions()
    past = named(lookup.history(fact, store()))
    wide, narrow = st.columns([1, 1], gap="medium")
    with wide.container(border=True, key="panel-found"):
        st.html(answering.answer(hit, past, lookup.placed(hit, known)))
        link("trend", "看趋势", region=fact.region, indicator=fact.indicator)
    with narrow.container(border=True, key="panel-sentences", gap="xsmall"):
        st.html(markup.section("可直接引用"))
        for name, text in lookup.sayings(hit, known).items():
            st.html(markup.foot(name))
            copyable(text, f"lookup-{name}-{fact.key}")


def several(hits: tuple[Hit, ...]) -> None:
    """One figure of many units: the list is the answer."""
    first, times = hits[0].figure, {it.figure.when for it in hits}
    told = "，".join((first.name, *(times if len(times) == 1 else ()), f"{len(hits)}个单位"))
    with st.container(border=True, key="panel-units"):
        st.html(markup.section(told) + answering.units(hits))
        if above := regions().parent(first.fact.region, first.fact.period):
            where = {"region": above.code, "indicator": first.fact.indicator}
            link("compare", "看对比", period=str(first.fact.period), **where)


def near(title: str, figures: list[Figure]) -> None:
    """Other figures, each ready to be used."""
    if figures:
        st.html(markup.section(title) + answering.rows(figures))
