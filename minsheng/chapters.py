"""All figures of a period by chapter, each with the words that go with it: its basis, its quotation, its changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minsheng import disclosure, figure
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.changes import Change, Kind
from minsheng.facts import Basis, Fact
from minsheng.figure import Figure
from minsheng.period import Period
from minsheng.series import Series
from minsheng.writing import stating
from minsheng.writing.binding import Entry as Bound
from minsheng.yearlines import NameOf

OTHERS = "其他"
#: bases that are compared at all
_COMPARED = (Basis.STOCK, Basis.YTD, Basis.QUARTER, Basis.RATE, Basis.STANDARD)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in its chapter, with the changes that can be told and the words of a press text."""

    figure: Figure
    changes: tuple[Change, ...]
    single: Figure | None

    @property
    def note(self) -> str:
        """Its basis and scope, its single quarter and changes, its marks."""
        single = f"单季{self.single.display}" if self.single else ""
        marks = [mark for mark in self.figure.marks if mark != "演示"]
        return "；".join(
            part
            for part in (self.figure.basis, single, *(figure.worded(it) for it in self.changes), *marks)
            if part
        )

    @property
    def told(self) -> tuple[Figure | Bound | None, ...]:
        """What the note tells, ready to be used."""
        moving = (self.single if self.single and it.kind is Kind.QOQ else self.figure for it in self.changes)
        rises = (stating.growth(*each) for each in zip(moving, self.changes, strict=True))
        return (self.single, *rises)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Figures of the period under one title."""

    title: str
    entries: tuple[Entry, ...]


def by_chapter(
    facts: Sequence[Fact],
    catalogue: Catalogue,
    breaks: Sequence[Break],
    name_of: NameOf,
    period: Period,
    chapters: Iterable[Mapping[str, str]],
) -> tuple[Chapter, ...]:
    """Every figure of a period under the chapter of its domain (data/chapters.csv), in catalogue order."""
    titles = {row["domain"]: row["chapter"] for row in chapters}
    order = {domain: place for place, domain in enumerate(titles)}
    position = {indicator.code: place for place, indicator in enumerate(catalogue)}
    series = _series(facts, catalogue, breaks)
    own = [fact for fact in facts if fact.has_value and fact.period in (period, period.twin)]
    own = [fact for fact in own if not disclosure.restricted(catalogue[fact.indicator])]
    own.sort(
        key=lambda fact: (order.get(catalogue[fact.indicator].domain, len(order)), position[fact.indicator])
    )
    groups: dict[str, list[Entry]] = {}
    for fact in own:
        title = titles.get(catalogue[fact.indicator].domain, OTHERS)
        entry = _entry(fact, series[fact.indicator, fact.scope], name_of)
        groups.setdefault(title, []).append(entry)
    return tuple(Chapter(title, tuple(group)) for title, group in groups.items())


def _series(
    facts: Iterable[Fact], catalogue: Catalogue, breaks: Sequence[Break]
) -> dict[tuple[str, str], Series]:
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.indicator, fact.scope), []).append(fact)
    return {key: Series(catalogue[key[0]], group, breaks) for key, group in groups.items()}


def _entry(fact: Fact, series: Series, name_of: NameOf) -> Entry:
    def shown(it: Fact) -> Figure:
        return Figure(it, series.indicator, name_of(it.region, it.period))

    tried = [series.yoy(fact)] if fact.basis in _COMPARED else []
    single = None
    if fact.basis is Basis.YTD and fact.period.number > 1 and (single := series.single_quarter(fact.period)):
        tried.append(series.qoq(fact))
    told = tuple(change for change in tried if change.value is not None)
    return Entry(shown(fact), told, shown(single) if single else None)


def sources_of(figures: Iterable[Figure]) -> str:
    """The publications behind some figures, most figures first, at most three by name; the issues of a series are one."""
    counts: dict[str, int] = {}
    issues: dict[str, set[str]] = {}
    for shown in figures:
        if title := shown.fact.source.title.strip("《》"):
            series = _ISSUE.sub("", title, count=1)
            counts[series] = counts.get(series, 0) + 1
            issues.setdefault(series, set()).add(title)
    names = [_issued(series, issues[series]) for series in sorted(counts, key=lambda it: -counts[it])]
    more = f"等{len(names)}种" if len(names) > 3 else ""
    return "、".join(names[:3]) + more


#: what tells the issues of a series apart: 2021年, 2021年三季度, 2021年11月
_ISSUE = re.compile(r"\d{4}年(?:[一二三四]季度|\d{1,2}月(?!\d))?")


def _issued(series: str, titles: set[str]) -> str:
    """《演示市2023年三季度民政统计季报表》, or 《演示市民政统计季报表》（2021年一季度至2023年三季度，11件）."""
    if len(titles) == 1:
        return f"《{next(iter(titles))}》"
    whens = sorted(
        {match.group() for it in titles if (match := _ISSUE.search(it))},
        key=lambda it: Period.parse(it).order,
    )
    return f"《{series}》（{whens[0]}至{whens[-1]}，{len(titles)}件）" if whens else f"《{series}》"
