"""An indicator per another one: 每千名60岁及以上常住人口养老床位. It has a formula like any other, and a code that says all of it.

``elderly_beds_total/population_60plus`` is the beds per thousand people; whoever finds the code in a list or behind a
数据编号 makes the indicator again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import UsageError
from minsheng.formula import parse

#: as many places as a quotient keeps before it is shown
KEPT = 8
_SHOWN = 3  #: significant digits of a quotient on screens


class NotDivisible(UsageError):
    """A ratio or a standard was to be divided."""

    def __init__(self, indicator: Indicator) -> None:
        super().__init__(f"{indicator.name}是比率或标准，不能再按人口折算。", "请去掉折算再比较。")


@dataclass(frozen=True, slots=True)
class Denominator:
    """What is divided by, and per how many of it: ``scale`` 10000 of 人 is 万人. ``code``, where it is not that of its indicator, tells it from all others."""

    word: str
    indicator: str
    scale: int
    name: str
    title: str
    per: str
    code: str = ""


def known(rows: Iterable[Mapping[str, str]]) -> tuple[Denominator, ...]:
    """The rows of ``comparison/denominators.csv``: the first of an indicator goes by its code, a further one by its scale too."""
    found: dict[str, Denominator] = {}
    for row in rows:
        own, scale = row["indicator"], int(row["scale"])
        code = f"{own}*{scale}" if own in found else own
        found[code] = Denominator(row["word"], own, scale, row["name"], row["title"], row["per"], code)
    return tuple(found.values())


def one_of(base: Indicator, word: str = "") -> Denominator:
    """Per one unit of any indicator."""
    name = f"每{base.unit}{base.name}"
    return Denominator(word or base.code, base.code, 1, name, name, base.unit, f"{base.code}*1")


def per(indicator: Indicator, denominator: Denominator, catalogue: Catalogue) -> Indicator:
    """The indicator per denominator, in its own unit: 张/千人. Raises NotDivisible."""
    if indicator.kind not in ("stock", "flow"):
        raise NotDivisible(indicator)
    scale = f" * {denominator.scale}" if denominator.scale != 1 else ""
    return replace(
        indicator,
        code=f"{indicator.code}/{denominator.code or denominator.indicator}",
        name=f"{denominator.name}{indicator.name}",
        short_name=f"{denominator.title}{indicator.title}",
        aliases=(),
        unit=f"{indicator.unit}/{denominator.per}",
        kind="ratio",
        aggregation="recompute",
        decimals=KEPT,
        formula=parse(f"{indicator.code} / {catalogue[denominator.indicator].code}{scale}"),
        parent="",
        parent_rel="",
        frequency="Q",
        local=True,
    )


def shown(indicator: Indicator, values: Iterable[Decimal]) -> Indicator:
    """A quotient with as many decimals as its values deserve: three digits of the greatest."""
    top = max((abs(value) for value in values if value), default=Decimal(1))
    return replace(indicator, decimals=max(1, min(KEPT, _SHOWN - 1 - top.adjusted())))


def maker(denominators: Sequence[Denominator]) -> Callable[[str, Catalogue], Indicator | None]:
    """What makes an indicator again out of the code that ``per`` gave it; None where it is no such code."""

    def made(code: str, catalogue: Catalogue) -> Indicator | None:
        above, _, below = code.partition("/")
        one = below.partition("*")[0]
        if above not in catalogue or one not in catalogue:
            return None
        fits = (it for it in denominators if it.code == below)
        return per(catalogue[above], next(fits, one_of(catalogue[one])), catalogue)

    return made
