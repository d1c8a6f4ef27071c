"""The demo prefecture: reproducible, balanced, and never under a real place's name."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.demo_facts import (
    CITY,
    DEMO,
    EXAMPLES,
    ROOT,
    TOWN_COUNTY,
    catalogue,
    facts,
    is_town,
    periods,
    read,
    units_of,
    values,
)


@pytest.mark.slow
def test_the_script_gives_the_same_bytes_again(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "indicators").mkdir()
    shutil.copy(ROOT / "data" / "indicators" / "catalogue.csv", tmp_path / "indicators")
    subprocess.run([sys.executable, str(tmp_path / "demo" / "generate.py")], check=True)
    made = [
        path.relative_to(tmp_path)
        for path in (
            *tmp_path.glob("demo/*.csv"),
            *tmp_path.glob("demo/*.json"),
            *tmp_path.glob("examples/*.csv"),
        )
    ]
    assert len(made) > 15
    for name in made:
        assert (tmp_path / name).read_bytes() == (ROOT / "data" / name).read_bytes(), name
    forms = sorted(path.name for path in tmp_path.glob("examples/*.xlsx"))
    assert forms == sorted(path.name for path in EXAMPLES.glob("*.xlsx"))


def test_the_shipped_file_stays_small() -> None:
    assert (DEMO / "facts.csv").stat().st_size < 4_000_000


def test_no_real_place_has_made_up_figures() -> None:
    regions = read(DEMO / "regions.csv")
    assert {row["region"][:4] for row in facts()} == {"9901"}
    assert all(row["code"].startswith("9901") for row in regions)
    assert {row["region"] for row in facts()} <= {row["code"] for row in regions}
    official = ROOT / "data" / "regions" / "areacodes.csv"
    if not official.exists():
        pytest.skip("data/regions/areacodes.csv 未随附")
    real = {row["name"] for row in read(official)}
    assert not real & {row["name"] for row in regions}


def test_each_fact_is_there_once_and_known_to_the_catalogue() -> None:
    keys = [(row["region"], row["indicator"], row["period"], row["basis"], row["status"]) for row in facts()]
    assert len(keys) == len(set(keys))
    for row in facts():
        assert row["unit"] == catalogue()[row["indicator"]]["unit"]
        assert bool(row["value"]) != bool(row["state"])
        assert row["source"] and row["known_on"] > row["period"][:4]


def test_it_covers_the_subject() -> None:
    quarterly = {row["indicator"] for row in facts() if "Q" in row["period"]}
    domains = {catalogue()[code]["domain"] for code in quarterly}
    assert len(quarterly) >= 120
    assert len(domains) >= 15
    assert {when for when in periods() if "-" in when} == {"2022-10", "2022-11", "2023-10", "2023-11"}
    assert {when for when in periods() if "Q" in when} == {
        f"{y}Q{q}" for y in range(2019, 2024) for q in range(1, 5)
    }


def partitions() -> dict[tuple[str, str], list[str]]:
    """(parent, kind of partition) → its parts."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in catalogue().values():
        if row["parent_rel"].startswith("component"):
            found[row["parent"], row["parent_rel"]].append(row["code"])
    # beds of institutions are a part of two wholes, the catalogue names only one of them as the parent
    return found | {("elderly_beds_total", "component"): ["elderly_inst_beds", "community_elderly_beds"]}


def test_parts_sum_to_their_whole() -> None:
    tried = 0
    for (region, when), figures in values().items():
        for (parent, _), parts in partitions().items():
            there = [part for part in parts if part in figures]
            absent = [p for p in parts if p not in figures and not _is_nothing(region, p)]
            if parent in figures and there and not absent:
                assert figures[parent] == sum(figures[part] for part in there), (region, when, parent)
                tried += 1
    assert tried > 5_000


def _is_nothing(region: str, code: str) -> bool:
    """Whether the item does not exist at all, or begins later, for this region (so that it counts nothing)."""
    return code in _never() or (region, code) in _not_applicable()


@cache
def _not_applicable() -> set[tuple[str, str]]:
    return {(row["region"], row["indicator"]) for row in facts() if row["state"] == "not_applicable"}


@cache
def _never() -> set[str]:
    return {row["indicator"] for row in facts() if row["state"] == "not_applicable" and row["region"] == CITY}


def test_a_part_never_exceeds_its_whole() -> None:
    pairs = [(row["code"], row["parent"]) for row in catalogue().values() if row["parent_rel"] == "of_which"]
    limits = [
        *pairs,
        ("elderly_inst_residents", "elderly_inst_beds"),
        ("dibao_households", "dibao_persons"),
        ("urban_dibao_households", "urban_dibao_persons"),
        ("rural_dibao_households", "rural_dibao_persons"),
        ("tekun_households", "tekun_persons"),
        ("temp_assist_households", "temp_assist_cases"),
        ("eco_burials", "burials"),
        ("population_60plus", "resident_population"),
    ]
    for (region, when), figures in values().items():
        for part, whole in limits:
            if part in figures and whole in figures:
                assert figures[part] <= figures[whole], (region, when, part)


