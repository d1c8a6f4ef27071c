"""How a form's rows are read, as people answered: kept as data by the form's fingerprint, used for every later file.

A fingerprint says which form a file is: its number or title without place and time, and the names of its columns.
Rows may come and go without changing it; the next file of the same form is shown as a difference to the last.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator, squash
from minsheng.errors import MinshengError
from minsheng.facts import Basis, Fact, State
from minsheng.period import Period
from minsheng.receiving.outcome import FileOutcome
from minsheng.returns import Reading, definitions, grid, heading, series, sheets, views
from minsheng.returns import columns as column_layout
from minsheng.returns.captions import Role
from minsheng.returns.labels import label_of
from minsheng.returns.printed import printed_text
from minsheng.returns.rows import Line, lines
from minsheng.store import ledger
from minsheng.store.reading import Store

INDICATOR, LOCAL, IGNORE, BLANK = "indicator", "local", "ignore", "blank"
#: what a blank of a form can mean, in the words of the question
BLANKS = {"未报": State.NOT_REPORTED.value, "不适用或未开展": State.NOT_APPLICABLE.value, "零": "zero"}
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


# -- answers --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Answers:
    """What people said, by form and row: (decision, indicator); and what blank means, by form."""

    rows: dict[tuple, tuple[str, str]] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)

    def of(self, form: Form, row: FormRow) -> tuple[str, str] | None:
        """The answer for a row of a form."""
        return self.rows.get((form.fingerprint, *row.key))


def answers(store: Store) -> Answers:
    """All answers; the later one counts."""
    found = Answers()
    for row in store.asked("mappings"):
        if row["decision"] == BLANK:
            found.blanks[row["fingerprint"]] = row["indicator"] or State.NOT_REPORTED.value
        else:
            key = FormRow(row["heading"] or "", row["label"], row["unit"] or "").key
            found.rows[row["fingerprint"], *key] = (row["decision"], row["indicator"] or "")
    return found


def applied(reading: Reading, data: bytes, name: str, known: Answers, catalogue: Catalogue) -> Reading:
    """The reading with the answers to its form; unchanged where nobody answered anything."""
    if not (known.rows or known.blanks) or not reading.facts:
        return reading
    form = form_of(data, name)
    ground = _Ground(form, reading.facts)
    facts: dict[str, Fact] = {}
    left = []
    for it in reading.unmapped:
        row = form.row_at(it.locator)
        answer = known.of(form, row) if row else None
        meant = catalogue[answer[1]] if answer and answer[1] in catalogue else None
        own = ground.facts(row, meant) if row and meant else {}
        facts |= own
        left.extend([] if own or (answer and answer[0] == IGNORE) else [it])
    read = [_blank(it, form, known.blanks.get(form.fingerprint, "")) for it in reading.facts]
    return replace(reading, facts=(*read, *_fresh(list(facts.values()), read)), unmapped=tuple(left))


class _Ground:
    """Which place and period a cell of a file is about, as the figures around it tell."""

    def __init__(self, form: Form, facts: Sequence[Fact]) -> None:
        self._form = form
        self._around: dict[object, dict[tuple[str, Period], Fact]] = {}
        for fact in facts:
            for where in self._wheres(fact.locator):
                self._around.setdefault(where, {})[fact.region, fact.period] = fact

    def facts(self, row: FormRow, meant: Indicator) -> dict[str, Fact]:
        """The figures of all rows of a form that are the same as ``row``, by cell."""
        same = [it for it in self._form.rows if it.key == row.key and it.text]
        found = {it.at: _fact(it, meant, like) for it in same if (like := self._like(it.at))}
        return {at: fact for at, fact in found.items() if fact}

    def _like(self, locator: str) -> Fact | None:
        """A figure of the same place and period: the only ones of its table, its column or its line."""
        told = (self._around.get(where, {}) for where in self._wheres(locator))
        return next((next(iter(it.values())) for it in told if len(it) == 1), None)

    def _wheres(self, locator: str) -> Iterator[object]:
        row = self._form.row_at(locator)
        yield row.table if row else None
        sheet, _, cell = locator.rpartition("!")
        column = cell.rstrip("0123456789")
        yield sheet, "column", column
        yield sheet, "line", cell[len(column) :]


def _fresh(facts: Sequence[Fact], read: Sequence[Fact]) -> list[Fact]:
    """Those that the file does not say on another row."""
    there = {it.key for it in read}
    return [it for it in facts if it.key not in there]


def _fact(row: FormRow, indicator: Indicator, like: Fact) -> Fact | None:
    """A row as a fact of the indicator it was said to mean; None where its value or unit is not that."""
    printed = printed_text(row.text)
    unit = row.unit or indicator.unit
    if printed is None or not units.same_kind(unit, indicator.unit):
        return None
    number, step = (
        None if it is None else units.convert(it, unit, indicator.unit)
        for it in (printed.number, printed.step)
    )
    return Fact(
        region=like.region, indicator=indicator.code, period=like.period, basis=indicator.basis, value=number,
        unit=indicator.unit, state=printed.state, resolution=step, status=like.status, known_on=like.known_on,
        locator=row.at, notes=f"表中“{row.label}”，按本单位的对应读取",
    )  # fmt: skip


def _blank(fact: Fact, form: Form, meaning: str) -> Fact:
    """A blank cell's fact in the meaning that was said for the form."""
    row = form.row_at(fact.locator) if meaning and fact.state is State.NOT_REPORTED else None
    if row is None or row.text.strip():
        return fact
    if meaning == "zero":
        return replace(fact, state=State.VALUE, value=Decimal(0), notes="空格按本表约定为零")
    return replace(fact, state=State(meaning))


