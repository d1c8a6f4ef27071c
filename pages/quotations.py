"""文稿取数: paste or drop an old text → review what it states, the doubtful first → store it as 文稿引用 with the quotation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from minsheng import choices, picking, screen
from minsheng.claims.text import UnreadableDraft, decoded
from minsheng.errors import UsageError
from minsheng.facts import WHOLE, Basis
from minsheng.receiving import quotations
from minsheng.receiving.quotations import Candidate, Choice, Given
from minsheng.verification import word_comments
from minsheng.view import markup, markup_quotations
from minsheng.view.markup_quotations import LEFT, OPEN, TAKEN

DESK, NEW = "quotations-desk", "新指标"


def received(name: str, data: bytes) -> str:
    """The text of a file. Raises UnreadableDraft."""
    kind = Path(name).suffix.lower()
    if kind == ".docx":
        return word_comments.text_of(data, name)
    if kind not in (".txt", ".md"):
        raise UnreadableDraft(name)
    return decoded(data, name)


def ask(region: str) -> None:
    """The text with its year, title and publisher."""
    with st.form("quotations-form", border=True):
        text = st.text_area(
            "粘贴文稿", key="quotations-text", height=200, placeholder="把往年的答卷全文粘贴到这里"
        )
        file = st.file_uploader("或放入文稿文件（.docx、.txt、.md）", key="quotations-file")
        one, two, three, four = st.columns([1, 3, 2, 1.4])
        year = one.text_input("文稿年度", key="quotations-year", placeholder="如2022")
        title = two.text_input("标题", key="quotations-title", placeholder="文稿的标题")
        publisher = three.text_input("发布单位", key="quotations-publisher", placeholder="如某县民政局")
        day = four.date_input("发布日期", value=None, key="quotations-day")
        sent = st.form_submit_button("读取", type="primary")
    if not sent:
        return
    data = file.getvalue() if file else (text or "").encode()
    said = received(file.name, data) if file else text or ""
    if not said.strip() or not (title or "").strip() or not (year or "").strip().isdigit():
        raise UsageError("文稿、年度或标题没有写全。", "请粘贴文字或放入文件，并写上年度和标题。")
    given = Given(
        file.name if file else f"{title.strip()}.txt", data, title.strip(), (publisher or "").strip(), day
    )
    found = quotations.read(said, screen.catalogue(), screen.regions(), region, int(year))
    st.session_state[DESK] = {
        "given": given,
        "region": region,
        "found": found,
        "choices": {place: it.choice for place, it in enumerate(found) if it.choice},
        "values": {},
        "decided": {place: TAKEN if it.is_sure else OPEN for place, it in enumerate(found)},
    }
    st.rerun()


def decide(desk: dict, place: int, state: str, choice: Choice | None = None, value: str = "") -> None:
    """Keep what was decided of a candidate, and go on to the next open one."""
    desk["decided"][place] = state
    if choice:
        desk["choices"][place], desk["values"][place] = choice, value
    left = [it for it in quotations.ordered(desk["found"]) if desk["decided"][it] == OPEN]
    desk["at"] = left[0] if left else place
    st.rerun()


def review(desk: dict, place: int) -> None:
    """One candidate: its sentence, and how it is to be stored."""
    it: Candidate = desk["found"][place]
    catalogue, now = screen.catalogue(), desk["choices"].get(place)
    st.html(markup_quotations.quote(it))
    first = [*([now.indicator] if now and now.indicator else []), *it.claim.candidates]
    options = list(dict.fromkeys([*first, NEW, *(each.code for each in catalogue)]))
    code = st.selectbox(
        "指标", options, key=f"quotation-indicator-{place}", filter_mode="contains",
        format_func=lambda each: NEW if each == NEW else choices.label(catalogue[each]),
    )  # fmt: skip
    name = (
        st.text_input("新指标的名称", it.claim.indicator_name, key=f"quotation-name-{place}")
        if code == NEW
        else ""
    )
    one, two, three, four = st.columns(4)
    where = now.region if now else desk["region"]
    region = one.text_input("地区", screen.regions().get(where).name, key=f"quotation-region-{place}")
    period = two.text_input(
        "时期", now.period if now else "", key=f"quotation-period-{place}", placeholder="如2022、2022Q3"
    )
    likely = now.basis if now else Basis.STOCK
    bases = list(dict.fromkeys([likely, *Basis]))
    basis = three.selectbox("口径", bases, format_func=lambda each: each.zh, key=f"quotation-basis-{place}")
    scope = four.text_input("范围", now.scope if now else WHOLE, key=f"quotation-scope-{place}")
    value = st.text_input(
        f"改正数值（单位{it.claim.unit}，不改留空）",
        desk["values"].get(place, ""),
        key=f"quotation-value-{place}",
    )
    with st.container(horizontal=True):
        if st.button("取用", type="primary", key=f"quotation-take-{place}"):
            same = region == screen.regions().get(where).name
            found = where if same else picking.region_asked(region, screen.regions())
            if not found:
                raise UsageError(f"没有名为“{region}”的地区。", "请核对地名，或写行政区划代码。")
            asked = Choice(
                "" if code == NEW else code, found, period or "", basis, scope or WHOLE, name or ""
            )
            trial = asked if asked.indicator else replace(asked, name=asked.name or it.claim.indicator_name)
            quotations.taken([(it, trial, value or "")], desk["given"], catalogue, screen.regions())
            decide(desk, place, TAKEN, trial, value or "")
        if st.button("不取", key=f"quotation-leave-{place}"):
            decide(desk, place, LEFT)


def keep(desk: dict, actor: str) -> None:
    """Store what was taken, or put the text away."""
    found, states = desk["found"], list(desk["decided"].values())
    take = [place for place, state in desk["decided"].items() if state == TAKEN]
    st.html(
        markup.foot(
            f"取用{len(take)}个，待定{states.count(OPEN)}个，不取{states.count(LEFT)}个。待定的不会存入。"
        )
    )
    with st.container(horizontal=True):
        if st.button(
            f"存入{len(take)}个数", type="primary", disabled=not (take and actor), key="quotations-keep"
        ):
            decided = [(found[it], desk["choices"][it], desk["values"].get(it, "")) for it in take]
            facts, rows = quotations.taken(decided, desk["given"], screen.catalogue(), screen.regions())
            revision = quotations.keep(screen.path(), desk["given"], facts, rows, actor)
            st.session_state.pop(DESK)
            st.session_state["quotations-done"] = (
                f"第{revision}次入库：{len(facts)}个数已存为文稿引用（未核定），原文一并保存。"
            )
            st.rerun()
        if st.button("换一篇文稿", key="quotations-again"):
            st.session_state.pop(DESK)
            st.rerun()


def show(desk: dict) -> None:
    """The candidate under review above the list of all."""
    found = desk["found"]
    order = quotations.ordered(found)
    if not found:
        st.html(markup.notice("文稿里没有读到统计数字。"))
    else:
        st.session_state.setdefault("quotation-at", order[0])
        if "at" in desk:
            st.session_state["quotation-at"] = desk.pop("at")
        with st.container(border=True, key="panel-quotation"):
            place = st.selectbox(
                "逐个核对", order, key="quotation-at",
                format_func=lambda it: f"{desk['decided'][it]}　{found[it].claim.indicator_name}{found[it].claim.quote}",
            )  # fmt: skip
            with screen.told():
                review(desk, place if place in order else order[0])
        with st.container(border=True, key="panel-quotations"):
            naming = lambda code: screen.place_name(code, None)  # noqa: E731
            st.html(
                markup_quotations.listed(
                    found, desk["choices"], desk["decided"], place, screen.catalogue(), naming
                )
            )
    with screen.told():
        keep(desk, screen.actor())


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{markup_quotations.STYLE}</style>")
    st.html(
        markup.headline(
            f"从{chosen.region.name}的旧文稿取数",
            "读出文稿里的数，逐个核对指标、时期和口径后存为文稿引用（未核定）；原句随数保存，拿不准的先看。",
        )
    )
    if done := st.session_state.pop("quotations-done", ""):
        st.success(done)
    if DESK in st.session_state:
        show(st.session_state[DESK])
    else:
        ask(chosen.code)
