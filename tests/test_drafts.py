"""The written drafts as a reviewer judges them: what must be found, caught, and left in peace (``bench_drafts`` prints all)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_drafts
import gold

from minsheng.store.reading import Store


@pytest.fixture(scope="module", params=["development", "heldout"])
def tally(request: pytest.FixtureRequest, store: Store) -> gold.Tally:
    return bench_drafts.measure(gold.load(request.param), store)


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("figures found", 95.0),
        ("value and unit right", 99.0),
        ("other numerals left alone", 97.0),
        ("right numbers not accused", 97.0),
        ("wrong numbers caught", 95.0),
    ],
)
def test_drafts_are_judged_as_a_reviewer_would(tally: gold.Tally, what: str, least: float) -> None:
    assert tally.share(what) >= least, "\n".join(tally.wrong.get(what, ()))


def test_the_cause_of_a_wrong_number_is_named(tally: gold.Tally) -> None:
    if tally.of["cause right"] >= 20:  # a handful of errors measures nothing
        assert tally.share("cause right") >= 85, "\n".join(tally.wrong.get("cause right", ()))
