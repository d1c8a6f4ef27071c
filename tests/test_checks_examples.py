"""Every relation and invariant with figures that break it and figures that keep it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minsheng.checks import checks, invariants, rulebook
from minsheng.checks.judgements import Words
from minsheng.facts import Approx, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from tests.makers import fact

#: rule, figures that break it, figures that keep it (None: 未报)
RELATIONS = [
    ("V01", {"township_divisions": 9, "towns": 5, "townships": 1, "subdistricts": 2}, {"township_divisions": 8, "towns": 5, "townships": 1, "subdistricts": 2}),
    ("V02", {"residential_institutions": 9, "elderly_institutions": 5, "mental_institutions": 1, "child_institutions": 1, "other_residential_institutions": 1},
     {"residential_institutions": 8, "elderly_institutions": 5, "mental_institutions": 1, "child_institutions": 1, "other_residential_institutions": 1}),
    ("V03", {"residential_beds": 90, "elderly_inst_beds": 50, "mental_beds": 10, "child_beds": 10, "other_beds": 10},
     {"residential_beds": 80, "elderly_inst_beds": 50, "mental_beds": 10, "child_beds": 10, "other_beds": 10}),
    ("V04", {"social_orgs": 10, "social_associations": 4, "private_nonprofits": 5}, {"social_orgs": 9, "social_associations": 4, "private_nonprofits": 5}),
    ("V05", {"dibao_persons": 10, "urban_dibao_persons": 4, "rural_dibao_persons": 5}, {"dibao_persons": 9, "urban_dibao_persons": 4, "rural_dibao_persons": 5}),
    ("V06", {"tekun_persons": 1151, "tekun_centralized": 376, "tekun_dispersed": 788}, {"tekun_persons": 1164, "tekun_centralized": 376, "tekun_dispersed": 788}),
    ("V07", {"orphans": 726, "orphans_centralized": 704, "orphans_scattered": 21}, {"orphans": 725, "orphans_centralized": 704, "orphans_scattered": 21}),
    ("V09", {"exp_dibao": 90_000, "exp_urban_dibao": 40_000, "exp_rural_dibao": 40_000}, {"exp_dibao": 80_000, "exp_urban_dibao": 40_000, "exp_rural_dibao": 40_000}),
    ("V10", {"adoptions": 5, "adoptions_foreign": 6}, {"adoptions": 6, "adoptions_foreign": 6}),
    ("V11", {"self_gov_orgs": 10, "village_committees": 4, "resident_committees": 5}, {"self_gov_orgs": 9, "village_committees": 4, "resident_committees": 5}),
    ("V12", {"elderly_beds_total": 10, "elderly_inst_beds": 4, "community_elderly_beds": 5}, {"elderly_beds_total": 9, "elderly_inst_beds": 4, "community_elderly_beds": 5}),
    ("V13", {"funeral_orgs": 4559, "funeral_parlours": 1801, "funeral_admin_orgs": 1141, "cemeteries_civil": 1598}, {"funeral_orgs": 3, "funeral_parlours": 1, "funeral_admin_orgs": 1, "cemeteries_civil": 1}),
    ("V14", {"divorces_total": 10, "divorces_registered": 4, "divorces_court": 5}, {"divorces_total": 9, "divorces_registered": 4, "divorces_court": 5}),
    ("V15", {"first_marriage_persons": 947158, "remarriage_persons": 100884, "marriages_mainland": 537521}, {"first_marriage_persons": 974158, "remarriage_persons": 100884, "marriages_mainland": 537521}),
    ("V20", {"dibao_persons": 9, "dibao_households": 10}, {"dibao_persons": 9822, "dibao_households": 5039}),
    ("V21", {"urban_dibao_persons": 60, "urban_dibao_households": 10}, {"urban_dibao_persons": 20, "urban_dibao_households": 10}),
    ("V22", {"mental_residents": 101, "mental_beds": 100}, {"mental_residents": 100, "mental_beds": 100}),
    ("V23", {"elderly_inst_residents": 5, "elderly_inst_beds": 100}, {"elderly_inst_residents": 45, "elderly_inst_beds": 100}),
    ("V24", {"elderly_nursing_beds": 101, "elderly_inst_beds": 100}, {"elderly_nursing_beds": 60, "elderly_inst_beds": 100}),
    ("V25", {"caregivers_certified": 101, "caregivers": 100}, {"caregivers_certified": 99, "caregivers": 100}),
    ("V26", {"temp_assist_cases": 9, "temp_assist_households": 10}, {"temp_assist_cases": 11, "temp_assist_households": 10}),
    ("V27", {"disability_subsidy_persons": 50, "disability_living_persons": 20, "disability_nursing_persons": 25}, {"disability_subsidy_persons": 40, "disability_living_persons": 20, "disability_nursing_persons": 25}),
    ("V29", {"social_work_stations": 91, "township_divisions": 88}, {"social_work_stations": 88, "township_divisions": 88}),
    ("V30", {"child_directors": 2949, "self_gov_orgs": 3100}, {"child_directors": 2949, "self_gov_orgs": 2949}),
    ("V31", {"population_65plus": 30, "population_60plus": 25}, {"population_65plus": 20, "population_60plus": 25}),
    ("V32", {"near_dibao_persons": 30, "low_income_monitored": 25}, {"near_dibao_persons": 20, "low_income_monitored": 25}),
    ("V64", {"lottery_fund": 140, "lottery_sales": 1000}, {"lottery_fund": 311, "lottery_sales": 1000}),
    ("V68", {"cremation_rate": 104}, {"cremation_rate": 100}),
]  # fmt: skip

_URBAN = {"urban_dibao_persons": 1000, "urban_dibao_standard": 900}
INVARIANTS = [
    ("V28", {"orphans": 20, "exp_orphan_living": 0}, {"orphans": 0, "exp_orphan_living": 0}),
    ("V60", {"exp_urban_dibao_benefit": 12_000_000, **_URBAN}, {"exp_urban_dibao_benefit": 5_400_000, **_URBAN}),
    ("V61", {"orphans": 100, "orphan_standard_scattered": 1500, "exp_orphan_living": 700_000}, {"orphans": 100, "orphan_standard_scattered": 1500, "exp_orphan_living": 1_350_000}),
    ("V62", {"exp_temp_assistance": 3_000_000, "temp_assist_cases": 100, "temp_assist_max": 20_000}, {"exp_temp_assistance": 300_000, "temp_assist_cases": 100, "temp_assist_max": 20_000}),
    ("V63", {"funeral_waiver_amount": 200_000, "funeral_waiver_cases": 100, "funeral_waiver_standard": 1_200}, {"funeral_waiver_amount": 110_000, "funeral_waiver_cases": 100, "funeral_waiver_standard": 1_200}),
    ("V65", {"tekun_basic_standard_urban": 1000, "urban_dibao_standard": 900}, {"tekun_basic_standard_urban": 1350, "urban_dibao_standard": 900}),
    ("V67", {"rural_dibao_standard": 700, "urban_dibao_standard": 900}, {"rural_dibao_standard": 8400, "urban_dibao_standard": 900}),
    ("V69", {"task_actual": 171, "task_target": 171, "task_completion_rate": "103.64"}, {"task_actual": 171, "task_target": 171, "task_completion_rate": 100}),
]  # fmt: skip


@pytest.fixture
def facts(store: Store):  # noqa: ANN201 - code: value … → facts of one place and quarter
    def make(values: dict[str, int | str | None], **more: object) -> list[Fact]:
        return [fact(store.catalogue[code], "2022Q3", value, **more) for code, value in values.items()]

    return make


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), RELATIONS, ids=lambda it: it if isinstance(it, str) else ""
)
def test_a_relation_is_broken_and_kept(store: Store, facts, rule: str, wrong: dict, right: dict) -> None:
    assert rule in {it.rule.rule for it in checks.findings(facts(wrong), store.catalogue)}
    assert rule not in {it.rule.rule for it in checks.findings(facts(right), store.catalogue)}


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), INVARIANTS, ids=lambda it: it if isinstance(it, str) else ""
)
def test_an_invariant_is_broken_and_kept(
    store: Store, regions: Regions, facts, rule: str, wrong: dict, right: dict
) -> None:
    words, book = Words(store.catalogue, regions), rulebook.settings_of({})
    assert rule in {it.rule for it in invariants.judgements(facts(wrong), words, book)}
    assert rule not in {it.rule for it in invariants.judgements(facts(right), words, book)}


def test_v08_the_five_parts_of_all_expenditure(store: Store, facts) -> None:
    parts = dict.fromkeys(
        ("exp_social_welfare", "exp_social_assistance", "exp_administration", "exp_retirees", "exp_other"),
        100_000,
    )
    broken = {it.rule.rule for it in checks.findings(facts({"exp_total": 600_000, **parts}), store.catalogue)}
    assert "V08" in broken or min(it.since for it in checks.rules() if it.rule == "V08") > 2022
    assert not checks.findings(facts({"exp_total": 500_000, **parts}), store.catalogue)


def test_spending_in_the_wrong_unit_is_told_by_the_standard(store: Store, regions: Regions, facts) -> None:
    """此值若为万元则与标准一致: no history is needed."""
    group = facts({"exp_urban_dibao_benefit": 54_000_000_000, **_URBAN})
    (found,) = invariants.judgements(group, Words(store.catalogue, regions), rulebook.settings_of({}))
    assert found.rule == "V46" and found.indicators == ("exp_urban_dibao_benefit",)
    assert "相差10000倍" in found.message and "如为540万元则与历史相符" in found.message


def test_a_broken_sum_names_the_slip_that_explains_it(store: Store, facts) -> None:
    def said(**values: int) -> str:
        return checks.findings(facts(values), store.catalogue)[0].message

    unit = said(dibao_persons=9822, urban_dibao_persons=1_200, rural_dibao_persons=8_622_000)
    digits = said(dibao_persons=9822, urban_dibao_persons=2100, rural_dibao_persons=8622)
    neither = said(dibao_persons=9822, urban_dibao_persons=1000, rural_dibao_persons=8000)
    assert "农村低保人数如为8622人则相符，疑似单位错误，相差1000倍" in unit
    assert "城市低保人数如为1200人则相符，疑似相邻数字颠倒" in digits
    assert "疑似" not in neither


def test_more_than_is_possible_is_wrong_however_vaguely_it_is_said(store: Store, facts) -> None:
    """惠及1.2万余人, with 9822 + 1151 of them: 余 can only be more."""
    two = facts({"dibao_persons": 9822, "tekun_persons": 1151})
    claimed = facts({"dibao_tekun_beneficiaries": 12000}, approx=Approx.OVER)
    about = facts({"dibao_tekun_beneficiaries": 12000}, approx=Approx.ABOUT)
    assert [it.rule.rule for it in checks.findings([*two, *claimed], store.catalogue)] == ["V10"]
    assert not checks.findings([*two, *about], store.catalogue)


def test_two_counts_of_villages_in_one_text_are_compared_but_not_in_a_return(store: Store, facts) -> None:
    values = {
        "child_directors": 2949,
        "assist_coordinators": 2933,
        "assist_windows": 91,
        "social_work_stations": 88,
    }
    press = checks.findings(facts(values, status=Status.PRESS), store.catalogue)
    assert [it.rule.rule for it in press] == ["V29", "V30"]
    assert not checks.findings(facts(values), store.catalogue)


def test_rounding_counts_as_often_as_the_figure_does(store: Store, facts) -> None:
    step = Decimal(1000)
    values = {
        "first_marriage_persons": 14_403_000,
        "remarriage_persons": 1_171_000,
        "marriages_mainland": 7_788_000,
    }
    assert not checks.findings(facts(values, resolution=step), store.catalogue)
    assert checks.findings(facts(values), store.catalogue)
