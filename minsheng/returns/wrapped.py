"""Rows of a page's text whose name stands alone on a line, unit and figure on the next, at times with the headings
of the rows below run on behind it: 离婚登记* 七、社会组织 over 对 | 4,621."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minsheng.returns.columns import LABELS, UNITS, VALUES, is_known_unit, squeezed
from minsheng.returns.printed import printed_text

_HEADING = re.compile(r"\s+(?=[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十]+[)）])")


def rejoined(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows with such names put back before their unit and figure, and what was run on below them."""
    start = next((n for n, row in enumerate(rows) if _is_head(row)), None)
    if start is None:
        return list(rows)
    return [*rows[: start + 1], *_body(rows[start + 1 :])]


def _is_head(row: Sequence[str]) -> bool:
    words = [squeezed(cell) for cell in row if cell.strip()]
    return len(words) > 2 and words[0] in LABELS and words[1] in UNITS and words[2] in VALUES


def _body(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    waiting: list[str] | None = None
    for row in rows:
        if waiting is not None and _is_rest(row):
            own, *below = _HEADING.split(waiting[0].strip(), maxsplit=1)
            yield [own, *row]
            yield from ([heading] for part in below for heading in part.split())
            waiting = None
            continue
        yield from [waiting] if waiting is not None else []
        waiting = row if _is_alone(row) else None
        yield from [] if waiting is not None else [row]
    yield from [waiting] if waiting is not None else []


def _is_alone(row: Sequence[str]) -> bool:
    return bool(row) and bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def _is_rest(row: Sequence[str]) -> bool:
    """Whether a line is a unit and a figure and nothing else."""
    if len(row) < 2 or not is_known_unit(row[0]) or any(cell.strip() for cell in row[2:]):
        return False
    found = printed_text(row[1])
    return found is not None and found.number is not None
