"""What pages show and is dear to make: made once for a place, a period, a revision and a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from minsheng import places
from minsheng.benefits import NATION, Benefits, benefits
from minsheng.bulletin import bulletin, matter, shelf
from minsheng.bulletin.bulletin import Bulletin
from minsheng.bulletin.told import Desk
from minsheng.capacity.capacity import Capacity, capacity
from minsheng.cards import Shelf
from minsheng.checks.judgements import Judgement
from minsheng.comparison import comparison
from minsheng.meeting import room
from minsheng.meeting.room import Room
from minsheng.overview import Overview, overview
from minsheng.period import Period
from minsheng.receiving import explanations
from minsheng.receiving.audit import audit
from minsheng.screen.reading import (
    Selection,
    breaks,
    catalogue,
    explanations_of,
    facts_of,
    path,
    place_name,
    regions,
    store,
)
from minsheng.tasks import records, summary
from minsheng.tasks.board import Board
from minsheng.tasks.summary import Summary
from minsheng.tasks.task import Report, Task


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


def ledger_of(region: str) -> tuple[Sequence[Task], Sequence[Report]]:
    """Every wording and every status of a place's ledgers, read once a revision and moment."""
    return _ledger(path(), store().stamp, region)


@st.cache_resource(show_spinner=False, max_entries=64)
def _ledger(file: Path, stamp: str, region: str) -> tuple[Sequence[Task], Sequence[Report]]:  # noqa: ARG001
    return tuple(records.wordings(store(), region)), tuple(records.reports(store(), region))


def board_of(region: str, year: int, day: date) -> Board:
    """How a year's ledger stands on a day, judged once a revision and moment."""
    return _board(path(), store().stamp, region, year, day)


@st.cache_resource(show_spinner=False, max_entries=64)
def _board(file: Path, stamp: str, region: str, year: int, day: date) -> Board:  # noqa: ARG001
    wordings, reports = ledger_of(region)
    return summary.of(records.standing(wordings, year), reports, facts_of(region), store(), regions(), day)


def bulletin_of(chosen: Selection, dated: date, reason: str) -> Bulletin:
    """The 通报 of what may leave the house, written once a revision and moment."""
    return _bulletin(path(), store().stamp, chosen.code, chosen.period, dated, reason)


@st.cache_resource(show_spinner="正在写通报……", max_entries=16)
def _bulletin(file: Path, stamp: str, code: str, period: Period, dated: date, reason: str) -> Bulletin:  # noqa: ARG001
    region = regions().get(code)
    units = tuple(it.code for it in comparison.below(region, period, regions()))
    findings = audited((code, *units), period)
    desk = Desk(store(), regions(), breaks())
    gathered = matter.gather(desk, region, period, shelf.standing(store()), findings, reason=reason)
    return bulletin.write(gathered, regions(), dated)


def room_of(chosen: Selection) -> Room:
    """What the sheets of a meeting are made from, gathered once a revision and moment."""
    return _room(path(), store().stamp, chosen.code, chosen.period)


@st.cache_resource(show_spinner=False, max_entries=16)
def _room(file: Path, stamp: str, code: str, period: Period) -> Room:  # noqa: ARG001
    region = regions().get(code)
    codes = room.codes(region, period, regions())
    facts, explained = facts_of(*codes), explanations_of(*codes)
    return Room(catalogue(), regions(), breaks(), region, period, facts, explained)
