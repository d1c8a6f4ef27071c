"""A store of all shipped data, built once for the whole run, and a small one for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def empty_path(tmp_path_factory: pytest.TempPathFactory, regions: Regions) -> Path:
    """The path of a 正式库 that every small one is a copy of."""
    path = tmp_path_factory.mktemp("empty") / "small.duckdb"
    shipped.init(path, regions, empty=True)
    return path


@pytest.fixture
def small_path(empty_path: Path, tmp_path: Path) -> Path:
    """The path of a 正式库 of the test's own: catalogue and regions, no figures."""
    shutil.copytree(empty_path.parent, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / empty_path.name


@pytest.fixture
def own_path(shipped_path: Path, tmp_path: Path) -> Path:
    """The path of a store of all shipped data that a test may write to."""
    return shutil.copyfile(shipped_path.resolve(), tmp_path / "own.duckdb")


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Lets the pages read a store, and nothing that another test kept in memory."""
    import streamlit as st

    def forget() -> None:
        st.cache_resource.clear()
        st.cache_data.clear()

    def shown(path: Path) -> None:
        monkeypatch.setenv("MINSHENG_DB", str(path))
        forget()

    yield shown
    forget()


@pytest.fixture
def shipped_shown(shipped_path: Path, show: Callable[[Path], None]) -> None:
    """The pages read the store of all shipped data; nobody writes to it."""
    show(shipped_path)


@pytest.fixture
def own_shown(own_path: Path, show: Callable[[Path], None]) -> None:
    """The pages read and write the test's own store of all shipped data."""
    show(own_path)


@pytest.fixture
def small_shown(small_path: Path, show: Callable[[Path], None]) -> None:
    """The pages read and write the test's own 正式库."""
    show(small_path)


def keep(path: Path, *facts: Fact, note: str = "测试") -> int:
    """Commit some facts as one load; returns the revision."""
    with ledger.commit(path, actor="测试员", note=note) as commit:
        commit.receive([Received("return.csv", "0" * 64, "tidy", facts)])
        return commit.revision
