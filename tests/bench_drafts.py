"""How well drafts are read and judged: python tests/bench_drafts.py [development|heldout] [--cases] [--seed N]."""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import gold
import planted
from gold import Draft, Tally

from minsheng import places, shipped
from minsheng.claims import claims
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.report import Finding
from minsheng.verification.shelf import Shelf


def judged(draft: Draft, store: Store, *, told: bool = True) -> list[Finding]:
    """The findings of a draft; ``told`` with its region and year, as on the page."""
    region, year = (draft.region, draft.year) if told else (None, None)
    regions = places.regions()
    found = claims.extract(draft.text, catalogue=store.catalogue, regions=regions, region=region, year=year)
    return list(verification.verify(found, store, regions, region=region, year=year).findings)


def measure(drafts: list[Draft], store: Store) -> Tally:
    """Reading and judging of the drafts as they were written."""
    tally = Tally()
    for draft in drafts:
        findings = judged(draft, store)
        pairs = gold.measure_reading(draft, [it.claim for it in findings], tally)
        by_claim = {id(it.claim): it for it in findings}
        for stated, claim in pairs:
            measure_verdict(draft, stated, by_claim[id(claim)], tally)
    return tally


def measure_verdict(draft: Draft, stated: gold.Stated, finding: Finding, tally: Tally) -> None:
    """Whether a planted error was caught, and a right number left in peace."""
    case = f"{draft.name} {stated.start} {stated.quote!r} {finding.message}"
    wrong = finding.verdict is verification.Verdict.MISMATCH
    if not stated.error:
        tally.count("right numbers not accused", not wrong, case)
        tally.count("right numbers confirmed", finding.verdict.value in ("match", "rounded"), case)
        return
    tally.count("wrong numbers caught", wrong, f"{case} [{stated.error}]")
    if wrong:
        cause = finding.cause.value if finding.cause else ""
        tally.count("cause right", cause == stated.error, f"{case} {cause} [{stated.error}]")


def measure_planted(drafts: list[Draft], store: Store, seed: int, each: int = 2) -> Tally:
    """Random errors, one at a time, in the figures of true texts that the store confirms; and those left as they were."""
    tally, chance, shelf = Tally(), random.Random(seed), Shelf(store, places.regions())
    for draft in drafts:
        sure = [it for it in judged(draft, store) if it.verdict.value in ("match", "rounded")]
        for cause in planted.CAUSES:
            tried = chance.sample(sure, len(sure))
            wrong = (planted.plant(draft.text, it, shelf, cause, chance) for it in tried)
            for one in list(itertools.islice(filter(None, wrong), each)):
                measure_one(draft, one, store, tally)
    return tally


def measure_one(draft: Draft, one: planted.Planted, store: Store, tally: Tally) -> None:
    """Whether one planted error is caught, and with its cause."""
    changed = replace(draft, written=one.text)
    here = [
        it for it in judged(changed, store) if it.claim.start <= one.start + 8 and one.start < it.claim.end
    ]
    caught = next((it for it in here if it.verdict.value == "mismatch"), None)
    case = f"{draft.name} {one.text[max(0, one.start - 14) : one.start + 14]!r}"
    tally.count(
        "planted errors caught", caught is not None, f"{case} [{one.cause}] {[it.message for it in here]}"
    )
    if caught:
        right = caught.cause is not None and caught.cause.value == one.cause
        tally.count("cause right", right, f"{case} [{one.cause}] {caught.message}")
        tally.count(f"cause right: {one.cause}", right, case)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["development", "heldout"])
    parser.add_argument("--cases", action="store_true", help="print what was wrong")
    parser.add_argument("--only", default="", help="the kinds of cases to print")
    parser.add_argument(
        "--planted", type=int, metavar="SEED", help="plant random errors in the drafts instead"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minsheng.duckdb"
        shipped.init(path, places.regions())
        store = Store(path)
        for part in options.parts:
            drafts = gold.load(part)
            seed = options.planted
            tally = measure(drafts, store) if seed is None else measure_planted(drafts, store, seed)
            print(f"== {part}")
            print("\n".join(tally.lines()))
            if options.cases:
                for what, cases in tally.wrong.items():
                    if options.only in what:
                        print(f"-- {what}", *cases, sep="\n   ")


if __name__ == "__main__":
    main()
