"""Which code followed which: spans of validity, changes between them, and the places they make up.

A **span** is one code naming one place under one parent for some months. A **change** leads from an
old code to a new one. Spans joined by a ``rename``, an ``upgrade`` or a whole ``transfer`` are one
**place**; a ``merge`` or a ``split`` ends a place. Months are counted as ``year * 12 + month - 1``;
a date of which only the year is known stands for December (the lists are as of 31 December).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

ALWAYS = 0  #: the start of a span that has no known beginning
FOREVER = 999_999  #: the end of a span still in force
FIRST_YEAR = "1981"  #: the official list begins here: older beginnings are unknown
LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
PROVINCE_DIRECT = ("", "直辖")

Row = Mapping[str, str]


class Kind(StrEnum):
    """What a change did."""

    RENAME = "rename"
    UPGRADE = "upgrade"
    TRANSFER = "transfer"
    MERGE = "merge"
    SPLIT = "split"


#: the kinds after which it is still the same place
ONE_TO_ONE = frozenset({Kind.RENAME, Kind.UPGRADE, Kind.TRANSFER})


@dataclass(frozen=True, slots=True)
class Span:
    """One code in force from month ``start`` (inclusive) to month ``end`` (exclusive)."""

    code: str
    name: str
    level: str
    parent: str
    start: int = ALWAYS
    end: int = FOREVER

    def away(self, month: int) -> int:
        """How many months the span lies from ``month``; 0 while in force."""
        return max(self.start - month, month - self.end + 1, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """One old code leading to one new code, in force from ``month`` on (``date`` as in the row)."""

    old_code: str
    old_name: str
    new_code: str
    new_name: str
    date: str
    kind: Kind
    part: bool = False
    note: str = ""
    source: str = ""

    @property
    def month(self) -> int:
        """The first month in which the new code is in force."""
        return month_of(self.date)

    @property
    def when(self) -> str:
        """The date in Chinese: 2017年11月, or 2013年 where the month is not known."""
        year, _, month = self.date.partition("-")
        return f"{year}年{int(month)}月" if month else f"{year}年"


def month_of(date: str) -> int:
    """``2017-11`` → the count of months; ``2017`` → its December."""
    year, _, month = date.partition("-")
    return int(year) * 12 + int(month or 12) - 1


def changes_of(rows: Iterable[Row]) -> list[Change]:
    """The rows of a changes file (columns: data/regions/README.md)."""
    return [
        Change(
            row["old_code"], row["old_name"], row["new_code"], row["new_name"], row["date"], Kind(row["kind"]),
            row.get("extent") == "part", row.get("note") or "", row.get("source") or "",
        )
        for row in rows
    ]  # fmt: skip


def spans_of_places(rows: Iterable[Row]) -> list[Span]:
    """The rows of a places file such as ``zones.csv``."""
    return [
        Span(
            row["code"], row["name"], row["level"], row["parent"],
            month_of(row["from"]) if row.get("from") else ALWAYS,
            month_of(row["to"]) if row.get("to") else FOREVER,
        )
        for row in rows
    ]  # fmt: skip


def spans_of_list(rows: Iterable[Row]) -> list[Span]:
    """The rows of the official list ``areacodes.csv``; the parent of each is found by its printed name."""
    rows = list(rows)
    prefectures: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if LEVELS[row["level"]] == "prefecture":
            prefectures[row["province"], row["name"]].append(row)
    return [_span_of_list(row, prefectures) for row in rows]


def _span_of_list(row: Row, prefectures: Mapping[tuple[str, str], list[Row]]) -> Span:
    start = ALWAYS if row["from_year"] == FIRST_YEAR else month_of(row["from_year"])
    end = month_of(row["to_year"]) if row["to_year"] else FOREVER
    level = LEVELS[row["level"]]
    return Span(row["code"], row["name"], level, _parent(row, level, prefectures), start, end)


def _parent(row: Row, level: str, prefectures: Mapping[tuple[str, str], list[Row]]) -> str:
    if level == "province":
        return "000000"
    above = prefectures.get((row["province"], row["prefecture"]), [])
    if level == "prefecture" or row["prefecture"] in PROVINCE_DIRECT or not above:
        return row["code"][:2] + "0000"
    return min(above, key=lambda it: not it["from_year"] <= row["from_year"] < (it["to_year"] or "9999"))[
        "code"
    ]


def dated(spans: Iterable[Span], changes: Iterable[Change]) -> list[Span]:
    """The spans with the true month, where a change knows it, in place of the list's year."""
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for change in changes:
        if "-" in change.date and not change.part:
            ends[change.old_code, change.old_name].append(change.month)
            ends[change.new_code, change.new_name].append(change.month)
    return [_redated(span, ends.get((span.code, span.name), ())) for span in spans]


