"""Flow tables: 期初 + 新增 − 退出 = 期末, checked where all is known, else what follows from what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import numerals
from minsheng.capacity.lacking import lacking
from minsheng.cards import Shelf
from minsheng.catalogue import Indicator
from minsheng.comparability import is_coarse
from minsheng.facts import Derivation, Fact
from minsheng.figure import Figure
from minsheng.formula import parse
from minsheng.period import Period


@dataclass(frozen=True, slots=True)
class Term:
    """A column of a flow table; ``figure`` is None where it is missing, with the ``reason``."""

    heading: str
    figure: Figure | None
    reason: str = ""

    @property
    def value(self) -> Decimal | None:
        """The exact number, where there is one."""
        return self.figure.fact.value if self.figure else None


@dataclass(frozen=True, slots=True)
class Balance:
    """期初 + 新增 − 退出 = 期末, and what to say of it."""

    title: str
    terms: tuple[Term, Term, Term, Term]
    gap: Decimal | None
    words: str


def balance(shelf: Shelf, row: Mapping[str, str]) -> Balance | None:
    """A table where the end and at least one flow are known."""
    stock = shelf.catalogue[row["stock"]]
    opening = _term(shelf, "期初", row["stock"], shelf.period.year_end_before)
    plus = _term(shelf, "新增", row["plus"], shelf.period)
    minus = _term(shelf, "退出", row["minus"], shelf.period)
    closing = _term(shelf, "期末", row["stock"], shelf.period)
    if closing.figure is None or (plus.figure is None and minus.figure is None):
        return None
    terms = (opening, plus, minus, closing)
    cut = _cut(shelf, row["stock"], opening, closing)
    gap, words = (None, f"口径变动，不核对：{cut}") if cut else _judged(stock, terms)
    return Balance(row["title"], terms, gap, words)


def _cut(shelf: Shelf, code: str, opening: Term, closing: Term) -> str:
    series = shelf.series(code)
    if not (series and opening.figure and closing.figure):
        return ""
    cut = series.broken_between(
        opening.figure.fact.period, closing.figure.fact.period, closing.figure.fact.region
    )
    return cut.reason if cut else ""


def _term(shelf: Shelf, heading: str, ways: str, period: Period) -> Term:
    """One column, by the first way that is wholly known: ``a|b+c``."""
    reasons = []
    for way in ways.split("|"):
        codes = [operand.code for operand in parse(way).operands]
        whys = [why for code in codes if (why := lacking(shelf, code, period))]
        if not whys:
            return Term(heading, shelf.shown(_sum(shelf, ways.split("|")[0], codes, period)))
        reasons.append("；".join(whys))
    return Term(heading, None, reasons[0])


def _sum(shelf: Shelf, name: str, codes: Sequence[str], period: Period) -> Fact:
    facts = [shelf.at(code, period) for code in codes]
    if len(facts) == 1:
        return facts[0]
    parts = "＋".join(shelf.catalogue[code].name for code in codes)
    total = sum((it.value for it in facts), Decimal(0))
    told = Derivation(f"{shelf.catalogue[name].name}＝{parts}", tuple(facts))
    return replace(facts[0], indicator=name, value=total, locator="", notes="", derivation=told)


def _judged(stock: Indicator, terms: Sequence[Term]) -> tuple[Decimal | None, str]:
    """The gap where all is known, else what follows from what is known."""
    opening, plus, minus, closing = (term.value for term in terms)
    missing = [term for term in terms if term.value is None]
    if not missing:
        return _closed(stock, terms, opening + plus - minus, closing)
    told = "；".join(term.reason for term in missing)
    if len(missing) > 1:
        known = "" if plus is None or closing < plus else f"；期初至少{_number(closing - plus, stock)}"
        return None, f"{told}，不能核对{known}"
    follows = {
        "期初": lambda: closing - plus + minus,
        "新增": lambda: closing - opening + minus,
        "退出": lambda: opening + plus - closing,
    }[missing[0].heading]()
    if follows < 0:
        return None, f"{told}；其余各数推算得负数，请核对"
    return None, f"{told}；由其余各数推算{missing[0].heading}为{_number(follows, stock)}"


def _closed(
    stock: Indicator, terms: Sequence[Term], expected: Decimal, closing: Decimal
) -> tuple[Decimal, str]:
    gap = closing - expected
    facts = [term.figure.fact for term in terms if term.figure]
    allowed = sum((it.resolution for it in facts if it.resolution and is_coarse(it)), Decimal(0))
    if abs(gap) <= allowed:
        return gap, "平衡" if not gap else "平衡（在取整范围内）"
    side = "多" if gap > 0 else "少"
    return (
        gap,
        f"不平衡：按增减推算应为{_number(expected, stock)}，期末数{side}{_number(abs(gap), stock)}，请说明",
    )


def _number(value: Decimal, indicator: Indicator) -> str:
    shown = numerals.brief(value, indicator.unit, indicator.decimals)
    return f"{shown.text}{shown.unit}"
