"""What a reviewer said of a figure: “这是对的，因为……” is kept as a revision, remembered for the same claim, and taken back again.

A word changes no verdict: the number still differs from the store, but somebody has looked and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from minsheng.claims.claims import Claim
from minsheng.errors import UsageError
from minsheng.facts import plain
from minsheng.store import ledger
from minsheng.store.reading import Store
from minsheng.verification.report import Report, Review


def key_of(claim: Claim) -> str:
    """What makes a claim the same in another draft: what it says of what, not where it stands."""
    said = (
        claim.region, claim.indicator or claim.indicator_name, claim.scope, claim.period, claim.measure,
        plain(claim.value), claim.value_to and plain(claim.value_to), claim.unit, claim.approx,
    )  # fmt: skip
    return "|".join("" if part is None else str(part) for part in said)


def remembered(store: Store) -> dict[str, Review]:
    """The words that stand, by claim."""
    return {
        row["claim"]: Review(row["reason"], row["actor"], str(row["recorded_at"])[:10])
        for row in store.asked("reviews")
    }


def reviewed(report: Report, known: Mapping[str, Review]) -> Report:
    """The report with the words that are remembered for its claims."""
    return Report(tuple(replace(it, review=known.get(key_of(it.claim))) for it in report.findings))


def keep(path: Path, claim: Claim, reason: str, *, actor: str) -> int:
    """Keep a word on a claim as one revision. Raises UsageError, StoreMissing, StoreBusy."""
    if not reason.strip():
        raise UsageError("没有写理由。", "请写明为什么这个数是对的，如依据的文件或口径。")
    return _write(path, claim, reason.strip(), actor, f"核认“{claim.quote}”")


def take_back(path: Path, claim: Claim, *, actor: str) -> int:
    """Take a word back, as one revision; what was said stays in the history. Raises UsageError, StoreMissing, StoreBusy."""
    return _write(path, claim, "", actor, f"撤回核认“{claim.quote}”")


def _write(path: Path, claim: Claim, reason: str, actor: str, note: str) -> int:
    if not actor.strip():
        raise UsageError("没有写操作人。", "请先填写姓名。")
    with ledger.commit(path, actor=actor.strip(), note=note) as commit:
        row = {"revision": commit.revision, "claim": key_of(claim), "quote": claim.quote}
        commit.rows("review", [row | {"reason": reason, "actor": actor.strip()}])
        return commit.revision
