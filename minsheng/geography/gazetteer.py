"""Finding the place that a code, a name, a short name or a path of names means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from minsheng.errors import AmbiguousRegion
from minsheng.geography.lineage import FOREVER, Chains, Span
from minsheng.geography.placenames import code_of, needs_context, short_names, tidy

NATION = "000000"
NATION_NAMES = ("中国", "国家", "全国合计")
OWN = "本级"

Inside = Callable[[str], bool]  #: whether the place with this code lies where the name is looked for


class Gazetteer:
    """The names and codes of the places of ``chains``; answers are ids of places."""

    def __init__(self, chains: Chains, aliases: Iterable[tuple[str, str]]) -> None:
        self._chains = chains
        self._names: dict[str, list[Span]] = defaultdict(list)
        self._short: dict[str, list[Span]] = defaultdict(list)
        self._codes: dict[str, str] = {}
        for span in chains.place_of:
            self._names[span.name].append(span)
            for short in short_names(span.name):
                self._short[short].append(span)
        for alias, code in [*aliases, *((name, NATION) for name in NATION_NAMES)]:
            self._add_alias(tidy(alias), code)

    def _add_alias(self, alias: str, code: str) -> None:
        if alias.isdigit():
            self._codes[alias] = code
        elif spans := self._chains.places.get(code, ()):
            self._short[alias].append(spans[-1])

    def by_code(self, text: str, month: int) -> str | None:
        """The place of an id, or of a present or former code in (or nearest to) a month."""
        if text in self._chains.places and not self._chains.spans(text):
            return text
        code = code_of(text) or text
        code = self._codes.get(code, code)
        span = self._chains.span_at(code, month)
        return self._chains.place_of[span] if span else code if code in self._chains.places else None

    def by_name(self, text: str, month: int, inside: Inside | None = None) -> str | None:
        """The place that has a full name in (or nearest to) a month; failing that, a short one.

        ``inside`` narrows the search; without it a name that every city has (高新区) stays ambiguous.
        Raises AmbiguousRegion.
        """
        for index in (self._names, self._short):
            spans = [span for span in index.get(text, ()) if inside is None or inside(self.place_of(span))]
            if spans:
                return self._only_one(
                    text, self._nearest_in_time(spans, month), inside is None and needs_context(text)
                )
        return None

    def place_of(self, span: Span) -> str:
        """The id of the place that a span belongs to."""
        return self._chains.place_of[span]

    def _nearest_in_time(self, spans: list[Span], month: int) -> list[str]:
        least = min(span.away(month) for span in spans)
        near = [span for span in spans if span.away(month) == least]
        provinces = [span for span in near if span.level == "province"]
        return sorted({self.place_of(span) for span in provinces or near})

    def _only_one(self, text: str, found: list[str], vague: bool) -> str:
        if len(found) > 1 or vague:
            raise AmbiguousRegion(text, tuple(found), tuple(self.full_name(code) for code in found))
        return found[0]

    def owner(self, text: str, month: int) -> str | None:
        """The place whose 本级 is meant: 保山市本级, 淄博市市本级, or a code ending in 01 that the lists do not have."""
        code = code_of(text)
        if len(code) == 6 and code.endswith("01") and code[:4] != "0000":
            return self.by_code(f"{code[:4]}00", month)
        if not text.endswith(OWN):
            return None
        stem = text.removesuffix(OWN)
        return next(
            (found for name in (stem, stem[:-1]) if name and (found := self.by_name(name, month))), None
        )

    def splits(self, text: str) -> Iterator[tuple[str, str]]:
        """The ways in which a text may be a name followed by a name below it, longest first part first."""
        for place in range(len(text) - 1, 1, -1):
            if text[:place] in self._names or text[:place] in self._short:
                yield text[:place], text[place:]

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to five names like a text, for the error that says it is unknown."""
        present = [name for name, spans in self._names.items() if any(span.end == FOREVER for span in spans)]
        if text.isdigit():
            codes = [code for code, spans in self._chains.places.items() if spans[-1].end == FOREVER]
            near = get_close_matches(text, codes, n=5, cutoff=0.8)
            return tuple(f"{self._chains.places[code][-1].name}（{code}）" for code in near)
        return tuple(get_close_matches(text, present, n=5, cutoff=0.5))

    def full_name(self, code: str) -> str:
        """The last name of a place with the names above it."""
        names: list[str] = []
        span: Span | None = self._chains.places[code][-1]
        while span is not None and span.level != "nation":
            names.append(span.name)
            span = self._chains.span_at(span.parent, min(span.end - 1, FOREVER - 1))
        return "".join(reversed(names))
