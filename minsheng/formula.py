"""The little grammar of derived indicators: codes, numbers, + − × ÷, parentheses and ``prev(code)``.

``dibao_persons / resident_population * 100``. A formula is data; it is evaluated in Decimal, and a
missing or zero denominator gives no value.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from minsheng.errors import FormulaError

_OPERATORS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}


@dataclass(frozen=True, slots=True)
class Operand:
    """A code of the formula; ``previous`` where it stands for the period before."""

    code: str
    previous: bool = False


#: works a formula out, given what its operands are
Reading = Callable[[Callable[[Operand], Decimal | None]], Decimal | None]


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula. ``operands`` in the order of the text."""

    text: str
    operands: tuple[Operand, ...]

    def evaluate(self, value_of: Callable[[Operand], Decimal | None]) -> Decimal | None:
        """The value, or None where an operand is missing or a divisor is zero."""
        return _reading(self.text)(value_of)

    def worded(self, name_of: Callable[[Operand], str]) -> str:
        """The formula in Chinese: 养老机构在院人数÷养老机构床位×100."""
        return _words(_tree(self.text), name_of)


@lru_cache(maxsize=1024)
def _tree(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@lru_cache(maxsize=1024)
def parse(text: str) -> Formula:
    """Read a formula; raises FormulaError naming what is not in the grammar."""
    try:
        tree = ast.parse(text.replace("×", "*").replace("÷", "/").replace("−", "-"), mode="eval").body
    except SyntaxError:
        raise FormulaError(text, "写法不完整") from None
    operands = tuple(_operands(tree, text))
    if not operands:
        raise FormulaError(text, "没有指标代码")
    return Formula(ast.unparse(tree), operands)


def _operands(node: ast.expr, text: str) -> list[Operand]:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _operands(left, text) + _operands(right, text)
        case ast.Name(id=code):
            return [Operand(code)]
        case ast.Constant(value=int() | float()):
            return []
        case ast.Call(func=ast.Name(id="prev"), args=[ast.Name(id=code)], keywords=[]):
            return [Operand(code, previous=True)]
    raise FormulaError(text, f"不认识“{ast.unparse(node)}”")


@lru_cache(maxsize=1024)
def _reading(text: str) -> Reading:
    """How a formula is worked out, its tree walked once for all places."""
    return _value(_tree(text))


def _value(node: ast.expr) -> Reading:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(left), _value(right)
            return lambda value_of: _apply(op, one(value_of), other(value_of))
        case ast.Constant(value=number):
            constant = Decimal(str(number))
            return lambda value_of: constant
        case ast.Call(args=[ast.Name(id=code)]):
            before = Operand(code, previous=True)
            return lambda value_of: value_of(before)
        case ast.Name(id=code):
            operand = Operand(code)
            return lambda value_of: value_of(operand)
    raise FormulaError(ast.unparse(node), "不在公式语法之内")


def _apply(op: ast.operator, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if left is None or right is None:
        return None
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
    return left / right if right else None


def _words(node: ast.expr, name_of: Callable[[Operand], str]) -> str:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            tight = isinstance(op, ast.Mult | ast.Div)
            return f"{_part(left, tight, name_of)}{_OPERATORS[type(op)]}{_part(right, tight, name_of)}"
        case ast.Constant(value=number):
            return str(number)
        case ast.Call(args=[ast.Name(id=code)]):
            return f"上期{name_of(Operand(code, previous=True))}"
        case ast.Name(id=code):
            return name_of(Operand(code))
    raise FormulaError(ast.unparse(node), "不在公式语法之内")


def _part(node: ast.expr, tight: bool, name_of: Callable[[Operand], str]) -> str:
    loose = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    return f"（{_words(node, name_of)}）" if tight and loose else _words(node, name_of)
