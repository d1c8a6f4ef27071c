"""minsheng check: what the shipped figures contradict, what an office sets, what a unit explains, the query letter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from minsheng import shipped
from minsheng.__main__ import main
from minsheng.checks import checks, rulebook
from minsheng.checks.arrivals import Arrivals
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving import audit, explanations
from minsheng.receiving.explanations import Explanation
from minsheng.returns import Severity
from minsheng.store import ledger
from minsheng.store.reading import Store
from tests.conftest import keep
from tests.makers import fact
from tests.makers_check import series

GAOTAI, ZIBO, HEBEI = "620724", "370300", "130000"
RULES = {line.rule for line in rulebook.shipped()}


@pytest.fixture(scope="module")
def whole(store: Store, regions: Regions) -> audit.Audit:
    """The audit of everything that is shipped."""
    return audit.audit(store, regions)


def said(whole: audit.Audit, region: str, rule: str) -> str:
    (found,) = [it for it in whole.found if (it.region, it.rule) == (region, rule)]
    return found.message


def test_the_real_contradictions_of_the_reference_texts_are_raised(whole: audit.Audit) -> None:
    assert "1151人" in said(whole, GAOTAI, "V06") and "差13人" in said(whole, GAOTAI, "V06")
    assert "12000人" in said(whole, GAOTAI, "V10") and "10973人" in said(whole, GAOTAI, "V10")
    assert "91个" in said(whole, ZIBO, "V29") and "88个" in said(whole, ZIBO, "V29")
    assert "2949人" in said(whole, ZIBO, "V30") and "2933人" in said(whole, ZIBO, "V30")


def test_the_transposed_figure_of_hebei_is_raised_with_what_it_should_be(whole: audit.Audit) -> None:
    assert "如为974158人则相符，疑似相邻数字颠倒" in said(whole, HEBEI, "V15")


def test_a_yearbooks_own_sum_of_provinces_is_raised(whole: audit.Audit) -> None:
    assert "148242" in said(whole, "000000", "V50") and "148042" in said(whole, "000000", "V50")


def test_the_demo_prefecture_has_one_error_its_missing_return(whole: audit.Audit) -> None:
    errors = [it for it in whole.of(Severity.ERROR) if it.region.startswith("99")]
    assert [(it.rule, str(it.period)) for it in errors] == [("V52", "2020Q1")]


def test_few_of_the_clean_figures_are_questioned(whole: audit.Audit, store: Store) -> None:
    questioned = [it for it in whole.found if it.region.startswith("99")]
    assert len(questioned) <= 0.02 * sum(it.demo for it in store.facts())


def test_every_rule_of_the_book_is_asked(whole: audit.Audit) -> None:
    assert set(whole.ran) == RULES
    numbers = {f"V{number:02d}" for number in (*range(1, 14), *range(20, 33), *range(40, 48), *range(50, 54))}
    assert numbers <= RULES and {f"V{number}" for number in range(60, 76)} <= RULES


def test_a_message_is_a_sentence_with_place_period_and_numbers(whole: audit.Audit, regions: Regions) -> None:
    for it in whole.found:
        assert it.message.endswith("。") and "{" not in it.message
        assert regions.get(it.region).name_at(it.period) in it.message
        assert it.period.name in it.message


def test_what_may_be_exported_shows_no_small_count(whole: audit.Audit) -> None:
    assert "V75" in whole.ran and not [it for it in whole.found if it.rule == "V75"]


def test_v75_a_view_that_forgot_to_hide_is_an_error(
    store: Store, regions: Regions, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = audit.disclosure.views
    monkeypatch.setattr(audit.disclosure, "views", lambda *them, **_: shown(*them, internal=True))
    found = audit.audit(store, regions, places=["990122"], periods=["2023Q3"])
    assert [it for it in found.found if it.rule == "V75"]


# -- settings -------------------------------------------------------------------------------------
def test_an_office_switches_rules_off_and_moves_thresholds() -> None:
    book = rulebook.settings_of(
        {"rule.V13.on": "0", "rule.V44.threshold": "45", "zone.370300-gaoxin": "within", "home": "x"}
    )
    assert "V13" in book.off and "V13" not in book.on
    assert book["V44"].limit == 45
    assert book.within == {"370300-gaoxin"}


def test_an_office_moves_a_range(store: Store) -> None:
    catalogue = store.catalogue
    facts = [
        *series(catalogue, "dibao_persons", "370302", p2022Q3=1300),
        *series(catalogue, "dibao_households", "370302", p2022Q3=1000),
    ]
    assert "V21" not in [it.rule for it in checks.inside(facts, catalogue)]
    narrow = rulebook.settings_of({"rule.V21.threshold": "1.5"})
    assert "V21" in [it.rule for it in checks.inside(facts, catalogue, narrow)]


@pytest.mark.parametrize(
    "setting", [("rule.V44.threshold", "高"), ("rule.V44.on", "2"), ("rule.V44.colour", "1")]
)
def test_a_setting_that_means_nothing_is_refused(setting: tuple[str, str]) -> None:
    with pytest.raises(rulebook.WrongSetting, match="无法识别"):
        rulebook.settings_of(dict([setting]))


def test_settings_live_in_the_store(small_path: Path, regions: Regions) -> None:
    keep(small_path, *series(Store(small_path).catalogue, "orphans", "370302", p2022Q3=-3))
    assert audit.audit(Store(small_path), regions).failed
    with ledger.commit(small_path, actor="测试员", note="审核设置") as commit:
        commit.set("rule.V70.on", "0")
    quiet = audit.audit(Store(small_path), regions)
    assert not quiet.failed and "V70" not in quiet.ran


# -- explanations and the query letter ------------------------------------------------------------
@pytest.fixture
def jumped(small_path: Path) -> Path:
    """A store in which a county's 低保 jumped twice."""
    values = {"p2022Q1": 1000, "p2022Q2": 1900, "p2022Q3": 1905, "p2022Q4": 3700}
    facts = series(Store(small_path).catalogue, "dibao_persons", "370302", **values)
    beside = series(Store(small_path).catalogue, "dibao_persons", "370303", p2022Q2=2000)
    keep(small_path, *(replace(it, locator="季报!D40") for it in facts), *beside)
    return small_path


