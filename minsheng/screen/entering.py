"""The three ways of 补录 on the screen: one figure, a 年终取数表 out and in, the year's targets out and in."""

from __future__ import annotations

import streamlit as st

from minsheng import choices, workbook
from minsheng.facts import WHOLE, Basis
from minsheng.period import Period
from minsheng.receiving import entry, targets, targettable
from minsheng.receiving.entry import Entered
from minsheng.screen.parts import download
from minsheng.screen.reading import catalogue, facts_of, path, place_name, regions, store, today
from minsheng.view import markup, markup_entry

_UNITS = {"元": ["万元", "元", "亿元"]}
_CHECK = "科室补录、待核，可在“审核”中核对"


def one(region: str, place: str, actor: str) -> None:
    """The form for one figure."""
    known = catalogue()
    code = st.selectbox(
        "指标",
        [it.code for it in known],
        format_func=lambda it: choices.label(known[it]),
        key="entry-indicator",
    )
    typed = _typed(region, code, actor)
    if typed is None:
        return
    fact = entry.fact_of(typed, known)
    title = known[code].title
    revision = entry.keep(path(), [fact], actor, f"补录：{place}{title}")
    kept = "预计数" if typed.estimate else _CHECK
    st.success(f"第{revision}次入库：{place}{fact.period.name}{title}已存为{kept}。")


def _typed(region: str, code: str, actor: str) -> Entered | None:
    """What was filled in for a figure, once it was sent."""
    indicator = catalogue()[code]
    with st.form("entry-form", border=False):
        left, middle, right = st.columns(3)
        value = left.text_input("数值", key="entry-value")
        units = _UNITS.get(indicator.unit, [indicator.unit])
        unit = middle.selectbox("计量单位", units, key=f"entry-unit-{indicator.unit}")
        bases = list(dict.fromkeys([indicator.basis, *Basis]))
        basis = right.selectbox("口径", bases, format_func=lambda it: it.zh, key=f"entry-basis-{code}")
        period = left.text_input("时期", key="entry-period", placeholder="如2023、2023Q4、2023-11")
        scope = middle.text_input("范围", WHOLE, key="entry-scope")
        by = right.text_input("提供人", key="entry-by", placeholder="科室和姓名")
        ground = st.text_input("依据", key="entry-ground", placeholder="如台账、文件、系统导出的名称和日期")
        estimate = st.checkbox(
            "预计全年数（写进文稿时标注“预计”，不参与同比，报表到后自动让位）", key="entry-estimate"
        )
        if not st.form_submit_button("存入", type="primary", disabled=not actor):
            return None
    when = Period.parse(period or "")
    return Entered(
        region,
        code,
        when,
        value or "",
        unit,
        basis,
        by or "",
        ground or "",
        scope or WHOLE,
        estimate=estimate,
    )


def sheet(region: str, place: str, actor: str) -> None:
    """The sheet for a 科室, out and in."""
    facts, known = facts_of(region), catalogue()
    years = sorted({it.period.year + 1 for it in facts if it.period.is_year_end}, reverse=True)
    if not years:
        st.html(markup.foot("这个地区还没有往年的数，不能生成取数表。"))
        return
    left, right = st.columns(2)
    year = left.selectbox("年度", years, key="sheet-year")
    offered = {it: found for it in entry.owners(known) if (found := entry.asked_of(it, facts, year, known))}
    if offered:
        owner = right.selectbox(
            "科室", list(offered), format_func=lambda it: f"{it}（{len(offered[it])}项）", key="sheet-owner"
        )
        name = workbook.file_name(place, f"{year}年年终取数表", owner)
        made = lambda: entry.sheet(owner, offered[owner], place, region, year, known)  # noqa: E731
        download("下载取数表", made, name, "sheet-out")
    else:
        st.html(markup.foot(f"{year - 1}年没有年终数，不能生成取数表。"))
    file = st.file_uploader("填好的取数表", type=["xlsx"], key="sheet-in")
    if file and st.button("读入取数表（待核）", type="primary", disabled=not actor, key="sheet-keep"):
        found = entry.filled(file.getvalue(), file.name, region, year, known)
        revision = entry.keep(path(), found, actor, file.name, file.getvalue())
        st.success(f"第{revision}次入库：读入{len(found)}个数，均为{_CHECK}。")


def aims(region: str, place: str, actor: str) -> None:
    """The year's targets, out as a table to fill in and back from any table of targets."""
    newest = max((it.period.year for it in facts_of(region)), default=today().year)
    left, right = st.columns(2)
    year = left.selectbox("目标年度", range(newest + 1, newest - 3, -1), key="target-year")
    ground = right.text_input("文号或依据", key="target-ground", placeholder="如演政办发〔2024〕3号")
    name = workbook.file_name(place, f"{year}年度目标表")
    download("下载目标表", lambda: targets.sheet(store(), regions(), region, year), name, "target-out")
    file = st.file_uploader(
        "填好的目标表，或下达任务的表（.xlsx、.xls、.csv）", type=["xlsx", "xls", "csv"], key="target-in"
    )
    if not file:
        return
    asked = targettable.Ask(region, year, ground or "", today())
    read = targettable.read(file.getvalue(), file.name, asked, regions(), catalogue())
    fresh = targets.differences(store(), read.facts)
    st.html(markup_entry.targets(fresh, read, catalogue(), place_name))
    able = bool(actor and fresh)
    if st.button(f"存入{len(fresh)}个目标", type="primary", disabled=not able, key="target-keep"):
        revision = targets.keep(path(), read.facts, actor, file.name, file.getvalue())
        st.success(f"第{revision}次入库：{len(fresh)}个年度目标。")
