"""What the subcommands for drafts do: read the figures of a text, and judge them against the store."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from minsheng import places, shipped
from minsheng.claims import claims, files
from minsheng.claims.files import Source
from minsheng.commands.data import Answer
from minsheng.errors import UsageError
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.verification import verification, whose

log = logging.getLogger("minsheng")


def extract(*, db: Path, actor: str, file: str) -> Answer:  # noqa: ARG001 - every verb is called with the same words
    """The statistical figures of a text; needs no store."""
    source = _source(file)
    found = claims.extract(
        source.text, catalogue=shipped.catalogue(), regions=places.regions(), grids=source.grids
    )
    return Answer(
        lambda: {"figures": [claim.record() for claim in found]},
        lambda: "\n".join([*(_line(claim) for claim in found), f"共{len(found)}个数。"]),
    )


def verify(
    *, db: Path, actor: str, moment: Moment, file: str, region: str | None, year: int | None
) -> Answer:
    """Each figure of a draft against the store; code 1 exactly when there is a mismatch."""
    store, regions = Store(db, moment), places.regions()
    home = regions.get(region).code if region else None
    source = _source(file)
    report = verification.judged(source.text, store, regions, home, year, source.grids)
    if home and (other := whose.otherwise(source.text, regions, home, {it.region for it in store.places()})):
        log.warning("%s按该地区核对请写--region %s。", whose.told(other, regions.get(home).name), other.code)
    words = (store.catalogue, regions)
    return Answer(lambda: report.record(*words), lambda: report.words, 1 if report.mismatches else 0)


def _source(file: str) -> Source:
    """The draft's text and tables; ``-`` is standard input. Raises UsageError."""
    if file == "-":
        return files.plain(sys.stdin.buffer.read(), "（标准输入）")
    path = Path(file)
    if not path.is_file():
        raise UsageError(f"文件{file}不存在。", "请核对路径。")
    return files.opened_at(path)


def _line(claim: claims.Claim) -> str:
    name = claim.indicator_name + ("" if claim.indicator else "（未认定指标）")
    where = (claim.period.name if claim.period else "") + (claim.scope if claim.scope != "全部" else "")
    return f"第{claim.start}字　{claim.quote}　{name}　{where}".rstrip("　")
