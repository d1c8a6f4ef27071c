"""趋势: indicators and places over all periods, as lines that cannot lie.

A total to date starts anew every year and is never drawn as if quarterly; missing periods are gaps; a line
ends where its definition or its territory changes. Unlike units and unlike bases never share a panel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from minsheng import disclosure, markers, rates
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue, Indicator
from minsheng.changes import Change
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.geography import continuity
from minsheng.geography.regions import Regions
from minsheng.markers import Marker
from minsheng.panels import Line, Mode, Panel, Point, Trend
from minsheng.series import Series


def modes(indicators: Iterable[Indicator]) -> tuple[Mode, ...]:
    """The modes that make sense: 单季 and 本年累计 are for flows only."""
    if any(indicator.is_flow for indicator in indicators):
        return (Mode.SINGLE, Mode.TO_DATE, Mode.YEAR)
    return (Mode.EACH, Mode.YEAR)


def preferred(facts: Sequence[Fact], catalogue: Catalogue, regions: Regions) -> Mode:
    """The first mode that draws a line worth the name, else the one with most points.

    Totals to date that stand alone in their years are months unlike each other: whole years go before them.
    """
    offered = modes(catalogue[fact.indicator] for fact in facts)
    drawn = {mode: trend(facts, catalogue, (), regions, mode) for mode in (*offered[::2], *offered[1::2])}
    if Mode.TO_DATE in drawn and drawn[Mode.YEAR].lines and not _joined(drawn[Mode.TO_DATE]):
        del drawn[Mode.TO_DATE]
    counts = {mode: _drawn(shown) for mode, shown in drawn.items()}
    return next(
        (mode for mode, count in counts.items() if count >= 4), max(counts, key=lambda mode: counts[mode])
    )


def _drawn(shown: Trend) -> int:
    return max((sum(point.value is not None for point in line.points) for line in shown.lines), default=0)


def _joined(shown: Trend) -> bool:
    """Whether some year has at least two totals to date."""
    years = (
        Counter(point.period.year for point in line.points if point.value is not None) for line in shown.lines
    )
    return any(count > 1 for counted in years for count in counted.values())


def trend(
    facts: Iterable[Fact], catalogue: Catalogue, breaks: Sequence[Break], regions: Regions, mode: Mode
) -> Trend:
    """The lines of some facts (any indicators, places, scopes) in one mode, in the order they come."""
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if not disclosure.restricted(catalogue[fact.indicator]):
            groups.setdefault((fact.region, fact.indicator, fact.scope), []).append(fact)
    lines: dict[tuple[str, str], list[tuple[Line, Series]]] = {}
    aside: list[Figure] = []
    for (region, code, scope), own in groups.items():
        series = Series(catalogue[code], own, [*breaks, *rates.breaks_of(catalogue[code], breaks)])
        line, rest = _line(series, own, regions, (region, scope), mode)
        aside.extend(_figure(fact, series.indicator, regions) for fact in rest)
        if any(point.value is not None for point in line.points):
            lines.setdefault((line.indicator.unit, line.basis), []).append((line, series))
    panels = [_panel(unit, basis, drawn, regions) for (unit, basis), drawn in lines.items()]
    return Trend(mode, tuple(panels), tuple(aside))


# -- one line -------------------------------------------------------------------------------------
def _line(
    series: Series, facts: Sequence[Fact], regions: Regions, where: tuple[str, str], mode: Mode
) -> tuple[Line, list[Fact]]:
    """The line of one series, and the facts that have no place on it."""
    basis = series.indicator.basis
    if series.indicator.is_flow and mode is Mode.SINGLE:
        points, word = _singles(series, regions), Basis.QUARTER.zh
    else:
        whole_years = mode is Mode.YEAR
        points = [
            _point(fact, series, regions)
            for fact in series.along(basis)
            if fact.period.is_year_end or not whole_years
        ]
        word = _word(series.indicator, whole_years)
    region, scope = where
    newest = points[-1].period if points else facts[-1].period
    line = Line(
        indicator=series.indicator,
        region=region,
        place=regions.get(region).name_at(newest),
        scope=scope,
        basis=word,
        points=tuple(points),
        segments=_segments(points, series, word),
        gaps=tuple(continuity.gaps([point.period for point in points])),
    )
    rest = [fact for fact in facts if fact.has_value and fact.basis not in (basis, Basis.QUARTER)]
    return line, rest


def _word(indicator: Indicator, whole_years: bool) -> str:
    if indicator.is_flow:
        return "全年" if whole_years else Basis.YTD.zh
    return "年末" if whole_years and indicator.basis is Basis.STOCK else indicator.basis.zh


def _point(fact: Fact, series: Series, regions: Regions) -> Point:
    shown = _figure(fact, series.indicator, regions)
    flow = series.indicator.is_flow and fact.basis is Basis.YTD and fact.period.number
    single = series.single_quarter(fact.period) if flow else None
    note = "" if fact.has_value else fact.notes or shown.display
    quarter = _figure(single, series.indicator, regions) if single else None
    return Point(fact.period, fact, shown, quarter, series.yoy(fact), _qoq(fact, series), note)


def _qoq(fact: Fact, series: Series) -> Change | None:
    if fact.basis not in (Basis.STOCK, Basis.YTD, Basis.QUARTER):
        return None
    return series.qoq(fact)


def _singles(series: Series, regions: Regions) -> list[Point]:
    """Every quarter with a total to date: its single quarter, or why it cannot be told."""
    known = {fact.period: fact for fact in series.single_quarters()}
    ends = {fact.period for fact in series.along(Basis.YTD) if fact.period.kind == "quarter"}
    points = []
    for period in sorted({*known, *ends}, key=lambda it: it.order):
        if single := known.get(period):
            points.append(replace(_point(single, series, regions), single=None))
        else:
            to_date = series.at(period, Basis.YTD)
            why = "缺上期累计数，算不出单季数" if to_date and to_date.has_value else "未报"
            points.append(Point(period, None, None, None, None, None, why))
    return points


def _figure(fact: Fact, indicator: Indicator, regions: Regions) -> Figure:
    return Figure(fact, indicator, regions.get(fact.region).name_at(fact.period))


def _segments(points: Sequence[Point], series: Series, word: str) -> tuple[tuple[Point, ...], ...]:
    """The runs of points that a stroke may join; a total to date begins anew every year."""
    yearly = continuity.yearly(point.period for point in points)

    def may_join(one: Point, other: Point) -> bool:
        if None in (one.value, other.value) or series.broken_between(
            one.period, other.period, other.fact.region
        ):
            return False
        restarts = word == Basis.YTD.zh and one.period.year != other.period.year
        return not restarts and continuity.adjacent(one.period, other.period, yearly)

    runs: list[list[Point]] = []
    for before, point in zip([None, *points], points, strict=False):
        if before is not None and may_join(before, point):
            runs[-1].append(point)
        elif point.value is not None:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def _panel(unit: str, basis: str, drawn: Sequence[tuple[Line, Series]], regions: Regions) -> Panel:
    marked = [marker for line, series in drawn for marker in _markers(line, series, regions)]
    return Panel(unit, basis, tuple(line for line, _ in drawn), tuple(dict.fromkeys(marked)))


def _markers(line: Line, series: Series, regions: Regions) -> list[Marker]:
    within = (line.points[0].period, line.points[-1].period)
    return [*markers.breaks(series.breaks, line, within), *markers.renames(regions, line.region, within)]
