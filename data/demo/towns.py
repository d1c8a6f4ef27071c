"""The twelve 镇街 of one demo county: its figures split by the size of the towns so that they add up exactly."""

from __future__ import annotations

from book import LAST, Cell, Cells, published, units
from model import Unit, shares, ytd
from rules import Rule, label, table

TOWN_COUNTY = "990122"
TOWNS_FROM = 12  #: the 镇街 report from 2022Q1 on


def towns() -> Cells:
    """The twelve 镇街 of one county: its figures split so that they add up exactly."""
    places, county = table("towns.csv"), units()[TOWN_COUNTY]
    chosen = [rule for rule in published() if rule.town]
    sizes = [name for name in places[0] if name not in ("code", "name")]
    parts = {name: [[int(row[name])] * LAST for row in places] for name in sizes}
    for rule in chosen:
        parts[rule.code] = _split(rule, county, parts)
    book: Cells = {}
    for rule in chosen:
        for place, series in zip(places, parts[rule.code], strict=True):
            for t in range(TOWNS_FROM | 3 if rule.annual else TOWNS_FROM, LAST, 4 if rule.annual else 1):
                value = ytd(series, t) if rule.is_flow else series[t]
                book[place["code"], rule.code, label(t)[:4] if rule.annual else label(t)] = Cell(value)
    return book


def _split(rule: Rule, county: Unit, parts: dict[str, list[list[int]]]) -> list[list[int]]:
    if rule.town == "yes":
        pieces = range(len(parts["population"]))
        return [[sum(s * parts[x][i][t] for s, (x,) in rule.terms) for t in range(LAST)] for i in pieces]
    columns = [
        shares(county.series[rule.code][t], [weights[t] for weights in parts[rule.town]], rule.step)
        for t in range(LAST)
    ]
    return [list(series) for series in zip(*columns, strict=True)]
