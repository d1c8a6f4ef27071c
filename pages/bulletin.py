"""通报: choose a place and a period → the 通报 as it will be printed, its annexes, the scores with their grounds, its template."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from minsheng import comparing, screen
from minsheng.bulletin.errors import NothingToTell
from minsheng.comparison.comparison import NothingBelow
from minsheng.editions import numbers
from minsheng.errors import UsageError
from minsheng.screen import bulletins
from minsheng.store.moment import SHANGHAI
from minsheng.view import listing, markup, markup_bulletin, paper

TEXT, ANNEXES, SCORES, STYLE = "全文", "附表", "考核评分", "样式"


def asked_date(where) -> date:  # noqa: ANN001 - a column
    """成文日期 as typed. Raises UsageError."""
    today = datetime.now(SHANGHAI).date().isoformat()
    text = where.text_input("成文日期", today, key="bulletin-date")
    try:
        return date.fromisoformat((text or today).strip())
    except ValueError:
        raise UsageError(f"“{text}”不是日期。", "请写成2023-10-20。") from None


def asked_reason(where) -> str:  # noqa: ANN001 - a column
    """Why figures with a red lamp are ordered all the same; too short a text is none."""
    text = where.text_input(
        "仍排位次的理由（选填）",
        key="bulletin-reason",
        placeholder="有红灯的指标只列数；写明理由后排位次，理由印在通报中",
    )
    return text.strip() if text and len(text.strip()) >= comparing.REASON else ""


def show(chosen: screen.Selection) -> None:
    """The chosen look at the 通报 of a place and period."""
    views, day, why = st.columns([4, 1.4, 4], vertical_alignment="bottom")
    view = screen.switch("看法", (TEXT, ANNEXES, SCORES, STYLE), "bulletin-view", where=views)
    dated, reason = asked_date(day), asked_reason(why)
    if view == STYLE:
        bulletins.show_style()
        return
    shown = screen.bulletin_of(chosen, dated, reason)
    numbers.remember(screen.path(), shown.document.register.entries)
    st.html(markup.headline(*markup_bulletin.headline(shown)))
    bulletins.take(shown)
    if view == ANNEXES:
        bulletins.show_annex(shown)
    elif view == SCORES:
        bulletins.show_scores(shown)
    else:
        st.html(paper.html(shown.document))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{paper.STYLE}{listing.STYLE}{markup_bulletin.STYLE}</style>")
    try:
        if chosen.period is None:
            screen.no_data(chosen.region.name)
        else:
            show(chosen)
    except (NothingBelow, NothingToTell) as error:
        others = getattr(error, "others", ())
        st.html(markup.headline(error.message.rstrip("。"), "以下时期可以通报：" if others else error.remedy))
        screen.other_periods("bulletin", chosen.code, others)
