"""Growths, shares, completions and multiples held against the numbers of their own sentence."""

from __future__ import annotations

import pytest

from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import verification


@pytest.fixture
def last(store: Store, regions: Regions):
    """The verdict and cause of the last number of a sentence about 演示市, 2022."""

    def call(sentence: str) -> tuple[str, str | None]:
        text = f"演示市民政局2022年工作总结\n\n{sentence}"
        finding = verification.judged(text, store, regions, "990100", 2022).findings[-1]
        return finding.verdict.value, finding.cause and finding.cause.value

    return call


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("慈善支出由9092.7万元减至7624.4万元，降幅16.1%。", ("match", None)),
        ("康养基地补助由9000万元增至7000万元，升幅22.2%。", ("mismatch", "direction")),
        ("研学基地一年增至47个，比2020年的29个增长62.1%。", ("match", None)),
        ("研学基地一年增至47个，比2020年的29个增长61.2%。", ("mismatch", "digits")),
        ("研学基地目标7400个，实绩6055个，完成率81.8%。", ("rounded", None)),
        ("研学基地目标7400个，实绩6055个，完成率88.1%。", ("mismatch", "digits")),
        ("研学基地目标7400个，实绩6055个，完成率81.8个百分点。", ("mismatch", "measure")),
        ("研学基地建成874个，仅为年度任务2000个的43.7%。", ("match", None)),
        ("研学基地建成874个，仅为年度任务2000个的53.7%。", ("mismatch", "digits")),
        ("研学学员2934人，是基期2230人的1.32倍。", ("rounded", None)),
        ("研学学员2934人，是基期2230人的1.23倍。", ("mismatch", "digits")),
    ],
)
def test_a_relative_number_is_worked_out_from_the_numbers_of_its_sentence(
    last, sentence: str, outcome: tuple[str, str | None]
) -> None:
    assert last(sentence) == outcome


def test_what_rounding_leaves_open_is_not_held_against_it(last) -> None:
    assert last("研学率从24.4%提高到27.1%，提高2.6个百分点。") == ("unknown", None)


def test_a_wrong_operand_accuses_nothing_else(last) -> None:
    assert last("长者食堂由164处增至372处，增长66.5%。")[0] != "mismatch"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("研学基地完成年度任务的71.8%，落后序时进度28.2%。", ("mismatch", "measure")),
        ("研学基地完成年度任务的71.8%，落后序时进度28.2个百分点。", None),
    ],
)
def test_points_are_not_per_cent(last, sentence: str, outcome: tuple[str, str] | None) -> None:
    found = last(sentence)
    assert outcome is None or found == outcome
