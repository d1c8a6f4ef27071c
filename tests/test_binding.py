"""数据编号: the same for the same figure, another for another, and no mistyped one is taken for a right one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import COUNT, SMALL, fact

from minsheng.writing import binding
from minsheng.writing.binding import LETTERS, Register, UnknownNumber

FACT = fact(COUNT, "2022Q4", 917)
INDICATOR = SMALL[FACT.indicator]
numbers = st.text().map(binding.number_of)


def test_a_number_is_eight_characters_and_a_check_character() -> None:
    entry = Register().bind("917处", FACT, INDICATOR)
    assert len(entry.id.replace("-", "")) == 9
    assert binding.check(entry.id.replace("-", "")[:8]) == entry.id[-1]


def test_the_same_figure_has_the_same_number_in_every_document() -> None:
    assert Register().bind("917处", FACT, INDICATOR).id == Register().bind("917处", FACT, INDICATOR).id


@pytest.mark.parametrize(
    "other",
    [
        replace(FACT, revision=FACT.revision + 1),
        replace(FACT, region="370300"),
        replace(FACT, scope="市管"),
        replace(FACT, period=FACT.period.year_before),
    ],
)
def test_another_fact_has_another_number(other) -> None:
    register = Register()
    assert register.bind("917处", FACT, INDICATOR).id != register.bind("917处", other, INDICATOR).id


def test_another_wording_of_a_fact_is_another_entry_and_the_same_wording_the_same() -> None:
    register = Register()
    first, table = register.bind("917处", FACT, INDICATOR), register.bind("917", FACT, INDICATOR)
    assert first.id != table.id
    assert register.bind("917处", FACT, INDICATOR) is first
    assert register.entries == (first, table)


def test_words_without_a_numeral_are_not_bound() -> None:
    assert Register().bind("持平", FACT, INDICATOR) is None


def test_a_number_is_found_however_it_is_typed() -> None:
    register = Register()
    entry = register.bind("917处", FACT, INDICATOR)
    assert register.resolve(entry.id.lower()) is entry
    assert register.resolve(f" {entry.id.replace('-', '')} ") is entry


@given(numbers, st.integers(0, 8), st.sampled_from(LETTERS))
def test_any_one_wrong_character_is_noticed(number: str, place: int, letter: str) -> None:
    plain = number.replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    assert (binding.check(wrong[:8]) == wrong[8]) == (wrong == plain)


@given(numbers, st.integers(0, 6))
def test_two_exchanged_characters_are_noticed(number: str, place: int) -> None:
    plain = number.replace("-", "")
    wrong = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (binding.check(wrong[:8]) == wrong[8]) == (wrong == plain)


def test_a_mistyped_number_and_one_of_another_document_are_told_apart() -> None:
    register = Register()
    with pytest.raises(UnknownNumber, match="校验字符不符"):
        register.resolve("AAAA-AAAA-0")
    with pytest.raises(UnknownNumber, match="不在本文件中"):
        register.resolve(binding.number_of("另一个数"))
