"""The five lamps over every comparison: what makes it fair, and what does not, in words.

Green: it holds. Amber: it holds with a remark. Red: it does not; what is red leaves the house only with a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minsheng.catalogue import Indicator
from minsheng.comparison.candidates import Candidate, Lamp
from minsheng.facts import Approx, Fact, State

#: a comparison of less than this share of the places is red
HALF = 2


class Colour(StrEnum):
    """Green, amber or red."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Light:
    """One lamp: its colour, the words on it, and why it is not green."""

    lamp: Lamp
    colour: Colour
    label: str
    why: str = ""


def judge(found: Sequence[Candidate], whole: Fact | None, indicator: Indicator) -> tuple[Light, ...]:
    """The five lamps of some candidates; ``whole`` is the figure of the place above them."""
    standing = [it for it in found if it.stands]
    territory = _doubled(standing, found, whole, indicator)
    return (
        _basis(found, standing),
        _plain(Lamp.PERIOD, found),
        _plain(Lamp.UNIT, found),
        _plain(Lamp.TERRITORY, found, territory),
        _coverage(found, standing),
    )


def blocking(lights: Iterable[Light]) -> tuple[Light, ...]:
    """The red ones: nothing leaves the house before a reason is given."""
    return tuple(light for light in lights if light.colour is Colour.RED)


def _plain(lamp: Lamp, found: Sequence[Candidate], more: str = "") -> Light:
    told = [f"{it.name}{it.why}" for it in found if it.lamp is lamp] + ([more] if more else [])
    return Light(lamp, Colour.RED if told else Colour.GREEN, lamp.value, "；".join(told))


def _basis(found: Sequence[Candidate], standing: Sequence[Candidate]) -> Light:
    light = _plain(Lamp.BASIS, found)
    if light.colour is Colour.RED:
        return light
    vintages = Counter(it.fact.status.zh for it in standing)
    told = ["、".join(f"{name}{count}个" for name, count in vintages.items())] if len(vintages) > 1 else []
    pending = [it.name for it in standing if it.fact.pending]
    told += [f"{'、'.join(pending)}的数待核"] if pending else []
    return Light(Lamp.BASIS, Colour.AMBER if told else Colour.GREEN, Lamp.BASIS.value, "；".join(told))


def _coverage(found: Sequence[Candidate], standing: Sequence[Candidate]) -> Light:
    label = f"{Lamp.COVERAGE.value} {len(standing)}/{len(found)}"
    due = [it for it in found if it.state is not State.NOT_APPLICABLE]
    lacking = [f"{it.name}{it.state.zh if it.state else '未参加排序'}" for it in due if not it.stands]
    if not lacking:
        return Light(Lamp.COVERAGE, Colour.GREEN, label)
    colour = Colour.RED if len(standing) * HALF < len(due) else Colour.AMBER
    shown = "、".join(lacking[:8]) + (f"等{len(lacking)}个" if len(lacking) > 8 else "")
    return Light(Lamp.COVERAGE, colour, label, shown)


def _doubled(
    standing: Sequence[Candidate], found: Sequence[Candidate], whole: Fact | None, indicator: Indicator
) -> str:
    """Whether the parts are more than the whole: then a zone is counted in its host too."""
    exact = whole is not None and whole.has_value and whole.approx is Approx.EXACT
    if indicator.aggregation != "sum" or not exact or not any(it.region.level == "zone" for it in found):
        return ""
    alike = [it.fact for it in standing if (it.fact.basis, it.fact.scope) == (whole.basis, whole.scope)]
    slack = sum((fact.resolution or Decimal(0) for fact in (*alike, whole)), Decimal(0)) / 2
    if sum((fact.value for fact in alike), Decimal(0)) <= whole.value + slack:
        return ""
    return "各单位之和大于全体，功能区可能又计入了所在县区"
