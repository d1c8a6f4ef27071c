"""A figure against its own history: wrong units, digits, jumps, balances, tasks, seasons; measured on seeded errors."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest

from minsheng.checks import anomalies, histories, invariants, rulebook, slips
from minsheng.checks.judgements import Judgement, Words
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from tests.makers import fact

QUARTERS = [f"p{year}Q{number}" for year in (2020, 2021, 2022) for number in (1, 2, 3, 4)]
#: what a clerk mistakes: thousands, 万 and 亿 for figures of returns, the month for the year in standards
FACTORS = {"standard": (12,), "stock": (1000, 10_000, 10), "flow": (1000, 10_000, 10, 100_000_000)}


@pytest.fixture
def judged(store: Store, regions: Regions):  # noqa: ANN201 - facts → judgements
    def judge(*facts: Fact, **stored: str) -> list[Judgement]:
        settings = rulebook.settings_of({name.replace("__", "."): value for name, value in stored.items()})
        return list(histories.Place(facts, [], Words(store.catalogue, regions), settings).judgements())

    return judge


@pytest.fixture
def line(store: Store):  # noqa: ANN201 - code, values from 2020Q1 on → facts
    def make(code: str, *values: int, **more: object) -> list[Fact]:
        return [
            fact(store.catalogue[code], period.removeprefix("p"), value, region="370302", **more)
            for period, value in zip(QUARTERS, values, strict=False)
        ]

    return make


def rules(found: list[Judgement]) -> list[str]:
    return [it.rule for it in found]


def test_v42_what_came_in_and_went_out(judged, line) -> None:
    stock = line("social_orgs", 100, 100, 100, 100, 104, 105, 106, 108)[3:]
    new = line("social_orgs_new", 0, 0, 0, 0, 5, 8, 11, 15)[4:]
    gone = line("social_orgs_cancelled", 0, 0, 0, 0, 1, 3, 5, 9)[4:]
    (found,) = judged(*stock, *new, *gone)
    assert found.rule == "V42" and str(found.period) == "2021Q4"
    assert "期末108个，与期初100个加减本年增减数所得106个不平衡，差2个" in found.message
    assert not judged(*stock, *new, *gone, rule__V42__tolerance="2")


def test_v44_a_jump_is_explained_and_a_small_one_is_not(judged, line) -> None:
    assert rules(judged(*line("dibao_persons", 1000, 1010, 1005, 1500))) == ["V44"]
    assert not judged(*line("dibao_persons", 1000, 1010, 1005, 1050))
    assert not judged(
        *line("dibao_persons", 1000, 1010, 1005, 1500), rule__V44__threshold="80", rule__V45__on="0"
    )


def test_v44_a_few_cases_more_are_no_news(judged, line) -> None:
    """Five after three is 67 % more, and nothing at all; five hundred after three hundred is."""
    assert not judged(*line("orphans", 11, 12, 11, 16))
    assert rules(judged(*line("orphans", 1100, 1200, 1100, 1600))) == ["V44"]


def test_v44_a_flow_is_compared_quarter_with_quarter_of_last_year(judged, line) -> None:
    seasonal = (500, 900, 1200, 1600)
    assert not judged(*line("marriages", *seasonal, *seasonal, *seasonal))
    (found,) = judged(*line("marriages", *seasonal, 500, 900, 1200, 1600, 500, 900, 1900, 2300))
    assert found.rule == "V44" and "单季1000对，2021年三季度300对，增长233.3%" in found.message


def test_v45_beyond_its_own_history_without_being_a_jump(judged, line) -> None:
    quiet = [100_000, 100_200, 100_100, 100_300, 100_200, 100_400, 100_300, 100_500]
    assert rules(judged(*line("dibao_persons", *quiet, 128_000))) == ["V45"]
    assert not judged(*line("dibao_persons", *quiet, 102_000))


@pytest.mark.parametrize(
    ("factor", "shrunk"), [(10, False), (1000, False), (10_000, False), (10_000, True), (100_000_000, False)]
)
def test_v46_a_wrong_unit_is_named_with_its_factor(judged, line, factor: int, shrunk: bool) -> None:
    usual = [40_000_000, 41_000_000, 40_500_000, 41_200_000]
    wrong = Decimal(41_000_000) / factor if shrunk else Decimal(41_000_000) * factor
    (found,) = judged(*line("relief_budget", *usual, wrong))
    assert found.rule == "V46"
    assert f"相差{factor}倍（偏{'小' if shrunk else '大'}" in found.message
    assert "如为4100万元则与历史相符" in found.message


def test_v46_a_month_for_a_year(judged, line) -> None:
    (found,) = judged(*line("rural_dibao_standard", 8400, 8400, 9000, 9000, 750))
    assert found.rule == "V46" and "相差12倍（偏小" in found.message


def test_v46_the_figure_after_a_wrong_one_is_not_blamed(judged, line) -> None:
    found = judged(*line("dibao_persons", 9800, 9810, 9790, 97_900_000, 9805, 9802))
    assert [(it.rule, str(it.period)) for it in found if it.rule == "V46"] == [("V46", "2020Q4")]


def test_v46_of_two_figures_the_later_one_is_blamed(judged, line) -> None:
    found = judged(*line("dibao_persons", 9800, 98_000_000))
    assert [(it.rule, str(it.period)) for it in found] == [("V46", "2020Q2")]


def test_v46_the_first_figure_is_held_against_those_after_it(judged, line) -> None:
    found = judged(*line("dibao_persons", 98_000_000, 9810, 9790, 9800, 9805))
    assert ("V46", "2020Q1") in [(it.rule, str(it.period)) for it in found]


def test_v46_annual_figures_are_held_against_those_of_other_years(judged, store: Store) -> None:
    def yearly(*values: int) -> list[Fact]:
        return [
            fact(store.catalogue["exp_total"], str(year), value, region="370302", status=Status.FINAL)
            for year, value in enumerate(values, start=2019)
        ]

    (found,) = judged(*yearly(400_000_000, 410_000_000, 4_200_000_000_000))
    assert found.rule == "V46" and found.period == Period.of_year(2021)
    assert not judged(*yearly(400_000_000, 410_000_000, 520_000_000))


def test_v46_growth_is_no_wrong_unit(judged, line) -> None:
    assert "V46" not in rules(judged(*line("canteens", 1, 3, 10, 31, 60, 110)))


def test_v47_two_digits_in_the_wrong_order(judged, line) -> None:
    quiet = [12_340, 12_352, 12_361, 12_358, 12_366]
    (found,) = judged(*line("elderly_inst_beds", *quiet, 13_270))
    assert found.rule == "V47" and "如为12370张则与历史相符" in found.message
    assert not judged(*line("elderly_inst_beds", *quiet, 12_372))


def test_v72_a_task_behind_the_calendar(judged, line, store: Store) -> None:
    target = fact(store.catalogue["canteens_new"], "2020", 100, region="370302", basis=Basis.TARGET)
    (found,) = judged(*line("canteens_new", 25, 30, 70, 100), target)
    assert found.rule == "V72" and str(found.period) == "2020Q2" and "滞后时序20.0个百分点" in found.message


def test_v73_a_season_unlike_all_before(store: Store, judged) -> None:
    def year(when: int, first: int) -> list[Fact]:
        values = (first, 500, 750, 1000)
        return [
            fact(store.catalogue["cremations"], f"{when}Q{number}", value, region="370302")
            for number, value in enumerate(values, start=1)
        ]

    usual = [it for when in (2018, 2019, 2020) for it in year(when, 270)]
    assert "V73" not in rules(judged(*usual, *year(2021, 280)))
    assert "V73" in rules(judged(*usual, *year(2021, 450)))


def test_no_history_crosses_a_change_of_definition(store: Store, regions: Regions, line) -> None:
    from minsheng.breaks import Break

    facts = line("dibao_persons", 1000, 1000, 1000, 1900)
    cut = Break.at("dibao_persons", "", "2020Q4", "口径调整")
    place = histories.Place(facts, [cut], Words(store.catalogue, regions), rulebook.settings_of({}))
    assert not list(place.judgements())


def test_the_tail_of_a_count_is_a_probability() -> None:
    assert anomalies.surprise(Decimal(5), Decimal(3), 0.01) > 0.3
    assert anomalies.surprise(Decimal(500), Decimal(300), 0.01) < 0.001
    assert 0.5 < anomalies.cumulative(100, 100, 0.01) < 0.55
    assert abs(anomalies.cumulative(5, 5, 1e-9) - 0.61596) < 1e-4, "without extra variance it is Poisson's"
    assert anomalies.surprise(Decimal(0), Decimal(0), 0.01) == 1.0


def test_a_sum_with_two_possible_slips_names_neither() -> None:
    ones = [Decimal(1), Decimal(1), Decimal(-1)]
    assert slips.repair([Decimal(12), Decimal(12), Decimal(33)], ones, Decimal(0)) is None


# -- measured -------------------------------------------------------------------------------------
def _places(store: Store) -> dict[str, list[Fact]]:
    places: dict[str, list[Fact]] = defaultdict(list)
    for it in store.facts():
        if it.demo:
            places[it.region].append(it)
    return places


def _is_cell(it: Fact) -> bool:
    """A figure of a county's or the city's return, large enough for a slip to be seen."""
    wanted = it.has_value and it.period.kind == "quarter" and it.value >= 10 and len(it.region) != 9
    return wanted and it.basis in (Basis.STOCK, Basis.YTD, Basis.STANDARD)


def _mistaken(cell: Fact, kind: str, chance: random.Random) -> tuple[Decimal, int, bool]:
    """The cell in a wrong unit; counts only grow, a fraction of a person would be refused as such."""
    factor = chance.choice(FACTORS[kind])
    shrunk = cell.unit == "元" and factor < 100_000_000 and chance.random() < 0.5
    return (cell.value / factor if shrunk else cell.value * factor), factor, shrunk


def _named(found: list[Judgement], cell: Fact, factor: int, shrunk: bool) -> bool:
    said = f"相差{factor}倍（偏{'小' if shrunk else '大'}"
    about = [it for it in found if cell.indicator in it.indicators and it.period == cell.period]
    return any(
        (it.rule == "V46" and said in it.message) or (it.rule == "V67" and factor == 12) for it in about
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2023, 7])
def test_of_200_wrong_units_98_in_a_hundred_are_named_with_the_right_factor(
    store: Store, regions: Regions, seed: int
) -> None:
    places, chance = _places(store), random.Random(seed)
    words, book, breaks = Words(store.catalogue, regions), rulebook.settings_of({}), store.breaks()
    cells = [it for own in places.values() for it in own if _is_cell(it)]
    named = 0
    for cell in chance.sample(cells, 200):
        wrong, factor, shrunk = _mistaken(cell, store.catalogue[cell.indicator].kind, chance)
        own = [
            replace(it, value=wrong) if it is cell else it
            for it in places[cell.region]
            if it.indicator == cell.indicator
        ]
        beside = [
            replace(it, value=wrong) if it is cell else it
            for it in places[cell.region]
            if it.period == cell.period
        ]
        cuts = [cut for cut in breaks if cut.region in ("", cell.region)]
        found = list(histories.Place(own, cuts, words, book).judgements([str(cell.period)]))
        found += invariants.judgements(beside, words, book)
        named += _named(found, cell, factor, shrunk)
    assert named >= 196, named


@pytest.mark.slow
def test_clean_figures_are_hardly_ever_called_wrong_units_or_slips(store: Store, regions: Regions) -> None:
    words, book, breaks = Words(store.catalogue, regions), rulebook.settings_of({}), store.breaks()
    counted, false = 0, []
    for region, own in _places(store).items():
        cuts = [cut for cut in breaks if cut.region in ("", region)]
        counted += sum(_is_cell(it) for it in own)
        found = [
            *histories.Place(own, cuts, words, book).judgements(),
            *invariants.judgements(own, words, book),
        ]
        false += [it.message for it in found if it.rule in ("V46", "V47", "V67", "V60", "V61")]
    assert counted > 20_000
    assert len(false) <= counted * 2 // 1000, false
