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
from minsheng.writing import stating
from minsheng.writing.binding import Entry


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
    told: tuple[Entry | None, ...] = ()


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
    judged = (None, f"口径变动，不核对：{cut}", ()) if cut else _judged(stock, terms)
    return Balance(row["title"], terms, *judged)


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


#: what judges a table: the gap where all is known, the words, and what the words tell
_Judged = tuple[Decimal | None, str, tuple[Entry | None, ...]]


def _judged(stock: Indicator, terms: Sequence[Term]) -> _Judged:
    """The gap where all is known, else what follows from what is known."""
    known = [term.figure for term in terms if term.figure]
    missing = [term for term in terms if term.figure is None]
    if not missing:
        return _closed(stock, terms)
    told = "；".join(term.reason for term in missing)
    if len(missing) > 1:
        _, plus, _, closing = (term.value for term in terms)
        least = "" if plus is None or closing < plus else f"；期初至少{_number(closing - plus, stock)}"
        return None, f"{told}，不能核对{least}", ()
    lacking, closing_first = missing[0].heading, [known[-1], *known[:-1]]
    formula = {"期初": stating.OPENING, "新增": stating.PLUS, "退出": stating.MINUS}[lacking]
    value = stating.AGAIN[formula]([it.fact.value for it in closing_first])
    if value < 0:
        return None, f"{told}；其余各数推算得负数，请核对", ()
    words = _number(value, stock)
    follows = (stating.follows(formula, closing_first, words),)
    return None, f"{told}；由其余各数推算{lacking}为{words}", follows


def _closed(stock: Indicator, terms: Sequence[Term]) -> _Judged:
    figures = [term.figure for term in terms if term.figure]
    opening, plus, minus, closing = (it.fact.value for it in figures)
    gap = closing - (opening + plus - minus)
    allowed = sum(
        (it.fact.resolution for it in figures if it.fact.resolution and is_coarse(it.fact)), Decimal(0)
    )
    if abs(gap) <= allowed:
        return gap, "平衡" if not gap else "平衡（在取整范围内）", ()
    expected, off = _number(closing - gap, stock), _number(abs(gap), stock)
    told = (
        stating.follows(stating.CLOSING, figures[:3], expected),
        stating.follows(stating.UNBALANCED, [figures[3], *figures[:3]], off),
    )
    return (
        gap,
        f"不平衡：按增减推算应为{expected}，期末数{'多' if gap > 0 else '少'}{off}，请说明",
        told,
    )


def _number(value: Decimal, indicator: Indicator) -> str:
    shown = numerals.brief(value, indicator.unit, indicator.decimals)
    return f"{shown.text}{shown.unit}"
