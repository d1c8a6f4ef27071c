"""Traditional characters are read as simplified ones, and no name of a place loses its own."""

from __future__ import annotations

import pytest

from minsheng.geography.regions import Regions
from minsheng.script import converted, simplified


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("編製單位：Ⅱ", "编制单位:II"),
        ("乾安县", "乾安县"),
        ("吉林省乾安縣、陝西省乾縣", "吉林省乾安县、陕西省乾县"),
        ("晾乾", "晾干"),
        ("乾隆", "乾隆"),
    ],
)
def test_traditional_becomes_simplified_but_names_stay(text: str, read_as: str) -> None:
    assert simplified(text) == read_as


def test_every_place_keeps_its_name(regions: Regions) -> None:
    changed = {it.name: converted(it.name) for it in regions if converted(it.name) != it.name}
    assert not changed
