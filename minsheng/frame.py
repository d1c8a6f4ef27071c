"""The frame around every page: the menu, what stands around the page (``shell``), the last resort."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from minsheng import screen
from minsheng.errors import UsageError
from minsheng.shell import first_start, own, past, pickers

PAGES = Path(__file__).resolve().parent.parent / "pages"
TITLE = "民生答卷 · 民政统计看板"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the menu; ``pickers`` are those above it that it listens to; ``several``: places may stand side by side."""

    file: str
    title: str
    section: str
    pickers: tuple[str, ...] = ("region", "period")
    several: bool = False

    @property
    def path(self) -> Path:
        """The page's script."""
        return PAGES / f"{self.file}.py"


#: the menu, in order; a screen whose file is not there is not offered
SCREENS = (
    Screen("overview", "总览", "看数据"),
    Screen("answer", "年终答卷", "看数据", ("region",)),
    Screen("trend", "趋势", "看数据", ("region",), several=True),
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
    if not first_start.store_is_there():
        return
    current = next(it for it in offered if pages[it.file] == page)
    with screen.told():
        past.moment()
        own.arrived()
        pickers.top(current.pickers, st.query_params.get_all("with") if current.several else ())
        own.ask(opening=current is SCREENS[0])
        past.look_back()
        page.run()
    screen.use_menu()
    screen.printable()


def _title() -> str:
    """The window's title: 本单位 before the product's name; the name alone while the store cannot be asked."""
    home = ""
    with suppress(UsageError):
        home = screen.home() if screen.path().exists() else ""
    return f"{screen.place_name(home, None)} · {TITLE}" if home else TITLE


def _menu(offered: list[Screen], pages: dict) -> dict[str, list]:
    sections = dict.fromkeys(it.section for it in offered)
    return {name: [pages[it.file] for it in offered if it.section == name] for name in sections}


if __name__ == "__main__":
    run()
