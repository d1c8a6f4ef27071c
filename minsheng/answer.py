"""年终答卷: every year-end figure of one place by chapter, with last year, growth, target and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minsheng import disclosure
from minsheng.breaks import Break
from minsheng.catalogue import Catalogue
from minsheng.facts import Fact, Status
from minsheng.period import Period
from minsheng.yearlines import Book, Line, Missing, NameOf

#: where figures of a domain go that no chapter names
OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the 答卷: its figures, and what is missing, in the order of its domains and the catalogue."""

    title: str
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The year-end figures of one place."""

    region: str
    place: str
    year: int
    chapters: tuple[Chapter, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for chapter in self.chapters for line in chapter.lines)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """All that is missing, in order."""
        return tuple(item for chapter in self.chapters for item in chapter.missing)

    @property
    def demo(self) -> bool:
        """Whether the figures are invented."""
        return any(line.figure.fact.demo for line in self.lines)

    @property
    def headline(self) -> str:
        """Where the year's figures come from, in one sentence."""
        if not self.lines:
            return f"{self.place}{self.year}年没有数据"
        facts = [line.figure.fact for line in self.lines]
        counts = Counter("按公式计算" if fact.derivation else fact.status.zh for fact in facts)
        told = "，".join(
            f"{word}{counts[word]}个"
            for word in (*(status.zh for status in Status), "按公式计算")
            if counts[word]
        )
        return f"{self.place}{self.year}年{len(facts)}个数均有出处：{told}"

    @property
    def below(self) -> str:
        """What a reader must know before quoting: figures inside the year, and what there is none of."""
        inside = sum(bool(line.note) for line in self.lines)
        told = [
            f"{inside}个不是年底或全年数，已写明截止时间" if inside else "",
            f"{len(self.missing)}项未报或无数据" if self.missing else "",
        ]
        return "；".join(part for part in told if part) + "。" if any(told) else ""


def year_end(
    facts: Iterable[Fact],
    catalogue: Catalogue,
    breaks: Sequence[Break],
    name_of: NameOf,
    region: str,
    year: int,
    chapters: Iterable[Mapping[str, str]],
) -> YearEnd:
    """The 答卷 of a place and year out of all its facts of all years.

    ``chapters`` are rows ``chapter, domain`` in order (data/chapters.csv); a domain in none of them comes last.
    """
    book = Book(
        catalogue, breaks, name_of, [f for f in facts if not disclosure.restricted(catalogue[f.indicator])]
    )
    titles = {row["domain"]: row["chapter"] for row in chapters}
    order = {domain: place for place, domain in enumerate(titles)}

    def place_of(item: Line | Missing) -> int:
        return order.get(item.indicator.domain, len(order))

    lines, missing = sorted(book.lines(year), key=place_of), sorted(book.missing(year), key=place_of)
    found = (
        Chapter(
            title,
            tuple(line for line in lines if titles.get(line.indicator.domain, OTHERS) == title),
            tuple(item for item in missing if titles.get(item.indicator.domain, OTHERS) == title),
        )
        for title in dict.fromkeys([*titles.values(), OTHERS])
    )
    written = tuple(chapter for chapter in found if chapter.lines or chapter.missing)
    return YearEnd(region, name_of(region, Period.of_year(year)), year, written)


def years(facts: Iterable[Fact]) -> list[int]:
    """The years that have figures, newest first."""
    return sorted({fact.period.year for fact in facts if fact.has_value}, reverse=True)
