"""The Streamlit side that all pages share: the open store, what is chosen, how errors and figures are shown."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from minsheng import choices, picking, places
from minsheng.benefits import NATION, Benefits, benefits
from minsheng.capacity import Capacity, capacity
from minsheng.cards import Shelf
from minsheng.catalogue import Catalogue
from minsheng.changes import Break
from minsheng.checks.judgements import Judgement
from minsheng.editions import numbers
from minsheng.errors import MinshengError
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.overview import Overview, overview
from minsheng.period import Period
from minsheng.receiving import explanations, impact
from minsheng.receiving.audit import audit
from minsheng.receiving.explanations import Explanation
from minsheng.receiving.impact import Touched
from minsheng.store.moment import NOW, SHANGHAI, Moment
from minsheng.store.reading import Store
from minsheng.tasks import summary
from minsheng.tasks.summary import Summary
from minsheng.view import markup, markup_review, stylesheet, using
from minsheng.view.panel import Panel, Plot
from minsheng.workbook import MEDIA_TYPE, file_name, saying

DEFAULT_DB = Path(__file__).resolve().parent.parent / "data/store/minsheng.duckdb"
#: what the frame has chosen for the pages
REGION, PERIOD, MOMENT = "chosen_region", "chosen_period", "chosen_moment"
ACTOR = "actor"
IMPACT_ROWS = 30  #: places of a 更正影响清单 shown at once
log = logging.getLogger("minsheng")


@dataclass(frozen=True, slots=True)
class Selection:
    """The place and the period that the frame's pickers stand on; ``period`` is None where the place has none."""

    region: Region
    period: Period | None

    @property
    def code(self) -> str:
        """The place's present code."""
        return self.region.code

    @property
    def place(self) -> str:
        """The place's name in the period."""
        return self.region.name_at(self.period)


# -- data -----------------------------------------------------------------------------------------
def path() -> Path:
    """Where the store lies: MINSHENG_DB, else below ``data/``."""
    return Path(os.environ.get("MINSHENG_DB") or DEFAULT_DB)


@st.cache_resource(show_spinner=False, max_entries=8)
def _opened(file: Path, moment: Moment) -> Store:
    return Store(file, moment)


def moment() -> Moment:
    """As of when everything on the screen is: what the frame has chosen, else the address; mostly ``NOW``."""
    chosen = st.session_state.get(MOMENT)
    return chosen if chosen is not None else Moment.parse(st.query_params.get("as_of", ""))


def store() -> Store:
    """The store as of the chosen moment, opened once a process; raises StoreMissing."""
    return _opened(path(), moment())


def frozen() -> str:
    """What is shown now, as the address names it: opened again by it (``as_of``), a screen shows the same figures."""
    return str(moment()) or str(store().revision)


def regions() -> Regions:
    """All places."""
    return places.regions()


def catalogue() -> Catalogue:
    """All indicators."""
    return store().catalogue


def breaks() -> tuple[Break, ...]:
    """The breaks of definition and territory."""
    return _breaks(path(), store().stamp, store())


@st.cache_resource(show_spinner=False, max_entries=4)
def _breaks(file: Path, stamp: str, _store: Store) -> tuple[Break, ...]:  # noqa: ARG001 - file and stamp key the cache
    return _store.breaks()


def facts_of(*codes: str) -> tuple[Fact, ...]:
    """All facts of some places as they stand at the chosen moment; frozen, so that sessions may share them."""
    return _facts(path(), store().stamp, codes, store())


def facts_by(day: date, code: str) -> tuple[Fact, ...]:
    """All facts of a place as they were known at the end of a day."""
    then = _opened(path(), Moment(known_by=day))
    return _facts(path(), then.stamp, (code,), then)


@st.cache_resource(show_spinner=False, max_entries=64)
def _facts(file: Path, stamp: str, codes: tuple[str, ...], _store: Store) -> tuple[Fact, ...]:  # noqa: ARG001
    return tuple(_store.facts(regions=codes))


def explanations_of(*codes: str) -> tuple[Explanation, ...]:
    """What some places wrote about their figures, oldest first."""
    return tuple(explanations.of(store(), codes))


def place_name(code: str, period: Period | None) -> str:
    """The name of a place in a period."""
    return regions().get(code).name_at(period)


# -- what is chosen -------------------------------------------------------------------------------
def home() -> str:
    """The code of 本单位; empty while none was chosen."""
    return store().settings.get("home", "")


def region_options() -> list[str]:
    """The places that the picker offers."""
    return picking.region_options(store().places(), home(), regions())


def period_options(region: str) -> dict[Period, int]:
    """The periods of a place with their number of figures, newest first."""
    return picking.period_options(store().periods(region))


