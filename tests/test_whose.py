"""A draft of one place under another: the hint with its way out, on the screens and beside the command's report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minsheng.__main__ import main
from minsheng.geography.regions import Regions
from minsheng.verification import whose
from tests import screens
from tests.screens import words

CITY, COUNTY, OTHER = "990100", "990122", "990103"
COUNTY_TEXT = "云岫县2023年民政工作总结\n截至2023年底，全县共有城乡低保对象14652人。"


@pytest.mark.parametrize(
    ("text", "chosen", "code", "said"),
    [
        (COUNTY_TEXT, CITY, COUNTY, "云岫县"),
        ("\n\n演示市云岫县民政局工作总结\n全县低保对象14652人。", CITY, COUNTY, "云岫县"),
        (COUNTY_TEXT, OTHER, COUNTY, "云岫县"),
        ("演示市2023年总结\n东沚区低保对象6778人。", COUNTY, CITY, "演示市"),
        ("民政工作总结\n全市低保对象96640人。全市社会组织4040个。", COUNTY, CITY, "全市"),
    ],
)
def test_a_text_that_names_another_place_is_known(
    regions: Regions, text: str, chosen: str, code: str, said: str
) -> None:
    assert whose.otherwise(text, regions, chosen, {CITY, COUNTY, OTHER}) == whose.Otherwise(code, said)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        (COUNTY_TEXT, COUNTY),
        ("演示市云岫县民政局工作总结\n全县低保对象14652人。", COUNTY),
        ("演示市2023年总结\n东沚区低保对象6778人，西岑区低保对象7416人。", CITY),
        ("民政工作总结\n低保对象14652人，居全市第3位。", COUNTY),
        ("民政工作总结\n全县低保对象14652人。全市领先，全市第一。", COUNTY),
        ("高台县民政工作总结\n全县低保对象14652人。", CITY),  # no figures of it
        ("低保对象14652人。", CITY),
    ],
)
def test_no_hint_where_the_text_may_be_of_the_chosen_place(regions: Regions, text: str, chosen: str) -> None:
    assert whose.otherwise(text, regions, chosen, {CITY, COUNTY, OTHER}) is None


@pytest.mark.usefixtures("shipped_shown")
def test_one_click_judges_the_draft_by_its_own_place_and_year() -> None:
    page = screens.opened("verify", region=CITY, period="2023")
    page.selectbox(key=f"verify_year_{CITY}").set_value(2021)
    page.text_area(key="verify_text").set_value(COUNTY_TEXT)
    page.button[0].click().run()
    assert "文中写的是云岫县，现按演示市核对。" in words(page)
    page.button(key="whose-switch").click().run()
    assert not page.exception and "现按" not in words(page)
    assert page.selectbox(key=f"verify_year_{COUNTY}").value == 2021


@pytest.mark.usefixtures("shipped_shown")
def test_one_click_reads_an_old_text_as_one_of_its_own_place() -> None:
    page = screens.opened("quotations", actor="张三", region=CITY)
    page.text_area(key="quotations-text").set_value(COUNTY_TEXT)
    page.text_input(key="quotations-year").set_value("2023")
    page.text_input(key="quotations-title").set_value("总结")
    page.button[0].click().run()
    assert "文中写的是云岫县，现按演示市取数。" in words(page)
    page.button(key="whose-switch").click().run()
    assert not page.exception and "从云岫县的旧文稿取数" in words(page) and "现按" not in words(page)


def test_the_command_keeps_to_the_place_that_it_was_given_and_says_so_beside_the_report(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "稿.txt"
    file.write_text(COUNTY_TEXT, encoding="utf-8")
    main(["--db", str(shipped_path), "--json", "verify", str(file), "--region", CITY, "--year", "2023"])
    assert {it["region"] for it in json.loads(capsys.readouterr().out)["figures"]} == {CITY}
    assert caplog.messages == [f"文中写的是云岫县，现按演示市核对。按该地区核对请写--region {COUNTY}。"]
