"""A text in a writer's hands on the screen: one chapter's paragraphs to rewrite and move, its figures to tick in and out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from minsheng.editions import choosing, manuscript
from minsheng.view import markup, markup_manuscript
from minsheng.writing.document import Document
from minsheng.writing.drafting import Draft

OPEN = "manuscript_open"
#: takes the document as it is from now on, and what is to be said of the change
Keep = Callable[..., None]


def chapter_of(titles: list[str], key: str) -> str:
    """The chapter that is worked on."""
    title = st.segmented_control(
        "章", titles, default=titles[0], required=True, key=key, label_visibility="collapsed"
    )
    return title if title in titles else titles[0]


def write(document: Document, keep: Keep) -> None:
    """One chapter, paragraph by paragraph."""
    chapters = {it.title: it for it in manuscript.chapters(document)}
    for place in chapters[chapter_of(list(chapters), f"manuscript_chapter_{document.name}")].places:
        with st.container(border=True, key=f"paragraph-{place}"):
            st.html(markup_manuscript.paragraph(document.paragraphs[place]))
            if st.session_state.get(OPEN) == (document.name, place):
                rewrite(document, place, keep)
                reorder(document, place, keep)
            else:
                buttons(document, place, keep)


def buttons(document: Document, place: int, keep: Keep) -> None:
    """What can be done with a paragraph."""
    done = {
        "up": ("上移", lambda: keep(manuscript.moved(document, place, -1))),
        "down": ("下移", lambda: keep(manuscript.moved(document, place, 1))),
        "drop": ("删去本段", lambda: keep(manuscript.without(document, place))),
    }
    with st.container(horizontal=True):
        opened = partial(st.session_state.__setitem__, OPEN, (document.name, place))
        st.button("改写", key=f"open-{place}", on_click=opened)
        for name, (label, act) in done.items():
            st.button(label, key=f"{name}-{place}", on_click=act)


def rewrite(document: Document, place: int, keep: Keep) -> None:
    """The words of a paragraph to type in."""
    paragraph = document.paragraphs[place]
    label = "改写（数字由库中数据生成，改动会恢复；可剪切移动整句，可另加自己的句子）"
    with st.form(f"rewrite-{place}", border=False):
        text = st.text_area(label, paragraph.text, height="content", key=f"text-{place}")
        with st.container(horizontal=True):
            done, back = st.form_submit_button("保存改写", type="primary"), st.form_submit_button("不改了")
    if done or back:
        st.session_state[OPEN] = None
        if done:
            found = manuscript.rewritten(paragraph, (text or "").strip())
            keep(manuscript.put(document, place, found.paragraph), markup_manuscript.typed(found))
        st.rerun()


def reorder(document: Document, place: int, keep: Keep) -> None:
    """The sentences of a paragraph to move and to leave out."""
    sentences = manuscript.sentences(document.paragraphs[place])
    at = st.selectbox(
        "调整句序", range(len(sentences)), format_func=lambda n: sentences[n], key=f"sentence-{place}"
    )
    orders = {label: manuscript.order(len(sentences), at, by) for label, by in manuscript.MOVES.items()}
    with st.container(horizontal=True):
        for label, order in orders.items():
            st.button(
                label,
                key=f"{label}-{place}",
                disabled=not order,
                on_click=lambda it=order: keep(manuscript.rearranged(document, place, it)),
            )


# -- figures --------------------------------------------------------------------------------------
def choose(draft: Draft, document: Document, keep: Keep) -> None:
    """Every figure of a chapter with its tick and the reason."""
    every = choosing.choices(draft, document)
    found = every[chapter_of(list(every), f"manuscript_figures_{document.name}")]
    said = "取下的数从句中去掉，同句其他数另成句；补上的数接在本段末尾。"
    st.html(markup.foot(f"{markup_manuscript.counts(found)}。{said}"))
    with st.container(border=True, height=560, key="panel-choices"):
        for it in found:
            left, right = st.columns([1.4, 1])
            key = f"tick-{it.line.figure.fact.key}-{it.told}"
            ticked = left.checkbox(markup_manuscript.choice(it), it.told, disabled=not it.open, key=key)
            right.html(markup_manuscript.reason(it))
            if ticked != it.told:
                keep((choosing.added if ticked else choosing.without)(draft, document, it.line))
                st.rerun()
