"""考核评分: rules, caps, ties, what is lacking; and templates that are refused with a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng import shipped
from minsheng.bulletin import scheme, sheets, template
from minsheng.bulletin.errors import NotATemplate, TemplateError
from minsheng.bulletin.scheme import Deduction, Fault

FULL = Decimal(100)
ROWS = template.shipped_rows()
POINTS = st.decimals(min_value=0, max_value=100, places=2)


def scored(**changed: str) -> dict[str, list[dict[str, str]]]:
    """The shipped template with one criterion, changed."""
    row = {
        "indicator": "nursing_beds_share", "per": "", "weight": "20", "rule": "区间", "zero": "40", "full": "60", "cap": "", "note": "",
    }  # fmt: skip
    return {**ROWS, "scoring": [{**row, **changed}]}


# -- shares ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rank", "ranked", "last", "share"),
    [(1, 11, None, 100), (11, 11, None, 60), (6, 11, None, 80), (11, 11, Decimal(0), 0), (1, 1, None, 100)],
)
def test_positions_are_evenly_apart_between_the_first_and_the_last(rank, ranked, last, share) -> None:  # noqa: ANN001
    assert scheme.by_rank(rank, ranked, last, FULL) == share


def test_a_span_runs_from_nothing_to_all_and_not_beyond() -> None:
    zero, full = Decimal(45), Decimal(60)
    assert [scheme.by_span(Decimal(it), zero, full, FULL) for it in (40, 45, 54, 60, 70)] == [
        0,
        0,
        60,
        100,
        100,
    ]


def test_where_less_is_better_the_full_value_is_the_lower_one() -> None:
    assert scheme.by_span(Decimal("1.2"), Decimal("1.4"), Decimal("1.0"), FULL) == 50


def test_completion_is_measured_against_the_pace_and_capped() -> None:
    assert scheme.by_completion(Decimal(60), Decimal(75), FULL) == 80
    assert scheme.by_completion(Decimal(90), Decimal(75), FULL) == 100
    assert scheme.by_completion(Decimal(90), Decimal(75), Decimal(110)) == 110


def test_deductions_count_up_to_their_cap() -> None:
    late = Deduction(Fault.LATE, Decimal("0.5"), "天", Decimal(3))
    assert [late.off(days) for days in (0, 2, 10)] == [0, 1, 3]
    assert Deduction(Fault.LATE, Decimal(1), "次", Decimal(3)).off(9) == 1


# -- totals ---------------------------------------------------------------------------------------
def test_what_is_lacking_is_not_zero_and_the_rest_counts_for_the_whole() -> None:
    assert scheme.total(
        [(Decimal(15), Decimal(20)), (Decimal(60), Decimal(60))], Decimal(100), Decimal(0)
    ) == Decimal("93.75")


def test_where_less_than_half_can_be_scored_there_is_no_total() -> None:
    assert scheme.total([(Decimal(20), Decimal(20))], Decimal(100), Decimal(0)) is None
    assert scheme.total([], Decimal(100), Decimal(0)) is None


def test_deductions_never_make_a_total_negative() -> None:
    assert scheme.total([(Decimal(2), Decimal(100))], Decimal(100), Decimal(9)) == 0


def test_equal_totals_share_a_position_and_the_next_is_skipped() -> None:
    totals = [Decimal(it) for it in ("90", "88.5", "88.50", "70")]
    assert [scheme.ranks(totals)[it] for it in totals] == [(1, False), (2, True), (2, True), (4, False)]


@given(st.lists(st.tuples(POINTS, st.integers(1, 50)), min_size=1, max_size=8))
def test_a_unit_with_every_figure_has_exactly_the_sum(parts: list[tuple[Decimal, int]]) -> None:
    got = [(scheme.points(share, Decimal(weight)), Decimal(weight)) for share, weight in parts]
    whole = sum((weight for _, weight in got), Decimal(0))
    assert scheme.total(got, whole, Decimal(0)) == sum(points for points, _ in got)


# -- templates ------------------------------------------------------------------------------------
def test_the_shipped_template_is_one_of_its_own_kind() -> None:
    read = template.of_rows(ROWS, shipped.catalogue())
    assert (
        read.items
        and read.scheme.criteria
        and [part for part, _ in read.chapters] == list(template._CHAPTERS)
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"indicator": "dibao_persons"}, "中性指标"),
        ({"rule": "随意"}, "没有“随意”这种计分办法"),
        ({"zero": "60"}, "不同的"),
        ({"weight": "0"}, "大于零"),
        ({"weight": "二十"}, "不是数"),
        ({"per": "万人"}, "不能再折算"),
        ({"indicator": "没有的指标"}, "指标目录中没有"),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused_with_its_row(
    changed: dict[str, str], says: str
) -> None:
    with pytest.raises(TemplateError, match=says) as refused:
        template.of_rows(scored(**changed), shipped.catalogue())
    assert "“考核评分”第2行" in str(refused.value)


def test_a_sentence_may_only_be_filled_with_what_there_is() -> None:
    rows = {**ROWS, "sentences": [{"id": "worse", "text": "{unit}{secret}。", "use": ""}]}
    with pytest.raises(TemplateError, match="不能填secret"):
        template.of_rows(rows, shipped.catalogue())


def test_a_workbook_goes_out_and_comes_back_as_the_same_template() -> None:
    catalogue = shipped.catalogue()
    back = sheets.read(sheets.written(ROWS, catalogue))
    one, other = template.of_rows(ROWS, catalogue), template.of_rows(back, catalogue)
    assert (one.chapters, one.items, one.sentences, one.settings, one.scheme) == (
        other.chapters, other.items, other.sentences, other.settings, other.scheme,
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"no workbook"])
def test_another_file_is_no_template(data: bytes) -> None:
    with pytest.raises(NotATemplate):
        sheets.read(data)
