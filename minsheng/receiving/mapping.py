"""How a form's rows are read, as people answered: kept as data by the form's fingerprint, used for every later file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import MinshengError
from minsheng.facts import Basis, Fact, State
from minsheng.period import Period
from minsheng.receiving.forms import Form, FormRow, form_of
from minsheng.receiving.outcome import FileOutcome
from minsheng.returns import Reading, definitions
from minsheng.returns.placing import UNSURE
from minsheng.returns.printed import printed_text
from minsheng.store import ledger
from minsheng.store.reading import Store

INDICATOR, LOCAL, IGNORE, BLANK = "indicator", "local", "ignore", "blank"
#: what a blank of a form can mean, in the words of the question
BLANKS = {"未报": State.NOT_REPORTED.value, "不适用或未开展": State.NOT_APPLICABLE.value, "零": "zero"}


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
    """The rows of a form that were not recognised, each once; not those of which it is unsure what stands where."""
    found = [row for it in outcome.unmapped if (row := form.row_at(it.locator)) and UNSURE not in row.text]
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
