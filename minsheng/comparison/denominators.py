"""What a comparison is divided by: 每万常住人口, 每千名60岁及以上常住人口, 每名低保对象, or any other indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minsheng import quotients
from minsheng.catalogue import Catalogue
from minsheng.errors import UnknownIndicator, UsageError
from minsheng.facts import Fact
from minsheng.quotients import Denominator


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
    return quotients.one_of(base, text)


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
