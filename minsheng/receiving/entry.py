"""补录 and 年终取数表: figures that come from 科室 and not from returns, one by one or a sheet at a time.

What is entered is 科室补录 and 待核 until somebody checks it; it names who supplied it and on what ground.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import MinshengError
from minsheng.facts import WHOLE, Basis, Fact, Source, State, Status
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.receiving.inbox import now
from minsheng.returns import sheets
from minsheng.returns.printed import printed_text
from minsheng.store import ledger
from minsheng.store.ledger import Received
from minsheng.store.reading import Store
from minsheng.workbook import INVENTED, Cell, Column, Table, workbook

_HEADINGS = (
    "指标代码",
    "指标名称",
    "口径",
    "范围",
    "计量单位",
    "上年数",
    "本年数",
    "提供人",
    "依据",
    "指标含义",
)
_WIDTHS = (20, 26, 10, 10, 10, 16, 16, 12, 22, 48)
_BASES = {basis.zh: basis for basis in Basis}


class NotEntered(MinshengError):
    """A figure or a sheet that cannot be taken in."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One figure as a person typed it; ``by`` is who supplied it, ``ground`` the paper it comes from.

    An ``estimate`` is a year's expected figure (预计全年数): it yields to whatever is reported later.
    """

    region: str
    indicator: str
    period: Period
    value: str
    unit: str
    basis: Basis
    by: str
    ground: str
    scope: str = WHOLE
    locator: str = ""
    estimate: bool = False


def fact_of(it: Entered, catalogue: Catalogue) -> Fact:
    """The figure as a fact; raises NotEntered, UnitMismatch, in words that name its place."""
    at = f"{it.locator}：" if it.locator else ""
    indicator, printed = catalogue[it.indicator], printed_text(it.value)
    if printed is None or printed.state is not State.VALUE:
        raise NotEntered(f"{at}“{indicator.name}”的数“{it.value}”不是数字。", "请只填数字，单位另填。")
    if printed.number < 0:
        raise NotEntered(f"{at}“{indicator.name}”不能是负数。", "请核对。")
    if not it.by.strip() or not it.ground.strip():
        raise NotEntered(f"{at}“{indicator.name}”缺提供人或依据。", "请写明谁提供、依据什么材料。")
    value, step = (units.convert(part, it.unit, indicator.unit) for part in (printed.number, printed.step))
    standing = {"status": Status.ESTIMATE} if it.estimate else {"status": Status.ENTERED, "pending": True}
    source = f"entered-{hashlib.sha256(f'{it.by}|{it.ground}'.encode()).hexdigest()[:12]}"
    return Fact(
        region=it.region, indicator=it.indicator, period=it.period, basis=it.basis, value=value, unit=indicator.unit,
        scope=it.scope.strip() or WHOLE, resolution=step, locator=it.locator,
        source=Source(source, f"{it.ground.strip()}（{it.by.strip()}提供）", indicator.owner),
        demo=it.region.startswith("99"), **standing,
    )  # fmt: skip


def keep(path: Path, facts: Sequence[Fact], actor: str, note: str, data: bytes = b"") -> int:
    """Store entered figures as one revision; raises NotEntered where a place and period is locked or nothing is new."""
    store = Store(path)
    shut = approval.shut(facts, approval.locked(store))
    if shut:
        raise NotEntered(shut[0].message)
    known: dict[tuple, Decimal | None] = {}
    for it in store.vintages(regions={it.region for it in facts}, periods={it.period for it in facts}):
        if it.status in (Status.ENTERED, Status.ESTIMATE):
            known.setdefault((it.status, *it.key), it.value)
    fresh = [it for it in facts if known.get((it.status, *it.key)) != it.value]
    if not fresh:
        raise NotEntered("没有新的数：库中已有相同的补录数。")
    seal = hashlib.sha256(data or f"{now()}{[it.key for it in fresh]}".encode()).hexdigest()
    with ledger.commit(path, actor=approval.named(actor), note=note) as commit:
        commit.receive([Received(note, seal, "entered", fresh)])
        return commit.revision


# -- 年终取数表 -----------------------------------------------------------------------------------
def owners(catalogue: Catalogue) -> list[str]:
    """The 科室 that own figures."""
    return sorted({it.owner for it in catalogue if it.owner})


def asked_of(owner: str, facts: Iterable[Fact], year: int, catalogue: Catalogue) -> list[Fact]:
    """Last year's year-end figures of a 科室, in catalogue order: what its sheet asks for again."""
    order = {it.code: place for place, it in enumerate(catalogue)}
    ends = {str(Period.of_year(year - 1)): 0, str(Period.quarter(year - 1, 4)): 1}
    found: dict[tuple, Fact] = {}
    for it in sorted(facts, key=lambda fact: ends.get(str(fact.period), 2)):
        if (
            str(it.period) in ends
            and it.has_value
            and catalogue[it.indicator].owner == owner
            and it.basis is not Basis.TARGET
        ):
            found.setdefault((it.indicator, it.scope, it.basis), it)
    return sorted(found.values(), key=lambda it: (order[it.indicator], it.scope))


