"""Regions: one place over all its codes and names, what lies below it and what became of it.

``Regions`` is built from rows (plain dictionaries) and answers from memory. The formats are told in
data/regions/README.md. Wherever a ``period`` may be given, none means today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from minsheng.errors import AmbiguousRegion, UnknownRegion
from minsheng.geography.gazetteer import NATION, OWN, Gazetteer, Inside
from minsheng.geography.lineage import Chains, Change, Row, Span, changes_of, spans_of_list, spans_of_places
from minsheng.geography.placenames import code_of, tidy
from minsheng.geography.region import NOW, Region, month_at
from minsheng.geography.succession import told
from minsheng.period import Period


class Regions:
    """All places, found by code or name.

    ``official`` are rows of the official list, ``places`` rows of zones, towns and invented places, ``changes``
    rows of changes, ``aliases`` rows ``alias,code``; join several files' rows into one list of each.
    """

    def __init__(
        self,
        official: Iterable[Row] = (),
        places: Iterable[Row] = (),
        changes: Iterable[Row] = (),
        aliases: Iterable[Row] = (),
    ) -> None:
        rows = list(places)
        nation = Span(NATION, "全国", "nation", "")
        self._chains = Chains([nation, *spans_of_list(official), *spans_of_places(rows)], changes_of(changes))
        extra = {row["code"]: row for row in rows}
        self._places = {code: _region(code, spans, extra) for code, spans in self._chains.places.items()}
        self._above = {span: self._code_above(span) for span in self._chains.place_of}
        self._below: dict[str, dict[str, None]] = defaultdict(dict)
        for span, code in self._chains.place_of.items():
            self._below[self._above[span]][code] = None
        self._gazetteer = Gazetteer(
            self._chains, [*_aliases(rows), *((row["alias"], row["code"]) for row in aliases)]
        )

    def __iter__(self) -> Iterator[Region]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, text: str) -> bool:
        try:
            return bool(self.get(text))
        except (UnknownRegion, AmbiguousRegion):
            return False

    # -- finding ------------------------------------------------------------------------------
    def get(self, text: str, period: Period | None = None, within: str | None = None) -> Region:
        """The place of a present or former code, a full or short name, or a path such as 青岛市即墨区.

        Codes of twelve digits and names with spaces are understood. A code or name that was used twice means
        the place that had it in (or nearest to) ``period``; ``within`` is the code of the place above, which a
        name like 高新区 needs. Raises UnknownRegion, AmbiguousRegion.
        """
        found = self.find(text, period, within)
        if found is None:
            raise UnknownRegion(text, self._gazetteer.nearest(tidy(text)))
        return found

    def find(self, text: str, period: Period | None = None, within: str | None = None) -> Region | None:
        """As ``get``, but None for an unknown place, at once: nothing similar is looked for. Raises AmbiguousRegion."""
        plain, month = tidy(text), month_at(period)
        code = self._gazetteer.by_code(plain, month) or self._named(plain, period, within)
        if code:
            return self._places[code]
        if above := self._gazetteer.owner(plain, month):
            return self.own(above)
        return self.own(within) if within is not None and plain in (OWN, f"市{OWN}") else None

    def _named(self, text: str, period: Period | None, within: str | None) -> str | None:
        inside = None if within is None else lambda code: code != within and self.within(code, within, period)
        month = month_at(period)
        return self._gazetteer.by_name(text, month, inside) or self._path(text, period, inside)

    def _path(self, text: str, period: Period | None, inside: Inside | None) -> str | None:
        """A name followed by one below it: 山东省青岛市即墨区, 昆明高新区."""
        for first, rest in self._gazetteer.splits(text):
            try:
                above = self._gazetteer.by_name(first, month_at(period), inside)
                if above and (found := self._named(rest, period, above)):
                    return found
            except AmbiguousRegion:
                continue
        return None

    def valid(self, code: str, period: Period | None = None) -> bool:
        """Whether a code was in force at the end of a period (rule V53)."""
        span = self._chains.span_at(code_of(tidy(code)) or code, month_at(period))
        return span is not None and span.away(month_at(period)) == 0

    def own(self, code: str) -> Region:
        """The 市本级 (or 省本级) of a place: its own share, that belongs to none of its children."""
        own = _own(self.get(code))
        return self._places.get(own.code, own)

    # -- above and below ----------------------------------------------------------------------
    def parent(self, code: str, period: Period | None = None) -> Region | None:
        """The place directly above in a period; none above the nation."""
        region = self.get(code, period)
        span = region.span_at(period)
        return self._places.get(self._above.get(span, span.parent))

    def ancestors(self, code: str, period: Period | None = None) -> tuple[Region, ...]:
        """The places above, nearest first, up to the nation."""
        found: list[Region] = []
        above = self.parent(code, period)
        while above is not None:
            found.append(above)
            above = self._places.get(self._above[above.span_at(period)])
        return tuple(found)

    def children(self, code: str, period: Period | None = None) -> tuple[Region, ...]:
        """The units directly below that existed in a period, by level and code; without 本级 and 小计 rows."""
        parent = self.get(code, period).code
        units = (self._places[unit] for unit in self._below.get(parent, ()))
        there = (
            unit for unit in units if unit.existed(period) and self._above[unit.span_at(period)] == parent
        )
        return tuple(sorted((unit for unit in there if unit.level not in ("own", "subtotal")), key=_order))

    def subtotals(self, code: str) -> tuple[Region, ...]:
        """The 小计 rows of published tables that stand for several units below a place (市辖区)."""
        below = (self._places[unit] for unit in self._below.get(self.get(code).code, ()))
        return tuple(sorted((unit for unit in below if unit.level == "subtotal"), key=_order))

    def within(self, code: str, ancestor: str, period: Period | None = None) -> bool:
        """Whether a place is ``ancestor`` or lies below it in a period."""
        top, region = self.get(ancestor).code, self.get(code, period)
        return region.code == top or any(above.code == top for above in self.ancestors(region.code, period))

    def full_name(self, code: str, period: Period | None = None) -> str:
        """The name with those above it: 山东省青岛市即墨区."""
        region = self.get(code, period)
        names = [
            it.name_at(period) for it in (region, *self.ancestors(region.code, period)) if it.code != NATION
        ]
        if region.level in ("own", "subtotal"):
            del names[1:2]
        return "".join(reversed(names))

    # -- what became of it --------------------------------------------------------------------
    def successors(self, code: str) -> tuple[Region, ...]:
        """The places into which a historic place was merged or split; empty where it lives on.

        A code that was given away later means the place that had it first: 万盛区 for 500110.
        """
        ended = [span for span in self._spans(code) if self._region_of(span).historic]
        if not ended:
            return ()
        ending = self._chains.ending(self._region_of(ended[-1]).spans[-1])
        targets = (self._chains.span_at(change.new_code, change.month) for change in ending)
        return tuple(dict.fromkeys(self._region_of(span) for span in targets if span))

    def predecessors(self, code: str) -> tuple[Region, ...]:
        """The historic places that were merged (or partly split) into this one, by the time of their end."""
        region = self.get(code)
        gains = [change for change in self.changes(region.code) if not change.part]
        spans = [
            span for change in gains for span in self._spans(change.old_code) if span.name == change.old_name
        ]
        ended = dict.fromkeys(self._region_of(span) for span in spans if self._region_of(span).historic)
        return tuple(it for it in ended if it is not region and region in self.successors(it.code))

    def changes(self, code: str) -> tuple[Change, ...]:
        """Every change that touched a place (renamed, upgraded, gained or lost an area), oldest first."""
        spans = self.get(code).spans
        return tuple(sorted(self._chains.touching(spans), key=lambda change: change.month))

    def explain(self, code: str) -> str:
        """What became of a code or name, in a sentence: 胶南市（370284）2012年12月并入黄岛区（370211）。

        Empty where it is in force and never meant another place or name. Raises UnknownRegion.
        """
        ended = [span for span in self._spans(code) if self._chains.ending(span)]
        if not ended:
            return ""
        return told(ended[-1], self._chains.ending(ended[-1]), self._region_of(ended[-1]).spans[-1])

    def is_demo(self, code: str) -> bool:
        """Whether a code belongs to the invented place (演示市, 99…)."""
        return code.startswith("99")

    # -- inside -------------------------------------------------------------------------------
    def _spans(self, text: str) -> list[Span]:
        """The spans that a code or a name stands for, oldest first."""
        plain = tidy(text)
        if spans := self._chains.spans(code_of(plain) or plain):
            return spans
        region = self.get(text)
        former = [span for span in region.spans if span.name == plain != region.name]
        return former or [region.spans[-1]]

    def _region_of(self, span: Span) -> Region:
        return self._places[self._chains.place_of[span]]

    def _code_above(self, span: Span) -> str:
        above = (
            self._chains.span_at(span.parent, max(span.start, min(span.end, NOW) - 1))
            if span.parent
            else None
        )
        return self._chains.place_of[above] if above else ""


def _region(code: str, spans: tuple[Span, ...], extra: Mapping[str, Row]) -> Region:
    row = extra.get(spans[-1].code, {})
    hosts = tuple(host for host in (row.get("hosts") or "").split("|") if host)
    return Region(code, spans, hosts, row.get("note") or "")


def _own(above: Region) -> Region:
    code = f"{above.code[:4]}01"
    name = above.name + ("省" if above.level == "province" else "市") + OWN
    return Region(code, (Span(code, name.replace("省省", "省").replace("市市", "市"), "own", above.code),))


def _aliases(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return [(alias, row["code"]) for row in rows for alias in (row.get("aliases") or "").split("|") if alias]


def _order(region: Region) -> tuple[bool, str]:
    return (region.level == "zone", region.code)
