"""A reviewer's word on a figure: kept as a revision, remembered for the same claim, taken back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from minsheng.claims import claims
from minsheng.errors import UsageError
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import reviews, verification
from minsheng.verification.report import Finding

DRAFT = "全年修建文化广场36处，办理结婚登记120对。"
AGAIN = "回顾一年，全年修建文化广场36处，深受欢迎。"


def judged(path: Path, regions: Regions, text: str) -> list[Finding]:
    store = Store(path)
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region="990100", year=2022)
    report = verification.verify(found, store, regions, region="990100", year=2022)
    return list(reviews.reviewed(report, reviews.remembered(store)).findings)


def test_a_word_is_remembered_for_the_same_claim_only(small_path: Path, regions: Regions) -> None:
    claim = judged(small_path, regions, DRAFT)[0].claim
    revision = reviews.keep(small_path, claim, "文旅局口径，2022年台账第3页", actor="李四")
    assert Store(small_path).revision == revision
    first, second = judged(small_path, regions, DRAFT)
    assert first.review and first.review.actor == "李四" and second.review is None
    (again,) = judged(small_path, regions, AGAIN)
    assert again.review and "台账第3页" in again.told
    (other,) = judged(small_path, regions, AGAIN.replace("36", "37"))
    assert other.review is None


def test_a_word_changes_no_verdict(small_path: Path, regions: Regions) -> None:
    before = judged(small_path, regions, DRAFT)[0]
    reviews.keep(small_path, before.claim, "有文件", actor="李四")
    assert judged(small_path, regions, DRAFT)[0].verdict is before.verdict


def test_a_word_is_taken_back_and_may_be_said_again(small_path: Path, regions: Regions) -> None:
    claim = judged(small_path, regions, DRAFT)[0].claim
    reviews.keep(small_path, claim, "有文件", actor="李四")
    reviews.take_back(small_path, claim, actor="王五")
    assert judged(small_path, regions, DRAFT)[0].review is None
    reviews.keep(small_path, claim, "有新文件", actor="王五")
    word = judged(small_path, regions, DRAFT)[0].review
    assert word and word.reason == "有新文件"


@pytest.mark.parametrize(("reason", "actor"), [(" ", "李四"), ("有文件", " ")])
def test_a_word_needs_a_reason_and_a_name(
    small_path: Path, regions: Regions, reason: str, actor: str
) -> None:
    claim = judged(small_path, regions, DRAFT)[0].claim
    before = Store(small_path).revision
    with pytest.raises(UsageError):
        reviews.keep(small_path, claim, reason, actor=actor)
    assert Store(small_path).revision == before