def test_the_prefecture_is_the_sum_of_its_units() -> None:
    summed = [code for code, row in catalogue().items() if row["kind"] in ("stock", "flow")]
    for when in periods():
        units = [values()[region, when] for region in units_of(when)]
        city = values()[CITY, when]
        slipped = {code for period, code in _slips() if period == when}
        for code in (code for code in summed if code in city and code not in slipped):
            assert city[code] == sum(unit.get(code, 0) for unit in units), (when, code)


@cache
def _slips() -> set[tuple[str, str]]:
    return {
        (row["period"], code) for row in read(DEMO / "slips.csv") for code in row["indicators"].split("|")
    }


def test_a_mean_standard_lies_between_the_units() -> None:
    for when in periods():
        for code, mean in values()[CITY, when].items():
            if catalogue()[code]["kind"] == "standard":
                each = [
                    values()[region, when][code]
                    for region in units_of(when)
                    if code in values()[region, when]
                ]
                assert min(each) <= mean <= max(each), (when, code)


def test_what_accumulates_never_falls_within_the_year() -> None:
    series: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in facts():
        if row["basis"] == "ytd" and row["value"] and len(row["period"]) > 4:
            month = int(row["period"][5]) * 3 if "Q" in row["period"] else int(row["period"][5:])
            series[row["region"], row["indicator"], row["period"][:4]].append((month, int(row["value"])))
    for key, points in series.items():
        ordered = [value for _, value in sorted(points)]
        assert ordered == sorted(ordered) and ordered[0] >= 0, key


def test_money_is_printed_in_tenths_of_ten_thousand() -> None:
    for row in facts():
        if row["unit"] == "元":
            assert row["state"] or int(row["value"]) % int(row["resolution"] or 1) == 0


def test_the_towns_sum_to_their_county() -> None:
    towns = sorted({row["region"] for row in facts() if is_town(row["region"])})
    assert len(towns) == 12
    for when in sorted({when for region, when in values() if is_town(region)}):
        county = values()[TOWN_COUNTY, when]
        codes = values()[towns[0], when]
        assert len(codes) >= (20 if "Q" in when else 1)
        for code in codes:
            assert sum(values()[town, when][code] for town in towns) == county[code], (when, code)


def test_the_balance_of_minimum_living_allowance_holds() -> None:
    quarters = [when for when in periods() if "Q" in when]
    for before, now in zip(quarters, quarters[1:], strict=False):
        for region in ("990102", "990122", "990181"):
            old, new = values()[region, before], values()[region, now]
            base = {} if now.endswith("Q1") else old
            joined = new["dibao_new_persons"] - base.get("dibao_new_persons", 0)
            left = new["dibao_exit_persons"] - base.get("dibao_exit_persons", 0)
            assert new["dibao_persons"] == old["dibao_persons"] + joined - left, (region, now)


def test_gaps_are_states_and_not_zeros() -> None:
    zone = [row for row in facts() if row["region"] == "990100-wenlv" and row["period"] == "2020Q1"]
    assert zone and {row["state"] for row in zone} <= {"not_reported", "not_applicable"}
    assert {row["state"] for row in facts()} >= {"not_reported", "not_applicable", "below_unit", "unknown"}


def test_a_county_that_became_a_district_and_a_merged_one() -> None:
    kinds = {row["old_code"]: row for row in read(DEMO / "changes.csv")}
    assert (kinds["990125"]["kind"], kinds["990124"]["kind"]) == ("upgrade", "merge")
    assert not [row for row in facts() if row["region"] == "990125"]  # the present code of the place is used
    merged = {row["period"] for row in facts() if row["region"] == "990124"}
    assert merged == {"2019", "2019Q1", "2019Q2", "2019Q3", "2019Q4", "2020Q1"}


def test_corrections_replace_a_first_figure_later() -> None:
    first = {(row["region"], row["indicator"], row["period"], row["status"]): row for row in facts()}
    corrections = read(DEMO / "corrections.csv")
    assert len(corrections) >= 6
    for row in corrections:
        before = first[row["region"], row["indicator"], row["period"], row["status"]]
        assert row["value"] != before["value"]
        assert row["known_on"] > before["known_on"]


def test_approved_figures_differ_a_little_from_the_fast_ones() -> None:
    fast = {(r["region"], r["indicator"], r["period"][:4]): r for r in facts() if r["status"] == "fast"}
    moved = 0
    for row in facts():
        key = (row["region"], row["indicator"], row["period"])
        if row["status"] == "final" and row["value"] and key in fast and fast[key]["value"]:
            old, new = int(fast[key]["value"]), int(row["value"])
            assert abs(new - old) <= max(1, old * 5 // 1000), key
            moved += new != old
    assert moved > 50
