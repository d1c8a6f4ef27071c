"""The frame around every page: menu, 地区 and 时期 kept in the address, the mark of invented data, the last resort."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from minsheng import office, picking, screen, shipped
from minsheng.errors import StoreBusy, StoreExists, UsageError
from minsheng.period import Period
from minsheng.store import ledger
from minsheng.store.moment import NOW, Moment
from minsheng.view import markup

PAGES = Path(__file__).resolve().parent.parent / "pages"
TITLE = "民生答卷 · 民政统计看板"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the menu; ``pickers`` are those of the frame that it listens to."""

    file: str
    title: str
    section: str
    pickers: tuple[str, ...] = ("region", "period")

    @property
    def path(self) -> Path:
        """The page's script."""
        return PAGES / f"{self.file}.py"


#: the menu, in order; a screen whose file is not there is not offered
SCREENS = (
    Screen("overview", "总览", "看数据"),
    Screen("answer", "年终答卷", "看数据", ("region",)),
    Screen("trend", "趋势", "看数据", ("region",)),
    Screen("compare", "县区对比", "看数据"),
    Screen("meeting", "会议演示", "看数据"),
    Screen("tasks", "任务台账", "看数据", ("region",)),
    Screen("manuscript", "文稿", "写材料", ("region",)),
    Screen("editions", "定稿", "写材料", ("region",)),
    Screen("verify", "核稿", "写材料", ("region",)),
    Screen("reuse", "套稿", "写材料", ("region",)),
    Screen("highlights", "亮点素材", "写材料", ("region",)),
    Screen("bulletin", "通报", "写材料"),
    Screen("lookup", "查数", "写材料", ()),
    Screen("selected", "已选数据", "写材料", ()),
    Screen("intake", "报表接收", "管数据", ()),
    Screen("review", "审核", "管数据"),
    Screen("corrections", "更正", "管数据"),
    Screen("rules", "审核规则", "管数据", ("region",)),
    Screen("entry", "补录", "管数据", ("region",)),
    Screen("quotations", "文稿取数", "管数据", ("region",)),
    Screen("catalogue", "指标目录", "管数据", ()),
)


def run() -> None:
    """Draw the frame and the page in it."""
    st.set_page_config(page_title=_title(), page_icon="📋", layout="wide", initial_sidebar_state="auto")
    screen.style()
    offered = [it for it in SCREENS if it.path.exists()]
    pages = {
        it.file: st.Page(it.path, title=it.title, url_path=it.file, default=it is offered[0])
        for it in offered
    }
    page = st.navigation(_menu(offered, pages), expanded=True)
    if not _store_is_there():
        return
    current = next(it for it in offered if pages[it.file] == page)
    with screen.told():
        _moment()
        _top(current)
        _office(current)
        _look_back()
        page.run()
    screen.use_menu()


def _title() -> str:
    """The window's title: 本单位 before the product's name; the name alone while the store cannot be asked."""
    home = ""
    with suppress(UsageError):
        home = screen.home() if screen.path().exists() else ""
    return f"{screen.place_name(home, None)} · {TITLE}" if home else TITLE


def _menu(offered: list[Screen], pages: dict) -> dict[str, list]:
    sections = dict.fromkeys(it.section for it in offered)
    return {name: [pages[it.file] for it in offered if it.section == name] for name in sections}


# -- the store on the first start -----------------------------------------------------------------
@st.cache_resource(show_spinner=False)
def _building() -> threading.Lock:
    return threading.Lock()


def _store_is_there() -> bool:
    """Build the store where there is none, showing how far it is; another session's building is waited for."""
    if screen.path().exists():
        return _up_to_date()
    with screen.told():
        bar = st.progress(0.0, text="首次启动，正在建立数据库，约需十几秒。")
        with _building():
            if not screen.path().exists():
                _build(lambda words, share: bar.progress(share, text=f"{words}……"))
        bar.empty()
    return screen.path().exists()


@st.cache_resource(show_spinner=False)
def _upgraded(file: Path) -> bool:
    return ledger.upgrade(file)


def _up_to_date() -> bool:
    """Bring a store of an earlier version up to date, once a process."""
    with screen.told():
        _upgraded(screen.path())
        return True
    return False


def _build(progress: shipped.Progress) -> None:
    try:
        shipped.init(screen.path(), screen.regions(), progress=progress)
    except (StoreBusy, StoreExists):  # another process is at it
        until = time.monotonic() + 60
        while not screen.path().exists() and time.monotonic() < until:
            time.sleep(0.5)


# -- pickers --------------------------------------------------------------------------------------
def _top(current: Screen) -> None:
    """The row above the page: the pickers it listens to, and what the figures are at the right."""
    region_before = st.session_state.get(screen.REGION)
    st.session_state.setdefault(
        "office_asked", "region" in st.query_params
    )  # who comes by a link is not asked
    left, middle, right = _row(current)
    options = screen.region_options()
    asked = picking.region_asked(_asked("region"), screen.regions())
    lost = _lost()
    region = (
        asked
        or st.session_state.get("pick_region")
        or region_before
        or picking.opening_region(options, screen.home())
    )
    if "region" in current.pickers:
        region = _pick_region(left, region, options)
    st.session_state[screen.REGION] = region
    period = _period(
        middle, region, changed=region_before not in (None, region), shown="period" in current.pickers
    )
    st.session_state[screen.PERIOD] = period
    _tell(region=region, period=str(period) if period else "")
    if current.pickers:
        right.html(_status(region, period if "period" in current.pickers else None))
        _notes(current, lost, region, period if "period" in current.pickers else None)


