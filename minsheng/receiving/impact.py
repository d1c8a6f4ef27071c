"""更正影响清单: which issued documents printed a figure that a correction changes: where, old → new, and whether the print changes.

Asked before files are accepted (``of_facts``) and of what was corrected since a document was issued (``since``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from minsheng import figure, workbook
from minsheng.changes import Change
from minsheng.editions import editions
from minsheng.editions.editions import Edition, Kept
from minsheng.editions.standing import Now, Today, differs
from minsheng.facts import STRENGTH, Fact, plain
from minsheng.figure import Figure
from minsheng.numerals import rounded
from minsheng.store.reading import Store
from minsheng.workbook import Column, Table
from minsheng.writing import annexes

_HUNDREDTH = Decimal("0.01")
#: the parts of a document that print numbers
WHERE = ("正文", "附件", "图", "PPT")
_AROUND = 18  #: letters of a sentence on each side of a number


@dataclass(frozen=True, slots=True)
class Touched:
    """A printed numeral whose value is another now: the document, the place in it, and what would be printed today."""

    edition: Edition
    kept: Kept
    now: Now

    @property
    def name(self) -> str:
        """What the number is of, and when: 2022年养老床位合计（增减）."""
        entry = self.kept.entry
        return f"{entry.fact.period.name}{entry.indicator.title}（{annexes.meaning(entry)}）"

    @property
    def where(self) -> str:
        """In which part of the document it stands: 正文, 附件, 图, PPT."""
        return next((name for name in WHERE if self.kept.place.startswith(name)), WHERE[0])

    @property
    def printed(self) -> str:
        """As it was printed."""
        return self.kept.entry.quote

    @property
    def today(self) -> str:
        """As it would be printed today, in the same manner; else why it cannot be."""
        entry, fact = self.kept.entry, self.now.fact
        if self.now.change is not None and self.now.change.value is not None:
            return _grown(entry.quote, entry.fact, self.now.change)
        if fact is None or not fact.has_value:
            return self.now.reason or "已无此数"
        if (entry.fact.approx, entry.fact.value_to) != (fact.approx, fact.value_to):
            return Figure(fact, entry.indicator, "").display
        return _alike(entry.quote, Figure(entry.fact, entry.indicator, ""), Figure(fact, entry.indicator, ""))

    @property
    def reprints(self) -> bool:
        """Whether the print changes, not only the figure behind it."""
        return self.today != self.printed

    @property
    def excerpt(self) -> str:
        """The part of its sentence that the number stands in."""
        sentence, at = self.kept.sentence, self.kept.sentence.find(self.printed)
        first, last = max(0, at - _AROUND), at + len(self.printed) + _AROUND
        return f"{'……' if first else ''}{sentence[first:last]}{'……' if last < len(sentence) else ''}"

    @property
    def values(self) -> tuple[str, str]:
        """The figures behind the print, unrounded: old and new."""
        fact = self.now.fact
        return _full(self.kept.entry.fact), _full(fact) if fact else "—"


def _grown(quote: str, old: Fact, now: Change) -> str:
    """Today's growth; the number alone where the verb stands outside the quote and is still the right one."""
    words = figure.magnitude(now)
    same_way = old.value is not None and (old.value > 0) == (now.value > 0)
    return words.lstrip("".join(figure.VERBS)) if quote[:1].isdigit() and same_way else words


def _alike(quote: str, old: Figure, new: Figure) -> str:
    """The new figure in the manner in which the old one was printed: short or as in a table, its measure word with it."""
    for was, now in ((old.numeral, new.numeral), (old.tabular, new.tabular)):
        for before, after in ((was.grouped, now.grouped), (was.text, now.text)):
            if was.unit == now.unit and before in quote:
                return quote.replace(before, after, 1)
    return new.display


def _full(fact: Fact) -> str:
    """The figure behind the print, thousands apart; a computed one to two places."""
    if fact.value is None:
        return "—"
    whole, dot, rest = plain(rounded(fact.value, _HUNDREDTH) if fact.derivation else fact.value).partition(
        "."
    )
    return f"{int(whole):,}{dot}{rest}{fact.unit}" if len(whole) > 5 else f"{whole}{dot}{rest}{fact.unit}"


