"""定稿 as a bureau meets it: nothing kept yet, a version issued with its files, what has changed since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from conftest import keep
from streamlit.testing.v1 import AppTest

from minsheng.editions import editions
from minsheng.editions.editions import Asked
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.writing import drafting
from minsheng.writing.genre import Genre
from tests import screens
from tests.screens import html

DEMO = "990100"


@pytest.fixture(scope="module")
def path(shipped_path: Path, regions: Regions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one version, of a half-year."""
    folder = tmp_path_factory.mktemp("editions") / "store"
    shutil.copytree(shipped_path.parent, folder, symlinks=True)
    path = folder / shipped_path.name
    store, genre = Store(path), Genre(2023, until=Period.quarter(2023, 2))
    desk = drafting.desk_of(store, regions, DEMO, genre)
    document = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, genre).document
    editions.keep(path, document, DEMO, Asked(genre), pinned=store.revision, actor="王写")
    return path


@pytest.fixture(autouse=True)
def own_store(path: Path, show: Callable[[Path], None]) -> None:
    show(path)


def opened(region: str = DEMO, **chosen: object) -> AppTest:
    return screens.opened("editions", chosen=chosen, region=region)


def said(page: AppTest) -> str:
    assert not page.exception, page.exception[0].value
    assert not page.error, page.error[0].value
    return html(page)


def test_where_nothing_is_kept_the_way_is_shown() -> None:
    assert "还没有存稿和定稿" in said(opened("370300"))


def test_without_a_name_nothing_is_issued() -> None:
    assert opened().button(key="editions_issue").disabled


def test_a_version_is_issued_with_its_files_and_says_what_changed_since(path: Path) -> None:
    page = opened(actor="李审")
    assert "另有存稿1份" in said(page) and "可以定稿" in said(page)
    page.button(key="editions_issue").click().run()
    assert page.success[0].value == "已定稿，编为第2号，文件已存档。"
    assert "已定稿1份" in said(page) and "现在的数都没有变" in said(page)
    assert not [it for it in page.button if it.key == "editions_issue"]

    issued = editions.edition(Store(path), 2)
    assert (issued.state, issued.actor, issued.genre) == ("定稿", "李审", "民政工作小结")
    assert {it.format for it in editions.files(Store(path), 2)} == {"docx", "md", "pptx", "xlsx"}

    printed = next(
        it.entry.fact for it in editions.numerals(Store(path), [2]) if not it.entry.fact.derivation
    )
    keep(path, replace(printed, value=printed.value + 7, locator="更正"))
    st.cache_resource.clear()
    assert "处现在的数已不同" in said(opened(editions_chosen=2))
