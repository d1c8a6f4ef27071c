"""核稿: paste a draft or drop its file → every number judged against the store and the text itself → Word comments, 核稿单."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import screen, workbook
from minsheng.screen import judging, whose
from minsheng.store.moment import SHANGHAI
from minsheng.verification import given, verification, word_comments
from minsheng.view import markup, markup_verify

DRAFT, YEAR = "verify_draft", "verify_year_{}"


def ask() -> None:
    """The draft: pasted, or a file; the file goes before."""
    with st.form("verify_form", border=True):
        text = st.text_area("粘贴文稿", key="verify_text", height=220, placeholder="把文稿全文粘贴到这里")
        file = st.file_uploader("或放入文稿文件（.docx、.pptx、.txt、.md）", key="verify_file")
        if not st.form_submit_button("核对", type="primary"):
            return
    with screen.told():
        draft = given.received(file.name, file.getvalue()) if file else given.pasted(text or "")
        st.session_state[DRAFT] = draft
        st.rerun()


@st.cache_resource(show_spinner="正在读取文稿中的数，并逐个与库中数据核对……", max_entries=16)
def judged(file: Path, stamp: str, draft: given.Given, region: str, year: int) -> verification.Report:  # noqa: ARG001
    """Every number of the draft against the store, made once a revision and moment."""
    return verification.judged(draft.text, screen.store(), screen.regions(), region, year, draft.grids)


def take(draft: given.Given, report: verification.Report, place: str, year: int) -> None:
    """The files to take away, and the way to another draft."""
    table = partial(markup_verify.sheet, report, draft, place, year, screen.catalogue(), screen.place_name)
    with st.container(horizontal=True, vertical_alignment="center"):
        name = workbook.file_name(place, f"{year}年", "核稿单")
        screen.download("下载核稿单", lambda: workbook.workbook([table()]), name, "verify-sheet")
        if draft.word:
            name = workbook.file_name(Path(draft.name).stem, "核稿批注", kind="docx")
            said = markup_verify.comments(report)
            word = partial(word_comments.commented, draft.word, said, datetime.now(SHANGHAI), draft.name)
            screen.download("下载带批注的Word", word, name, "verify-word", word_comments.MEDIA_TYPE)
        if st.button("换一篇文稿", key="verify_again"):
            st.session_state.pop(DRAFT)
            st.rerun()


def keep_year(code: str, year: int) -> None:
    """The draft is of the same year when another place is chosen for it."""
    st.session_state[YEAR.format(code)] = year


def show(draft: given.Given, report: verification.Report, place: str, year: int) -> None:
    """The marked text beside its findings."""
    wide, narrow = st.container(key="text-beside").columns([1.75, 1.3])
    with narrow:
        take(draft, report, place, year)
        shown = list(markup_verify.SHOWN)
        choice = st.segmented_control(
            "显示", shown, default=shown[0], required=True, key="verify_filter", label_visibility="collapsed"
        )
        found = markup_verify.ordered(report, choice or shown[0])
        with st.container(height=620, border=False, key="verify-list"):
            st.html('<span id="ms-findings"></span>')
            judging.show(found, draft)
    with wide.container(border=True, key="panel-draft"):
        st.html(markup_verify.legend())
        st.html(markup_verify.marked(draft, report, [number for number, _ in found[: judging.CARDS]]))
    judging.cited(draft.text)
    st.html(markup.foot(markup_verify.LIMITS))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_verify.STYLE}</style>")
    head, when = st.columns([6, 1.2], vertical_alignment="center")
    latest = chosen.period.year if chosen.period else 2022
    asked = YEAR.format(chosen.code)
    kept = st.session_state.setdefault(asked, latest)
    years = range(max(kept, latest + 1), min(kept, latest - 14) - 1, -1)
    year = when.selectbox("文稿年度", years, format_func="{}年".format, key=asked)
    draft = st.session_state.get(DRAFT)
    if draft is None:
        head.html(markup.headline("粘贴或放入文稿，逐个核对其中的数", "先选文稿的地区和年度；原稿不会改动。"))
        ask()
    else:
        report = judged(screen.path(), screen.store().stamp, draft, chosen.code, year)
        head.html(markup.headline(markup_verify.headline(report), markup_verify.below(report)))
        whose.hint(draft.text, chosen.code, "核对", lambda code: keep_year(code, year))
        show(draft, report, chosen.region.name, year)
