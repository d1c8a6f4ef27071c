"""Somebody's own words inside a text: each number in them is bound to their having said so."""

from __future__ import annotations

import re
from decimal import Decimal

from minsheng.catalogue import Indicator
from minsheng.facts import Fact, Source, Status
from minsheng.writing.binding import Register
from minsheng.writing.document import Span

_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:[%％]|[万亿]?[人户张处个元件次名家对具])?")
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日")


def quoted(text: str, about: tuple[Fact, Indicator], whose: str, register: Register) -> list[Span]:
    """The words about a figure, said by ``whose``."""
    told, indicator = about
    dates = [match.span() for match in _DATE.finditer(text)]
    spans: list[Span] = []
    start = 0
    for match in _NUMERAL.finditer(text):
        if any(first <= match.start() < last for first, last in dates):
            continue
        number = Decimal(re.match(r"[\d,.]+", match.group()).group().replace(",", "").rstrip("."))
        bound = register.bind(match.group(), _said(told, number, whose), indicator, "quoted")
        spans += [Span(text[start : match.start()]), Span(match.group(), bound)]
        start = match.end()
    return [span for span in (*spans, Span(text[start:])) if span.text]


def _said(about: Fact, number: Decimal, whose: str) -> Fact:
    """A number inside somebody's words about a figure."""
    return Fact(
        about.region, about.indicator, about.period, about.basis, number, about.unit, scope=about.scope,
        status=Status.ENTERED, demo=about.demo, source=Source("", "原文", whose), locator="原文所写",
    )  # fmt: skip
