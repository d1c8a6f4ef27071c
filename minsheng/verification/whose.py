"""Whose text a draft is: the place that it names as its own, where that is not the one it is judged by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from minsheng.claims.mentions import named_places, own_level, own_place
from minsheng.geography.regions import Regions

TITLE = 2  #: lines that say whose text it is


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another place that a text is about, and the words by which it says so."""

    code: str
    words: str


def otherwise(text: str, regions: Regions, chosen: str, known: Collection[str]) -> Otherwise | None:
    """The place of a text where it is another than the ``chosen`` one; only of those that have figures (``known``)."""
    title = "\n".join([line for line in text.split("\n") if line.strip()][:TITLE])
    named, own = set(named_places(title, regions)), own_place(text, regions)
    if own in named and own != chosen:
        narrower = chosen in {above.code for above in regions.ancestors(own)}
        fits = chosen not in named or narrower  # 演示市云岫县 is of the county
        return Otherwise(own, regions.get(own).name) if fits and own in known else None
    return None if named else _wider(text, regions, chosen, known)


def _wider(text: str, regions: Regions, chosen: str, known: Collection[str]) -> Otherwise | None:
    """A text without a name that speaks of 全市, judged by a county."""
    level = own_level(text)
    if not level or f"全{regions.get(chosen).name[-1]}" in text or text.count(f"全{level}") < TITLE:
        return None
    above = next((it for it in regions.ancestors(chosen) if it.name.endswith(level)), None)
    return Otherwise(above.code, f"全{level}") if above and above.code in known else None


def told(it: Otherwise, place: str, verb: str = "核对") -> str:
    """That a text of one place is judged by another."""
    return f"文中写的是{it.words}，现按{place}{verb}。"
