"""年终答卷 on the screen: the figures of a year, one of them to quote, the text written of them, and the files to take away."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from minsheng import answer, disclosure, shipped, workbook
from minsheng.answer import Chapter, YearEnd
from minsheng.editions import numbers
from minsheng.facts import Fact
from minsheng.screen.parts import copyable, download
from minsheng.screen.reading import breaks, catalogue, facts_by, path, place_name, regions, store
from minsheng.view import listing, markup, paper, tables
from minsheng.writing import drafting, rendering, updates
from minsheng.writing.drafting import Draft
from minsheng.writing.genre import Genre

FILES = {"docx": "下载Word", "pptx": "下载PPT"}


def year_end(facts: tuple[Fact, ...] | list[Fact], region: str, year: int) -> YearEnd:
    """The answer of a place and year."""
    chapters = shipped.rows_of("chapters.csv")
    return answer.year_end(facts, catalogue(), breaks(), place_name, region, year, chapters)


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
    return tables.answer_table(year_end(disclosure.public(facts, catalogue(), regions()), region, year))


def drafted(facts: tuple[Fact, ...], region: str, genre: Genre) -> Draft:
    """The text of what may leave the house; a 工作总结 stays in it."""
    desk = drafting.desk_of(store(), regions(), region, genre)
    return drafting.draft(facts, desk, region, genre)


def as_file(facts: tuple[Fact, ...], region: str, genre: Genre, to: str) -> bytes:
    """The text as Word, slides or a workbook; its numbers resolve from now on."""
    file = rendering.rendered(drafted(facts, region, genre), to)
    numbers.remember(path(), file.register.entries)
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
        copyable(line.sentence, f"answer-{line.figure.fact.key}")
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
        then = facts_by(day, shown.region) if isinstance(day, date) else ()
        found = updates.updates(year_end(then, shown.region, shown.year), shown)
        st.html(listing.updates(found) if found else markup.foot("从那天到现在，没有数变化。"))
    document = drafted(facts, shown.region, genre).document
    numbers.remember(path(), document.register.entries)
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
        download("下载Excel", made, name, f"answer-xlsx-{genre.kind}")
    offered = {to: label for to, label in FILES.items() if not (genre.payments and to == "pptx")}
    for column, (to, label) in zip(more, offered.items(), strict=False):
        with column:
            name = workbook.file_name(shown.place, f"{shown.year}年", genre.kind, kind=to)
            made = partial(as_file, facts, shown.region, genre, to)
            download(label, made, name, f"answer-{to}-{genre.kind}", rendering.MEDIA_TYPES[to])
