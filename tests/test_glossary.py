"""One word for one thing: the interface keeps to ``data/glossary.csv``."""

from __future__ import annotations

import chinese
import pytest

from minsheng.facts import Basis, State, Status
from minsheng.frame import SCREENS
from minsheng.places import rows_of

TERMS = {row["term"]: row for row in rows_of("glossary.csv")}
AVOIDED = {word: term for term, row in TERMS.items() for word in row["instead_of"].split("|") if word}


def test_every_term_stands_once_with_its_meaning_and_english() -> None:
    assert len(TERMS) == len(rows_of("glossary.csv"))
    assert all(row["english"] and row["meaning"] for row in TERMS.values())


def test_screens_and_their_sections_are_called_as_the_glossary_calls_them() -> None:
    assert {name for it in SCREENS for name in (it.title, it.section)} <= TERMS.keys()


@pytest.mark.parametrize("kind", [Basis, Status])
def test_bases_and_vintages_are_called_as_the_glossary_calls_them(kind) -> None:  # noqa: ANN001
    assert {word.zh for word in kind} <= TERMS.keys()


def test_every_state_of_a_missing_figure_is_explained() -> None:
    known = "、".join(TERMS)
    assert all(part in known for state in State if state is not State.VALUE for part in state.zh.split("或"))


def test_no_text_uses_a_word_that_the_glossary_replaces() -> None:
    wrong = [
        f"{read.place}: {word} → {AVOIDED[word]}"
        for read in chinese.of_the_product()
        if "glossary.csv" not in read.place
        for word in AVOIDED
        if word in read.text
    ]
    assert not wrong, "\n".join(wrong)
