"""文稿: a text of any kind, by chapter in a writer's hands → words rewritten, figures ticked in and out → kept as versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import answer, screen
from minsheng.editions import choosing, editions, issuing, kinds, manuscript, numbers, updating
from minsheng.editions.editions import Asked
from minsheng.editions.issuing import InHand
from minsheng.editions.standing import Today
from minsheng.view import markup, markup_manuscript
from minsheng.writing import drafting
from minsheng.writing.document import Document
from minsheng.writing.drafting import Draft

WRITE, CHOOSE, KEPT = "写稿", "取舍", "存稿"
HELD, OPEN, SAID = "manuscript_held", "manuscript_open", "manuscript_said"
Keep = Callable[..., None]


@st.cache_resource(show_spinner="正在写文稿……", max_entries=16)
def drafted(file: Path, stamp: str, code: str, text: str) -> Draft:  # noqa: ARG001 - file and stamp key the cache
    """The draft of a place, made once a revision; ``text`` is what is asked for (``Asked.json``)."""
    asked = Asked.of(text)
    desk = drafting.desk_of(screen.store(), screen.regions(), code, asked.genre)
    draft = drafting.draft(screen.facts_of(code), desk, code, asked.genre, internal=asked.internal)
    numbers.remember(file, draft.document.register.entries)
    return draft


def hold(key: tuple[str, str], document: Document, said: str = "", pinned: int | None = None) -> None:
    """Go on with another text; its figures are of the same revision unless said."""
    before = st.session_state[HELD][key]
    st.session_state[HELD][key] = InHand(document, before.pinned if pinned is None else pinned)
    st.session_state[SAID] = said


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


def chapter_of(titles: list[str], key: str) -> str:
    """The chapter that is worked on."""
    title = st.segmented_control(
        "章", titles, default=titles[0], required=True, key=key, label_visibility="collapsed"
    )
    return title if title in titles else titles[0]


# -- writing --------------------------------------------------------------------------------------
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
            right.html(markup.foot(markup_manuscript.reason(it)))
            if ticked != it.told:
                keep((choosing.added if ticked else choosing.without)(draft, document, it.line))
                st.rerun()


# -- keeping --------------------------------------------------------------------------------------
def keep_it(held: InHand, code: str, asked: Asked) -> None:
    """Keep the text as a version, or begin anew."""
    actor = screen.actor()
    with st.container(border=True, key="panel-keep"):
        note = st.text_input("备注（选填）", key="manuscript_note", placeholder="例如：送分管领导审阅稿")
        with st.container(horizontal=True, vertical_alignment="center"):
            version = st.button("存为一稿", key="manuscript_keep", type="primary", disabled=not actor)
            anew = st.button("放弃改动，重新起草", key="manuscript_anew")
            screen.link("editions", "到定稿", region=code)
    if anew:
        st.session_state[HELD].pop((code, asked.json))
        st.rerun()
    if version:
        made = (screen.path(), held.document, code, asked)
        number = editions.keep(*made, pinned=held.pinned, actor=actor, note=note or "")
        st.success(f"已存为第{number}号。在“定稿”中核对、印发。")


def reopen(code: str, asked: Asked, keep: Keep) -> None:
    """A kept text of the same kind to go on with."""
    every = [it for it in editions.listed(screen.store(), [code]) if it.asked == asked]
    if not every:
        st.html(markup.foot("这个文种还没有存稿。"))
        return
    chosen = st.selectbox("以前的存稿和定稿", every, format_func=markup_manuscript.edition)
    if st.button("打开此稿继续写", key="manuscript_load"):
        keep(editions.document(screen.store(), chosen.number), pinned=chosen.pinned)
        st.rerun()


def update(in_hand: InHand, keep: Keep) -> None:
    """Where the store has moved past the document: what would read otherwise, and the button that does it."""
    newest = InHand.begun(screen.store(), in_hand.document).pinned
    found = updating.updated(in_hand.document, Today(screen.store())) if in_hand.pinned != newest else None
    if not found or not found.changes:
        return
    with st.expander(f"库中数据已更新，文中{len(found.changes)}处数不同"):
        st.html(markup_manuscript.changes(found.changes))
        if st.button("按最新数更新", key="manuscript_update"):
            keep(found.document, "已按最新数更新；请看一遍升降、完成等词句。", pinned=newest)
            st.rerun()


def work(code: str, asked: Asked, mode: str, head) -> None:  # noqa: ANN001 - a place to draw in
    """The text in hand: the new draft until somebody works on it."""
    draft, key = drafted(screen.path(), screen.store().stamp, code, asked.json), (code, asked.json)
    begun = InHand.begun(screen.store(), draft.document)
    held, keep = st.session_state.setdefault(HELD, {}).setdefault(key, begun), partial(hold, key)
    document = held.document
    below = "文字可改，数字由库中数据生成；点数字看出处。"
    head.html(markup.headline(f"《{document.name}》：{issuing.counted(document)}", below))
    update(held, keep)
    if said := st.session_state.pop(SAID, ""):
        st.html(markup.notice(said))
    if mode == CHOOSE:
        choose(draft, document, keep)
    elif mode == KEPT:
        keep_it(held, code, asked)
        reopen(code, asked, keep)
    else:
        write(document, keep)


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
