"""The yardstick of 查数: questions as people type them, with the answer that was written down before anything was run.

``tests/data/lookup/questions.csv``: the words, and place, indicator, period, basis and value of the right first answer; empty
where the right answer is that there is nothing; ``home`` is the own place of the office that asks. Of set 1 the rules were
made on every other question; the others were written afterwards to see what is not known yet, and then learnt from
(``data/lexicon/README.md`` has the first results).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from minsheng import lookup
from minsheng.facts import plain
from minsheng.geography.regions import Regions
from minsheng.lookup import Found
from minsheng.period import Period
from minsheng.store.reading import Store

QUESTIONS = list(csv.DictReader((Path(__file__).parent / "data/lookup/questions.csv").open(encoding="utf-8")))
ENOUGH = 0.95


def is_right(wanted: dict[str, str], found: Found) -> bool:
    """Whether the first answer is the one written down, at the same instant; or nothing is said where there is nothing."""
    if not wanted["region"] or not found.hits:
        return not wanted["region"] and not found.hits
    fact = found.hits[0].figure.fact
    told = (fact.region, fact.indicator, fact.basis.value, plain(fact.value), fact.period.end)
    end = Period.parse(wanted["period"]).end
    return told == (wanted["region"], wanted["indicator"], wanted["basis"], wanted["value"], end)


@pytest.fixture(scope="module")
def answers(store: Store, regions: Regions) -> list[tuple[dict[str, str], Found]]:
    return [(row, lookup.look_up(row["words"], store, regions, row["home"])) for row in QUESTIONS]


def test_there_are_enough_questions() -> None:
    assert len({row["words"] for row in QUESTIONS}) == len(QUESTIONS) >= 300


@pytest.mark.parametrize("number", sorted({row["set"] for row in QUESTIONS}, key=int))
def test_the_first_answer_is_right(number: str, answers: list[tuple[dict[str, str], Found]]) -> None:
    asked = [it for it in answers if it[0]["set"] == number]
    wrong = [row["words"] for row, found in asked if not is_right(row, found)]

    assert len(wrong) <= (1 - ENOUGH) * len(asked), wrong


def test_nothing_is_invented(answers: list[tuple[dict[str, str], Found]], store: Store) -> None:
    told = [hit.figure.fact for _, found in answers for hit in found.hits]
    stored = [fact for fact in told if not fact.derivation]

    assert all(
        fact in store.facts(regions=[fact.region], indicators=[fact.indicator]) for fact in stored[::25]
    )
    assert not [row["words"] for row, found in answers if not row["region"] and found.hits]


def test_where_there_is_nothing_the_reason_is_given(answers: list[tuple[dict[str, str], Found]]) -> None:
    assert all(found.hints for _, found in answers if not found.hits)
