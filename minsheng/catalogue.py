"""The catalogue of indicators: found by code, by name or by alias; with the formulas of derived ones."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from minsheng.errors import UnknownIndicator
from minsheng.facts import DEFAULT_BASIS, Basis
from minsheng.formula import Formula
from minsheng.formula import parse as parse_formula
from minsheng.period import Period

_NOISE = re.compile(r"[\s（）()《》“”\"'·、,，。:：;；/—-]+")


def squash(name: str) -> str:
    """A name without width, brackets, spaces and case, for comparing what people type."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``unit`` is the base unit its values are stored in (money in 元).

    ``aggregation`` over regions is ``sum``, ``weighted_mean:<code>``, ``recompute`` or ``not_additive``;
    ``parent_rel`` is ``component`` (Σ = parent; ``_b``/``_c`` further partitions) or ``of_which`` (≤ parent).
    """

    code: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    domain: str = ""
    unit: str = ""
    kind: str = "stock"
    aggregation: str = "sum"
    polarity: str = "neutral"
    polarity_note: str = ""
    decimals: int = 0
    formula: Formula | None = None
    parent: str = ""
    parent_rel: str = ""
    valid_from: str = ""
    valid_to: str = ""
    frequency: str = "Q"
    sensitivity: str = "public"
    owner: str = ""
    official_codes: tuple[str, ...] = ()
    definition: str = ""
    source_note: str = ""
    local: bool = False

    @property
    def basis(self) -> Basis:
        """The basis its values have where nothing else is said; what is counted 人次/月 is of one month."""
        return Basis.MONTH if self.unit.endswith("/月") else DEFAULT_BASIS[self.kind]

    @property
    def title(self) -> str:
        """The name a screen shows."""
        return self.short_name or self.name

    @property
    def is_flow(self) -> bool:
        """Whether it accumulates from January."""
        return self.kind == "flow"

    @property
    def is_ratio(self) -> bool:
        """Whether its values differ in points and are never summed or averaged."""
        return self.kind in ("rate", "ratio")

    @property
    def is_sensitive(self) -> bool:
        """Whether small counts are withheld from what leaves the house."""
        return self.sensitivity in ("small_count", "restricted")

    def is_valid_in(self, period: Period) -> bool:
        """Whether the indicator existed in the period."""
        first, last = str(self.valid_from or "")[:7], str(self.valid_to or "")[:7]
        end = period.end.isoformat()[:7]
        return (not first or end >= first) and (not last or end <= (last if "-" in last else f"{last}-12"))


def indicator_of(row: Mapping[str, str], *, local: bool) -> Indicator:
    """An Indicator out of one row of the catalogue files; raises FormulaError."""
    texts = {name: (row.get(name) or "").strip() for name in _TEXT_FIELDS}
    return Indicator(
        **texts,
        aliases=_split(row.get("aliases")),
        official_codes=_split(row.get("official_codes")),
        decimals=int(row.get("decimals") or 0),
        formula=parse_formula(row["formula"]) if row.get("formula") else None,
        local=local,
    )


_TEXT_FIELDS = (
    "code name short_name domain unit kind aggregation polarity polarity_note parent parent_rel valid_from valid_to "
    "frequency sensitivity owner definition source_note"
).split()


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


#: makes an indicator that is one per another out of its code; None where the code is none of that kind
Making = Callable[[str, "Catalogue"], Indicator | None]


class Catalogue:
    """All indicators, national and local. ``making`` makes those that are one per another (``a/b``) out of their code."""

    def __init__(self, indicators: Iterable[Indicator], making: Making | None = None) -> None:
        self._by_code = {indicator.code: indicator for indicator in indicators}
        self._making = making

    def __iter__(self):  # noqa: ANN204 - an iterator of Indicator in file order
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Indicator:
        """The indicator with this code, made where it is one per another; raises UnknownIndicator."""
        found = self._by_code.get(code) or (self._making(code, self) if self._making else None)
        if found is None:
            raise UnknownIndicator(code, self.nearest(code))
        return found

    def find(self, text: str) -> Indicator:
        """By code, name or alias, whatever its width; raises UnknownIndicator with the nearest names."""
        if text in self._by_code:
            return self._by_code[text]
        found = self._by_name.get(squash(text), ())
        if len(found) == 1:
            return self._by_code[found[0]]
        raise UnknownIndicator(text, tuple(self._by_code[code].name for code in found) or self.nearest(text))

    def named(self, text: str) -> tuple[Indicator, ...]:
        """All indicators that bear this name or alias (several where it is ambiguous)."""
        return tuple(self._by_code[code] for code in self._by_name.get(squash(text), ()))

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The names most like a text, for a person to choose from."""
        close = difflib.get_close_matches(squash(text), self._by_name, n=count * 2, cutoff=0.5)
        codes = dict.fromkeys(self._by_name[name][0] for name in close)
        return tuple(self._by_code[code].name for code in list(codes)[:count])

    def children(self, code: str) -> tuple[Indicator, ...]:
        """The components and of-which items below an indicator."""
        return self._children.get(code, ())

    def partitions(self, code: str) -> dict[str, tuple[Indicator, ...]]:
        """The exhaustive partitions of an indicator: ``component``, ``component_b``, ``component_c``."""
        parts: dict[str, list[Indicator]] = {}
        for child in self.children(code):
            if child.parent_rel.startswith("component"):
                parts.setdefault(child.parent_rel, []).append(child)
        return {name: tuple(items) for name, items in parts.items()}

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The domains in catalogue order."""
        return tuple(dict.fromkeys(indicator.domain for indicator in self))

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, dict[str, None]] = {}
        for indicator in self:
            for name in (indicator.name, indicator.short_name, *indicator.aliases):
                if name:
                    names.setdefault(squash(name), {})[indicator.code] = None
        own = {squash(indicator.name): indicator.code for indicator in self if not indicator.local}
        return {name: (own[name],) if name in own else tuple(codes) for name, codes in names.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Indicator, ...]]:
        below: dict[str, list[Indicator]] = {}
        for indicator in self:
            if indicator.parent:
                below.setdefault(indicator.parent, []).append(indicator)
        return {code: tuple(items) for code, items in below.items()}
