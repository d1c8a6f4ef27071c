"""The returns of the demo prefecture as cells: units, prefecture, towns, months, approved years, corrections.

A cell's key is (region, indicator, period); flows are year-to-date. Everything comes from the tables beside this file.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from model import Unit, rounded, ytd
from rules import Rule, catalogue, label, rules, table

CITY, OWN = "990100", "990101"
LAST = 20  #: facts end with quarter number 19, 2023Q4
MONTHS = [(year, month) for year in (2022, 2023) for month in (10, 11)]


@dataclass(frozen=True)
class Cell:
    """One published value, or the reason why there is none."""

    value: int
    state: str = ""
    note: str = ""


Key = tuple[str, str, str]  #: region, indicator, period
Cells = dict[Key, Cell]


@cache
def units() -> dict[str, Unit]:
    """All reporting units, the merged county included, with their series."""
    return {row["code"]: Unit(row) for row in table("units.csv")}


@cache
def merged() -> dict[str, tuple[str, int]]:
    """Merged county → (where it went, the first quarter that it no longer reports)."""
    gone = [row for row in table("units.csv") if row["joins"]]
    return {
        row["code"]: (row["joins"], (int(row["to"][:4]) - 2019) * 4 + (int(row["to"][5:]) - 1) // 3)
        for row in gone
    }


def members(code: str, t: int) -> list[Unit]:
    """The units whose figures a region's return of quarter ``t`` holds."""
    if code in merged() and t >= merged()[code][1]:
        return []
    joined = [units()[old] for old, (new, when) in merged().items() if new == code and t >= when]
    return [units()[code], *joined]


def published() -> list[Rule]:
    """The rules whose values are shown."""
    return [rule for rule in rules() if not rule.hidden]


def reported(rule: Rule, t: int) -> dict[str, Cell]:
    """The cells of all units for the quarter ``t``, by region (year to date for flows)."""
    cells = {}
    for code, unit in units().items():
        nothing = code == OWN and (rule.kind == "standard" or not any(unit.series[rule.code]))
        if nothing or not members(code, t):
            continue
        absent = Cell(0, "not_applicable") if rule.absent(unit.level) else None
        cells[code] = absent or _gap(code, rule.code, label(t), _value(rule, code, t))
    return cells


def _value(rule: Rule, code: str, t: int) -> int:
    levels = [part.series[rule.code] for part in members(code, t)]
    if rule.kind == "standard":
        return levels[0][t]
    return sum(ytd(level, t) if rule.is_flow else level[t] for level in levels)


def _gap(region: str, code: str, period: str, value: int) -> Cell:
    for row in _gaps():
        if row["region"] == region and row["period"] == period and row["indicator"] in ("*", code):
            return Cell(0, row["state"], row["note"])
    return Cell(value, "", _explained(region, code, period))


@cache
def _gaps() -> tuple[dict[str, str], ...]:
    return tuple(table("gaps.csv"))


@cache
def _explanations() -> dict[Key, str]:
    return {
        (row["region"], row["indicator"], row["period"]): row["note"]
        for row in table("events.csv")
        if row["note"]
    }


def _explained(region: str, code: str, period: str) -> str:
    return _explanations().get((region, code, period), "")


def city(rule: Rule, t: int, cells: dict[str, Cell]) -> Cell:
    """The prefecture's own figure: the sum of what was reported, a weighted mean for a standard."""
    if rule.kind == "standard":
        return Cell(_mean(rule, t, cells))
    if all(cell.state == "not_applicable" for cell in cells.values()):
        return Cell(0, "not_applicable")
    missing = [code for code, cell in cells.items() if cell.state in ("not_reported", "unknown")]
    names = "、".join(row["name"] for row in table("units.csv") if row["code"] in missing)
    return Cell(
        sum(cell.value for cell in cells.values()), "", f"不含{names}（未报或不详）。" if missing else ""
    )


def _mean(rule: Rule, t: int, cells: dict[str, Cell]) -> int:
    _, _, weight = catalogue()[rule.code]["aggregation"].partition(":")
    there = {code: cell.value for code, cell in cells.items() if not cell.state}
    heads = {
        code: sum(unit.series[weight][t] for unit in members(code, t)) if weight else 1 for code in there
    }
    total = sum(value * heads[code] for code, value in there.items())
    return rounded(Decimal(total) / (sum(heads.values()) or 1), 1)


