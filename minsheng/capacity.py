"""Capacity and coverage: what a place's services reach, as cards, flow tables and funnels that ``data/capacity`` lists.

Every card is an indicator with a formula; nothing here knows one by name. A ratio is computed from its parts, never
summed or averaged; where a part is missing the card says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng import numerals, rates
from minsheng.cards import Shelf
from minsheng.catalogue import Indicator
from minsheng.comparability import is_coarse
from minsheng.facts import Approx, Basis, Derivation, Fact
from minsheng.figure import Figure
from minsheng.formula import parse
from minsheng.period import Period

Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class CapacityCard:
    """One figure with the parts it is made of, or the reason why there is none."""

    title: str
    indicator: Indicator
    figure: Figure | None
    parts: tuple[Figure, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one field of work."""

    title: str
    cards: tuple[CapacityCard, ...]


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


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a funnel: its figure, and its share in the stage before as a computed figure, with the reason if none."""

    title: str
    figure: Figure | None
    share: Figure | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """What is left from stage to stage."""

    title: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """All that a place has of a period."""

    groups: tuple[Group, ...]
    balances: tuple[Balance, ...]
    funnels: tuple[Funnel, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that are there."""
        cards = [it for group in self.groups for card in group.cards for it in (card.figure, *card.parts)]
        terms = [it.figure for balance in self.balances for it in balance.terms]
        stages = [
            it for funnel in self.funnels for stage in funnel.stages for it in (stage.figure, stage.share)
        ]
        return tuple(it for it in (*cards, *terms, *stages) if it)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.groups or self.balances or self.funnels)


def capacity(shelf: Shelf, cards: Rows, balances: Rows, funnels: Rows) -> Capacity:
    """What ``data/capacity`` lists, as far as the place has any part of it in the period."""
    return Capacity(
        tuple(_groups(shelf, cards)),
        tuple(it for row in balances if (it := _balance(shelf, row))),
        tuple(that for row in funnels if (that := _funnel(shelf, row))),
    )


# -- cards ----------------------------------------------------------------------------------------
def _groups(shelf: Shelf, rows: Rows) -> Iterator[Group]:
    found: dict[str, list[CapacityCard]] = {}
    for row in rows:
        codes = [code for code in row["candidates"].split("|") if code in shelf.catalogue]
        made = [card for code in codes if (card := _card(shelf, row["title"], shelf.catalogue[code]))]
        if made:
            best = next((card for card in made if card.figure), made[0])
            found.setdefault(row["group"], []).append(best)
    for title, cards in found.items():
        yield Group(title, tuple(cards))


def _card(shelf: Shelf, title: str, indicator: Indicator) -> CapacityCard | None:
    """A card where the figure, or at least what it measures, is known; of a part of the place where only that is."""
    fact = shelf.at(indicator.code, shelf.period) or _scoped(shelf, indicator)
    if fact:
        operands = fact.derivation.operands if fact.derivation else ()
        return CapacityCard(title, indicator, shelf.shown(fact), tuple(shelf.shown(it) for it in operands))
    if indicator.formula is None or not indicator.is_valid_in(shelf.period):
        return None
    needed = rates.operands(indicator, shelf.catalogue)
    first, *others = (_known(shelf, code) for code in needed)
    if first is None:  # what is to be covered alone says nothing of the cover
        return None
    parts = [first, *(it for it in others if it)]
    reason = _why_not(shelf, indicator, needed)
    return CapacityCard(title, indicator, None, tuple(shelf.shown(it) for it in parts), reason)


def _known(shelf: Shelf, code: str) -> Fact | None:
    """What is known of a part, also where it cannot be reckoned with."""
    series = shelf.series(code)
    fact = shelf.at(code, shelf.period) or (series.at(shelf.period, Basis.SINCE) if series else None)
    return fact if fact and fact.has_value else None


def _scoped(shelf: Shelf, indicator: Indicator) -> Fact | None:
    """A rate that a source gives for a part only (市管), where it gives none for the whole."""
    return next(iter(shelf.parts(indicator.code, shelf.period)), None)


def _why_not(shelf: Shelf, indicator: Indicator, needed: Sequence[str]) -> str:
    if indicator.frequency == "A" and not shelf.period.is_year_end:
        return "只有年末数，年中不计算"
    lacking = [_lacking(shelf, code, shelf.period) for code in needed]
    return "；".join(dict.fromkeys(it for it in lacking if it)) or "除数为0，不计算"


def _lacking(shelf: Shelf, code: str, period: Period) -> str:
    """Why a part cannot be reckoned with; empty where it can."""
    indicator, series = shelf.catalogue[code], shelf.series(code)
    fact = shelf.find(code, period) or shelf.at(code, period)
    if fact is None:
        if series and series.at(period, Basis.SINCE):
            return f"{indicator.name}只有历年累计数，不能与期末数相比"
        when = period.name_since_january if indicator.is_flow else period.name_of_end
        return f"缺{when}的{indicator.name}"
    if not fact.has_value:
        return f"{indicator.name}{fact.state.zh}"
    if fact.approx is not Approx.EXACT or fact.value_to is not None:
        return f"{indicator.name}原文为约数（{shelf.shown(fact).prose}），不计算"
    return ""


# -- flow tables ----------------------------------------------------------------------------------
def _balance(shelf: Shelf, row: Mapping[str, str]) -> Balance | None:
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
        lacking = [why for code in codes if (why := _lacking(shelf, code, period))]
        if not lacking:
            return Term(heading, shelf.shown(_sum(shelf, ways.split("|")[0], codes, period)))
        reasons.append("；".join(lacking))
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


# -- funnels --------------------------------------------------------------------------------------
def _funnel(shelf: Shelf, row: Mapping[str, str]) -> Funnel | None:
    codes = row["stages"].split("|")
    if sum(shelf.at(code, shelf.period) is not None for code in codes) < 2:
        return None
    return Funnel(row["title"], tuple(_stages(shelf, codes)))


def _stages(shelf: Shelf, codes: Sequence[str]) -> Iterator[Stage]:
    before: Fact | None = None
    for place, code in enumerate(codes):
        reason = _lacking(shelf, code, shelf.period)
        fact = shelf.at(code, shelf.period)
        share = _share(shelf, fact, before) if fact and before and not reason else None
        shown = shelf.shown(fact) if fact else None
        lost = "前一环节缺数，不算比例" if place and before is None and fact else ""
        yield Stage(shelf.catalogue[code].title, shown, share, reason or lost)
        before = fact if fact and not reason else None


def _share(shelf: Shelf, fact: Fact, before: Fact) -> Figure | None:
    """A stage against the one before, where both count the same thing and it is not the larger."""
    if fact.unit != before.unit or not before.value or fact.value > before.value:
        return None
    names = [shelf.catalogue[it.indicator].name for it in (fact, before)]
    told = Derivation(f"{names[0]}占比＝{names[0]}÷{names[1]}×100", (fact, before))
    rate = replace(
        fact, value=fact.value / before.value * 100, unit="%", basis=Basis.RATE, resolution=Decimal("0.1"),
        locator="", notes="", derivation=told,
    )  # fmt: skip
    shown = shelf.shown(rate)
    return replace(shown, indicator=replace(shown.indicator, unit="%", kind="rate", decimals=1))
