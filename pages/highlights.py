"""亮点素材: what a place's texts cite besides figures → enter one, import many, see what stands, withdraw one."""

from __future__ import annotations

import streamlit as st

from minsheng import screen
from minsheng.screen import citing
from minsheng.view import markup, markup_review
from minsheng.view.markup_entry import cited
from minsheng.writing import highlights
from minsheng.writing.highlights import Highlight


def standing(found: list[Highlight], year: int, actor: str) -> None:
    """What the year's texts cite, and one of it taken back."""
    if not found:
        st.html(markup.foot(f"{year}年还没有亮点素材，文稿只写数字。"))
        return
    st.html(cited(found, screen.place_name))
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    which = left.selectbox(
        "撤回一条", range(len(found)), format_func=lambda n: found[n].sentence, key=f"highlight-which-{year}-{len(found)}"
    )  # fmt: skip
    if right.button("撤回", disabled=not actor, key="highlight-withdraw"):
        highlights.withdraw(screen.path(), found[which], actor)
        st.rerun()


with screen.told():
    chosen, who = screen.selection(), screen.actor()
    known = highlights.standing(screen.store(), chosen.code)
    newest = max([chosen.period.year if chosen.period else screen.today().year, *(it.year for it in known)])
    st.html(f"<style>{markup_review.STYLE}</style>")
    head = st.empty()
    of = st.selectbox(
        "年度",
        range(newest + 1, newest - 12, -1),
        index=1,
        key="highlight-year",
        format_func=lambda it: f"{it}年",
    )
    many_of = sum(it.year == of for it in known)
    head.html(
        markup.headline(
            f"{chosen.region.name}{of}年{f'有{many_of}条' if many_of else '还没有'}亮点素材",
            "文件、试点、表彰等写进所属段落；每条都有来源，写“唯一”“首创”须有文件。",
        )
    )
    with screen.part("panel-highlight-one", "录入一条"):
        citing.one(chosen.code, chosen.region.name, of, who)
    with screen.part("panel-highlight-many", "导入多条"):
        citing.many(chosen.code, chosen.region.name, of, who)
    with screen.part("panel-highlights", f"{of}年的亮点素材"):
        of_year = [it for it in highlights.standing(screen.store(), chosen.code) if it.year == of]
        standing(of_year, of, who)
