"""A county's text says where it stands among the units beside it, and only where that is so and worth telling."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import keep

from minsheng.editions.standing import Today
from minsheng.facts import Fact
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.writing import drafting, position
from minsheng.writing.document import Span
from minsheng.writing.drafting import Draft
from minsheng.writing.genre import Genre

YEAR = 2023
UNITS = ("990101", "990102", "990103", "990104", "990105", "990121", "990122", "990123", "990181")


def draft_of(store: Store, regions: Regions, region: str) -> Draft:
    genre = Genre(YEAR)
    desk = drafting.desk_of(store, regions, region, genre)
    return drafting.draft(store.facts(regions=[region]), desk, region, genre)


def places(draft: Draft) -> list[Span]:
    return [
        span
        for paragraph in draft.document.paragraphs
        for span in paragraph.spans
        if span.entry and span.entry.measure == "rank"
    ]


@pytest.mark.parametrize("region", UNITS)
def test_a_place_is_among_the_first_third_and_counted_over_all_units(
    store: Store, regions: Regions, region: str
) -> None:
    for span in places(draft_of(store, regions, region)):
        own, *others = (operand.value for operand in span.entry.fact.derivation.operands)
        assert span.entry.fact.value == 1 + sum(value > own for value in others)
        assert span.text.startswith("并列" if own in others else "居")
        assert f"（{1 + len(others)}个县区）" in span.text
        assert 3 * sum(value >= own for value in (own, *others)) <= 1 + len(others) + 2
        assert span.entry.indicator.polarity != "neutral"


def test_a_county_that_is_no_more_counts_in_the_years_when_it_was(store: Store, regions: Regions) -> None:
    genre = Genre(2019)
    desk = drafting.desk_of(store, regions, "990103", genre)
    draft = drafting.draft(store.facts(regions=["990103"]), desk, "990103", genre)
    units = len(regions.children("990100", Period.of_year(2019)))
    report = verification.judged(draft.document.text, store, regions, "990103", 2019)
    assert units == 12 and [finding.remarks for finding in report.findings if finding.remarks] == []


def test_some_county_has_a_place_and_it_reads_back(store: Store, regions: Regions) -> None:
    told = {region: draft_of(store, regions, region) for region in ("990121", "990181")}
    assert any("居全市第一（11个县区）" in draft.document.text for draft in told.values())
    for region, draft in told.items():
        report = verification.judged(draft.document.text, store, regions, region, YEAR)
        assert [finding.remarks for finding in report.findings if finding.remarks] == []
        assert not report.mismatches


@pytest.mark.parametrize("wrong", ["居全市第5位（11个县区）", "居全市第一（12个县区）", "居全市第5位"])
def test_a_place_that_is_not_so_is_told_by_the_verifier(store: Store, regions: Regions, wrong: str) -> None:
    draft = draft_of(store, regions, "990121")
    right = next(span.text for span in places(draft) if "第一" in span.text)
    sentence = next(it.text for it in draft.document.paragraphs if right in it.text)
    report = verification.judged(sentence.replace(right, wrong), store, regions, "990121", YEAR)
    assert any(wrong.split("（")[0] in remark for finding in report.findings for remark in finding.remarks)


def test_a_unit_that_has_not_reported_makes_it_a_place_among_those_that_have(
    small_path: Path, regions: Regions, store: Store
) -> None:
    own = [f for f in store.facts(indicators=["urban_dibao_standard"]) if str(f.period) == "2023Q4"]
    rates = {f.region: f for f in own if f.region in UNITS}
    assert len(rates) >= 5
    ordered = [
        replace(fact, value=Decimal(900 - number)) for number, fact in enumerate(rates.values()) if number < 5
    ]
    keep(small_path, *ordered)
    store = Store(small_path)
    first = ordered[0]
    found = position.Positions(store, regions, first.region, YEAR, ("urban_dibao_standard",))
    told = found.of(line_of(store, regions, first))
    assert told.words == "在全市已报的5个县区中居第1位"


def line_of(store: Store, regions: Regions, fact: Fact):  # noqa: ANN201
    year = drafting.draft(
        store.facts(regions=[fact.region]),
        drafting.desk_of(store, regions, fact.region, Genre(YEAR)),
        fact.region,
        Genre(YEAR),
    ).year
    return next(line for line in year.lines if line.indicator.code == fact.indicator)


def test_a_place_moves_with_the_figures_it_was_counted_from(
    small_path: Path, regions: Regions, store: Store
) -> None:
    facts = [f for f in store.facts(indicators=["urban_dibao_standard"]) if str(f.period) == "2023Q4"]
    units = [it.code for it in regions.children("990100", Period.parse("2023Q4"))]
    base = facts[0]
    every = [replace(base, region=code, value=Decimal(900 - at)) for at, code in enumerate(units)]
    keep(small_path, *every)
    before = Store(small_path)
    own = position.Positions(before, regions, units[0], YEAR, ("urban_dibao_standard",))
    told = own.of(line_of(before, regions, every[0]))
    assert told.words == f"居全市第一（{len(units)}个县区）"
    keep(small_path, replace(every[1], value=Decimal(950)), replace(every[2], value=Decimal(900)))
    now = Today(Store(small_path)).of(told.fact)
    assert now.fact.value == 2
    assert position.reworded(told.words, now.fact) == f"并列全市第2位（{len(units)}个县区）"


def test_people_helped_have_no_place(store: Store, regions: Regions) -> None:
    found = position.Positions(store, regions, "990121", YEAR, ("dibao_persons",))
    line = next(
        it for it in draft_of(store, regions, "990121").year.lines if it.indicator.code == "dibao_persons"
    )
    assert found.of(line) is None
