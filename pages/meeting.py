"""会议演示: a chosen list of figures, one a screen, with ← and →; and the same list on one A4 page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from minsheng import places, screen, selections
from minsheng.meeting import room as rooms
from minsheng.meeting import sheets as screens
from minsheng.meeting.room import Room
from minsheng.meeting.sheets import Sheet
from minsheng.selections import Collection, Kind
from minsheng.view import markup, stage
from minsheng.workbook import file_name
from minsheng.writing import onepage, portable
from minsheng.writing.rendering import MEDIA_TYPES

USUAL = "主要指标"
_STAGE = st.components.v2.component("minsheng_stage", html=stage.HTML, css=stage.CSS, js=stage.JS)


def choose(room: Room, usual: list[str]) -> list[str]:
    """Which list, and which figures in which order."""
    kept = {
        it.name: list(it.members) for it in selections.named(screen.store(), Kind.MEETING, room.region.code)
    }
    lists = {USUAL: usual, **kept}
    left, right = st.columns([2, 8], vertical_alignment="bottom")
    name = left.selectbox("清单", list(lists), key=f"meeting-list-{room.region.code}")
    options = rooms.offered(room)
    return right.multiselect(
        "指标（按选择的次序放映）", list(options), default=[it for it in lists[name] if it in options],
        format_func=options.get, key=f"meeting-figures-{room.region.code}-{room.period}-{name}", placeholder="选择指标",
    )  # fmt: skip


def keep(room: Room, figures: list[str]) -> None:
    """Save the list by a name, or take one away."""
    with st.popover("保存清单"):
        name = st.text_input("名称", key="meeting-name", placeholder="例如：局长办公会")
        actor = screen.actor()
        if st.button("保存", disabled=not (name.strip() and actor and figures), key="meeting-save"):
            wanted = Collection(Kind.MEETING, name, tuple(figures), room.region.code)
            selections.save(screen.path(), wanted, actor=actor)
            st.rerun()


def show(room: Room, sheets: tuple[Sheet, ...], lacking: tuple[str, ...]) -> None:
    """The stage, what the period has no figure of, and the one page to take along."""
    drawn = [stage.sheet(it, place, len(sheets)) for place, it in enumerate(sheets, 1)]
    _STAGE(data={"sheets": drawn}, key=f"stage-{room.region.code}-{room.period}")
    st.html(markup.foot("翻页不再取数，放映中数不会变化。← →翻页，↓看为什么，F键全屏，Esc退出。"))
    if not screen.store().moment.words:
        where = {"region": room.region.code, "period": str(room.period), "as_of": screen.frozen()}
        screen.link("meeting", f"固定在第{screen.frozen()}次入库时的数（会后重开仍是这些数）", **where)
    if lacking:
        st.html(markup.notice(f"本期无数，未放映：{'、'.join(lacking)}。"))


def paper(kind: str, label: str, make: Callable[[], bytes]) -> None:
    """The one page as a file."""
    name = file_name("一页纸", chosen.place, chosen.period.name, kind=kind)
    screen.download(label, make, name, mime=MEDIA_TYPES[kind])


with screen.told():
    chosen = screen.selection()
    if chosen.period is None:
        screen.no_data(chosen.region.name)
    else:
        headlines = places.rows_of("headlines.csv")
        room = screen.room_of(chosen)
        figures = choose(room, rooms.usual(room, headlines))
        sheets, lacking = screens.sheets(room, figures, headlines)
        if sheets:
            show(room, sheets, lacking)
            one, two, three, _ = st.columns([2, 2, 2, 4])
            with one:
                paper("docx", "一页纸（Word）", lambda: onepage.word(onepage.page(room, sheets)))
            with two:
                if portable.is_there():
                    paper(
                        "pdf", "一页纸（PDF）", lambda: portable.pdf(onepage.word(onepage.page(room, sheets)))
                    )
            with three:
                keep(room, figures)
        else:
            st.html(markup.headline("还没有选指标", "请在上方选择要放映的指标。"))
