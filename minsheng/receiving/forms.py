"""Which form a file is, what its rows are, and how they differ from those of the last file of its kind.

A fingerprint says which form a file is: its number or title without place and time, and the names of its columns.
Rows may come and go without changing it.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from minsheng.catalogue import squash
from minsheng.returns import columns as column_layout
from minsheng.returns import grid, heading, series, sheets, views
from minsheng.returns.captions import Role
from minsheng.returns.labels import label_of
from minsheng.returns.rows import Line, lines

_CHANGING = re.compile(r"[\d一二三四五六七八九十〇○]+\s*(?:年度?|季度?|月份?|月)|\d+")
_ALIKE = 0.72
#: a longer list is no table of this kind
_MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: the headings above it, its label without numbering, its unit; its value's cell and text.

    In a table of places or years a row is one figure of an item, ``at`` its cell, and one more at the item's head.
    ``table`` numbers the tables of a file.
    """

    heading: str
    label: str
    unit: str
    at: str = ""
    text: str = ""
    table: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same row in the next file."""
        return (squash(self.heading), squash(self.label), self.unit)


@dataclass(frozen=True)
class Form:
    """Which form a file is, and its rows."""

    fingerprint: str = ""
    rows: tuple[FormRow, ...] = ()

    def row_at(self, locator: str) -> FormRow | None:
        """The row whose value stands in a cell."""
        return self._by_cell.get(locator)

    @cached_property
    def _by_cell(self) -> dict[str, FormRow]:
        return {row.at: row for row in reversed(self.rows)}


def form_of(data: bytes, name: str) -> Form:
    """The form of a file; without fingerprint where it is no form."""
    try:
        found = [it for number, view in enumerate(_views(data, name)) if (it := _table(view, number))]
    except sheets.Unreadable:
        return Form()
    if not found:
        return Form()
    view, top, names, _ = found[0]
    head = heading.read(view, top)
    number = head.form or _CHANGING.sub("", head.title.replace(head.publisher or "\0", ""))
    kept = sorted(_CHANGING.sub("", text) for text in names)
    seal = hashlib.sha256("|".join([number, *map(squash, kept)]).encode()).hexdigest()[:16]
    return Form(seal, tuple(row for *_, rows in found for row in rows))


def _views(data: bytes, name: str) -> Iterator[sheets.Sheet]:
    return (view for sheet in sheets.read(data, name) if not sheet.hidden for view in views.of(sheet))


#: a table: its view, the first line of its head, the texts of the head, its rows
_Table = tuple[sheets.Sheet, int, list[str], list[FormRow]]


def _table(view: sheets.Sheet, number: int) -> _Table | None:
    if at := column_layout.find(view):
        names = [cell.text for cell in view.rows[at.row] if not cell.empty]
        return view, at.row, names, [_row(line, number) for line in lines(view, at)]
    found = grid.find(view) if len(view.rows) <= _MOST_ROWS else None
    if found is None:
        return None
    names = [text for levels in found.heads.values() for text in levels]
    return view, found.top, names, list(_figures(found, number))


def _figures(table: grid.Grid, number: int) -> Iterator[FormRow]:
    """The figures of a table of places or years, each under its item: the line's, or the column's with its head."""
    figures = (Role.ITEM, Role.REGION)
    captions = {c: it for c, it in table.captions.items() if c >= table.first and it.role in figures}
    if all(it.bare or series.names_place(it) for it in captions.values()):
        for column in captions:
            columns = series.columns_for(table, column, [it for it in captions if it != column])
            yield from (_row(line, number) for line in lines(table.sheet, columns))
        return
    for column, caption in captions.items():
        if not caption.levels:
            continue
        own = FormRow(
            "／".join(caption.levels[:-1]), label_of(caption.levels[-1]).name, caption.unit, table=number
        )
        cells = {row: table.sheet.cell(row, column).text for row in table.rows()}
        first = next(filter(None, cells.values()), "")
        yield replace(own, at=table.sheet.address(table.body - 1, column), text=first)
        for row, text in cells.items():
            yield replace(own, at=table.sheet.address(row, column), text=text)


def _row(line: Line, number: int) -> FormRow:
    return FormRow(
        "／".join(line.row.path), line.row.label.name, line.row.unit, line.value_at, line.value_text, number
    )


# -- the next file of the same form ---------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Changed:
    """How a form's rows differ from those of the last file: labels gone and new, and old → new names."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def difference(form: Form, before: Iterable[Sequence[str]]) -> Changed:
    """The rows gone, new and renamed; nothing where the form was never seen."""
    seen = [FormRow(heading, label, unit) for heading, label, unit, *_ in before]
    last = {row.key: row for row in seen}
    if not last:
        return Changed()
    here = {row.key: row for row in form.rows}
    gone = {key: row for key, row in last.items() if key not in here}
    new = {key: row for key, row in here.items() if key not in last}
    renamed = []
    for key, row in list(gone.items()):
        like = [other for other in new if other[2] == key[2]]
        found = difflib.get_close_matches(key[1], [other[1] for other in like], n=1, cutoff=_ALIKE)
        if found:
            other = next(it for it in like if it[1] == found[0])
            renamed.append((row.label, new.pop(other).label))
            gone.pop(key)
    return Changed(
        tuple(it.label for it in gone.values()), tuple(it.label for it in new.values()), tuple(renamed)
    )
