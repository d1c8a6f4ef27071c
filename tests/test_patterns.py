"""Sentence patterns: how they are read, and what the shipped ones keep to."""

from __future__ import annotations

import re

import pytest

from minsheng import places, prose
from minsheng.facts import Basis
from minsheng.shipped import rows_of
from minsheng.store.reading import Store
from minsheng.writing import drafting, patterns
from minsheng.writing.patterns import Optional, PatternError, Slot, Variable

FILES = ("relief", "elderly", "governance", "services", "opening")
ROWS = [row for name in FILES for row in rows_of(f"patterns/{name}.csv")]


def test_a_pattern_is_read_into_words_slots_and_optional_parts() -> None:
    assert patterns.parse("{all}已建成{canteens|处}[，{canteens:yoy}]") == (
        Variable("all"),
        "已建成",
        Slot("canteens", word="处"),
        Optional(("，", Slot("canteens", what="yoy"))),
    )


def test_a_slot_may_ask_for_a_basis_and_for_a_part() -> None:
    assert patterns.parse("{public_graves@since~|套}")[0] == Slot(
        "public_graves", Basis.SINCE, True, "", "套"
    )


@pytest.mark.parametrize(
    "text", ["{Canteens}", "{canteens:growth}", "{canteens@ever}", "[{a}", "{a}]", "[[{a}]]"]
)
def test_what_is_no_pattern_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(PatternError, match="句式"):
        patterns.parse(text)


def test_there_are_enough_patterns_for_every_section() -> None:
    shelf = drafting.shelf()
    assert len(shelf.patterns) >= 80
    assert {section.name for section in shelf.sections} == {pattern.section for pattern in shelf.patterns}
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_every_chapter_has_a_heading_and_every_domain_of_a_chapter_a_section() -> None:
    shelf = drafting.shelf()
    titles = {row["chapter"] for row in places.rows_of("chapters.csv")} - {"人口背景"}
    domains = {row["domain"] for row in places.rows_of("chapters.csv") if row["chapter"] in titles}
    assert set(shelf.headings) == titles
    assert {domain for section in shelf.sections for domain in section.domains} == domains


def test_patterns_name_only_indicators_of_the_catalogue(store: Store) -> None:
    shelf = drafting.shelf()
    named = {slot.code for pattern in (*shelf.patterns, *shelf.opening) for slot in pattern.slots}
    assert [code for code in named if code not in store.catalogue] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_pattern_says_neither_when_nor_more_than_its_figures(row: dict[str, str]) -> None:
    words = re.sub(r"\{[^{}]*\}", "", row["text"])
    assert not re.search(
        r"全年|今年|本年|年底|截至|全覆盖|应保尽保|应补尽补|全部|第一|唯一|首创|最好|大幅", words
    )
    assert prose.faults(words) == []
    assert not words.endswith("。")


def test_highlights_are_cited_without_figures_and_superlatives_and_with_their_source() -> None:
    rows = rows_of("highlights/highlights.csv")
    sources = {row["id"] for row in rows_of("press/sources.csv")}
    sections = {section.name for section in drafting.shelf().sections}
    assert rows
    for row in rows:
        assert row["source"] in sources
        assert row["section"] in sections
        assert row["quote"]
        assert not re.search(r"\d|唯一|第一|首创|全覆盖", row["text"])
        assert prose.faults(row["text"]) == []
