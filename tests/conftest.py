"""A store of all shipped data, built once for the whole run, and a small one for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from minsheng import places, shipped
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.store import ledger
from minsheng.store.ledger import Received
from minsheng.store.reading import Store


@pytest.fixture(scope="session")
def regions() -> Regions:
    """All places."""
    return places.regions()


@pytest.fixture(scope="session")
def shipped_path(tmp_path_factory: pytest.TempPathFactory, regions: Regions) -> Path:
    """The path of a store of all shipped data."""
    path = tmp_path_factory.mktemp("shipped") / "minsheng.duckdb"
    shipped.init(path, regions)
    return path


@pytest.fixture(scope="session")
def store(shipped_path: Path) -> Store:
    """A reader of all shipped data."""
    return Store(shipped_path)


@pytest.fixture
def small_path(tmp_path: Path, regions: Regions) -> Path:
    """The path of a 正式库: catalogue and regions, no figures."""
    path = tmp_path / "small.duckdb"
    shipped.init(path, regions, empty=True)
    return path


def keep(path: Path, *facts: Fact, note: str = "测试") -> int:
    """Commit some facts as one load; returns the revision."""
    with ledger.commit(path, actor="测试员", note=note) as commit:
        commit.receive([Received("return.csv", "0" * 64, "tidy", facts)])
        return commit.revision