def selection() -> Selection:
    """What the frame's pickers stand on; where a page runs alone, its address, else the opening place and period."""
    region = st.session_state.get(REGION) or picking.region_asked(st.query_params.get("region"), regions())
    region = region or picking.opening_region(region_options(), home())
    period = st.session_state.get(PERIOD) or picking.period_asked(st.query_params.get("period"))
    options = period_options(region)
    period = picking.offered(period, options) or period or picking.opening_period(options)
    return Selection(regions().get(region), period)


def overview_of(chosen: Selection) -> Overview:
    """The overview of the chosen place and period, made once a revision and moment."""
    return _overview(path(), store().stamp, chosen.code, chosen.period)


@st.cache_resource(show_spinner=False, max_entries=256)
def _overview(file: Path, stamp: str, region: str, period: Period) -> Overview:  # noqa: ARG001
    headlines, chapters = places.rows_of("headlines.csv"), places.rows_of("chapters.csv")
    return overview(facts_of(region), catalogue(), breaks(), place_name, region, period, headlines, chapters)


def audited(units: tuple[str, ...], period: Period) -> tuple[Judgement, ...]:
    """The findings of 审核 of some places and a period, asked anew only when figures or rules change."""
    found = _audited(path(), store().figures_stamp, units, str(period))
    return tuple(explanations.explained(found, explanations.of(store(), units)))


@st.cache_resource(show_spinner="正在审核……", max_entries=32)
def _audited(file: Path, stamp: str, units: tuple[str, ...], period: str) -> tuple[Judgement, ...]:  # noqa: ARG001
    return audit(store(), regions(), places=units, periods=[period]).found


def today() -> date:
    """The day, in Shanghai."""
    return datetime.now(SHANGHAI).date()


def capacity_of(chosen: Selection) -> Capacity:
    """Capacity and coverage of the chosen place and period, made once a revision and moment."""
    return _capacity(path(), store().stamp, chosen.code, chosen.period)


@st.cache_resource(show_spinner=False, max_entries=256)
def _capacity(file: Path, stamp: str, region: str, period: Period) -> Capacity:  # noqa: ARG001
    shelf = Shelf(facts_of(region), catalogue(), breaks(), place_name, period)
    listed = (places.rows_of(f"capacity/{name}.csv") for name in ("cards", "balances", "funnels"))
    return capacity(shelf, *listed)


def benefits_of(chosen: Selection) -> Benefits | None:
    """The 保障标准 of the chosen place and period, made once a revision and moment."""
    return _benefits(path(), store().stamp, chosen.code, chosen.period)


@st.cache_resource(show_spinner=False, max_entries=256)
def _benefits(file: Path, stamp: str, region: str, period: Period) -> Benefits | None:  # noqa: ARG001
    library = places.rows_of("standards/standards.csv")
    return benefits(facts_of(region), facts_of(NATION), catalogue(), breaks(), place_name, period, library)


def tasks_of(chosen: Selection) -> Summary | None:
    """The year's task ledger of the chosen place at the period's end, made once a revision and moment."""
    return _tasks(path(), store().stamp, chosen.code, chosen.period)


@st.cache_resource(show_spinner=False, max_entries=256)
def _tasks(file: Path, stamp: str, region: str, period: Period) -> Summary | None:  # noqa: ARG001
    return summary.summary(store(), regions(), region, period)


# -- errors ---------------------------------------------------------------------------------------
@contextmanager
def told() -> Iterator[None]:
    """Errors of the block become one Chinese sentence: what a person can act on as it is, others with an id."""
    try:
        yield
    except MinshengError as error:
        st.error(str(error))
    except Exception as error:  # noqa: BLE001 - the last resort: nobody ever sees a traceback
        show_unexpected(error)


def show_unexpected(error: Exception) -> None:
    """Log an error under an id, and show the id."""
    number = uuid4().hex[:8]
    log.error("unexpected error %s", number, exc_info=error)
    st.error(f"这一步没有完成，数据没有改动。请刷新页面再试；如仍不行，请把编号{number}告诉管理员。")


# -- parts ----------------------------------------------------------------------------------------
_COPY = st.components.v2.component(
    "minsheng_copy", html=stylesheet.COPY_HTML, css=stylesheet.COPY_CSS, js=stylesheet.COPY_JS
)


def copyable(text: str, key: str) -> None:
    """A text with a button that copies it as plain text; where the browser withholds the clipboard it is selected."""
    _COPY(data={"text": text}, key=f"copy-{key}")


def download(
    label: str, data: Callable[[], bytes], name: str, key: str | None = None, mime: str = MEDIA_TYPE
) -> None:
    """A download, of an Excel workbook unless said, made when it is asked for, under a Chinese name (``workbook.file_name``).

    What was made while looking at the past says so in its name and under the titles of its tables.
    """
    then = moment().words
    st.download_button(
        label, lambda: saying(then, data), file_name=_dated(name), mime=mime, key=key, on_click="ignore"
    )


