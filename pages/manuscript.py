"""文稿: a text of any kind, by chapter in a writer's hands → words rewritten, figures ticked in and out → kept as versions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import answer, screen
from minsheng.editions import issuing, kinds, numbers
from minsheng.editions.editions import Asked
from minsheng.editions.issuing import InHand
from minsheng.screen import handwork, inhand
from minsheng.view import markup, markup_manuscript
from minsheng.writing import drafting
from minsheng.writing.drafting import Draft

WRITE, CHOOSE, KEPT = "写稿", "取舍", "存稿"


@st.cache_resource(show_spinner="正在写文稿……", max_entries=16)
def drafted(file: Path, stamp: str, code: str, text: str) -> Draft:  # noqa: ARG001 - file and stamp key the cache
    """The draft of a place, made once a revision; ``text`` is what is asked for (``Asked.json``)."""
    asked = Asked.of(text)
    desk = drafting.desk_of(screen.store(), screen.regions(), code, asked.genre)
    draft = drafting.draft(screen.facts_of(code), desk, code, asked.genre, internal=asked.internal)
    numbers.remember(file, draft.document.register.entries)
    return draft


def ask(code: str, years: list[int], latest: int, places: list) -> Asked:
    """Which text: its kind, its year, the part of the year or the first year, and whether it stays in the house."""
    of_kind, of_year, of_time, inside = places
    kind = of_kind.selectbox("文种", kinds.KINDS, key="manuscript_kind", label_visibility="collapsed")
    year = of_year.selectbox(
        "年度", years, years.index(latest), format_func=lambda it: f"{it}年",
        key=f"manuscript_year_{code}", label_visibility="collapsed",
    )  # fmt: skip
    times = kinds.times(kind, year, years)
    time, key = times[0], f"manuscript_time_{kind}_{code}_{year}"
    if len(times) > 1:
        time = of_time.selectbox("时段", times, key=key, label_visibility="collapsed")
    house = kind == kinds.SUMMARY
    internal = inside.checkbox("内部稿", house, disabled=house, key=f"manuscript_internal_{house}")
    return kinds.asked(kind, time, year, internal=internal)


def work(code: str, asked: Asked, mode: str, head) -> None:  # noqa: ANN001 - a place to draw in
    """The text in hand: the new draft until somebody works on it."""
    draft, key = drafted(screen.path(), screen.store().stamp, code, asked.json), (code, asked.json)
    begun = InHand.begun(screen.store(), draft.document)
    held, keep = inhand.held(key, begun), partial(inhand.hold, key)
    document = held.document
    below = "文字可改，数字由库中数据生成；点数字看出处。改动随时保留，到“存稿”存为一稿。"
    head.html(markup.headline(f"《{document.name}》：{issuing.counted(document)}", below))
    inhand.found_again(key)
    inhand.update(held, keep)
    if said := inhand.said():
        st.html(markup.notice(said))
    if mode == CHOOSE:
        handwork.choose(draft, document, keep)
    elif mode == KEPT:
        inhand.keep_it(held, code, asked)
        inhand.reopen(code, asked, keep)
    else:
        handwork.write(document, keep)


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_manuscript.STYLE}</style>")
    years = answer.years(screen.facts_of(chosen.code))
    head = st.container()
    if not years:
        head.html(markup.headline(f"{chosen.region.name}还没有数据", "可在左上方换一个地区，或先接收报表。"))
    else:
        steps, *places = st.columns([3.4, 1.3, 1.1, 1.3, 0.9], vertical_alignment="center")
        mode = steps.segmented_control(
            "步骤", [WRITE, CHOOSE, KEPT], default=WRITE, required=True, key="manuscript_mode",
            label_visibility="collapsed",
        )  # fmt: skip
        latest = chosen.period.year if chosen.period and chosen.period.year in years else years[0]
        work(chosen.code, ask(chosen.code, years, latest, places), mode, head)
