"""The grammar of derived indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minsheng.errors import FormulaError
from minsheng.formula import Operand, parse


def test_a_formula_names_its_operands_in_order() -> None:
    formula = parse("a / (b + prev(b)) × 100")
    assert formula.operands == (Operand("a"), Operand("b"), Operand("b", previous=True))


def test_it_is_evaluated_in_decimal() -> None:
    values = {Operand("a"): Decimal("0.1"), Operand("b"): Decimal("0.2")}
    assert parse("a + b").evaluate(values.get) == Decimal("0.3")


@pytest.mark.parametrize("missing", [None, Decimal(0)])
def test_a_missing_or_zero_divisor_gives_no_value(missing: Decimal | None) -> None:
    values = {Operand("a"): Decimal(5), Operand("b"): missing}
    assert parse("a / b * 100").evaluate(values.get) is None


@pytest.mark.parametrize(
    "text", ["a ** b", "a if b else c", "__import__('os')", "f(a)", "a /", "1 + 2", "a.b", "prev(a + b)"]
)
def test_what_is_not_in_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="无法读取"):
        parse(text)


def test_it_is_told_in_chinese_with_brackets_where_they_matter() -> None:
    words = parse("a / (b + c) * 100").worded(
        lambda operand: {"a": "集中", "b": "全失能", "c": "半失能"}[operand.code]
    )
    assert words == "集中÷（全失能+半失能）×100"