def _dated(name: str) -> str:
    """``演示市_趋势.xlsx``, in the past ``演示市_趋势_截至2023年4月15日已知.xlsx``."""
    stem, dot, kind = name.rpartition(".")
    return name if moment() == NOW else f"{stem}_{moment().words}{dot}{kind}"


def impact_list(found: Sequence[Touched], title: str, key: str) -> None:
    """更正影响清单: the places in issued documents that a change touches, to look at and to take along."""
    if found:
        rows = map(impact.row, found[:IMPACT_ROWS])
        st.html(markup_review.grid(impact.COLUMNS, rows, marked=(impact.REPRINT,)))
        download("下载更正影响清单", lambda: impact.sheet(found, title), file_name(title), key)


_USE = st.components.v2.component("minsheng_use", html=using.HTML, js=using.JS)


def use_menu() -> None:
    """The one menu behind all figures of the page (``view.using``)."""
    _USE(key="use-menu")


def use(figure: Figure, label: str) -> None:
    """A word that opens the menu of a figure that is not drawn itself."""
    cited(figure)
    st.html(f'<span class="ms-take">{using.usable(label, figure)}</span>')


def cited(*figures: Figure) -> None:
    """Have the 数据编号 that the menu shows for these figures remembered, so that they resolve."""
    entries = [bound for it in figures if (bound := using.entry(it))]
    numbers.remember(path(), entries)


def panel(it: Panel) -> None:
    """A card: its HTML and its pictures, which do not zoom by accident."""
    with st.container(border=True, key=it.key):
        for part in it.parts:
            if isinstance(part, str):
                st.html(part)
            elif part.scrolls:
                with st.container(height=460, border=False):
                    _plot(part)
            else:
                _plot(part)


def _plot(it: Plot) -> None:
    still = {"displayModeBar": False, "scrollZoom": False}
    st.plotly_chart(it.figure, theme=None, config=still, key=it.key, alt=it.alt)


def pick(where: Any, page: str, name: str, options: Sequence[str], first: str, **more: Any) -> str:
    """A picker that begins with the address, else with what stands, else with ``first``; kept in the address."""
    key = f"{page}-{name}"
    wishes = ([st.query_params.get(name, "")], [st.session_state.get(key, "")], [first])
    st.session_state[key] = choices.kept(options, *wishes)[0]
    chosen = where.selectbox(options=options, key=key, **more)
    st.query_params[name] = chosen
    return chosen


def link(page: str, label: str, **address: str) -> None:
    """A link to another page of the menu; nothing where the page runs without the frame."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(f"../pages/{page}.py", label=label, query_params=address)


def style() -> None:
    """The one small style sheet."""
    st.html(f"<style>{stylesheet.STYLE}{using.STYLE}</style>")


def actor() -> str:
    """操作人: who writes, asked on the page until said, then shown beside the menu; empty while nobody said.

    Nobody writes while looking at the past.
    """
    if moment() != NOW:
        st.html(markup.notice("正在看过去的数，不能接收、说明或核定；回到今天后再办理。"))
        return ""
    known = st.session_state.get(ACTOR, "")
    with st.sidebar if known else st.container():
        said = st.text_input(
            "操作人" if known else "操作人（填写姓名后才能入库，只问一次）",
            value=known,
            key=f"actor-{bool(known)}",
            placeholder="姓名",
        )
    st.session_state[ACTOR] = (said or "").strip()
    if bool(st.session_state[ACTOR]) != bool(known):
        st.rerun()
    return st.session_state[ACTOR]


def written(question: str, confirm: str, key: str, *, able: bool, value: str = "", hint: str = "") -> str:
    """A line that must be written, and the button that sends it: the text once sent, else empty."""
    with st.form(key, border=False):
        text = st.text_input(question, value, key=f"{key}-text", placeholder=hint)
        sent = st.form_submit_button(confirm, disabled=not able, key=f"{key}-send")
    said = (text or "").strip()
    if sent and not said:
        st.warning(f"请先填写{question}。")
    return said if sent else ""


def actor_here(key: str) -> str:
    """操作人, asked beside what is to be written; empty while nobody said, and while looking at the past."""
    known = st.session_state.get(ACTOR, "")
    said = (st.text_input("操作人", value=known, key=f"actor-{key}", placeholder="姓名") or "").strip()
    if said and not known:
        st.session_state[ACTOR] = said
    return said if moment() == NOW else ""


def demo_badge() -> None:
    """The mark of invented data."""
    st.html(markup.DEMO_BADGE)
