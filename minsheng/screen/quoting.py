"""文稿取数 on the screen: the old text, one candidate of it under review, and what is taken of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from minsheng import choices, picking
from minsheng.catalogue import Catalogue
from minsheng.errors import UsageError
from minsheng.facts import WHOLE, Basis
from minsheng.receiving import quotations
from minsheng.receiving.quotations import Candidate, Choice, Given
from minsheng.screen.reading import catalogue, regions
from minsheng.verification import given as drafts
from minsheng.view import markup_quotations
from minsheng.view.markup_quotations import LEFT, OPEN, TAKEN

NEW = "新指标"


@dataclass(slots=True)
class Desk:
    """A text under review: its candidates, and what was decided of each; ``at`` is the one to be looked at next."""

    given: Given
    text: drafts.Given
    year: int
    region: str
    found: list[Candidate]
    choices: dict[int, Choice]
    decided: dict[int, str]
    values: dict[int, str] = field(default_factory=dict)
    at: int | None = None

    @classmethod
    def of(cls, given: Given, text: drafts.Given, year: int, region: str) -> Desk:
        """A text read as one of a place and year: what is sure is taken, rises and falls are left, the rest is open."""
        found = quotations.read(text.text, catalogue(), regions(), region, year, text.grids)
        return cls(
            given, text, year, region, found,
            {place: it.choice for place, it in enumerate(found) if it.choice},
            {place: TAKEN if it.is_sure else LEFT if it.compares else OPEN for place, it in enumerate(found)},
        )  # fmt: skip

    @property
    def taken(self) -> list[int]:
        """The places of the candidates that were taken."""
        return [place for place, state in self.decided.items() if state == TAKEN]

    def decide(self, place: int, state: str, choice: Choice | None = None, value: str = "") -> None:
        """Keep what was decided of a candidate, and go on to the next open one."""
        self.decided[place] = state
        if choice:
            self.choices[place], self.values[place] = choice, value
        self.at = self.next(place)
        st.rerun()

    def next(self, otherwise: int) -> int:
        """The next one to decide; ``otherwise`` where all are."""
        left = (it for it in quotations.ordered(self.found) if self.decided[it] == OPEN)
        return next(left, otherwise)


def handed_over(region: str) -> Desk | None:
    """The text with its year, title and publisher, once it was sent. Raises UsageError, UnreadableDraft."""
    with st.form("quotations-form", border=True):
        text = st.text_area(
            "粘贴文稿", key="quotations-text", height=200, placeholder="把往年的答卷全文粘贴到这里"
        )
        file = st.file_uploader("或放入文稿文件（.docx、.pptx、.txt、.md）", key="quotations-file")
        one, two, three, four = st.columns([1, 3, 2, 1.4])
        year = one.text_input("文稿年度", key="quotations-year", placeholder="不写照标题")
        title = two.text_input("标题", key="quotations-title", placeholder="不写取文稿首行")
        publisher = three.text_input("发布单位", key="quotations-publisher", placeholder="如某县民政局")
        day = four.date_input("发布日期", value=None, key="quotations-day")
        sent = st.form_submit_button("读取", type="primary")
    if not sent:
        return None
    data = file.getvalue() if file else (text or "").encode()
    said = drafts.received(file.name, data) if file else drafts.pasted(text or "")
    title = (title or "").strip() or said.title
    year = (year or "").strip() or quotations.year_in(title)
    if not year.isdigit():
        raise UsageError("没有写文稿年度，标题里也没有年份。", "请写上文稿年度，如2022。")
    name = file.name if file else f"{title}.txt"
    paper = Given(name, data, title, (publisher or "").strip(), day)
    return Desk.of(paper, said, int(year), region)


def review(desk: Desk, place: int) -> None:
    """One candidate: its sentence, how it is to be stored, and the decision."""
    it, now = desk.found[place], desk.choices.get(place)
    st.html(markup_quotations.quote(it))
    code, name = _indicator(it, now, place, catalogue())
    where = now.region if now else desk.region
    one, two, three, four = st.columns(4)
    asked = {
        "region": one.text_input("地区", regions().get(where).name, key=f"quotation-region-{place}"),
        "period": two.text_input(
            "时期", now.period if now else "", key=f"quotation-period-{place}", placeholder="如2022、2022Q3"
        ),
        "basis": _basis(three, now, place),
        "scope": four.text_input("范围", now.scope if now else WHOLE, key=f"quotation-scope-{place}"),
    }
    value = st.text_input(
        f"改正数值（单位{it.claim.unit}，不改留空）",
        desk.values.get(place, ""),
        key=f"quotation-value-{place}",
    )
    with st.container(horizontal=True):
        if st.button("取用", type="primary", key=f"quotation-take-{place}"):
            choice = _choice(it, "" if code == NEW else code, name, where, asked)
            quotations.taken([(it, choice, value or "")], desk.given, catalogue(), regions())
            desk.decide(place, TAKEN, choice, value or "")
        if st.button("不取", key=f"quotation-leave-{place}"):
            desk.decide(place, LEFT)


def _indicator(it: Candidate, now: Choice | None, place: int, known: Catalogue) -> tuple[str, str]:
    """The indicator that a number is of, or the name of a new one."""
    first = [*([now.indicator] if now and now.indicator else []), *it.claim.candidates]
    options = list(dict.fromkeys([*first, NEW, *(each.code for each in known)]))
    code = st.selectbox(
        "指标", options, key=f"quotation-indicator-{place}", filter_mode="contains",
        format_func=lambda each: NEW if each == NEW else choices.label(known[each]),
    )  # fmt: skip
    if code != NEW:
        return code, ""
    return code, st.text_input("新指标的名称", it.claim.indicator_name, key=f"quotation-name-{place}") or ""


def _basis(where, now: Choice | None, place: int) -> Basis:  # noqa: ANN001 - a column of the screen
    likely = now.basis if now else Basis.STOCK
    bases = list(dict.fromkeys([likely, *Basis]))
    return where.selectbox("口径", bases, format_func=lambda each: each.zh, key=f"quotation-basis-{place}")


def _choice(it: Candidate, code: str, name: str, where: str, asked: Mapping) -> Choice:
    """What was asked as a choice. Raises UsageError where no place has the name."""
    same = asked["region"] == regions().get(where).name
    found = where if same else picking.region_asked(asked["region"], regions())
    if not found:
        raise UsageError(f"没有名为“{asked['region']}”的地区。", "请核对地名，或写行政区划代码。")
    choice = Choice(code, found, asked["period"] or "", asked["basis"], asked["scope"] or WHOLE, name)
    return choice if choice.indicator else replace(choice, name=choice.name or it.claim.indicator_name)