def sheet(
    owner: str, facts: Sequence[Fact], place: str, region: str, year: int, catalogue: Catalogue
) -> bytes:
    """The Excel sheet for a 科室: last year's figure, the definition, an empty cell for this year's."""
    rows = [_asked(it, catalogue[it.indicator]) for it in facts]
    particulars = (f"地区：{place}（{region}）", f"年度：{year}", f"科室：{owner}")
    notes = ["只填“本年数”“提供人”“依据”三栏；没有的数留空，不要填零。"]
    notes += [INVENTED] if any(it.demo for it in facts) else []
    columns = [Column(*it) for it in zip(_HEADINGS, _WIDTHS, strict=True)]
    return workbook([Table(f"{place}{year}年年终取数表", owner, particulars, columns, rows, notes)])


def _asked(fact: Fact, indicator: Indicator) -> list[Cell]:
    unit = "万元" if fact.unit == "元" else fact.unit
    last = format(units.convert(fact.value, fact.unit, unit).normalize(), "f")
    return [
        indicator.code,
        indicator.name,
        fact.basis.zh,
        fact.scope,
        unit,
        last,
        None,
        None,
        None,
        indicator.definition,
    ]


def filled(data: bytes, name: str, region: str, year: int, catalogue: Catalogue) -> list[Fact]:
    """The figures of a filled-in sheet; raises NotEntered with the cell where one is wrong or the sheet is another's."""
    try:
        found = sheets.read(data, name)
    except sheets.Unreadable as unreadable:
        raise NotEntered(str(unreadable)) from None
    for page in found:
        texts = [[cell.text.strip() for cell in row] for row in page.rows]
        top = next(
            (number for number, row in enumerate(texts) if tuple(row[: len(_HEADINGS)]) == _HEADINGS), None
        )
        if top is not None:
            _belongs("".join("".join(row) for row in texts[:top]), region, year)
            return _rows(page, texts, top, (region, year), catalogue)
    raise NotEntered("这不是年终取数表：没有找到表头。", "请用本页下载的表填写。")


def _belongs(head: str, region: str, year: int) -> None:
    if f"（{region}）" not in head or f"年度：{year}" not in head:
        raise NotEntered("取数表的地区或年度与所选的不同。", "请在上方选择表中的地区和年度。")


def _rows(
    page: sheets.Sheet, texts: list[list[str]], top: int, where: tuple[str, int], catalogue: Catalogue
) -> list[Fact]:
    facts = []
    for number in range(top + 1, len(texts)):
        row = [*texts[number], *[""] * len(_HEADINGS)]
        if row[6] and row[0] in catalogue:
            period = Period.of_year(where[1])
            typed = Entered(
                where[0],
                row[0],
                period,
                row[6],
                row[4],
                _BASES[row[2]],
                row[7],
                row[8],
                row[3],
                page.address(number, 6),
            )
            facts.append(fact_of(typed, catalogue))
        elif row[6]:
            raise NotEntered(
                f"{page.address(number, 0)}的指标代码“{row[0]}”不认识。", "请不要改动指标代码一栏。"
            )
    if not facts:
        raise NotEntered("取数表里还没有填数。")
    return facts