def _lost() -> str:
    """What the address asks for that means nothing."""
    region, period = _asked("region"), _asked("period")
    return picking.not_found(
        None if picking.region_asked(region, screen.regions()) else region,
        None if picking.period_asked(period) else period,
        st.query_params.get("missing"),
    )


def _notes(current: Screen, lost: str, region: str, period: Period | None) -> None:
    """Below the pickers: what the address did not get, what became of the place. A note stands until the choice changes."""
    st.query_params.pop("missing", None)
    wanted = st.query_params.get_all("with") if current.file == "trend" else []
    out = picking.left_out(wanted, region, screen.region_options(), screen.regions())
    lost = f"{lost}，现显示{screen.place_name(region, None)}" if lost else ""
    if fresh := "；".join(part for part in (lost, out) if part):
        st.session_state["address_note"] = (region, period, f"{fresh}。")
    place, when, note = st.session_state.get("address_note", ("", None, ""))
    became = screen.regions().explain(region) if screen.regions().get(region).historic else ""
    told = [note if (place, when) == (region, period) else "", became]
    if any(told):
        st.html(markup.notice("".join(told)))


def _row(current: Screen):  # noqa: ANN202 - three places to draw in
    """Three columns; nothing where the page listens to no picker."""
    if not current.pickers:
        return st.empty(), st.empty(), st.empty()
    return st.columns([3, 2, 5], vertical_alignment="center")


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
    asked = picking.period_asked(_asked("period"))
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


def _asked(name: str) -> str | None:
    """What the address asks for, where it is not what the frame itself wrote there."""
    asked = st.query_params.get(name)
    return asked if asked != st.session_state.get(f"told_{name}") else None


def _tell(**choices: str) -> None:
    """Keep the choices in the address, all at once: one step back is one choice back."""
    fresh = {name: value for name, value in choices.items() if value and st.query_params.get(name) != value}
    if fresh:
        st.query_params.update(fresh)
    for name, value in choices.items():
        st.session_state[f"told_{name}"] = value


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


# -- 截至某日 --------------------------------------------------------------------------------------
def _moment() -> None:
    """As of when everything is shown: asked for in the address, kept while pages change, marked on every screen."""
    asked, wrong = _asked("as_of"), ""
    try:
        chosen = Moment.parse(asked) if asked is not None else st.session_state.get(screen.MOMENT, NOW)
        st.session_state[screen.MOMENT] = chosen
        screen.store()
    except UsageError as error:
        st.session_state[screen.MOMENT], wrong = NOW, str(error)
    chosen = st.session_state[screen.MOMENT]
    if wrong:
        st.html(markup.notice(f"{wrong}现显示今天的数。"))
    if chosen == NOW:
        st.query_params.pop("as_of", None)
        st.session_state.pop("told_as_of", None)
        return
    _tell(as_of=str(chosen))
    with st.container(horizontal=True, vertical_alignment="center", key="past-mark"):
        st.html(markup.past(chosen.words))
        st.button("回到今天", on_click=_go_to, args=(NOW,), key="moment_now")


def _go_to(moment: Moment) -> None:
    """Show everything as of another moment."""
    st.query_params.pop("as_of", None)
    st.session_state[screen.MOMENT] = moment


def _look_back() -> None:
    """The choice of a past day, below the menu."""
    with (
        st.sidebar.popover("看某日的数", key="look-back"),
        st.form("moment_form", border=False),
    ):
        text = st.text_input("截至哪一天已知", key="moment_text", placeholder="如2023-04-15")
        st.html(markup.foot("此后收到的报表和更正不算在内。也可以填第几次入库，如12。"))
        sent = st.form_submit_button("看当时的数", type="primary")
    if sent and text:
        with screen.told():
            _go_to(Moment.parse(text))
            st.rerun()


# -- 本单位 ---------------------------------------------------------------------------------------
def _office(current: Screen) -> None:
    """On the first visit ask whose dashboard it is; later the choice stands below the menu."""
    home = screen.home()
    if not home and current is SCREENS[0] and not st.session_state.get("office_asked"):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="first-visit"):
            st.html(markup.foot("第一次使用：选择本单位后，打开时默认显示本单位的数据；也可以先看演示。"))
            _choose("选择本单位", "first")
            st.button("先看演示", on_click=_to_demo, key="office_demo")
    with st.sidebar:
        st.html(markup.foot(f"本单位：{screen.place_name(home, None) if home else '未选择'}"))
        _choose("更换本单位" if home else "选择本单位", "sidebar")


def _choose(label: str, where: str) -> None:
    with st.popover(label, key=f"office-{where}"):
        with st.form(f"office_form_{where}", border=False):
            text = st.text_input(
                "本单位名称或行政区划代码",
                key=f"office_name_{where}",
                placeholder="例如：淄博市、即墨区、370300",
            )
            sent = st.form_submit_button("确定", type="primary")
        if sent and text:
            with screen.told():
                region = office.choose(screen.path(), text, screen.regions())
                _go(region.code)
                st.rerun()


def _to_demo() -> None:
    st.session_state["office_asked"] = True
    _go(picking.DEMO)


def _go(region: str) -> None:
    """Open another place, at its own period."""
    st.query_params.clear()
    for name in ("pick_region", "pick_period", screen.PERIOD, "told_region", "told_period"):
        st.session_state.pop(name, None)
    st.session_state[screen.REGION] = region


if __name__ == "__main__":
    run()
