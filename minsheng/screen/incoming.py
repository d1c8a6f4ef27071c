"""One file of 报表接收: what was read and found in it, what is asked about it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from minsheng.facts import Status
from minsheng.receiving import impact, inbox, intake, mapping, waiting
from minsheng.receiving.inbox import Inbox, Item, Receipt
from minsheng.receiving.waiting import Waiting
from minsheng.screen.asking import written
from minsheng.screen.parts import impact_list
from minsheng.screen.reading import catalogue, path, regions, store
from minsheng.view import markup, markup_intake


@dataclass(frozen=True, slots=True)
class Incoming:
    """The inbox and who works on it; nobody while no name was given."""

    box: Inbox
    who: str

    def accept(self, chosen: Sequence[Waiting]) -> None:
        """Store files as one revision, and say so on the fresh screen."""
        st.session_state["intake_said"] = waiting.accept(path(), regions(), self.box, chosen, self.who)
        st.rerun()

    def show(self, it: Waiting, all_: Sequence[Waiting]) -> None:
        """One waiting file: what was read and found, what is asked about it, and the buttons."""
        with st.expander(markup_intake.title(it.entry.name, it.outcome, regions()), key=f"file-{it.key}"):
            _found(it, waiting.rivals(it, all_))
            _touched(it)
            self._ask_rows(it)
            self._ask_blank(it)
            if it.outcome.explainable or it.entry.explanation:
                self._ask_why(it)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                able = bool(self.who and it.ready)
                if st.button("接收", key=f"take-{it.key}", type="primary", disabled=not able):
                    self.accept([it])
                self._ask_place(it)
                self._refuse(it)

    def _refuse(self, it: Waiting) -> None:
        """Send a file back, with the reason."""
        with st.popover("退回"):
            if reason := written("退回原因", "确定退回", f"refuse-{it.key}", able=bool(self.who)):
                self.box.refuse(it.entry, self.who, reason)
                st.rerun()

    def _ask_place(self, it: Waiting) -> None:
        """The place, period and vintage of a file that does not say them; refused where they contradict it."""
        with st.popover("补充地区、时期、性质"):
            region = st.text_input("地区名称或代码", it.entry.region, key=f"where-{it.key}")
            period = st.text_input("时期，如2023Q3", it.entry.period, key=f"when-{it.key}")
            kinds = ["", *(str(each) for each in Status)]
            status = st.selectbox(
                "数据性质", kinds, kinds.index(it.entry.status), key=f"kind-{it.key}",
                format_func=lambda each: Status(each).zh if each else "按文件（默认季报月报）",
            )  # fmt: skip
            if st.button("按此读取", key=f"reread-{it.key}", disabled=not self.who):
                waiting.say(self.box, it.entry, regions(), region or "", period or "", status or "")
                st.rerun()

    def _ask_why(self, it: Waiting) -> None:
        """The 上报说明 of a file whose figures contradict each other."""
        text = st.text_area(
            "上报说明（写明后可接收，有关数标为待核）", it.entry.explanation, key=f"why-{it.key}", height=80
        )
        if st.button("保存说明", key=f"explain-{it.key}", disabled=not self.who):
            self.box.keep(replace(it.entry, explanation=(text or "").strip()))
            st.rerun()

    def _ask_rows(self, it: Waiting) -> None:
        """What the unknown rows mean, asked once for all files of the same form."""
        rows = mapping.asked(it.form, it.outcome)
        if not rows:
            return
        row = rows[st.selectbox(f"{len(rows)}行未识别，选一行说明含义", list(rows), key=f"row-{it.key}")]
        near = mapping.nearest(row.label, row.unit, catalogue())
        means = {f"是“{each.name}”": each.code for each in near} | markup_intake.CHOICES
        choice = st.radio("这一行", list(means), key=f"means-{it.key}", horizontal=True)
        if st.button("记住，同一表式以后照此读取", key=f"map-{it.key}", disabled=not self.who):
            mapping.take(path(), it.form, row, means[choice], self.who)
            st.rerun()

    def _ask_blank(self, it: Waiting) -> None:
        """What blank means, asked once per form."""
        blank = mapping.blank(it.form, mapping.answers(store()))
        if not blank:
            return
        asked = f"本表有{len(blank)}个空格（如“{blank[0].label}”），空格表示"
        meaning = st.radio(asked, list(mapping.BLANKS), key=f"blank-{it.key}", horizontal=True)
        if st.button("记住空格的含义", key=f"keep-blank-{it.key}", disabled=not self.who):
            mapping.answer_blank(path(), it.form, mapping.BLANKS[meaning], self.who)
            st.rerun()

    def show_done(self, item: Item) -> None:
        """A file that was accepted, refused or undone; an accepted one can be undone."""
        self._undoable(markup_intake.done(item), item.receipt if item.state == inbox.ACCEPTED else None)

    def show_load(self, it: Receipt) -> None:
        """What came into the store on another screen; it can be undone here too."""
        self._undoable(markup_intake.loaded(it), it if it.undone_in is None else None)

    def _undoable(self, told: str, receipt: Receipt | None) -> None:
        line, button = st.columns([5, 1], vertical_alignment="center")
        line.html(told)
        if receipt:
            with button.popover("撤销"):
                key = f"undo-{receipt.load}"
                if reason := written("撤销原因", "确定撤销", key, able=bool(self.who)):
                    intake.undo(path(), receipt.load, self.who, reason)
                    st.rerun()


def _found(it: Waiting, rivals: Sequence[str]) -> None:
    """Findings, changes of the form and of stored figures, and all that was read."""
    st.html(
        markup_intake.findings(it.outcome) + markup_intake.changed(it.changed) + markup_intake.rivals(rivals)
        + markup_intake.differences(it.differences, catalogue(), regions())
    )  # fmt: skip
    if it.outcome.read and st.toggle(f"列出读到的{len(it.outcome.read)}个数", key=f"read-{it.key}"):
        st.html(markup_intake.read(it.outcome.read, catalogue(), regions()))


def _touched(it: Waiting) -> None:
    """入库后会改变这些已印发的数."""
    if it.touched:
        st.html(markup.notice(f"入库后会改变已印发的数：{impact.summary(it.touched)}"))
        impact_list(it.touched, f"{it.entry.name.rpartition('.')[0]}更正影响清单", f"touched-{it.key}")
