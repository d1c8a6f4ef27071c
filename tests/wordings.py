"""Sentences as offices word them, filled with stored figures in the many ways a number is written, true or with one wrong number.

``tests/data/wordings.txt`` has a sentence a line: ``<code>`` is a figure, ``<code|prev>`` that of the year before,
``<code|growth>`` its growth with the word (增长3.2%), ``<code|growthword>`` that word alone, ``<code|pct>`` the bare per cent,
``<code|diff>`` the difference, ``<code|diffword>`` the difference with its word, ``<code|target>`` and ``<code|done>``
the target and its completion, ``<code/code|share>``, ``|avg`` and ``|permille`` quotients.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path

import cn2an

from minsheng.catalogue import Catalogue
from minsheng.facts import WHOLE, Basis, Fact
from minsheng.store.reading import Store

SENTENCES = Path(__file__).parent / "data" / "wordings.txt"
_SLOT = re.compile(r"<(?P<code>\w+)(/(?P<whole>\w+))?(\|(?P<how>\w+))?>")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: where it stands."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Book:
    """The figures of one place at one time, with those of the year before and the targets."""

    now: dict[str, Fact]
    before: dict[str, Fact]
    targets: dict[str, Fact]
    catalogue: Catalogue


class NotThere(Exception):
    """The sentence asks for a figure that the place does not have, or that would read oddly."""


def sentences(path: Path = SENTENCES) -> list[str]:
    """The sentences of a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def book(store: Store, region: str, period: str) -> Book:
    """What the store has for a place at the end of a quarter."""
    facts = [it for it in store.facts(regions=[region]) if it.has_value and it.scope == WHOLE]
    back = f"{int(period[:4]) - 1}{period[4:]}"
    targets = {
        it.indicator: it for it in facts if it.basis is Basis.TARGET and str(it.period)[:4] == period[:4]
    }
    return Book(
        _at(facts, period, store.catalogue), _at(facts, back, store.catalogue), targets, store.catalogue
    )


def _at(facts: list[Fact], period: str, catalogue: Catalogue) -> dict[str, Fact]:
    times = [period, *([period[:4]] if period.endswith("Q4") else [])]
    found: dict[str, Fact] = {}
    for time in reversed(times):
        for fact in facts:
            if str(fact.period) == time and fact.basis is catalogue[fact.indicator].basis:
                found[fact.indicator] = fact
    return found


def filled(sentence: str, book: Book, chance: random.Random) -> tuple[str, list[Figure]]:
    """A sentence with its figures in ways drawn by lot. Raises NotThere."""
    text, figures, at = "", [], 0
    for slot in _SLOT.finditer(sentence):
        text, at = text + sentence[at : slot.start()], slot.end()
        word, number = _written(slot, book, chance)
        text += word
        if number:
            figures.append(Figure(len(text), len(text) + len(number), number))
            text += number
    return text + sentence[at:], figures


def spoilt(text: str, figure: Figure, chance: random.Random) -> tuple[str, Figure] | None:
    """The text with one number a tenth to a third off; None where it has no digits to change."""
    found = re.search(r"\d+(\.\d+)?", figure.words.replace(",", ""))
    if found is None:
        return None
    places = len(found[0].partition(".")[2])
    by = chance.choice([chance.uniform(0.7, 0.88), chance.uniform(1.15, 1.4)])
    wrong = _to(Decimal(found[0]) * Decimal(str(by)), places)
    words = figure.words.replace(",", "").replace(found[0], wrong, 1)
    if wrong == found[0]:
        return None
    spoilt = text[: figure.start] + words + text[figure.end :]
    return spoilt, Figure(figure.start, figure.start + len(words), words)


def _written(slot: re.Match, book: Book, chance: random.Random) -> tuple[str, str]:
    """The word before a number and the number."""
    fact, how = book.now.get(slot["code"]), slot["how"] or ""
    if fact is None or not fact.value:
        raise NotThere
    if slot["whole"]:
        whole = book.now.get(slot["whole"])
        if whole is None or not whole.value:
            raise NotThere
        rate = fact.value / whole.value
        scale, places = {"share": (100, 1), "avg": (1, 0), "permille": (1000, 1)}[how]
        return "", _to(rate * scale, places)
    if how in ("target", "done"):
        target = book.targets.get(slot["code"])
        if target is None:
            raise NotThere
        return "", _to(target.value, 0) if how == "target" else _to(fact.value / target.value * 100, 1)
    if how:
        return _compared(slot, how, fact, book, chance)
    indicator = book.catalogue[slot["code"]]
    if indicator.unit == "元":
        return "", _money(fact.value, chance.randrange(7))
    if indicator.kind in ("standard", "rate", "ratio"):
        return "", _bare(fact.value)
    return "", _count(fact.value, chance.randrange(7))


def _compared(slot: re.Match, how: str, fact: Fact, book: Book, chance: random.Random) -> tuple[str, str]:
    before = book.before.get(slot["code"])
    if before is None or before.value < 10 or before.value == fact.value:
        raise NotThere
    growth = (fact.value - before.value) / before.value * 100
    rises = growth > 0
    if abs(growth) < Decimal("0.06") or (how == "diff" and not rises):
        raise NotThere
    word = chance.choice(["增长", "上升", "增加"] if rises else ["下降", "减少"])
    difference = _bare(abs(fact.value - before.value))
    return {
        "prev": ("", _bare(before.value)),
        "growth": (word, f"{_to(abs(growth), 1)}%"),
        "growthword": (word, ""),
        "pct": ("", _to(abs(growth), 1)),
        "diff": ("", difference),
        "diffword": (chance.choice(["增加", "净增"] if rises else ["减少", "净减"]), difference),
    }[how]


# -- the ways of writing ------------------------------------------------------------------------
def _to(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def _bare(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _down(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _money(value: Decimal, way: int) -> str:
    """5.90亿元, 59049.6万元, 5.9亿余元, 近6亿元, 约5.9亿元, 超5.9亿元."""
    scale, word, step = (
        (Decimal(10**8), "亿", Decimal("0.1")) if value >= 10**8 else (Decimal(10**4), "万", Decimal(1))
    )
    scaled = value / scale
    low, high = _down(scaled, step), _up(scaled, step)
    if way == 2 and low < scaled:
        return f"{_bare(low)}{word}余元"
    if way == 3 and Decimal("0.95") * high <= scaled < high:
        return f"近{_bare(high)}{word}元"
    if way == 4 and word == "亿":
        return f"约{_to(scaled, 1)}亿元"
    if way == 5 and low < scaled:
        return f"超{_bare(low)}{word}元"
    return f"{_to(value / 10**4, 1)}万元" if way == 1 else f"{_to(scaled, 2)}{word}元"


def _count(value: Decimal, way: int) -> str:
    """97108, 97,108, 9.71万, 9.7万余, 近9.8万, 一百二十五, 超过250."""
    number = int(value)
    if way == 1 and number >= 1000:
        return f"{number:,}"
    if way == 2 and number >= 10000:
        return f"{_to(value / 10000, 2)}万"
    if way == 3 and number >= 10000 and (low := _down(value, Decimal(1000))) < value:
        return f"{_bare(low / 10000)}万余"
    if way == 4 and number >= 10000 and Decimal("0.95") * (high := _up(value, Decimal(1000))) <= value < high:
        return f"近{_bare(high / 10000)}万"
    if way == 5 and number < 1000:
        return str(cn2an.an2cn(number, "low"))
    if way == 6 and number >= 100 and (low := _down(value, Decimal(10))) < value:
        return f"超过{_bare(low)}"
    return str(number)