def _redated(span: Span, months: Iterable[int]) -> Span:
    for month in months:
        if _same_event(span.end, month):
            span = replace(span, end=month)
        elif _same_event(span.start, month):
            span = replace(span, start=month)
    return span


def _same_event(listed: int, month: int) -> bool:
    """The list gives a year (its December); a change of that year, or of the next January, is meant."""
    return listed // 12 == month // 12 or month == listed + 1


class Chains:
    """The places: spans joined by changes.

    ``places`` maps each place's id to its spans, oldest first. The id is the last code; where that code
    was given away to another place later, ``code-year of its end`` (``500110-2011`` is 万盛区).
    """

    def __init__(self, spans: Iterable[Span], changes: Iterable[Change]) -> None:
        self.changes = tuple(changes)
        self._by_code: dict[str, list[Span]] = defaultdict(list)
        for span in dated(spans, self.changes):
            self._by_code[span.code].append(span)
        for same in self._by_code.values():
            same.sort(key=lambda span: span.start)
        self._leaving: dict[tuple[str, str], list[Change]] = defaultdict(list)
        self._arriving: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.changes:
            self._leaving[change.old_code, change.old_name].append(change)
            self._arriving[change.new_code, change.new_name].append(change)
        self.places = self._places()
        self.place_of = {span: place for place, chain in self.places.items() for span in chain}

    def spans(self, code: str) -> list[Span]:
        """All spans of a code, oldest first."""
        return self._by_code.get(code, [])

    def span_at(self, code: str, month: int) -> Span | None:
        """The span of a code in force in a month, else the nearest one in time."""
        return min(self.spans(code), key=lambda span: (span.away(month), -span.start), default=None)

    def ending(self, span: Span) -> list[Change]:
        """The changes by which a span ended; none while it is in force."""
        if span.end == FOREVER:
            return []
        leaving = self._leaving.get((span.code, span.name), ())
        return [change for change in leaving if not change.part and _same_event(span.end, change.month)]

    def touching(self, spans: Iterable[Span]) -> list[Change]:
        """The changes that lead from or to one of the spans, each once."""
        keys = {(span.code, span.name) for span in spans}
        both = (index.get(key, ()) for key in keys for index in (self._leaving, self._arriving))
        return list(dict.fromkeys(change for some in both for change in some))

    def next_of(self, span: Span) -> Span | None:
        """The span in which the same place lives on."""
        ending = self.ending(span)
        if len(ending) == 1 and ending[0].kind in ONE_TO_ONE:
            return self._successor(span, ending[0].new_code, ending[0].new_name)
        return None if ending else self._successor(span, span.code, span.name)

    def _successor(self, span: Span, code: str, name: str) -> Span | None:
        later = [it for it in self.spans(code) if it is not span and it.name == name and it.end > span.end]
        found = min(later, key=lambda it: it.away(span.end), default=None)
        return found if found and found.away(span.end) <= 12 else None

    def _places(self) -> dict[str, tuple[Span, ...]]:
        spans = [span for same in self._by_code.values() for span in same]
        following = {span: self.next_of(span) for span in spans}
        begun = {span for span in following.values() if span}
        chains = [_chain(span, following) for span in spans if span not in begun]
        chains.sort(key=lambda chain: chain[-1].end, reverse=True)
        places: dict[str, tuple[Span, ...]] = {}
        for chain in chains:
            code = chain[-1].code
            reused = code in places or any(it.start >= chain[-1].end for it in self.spans(code))
            places[f"{code}-{chain[-1].end // 12}" if reused else code] = chain
        return places


def _chain(span: Span, following: Mapping[Span, Span | None]) -> tuple[Span, ...]:
    chain = [span]
    while later := following.get(chain[-1]):
        if later in chain:
            break
        chain.append(later)
    return tuple(chain)
