"""The open store, what is chosen, and what is read of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from minsheng import picking, places
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.receiving.explanations import Explanation
from minsheng.store.moment import SHANGHAI, Moment
from minsheng.store.reading import Store

DEFAULT_DB = Path(__file__).resolve().parents[2] / "data/store/minsheng.duckdb"
#: what the frame has chosen for the pages
REGION, PERIOD, MOMENT = "chosen_region", "chosen_period", "chosen_moment"


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


def path() -> Path:
    """Where the store lies: MINSHENG_DB, else below ``data/``."""
    return Path(os.environ.get("MINSHENG_DB") or DEFAULT_DB)


@st.cache_resource(show_spinner=False, max_entries=8)
def _opened(file: Path, moment: Moment) -> Store:
    return Store(file, moment)


#: as of when a file is made: that happens after its screen, where nothing of the session is known
_MADE: ContextVar[Moment | None] = ContextVar("made", default=None)


@contextmanager
def as_of(then: Moment) -> Iterator[None]:
    """What is read in the block is read as of a moment, whatever is chosen."""
    before = _MADE.set(then)
    try:
        yield
    finally:
        _MADE.reset(before)


def moment() -> Moment:
    """As of when everything on the screen is: what the frame has chosen, else the address; mostly ``NOW``."""
    if (made := _MADE.get()) is not None:
        return made
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


def named(facts: Iterable[Fact]) -> list[Figure]:
    """Facts with the names of what and where they are."""
    return [Figure(it, catalogue()[it.indicator], place_name(it.region, it.period)) for it in facts]


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


def go(region: str) -> None:
    """Choose another place, at its own period."""
    st.query_params.clear()
    for name in ("pick_region", "pick_period", PERIOD, "told_region", "told_period"):
        st.session_state.pop(name, None)
    st.session_state[REGION] = region


def today() -> date:
    """The day, in Shanghai."""
    return datetime.now(SHANGHAI).date()