# -- asking ---------------------------------------------------------------------------------------
class _Proposed:
    """The store as it would stand with some facts accepted: as much of it as ``Today`` asks for."""

    def __init__(self, store: Store, facts: Iterable[Fact]) -> None:
        self._store, self.catalogue, self.breaks = store, store.catalogue, store.breaks
        self._facts = list(facts)

    def facts(self, *, regions: Collection[str]) -> list[Fact]:
        standing = {it.key: it for it in self._store.facts(regions=regions)}
        for fact in self._facts:
            before = standing.get(fact.key)
            if fact.region in regions and (
                before is None or STRENGTH[fact.status] <= STRENGTH[before.status]
            ):
                standing[fact.key] = fact
        return list(standing.values())


def of_facts(store: Store, facts: Sequence[Fact]) -> list[Touched]:
    """The issued numerals that would read otherwise once some facts are accepted; those already otherwise left out."""
    regions = {it.region for it in facts}
    series = {(it.region, it.indicator) for it in facts}
    kept = [it for it in _issued(store, regions) if series & _series(it[1].entry.fact)]
    if not kept:
        return []
    today, coming = Today(store), Today(cast("Store", _Proposed(store, facts)))
    found = []
    for edition, one in kept:
        now = coming.of(one.entry.fact)
        if differs(one.entry.fact, now.fact) and _moves(today.of(one.entry.fact), now):
            found.append(Touched(edition, one, now))
    return found


def _moves(now: Now, coming: Now) -> bool:
    return coming.fact is None or differs(coming.fact, now.fact)


def since(store: Store, regions: Collection[str]) -> list[Touched]:
    """The issued numerals of some places whose value is another today, the newest document first."""
    today = Today(store)
    judged = (
        Touched(edition, one, today.of(one.entry.fact))
        for edition, one in _issued(store, regions)
        if one.entry.fact.region in regions
    )
    return [it for it in judged if differs(it.kept.entry.fact, it.now.fact)]


def _issued(store: Store, regions: Collection[str]) -> list[tuple[Edition, Kept]]:
    """The numerals of the issued documents that speak of some places."""
    known = {it.number: it for it in editions.listed(store) if it.issued}
    if not known:
        return []
    kept = editions.numerals(store, list(known))
    return [
        (known[it.edition], it) for it in kept if {code for code, _ in _series(it.entry.fact)} & set(regions)
    ]


def _series(fact: Fact) -> set[tuple[str, str]]:
    """The series that a printed number rests on."""
    operands = fact.derivation.operands if fact.derivation else ()
    return {(fact.region, fact.indicator)}.union(*(_series(it) for it in operands))


# -- as a list ------------------------------------------------------------------------------------
REPRINT = "须更正"
COLUMNS = ("已印发的文稿", "位置", "指标", "原数", "现数", "原印", "现应印", "印数", "所在句子")
_WIDTHS = (34, 16, 26, 20, 20, 16, 16, 12, 60)


def row(it: Touched) -> tuple[str, ...]:
    """One line of the list in words."""
    old, new = it.values
    changed = REPRINT if it.reprints else "印数不变"
    return (
        _edition(it.edition),
        it.kept.place,
        it.name,
        old,
        new,
        it.printed,
        it.today,
        changed,
        it.excerpt,
    )


def _edition(it: Edition) -> str:
    return f"《{it.title}》（第{it.number}号，{it.recorded_at[:10]}{it.actor}定稿）"


def summary(found: Sequence[Touched]) -> str:
    """How many documents and places, and how many of them need a new print."""
    if not found:
        return "没有已印发的文稿引用过变动的数。"
    documents = len({it.edition.number for it in found})
    reprints = sum(it.reprints for it in found)
    where = Counter(it.where for it in found)
    told = "、".join(f"{name}{where[name]}处" for name in WHERE if where[name])
    counted = f"{documents}份已印发的文稿有{len(found)}处引用（{told}）"
    return f"{counted}，其中{reprints}处印数须更正，{len(found) - reprints}处约数不变。"


def sheet(found: Sequence[Touched], title: str) -> bytes:
    """The list as a workbook."""
    columns = [Column(*it) for it in zip(COLUMNS, _WIDTHS, strict=True)]
    rows = [[*row(it)[:-1], it.kept.sentence] for it in found]
    return workbook.workbook([Table(title, "更正影响清单", [summary(found)], columns, rows)])
