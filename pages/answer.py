"""年终答卷: choose a year and a 文种 → the figures by chapter, or the text → one figure to quote, all of it as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from minsheng import answer, disclosure, screen, shipped, workbook
from minsheng.answer import Chapter, YearEnd
from minsheng.editions import numbers
from minsheng.facts import Fact
from minsheng.view import listing, markup, paper, tables
from minsheng.writing import drafting, rendering, updates
from minsheng.writing.drafting import Draft
from minsheng.writing.genre import Genre

TEXT = "文稿"
PAYMENTS = "救助资金汇总表"
GENRES = {
    "民生答卷": Genre(0),
    "工作总结": Genre(0, summary=True),
    PAYMENTS: Genre(0, payments=True),
}
FILES = {"docx": "下载Word", "pptx": "下载PPT"}


def year_end(facts: tuple[Fact, ...] | list[Fact], region: str, year: int) -> YearEnd:
    """The answer of a place and year."""
    chapters = shipped.rows_of("chapters.csv")
    return answer.year_end(
        facts, screen.catalogue(), screen.breaks(), screen.place_name, region, year, chapters
    )


def kept(years: list[int], latest: int) -> None:
    """Start the year from the address, else from what stands, else from the latest period."""
    wanted = (
        st.session_state.get("answer_year"),
        int(asked) if (asked := st.query_params.get("year", "")).isdigit() else None,
        latest,
    )
    st.session_state["answer_year"] = next((it for it in wanted if it in years), years[0])


def published(facts: tuple[Fact, ...], region: str, year: int) -> bytes:
    """The workbook of what may leave the house."""
    return tables.answer_table(
        year_end(disclosure.public(facts, screen.catalogue(), screen.regions()), region, year)
    )


def drafted(facts: tuple[Fact, ...], region: str, genre: Genre) -> Draft:
    """The text of what may leave the house; a 工作总结 stays in it."""
    desk = drafting.desk_of(screen.store(), screen.regions(), region, genre)
    return drafting.draft(facts, desk, region, genre)


def as_file(facts: tuple[Fact, ...], region: str, genre: Genre, to: str) -> bytes:
    """The text as Word, slides or a workbook; its numbers resolve from now on."""
    file = rendering.rendered(drafted(facts, region, genre), to)
    numbers.remember(screen.path(), file.register.entries)
    return file.content


def quote(chapter: Chapter) -> None:
    """One figure of the chapter: its sentence to copy and what defends it."""
    lines = chapter.lines
    with st.container(border=True, key="panel-quote"):
        place = st.selectbox(
            "引用一个数",
            range(len(lines)),
            format_func=lambda n: f"{lines[n].figure.name}（{lines[n].figure.when}）",
            key=f"answer_figure_{chapter.title}_{lines[0].figure.fact.region}_{lines[0].figure.fact.period.year}",
        )
        line = lines[place if place is not None and place < len(lines) else 0]
        screen.copyable(line.sentence, f"answer-{line.figure.fact.key}")
        reasons = tuple(f"{c.kind.value}：{c.reason}" for c in (line.change, line.growth) if c.value is None)
        st.html(markup.provenance(line.figure, reasons))


def text(shown: YearEnd, facts: tuple[Fact, ...], genre: Genre) -> None:
    """The text, and above it what a 定稿 settles first and what the annual figures change."""
    unsettled = updates.unsettled(shown.lines)
    if unsettled:
        counted = "、".join(f"{name}{len(lines)}个" for name, lines in unsettled)
        with st.expander(f"定稿前先核对：{counted}"):
            for _, lines in unsettled:
                st.html(listing.year_lines(lines))
    with st.expander("按年报数更新：与某一天相比，哪些数变了"):
        day = st.date_input(
            "当时", date(shown.year, 12, 31), key=f"answer_day_{shown.year}", format="YYYY-MM-DD"
        )
        then = screen.facts_by(day, shown.region) if isinstance(day, date) else ()
        found = updates.updates(year_end(then, shown.region, shown.year), shown)
        st.html(listing.updates(found) if found else markup.foot("从那天到现在，没有数变化。"))
    document = drafted(facts, shown.region, genre).document
    numbers.remember(screen.path(), document.register.entries)
    told = paper.table(document.tables[0]) if genre.payments else paper.html(document)
    st.html(f"<style>{paper.STYLE}</style>{told}")


def files(facts: tuple[Fact, ...], shown: YearEnd, genre: Genre, columns: list) -> None:
    """What can be taken away."""
    take, *more = columns
    with take:
        name = workbook.file_name(
            shown.place, f"{shown.year}年", genre.kind if genre.payments else "年终答卷"
        )
        made = (
            partial(as_file, facts, shown.region, genre, "xlsx")
            if genre.payments
            else partial(published, facts, shown.region, shown.year)
        )
        screen.download("下载Excel", made, name, f"answer-xlsx-{genre.kind}")
    offered = {to: label for to, label in FILES.items() if not (genre.payments and to == "pptx")}
    for column, (to, label) in zip(more, offered.items(), strict=False):
        with column:
            name = workbook.file_name(shown.place, f"{shown.year}年", genre.kind, kind=to)
            made = partial(as_file, facts, shown.region, genre, to)
            screen.download(label, made, name, f"answer-{to}-{genre.kind}", rendering.MEDIA_TYPES[to])


def show(shown: YearEnd, facts: tuple[Fact, ...], genre: Genre) -> None:
    """The chapters, one at a time, the figures beside the one to quote; or the text written of them."""
    screen.cited(*(it for line in shown.lines for it in (line.figure, line.last_year, line.target) if it))
    titles = [*(chapter.title for chapter in shown.chapters), *([TEXT] if shown.lines else [])]
    title = st.segmented_control(
        "章节", titles, default=titles[0], required=True, key="answer_chapter", label_visibility="collapsed"
    )
    if title == TEXT:
        text(shown, facts, genre)
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
            quote(chapter)
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
        kept(years, latest)
        year = choose.selectbox(
            "年度", years, format_func=lambda it: f"{it}年", key="answer_year", label_visibility="collapsed"
        )
        kind = pick.selectbox("文种", list(GENRES), key="answer_genre", label_visibility="collapsed")
        if (asked := st.query_params.get("year", str(year))) not in map(str, years):
            st.html(markup.notice(f"{chosen.region.name}没有“{asked}”年的数，现显示{year}年。"))
        screen.keep_in_address("year", str(year), str(latest))
        shown, genre = year_end(facts, chosen.code, year), replace(GENRES[kind], year=year)
        head.html(markup.headline(shown.headline, shown.below))
        files(facts, shown, genre, columns)
        if shown.chapters:
            show(shown, facts, genre)
