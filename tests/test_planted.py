"""Random errors planted in true sentences are caught, each with its cause (``bench_drafts --planted`` prints all)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_drafts
import gold

from minsheng.store.reading import Store

TEXTS = ("notice_counties", "trad_county", "monthly", "yueyang_fujian")


def test_planted_errors_are_caught_with_their_cause(store: Store) -> None:
    drafts = [
        draft for part in ("development", "heldout") for draft in gold.load(part) if draft.name in TEXTS
    ]
    tally = bench_drafts.measure_planted(drafts, store, seed=20221231, each=1)
    assert tally.of["planted errors caught"] >= 25
    assert tally.share("planted errors caught") >= 90, "\n".join(tally.wrong["planted errors caught"])
    assert tally.share("cause right") >= 85, "\n".join(tally.wrong["cause right"])
