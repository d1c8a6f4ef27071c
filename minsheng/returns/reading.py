"""What the readers hand on: facts with their cells, what was not recognised, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from minsheng.facts import Fact, Status
from minsheng.geography.regions import Region
from minsheng.period import Period
from minsheng.returns.compared import Compared


class Layout(StrEnum):
    """The layouts that are read."""

    TIDY = "tidy"
    CODED = "return_coded"
    PLAIN = "return_plain"
    DIGEST = "digest"
    MATRIX = "matrix"

    @property
    def official(self) -> bool:
        """Whether it is an official form, whose units and decimals are prescribed."""
        return self in (Layout.CODED, Layout.PLAIN)


class Severity(StrEnum):
    """How much an issue weighs, the heaviest first: an ``error`` stops the file."""

    ERROR = "error"
    EXPLAIN = "explain"
    WARNING = "warning"

    @property
    def zh(self) -> str:
        """The word on screens and in files."""
        return {"error": "错误", "explain": "请说明", "warning": "提醒"}[self.value]

    @property
    def order(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong or doubtful. ``rule`` is V01…V75 or the name of a rule of reading, ``locator`` a cell."""

    rule: str
    severity: Severity
    locator: str
    message: str

    @property
    def stops(self) -> bool:
        """Whether the file is refused because of it."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A row that no indicator is known for: its cell, its label with the headings above, its value as printed."""

    locator: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A local indicator that a tidy file defines; ``row`` has the columns of the catalogue files."""

    code: str
    row: dict[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller says about the files: used where a file is silent, refused where it contradicts."""

    region: Region | None = None
    period: Period | None = None
    status: Status | None = None
    define_indicators: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read. ``layout`` is a word of Layout, or empty where none was recognised.

    ``facts`` have no source yet; ``title`` and ``publisher`` are what the file calls itself; ``compared`` is
    what its comparison columns say of earlier periods.
    """

    layout: str = ""
    title: str = ""
    publisher: str = ""
    facts: Sequence[Fact] = ()
    unmapped: Sequence[Unmapped] = ()
    issues: Sequence[Issue] = ()
    defined: Sequence[NewIndicator] = field(default=())
    compared: Compared = field(default_factory=Compared)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that the facts are about."""
        return tuple(dict.fromkeys(fact.region for fact in self.facts))

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that the facts are about, earliest first."""
        return tuple(
            str(period) for period in sorted({fact.period for fact in self.facts}, key=lambda it: it.order)
        )

    @property
    def refused(self) -> bool:
        """Whether something stops the file."""
        return any(issue.stops for issue in self.issues)


def error(rule: str, locator: str, message: str) -> Issue:
    """An issue that stops the file."""
    return Issue(rule, Severity.ERROR, locator, message)


def warning(rule: str, locator: str, message: str) -> Issue:
    """An issue that must be read but stops nothing."""
    return Issue(rule, Severity.WARNING, locator, message)


def refusal(issues: Iterable[Issue], layout: str = "") -> Reading:
    """A file of which nothing is taken."""
    return Reading(layout=layout, issues=tuple(issues))
