"""``minsheng check``: the rules asked of the store, as JSON and in Chinese."""

from __future__ import annotations

from pathlib import Path

from minsheng import places
from minsheng.checks.judgements import Judgement
from minsheng.commands.data import Answer
from minsheng.period import Period
from minsheng.receiving.audit import Audit, audit
from minsheng.returns.reading import Severity
from minsheng.store.moment import Moment
from minsheng.store.reading import Store


def check(*, db: Path, actor: str, moment: Moment, region: str | None, period: str | None) -> Answer:
    """All findings of a place and period; code 1 where one of them is an error."""
    store, regions = Store(db, moment), places.regions()
    found = audit(
        store,
        regions,
        places=[regions.get(region).code] if region else [],
        periods=[str(Period.parse(period))] if period else [],
    )
    return Answer(lambda: record(found), lambda: text(found), 1 if found.failed else 0)


def record(found: Audit) -> dict[str, object]:
    """The findings in the words that other programs rely on."""
    return {"checks": [it.record() for it in found.found], "ran": list(found.ran)}


def text(found: Audit) -> str:
    """The same for people."""
    counts = "，".join(f"{severity.zh}{len(found.of(severity))}条" for severity in Severity)
    return "\n".join([*(_line(it) for it in found.found), f"共审核{len(found.ran)}条规则：{counts}。"])


def _line(it: Judgement) -> str:
    explained = f"　说明：{it.explanation}" if it.explanation else ""
    return f"{it.severity.zh}　{it.rule}　{it.message}{explained}"
