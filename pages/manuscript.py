"""文稿: the draft by chapter in a writer's hands → words rewritten, figures ticked in and out → versions, 定稿, files, proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import answer, screen, workbook
from minsheng.editions import body, choosing, editions, issuing, manuscript, numbers, proof, updating
from minsheng.editions.editions import Asked, Edition
from minsheng.editions.issuing import InHand
from minsheng.editions.standing import Today
from minsheng.ledger import SHANGHAI
from minsheng.receiving import impact
from minsheng.view import markup, markup_manuscript, markup_review
from minsheng.writing import drafting
from minsheng.writing.document import Document
from minsheng.writing.drafting import Draft
from minsheng.writing.genre import Genre
from minsheng.writing.rendering import MEDIA_TYPES

WRITE, CHOOSE, KEPT = "写稿", "取舍", "存稿与定稿"
HELD = "manuscript_held"
KINDS = {"docx": "Word", "pptx": "PPT", "xlsx": "Excel", "md": "文本"}


@st.cache_resource(show_spinner="正在写文稿……", max_entries=16)
def drafted(file: Path, stamp: str, code: str, year: int) -> Draft:  # noqa: ARG001 - file and stamp key the cache
    """The draft of what may leave the house, made once a revision."""
    desk = drafting.desk_of(screen.store(), screen.regions(), code, Genre(year))
    draft = drafting.draft(screen.facts_of(code), desk, code, Genre(year))
    numbers.remember(file, draft.document.register.entries)
    return draft


def held(code: str, year: int, draft: Draft) -> InHand:
    """The document in hand: the new draft until somebody works on it."""
    documents = st.session_state.setdefault(HELD, {})
    return documents.setdefault((code, year), InHand.begun(screen.store(), draft.document))


def hold(code: str, year: int, document: Document, said: str = "", pinned: int | None = None) -> None:
    """Go on with another text; its figures are of the same revision unless said."""
    before = st.session_state[HELD][code, year]
    st.session_state[HELD][code, year] = InHand(document, before.pinned if pinned is None else pinned)
    st.session_state["manuscript_said"] = said


def update(in_hand: InHand, keep: Callable[..., None]) -> None:
    """Where the store has moved past the document: what would read otherwise, and the button that does it."""
    if in_hand.pinned == InHand.begun(screen.store(), in_hand.document).pinned:
        return
    found = updating.updated(in_hand.document, Today(screen.store()))
    if not found.changes:
        return
    with st.expander(f"库中数据已更新，文中{len(found.changes)}处数不同"):
        st.html(markup_manuscript.changes(found.changes))
        if st.button("按最新数更新", key="manuscript_update"):
            newest = InHand.begun(screen.store(), found.document).pinned
            keep(found.document, "已按最新数更新；请看一遍升降、完成等词句。", pinned=newest)
            st.rerun()


# -- writing --------------------------------------------------------------------------------------
def write(document: Document, keep: Callable[..., None]) -> None:
    """One chapter, paragraph by paragraph."""
    chapters = manuscript.chapters(document)
    title = st.segmented_control(
        "章",
        [it.title for it in chapters],
        default=chapters[0].title,
        required=True,
        key="manuscript_chapter",
        label_visibility="collapsed",
    )
    chapter = next((it for it in chapters if it.title == title), chapters[0])
    for place in chapter.places:
        with st.container(border=True, key=f"paragraph-{place}"):
            st.html(markup_manuscript.paragraph(document.paragraphs[place]))
            if st.session_state.get("manuscript_open") == place:
                rewrite(document, place, keep)
            else:
                buttons(document, place, keep)


def buttons(document: Document, place: int, keep: Callable[..., None]) -> None:
    """What can be done with a paragraph."""
    with st.container(horizontal=True):
        st.button(
            "改写",
            key=f"open-{place}",
            on_click=partial(st.session_state.__setitem__, "manuscript_open", place),
        )
        st.button("上移", key=f"up-{place}", on_click=lambda: keep(manuscript.moved(document, place, -1)))
        st.button("下移", key=f"down-{place}", on_click=lambda: keep(manuscript.moved(document, place, 1)))
        st.button("删去本段", key=f"drop-{place}", on_click=lambda: keep(manuscript.without(document, place)))


def rewrite(document: Document, place: int, keep: Callable[..., None]) -> None:
    """The words of a paragraph to type in, and its sentences to move."""
    paragraph = document.paragraphs[place]
    with st.form(f"rewrite-{place}", border=False):
        text = st.text_area(
            "改写（数字由库中数据生成，改动会恢复；可剪切移动整句，可另加自己的句子）",
            paragraph.text,
            height=220,
            key=f"text-{place}",
        )
        with st.container(horizontal=True):
            done, back = st.form_submit_button("保存改写", type="primary"), st.form_submit_button("不改了")
    if done or back:
        st.session_state["manuscript_open"] = None
        if done:
            found = manuscript.rewritten(paragraph, (text or "").strip())
            keep(manuscript.put(document, place, found.paragraph), markup_manuscript.typed(found))
        st.rerun()
    sentences = ["".join(span.text for span in each) for each in body.sentences(paragraph.spans)]
    order = list(range(len(sentences)))
    at = st.selectbox("调整句序", order, format_func=lambda n: sentences[n], key=f"sentence-{place}")
    with st.container(horizontal=True):
        for label, by in (("前移", -1), ("后移", 1)):
            there = at + by
            swapped = [there if n == at else at if n == there else n for n in order]
            st.button(
                label,
                key=f"{label}-{place}",
                disabled=there not in order,
                on_click=lambda o=swapped: keep(manuscript.rearranged(document, place, o)),
            )
        rest = [n for n in order if n != at]
        st.button(
            "删去此句",
            key=f"cut-{place}",
            on_click=lambda: keep(manuscript.rearranged(document, place, rest)),
        )


# -- figures --------------------------------------------------------------------------------------
def choose(draft: Draft, document: Document, keep: Callable[..., None]) -> None:
    """Every figure of a chapter with its tick and the reason."""
    every = choosing.choices(draft, document)
    title = st.segmented_control(
        "章节",
        list(every),
        default=next(iter(every)),
        required=True,
        key="manuscript_figures",
        label_visibility="collapsed",
    )
    found = every.get(title) or next(iter(every.values()))
    st.html(
        markup.foot(
            f"{markup_manuscript.counts(found)}。取下的数从句中去掉，同句其他数另成句；补上的数接在本段末尾。"
        )
    )
    with st.container(border=True, height=560, key="panel-choices"):
        for it in found:
            left, right = st.columns([1.4, 1])
            ticked = left.checkbox(
                markup_manuscript.choice(it),
                it.told,
                disabled=not it.open,
                key=f"tick-{it.line.figure.fact.key}-{it.told}",
            )
            right.html(markup.foot(markup_manuscript.reason(it)))
            if ticked != it.told:
                keep((choosing.added if ticked else choosing.without)(draft, document, it.line))
                st.rerun()


# -- keeping --------------------------------------------------------------------------------------
def keep_it(draft: Draft, held: InHand, code: str) -> None:
    """存稿 and 定稿."""
    actor = screen.actor()
    with st.container(border=True, key="panel-keep"):
        note = st.text_input("备注（选填）", key="manuscript_note", placeholder="例如：送分管领导审阅稿")
        found = issuing.doubts(held.document)
        with st.expander(f"定稿前请先看：{len(found)}个待核、未核定或时期推定的数", expanded=bool(found)):
            st.html(markup_manuscript.doubts(found))
        with st.container(horizontal=True):
            version = st.button("存为一稿", key="manuscript_keep", disabled=not actor)
            anew = st.button("放弃改动，重新起草", key="manuscript_anew")
            final = st.button("定稿", key="manuscript_issue", type="primary", disabled=not actor)
    if anew:
        st.session_state[HELD].pop((code, draft.year.year))
        st.rerun()
    if version:
        number = editions.keep(
            screen.path(),
            held.document,
            code,
            Asked(draft.genre),
            pinned=held.pinned,
            actor=actor,
            note=note or "",
        )
        st.success(f"已存为第{number}号。")
    if final:
        bar = st.progress(0.0)

        def progress(words: str, share: float) -> None:
            bar.progress(share, text=f"{words}……")

        number = issuing.issue(
            screen.path(), draft, held, code, actor=actor, note=note or "", progress=progress
        )
        bar.empty()
        st.success(f"已定稿，编为第{number}号，文件已存档。")


def show_kept(code: str, keep: Callable[..., None]) -> None:
    """The kept documents of the place, one of them with its files and what has changed since."""
    every = editions.listed(screen.store(), [code])
    if not every:
        st.html(markup.foot("还没有存稿和定稿。"))
        return
    chosen = st.selectbox(
        "存稿和定稿", every, format_func=markup_manuscript.edition, key="manuscript_edition"
    )
    changed = editions.changed(screen.store(), chosen.number)
    with st.container(border=True, key="panel-edition"):
        total = len(editions.numerals(screen.store(), [chosen.number]))
        st.html(markup_manuscript.kept(chosen, len(changed), total))
        take(chosen)
        if st.button("打开此稿继续写", key="manuscript_load"):
            keep(editions.document(screen.store(), chosen.number), pinned=chosen.pinned)
            st.rerun()
        if changed:
            rows = [impact.row(impact.Touched(chosen, it.kept, it.now)) for it in changed]
            st.html(
                markup_review.grid(
                    impact.COLUMNS[1:], [row[1:] for row in rows[:40]], marked=(impact.REPRINT,)
                )
            )


def take(chosen: Edition) -> None:
    """The files as issued, the same made anew, the proof pack."""
    with st.container(horizontal=True):
        for file in editions.files(screen.store(), chosen.number):
            screen.download(
                f"下载{KINDS[file.format]}",
                partial(editions.content, screen.path(), file),
                file.name,
                f"kept-{file.format}",
                MEDIA_TYPES[file.format],
            )
        name = partial(workbook.file_name, screen.place_name(chosen.region, None), f"第{chosen.number}号")
        again = partial(issuing.again, screen.path(), screen.regions(), chosen, "docx")
        screen.download(
            "按印发时重新生成", again, name("文稿", kind="docx"), "kept-again", MEDIA_TYPES["docx"]
        )
        screen.download(
            "下载佐证材料",
            partial(proved, chosen),
            name("佐证材料", kind="zip"),
            "kept-proof",
            "application/zip",
        )


def proved(chosen: Edition) -> bytes:
    """The proof pack of a kept document."""
    store = screen.store()
    files = [(it.name, editions.content(screen.path(), it)) for it in editions.files(store, chosen.number)]
    files = files or [
        (f"{chosen.title}.docx", issuing.again(screen.path(), screen.regions(), chosen, "docx"))
    ]
    return proof.pack(
        store, screen.regions(), editions.document(store, chosen.number), files, datetime.now(SHANGHAI)
    )


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_manuscript.STYLE}</style>")
    years = answer.years(screen.facts_of(chosen.code))
    head, choice = st.columns([7, 1.2], vertical_alignment="center")
    if not years:
        head.html(markup.headline(f"{chosen.region.name}还没有数据", "可在左上方换一个地区，或先接收报表。"))
    else:
        latest = chosen.period.year if chosen.period and chosen.period.year in years else years[0]
        year = choice.selectbox(
            "年度",
            years,
            index=years.index(latest),
            format_func=lambda it: f"{it}年",
            key=f"manuscript_year_{chosen.code}",
            label_visibility="collapsed",
        )
        draft = drafted(screen.path(), screen.store().stamp, chosen.code, year)
        in_hand, keep = held(chosen.code, year, draft), partial(hold, chosen.code, year)
        document = in_hand.document
        head.html(
            markup.headline(
                f"《{document.name}》：{issuing.counted(document)}",
                "文字可改，数字由库中数据生成；点数字看出处。",
            )
        )
        mode = st.segmented_control(
            "步骤",
            [WRITE, CHOOSE, KEPT],
            default=WRITE,
            required=True,
            key="manuscript_mode",
            label_visibility="collapsed",
        )
        update(in_hand, keep)
        if said := st.session_state.pop("manuscript_said", ""):
            st.html(markup.notice(said))
        if mode == CHOOSE:
            choose(draft, document, keep)
        elif mode == KEPT:
            keep_it(draft, in_hand, chosen.code)
            show_kept(chosen.code, keep)
        else:
            write(document, keep)
