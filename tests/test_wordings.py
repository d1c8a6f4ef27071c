"""Whatever way an office words a stored figure: the true number is confirmed, a wrong one is caught."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import wordings

from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.report import Finding

PLACES = [("990100", "演示市", "全市"), ("990103", "西岑区", "全区")]
#: of writers who had not seen the rules, each true of 演示市 in 2022
OTHERS = Path(__file__).parent / "data" / "sentences.txt"
Judged = list[tuple[str, list[Finding]]]


def judged(
    store: Store, regions: Regions, place: tuple[str, str, str], *, seed: int, wrong: bool, path: Path = wordings.SENTENCES,
) -> Judged:  # fmt: skip
    """A draft of all sentences of a file, a paragraph each: each number (or the one wrong number of each) with its findings."""
    region, name, here = place
    chance, book = random.Random(seed), wordings.book(store, region, "2022Q4")
    text, numbers = f"{name}民政局2022年工作总结\n\n", []
    for sentence in wordings.sentences(path):
        try:
            words, figures = wordings.filled(sentence.replace("全市", here), book, chance)
        except wordings.NotThere:
            continue
        if wrong:
            spoilt = wordings.spoilt(words, chance.choice(figures), chance)
            if spoilt is None:
                continue
            words, figures = spoilt[0], [spoilt[1]]
        numbers += [(len(text) + it.start, len(text) + it.end, f"{it.words}: {words}") for it in figures]
        text += f"{words}\n"
    findings = verification.judged(text, store, regions, region, 2022).findings
    return [
        (case, [it for it in findings if it.claim.start < end and start < it.claim.end])
        for start, end, case in numbers
    ]


def told(cases: Judged) -> str:
    return "\n".join(f"{case} {[it.message for it in found]}" for case, found in cases)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[0])
def test_true_numbers_are_found_and_confirmed_in_every_wording(store, regions, place):
    cases = judged(store, regions, place, seed=2022, wrong=False)
    missed = [it for it in cases if not it[1]]
    accused = [it for it in cases if any(found.verdict.value == "mismatch" for found in it[1])]
    open_ = [it for it in cases if it[1] and all(found.verdict.value == "unknown" for found in it[1])]
    assert len(cases) > 300
    assert len(missed) <= len(cases) // 100, told(missed)
    assert len(accused) <= len(cases) // 100, told(accused)
    assert len(open_) <= len(cases) // 20, told(open_)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[0])
def test_a_wrong_number_is_caught_in_every_wording(store, regions, place):
    """A number that was right in another month of the year passes: the sentence names none."""
    cases = judged(store, regions, place, seed=7, wrong=True)
    uncaught = [it for it in cases if not any(found.verdict.value == "mismatch" for found in it[1])]
    assert len(cases) > 100
    assert len(uncaught) <= len(cases) * 6 // 100, told(uncaught)


def test_sentences_of_writers_who_had_not_seen_the_rules_are_confirmed(store, regions):
    """Nine numbers of ten are confirmed and hardly one is accused; the rest is told as 库中无可核对数据."""
    cases = judged(store, regions, PLACES[0], seed=2022, wrong=False, path=OTHERS)
    verdicts = [{found.verdict.value for found in it[1]} for it in cases]
    accused = [case for case, found in zip(cases, verdicts, strict=True) if "mismatch" in found]
    confirmed = [case for case, found in zip(cases, verdicts, strict=True) if found & {"match", "rounded"}]
    assert len(cases) > 600
    assert len(accused) <= len(cases) // 80, accused
    assert len(confirmed) >= len(cases) * 89 // 100


def test_wrong_numbers_in_sentences_of_other_writers_are_caught(store, regions):
    cases = judged(store, regions, PLACES[0], seed=7, wrong=True, path=OTHERS)
    caught = [it for it in cases if any(found.verdict.value == "mismatch" for found in it[1])]
    assert len(cases) > 300
    assert len(caught) >= len(cases) * 88 // 100
