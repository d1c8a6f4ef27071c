"""上报说明: what a unit wrote about a finding. It stays with the figure and is remembered the next time.

An explanation belongs to a place, an indicator (empty: the return as a whole), a period and a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minsheng.checks.judgements import Judgement
from minsheng.period import Period
from minsheng.store import ledger
from minsheng.store.reading import Store

_REMEMBERED = "沿用{when}说明：{text}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text about one cell and rule; ``actor`` is who entered it."""

    region: str
    indicator: str
    period: str
    rule: str
    text: str
    actor: str = ""


def of(store: Store, regions: Sequence[str] = ()) -> list[Explanation]:
    """All explanations of some regions (none: of all), oldest first."""
    rows = store.asked("explanations", regions=list(regions))
    names = Explanation.__slots__
    return [Explanation(**{name: row[name] or "" for name in names}) for row in reversed(rows)]


def keep(path: Path, given: Iterable[Explanation], *, actor: str) -> int:
    """Store explanations as one revision; returns how many were new. Raises StoreMissing, StoreBusy."""
    fresh = news(Store(path), given)
    if fresh:
        with ledger.commit(path, actor=actor, note=f"上报说明{len(fresh)}条") as commit:
            commit.rows("explanation", rows(fresh, actor, commit.revision))
    return len(fresh)


def news(store: Store, given: Iterable[Explanation]) -> list[Explanation]:
    """The explanations that the store does not have yet; empty ones are none."""
    known = {_key(it): it.text for it in of(store)}
    said = (replace(it, text=it.text.strip()) for it in dict.fromkeys(given))
    return [it for it in said if it.text and known.get(_key(it)) != it.text]


def rows(given: Iterable[Explanation], actor: str, revision: int) -> list[dict[str, object]]:
    """Explanations as rows of the store."""
    names = Explanation.__slots__
    return [
        {"revision": revision, **{name: getattr(it, name) for name in names}, "actor": actor} for it in given
    ]


def explained(found: Iterable[Judgement], given: Iterable[Explanation]) -> list[Judgement]:
    """The judgements with what was written about them; an earlier period's explanation is carried on, and says so."""
    by_cell: dict[tuple[str, str, str], dict[Period, str]] = {}
    for it in given:
        by_cell.setdefault((it.region, it.indicator, it.rule), {})[Period.parse(it.period)] = it.text
    return [replace(it, explanation=_text(it, by_cell)) for it in found]


def _text(found: Judgement, by_cell: Mapping[tuple[str, str, str], Mapping[Period, str]]) -> str:
    texts = by_cell.get((found.region, _first(found), found.rule), {})
    if found.period in texts:
        return texts[found.period]
    earlier = max((it for it in texts if it < found.period), key=lambda it: it.order, default=None)
    return _REMEMBERED.format(when=earlier.name, text=texts[earlier]) if earlier else ""


def carried(found: Iterable[Judgement], given: Iterable[Explanation]) -> list[Explanation]:
    """What earlier periods' explanations would say for this period, where it has none of its own."""
    texts = {(it.region, it.indicator, it.rule, it.period): it.text for it in given}
    own = [it for it in found if (it.region, _first(it), it.rule, str(it.period)) not in texts]
    return [for_finding(it, it.explanation) for it in own if it.explanation]


def for_finding(found: Judgement, text: str) -> Explanation:
    """The explanation of a finding."""
    return Explanation(found.region, _first(found), str(found.period), found.rule, text)


def _first(found: Judgement) -> str:
    return found.indicators[0] if found.indicators else ""


def _key(it: Explanation) -> tuple[str, str, str, str]:
    return (it.region, it.indicator, it.period, it.rule)
