"""The written drafts with what they state and which numbers in them are wrong: loaded, and measured against.

``tests/data/drafts.csv`` lists them; each has a CSV of its figures, written by hand before any reader saw the text.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from minsheng.claims.claims import Claim

DRAFTS = Path(__file__).parent / "data" / "drafts"
_NUMERAL = re.compile(r"\d[\d.,]*|[〇零一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as a person reads it; ``error`` is the cause that was planted, empty where the number is right.

    ``open`` is a number of which two people would not say alike whether it is a statistic: it is not counted.
    """

    quote: str
    start: int
    value: Decimal
    unit: str
    approx: str
    measure: str
    indicator: str
    period: str
    region: str
    error: str

    @property
    def end(self) -> int:
        """Where the quotation ends."""
        return self.start + len(self.quote)


@dataclass(frozen=True)
class Draft:
    """A text with its figures; ``region`` and ``year`` are what a writer chooses on the page."""

    name: str
    region: str
    year: int
    is_word: bool
    written: str
    stated: tuple[Stated, ...]

    @cached_property
    def text(self) -> str:
        """As the reader is given it: the cells of a Word table are lines."""
        return self.written.replace("|", "\n") if self.is_word else self.written

    @cached_property
    def other_numerals(self) -> int:
        """How many numerals are no figures: dates, ages, names, idioms."""
        spans = [(it.start, it.end) for it in self.stated]
        plain = "".join(
            narrow if len(narrow := unicodedata.normalize("NFKC", char)) == 1 else char for char in self.text
        )
        every = _NUMERAL.finditer(plain)
        return sum(not any(s < found.end() and found.start() < e for s, e in spans) for found in every)


def load(part: str) -> list[Draft]:
    """The drafts of ``development`` or ``heldout``."""
    with DRAFTS.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    return [_draft(DRAFTS / part, row) for row in rows]


def _draft(folder: Path, row: dict[str, str]) -> Draft:
    with (folder / f"{row['name']}.csv").open(encoding="utf-8", newline="") as file:
        stated = tuple(_stated(line) for line in csv.DictReader(file))
    written = (folder / f"{row['name']}.txt").read_text(encoding="utf-8")
    return Draft(row["name"], row["region"], int(row["year"]), row["file"] == "docx", written, stated)


def _stated(line: dict[str, str]) -> Stated:
    return Stated(
        line["quote"], int(line["start"]), Decimal(line["value"]), line["unit"], line["approx"], line["measure"],
        line["indicator"], line["period"], line["region"], line["error"],
    )  # fmt: skip


def paired(
    draft: Draft, claims: Iterable[Claim]
) -> tuple[list[tuple[Stated, Claim]], list[Stated], list[Claim]]:
    """The figures with the claims that were read there; the figures not found; the claims where no figure is."""
    claims = list(claims)
    pairs, missed = [], []
    for stated in (it for it in draft.stated if it.error != "open"):
        here = [it for it in claims if it.start < stated.end and stated.start < it.end]
        best = next(
            (it for it in here if (it.indicator or "") == stated.indicator), here[0] if here else None
        )
        if best is None:
            missed.append(stated)
        else:
            pairs.append((stated, best))
    spans = [(it.start, it.end) for it in draft.stated]
    extra = [it for it in claims if not any(s < it.end and it.start < e for s, e in spans)]
    return pairs, missed, extra


class Tally:
    """Counts of what was right, with the cases that were not."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: dict[str, list[str]] = {}

    def count(self, what: str, right: bool, case: str) -> None:
        """One case of one kind."""
        self.of[what] += 1
        self.right[what] += right
        if not right:
            self.wrong.setdefault(what, []).append(case)

    def share(self, what: str) -> float:
        """The share that was right, in per cent; 100 where nothing was asked."""
        return 100 * self.right[what] / self.of[what] if self.of[what] else 100.0

    def lines(self) -> Iterator[str]:
        """One line a kind."""
        for what in self.of:
            yield f"{what:<28}{self.right[what]:>6} / {self.of[what]:<6}{self.share(what):6.1f} %"


def measure_reading(draft: Draft, claims: Iterable[Claim], tally: Tally) -> list[tuple[Stated, Claim]]:
    """What was found, worth and said of; returns the pairs."""
    pairs, missed, extra = paired(draft, claims)
    for stated in missed:
        tally.count(
            "figures found", False, f"{draft.name} {stated.start} {stated.quote!r} {stated.indicator}"
        )
    for stated, claim in pairs:
        case = f"{draft.name} {stated.start} {stated.quote!r}"
        tally.count("figures found", True, case)
        worth = (claim.value, claim.unit) == (stated.value, stated.unit)
        tally.count("value and unit right", worth, f"{case} {claim.value} {claim.unit}")
        tally.count("approximation right", claim.approx.value == stated.approx, f"{case} {claim.approx}")
        tally.count(
            "measure right",
            claim.measure.value == stated.measure,
            f"{case} {claim.measure} for {stated.measure}",
        )
        tally.count(
            "region right", claim.region == stated.region, f"{case} {claim.region} for {stated.region}"
        )
        tally.count(
            "period right",
            str(claim.period) in (stated.period, f"{stated.period}Q4"),
            f"{case} {claim.period} for {stated.period}",
        )
        bound = claim.indicator or ""
        tally.count(
            "indicator not wrong", bound in ("", stated.indicator), f"{case} {bound} for {stated.indicator}"
        )
        if stated.indicator:
            tally.count(
                "indicator found",
                bound == stated.indicator,
                f"{case} {bound} {claim.candidates} for {stated.indicator}",
            )
    for claim in extra:
        tally.count("other numerals left alone", False, f"{draft.name} {claim.start} {claim.quote!r}")
    left = draft.other_numerals - len(extra)
    tally.of["other numerals left alone"] += max(left, 0)
    tally.right["other numerals left alone"] += max(left, 0)
    return pairs
