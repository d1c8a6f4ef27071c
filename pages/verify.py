"""核稿: paste a draft or drop its file → every number judged against the store → comments in Word, 核稿单."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import screen, workbook
from minsheng.claims import claims
from minsheng.claims.text import UnreadableDraft, decoded
from minsheng.errors import UsageError
from minsheng.verification import verification, word_comments
from minsheng.verification.verification import Report, Verdict
from minsheng.view import markup, markup_verify

MOST, CARDS = 100_000, 40
DRAFT = "verify_draft"
#: the filter of the list
SHOWN = {
    "先看问题": (Verdict.MISMATCH, Verdict.UNKNOWN, Verdict.ROUNDED, Verdict.MATCH),
    "不符": (Verdict.MISMATCH,),
    "无可核对": (Verdict.UNKNOWN,),
    "相符": (Verdict.ROUNDED, Verdict.MATCH),
}


@dataclass(frozen=True, slots=True)
class Given:
    """A draft as it was given; ``word`` is its file where that was a .docx."""

    name: str
    text: str
    word: bytes | None = None


def received(name: str, data: bytes) -> Given:
    """A dropped file. Raises UnreadableDraft."""
    kind = Path(name).suffix.lower()
    if kind == ".docx":
        return Given(name, word_comments.text_of(data, name), data)
    if kind not in (".txt", ".md"):
        raise UnreadableDraft(name)
    return Given(name, decoded(data, name))


def ask() -> None:
    """The draft: pasted, or a file; the file goes before."""
    with st.form("verify_form", border=True):
        text = st.text_area("粘贴文稿", key="verify_text", height=220, placeholder="把文稿全文粘贴到这里")
        file = st.file_uploader("或放入文稿文件（.docx、.txt、.md）", key="verify_file")
        sent = st.form_submit_button("核对", type="primary")
    if not sent:
        return
    with screen.told():
        given = received(file.name, file.getvalue()) if file else Given("粘贴的文稿", text or "")
        if not given.text.strip():
            raise UsageError("还没有文稿。", "请粘贴文字，或放入一个文件。")
        if len(given.text) > MOST:
            raise UsageError(f"文稿有{len(given.text):,}字，一次最多核对{MOST:,}字。", "请分几次核对。")
        st.session_state[DRAFT] = given
        st.rerun()


def judged(text: str, region: str, year: int) -> Report:
    """Every number of the text against the store, made once a revision."""
    with st.spinner("正在读取文稿中的数，并逐个与库中数据核对……"):
        return _judged(screen.path(), screen.store().stamp, text, region, year)


@st.cache_resource(show_spinner=False, max_entries=16)
def _judged(file: Path, stamp: str, text: str, region: str, year: int) -> Report:  # noqa: ARG001
    store, regions = screen.store(), screen.regions()
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=region, year=year)
    return verification.verify(found, store, regions, region=region, year=year)


def sheet(report: Report, text: str, place: str, year: int) -> bytes:
    """核稿单 as Excel."""
    table = markup_verify.sheet(report, text, place, year, screen.catalogue(), screen.place_name)
    return workbook.workbook([table])


def word(given: Given, report: Report) -> bytes:
    """The original Word file with comments."""
    return word_comments.commented(given.word or b"", markup_verify.comments(report), given.name)


def take(given: Given, report: Report, place: str, year: int) -> None:
    """The files to take away, and the way to another draft."""
    with st.container(horizontal=True, vertical_alignment="center"):
        screen.download(
            "下载核稿单",
            partial(sheet, report, given.text, place, year),
            workbook.file_name(place, f"{year}年", "核稿单"),
            "verify-sheet",
        )
        if given.word:
            name = workbook.file_name(Path(given.name).stem, "核稿批注", kind="docx")
            screen.download(
                "下载带批注的Word",
                partial(word, given, report),
                name,
                "verify-word",
                word_comments.MEDIA_TYPE,
            )
        if st.button("换一篇文稿", key="verify_again"):
            st.session_state.pop(DRAFT)
            st.rerun()


def listed(report: Report) -> list:
    """The findings that the list shows, problems first."""
    choice = st.segmented_control(
        "显示",
        list(SHOWN),
        default="先看问题",
        required=True,
        key="verify_filter",
        label_visibility="collapsed",
    )
    return markup_verify.ordered(report, SHOWN[choice or "先看问题"])


def show_list(found: list, text: str) -> None:
    """A card for each finding; the phrase to put there can be copied."""
    if not found:
        st.html(markup.foot("没有这一类的数。"))
    for number, finding in found[:CARDS]:
        problem = finding.verdict is Verdict.MISMATCH
        with st.container(border=True, key=f"{'problem' if problem else 'panel'}-finding-{number}"):
            st.html(markup_verify.card(number, finding, text, screen.catalogue(), screen.place_name))
            if mend := markup_verify.mended(finding):
                screen.copyable(mend, f"verify-{number}")
    if len(found) > CARDS:
        st.html(markup.foot(f"另有{len(found) - CARDS}个未列出，全部见核稿单。"))


def show(given: Given, report: Report, place: str, year: int) -> None:
    """The marked text beside its findings."""
    wide, narrow = st.columns([1.75, 1.3])
    with narrow:
        take(given, report, place, year)
        found = listed(report)
        with st.container(height=620, border=False, key="verify-list"):
            st.html('<span id="ms-findings"></span>')
            show_list(found, given.text)
    with wide.container(border=True, key="panel-draft"):
        st.html(markup_verify.legend())
        st.html(markup_verify.marked(given.text, report, [number for number, _ in found[:CARDS]]))
    st.html(markup.foot(markup_verify.LIMITS))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_verify.STYLE}</style>")
    head, when = st.columns([6, 1.2], vertical_alignment="center")
    latest = chosen.period.year if chosen.period else 2022
    year = when.selectbox(
        "文稿年度",
        range(latest + 1, latest - 15, -1),
        index=1,
        format_func=lambda it: f"{it}年",
        key=f"verify_year_{chosen.code}",
    )
    given = st.session_state.get(DRAFT)
    if given is None:
        head.html(markup.headline("粘贴或放入文稿，逐个核对其中的数", "先选文稿的地区和年度；原稿不会改动。"))
        ask()
    else:
        report = judged(given.text, chosen.code, year)
        head.html(markup.headline(markup_verify.headline(report), markup_verify.below(report)))
        show(given, report, chosen.region.name, year)