def quarters() -> Cells:
    """Every cell of the quarterly returns, 2019Q1–2023Q4."""
    book: Cells = {}
    for rule in (rule for rule in published() if not rule.annual):
        for t in range(rule.first, LAST):
            book |= _with_city(rule, t, label(t))
    return book


def _with_city(rule: Rule, t: int, period: str) -> Cells:
    cells = reported(rule, t)
    return {
        (region, rule.code, period): cell for region, cell in {**cells, CITY: city(rule, t, cells)}.items()
    }


def years() -> Cells:
    """The items that are only asked for once a year, for 2023 (the years before are among the approved figures)."""
    book: Cells = {}
    for rule in (rule for rule in published() if rule.annual):
        book |= _with_city(rule, LAST - 1, label(LAST - 1)[:4])
    return book


def finals() -> Cells:
    """The approved annual figures (核定年报) of 2019–2022: flows differ a little from the fast Q4 ones."""
    book: Cells = {}
    for t in range(3, LAST - 4, 4):
        year = {code: _approved(code, t) for code in units() if members(code, t)}
        for rule in (rule for rule in published() if (rule.final or rule.annual) and rule.first <= t):
            cells = {
                code: replace(cell, value=year[code][rule.code]) for code, cell in reported(rule, t).items()
            }
            cells[CITY] = city(rule, t, cells)
            book |= {(region, rule.code, label(t)[:4]): cell for region, cell in cells.items()}
    return book


def _approved(code: str, t: int) -> dict[str, int]:
    values: dict[str, int] = {}
    for rule in rules():
        values[rule.code] = _value(rule, code, t)
        if rule.final and rule.is_flow and rule.how == "per":
            promille = random.Random(f"{code}/{rule.code}/{t}/final").choice((0, 0, 0, -3, -2, -1, 1, 2, 3))
            values[rule.code] = rounded(values[rule.code] * (1 + Decimal(promille) / 1000), rule.step)
        elif rule.how == "is" and (rule.final or rule.annual):
            values[rule.code] = sum(sign * values[name] for sign, (name,) in rule.terms)
    return values


def months() -> Cells:
    """The short monthly returns (月报) of October and November 2022 and 2023."""
    book: Cells = {}
    for year, month in MONTHS:
        t = (year - 2019) * 4 + 3
        at = {code: _at_month(code, t, month - 9) for code in units() if members(code, t)}
        for rule in (rule for rule in published() if rule.monthly):
            cells = {
                code: replace(cell, value=at[code][rule.code]) for code, cell in reported(rule, t).items()
            }
            cells = {code: replace(cell, note="") for code, cell in cells.items()}
            cells[CITY] = city(rule, t, cells)
            book |= {(region, rule.code, f"{year}-{month}"): cell for region, cell in cells.items()}
    return book


def _at_month(code: str, t: int, k: int) -> dict[str, int]:
    values = [at_month(unit, t, k) for unit in members(code, t)]
    return {
        rule.code: values[0][rule.code]
        if rule.kind == "standard"
        else sum(part[rule.code] for part in values)
        for rule in rules()
    }


def at_month(unit: Unit, t: int, k: int) -> dict[str, int]:
    """Levels and sums of the year, ``k`` months (1, 2) after the quarter before ``t``."""
    levels: dict[str, int] = {}
    moved: dict[str, int] = {}  # change of a stock, increment of a flow, since that quarter
    for rule in rules():
        series = unit.series[rule.code]
        before = ytd(series, t - 1) if rule.is_flow else series[t - 1]
        if rule.how == "is":
            now = sum(sign * moved[name.lstrip("~")] for sign, (name,) in rule.terms)
        elif rule.how == "roll":
            now = sum(sign * moved[name] for sign, (name,) in rule.terms[1:])
        else:
            now = (series[t] if rule.is_flow else series[t] - series[t - 1]) * k // 3 // rule.step * rule.step
        moved[rule.code], levels[rule.code] = now, before + now
    return levels


def slip(book: Cells) -> Cells:
    """Puts the first, wrong figures of slips.csv into the book; returns the corrected cells."""
    right: Cells = {}
    for row in table("slips.csv"):
        for code in row["indicators"].split("|"):
            for region in (row["region"], CITY):
                key = (region, code, row["period"])
                right[key] = Cell(book[key].value, "", row["note"])
                book[key] = replace(book[key], value=book[key].value + int(row["delta"]))
    return right
