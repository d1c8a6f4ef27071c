"""年度目标: the year's targets of a place and its units, out as a table to fill in; and kept, once read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from minsheng.catalogue import Indicator
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.receiving.announced import LAYOUT
from minsheng.receiving.targettable import CODE, NAME, UNIT, NoTargets
from minsheng.store import ledger, revisions
from minsheng.store.ledger import Received
from minsheng.store.reading import Store
from minsheng.workbook import INVENTED, Cell, Column, Table, workbook

_HEAD = (CODE, NAME, UNIT, "上年目标", "上年完成")


# -- out ------------------------------------------------------------------------------------------
def sheet(store: Store, regions: Regions, region: str, year: int) -> bytes:
    """The table to fill in: what had a target last year, for the place and each of its units."""
    last = Period.of_year(year - 1)
    places = [region, *(it.code for it in regions.children(region, Period.of_year(year)))]
    facts = store.facts(regions=[region], periods=[last, last.twin])
    aimed = {it.indicator: it for it in facts if it.basis is Basis.TARGET}
    done = {it.indicator: it for it in reversed(facts) if it.basis is not Basis.TARGET and it.has_value}
    columns = [Column(name, width) for name, width in zip(_HEAD, (20, 26, 10, 12, 12), strict=True)]
    columns += [Column(regions.get(code).name_at(Period.of_year(year)), 12) for code in places]
    rows = [_row(store.catalogue[code], aimed[code], done.get(code), len(places)) for code in aimed]
    name = regions.get(region).name_at(Period.of_year(year))
    notes = ["每格填本年目标数，没有下达目标的留空；可以加行，指标名称须是指标目录中的名称。"]
    notes += [INVENTED] if regions.is_demo(region) else []
    particulars = (f"地区：{name}（{region}）　年度：{year}年　填在各单位名下",)
    return workbook([Table(f"{name}{year}年度目标表", "目标", particulars, columns, rows, notes)])


def _row(indicator: Indicator, aimed: Fact, done: Fact | None, places: int) -> list[Cell]:
    said = (str(Figure(it, indicator, "").tabular.grouped) if it else "" for it in (aimed, done))
    unit = "万元" if indicator.unit == "元" else indicator.unit
    return [indicator.code, indicator.name, unit, *said, *[""] * places]


# -- keeping --------------------------------------------------------------------------------------
def differences(store: Store, facts: Iterable[Fact]) -> list[tuple[Fact, Fact | None]]:
    """The targets that are new or other than those that stand, each with the one that stands."""
    given = list(facts)
    regions, periods = {it.region for it in given}, {it.period for it in given}
    standing = {it.key: it for it in store.facts(regions=regions, periods=periods)}
    return [(it, old) for it in given if (old := standing.get(it.key)) is None or old.value != it.value]


def superseding(store: Store, facts: Iterable[Fact]) -> list[Fact]:
    """The targets, where another one stands in its vintage, so that the new one stands in its place."""
    given = list(facts)
    vintages = {it.key: old.status for it, old in differences(store, given) if old}
    return [replace(it, status=vintages.get(it.key, it.status)) for it in given]


def keep(path: Path, facts: Sequence[Fact], actor: str, name: str, data: bytes) -> int:
    """Store targets as one revision; raises NoTargets where nothing is new or the place and year are locked."""
    store = Store(path)
    fresh = superseding(store, (it for it, _ in differences(store, facts)))
    if not fresh:
        raise NoTargets("这些目标都已入库", "没有新的数。")
    if shut := approval.shut(fresh, approval.locked(store)):
        raise NoTargets(shut[0].message.rstrip("。"), "")
    who = approval.named(actor)
    sha256 = revisions.keep_original(path, data)
    with ledger.commit(path, actor=who, note=f"年度目标：{name}") as commit:
        commit.receive([Received(name, sha256, LAYOUT, fresh, fresh[0].known_on)])
        return commit.revision