def test_an_explanation_stays_with_its_finding_and_is_remembered(jumped: Path, regions: Regions) -> None:
    given = Explanation("370302", "dibao_persons", "2022Q2", "V44", "因提标扩面集中纳入")
    assert explanations.keep(jumped, [given], actor="统计员") == 1
    assert explanations.keep(jumped, [given], actor="统计员") == 0, "the same text again changes nothing"
    found = {
        str(it.period): it.explanation for it in audit.audit(Store(jumped), regions).found if it.rule == "V44"
    }
    assert found == {"2022Q2": "因提标扩面集中纳入", "2022Q4": "沿用2022年二季度说明：因提标扩面集中纳入"}


# -- on arrival, and on the command line ------------------------------------------------------------
def test_a_slip_is_named_with_its_cell_before_the_file_is_stored(store: Store, regions: Regions) -> None:
    usual = store.facts(regions=["990122"], indicators=["exp_temp_assistance"], periods=["2023Q1"])[0]
    period = Period.parse("2024Q1")
    wrong = replace(usual, period=period, value=usual.value * 10_000, locator="季报!D36")
    (issue,) = Arrivals(store, regions).issues([wrong])
    assert (issue.rule, issue.severity, issue.locator) == ("V46", Severity.WARNING, "季报!D36")
    assert "相差10000倍" in issue.message
    assert not Arrivals(store, regions).issues([replace(usual, period=period)])


def test_the_command_gives_json_and_fails_only_on_errors(
    shipped_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["check", "--db", str(shipped_path), "--region", "高台县", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"checks", "ran"}
    assert {it["rule"]: it["severity"] for it in document["checks"]} == {"V06": "error", "V10": "warning"}
    fields = {"rule", "severity", "region", "period", "indicators", "message", "explanation"}
    assert all(set(it) == fields and it["explanation"] is None for it in document["checks"])
    assert main(["check", "--db", str(shipped_path), "--region", "370300"]) == 0
    assert "提醒2条" in capsys.readouterr().out


def test_an_empty_store_has_nothing_to_find(tmp_path: Path, regions: Regions) -> None:
    path = tmp_path / "empty.duckdb"
    shipped.init(path, regions, empty=True)
    assert audit.audit(Store(path), regions).found == ()


def test_a_wrong_place_or_period_is_a_wrong_call(shipped_path: Path) -> None:
    assert main(["check", "--db", str(shipped_path), "--region", "不存在县"]) == 2
    assert main(["check", "--db", str(shipped_path), "--period", "2022Q9"]) == 2


def test_one_places_audit_is_part_of_the_whole(whole: audit.Audit, store: Store, regions: Regions) -> None:
    part = audit.audit(store, regions, places=["990100"], periods=["2020Q1"])
    expected = [it for it in whole.found if (it.region, str(it.period)) == ("990100", "2020Q1")]
    assert [it.message for it in part.found] == [it.message for it in expected]


def test_a_finding_of_a_single_place_needs_no_other(small_path: Path, regions: Regions) -> None:
    one = fact(Store(small_path).catalogue["orphans"], "2022Q3", 5, region="370302")
    keep(small_path, one)
    assert not audit.audit(Store(small_path), regions).failed
