"""What a comparison is divided by: 每万常住人口, 每千名60岁及以上常住人口, 每名低保对象, or any other indicator.

A quantity per denominator is an indicator with a formula like any other, so it is derived where all rates are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import UnknownIndicator, UsageError
from minsheng.facts import Fact
from minsheng.formula import parse

#: as many places as a derived value keeps before it is shown
_KEPT = 8
_SHOWN = 3  #: significant digits of a quotient on screens


class NotDivisible(UsageError):
    """A ratio or a standard was to be divided."""

    def __init__(self, indicator: Indicator) -> None:
        super().__init__(f"{indicator.name}是比率或标准，不能再按人口折算。", "请去掉折算再比较。")


@dataclass(frozen=True, slots=True)
class Denominator:
    """What is divided by, and per how many of it: ``scale`` 10000 of 人 is 万人."""

    word: str
    indicator: str
    scale: int
    name: str
    title: str
    per: str


def known(rows: Iterable[Mapping[str, str]]) -> tuple[Denominator, ...]:
    """The rows of ``comparison/denominators.csv``."""
    return tuple(
        Denominator(row["word"], row["indicator"], int(row["scale"]), row["name"], row["title"], row["per"])
        for row in rows
    )


def find(text: str, denominators: Sequence[Denominator], catalogue: Catalogue) -> Denominator:
    """One of the words, else any indicator by code or name (per one unit of it). Raises UsageError."""
    by_word = {it.word: it for it in denominators}
    if text in by_word:
        return by_word[text]
    try:
        base = catalogue.find(text)
    except UnknownIndicator:
        raise UsageError(
            f"不能按“{text}”折算。", f"可写{'、'.join(by_word)}，或一个指标的代码或名称。"
        ) from None
    name = f"每{base.unit}{base.name}"
    return Denominator(text, base.code, 1, name, name, base.unit)


def per(indicator: Indicator, denominator: Denominator, catalogue: Catalogue) -> Indicator:
    """The indicator per denominator, in its own unit: 张/千人. Raises NotDivisible."""
    if indicator.kind not in ("stock", "flow"):
        raise NotDivisible(indicator)
    scale = f" * {denominator.scale}" if denominator.scale != 1 else ""
    return replace(
        indicator,
        code=f"{indicator.code}/{denominator.indicator}",
        name=f"{denominator.name}{indicator.name}",
        short_name=f"{denominator.title}{indicator.title}",
        aliases=(),
        unit=f"{indicator.unit}/{denominator.per}",
        kind="ratio",
        aggregation="recompute",
        decimals=_KEPT,
        formula=parse(f"{indicator.code} / {catalogue[denominator.indicator].code}{scale}"),
        parent="",
        parent_rel="",
        frequency="Q",
        local=True,
    )


def shown(indicator: Indicator, values: Iterable[Decimal]) -> Indicator:
    """A quotient with as many decimals as its values deserve: three digits of the greatest."""
    top = max((abs(value) for value in values if value), default=Decimal(1))
    return replace(indicator, decimals=max(1, min(_KEPT, _SHOWN - 1 - top.adjusted())))


def basis_of(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[Fact, ...]:
    """The populations that went into computed facts, each period and indicator once."""
    leaves = (leaf for fact in facts for leaf in populations(fact, catalogue))
    return tuple({(leaf.indicator, leaf.period): leaf for leaf in leaves}.values())


def populations(fact: Fact, catalogue: Catalogue) -> list[Fact]:
    """The populations that a computed fact was divided by, at whatever depth."""
    operands = fact.derivation.operands if fact.derivation else (fact,)
    found: list[Fact] = []
    for operand in operands:
        if operand.derivation:
            found += populations(operand, catalogue)
        elif operand.indicator in catalogue and catalogue[operand.indicator].domain.startswith("人口"):
            found.append(operand)
    return found
