"""Where an item's code and its label disagree: what form version, code and headings together make certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minsheng import units
from minsheng.catalogue import Indicator
from minsheng.returns.labels import Labels, Match, Row


def settled(rows: Sequence[Row], known: Labels) -> list[Match]:
    """What each row of one form means.

    A row whose code means one item and whose label another is read only where the form itself decides: the
    other of the two stands on a row of its own, where code and label agree. Else it stays unread.
    """
    plain = [known.match(row) for row in rows]
    certain = {match.indicator.code for match in plain if match.indicator}
    plain = [_with_heading(row, match, known, certain) for row, match in zip(rows, plain, strict=True)]
    return [
        _decided(row, match, known, certain) if row.code else match
        for row, match in zip(rows, plain, strict=True)
    ]


def _with_heading(row: Row, match: Match, known: Labels, certain: set[str]) -> Match:
    """What a row means together with its heading, where it means nothing alone and no other row means that."""
    if match.indicator or known.coded(row.code):
        return match
    found = known.joined(row)
    return found if found and found.indicator.code not in certain else match


def _decided(row: Row, match: Match, known: Labels, certain: set[str]) -> Match:
    coded, said = known.coded(row.code), known.said(row)
    if coded is None or said.indicator is None or coded.code == said.indicator.code:
        return match
    label_stands, code_stands = said.indicator.code in certain, coded.code in certain
    if code_stands and not label_stands:
        words = f"代码{row.code}指“{coded.name}”，该项另有一行，按名称读作“{said.indicator.name}”。"
        return replace(said, caution=words)
    if label_stands and not code_stands and _may_be(coded, row, said.indicator):
        words = f"名称“{row.label.name}”另有一行，按代码{row.code}读作“{coded.name}”。"
        return Match(coded, caution=words)
    return match


def _may_be(coded: Indicator, row: Row, said: Indicator) -> bool:
    """Whether the code's item can stand on the row: its unit fits and it is a sibling of what the label says."""
    fits = not row.unit or units.same_kind(row.unit, coded.unit)
    return fits and bool(coded.parent) and coded.parent == said.parent
