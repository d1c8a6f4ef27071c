"""What may leave the house: small counts of persons are hidden, and so is what would give them away.

At county level and below a sensitive count of 1–4 reads “<5”; whatever is restricted never leaves. Where
exactly one cell of a sum is hidden, the smallest other one is hidden with it, lest a subtraction tell it, and where there
is no other, the total (DOMAIN 6.2). A stored fact is never changed by this: it is a view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.facts import Basis, Fact, State
from minsheng.geography.regions import Regions

#: counts below this many persons are hidden, zero is not
THRESHOLD = 5
SMALL = f"<{THRESHOLD}"
COMPLEMENT = "已隐去"
#: what a hidden fact's note says
WHY = {SMALL: f"小于{THRESHOLD}，已隐去", COMPLEMENT: "防止推算，一并隐去"}


@dataclass(frozen=True, slots=True)
class View:
    """A fact as it may be shown. ``hidden`` is what stands in its place: “<5”, 已隐去, or empty where it is shown."""

    fact: Fact
    hidden: str = ""


def is_local(region: str) -> bool:
    """Whether a place is a county, a zone, a town or a 市本级: small enough for persons to be recognised."""
    return len(region) != 6 or not region.endswith("00")


def restricted(indicator: Indicator) -> bool:
    """Whether the indicator never leaves, at whatever level."""
    return indicator.sensitivity == "restricted"


def suppressed(fact: Fact, indicator: Indicator) -> bool:
    """Whether the number itself must be hidden."""
    if restricted(indicator):
        return True
    return indicator.is_sensitive and is_local(fact.region) and _is_small(fact.value)


def views(
    facts: Iterable[Fact], catalogue: Catalogue, regions: Regions, *, internal: bool = False
) -> list[View]:
    """The facts as they may be shown, in the same order; restricted ones are left out.

    ``internal`` shows the small counts (a document that stays in the house).
    """
    shown = [fact for fact in facts if not restricted(catalogue[fact.indicator])]
    if internal:
        return [View(fact) for fact in shown]
    hidden = {_key(fact): SMALL for fact in shown if _tells_small(fact, catalogue)}
    _complete([*_siblings(shown, catalogue, regions), *_parts(shown, catalogue)], hidden)
    for fact in _given_away_over_time(shown, catalogue):
        hidden.setdefault(_key(fact), COMPLEMENT)
    return [_view(fact, hidden.get(_key(fact), "")) for fact in shown]


def public(facts: Iterable[Fact], catalogue: Catalogue, regions: Regions) -> list[Fact]:
    """The facts as they may leave the house: hidden ones are withheld, and nothing can be computed from them."""
    return [view.fact for view in views(facts, catalogue, regions)]


def _view(fact: Fact, hidden: str) -> View:
    if not hidden:
        return View(fact)
    bare = replace(fact, value=None, value_to=None, resolution=None, derivation=None, locator="")
    return View(replace(bare, state=State.WITHHELD, notes=WHY[hidden]), hidden)


def _is_small(value: Decimal | None) -> bool:
    return value is not None and 0 < value < THRESHOLD


def _tells_small(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether a fact is a small count or was computed from one."""
    if suppressed(fact, catalogue[fact.indicator]):
        return True
    return any(
        _tells_small(operand, catalogue) for operand in (fact.derivation.operands if fact.derivation else ())
    )


def _key(fact: Fact) -> tuple:
    return (*fact.key, fact.status, fact.revision)


# -- what would give a hidden number away ---------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sum:
    """A shown total and its parts: the units below a place, or the exhaustive parts of an indicator."""

    total: Fact
    parts: tuple[Fact, ...]

    def tells(self, hidden: Mapping[tuple, str]) -> Fact | None:
        """The cell to hide next, where a subtraction would tell a hidden part: the smallest other, else the total."""
        if _key(self.total) in hidden or not self.total.has_value or not self._told(hidden):
            return None
        shown = [fact for fact in self.parts if _key(fact) not in hidden and fact.has_value]
        return min(shown, key=lambda fact: (fact.value == 0, fact.value), default=self.total)

    def _told(self, hidden: Mapping[tuple, str]) -> bool:
        """Whether the hidden parts follow from the total: only one is hidden, or all that read “<5” must be so."""
        words = [word for fact in self.parts if (word := hidden.get(_key(fact)))]
        if len(words) < 2 or COMPLEMENT in words:
            return len(words) == 1
        rest = self.total.value - sum(fact.value or 0 for fact in self.parts if _key(fact) not in hidden)
        others = len(words) - 1
        least, most = (
            max(Decimal(1), rest - (THRESHOLD - 1) * others),
            min(Decimal(THRESHOLD - 1), rest - others),
        )
        return least >= most


def _siblings(facts: Sequence[Fact], catalogue: Catalogue, regions: Regions) -> list[Sum]:
    """The units below one place whose total is shown too, fact by fact."""
    totals = {_cell(fact): fact for fact in facts}

    def below(fact: Fact) -> tuple | None:
        above = regions.parent(fact.region, fact.period) if fact.region in regions else None
        return (
            None
            if above is None or _cell(replace(fact, region=above.code)) not in totals
            else (above.code, *_cell(fact)[1:])
        )

    units = (fact for fact in facts if is_local(fact.region) and catalogue[fact.indicator].is_sensitive)
    return _grouped(units, below, totals)


def _parts(facts: Sequence[Fact], catalogue: Catalogue) -> list[Sum]:
    """The exhaustive parts of one indicator whose sum is shown too (集中 and 散居 of 孤儿)."""
    totals = {_cell(fact): fact for fact in facts}

    def of_whole(fact: Fact) -> tuple | None:
        indicator = catalogue[fact.indicator]
        if not indicator.is_sensitive or not indicator.parent_rel.startswith("component"):
            return None
        whole = _cell(replace(fact, indicator=indicator.parent))
        return (indicator.parent_rel, *whole) if whole in totals else None

    return _grouped((fact for fact in facts if is_local(fact.region)), of_whole, totals)


def _grouped(
    facts: Iterable[Fact], name: Callable[[Fact], tuple | None], totals: Mapping[tuple, Fact]
) -> list[Sum]:
    """The facts under the total that each belongs to; the last five words of a name are the total's cell."""
    groups: dict[tuple, list[Fact]] = {}
    for fact in facts:
        if (key := name(fact)) is not None:
            groups.setdefault(key, []).append(fact)
    return [Sum(totals[key[-5:]], tuple(parts)) for key, parts in groups.items()]


def _cell(fact: Fact) -> tuple:
    return (fact.region, fact.indicator, fact.scope, str(fact.period), fact.basis)


def _complete(sums: Sequence[Sum], hidden: dict[tuple, str]) -> None:
    """Hide further cells until no sum tells a hidden one; a cell hidden for one sum is looked at in the others too."""
    while more := next((cell for each in sums if (cell := each.tells(hidden))), None):
        hidden[_key(more)] = COMPLEMENT


def _given_away_over_time(facts: Sequence[Fact], catalogue: Catalogue) -> Iterable[Fact]:
    """The earlier of two totals to date whose difference would be a small count."""
    to_date = {_cell(fact): fact for fact in facts if fact.basis is Basis.YTD}
    for fact in to_date.values():
        before = fact.period.previous_quarter
        if before is None or before.year != fact.period.year or not catalogue[fact.indicator].is_sensitive:
            continue
        earlier = to_date.get(_cell(replace(fact, period=before)))
        if (
            earlier
            and is_local(fact.region)
            and earlier.has_value
            and fact.has_value
            and _is_small(fact.value - earlier.value)
        ):
            yield earlier
