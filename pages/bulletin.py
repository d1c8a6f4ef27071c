"""通报: choose a place and a period → the 通报 as it will be printed, its annexes, the scores with their grounds, its template."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from minsheng import comparing, screen, workbook
from minsheng.bulletin import bulletin, matter, rendering, sheets, shelf, template
from minsheng.bulletin.bulletin import Bulletin
from minsheng.bulletin.errors import NothingToTell
from minsheng.bulletin.told import Desk
from minsheng.comparison import comparison
from minsheng.comparison.comparison import NothingBelow
from minsheng.editions import numbers
from minsheng.errors import UsageError
from minsheng.period import Period
from minsheng.store.moment import SHANGHAI
from minsheng.view import listing, markup, markup_bulletin
from minsheng.writing import paper, portable
from minsheng.writing.rendering import MEDIA_TYPES

TEXT, ANNEXES, SCORES, STYLE = "全文", "附表", "考核评分", "样式"
FILES = {"docx": "Word", "pptx": "PPT", "xlsx": "Excel", "pdf": "PDF"}


@st.cache_resource(show_spinner="正在写通报……", max_entries=16)
def written(file: Path, stamp: str, code: str, period: Period, dated: date, reason: str) -> Bulletin:  # noqa: ARG001
    """The 通报 of what may leave the house, made once a revision."""
    store, regions = screen.store(), screen.regions()
    units = tuple(it.code for it in comparison.below(regions.get(code), period, regions))
    desk = Desk(store, regions, screen.breaks())
    gathered = matter.gather(
        desk, regions.get(code), period, shelf.standing(store), screen.audited((code, *units), period), reason=reason
    )  # fmt: skip
    return bulletin.write(gathered, regions, dated)


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


def as_file(shown: Bulletin, to: str) -> bytes:
    """The 通报 as a file; its numbers resolve from now on."""
    file = rendering.rendered(shown, to)
    numbers.remember(screen.path(), file.register.entries)
    return file.content


def take(shown: Bulletin) -> None:
    """The files."""
    kinds = [it for it in FILES if it != "pdf" or portable.is_there()]
    for column, to in zip(st.columns([1.1] * len(kinds) + [8 - len(kinds)]), kinds, strict=False):
        with column:
            name = workbook.file_name(shown.matter.place, shown.matter.period.name, "通报", kind=to)
            screen.download(
                f"下载{FILES[to]}", partial(as_file, shown, to), name, f"bulletin-{to}", MEDIA_TYPES[to]
            )


def show_annexes(shown: Bulletin) -> None:
    """One annex at a time."""
    tables = shown.document.tables
    place = st.selectbox(
        "附表",
        range(len(tables)),
        format_func=lambda it: f"{tables[it].annex}　{tables[it].title}",
        key="bulletin-annex",
    )
    st.html(paper.table(tables[place if place is not None and place < len(tables) else 0]))


def show_scores(shown: Bulletin) -> None:
    """The scores, and how those of one unit came about."""
    if not shown.cards:
        st.html(markup.foot("通报样式中的评分指标，本期各单位都没有可比的数，不能评分。"))
        return
    st.html(paper.table(next(it for it in shown.document.tables if it.title.endswith("考核评分表"))))
    names = {it.region: it.name for it in shown.cards}
    unit = st.selectbox("查看得分依据", list(names), format_func=names.get, key="bulletin-unit")
    st.html(markup_bulletin.steps(next((it for it in shown.cards if it.region == unit), shown.cards[0])))
    st.html(listing.notes(markup_bulletin.rules()))


def show_style() -> None:
    """The template: taken home as Excel, brought back changed, or given up for the shipped one."""
    store, actor = screen.store(), screen.actor()
    st.html(markup.foot("现用本单位的样式。" if shelf.is_own(store) else "现用随附的样式。"))
    made = partial(sheets.written, shelf.rows(store), screen.catalogue())
    screen.download("导出样式（Excel）", made, workbook.file_name("通报样式"), "bulletin-style")
    file = st.file_uploader(
        "放入改好的样式（章节、指标、句子、数值、考核评分、扣分）", type=["xlsx"], key="style-in"
    )
    if file and st.button("采用这一样式", type="primary", disabled=not actor, key="style-keep"):
        shelf.keep(screen.path(), sheets.read(file.getvalue()), actor=actor)
        st.rerun()
    if shelf.is_own(store) and st.button("恢复随附的样式", disabled=not actor, key="style-reset"):
        shelf.keep(screen.path(), template.shipped_rows(), actor=actor)
        st.rerun()


def show(code: str, period: Period) -> None:
    """The whole page of a place and period."""
    views, day, why = st.columns([4, 1.4, 4], vertical_alignment="bottom")
    view = views.segmented_control(
        "看法",
        (TEXT, ANNEXES, SCORES, STYLE),
        default=TEXT,
        required=True,
        key="bulletin-view",
        label_visibility="collapsed",
    )
    dated, reason = asked_date(day), asked_reason(why)
    if view == STYLE:
        show_style()
        return
    shown = written(screen.path(), screen.store().stamp, code, period, dated, reason)
    st.html(markup.headline(*markup_bulletin.headline(shown)))
    take(shown)
    match view:
        case "附表":
            show_annexes(shown)
        case "考核评分":
            show_scores(shown)
        case _:
            st.html(paper.html(shown.document))


with screen.told():
    chosen = screen.selection()
    st.html(f"<style>{paper.STYLE}{listing.STYLE}{markup_bulletin.STYLE}</style>")
    try:
        if chosen.period is None:
            st.html(
                markup.headline(f"{chosen.region.name}还没有数据", "请在上方另选地区，或到“报表接收”导入。")
            )
        else:
            show(chosen.code, chosen.period)
    except (NothingBelow, NothingToTell) as error:
        others = getattr(error, "others", ())
        st.html(markup.headline(error.message.rstrip("。"), "以下时期可以通报：" if others else error.remedy))
        screen.other_periods("bulletin", chosen.code, others)
