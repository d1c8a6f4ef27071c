"""定稿: the kept documents of a place → one of them: what to look at first, issued with its files, what changed since, proof."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from minsheng import screen, workbook
from minsheng.editions import editions, issuing
from minsheng.editions.editions import Edition
from minsheng.store.moment import SHANGHAI
from minsheng.view import markup, markup_manuscript

KINDS = {"docx": "Word", "pptx": "PPT", "xlsx": "Excel", "md": "文本"}
CHOSEN, ISSUED = "editions_chosen", "editions_issued"


def choose(every: list[Edition]) -> Edition:
    """Which kept document; one that was just issued is shown at once."""
    by_number = {it.number: it for it in every}
    fresh = st.session_state.get(ISSUED)
    if st.session_state.get(CHOSEN) not in by_number:
        st.session_state[CHOSEN] = fresh if fresh in by_number else every[0].number
    named = {number: markup_manuscript.edition(it) for number, it in by_number.items()}
    return by_number[screen.choice(st, "存稿和定稿", list(by_number), CHOSEN, format_func=named.get)]


def issue(version: Edition) -> None:
    """定稿 of a version: its doubtful figures first, then the button."""
    actor = screen.actor()
    found = issuing.doubts(editions.document(screen.store(), version.number))
    with st.container(border=True, key="panel-issue"):
        with st.container(height=300 if len(found) > 8 else "content", border=False):
            st.html(markup_manuscript.doubts(found))
        note = st.text_input("备注（选填）", key="editions_note", placeholder="例如：送分管领导审定稿")
        if not st.button("定稿", key="editions_issue", type="primary", disabled=not actor):
            return
    made = (screen.path(), screen.regions(), version)
    st.session_state[ISSUED] = issuing.issue_version(
        *made, actor=actor, note=note or "", progress=screen.progress("正在定稿")
    )
    del st.session_state[CHOSEN]
    st.rerun()


def show(chosen: Edition) -> None:
    """What it rests on, its files, and what reads otherwise today."""
    changed = editions.changed(screen.store(), chosen.number)
    with st.container(border=True, key="panel-edition"):
        total = len(editions.numerals(screen.store(), [chosen.number]))
        st.html(markup_manuscript.kept(chosen, len(changed), total))
        take(chosen)
    if not chosen.issued:
        issue(chosen)
    if changed:
        st.html(markup_manuscript.moved_since(chosen, changed))


def take(chosen: Edition) -> None:
    """The files as issued, the same made anew, the proof pack."""
    name = partial(workbook.file_name, screen.place_name(chosen.region, None), f"第{chosen.number}号")
    made = (screen.path(), screen.regions(), chosen)
    again = partial(issuing.again, *made, "docx")
    proof = partial(issuing.proved, *made, datetime.now(SHANGHAI))
    with st.container(horizontal=True):
        files = {it.format: it for it in editions.files(screen.store(), chosen.number)}
        for file in (files[it] for it in KINDS if it in files):
            data = partial(editions.content, screen.path(), file)
            label = f"下载{KINDS[file.format]}"
            screen.download(label, data, file.name, f"kept-{file.format}")
        label = "按印发时重新生成" if chosen.issued else "下载Word"
        screen.download(label, again, name("文稿", kind="docx"), "kept-again")
        screen.download("下载佐证材料", proof, name("佐证材料", kind="zip"), "kept-proof")


with screen.told():
    place = screen.selection()
    st.html(f"<style>{markup_manuscript.STYLE}</style>")
    every = editions.listed(screen.store(), [place.code])
    st.html(markup.headline(*markup_manuscript.shelf(place.region.name, every)))
    if not every:
        screen.link("manuscript", "到文稿", region=place.code)
    else:
        chosen = choose(every)
        if st.session_state.pop(ISSUED, None) == chosen.number:
            st.success(f"已定稿，编为第{chosen.number}号，文件已存档。")
        show(chosen)
