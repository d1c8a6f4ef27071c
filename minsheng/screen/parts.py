"""What several pages show: cards, downloads, texts to copy, the menu of a figure, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.receiving import impact
from minsheng.receiving.impact import Touched
from minsheng.screen.reading import as_of, moment
from minsheng.screen.telling import told
from minsheng.store.moment import NOW
from minsheng.view import markup, markup_review, printing, stylesheet, usemenu, using
from minsheng.view.panel import Panel, Plot
from minsheng.workbook import file_name, saying
from minsheng.writing.rendering import media_type

IMPACT_ROWS = 30  #: places of a 更正影响清单 shown at once

_COPY = st.components.v2.component(
    "minsheng_copy", html=stylesheet.COPY_HTML, css=stylesheet.COPY_CSS, js=stylesheet.COPY_JS
)


def copyable(text: str, key: str) -> None:
    """A text with a button that copies it as plain text; where the browser withholds the clipboard it is selected."""
    _COPY(data={"text": text}, key=f"copy-{key}")


def download(
    label: str, data: Callable[[], bytes], name: str, key: str | None = None, mime: str = ""
) -> None:
    """A download, made when it is asked for, under a Chinese name that says its kind (``workbook.file_name``).

    It is made as of the moment of the screen; what was made while looking at the past says so in its name and under
    the titles of its tables.
    """
    then = moment()

    def made() -> bytes:
        with as_of(then):
            return saying(then.words, data)

    st.download_button(
        label,
        made,
        file_name=_dated(name),
        mime=mime or media_type(name),
        key=key,
        on_click="ignore",
    )


def _dated(name: str) -> str:
    """``演示市_趋势.xlsx``, in the past ``演示市_趋势_截至2023年4月15日已知.xlsx``."""
    stem, dot, kind = name.rpartition(".")
    return name if moment() == NOW else f"{stem}_{moment().words}{dot}{kind}"


def impact_list(found: Sequence[Touched], title: str, key: str) -> None:
    """更正影响清单: the places in issued documents that a change touches, to look at and to take along."""
    if found:
        st.html(markup_review.touched(found[:IMPACT_ROWS]))
        download("下载更正影响清单", lambda: impact.sheet(found, title), file_name(title), key)


_USE = st.components.v2.component("minsheng_use", html=usemenu.HTML, js=usemenu.JS)


def use_menu() -> None:
    """The one menu behind all figures of the page (``view.using``)."""
    _USE(key="use-menu")


_PRINT = st.components.v2.component("minsheng_print", html="", js=printing.JS)


def printable() -> None:
    """Let the page be printed whole."""
    _PRINT(key="printable")


def use(figure: Figure, label: str) -> None:
    """A word that opens the menu of a figure that is not drawn itself."""
    st.html(f'<span class="ms-take">{using.usable(label, figure)}</span>')


@contextmanager
def part(key: str, title: str = "") -> Iterator[None]:
    """A part of the page with its heading; what goes wrong in it is told in it, and the rest of the page stands."""
    with st.container(border=True, key=key):
        if title:
            st.html(markup.section(title))
        with told():
            yield


def panel(it: Panel) -> None:
    """A card: its HTML and its pictures, which do not zoom by accident."""
    with st.container(border=True, key=it.key):
        for piece in it.parts:
            if isinstance(piece, str):
                st.html(piece)
            elif piece.scrolls:
                with st.container(height=460, border=False):
                    _plot(piece)
            else:
                _plot(piece)


def _plot(it: Plot) -> None:
    still = {"displayModeBar": False, "scrollZoom": False}
    st.plotly_chart(it.figure, theme=None, config=still, key=it.key, alt=it.alt)


def link(page: str, label: str, **address: str) -> None:
    """A link to another page of the menu; nothing where the page runs without the frame."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(f"../pages/{page}.py", label=label, query_params=address)


def other_periods(page: str, region: str, periods: Sequence[Period]) -> None:
    """The same page at other periods, each a click away."""
    if periods:
        with st.container(horizontal=True, key="other-periods"):
            for it in periods:
                link(page, it.name, region=region, period=str(it))


def style() -> None:
    """The one small style sheet."""
    st.html(f"<style>{stylesheet.STYLE}{usemenu.STYLE}</style>")


def no_data(place: str) -> None:
    """A place that has no figures, and the way on."""
    st.html(markup.headline(f"{place}还没有数据", "请在上方另选地区，或到“报表接收”导入。"))


def put_away(label: str, key: str, held: str) -> None:
    """The way to another text: what the session holds is dropped."""
    if st.button(label, key=key):
        st.session_state.pop(held)
        st.rerun()
