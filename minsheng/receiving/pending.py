"""待核: figures that contradict each other and were explained; they are marked everywhere until somebody checks them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from minsheng.checks.checks import Finding
from minsheng.facts import EXPLAINED, Fact
from minsheng.receiving.approval import named
from minsheng.store import ledger
from minsheng.store.ledger import Received


def settle(path: Path, facts: Iterable[Fact], actor: str) -> int:
    """核对无误: the pending figures stand without 待核 from now on, as a later revision."""
    checked = [replace(it, pending=False) for it in facts]
    with ledger.commit(path, actor=named(actor), note=f"核对{len(checked)}个待核数") as commit:
        seal = hashlib.sha256(repr([it.key for it in checked]).encode()).hexdigest()
        commit.receive([Received("核对待核数", seal, "checked", checked)])
        return commit.revision


def explanations(found: Iterable[Finding], text: str, actor: str, revision: int) -> list[dict[str, object]]:
    """One row for each figure of each finding."""
    return [
        {"revision": revision, "region": it.region, "indicator": it.indicator, "period": str(it.period),
         "rule": finding.rule.rule, "text": text.strip(), "actor": actor.strip()}
        for finding in found
        for it in finding.facts
    ]  # fmt: skip


def marked(facts: Sequence[Fact], found: Iterable[Finding], text: str) -> list[Fact]:
    """The facts with those that contradict each other marked 待核, the 上报说明 with them."""
    marked = {(*it.key, it.status) for finding in found for it in finding.facts}
    return [_marked(it, text.strip()) if (*it.key, it.status) in marked else it for it in facts]


def _marked(fact: Fact, text: str) -> Fact:
    note = f"{EXPLAINED}{text}"
    return replace(fact, pending=True, notes=f"{fact.notes}；{note}" if fact.notes else note)
