"""The two ways of entering 亮点素材 on the screen: one, and a table out and in."""

from __future__ import annotations

import streamlit as st

from minsheng import workbook
from minsheng.screen.parts import download
from minsheng.screen.reading import path, place_name, regions, store
from minsheng.view import markup
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
        revision = highlights.keep(path(), [said], actor, note)
        st.success(f"第{revision}次入库：{place}{year}年的文稿将引用“{highlights.judged(said).sentence}”")


def many(region: str, place: str, year: int, actor: str) -> None:
    """A table, out and in."""
    name = workbook.file_name(place, f"{year}年亮点素材模板")
    download("下载模板", lambda: highlight_sheet.template(place, year), name, "highlight-out")
    file = st.file_uploader("填好的表（.xlsx、.xls、.csv）", type=["xlsx", "xls", "csv"], key="highlight-in")
    if not file:
        return
    found = highlight_sheet.read(file.getvalue(), file.name, region, year, regions())
    new = highlights.fresh(store(), found)
    st.html(markup.foot(f"读到{len(found)}条，其中{len(new)}条是新的。") + cited(new, place_name))
    ready = bool(actor and new)
    if st.button(f"存入{len(new)}条", type="primary", disabled=not ready, key="highlight-keep"):
        revision = highlights.keep(path(), found, actor, f"亮点素材：{file.name}")
        st.success(f"第{revision}次入库：{len(new)}条亮点素材。")
