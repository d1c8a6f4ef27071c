"""Tables whose cells have run together in the text of a page: 养老机构床位万张11.3, or figures without a gap.

An empty cell may have left a line break. A row of several figures is taken apart only where its own percentages
and decimals allow one value for the reported column; else it is marked and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minsheng.returns.columns import CODES, LABELS, UNITS, VALUES, is_known_unit
from minsheng.returns.pasted import head_words
from minsheng.returns.placing import RATIO, UNSURE, consistent
from minsheng.script import simplified

_CODE = re.compile(r"[A-Z]{3}\d{9}")
_FIGURES = re.compile(r"[\d.,\n—…-]*$")
_TOKEN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?")
_INDEX = re.compile(r"[甲乙丙丁戊]*(?:12?3?4?5?6?7?)?\n*")
_LONGEST = 60  #: characters of a row's figures


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as far as it is cut: ``figures`` still run together, a line break where cells were empty."""

    label: str
    unit: str = ""
    code: str = ""
    figures: str = ""


def rows(text: str) -> list[list[str]] | None:
    """The rows of such a text, head lines first; None where no line is a head run together."""
    lines = [simplified(line).strip() for line in text.splitlines()]
    found = next(((n, head) for n, line in enumerate(lines) if (head := head_words(line))), None)
    if found is None:
        return None
    start, head = found
    coded = any(name in CODES for name in head)
    joined = [row for row in _joined(lines[start + 1 :], coded) if not _INDEX.fullmatch(row)]
    printed = _prints_all_units(joined, coded)
    cut = [_cut(line, coded, printed) for line in joined]
    grouped = any("," in row.figures for row in cut)
    return [*([line] for line in lines[:start]), head, *(_cells(row, head, grouped) for row in cut)]


# -- lines to rows ----------------------------------------------------------------------------------
def _joined(lines: Sequence[str], coded: bool) -> Iterator[str]:
    """Lines that hold only figures or a code continue the row above."""
    row = ""
    for line in lines:
        alone = bool(line) and not _FIGURES.sub("", _CODE.sub("", line, count=1) if coded else line)
        if row and (alone or not line):
            row += f"\n{line}"
        else:
            yield from [row] if row else []
            row = line
    yield from [row] if row else []


def _cut(row: str, coded: bool, printed: bool) -> _Row:
    """Label, unit and code of a row, and its figures still run together."""
    code = _CODE.search(row) if coded else None
    figures = row[code.end() :] if code else _FIGURES.search(row)[0]
    named = row[: code.start()] if code else row[: len(row) - len(figures)]
    named = named.strip()
    if code and _FIGURES.sub("", figures):
        return _Row(row + UNSURE)
    label, unit = _unit_behind(named, printed)
    return _Row(label, unit, code[0] if code else "", figures.strip())


def _prints_all_units(rows: Sequence[str], coded: bool) -> bool:
    """Whether every row of figures ends in a unit; a form that leaves some out has no 个 and 人 to cut off."""
    cut = [_cut(row, coded, True) for row in rows]
    figured = [row for row in cut if row.figures]
    return bool(figured) and all(row.unit for row in figured)


def _unit_behind(named: str, printed: bool) -> tuple[str, str]:
    """A label and the unit run on behind it; a unit of one character only where the form prints all units."""
    for start in range(max(1, len(named) - 6), len(named)):
        unit = named[start:]
        known = is_known_unit(unit) and unit not in UNITS and not unit[0].isspace()
        if known and (printed or len(unit) > 1) and not named[:start].endswith(("(", "每")):
            return named[:start].strip(), unit
    return named, ""


# -- figures ----------------------------------------------------------------------------------------
def _cells(row: _Row, head: Sequence[str], grouped: bool) -> list[str]:
    names = [name for name in head if name not in LABELS | UNITS | CODES]
    values = iter(_values(row, names, grouped))
    own = {
        **dict.fromkeys(LABELS, row.label),
        **dict.fromkeys(UNITS, row.unit),
        **dict.fromkeys(CODES, row.code),
    }
    return [own[name] if name in own else next(values) for name in head]


def _values(row: _Row, names: Sequence[str], grouped: bool) -> list[str]:
    """The figures under their columns; marked where more than one value is possible for the reported one."""
    blank = [""] * len(names)
    if not row.figures:
        return blank
    value = next(n for n, name in enumerate(names) if name in VALUES)
    possible = _possible(row.figures, names, grouped) if len(row.figures) <= _LONGEST else []
    unchanged = [
        found for found in possible if len(cells := [it for it in found if it]) > 2 and len(set(cells)) == 1
    ]
    possible = unchanged if len(unchanged) == 1 else possible
    if len({found[value] for found in possible}) != 1:
        blank[value] = row.figures.replace("\n", " ") + UNSURE
        return blank
    first = possible[0]
    return [cell if all(it[n] == cell for it in possible) else "" for n, cell in enumerate(first)]


def _possible(figures: str, names: Sequence[str], grouped: bool) -> list[list[str]]:
    return [
        row
        for row in _placings(figures, names, grouped)
        if consistent(row, names)
        and len({_decimals(c) for c, n in zip(row, names, strict=True) if c and not RATIO.fullmatch(n)}) == 1
    ]


def _placings(rest: str, names: Sequence[str], grouped: bool) -> Iterator[list[str]]:
    """All ways to cut figures into columns; an empty one has left a line break, unless nothing follows."""
    if not names:
        yield from [[]] if not rest.strip("\n") else []
        return
    if not rest.strip("\n"):
        yield [""] * len(names)
        return
    if rest.startswith("\n"):
        yield from (["", *row] for row in _placings(rest[1:], names[1:], grouped))
        return
    whole = rest.partition("\n")[0]
    for end in range(1, len(whole) + 1):
        token = whole[:end]
        if _TOKEN.fullmatch(token) and _fits(token, names[0], grouped):
            yield from ([token, *row] for row in _placings(rest[end:], names[1:], grouped))


def _fits(token: str, name: str, grouped: bool) -> bool:
    """Percentages have two decimals; thousands are grouped in every figure of a form or in none."""
    if RATIO.fullmatch(name):
        return _decimals(token) == 2
    whole = token.lstrip("-").partition(".")[0]
    return not grouped or "," in whole or len(whole) <= 3


def _decimals(token: str) -> int:
    return len(token.partition(".")[2])
