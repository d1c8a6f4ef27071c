"""Taking in county returns against the plain way: ``python -m tests.bench_import [FILES]``.

FILES workbooks (150; the whole country is 2850) of 120 rows each go through ``intake.take_in``, and the same
files through openpyxl, pandas and DuckDB's executemany. Each way runs in a process of its own; time is that of
the work without making the files, memory the process's peak.
"""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

USUAL, WHOLE_COUNTRY, ROWS, FACTOR = 150, 2850, 120, 10
TURNS = (
    2  # the ways take turns and the better turn of each counts: a busy moment of the machine is no difference
)


def write_files(folder: Path, count: int) -> None:
    """County returns as the counties send them: a head, 120 rows with labels, units and figures."""
    from minsheng import places, shipped

    catalogue = shipped.catalogue()
    ruled = set(
        re.findall(
            r"\w+", "".join(path.read_text(encoding="utf-8") for path in Path("data").rglob("rules.csv"))
        )
    )
    items = [
        it
        for it in catalogue
        if it.kind in ("stock", "flow") and not it.formula and it.unit in _UNITS and it.code not in ruled
    ][:ROWS]
    counties = [it for it in places.regions() if it.level == "county" and not it.historic]
    for number, county in enumerate(counties[:count]):
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet("季报")
        page.append(["民政统计季报表"])
        page.append([f"编制单位：{county.name}", "", "", "2023年09月"])
        page.append([f"地区编码：{county.code}000000"])
        page.append(["指标名称", "单位", "数量"])
        for row, item in enumerate(items):
            page.append([item.name, _UNITS[item.unit], 100 + (number * 37 + row * 11) % 900])
        stream = io.BytesIO()
        book.save(stream)
        (folder / f"{county.code}.xlsx").write_bytes(stream.getvalue())


_UNITS = {
    "元": "万元",
    "个": "个",
    "人": "人",
    "户": "户",
    "张": "张",
    "对": "对",
    "件": "件",
    "具": "具",
    "人次": "人次",
}


def ours(folder: Path) -> int:
    """Facts stored by the product."""
    from minsheng import places, shipped
    from minsheng.receiving import intake

    regions = places.regions()
    with tempfile.TemporaryDirectory() as store:
        path = Path(store) / "minsheng.duckdb"
        shipped.init(path, regions, empty=True)
        files = sorted(folder.glob("*.xlsx"))
        start = time.perf_counter()
        outcome = intake.receive(path, files, regions=regions, actor="bench")
        return _tell(start, sum(file.stored for file in outcome.files))


def plain(folder: Path) -> int:
    """Rows stored by openpyxl, pandas and executemany; nothing is recognised, checked or converted."""
    import duckdb
    import pandas

    with tempfile.TemporaryDirectory() as store:
        start = time.perf_counter()
        connection = duckdb.connect(f"{store}/plain.duckdb")
        connection.execute(
            "create table fact (region varchar, item varchar, unit varchar, value decimal(28, 8))"
        )
        stored = 0
        for file in sorted(folder.glob("*.xlsx")):
            rows = list(
                openpyxl.load_workbook(file, data_only=True).active.iter_rows(
                    min_row=5, max_col=3, values_only=True
                )
            )
            table = pandas.DataFrame(rows, columns=["item", "unit", "value"]).dropna()
            table.insert(0, "region", file.stem)
            connection.executemany("insert into fact values (?, ?, ?, ?)", table.values.tolist())
            stored += len(table)
        connection.close()
        return _tell(start, stored)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _tell(start: float, stored: int) -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"{time.perf_counter() - start:.3f} {peak} {stored}")
    return 0


def compare(count: int) -> int:
    """Print both ways; 1 where the product is not ten times faster."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, count)
        _say(f"import: {len(list(folder.iterdir()))} files of {ROWS} rows")
        runs = [{way: _run(way, folder) for way in ("ours", "plain")} for _ in range(TURNS)]
    found = {way: min(turn[way] for turn in runs) for way in ("ours", "plain")}
    for way, (seconds, peak, stored) in found.items():
        _say(
            f"  {way:6} {seconds:8.1f} s  {seconds / count * 1000:7.1f} ms a file  {peak:6.0f} MB  {stored:.0f} stored"
        )
    factor = found["plain"][0] / found["ours"][0]
    _say(f"  {factor:.1f} times faster")
    return int(factor < FACTOR)


def _run(way: str, folder: Path) -> tuple[float, float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_import", way, str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak, stored = map(float, done.stdout.split()[-3:])
    return seconds, peak, stored


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", folder]:
            raise SystemExit(ours(Path(folder)))
        case ["plain", folder]:
            raise SystemExit(plain(Path(folder)))
        case [count]:
            raise SystemExit(compare(int(count)))
        case _:
            raise SystemExit(compare(USUAL))
