"""What is shipped reaches a store: at once when it is built, as one further revision when it is newer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minsheng import shipped
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store import ledger
from minsheng.store.moment import Moment
from minsheng.store.reading import Store


@pytest.fixture
def built(tmp_path: Path, regions: Regions) -> Path:
    path = tmp_path / "store.duckdb"
    shipped.init(path, regions)
    return path


def test_a_store_of_what_is_shipped_needs_no_refresh(built: Path, regions: Regions) -> None:
    assert shipped.refresh(built, regions) == 0
    assert Store(built).revision == 2


def test_newer_shipped_data_arrive_as_one_further_revision(built: Path, regions: Regions) -> None:
    before = len(Store(built).facts())
    with ledger.commit(built, actor="测试员", note="") as commit:
        commit.set("shipped", "older")
    shipped.refresh(built, regions)
    store = Store(built)
    assert store.revision == 4
    assert len(store.facts()) == before
    assert store.settings["shipped"] == shipped.fingerprint()


def test_what_is_no_longer_shipped_no_longer_stands(built: Path, regions: Regions) -> None:
    some = next(iter(Store(built).facts(regions=["350000"], indicators=["exp_total"])))
    dropped = replace(some, period=Period.parse("2030Q1"))
    own = replace(some, period=Period.parse("2030Q2"))
    for actor, fact in ((shipped.ACTOR, dropped), ("张三", own)):
        with ledger.commit(built, actor=actor, note="") as commit:
            commit.receive([ledger.Received("表.csv", "", "tidy", [fact])])
            commit.set("shipped", "older")
    shipped.refresh(built, regions)
    store = Store(built)
    periods = {str(it.period) for it in store.facts(regions=["350000"], indicators=["exp_total"])}
    assert "2030Q2" in periods
    assert "2030Q1" not in periods
    assert some in store.facts(regions=["350000"], indicators=["exp_total"])
    replayed = Store(built, Moment(None, store.revision - 1))
    assert "2030Q1" in {str(it.period) for it in replayed.facts(regions=["350000"], indicators=["exp_total"])}


def test_an_empty_store_stays_empty(small_path: Path, regions: Regions) -> None:
    assert shipped.refresh(small_path, regions) == 0
    store = Store(small_path)
    assert store.facts() == []
    assert len(store.catalogue) > 280


def test_init_tells_how_the_published_figures_were_read(
    built: Path, tmp_path: Path, regions: Regions
) -> None:
    told = shipped.init(tmp_path / "other.duckdb", regions)
    assert sum(told.published.values()) == 4195
    assert told.published["left_out"] == sum(told.left_out.values())
    assert told.published["left_out"] <= 4195 * 0.05


def test_every_indicator_has_an_owner_a_unit_and_a_definition() -> None:
    for indicator in shipped.catalogue():
        assert indicator.owner, indicator.code
        assert indicator.unit, indicator.code
        assert indicator.definition, indicator.code


def test_every_formula_names_known_indicators() -> None:
    catalogue = shipped.catalogue()
    for indicator in catalogue:
        if indicator.formula:
            assert all(operand.code in catalogue for operand in indicator.formula.operands), indicator.code
        if indicator.parent:
            assert indicator.parent in catalogue, indicator.code
        assert all(len(parts) > 1 for parts in catalogue.partitions(indicator.code).values()), indicator.code
