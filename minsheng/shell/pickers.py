"""The row above every page: 地区 and 时期, kept in the address; what the figures are; what became of what was asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from minsheng import picking, screen
from minsheng.period import Period
from minsheng.shell import address
from minsheng.view import markup


def top(pickers: Collection[str], beside: Sequence[str]) -> None:
    """The row above the page: the pickers it listens to, and what the figures are at the right.

    ``beside`` are the places that the address wants to see beside the chosen one.
    """
    region_before = st.session_state.get(screen.REGION)
    left, middle, right = _row(there=bool(pickers))
    options = screen.region_options()
    lost = _lost()
    region = _region(region_before, options)
    if "region" in pickers:
        region = _pick_region(left, region, options)
    st.session_state[screen.REGION] = region
    changed, listens = region_before not in (None, region), "period" in pickers
    period = _period(middle, region, changed=changed, shown=listens)
    st.session_state[screen.PERIOD] = period
    address.tell(region=region, period=str(period) if period else "")
    if pickers:
        shown = period if listens else None
        right.html(_status(region, shown))
        _notes(beside, lost, region, shown)


# -- what the address did not get -----------------------------------------------------------------
def _lost() -> str:
    """What the address asks for that means nothing."""
    region, period = address.asked("region"), address.asked("period")
    return picking.not_found(
        None if picking.region_asked(region, screen.regions()) else region,
        None if picking.period_asked(period) else period,
        st.query_params.get("missing"),
    )


def _notes(beside: Sequence[str], lost: str, region: str, period: Period | None) -> None:
    """Below the pickers: what the address did not get, what became of the place. A note stands until the choice changes."""
    address.forget("missing")
    out = picking.left_out(beside, region, screen.region_options(), screen.regions())
    lost = f"{lost}，现显示{screen.place_name(region, None)}" if lost else ""
    if fresh := "；".join(part for part in (lost, out) if part):
        st.session_state["address_note"] = (region, period, f"{fresh}。")
    place, when, note = st.session_state.get("address_note", ("", None, ""))
    became = screen.regions().explain(region) if screen.regions().get(region).historic else ""
    told = [note if (place, when) == (region, period) else "", became]
    if any(told):
        st.html(markup.notice("".join(told)))


# -- the pickers ----------------------------------------------------------------------------------
def _row(*, there: bool):  # noqa: ANN202 - three places to draw in
    """Three columns; nothing where the page listens to no picker."""
    if not there:
        return st.empty(), st.empty(), st.empty()
    return st.columns([3, 2, 5], vertical_alignment="center")


def _region(before: str | None, options: Sequence[str]) -> str:
    """The place asked for in the address, else the one that stands, else the opening one."""
    return (
        picking.region_asked(address.asked("region"), screen.regions())
        or st.session_state.get("pick_region")
        or before
        or picking.opening_region(options, screen.home())
    )


def _pick_region(where, region: str, options: list[str]) -> str:  # noqa: ANN001 - a column
    options = options if region in options else [region, *options]
    st.session_state["pick_region"] = region
    return where.selectbox(
        "地区",
        options,
        format_func=_region_label,
        key="pick_region",
        label_visibility="collapsed",
        placeholder="选择地区",
    )


@st.cache_data(show_spinner=False, max_entries=4000)
def _region_label(code: str) -> str:
    return picking.region_label(code, screen.regions())


def _period(where, region: str, *, changed: bool, shown: bool) -> Period | None:  # noqa: ANN001 - a column
    """The period asked for in the address, else the one that stands, else the opening one of the place."""
    options = screen.period_options(region)
    asked = picking.period_asked(address.asked("period"))
    standing = st.session_state.get("pick_period") or st.session_state.get(screen.PERIOD)
    period = picking.offered(asked or standing, options) or asked or (None if changed else standing)
    period = period or picking.opening_period(options)
    if period is None or not shown:
        return period
    choices = list(options) if period in options else [period, *options]
    st.session_state["pick_period"] = period
    return where.selectbox(
        "时期",
        choices,
        format_func=lambda it: it.name,
        key="pick_period",
        label_visibility="collapsed",
        placeholder="选择时期",
    )


def _status(region: str, period: Period | None) -> str:
    demo = screen.regions().is_demo(region)
    if period is None:
        return markup.status((), demo=demo)
    options = screen.period_options(region)
    newer = picking.newer(period, options)
    hint = f"较新：{newer.name}（{options[newer]}个数）" if newer else ""
    if picking.offered(period, options) is None:
        newest = next(iter(options), None)
        return markup.status((f"最新：{newest.name}（{options[newest]}个数）" if newest else "",), demo=demo)
    names = (period, period.twin)
    vintages = dict.fromkeys(fact.status.zh for fact in screen.facts_of(region) if fact.period in names)
    return markup.status(
        ("、".join(vintages), f"截至{period.end.year}年{period.end.month}月{period.end.day}日", hint),
        demo=demo,
    )
