"""The shelf of shipped words: chapter headings, sections and sentence patterns, as ``data/patterns`` has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minsheng.writing.patterns import Pattern, pattern_of


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph's topic and the domains whose figures belong to it."""

    name: str
    chapter: str
    lead: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """What the shipped patterns say: headings and aims by chapter, sections, the patterns of the text and its opening."""

    headings: Mapping[str, str]
    aims: Mapping[str, str]
    sections: tuple[Section, ...]
    patterns: tuple[Pattern, ...]
    opening: tuple[Pattern, ...]

    @property
    def ranked(self) -> tuple[str, ...]:
        """The indicators whose place among other units a pattern may tell."""
        every = (slot for pattern in (*self.patterns, *self.opening) for slot in pattern.slots)
        return tuple(dict.fromkeys(slot.code for slot in every if slot.what == "rank"))


def library(
    chapters: Iterable[Mapping[str, str]],
    sections: Iterable[Mapping[str, str]],
    patterns: Iterable[Mapping[str, str]],
    opening: Iterable[Mapping[str, str]],
) -> Library:
    """The library out of the rows of ``data/patterns``. Raises PatternError."""
    chapters = list(chapters)
    return Library(
        {row["chapter"]: row["heading"] for row in chapters},
        {row["chapter"]: row["ahead"] for row in chapters},
        tuple(
            Section(row["section"], row["chapter"], row["lead"], tuple(row["domains"].split("|")))
            for row in sections
        ),
        tuple(pattern_of(row) for row in patterns),
        tuple(pattern_of(row) for row in opening),
    )
