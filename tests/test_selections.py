"""Named lists: saved whole, the newest stands, an empty one is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from minsheng import selections
from minsheng.selections import Collection, Kind, Unnamed
from minsheng.store.reading import Store
from tests.conftest import keep
from tests.test_store import beds


def test_a_list_comes_back_in_its_order_and_the_newest_stands(small_path: Path) -> None:
    keep(small_path, beds("27412"), beds("3210", region="370303"))
    store = Store(small_path)
    first, second = map(selections.member, store.facts())

    selections.save(small_path, Collection(Kind.MEETING, "党组会", (first, second)), actor="张三")
    selections.save(small_path, Collection(Kind.MEETING, "党组会", (second, first)), actor="李四")

    kept = selections.find(store, Kind.MEETING, "党组会")
    assert (kept.members, kept.actor) == ((second, first), "李四")
    assert [fact.region for fact in selections.figures(store, kept.members)] == ["370303", "370300"]


def test_an_empty_list_is_gone_and_the_lists_of_others_stay(small_path: Path) -> None:
    for region in ("370300", "370303"):
        selections.save(small_path, Collection(Kind.PEERS, "兄弟市", ("370200",), region), actor="张三")
    selections.save(small_path, Collection(Kind.PEERS, "兄弟市", (), "370300"), actor="张三")

    assert [it.region for it in selections.named(Store(small_path), Kind.PEERS)] == ["370303"]
    assert selections.named(Store(small_path), Kind.PINNED) == []


def test_a_list_without_a_name_or_a_keeper_is_refused(small_path: Path) -> None:
    with pytest.raises(Unnamed):
        selections.save(small_path, Collection(Kind.PINNED, " ", ("x",)), actor="张三")
    with pytest.raises(Unnamed):
        selections.save(small_path, Collection(Kind.PINNED, "张三", ("x",)), actor="")


def test_a_figure_that_the_store_does_not_have_is_left_out(small_path: Path) -> None:
    keep(small_path, beds("27412"))
    store = Store(small_path)
    known = selections.member(store.facts()[0])

    assert len(selections.figures(store, ["370300|nothing|全部|2022Q4|stock", "broken", known])) == 1
    assert selections.figures(store, []) == []


def test_a_list_changes_no_figure(small_path: Path) -> None:
    keep(small_path, beds("27412"))
    before = Store(small_path).facts()
    selections.save(small_path, Collection(Kind.PINNED, "张三", ("370300",)), actor="张三")

    assert Store(small_path).facts() == before
