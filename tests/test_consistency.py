"""A text against itself and against what it says beside its figures; the store may know nothing."""

from __future__ import annotations

import pytest

from minsheng import places, shipped
from minsheng.claims import claims
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.verification import consistency, verification


def said(text: str) -> list[tuple[str, str]]:
    """The remarks on a text about the invented city, 2022."""
    found = claims.extract(
        text, catalogue=shipped.catalogue(), regions=places.regions(), region="990100", year=2022
    )
    return [(claim.quote, remark) for claim, remark in consistency.remarks(found, shipped.catalogue())]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("全市低保对象97108人。年末，低保对象达到97801人。", {"97108人", "97801人"}),
        ("全市低保对象97108人。年末，低保对象9.7万余人。", set()),
        ("全年修建文化广场36处。各方满意。全市修建文化广场63处，效果很好。", {"36处", "63处"}),
        ("云岫县低保对象7482人，石塘县低保对象5133人。", set()),
        ("低保对象97108人，其中城市24573人、农村72555人。", {"97108人"}),
        ("低保对象97108人，其中城市24573人、农村72535人。", set()),
        ("低保对象9.7万人，其中城市2.5万人、农村7.3万人。", set()),
        ("特困人员9720人，其中集中供养12651人。", {"12651人"}),
        ("长者食堂由164处增加到273处，增长76.5%。", {"76.5%"}),
        ("长者食堂由164处增加到273处，增长66.5%。", set()),
        ("养老机构床位21799张，其中护理型床位11796张，占64.1%。", {"64.1%"}),
    ],
)
def test_a_text_that_contradicts_itself_is_told(text: str, quotes: set[str]) -> None:
    assert {quote for quote, _ in said(text)} == quotes


@pytest.fixture
def told(store: Store, regions: Regions):
    """The words on each figure of a sentence, judged."""

    def call(text: str, region: str) -> list[str]:
        found = claims.extract(text, catalogue=store.catalogue, regions=regions, region=region, year=2022)
        return [
            it.told for it in verification.verify(found, store, regions, region=region, year=2022).findings
        ]

    return call


def test_a_rank_is_recomputed(told) -> None:  # noqa: ANN001
    (wrong,) = told("全县低保对象14720人，居全市第二位。", "990122")
    assert "由高到低排第3位" in wrong
    (right,) = told("全县低保对象14720人，居全市第三位。", "990122")
    assert "排第" not in right


def test_years_in_a_row_are_recomputed(told) -> None:  # noqa: ANN001
    assert any("只连续" in it for it in told("全年结婚登记16400对，连续三年下降。", "990100"))
    assert not any("只连续" in it for it in told("城市低保标准753元/人·月，连续三年提高。", "990100"))


def test_a_share_of_a_told_whole_is_recomputed(told) -> None:  # noqa: ANN001
    text = "民政事业费支出14.0亿元，其中社会救助支出7.5亿元，占{}。"
    assert "约数相符" in told(text.format("53.3%"), "990100")[-1]
    assert "不符" in told(text.format("63.3%"), "990100")[-1]


def test_a_remark_changes_no_verdict(store: Store, regions: Regions) -> None:
    text = "全年修建文化广场36处。全市修建文化广场63处。"
    found = claims.extract(text, catalogue=store.catalogue, regions=regions, region="990100", year=2022)
    report = verification.verify(found, store, regions, region="990100", year=2022)
    assert len(report.contradictions) == 2 and not report.mismatches
    assert "63处" in report.words and "不一致" in report.words
