"""本单位: which place the dashboard belongs to. The store remembers it; the choice is a revision like any other."""

from __future__ import annotations

from pathlib import Path

from minsheng.geography.region import Region
from minsheng.geography.regions import Regions
from minsheng.store import ledger

ACTOR = "页面"


def choose(path: Path, text: str, regions: Regions) -> Region:
    """Make a place 本单位 by its name or code; raises UnknownRegion, AmbiguousRegion, StoreBusy."""
    region = regions.get(text.strip())
    with ledger.commit(path, actor=ACTOR, note=f"选择本单位：{region.name}") as commit:
        commit.set("home", region.code)
    return region
