"""The examples of the demo prefecture: right and faulty returns, and a draft with five planted errors."""

from __future__ import annotations

import openpyxl
import pytest

from tests.demo_facts import CITY, EXAMPLES, TOWN_COUNTY, facts, values


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
