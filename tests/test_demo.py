"""The demo prefecture: reproducible, balanced, and never under a real place's name."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parent.parent
DEMO, EXAMPLES = ROOT / "data" / "demo", ROOT / "data" / "examples"
CITY, TOWN_COUNTY = "990100", "990122"
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def facts() -> list[Row]:
    return read(DEMO / "facts.csv")


@cache
def catalogue() -> dict[str, Row]:
    return {row["code"]: row for row in read(ROOT / "data" / "indicators" / "catalogue.csv")}


@cache
def values() -> dict[tuple[str, str], dict[str, int]]:
    """(region, period and vintage) → indicator → value, of everything that is neither target nor rate."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in facts():
        if row["value"] and row["basis"] not in ("target", "rate"):
            found[row["region"], row["period"] + row["status"].replace("fast", "")][row["indicator"]] = int(
                row["value"]
            )
    return found


def units_of(period: str) -> list[str]:
    """The regions directly below the prefecture that have figures in a period."""
    return [region for region, when in values() if when == period and region != CITY and not is_town(region)]


def is_town(region: str) -> bool:
    return len(region) == 9 and region.isdigit()


def periods() -> list[str]:
    return sorted({when for _, when in values()})


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


def cells(name: str) -> dict[str, list[object]]:
    sheet = openpyxl.load_workbook(EXAMPLES / name).active
    return {f"D{row[0].row}": [cell.value for cell in row] for row in sheet.iter_rows(max_col=7)}


@pytest.mark.parametrize(("name", "cell"), [("unit_slip", "D36"), ("broken_sum", "D73")])
def test_a_faulty_return_differs_from_the_right_one_where_the_readme_says(name: str, cell: str) -> None:
    right, faulty = cells("return_990122_2024Q1.xlsx"), cells(f"faulty_990122_{name}.xlsx")
    assert [where for where in right if right[where][3] != faulty[where][3]] == [cell]
    assert f"**{cell}**" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_example_returns_are_not_yet_in_the_facts() -> None:
    assert not [row for row in facts() if row["period"].startswith("2024")]
    assert len(list(EXAMPLES.glob("return_*_2024Q1.xlsx"))) == 12


DRAFT = [
    ("97108人", "dibao_persons", "2022final", 97108),
    ("57684户", "dibao_households", "2022final", 57684),
    ("5.90亿元", "exp_dibao", "2022final", 590_496_000),
    ("9720人", "tekun_persons", "2022Q4", 9720),
    ("10565人次", "temp_assist_cases", "2022final", 10565),
    ("1989万元", "exp_temp_assistance", "2022final", 19_890_000),
    ("273处", "canteens", "2022final", 273),
    ("16400对", "marriages", "2022final", 16400),
    ("5447对", "divorces_registered", "2022final", 5447),
    ("27520具", "cremations", "2022final", 27520),
    ("3956个", "social_orgs", "2022final", 3956),
    ("2085户", "home_adaptation_households", "2022Q4", 2085),
]


@pytest.mark.parametrize(("quote", "code", "when", "value"), DRAFT)
def test_the_draft_agrees_with_the_facts_outside_its_planted_errors(
    quote: str, code: str, when: str, value: int
) -> None:
    assert quote in (EXAMPLES / "draft_with_five_errors.txt").read_text(encoding="utf-8")
    assert values()[CITY, when][code] == value


def test_the_five_planted_errors_are_errors() -> None:
    year, quarter = values()[CITY, "2022final"], values()[CITY, "2022Q4"]
    assert (
        values()[TOWN_COUNTY, "2022Q4"]["dibao_persons"]
        != 7482
        == values()["990103", "2022Q4"]["dibao_persons"]
    )
    assert year["elderly_inst_beds"] == 21799
    assert round(quarter["canteen_service_monthly"] / 10_000, 1) == 4.9
    assert round(values()[CITY, "2021Q4"]["canteen_service_monthly"] / 10_000, 1) == 2.8
    assert round(quarter["exp_disability_subsidies"] / 100_000_000, 2) == 1.63
    assert year["marriages"] < values()[CITY, "2021final"]["marriages"]
