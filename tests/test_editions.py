"""数据编号 resolve for ever, and a kept document says what it said, whatever came since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import keep
from makers import COUNT, fact

from minsheng.editions import editions, numbers
from minsheng.editions.editions import Asked
from minsheng.facts import Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.writing import drafting, word
from minsheng.writing.binding import UnknownNumber
from minsheng.writing.drafting import Desk, Draft
from minsheng.writing.genre import Genre

DEMO = "990100"


@pytest.fixture(scope="module")
def demo_path(shipped_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one's own with all shipped data."""
    folder = tmp_path_factory.mktemp("editions") / "store"
    shutil.copytree(shipped_path.parent, folder, symlinks=True)
    return folder / shipped_path.name


@pytest.fixture(scope="module")
def draft_of(demo_path: Path, regions: Regions) -> Callable[[int], Draft]:
    def drafted(year: int) -> Draft:
        store = Store(demo_path)
        desk = Desk(store.catalogue, store.breaks(), regions)
        return drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(year))

    return drafted


@pytest.fixture(scope="module")
def kept(demo_path: Path, draft_of: Callable[[int], Draft]) -> tuple[Draft, int]:
    """A draft and its number once kept."""
    draft = draft_of(2023)
    number = editions.keep(
        demo_path, draft.document, DEMO, Asked(draft.genre), pinned=Store(demo_path).revision, actor="王写", note="第一稿"
    )  # fmt: skip
    return draft, number


def _told(printed: Fact) -> tuple:
    """All that defends a fact: itself, or value, formula and operands."""
    if not printed.derivation:
        return (printed,)
    operands = tuple(_told(operand) for operand in printed.derivation.operands)
    return (printed.key, printed.value, printed.resolution, printed.derivation.formula, operands)


def _revised(demo_path: Path, printed: Fact, add: int) -> None:
    keep(demo_path, replace(printed, value=printed.value + add, locator="更正"))


# -- numbers --------------------------------------------------------------------------------------
def test_every_number_of_a_draft_resolves_to_its_fact_and_source(
    demo_path: Path, regions: Regions, draft_of: Callable[[int], Draft]
) -> None:
    entries = draft_of(2022).document.register.entries
    numbers.remember(demo_path, entries)
    store = Store(demo_path)

    for entry in entries[::9]:
        found = numbers.resolve(store, regions, entry.id)
        assert (found.entry.quote, found.entry.fact.key) == (entry.quote, entry.fact.key)
        leaves = entry.fact.derivation.operands if entry.fact.derivation else (entry.fact,)
        again = found.entry.fact.derivation.operands if found.entry.fact.derivation else (found.entry.fact,)
        assert [leaf.locator for leaf in leaves] == [leaf.locator for leaf in again]
        assert found.now.fact.value == entry.fact.value
        assert not found.changed


def test_a_number_on_a_screen_resolves_and_is_kept_once(small_path: Path, regions: Regions) -> None:
    keep(small_path, fact(COUNT, "2022Q4", 917, region=DEMO))
    store = Store(small_path)
    (stored,) = store.facts()
    shown = Figure(stored, store.catalogue["marriages"], "演示市")

    assert numbers.cite(small_path, shown) == numbers.cite(small_path, shown)
    assert len(numbers.register(small_path).read_text(encoding="utf-8").splitlines()) == 1
    assert numbers.resolve(store, regions, numbers.cite(small_path, shown).lower()).figure.display == "917对"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("M7K2-4Q9X-K", True),
        ("淄博 2022 长者食堂", False),
        ("zb22jhdjx", False),
        ("2022", False),
        ("", False),
    ],
)
def test_a_number_is_told_from_a_question(typed: str, meant: bool) -> None:
    assert numbers.looks_like(typed) is meant


def test_an_unknown_number_says_where_else_to_look(store: Store, regions: Regions) -> None:
    from minsheng.writing import binding

    with pytest.raises(UnknownNumber, match="查不到"):
        numbers.resolve(store, regions, binding.number_of("另一个库的数"))
    with pytest.raises(UnknownNumber, match="校验字符不符"):
        numbers.resolve(store, regions, "AAAA-AAAA-0")


# -- kept documents -------------------------------------------------------------------------------
def test_a_kept_document_says_letter_for_letter_what_it_said(
    demo_path: Path, kept: tuple[Draft, int]
) -> None:
    draft, number = kept
    again = editions.document(Store(demo_path), number)

    assert again.text == draft.document.text
    assert again.banner == draft.document.banner
    told = [
        [(it.id, it.quote, *_told(it.fact)) for it in each.register.entries]
        for each in (again, draft.document)
    ]
    assert told[0] == told[1]
    assert word.word(again)


def test_every_numeral_is_kept_with_its_sentence_and_place(demo_path: Path, kept: tuple[Draft, int]) -> None:
    draft, number = kept
    found = editions.numerals(Store(demo_path), [number])

    assert {it.entry.id for it in found} == {it.id for it in draft.document.register.entries}
    assert all(it.entry.quote in it.sentence for it in found)
    assert all(it.place.startswith(("正文第", "附件", "图")) for it in found)


def test_what_changes_is_exactly_what_is_bound_to_the_changed_fact(
    demo_path: Path, regions: Regions, kept: tuple[Draft, int]
) -> None:
    draft, number = kept
    assert not editions.changed(Store(demo_path), number)
    printed = next(it.fact for it in draft.document.register.entries if not it.fact.derivation)
    bound = {it.id for it in draft.document.register.entries if printed.key in _keys(it.fact)}

    _revised(demo_path, printed, 7)
    store = Store(demo_path)

    assert {it.kept.entry.id for it in editions.changed(store, number)} == bound
    assert editions.document(store, number).text == draft.document.text
    resolved = numbers.resolve(store, regions, next(iter(bound)))
    assert resolved.changed
    assert resolved.places[0].title == draft.document.name


def _keys(told: Fact) -> set[tuple]:
    operands = told.derivation.operands if told.derivation else ()
    return {told.key, *(key for operand in operands for key in _keys(operand))} - (
        {told.key} if operands else set()
    )


def test_a_document_is_kept_by_a_person(demo_path: Path, kept: tuple[Draft, int]) -> None:
    with pytest.raises(editions.NoActor):
        editions.keep(demo_path, kept[0].document, DEMO, Asked(kept[0].genre), pinned=1, actor=" ")
    with pytest.raises(editions.NoSuchEdition):
        editions.document(Store(demo_path), 99)


def test_a_store_of_an_earlier_version_can_keep_documents(small_path: Path) -> None:
    import duckdb

    from minsheng.store import ledger

    connection = duckdb.connect(str(small_path.resolve()))
    connection.execute(
        "drop table edition_numeral; drop table edition_file; alter table edition drop column pinned"
    )
    connection.execute("update meta set value = '2' where name = 'schema_version'")
    connection.close()

    assert ledger.upgrade(small_path)
    assert editions.listed(Store(small_path)) == []
