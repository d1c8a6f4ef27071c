"""年终答卷: choose a year and a 文种 → the figures by chapter, or the text → one figure to quote, all of it as a file."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from minsheng import answer, screen
from minsheng.answer import YearEnd
from minsheng.facts import Fact
from minsheng.screen import yearend
from minsheng.view import listing, markup
from minsheng.writing.genre import Genre

TEXT = "文稿"
PAYMENTS = "救助资金汇总表"
GENRES = {
    "民生答卷": Genre(0),
    "工作总结": Genre(0, summary=True),
    PAYMENTS: Genre(0, payments=True),
}


def show(shown: YearEnd, facts: tuple[Fact, ...], genre: Genre) -> None:
    """The chapters, one at a time, the figures beside the one to quote; or the text written of them."""
    titles = [*(chapter.title for chapter in shown.chapters), *([TEXT] if shown.lines else [])]
    title = st.segmented_control(
        "章节", titles, default=titles[0], required=True, key="answer_chapter", label_visibility="collapsed"
    )
    if title == TEXT:
        yearend.text(shown, facts, genre)
        return
    chapter = next((it for it in shown.chapters if it.title == title), shown.chapters[0])
    wide, narrow = st.columns([2.85, 1.2])
    with wide.container(border=True, key="panel-lines"):
        st.html(
            listing.year_lines(chapter.lines)
            if chapter.lines
            else markup.foot(f"{shown.year}年本章没有数据。")
        )
    with narrow:
        if chapter.lines:
            yearend.quote(chapter)
        if chapter.missing:
            with st.expander(f"未报或无数据{len(chapter.missing)}项", expanded=len(chapter.missing) <= 6):
                st.html(listing.missing(chapter.missing))


with screen.told():
    chosen = screen.selection()
    facts = screen.facts_of(chosen.code)
    years = answer.years(facts)
    st.html(f"<style>{listing.STYLE}</style>")
    if not years:
        st.html(markup.headline(f"{chosen.region.name}还没有数据", "可在左上方换一个地区，或先接收报表。"))
    else:
        head, pick, choose, *columns = st.columns(
            [4.5, 1.35, 1.0, 1.1, 1.1, 1.0], vertical_alignment="center"
        )
        latest = chosen.period.year if chosen.period and chosen.period.year in years else years[0]
        yearend.kept(years, latest)
        year = choose.selectbox(
            "年度", years, format_func=lambda it: f"{it}年", key="answer_year", label_visibility="collapsed"
        )
        kind = pick.selectbox("文种", list(GENRES), key="answer_genre", label_visibility="collapsed")
        if (asked := st.query_params.get("year", str(year))) not in map(str, years):
            st.html(markup.notice(f"{chosen.region.name}没有“{asked}”年的数，现显示{year}年。"))
        screen.keep_in_address("year", str(year), str(latest))
        shown, genre = yearend.year_end(facts, chosen.code, year), replace(GENRES[kind], year=year)
        head.html(markup.headline(shown.headline, shown.below))
        yearend.files(facts, shown, genre, columns)
        if shown.chapters:
            show(shown, facts, genre)
