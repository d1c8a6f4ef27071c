"""How long a ranking of every county of the country takes, from the question to the order: ``make bench`` asks for it."""

from __future__ import annotations

import statistics
import time
from decimal import Decimal
from pathlib import Path

from minsheng import places, rates, shipped
from minsheng.comparison import comparison
from minsheng.comparison.comparison import Comparison, Question
from minsheng.facts import Basis, Fact
from minsheng.period import Period
from minsheng.quotients import Denominator
from minsheng.store import ledger
from minsheng.store.ledger import Received
from minsheng.store.reading import Store

LIMIT = 100.0  # milliseconds, at the median, of plain numbers
ROUNDS = 15
_PERIOD, _CODE = Period.parse("2023Q4"), "elderly_beds_total"


def compare(folder: Path) -> int:
    """Print a line a ranking; how many are over the limit."""
    regions = places.regions()
    counties = [it for it in regions if it.level == "county" and not it.historic and it.code < "990000"]
    store = _store(folder / "counties.duckdb", [it.code for it in counties])
    known = places.denominators()
    per = next(it for it in known if it.word == "万人")

    def rank(by: Denominator | None) -> Comparison:
        catalogue = store.catalogue
        question = Question(catalogue[_CODE], _PERIOD, regions.get("000000"), by)
        indicator = comparison.divided(question, catalogue)
        facts = store.facts(
            regions=["000000", *(it.code for it in counties)],
            indicators=[indicator.code, *rates.operands(indicator, catalogue)],
            periods=comparison.periods(_PERIOD),
        )
        return comparison.compared(facts, question, counties, catalogue, store.breaks())

    slow = 0
    for by, limit in ((None, LIMIT), (per, None)):
        count, spent = rank(by).ranking.ranked, []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            rank(by)
            spent.append((time.perf_counter() - start) * 1000)
        over = limit is not None and statistics.median(spent) > limit
        name = f"ranking: {count} counties{', per ten thousand people' if by else ''}"
        print(
            f"{name:40} {statistics.median(spent):9.1f} {max(spent):9.1f}{'  over the limit' if over else ''}"
        )
        slow += over
    return slow


def _store(path: Path, codes: list[str]) -> Store:
    """A store that has nothing but a figure and a population of each county."""
    shipped.init(path, places.regions(), empty=True)
    facts = [
        Fact(code, name, period, Basis.STOCK, Decimal(least + place * 7919 % many), unit)
        for name, period, unit, least, many in (
            (_CODE, _PERIOD, "张", 100, 5000),
            ("resident_population", Period.parse("2023"), "人", 90_000, 900_000),
        )  # fmt: skip
        for place, code in enumerate(codes)
    ]
    with ledger.commit(path, actor="基准", note="全国县区") as commit:
        commit.receive([Received("counties.csv", "0" * 64, "tidy", facts)])
    return Store(path)
