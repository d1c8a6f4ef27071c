"""Writes the demo prefecture 演示市 (990100), which does not exist: regions, facts, corrections, boundaries, examples.

Run ``python data/demo/generate.py``; the same tables always give the same bytes. What can be changed without code:
``units.csv`` and ``towns.csv`` (places), ``indicators.csv`` (levels, trends, seasons), ``events.csv`` (shocks),
``gaps.csv`` (what was not reported), ``late.csv``, ``slips.csv`` (later corrected), ``plan.csv`` (targets, rates), ``ledger.csv`` (the year's tasks).
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from book import CITY, Cells, finals, months, quarters, slip, years  # noqa: E402
from boundaries import write_boundaries  # noqa: E402
from forms import write_examples  # noqa: E402
from ledger import REPORTS, TASKS, YEAR, report_rows, size_rows, task_rows  # noqa: E402
from rules import HERE, Rule, catalogue, rules, since, table  # noqa: E402
from towns import TOWN_COUNTY, towns  # noqa: E402

FACTS = (
    "region,indicator,period,value,unit,basis,state,effective_from,document,status,known_on,source,resolution,notes"
).split(",")
REGIONS = "code,name,level,parent,from,to,hosts,aliases,note".split(",")
SOURCES = "id,title,publisher,url,published_on".split(",")
BASES = {"stock": "stock", "flow": "ytd", "standard": "standard", "rate": "rate", "ratio": "rate"}
NUMERALS = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}


def region_rows() -> Iterator[dict[str, str]]:
    """The places, with the county that became a district, the merged county and the twelve 镇街."""
    mark = {"note": "演示数据，并无此地"}
    yield {"code": CITY, "name": "演示市", "level": "prefecture", "aliases": "演示"} | mark
    for row in table("units.csv"):
        yield {name: row[name] for name in REGIONS if name in row} | mark
    for change in table("changes.csv"):
        if change["kind"] == "upgrade":
            place = {
                "code": change["old_code"],
                "name": change["old_name"],
                "level": "county",
                "parent": CITY,
            }
            yield place | {"to": change["date"]} | mark
    for row in table("towns.csv"):
        yield {"code": row["code"], "name": row["name"], "level": "town", "parent": TOWN_COUNTY} | mark


def known_on(region: str, period: str) -> str:
    """When it was received: units by the 10th of the next month, the prefecture's own sum on the 18th."""
    year, month = (
        (int(period[:4]), int(period[5]) * 3) if "Q" in period else (int(period[:4]), int(period[5:]))
    )
    first = date(year + month // 12, month % 12 + 1, 1)
    late = _delays().get((region, period))
    day = (
        18
        if region == CITY
        else 10 + late
        if late
        else random.Random(f"{region}/{period}").choice((8, 9, 10))
    )
    return str(first + timedelta(days=day - 1))


@cache
def _delays() -> dict[tuple[str, str], int]:
    return {(row["region"], row["period"]): int(row["days"]) for row in table("late.csv")}


@cache
def _rule(code: str) -> Rule:
    return next(rule for rule in rules() if rule.code == code)


def fact_rows(book: Cells, status: str = "", received: str = "") -> Iterator[dict[str, str]]:
    """Cells as rows of the shipped facts. ``received`` replaces the return's own date ({next}: the year after)."""
    for (region, code, period), cell in book.items():
        rule, unit = _rule(code), catalogue()[code]["unit"]
        day = received.format(next=int(period[:4]) + 1) if received else known_on(region, period)
        basis = "month" if unit.endswith("/月") else BASES[rule.kind]
        row = {"region": region, "indicator": code, "period": period, "unit": unit, "basis": basis}
        row |= {"state": cell.state, "known_on": day, "source": _source(region, period), "notes": cell.note}
        row |= {
            "value": "" if cell.state else str(cell.value),
            "resolution": str(rule.step) if rule.is_flow and rule.step > 1 else "",
        }
        row |= {
            "status": status or ("fast" if period.endswith("Q4") else ""),
            "effective_from": _since(rule, period),
        }
        yield row


def _source(region: str, period: str) -> str:
    return f"demo-{period}-towns" if len(region) == 9 and region.isdigit() else f"demo-{period}"


def _since(rule: Rule, period: str) -> str:
    if rule.kind != "standard":
        return ""
    quarter = int(period[5]) if "Q" in period else 4
    return since(rule, (int(period[:4]) - 2019) * 4 + quarter - 1)


def plan_rows() -> Iterator[dict[str, str]]:
    """Targets and yearly rates of the prefecture, from plan.csv."""
    for row in table("plan.csv"):
        for year in range(2019, 2024):
            target = row["basis"] == "target"
            day = f"{year}-01-20" if target else f"{year + 1}-04-20"
            fact = {
                "region": CITY,
                "indicator": row["indicator"],
                "period": str(year),
                "value": row[str(year)],
            }
            fact |= {"unit": catalogue()[row["indicator"]]["unit"], "basis": row["basis"], "known_on": day}
            fact |= {"status": "" if target else "final", "document": row["document"].format(year=year)}
            fact |= {"source": f"demo-plan-{year}" if target else f"demo-{year}", "notes": row["note"]}
            if row[str(year)]:
                yield fact


def source_rows(sources: Iterable[str]) -> Iterator[dict[str, str]]:
    """What the source ids stand for."""
    for name in sorted(set(sources)):
        text = {"id": name, "title": _title(name), "publisher": "演示市民政局（虚构）"}
        yield text


def _title(name: str) -> str:
    if name.startswith("demo-ledger"):
        return f"演示市{YEAR}年重点任务台账（演示数据）"
    if name.startswith("demo-plan"):
        return f"演示市{name[-4:]}年民政工作任务（演示数据）"
    period, of_towns = name.removeprefix("demo-").removesuffix("-towns"), name.endswith("-towns")
    place = "云岫县各镇街" if of_towns else "演示市"
    if "Q" in period:
        return f"{place}{period[:4]}年{NUMERALS[period[4:]]}民政统计季报表（演示数据）"
    form = f"{int(period[5:])}月民政统计月报表" if "-" in period else "民政统计年报"
    return f"{place}{period[:4]}年{form}（演示数据）"


def write(name: str, columns: list[str], rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Writes one CSV file beside this one; returns its rows."""
    kept = list(rows)
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    return kept


def corrected_rows(right: Cells) -> Iterator[dict[str, str]]:
    """The later, right values of slips.csv, with the day on which each became known."""
    days = {row["period"]: row["corrected_on"] for row in table("slips.csv")}
    for key, cell in right.items():
        yield from fact_rows({key: cell}, received=days[key[2]])


def main() -> None:
    """Writes everything."""
    book = quarters()
    right = slip(book)
    below = towns()
    early = {key: cell for key, cell in (below | years()).items() if len(key[2]) == 4}
    quarterly = book | {key: cell for key, cell in below.items() if len(key[2]) > 4} | months()
    facts = [
        *fact_rows(quarterly),
        *fact_rows(early, "final", "{next}-04-20"),
        *fact_rows(finals(), "final", "{next}-04-20"),
        *plan_rows(),
    ]
    write("regions.csv", REGIONS, region_rows())
    write("facts.csv", FACTS, facts)
    corrections = write("corrections.csv", FACTS, corrected_rows(right))
    sizes = write("task_facts.csv", FACTS, size_rows())
    write("sources.csv", SOURCES, source_rows(row["source"] for row in [*facts, *corrections, *sizes]))
    write("tasks.csv", TASKS, task_rows())
    write("task_reports.csv", REPORTS, report_rows())
    write_boundaries()
    write_examples()


if __name__ == "__main__":
    main()
