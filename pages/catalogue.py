"""指标目录: what each figure means, and where and when there are any."""

from __future__ import annotations

import streamlit as st

from minsheng import picking, screen, searching
from minsheng.catalogue import Indicator
from minsheng.view import markup

MOST = 12  #: results shown at once
ANY = "全部门类"


def asked() -> list[Indicator]:
    """The search box and the choice of domain; what they find."""
    left, right = st.columns([3, 2], gap="small")
    text = left.text_input(
        "搜索指标",
        key="catalogue_text",
        bind="query-params",
        placeholder="输入名称、别名或拼音首字母，例如：低保人数、dbrs",
    )
    domain = right.selectbox("门类", [ANY, *screen.catalogue().domains], key="catalogue_domain")
    chosen = [it for it in screen.catalogue() if domain in (ANY, it.domain)]
    return searching.search(text or "", chosen)


def picked(found: list[Indicator]) -> Indicator:
    """The one of the results to be told about; one named by the address comes first."""
    codes = [it.code for it in found]
    wanted = st.query_params.get("indicator")
    first = [wanted] if wanted in screen.catalogue() and not st.session_state.get("catalogue_text") else []
    shown = list(dict.fromkeys([*first, *codes]))[:MOST]
    names = {code: screen.catalogue()[code] for code in shown}
    code = st.radio(
        f"找到{len(found)}项" + (f"，先列{MOST}项" if len(found) > MOST else ""),
        shown,
        format_func=lambda it: names[it].name,
        captions=[f"{it.unit}，{it.basis.zh}，{it.domain}" for it in names.values()],
    )
    screen.keep_in_address("indicator", code, shown[0])
    return names[code]


def show(it: Indicator) -> None:
    """The definition of an indicator, and the places and times that have figures of it."""
    catalogue, regions = screen.catalogue(), screen.regions()
    formula = it.formula.worded(lambda operand: catalogue[operand.code].name) if it.formula else ""
    st.html(markup.section(it.name) + markup.definition(it, searching.related(it, catalogue), formula))
    covered = sorted(screen.store().coverage_of(it.code), key=lambda row: regions.is_demo(row.key))
    rows = [(picking.region_label(row.key, regions), row) for row in covered]
    st.html(markup.section("数据覆盖"))
    st.html(markup.coverage(rows[:MOST]) if rows else markup.foot("库中还没有这项指标的数。"))
    if rest := rows[MOST:]:
        with st.expander(f"其余{len(rest)}个地区"):
            st.html(markup.coverage(rest))
    if rows:
        codes = [row.key for _, row in rows]
        chosen = screen.selection().code
        screen.link("trend", "看趋势", region=chosen if chosen in codes else codes[0], indicator=it.code)


with screen.told():
    st.html(
        markup.headline(
            "指标目录",
            f"共{len(screen.catalogue())}项指标：含义、计量单位、口径、有效期，以及哪些地区、哪些时期有数。",
        )
    )
    results = asked()
    if results:
        one, other = st.columns([2, 3], gap="medium")
        with one:
            choice = picked(results)
        with other.container(border=True, key="panel-definition"):
            show(choice)
    else:
        st.html(markup.foot("没有找到，请换一个名称或别名，或改选门类。"))
