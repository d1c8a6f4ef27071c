"""查数 as a person meets it: one box, the figure first."""

from __future__ import annotations

import pytest

from tests.screens import html, opened

pytestmark = pytest.mark.usefixtures("shipped_shown")


def said(words: str) -> str:
    """All that the page's HTML says to the words."""
    test = opened("lookup", q=words)
    assert not test.exception
    return html(test)


def test_the_figure_stands_first_with_its_source() -> None:
    page = said("zb 22 jhdj")
    assert "17,570" in page
    assert "淄博市" in page
    assert "来源" in page


def test_other_meanings_are_offered() -> None:
    page = said("演示市 2023 低保人数")
    assert page.index("95,989") < page.index("23,779") < page.index("72,210")
    assert "演示数据" in page


def test_nothing_is_invented() -> None:
    page = said("齐河2030年养老机构")
    assert "没有查到" in page
    assert "最相近的数" in page


def test_an_empty_box_asks_nothing() -> None:
    assert "没有查到" not in said("")