def nearest(label: str, unit: str, catalogue: Catalogue) -> list[Indicator]:
    """The indicators whose names are most like a label and whose unit fits, for a person to choose from."""
    names = catalogue.nearest(label, 6)
    found = dict.fromkeys(it.code for name in names for it in catalogue.named(name))
    return [it for it in map(catalogue.__getitem__, found) if not unit or units.same_kind(unit, it.unit)]


def unknown(form: Form, outcome: FileOutcome) -> list[FormRow]:
    """The rows of a form that were not recognised, each once."""
    found = [row for it in outcome.unmapped if (row := form.row_at(it.locator))]
    return list({row.key: row for row in reversed(found)}.values())[::-1]


def asked(form: Form, outcome: FileOutcome) -> dict[str, FormRow]:
    """The unknown rows by what a person is shown of them."""
    return {f"{row.label}（{row.unit or '无单位'}，{row.at}）": row for row in unknown(form, outcome)}


def blank(form: Form, known: Answers) -> list[FormRow]:
    """The blank rows of a form for which nobody has said yet what blank means."""
    if not form.fingerprint or form.fingerprint in known.blanks:
        return []
    return [row for row in form.rows if not row.text.strip()]


# -- keeping answers ------------------------------------------------------------------------------
def take(path: Path, form: Form, row: FormRow, means: Basis | str, actor: str) -> None:
    """Keep what a person chose for a row: the basis of a new local indicator, a known one's code, or nothing: ignore it."""
    if isinstance(means, Basis):
        register(path, form, row, means, actor, len(Store(path).catalogue))
    else:
        answer(path, form, row, INDICATOR if means else IGNORE, means, actor)


def answer(path: Path, form: Form, row: FormRow, decision: str, indicator: str, actor: str) -> int:
    """Keep what a row means: an indicator's code, or IGNORE; returns the revision."""
    with ledger.commit(path, actor=actor, note=f"表式对应：{row.label}") as commit:
        commit.rows("mapping", [_mapping(commit.revision, form, row, decision, indicator, actor)])
        return commit.revision


def answer_blank(path: Path, form: Form, meaning: str, actor: str) -> int:
    """Keep what blank means in a form (a value of BLANKS)."""
    with ledger.commit(path, actor=actor, note="表式约定：空格的含义") as commit:
        commit.rows("mapping", [_mapping(commit.revision, form, FormRow("", "", ""), BLANK, meaning, actor)])
        return commit.revision


def register(path: Path, form: Form, row: FormRow, basis: Basis, actor: str, count: int) -> str:
    """登记为本地指标: a new indicator under the row's own name; its code. ``count`` is the catalogue's size."""
    if not row.unit:
        raise MinshengError(f"“{row.label}”没有计量单位，不能登记为本地指标。", "请在表中补上计量单位。")
    new = definitions.define(row.label, row.unit, basis)
    with ledger.commit(path, actor=actor, note=f"登记本地指标：{row.label}") as commit:
        commit.rows("indicator", [{**new.row, "position": 100_000 + count, "local": True}])
        commit.rows("mapping", [_mapping(commit.revision, form, row, LOCAL, new.code, actor)])
    return new.code


def _mapping(
    revision: int, form: Form, row: FormRow, decision: str, indicator: str, actor: str
) -> dict[str, object]:
    return {
        "revision": revision, "fingerprint": form.fingerprint, "heading": row.heading, "label": row.label,
        "unit": row.unit, "indicator": indicator, "decision": decision, "actor": actor,
    }  # fmt: skip


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
