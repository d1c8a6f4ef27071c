"""亮点素材: what a place's texts cite besides figures → enter one, import many, see what stands, withdraw one."""

from __future__ import annotations

import streamlit as st

from minsheng import screen, workbook
from minsheng.view import markup, markup_review
from minsheng.view.markup_entry import cited
from minsheng.writing import highlight_sheet, highlights
from minsheng.writing.highlights import KINDS, Highlight


def one(region: str, place: str, year: int, actor: str) -> None:
    """The form for one."""
    leads = highlights.sections()
    with st.form("highlight-form", border=False):
        left, middle, right = st.columns(3)
        kind = left.selectbox("类别", KINDS, key="highlight-kind")
        section = middle.selectbox(
            "所属段落", list(leads), format_func=lambda it: f"{it}（{leads[it]}）", key="highlight-section"
        )
        dated = right.text_input("时间（不详可留空）", key="highlight-date", placeholder=f"如{year}-06")
        title = st.text_input(
            "内容（一句话，不写数字）",
            key="highlight-title",
            placeholder="如入选全省婚俗改革试点，或只写文件名《…》",
        )
        left, middle, right = st.columns(3)
        issuer = left.text_input("发文或授予单位", key="highlight-issuer")
        document = middle.text_input(
            "文号或文件名", key="highlight-document", placeholder="如民发〔2023〕5号"
        )
        source = right.text_input("来源", key="highlight-source", placeholder="文件、报纸或网页的名称")
        quote = st.text_input("原文", key="highlight-quote", placeholder="来源中的原话")
        sent = st.form_submit_button("存入", type="primary", disabled=not actor)
    if sent:
        said = Highlight(
            region, year, kind, section, title or "", issuer or "", dated or "", document or "", source or "", quote or ""
        )  # fmt: skip
        note = f"亮点素材：{place}{year}年{kind}"
        revision = highlights.keep(screen.path(), [said], actor, note)
        st.success(f"第{revision}次入库：{place}{year}年的文稿将引用“{highlights.judged(said).sentence}”")


def many(region: str, place: str, year: int, actor: str) -> None:
    """A table, out and in."""
    name = workbook.file_name(place, f"{year}年亮点素材模板")
    screen.download("下载模板", lambda: highlight_sheet.template(place, year), name, "highlight-out")
    file = st.file_uploader("填好的表（.xlsx、.xls、.csv）", type=["xlsx", "xls", "csv"], key="highlight-in")
    if not file:
        return
    found = highlight_sheet.read(file.getvalue(), file.name, region, year, screen.regions())
    new = highlights.fresh(screen.store(), found)
    st.html(markup.foot(f"读到{len(found)}条，其中{len(new)}条是新的。") + cited(new, screen.place_name))
    ready = bool(actor and new)
    if st.button(f"存入{len(new)}条", type="primary", disabled=not ready, key="highlight-keep"):
        revision = highlights.keep(screen.path(), found, actor, f"亮点素材：{file.name}")
        st.success(f"第{revision}次入库：{len(new)}条亮点素材。")


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
        one(chosen.code, chosen.region.name, of, who)
    with screen.part("panel-highlight-many", "导入多条"):
        many(chosen.code, chosen.region.name, of, who)
    with screen.part("panel-highlights", f"{of}年的亮点素材"):
        of_year = [it for it in highlights.standing(screen.store(), chosen.code) if it.year == of]
        standing(of_year, of, who)
