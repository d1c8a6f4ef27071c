"""How long the questions of the screens and an import take: ``make bench``.

Fails when a question takes more than its 50 ms (one of 查数 200 ms), or when files are not taken in ten times faster than the plain way.

Asks the store at ``MINSHENG_DB`` or the usual place; where there is none it builds one of what the product ships.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from minsheng.store.reading import Store

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests import bench_import, bench_lookup, bench_rank  # noqa: E402 - this file is run as a script

LIMIT = 50.0  # milliseconds, at the median
ROUNDS = 30
USUAL = Path("data/store/minsheng.duckdb")


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What the screens ask, by a phrase."""
    counties = [f"9901{number:02}" for number in (2, 3, 4, 5, 21, 22, 23, 81)]
    return {
        "a screen: all of the demo prefecture": lambda: store.facts(regions=["990100"]),
        "a screen: all of a province": lambda: store.facts(regions=["350000"]),
        "a screen: all of the nation": lambda: store.facts(regions=["000000"]),
        "a screen: all of a text": lambda: store.facts(regions=["370300"]),
        "trend: one indicator, one region": lambda: store.facts(
            regions=["990100"], indicators=["elderly_inst_beds"]
        ),
        "trend: one indicator, eight counties": lambda: store.facts(
            regions=counties, indicators=["elderly_inst_beds"]
        ),
        "pickers: places": store.places,
        "pickers: periods of a region": lambda: store.periods("350000"),
        "catalogue: coverage of all": store.coverage,
        "catalogue: coverage of one": lambda: store.coverage_of("elderly_inst_beds"),
        "breaks": store.breaks,
    }


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of asking, in milliseconds; the first, cold call is not counted."""
    ask()
    spent = sorted(_once(ask) for _ in range(ROUNDS))
    return statistics.median(spent), spent[int(ROUNDS * 0.95)]


def _once(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def _store(folder: Path) -> Path:
    """The store to ask, built in ``folder`` where there is none."""
    path = Path(os.environ.get("MINSHENG_DB") or USUAL)
    if path.exists():
        return path
    built = folder / "minsheng.duckdb"
    subprocess.run([sys.executable, "-m", "minsheng", "init", "--db", str(built)], check=True)
    return built


def main() -> int:
    """Print a line a question; 1 when one is over the limit."""
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'question':40} {'median':>9} {'p95':>9}  (ms, {ROUNDS} times)")
        store = Store(_store(Path(folder)))
        for name, ask in questions(store).items():
            median, tail = timed(ask)
            slow += median > LIMIT
            print(f"{name:40} {median:9.1f} {tail:9.1f}{'  over the limit' if median > LIMIT else ''}")
        slow += bench_lookup.compare(store) + bench_rank.compare(Path(folder))
    return 1 if slow + bench_import.compare(bench_import.USUAL) else 0


if __name__ == "__main__":
    raise SystemExit(main())
