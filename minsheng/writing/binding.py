"""Binding: every numeral of a document carries a number of its own (数据编号) that resolves to its fact.

A 数据编号 is eight characters and a check character (``M7K2-4Q9X-K``). Nothing is encoded in it: it is a
digest of what is worded (fact, vintage, revision, operands) and how, so the same figure always has the same
number and a changed fact another one. It is looked up, never taken apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

from minsheng.catalogue import Indicator
from minsheng.changes import Change, Completion, Kind
from minsheng.errors import UsageError
from minsheng.facts import Approx, Basis, Derivation, Fact

#: Crockford's letters: none that reads like another
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"[{LETTERS}]{{9}}")
_NUMERAL = re.compile(r"\d")
#: the orders that a place (位次) is counted in; units of one value share a place
HIGHEST_FIRST, LOWEST_FIRST = "位次＝按数值由高到低的次序", "位次＝按数值由低到高的次序"


class UnknownNumber(UsageError):
    """A 数据编号 is mistyped or belongs to no figure of the document."""

    def __init__(self, text: str, why: str, remedy: str = "请对照文件末尾的数据核对表。") -> None:
        super().__init__(f"数据编号“{text.strip()}”{why}。", remedy)


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of a figure. ``quote`` is as printed; ``measure`` is actual, target, planned, growth, share or rank.

    ``fact`` is what the wording states: a stored fact, or a computed one with its derivation.
    """

    id: str
    quote: str
    measure: str
    indicator: Indicator
    fact: Fact


class Register:
    """The wordings of one document, each once."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._sentences: dict[str, str] = {}

    def bind(self, quote: str, fact: Fact, indicator: Indicator, measure: str = "actual") -> Entry | None:
        """The entry of a wording; None where it has no Arabic numeral that could be bound (持平)."""
        if not _NUMERAL.search(quote):
            return None
        subject = f"{measure}|{quote}|{identity(fact)}"
        number, salt = number_of(subject), 0
        while number in self._entries and not _same(self._entries[number], quote, fact, measure):
            salt += 1
            number = number_of(f"{subject}|{salt}")
        return self._entries.setdefault(number, Entry(number, quote, measure, indicator, fact))

    def stands_in(self, entries: Iterable[Entry], sentence: str) -> None:
        """Remember the first sentence that each entry stands in."""
        for entry in entries:
            self._sentences.setdefault(entry.id, sentence)

    def sentence(self, entry: Entry) -> str:
        """The sentence an entry was first worded in; empty where it stands in a table only."""
        return self._sentences.get(entry.id, "")

    def only(self, used: Iterable[Entry]) -> Register:
        """A register of what the document prints; wordings that were tried and not used are left out."""
        kept = Register()
        kept._entries = {entry.id: entry for entry in used}
        kept._sentences = self._sentences
        return kept

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All wordings in the order of their first appearance."""
        return tuple(self._entries.values())

    def resolve(self, number: str) -> Entry:
        """The entry of a 数据编号 as typed: case, dashes and look-alike letters do not matter.

        Raises UnknownNumber: a mistyped character is told from a number of another document.
        """
        try:
            return self._entries[normal(number)]
        except KeyError:
            raise UnknownNumber(number, "不在本文件中") from None


def _same(entry: Entry, quote: str, fact: Fact, measure: str) -> bool:
    return (entry.quote, entry.measure, identity(entry.fact)) == (quote, measure, identity(fact))


def identity(fact: Fact) -> str:
    """What makes it this very value: the fact's key, vintage and revision, or those of its operands."""
    if fact.derivation:
        operands = ";".join(identity(operand) for operand in fact.derivation.operands)
        return f"{'/'.join(fact.key)}={fact.derivation.formula}({operands})"
    return f"{'/'.join(fact.key)}@{fact.status.value}.{fact.revision}"


# -- numbers --------------------------------------------------------------------------------------
def number_of(subject: str) -> str:
    """The 数据编号 of a subject: forty bits of its digest, and the check character."""
    bits = int.from_bytes(sha256(subject.encode()).digest()[:5], "big")
    letters = "".join(LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}-{check(letters)}"


def normal(typed: str) -> str:
    """A 数据编号 as typed in its own spelling (``M7K2-4Q9X-K``). Raises UnknownNumber where a character is wrong."""
    plain = re.sub(r"[\s\-—－]", "", unicodedata.normalize("NFKC", typed)).upper().translate(_LOOKALIKES)
    if not _SHAPE.fullmatch(plain) or check(plain[:8]) != plain[8]:
        raise UnknownNumber(typed, "有误，校验字符不符")
    return f"{plain[:4]}-{plain[4:8]}-{plain[8]}"


def check(letters: str) -> str:
    """The check character: any one wrong character and any two exchanged ones change it.

    A weighted sum over the field of 32 elements, each place with its own weight.
    """
    weight, total = 1, 0
    for letter in letters:
        weight = _times_two(weight)
        total ^= _product(weight, LETTERS.index(letter))
    return LETTERS[total]


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled


def _product(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _times_two(left), right >> 1
    return product


# -- what a comparison states ---------------------------------------------------------------------
def grown(fact: Fact, change: Change) -> Fact:
    """The change of a fact as a computed fact with its formula and operands."""
    if change.unit != "%":
        how = "本期数－基期数"
    elif change.kind is Kind.AVERAGE_GROWTH:
        how = "（本期数÷基期数）开相隔年数次方－1"
    else:
        how = "（本期数－基期数）÷基期数"
    return computed(fact, change.value, change.unit, f"{change.kind.value}＝{how}", (fact, change.base))


def completed(fact: Fact, done: Completion) -> Fact:
    """How much of a target is done, in %, as a computed fact."""
    return computed(fact, done.rate, "%", "完成率＝完成数÷目标数", (fact, done.target))


def ranked(fact: Fact, others: Iterable[Fact], rank: int, *, lowest: bool = False) -> Fact:
    """The place of a fact among others as a computed fact: its formula names the order, its operands are all of them."""
    operands = (fact, *(it for it in others if it.key != fact.key))
    return computed(fact, Decimal(rank), "位", LOWEST_FIRST if lowest else HIGHEST_FIRST, operands)


def computed(fact: Fact, value: Decimal, unit: str, formula: str, operands: tuple[Fact, ...]) -> Fact:
    """What is said of a fact as a computed one of its own place and time."""
    return replace(
        fact,
        value=value,
        value_to=None,
        unit=unit,
        basis=Basis.RATE,
        approx=Approx.EXACT,
        resolution=None,
        locator="",
        derivation=Derivation(formula, operands),
    )
