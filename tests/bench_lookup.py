"""How long a question of 查数 takes: part of ``make bench``; ``make bench-large`` asks a store of 15 million invented facts.

Fails when a question takes more than its 200 ms at the median. The large store is built once in the folder of
``MINSHENG_LARGE`` (or the system's temporary one): every county, 200 indicators, 32 quarters; 500 MB and some minutes.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from minsheng import lookup, places, shipped  # noqa: E402 - this file is run as a script
from minsheng.store import revisions  # noqa: E402 - this file is run as a script
from minsheng.store.questions import WORKED_OUT, sql  # noqa: E402
from minsheng.store.reading import Store  # noqa: E402

LIMIT = 200.0  # milliseconds, at the median
ROUNDS = 7
MANY = 15_000_000
QUESTIONS = (
    "淄博 2022 长者食堂",
    "高台低保人数",
    "zb 22 jhdj",
    "福建2019年二季度民政事业费",
    "演示市各区县低保人数",
    "去年演示市结婚登记多少对？",
    "演示市養老機構牀位",
    "演示市结昏登记",
    "溜博市长者食堂",
    "演示市集中供养率",
    "火星市低保人数",
    "张店区低保人数",
    "淄博各区县2023年低保人数",
    "临淄区养老机构床位同比",
    "演示市今年给多少户老人家里做了适老化改造",
    "演示市特因人员供养资金",
    "演示市幼儿园有多少所",
)
_INVENT = """
insert into observation by name
select
    (select max(observation) from observation) + row_number() over () as observation,
    1 as load, 1 as revision, '2026-01-01T00:00:00+08:00' as recorded_at,
    r.region, i.code as indicator, '全部' as scope, q.year || 'Q' || q.quarter as period,
    last_day(make_date(q.year, q.quarter * 3, 1)) as period_end,
    case i.kind when 'flow' then 'ytd' when 'standard' then 'standard' when 'stock' then 'stock' else 'rate' end as basis,
    (hash(r.region, i.code, q.year, q.quarter) % 100000)::decimal(28, 8) as value, i.unit, 'value' as state,
    'exact' as approx, 1::decimal(28, 8) as resolution, 'quarterly' as status, 3::tinyint as strength,
    false as comparison, make_date(q.year, q.quarter * 3, 28) as known_on, 'made' as source, 'Sheet1!A1' as locator,
    true as demo, false as pending, false as inferred, false as backcast
from (select distinct region from region where regexp_full_match(region, '[0-9]{6}') and valid_to is null) as r
cross join (select * from indicator where not local order by position limit 200) as i
cross join (select year, quarter from range(2017, 2025) as a(year), range(1, 5) as b(quarter)) as q
where r.region not in (select region from observation)
limit $many
"""


def large(folder: Path) -> Path:
    """A store of what is shipped and 15 million invented facts; built where there is none."""
    path = folder / "minsheng-large.duckdb"
    if path.exists():
        return path
    with tempfile.TemporaryDirectory() as aside:
        small = Path(aside) / "minsheng.duckdb"
        shipped.init(small, places.regions())
        draft = shutil.copy(revisions.current(small), f"{path}.draft")
    connection = duckdb.connect(draft)
    connection.execute(_INVENT, {"many": MANY})
    for table in WORKED_OUT:
        connection.execute(f"create or replace table {table} as {sql(table)}")
    connection.close()
    return Path(draft).rename(path)


def compare(store: Store) -> int:
    """Print a line a question; how many are over the limit."""
    regions, slow = places.regions(), 0
    lookup.warm(store, regions)
    print(f"{'查数':40} {'median':>9} {'worst':>9}  (ms, {ROUNDS} times)")
    for text in QUESTIONS:
        spent = sorted(_once(text, store, regions) for _ in range(ROUNDS))
        median = statistics.median(spent)
        slow += median > LIMIT
        print(f"{text:40} {median:9.1f} {spent[-1]:9.1f}{'  over the limit' if median > LIMIT else ''}")
    return slow


def _once(text, store, regions) -> float:  # noqa: ANN001
    start = time.perf_counter()
    lookup.look_up(text, store, regions)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    raise SystemExit(
        compare(Store(large(Path(os.environ.get("MINSHENG_LARGE") or tempfile.gettempdir())))) > 0
    )
