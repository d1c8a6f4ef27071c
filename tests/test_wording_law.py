"""The wording law: hundreds of cases, each with the rule that a statistician would give for it (tests/data/wording)."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from makers import fact

from minsheng import answer
from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Approx, Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.writing import patterns
from minsheng.writing.binding import Register
from minsheng.writing.document import plain
from minsheng.writing.patterns import Pattern
from minsheng.writing.sentences import Speaker

TABLES = Path(__file__).parent / "data" / "wording"
CHAPTERS = [{"chapter": "一老一小", "domain": ""}]
KINDS = {
    "期末": ("stock", Basis.STOCK),
    "累计": ("flow", Basis.YTD),
    "标准": ("standard", Basis.STANDARD),
    "比率": ("rate", Basis.RATE),
    "比例": ("ratio", Basis.RATE),
    "当月": ("stock", Basis.MONTH),
}


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def named(row: dict[str, str]) -> str:
    return " ".join(row.values())


def indicator(row: dict[str, str]) -> Indicator:
    kind = KINDS[row["kind"]][0]
    decimals = 2 if row["unit"] == "倍" else 1 if row["unit"] in ("%", "‰", "元") else 0
    return Indicator("x", "某项", unit=row["unit"], kind=kind, decimals=decimals)


def stored(row: dict[str, str], value: str, period: Period, **more: object) -> Fact:
    step = None if row["unit"] in ("%", "‰", "倍") else Decimal(1)
    basis = {"basis": KINDS[row["kind"]][1], "resolution": step, **more}
    return fact(indicator(row), str(period), value or None, **basis)


def told(pattern: str, row: dict[str, str], *facts: Fact, year: int = 2022) -> str:
    """A pattern filled with the figures of a year; empty where there is no sentence."""
    lines = answer.year_end(
        facts, Catalogue([indicator(row)]), (), lambda *_: "演示市", "350000", year, CHAPTERS
    ).lines
    sentence = Speaker(lines, "全市", Register()).fill(Pattern("", "", patterns.parse(pattern)))
    return plain(sentence.spans) if sentence else ""


def test_there_are_three_hundred_cases_and_no_rule_is_missing() -> None:
    tables = [row for name in ("numbers", "changes", "targets", "sentences") for row in rows(name)]
    assert len(tables) >= 300
    assert all(row["rule"] for row in tables)
    assert len({named(row) for row in tables}) == len(tables)


@pytest.mark.parametrize("row", rows("numbers"), ids=named)
def test_a_number_is_written_as_its_size_and_source_ask(row: dict[str, str]) -> None:
    ratio = row["unit"] in ("%", "‰", "倍") or "/" in row["unit"]
    kind = "standard" if row["unit"].startswith("元/") else "rate" if ratio else "stock"
    shown = Indicator("x", "某项", unit=row["unit"], kind=kind, decimals=int(row["decimals"]))
    step = Decimal(row["step"]) if row["step"] else None
    stored = fact(shown, "2022Q4", row["value"], resolution=step, approx=Approx(row["approx"]))
    assert Figure(stored, shown, "演示市").prose == row["expected"]


@pytest.mark.parametrize("row", rows("changes"), ids=named)
def test_a_change_says_what_its_numbers_carry(row: dict[str, str]) -> None:
    now = Period.parse(row["period"])
    facts = [stored(row, row["now"], now)]
    facts += [stored(row, row["then"], now.year_before)] if row["then"] else []
    assert told("有{x}[，{x:yoy}]", row, *facts).partition("，")[2] == row["expected"]


@pytest.mark.parametrize("row", rows("targets"), ids=named)
def test_a_target_is_met_or_not(row: dict[str, str]) -> None:
    period = Period.of_year(2022)
    facts = [stored(row, row["done"], period)] if row["done"] else []
    facts += [stored(row, row["target"], period, basis=Basis.TARGET)] if row["target"] else []
    assert told("有{x}[，{x:done}]", row, *facts).partition("，")[2] == row["expected"]


@pytest.mark.parametrize("row", rows("sentences"), ids=named)
def test_a_sentence_claims_what_its_figures_show(row: dict[str, str]) -> None:
    now = Period.parse(row["period"])
    facts = [stored(row, row["now"], now)]
    facts += [stored(row, row["then"], now.year_before)] if row["then"] else []
    assert told(row["pattern"], row, *facts) == row["expected"]
