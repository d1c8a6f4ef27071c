"""The filled-in 数据核实单 back: an explanation for each line answered, and the right figure where one was wrong.

All of a reply is one revision: explanations stay with their cells, corrections are a later value of the same vintage.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from minsheng import units
from minsheng.catalogue import Catalogue
from minsheng.checks.judgements import amount
from minsheng.errors import MinshengError
from minsheng.facts import Fact, Source, State
from minsheng.receiving import approval, explanations
from minsheng.receiving.explanations import Explanation
from minsheng.receiving.novelty import source_id
from minsheng.receiving.queryletter import NUMBER, REPLY, RIGHT, SEPARATOR, VALUE
from minsheng.returns import sheets
from minsheng.returns.printed import printed_text
from minsheng.store import ledger, revisions
from minsheng.store.ledger import Received
from minsheng.store.reading import Store

_AMOUNT = re.compile(r"([+-]?[\d.,，\s]+)\s*(.*)")


class NoLetter(MinshengError):
    """A file is no 数据核实单, or one of its lines cannot be understood."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"这个文件不能作为数据核实单读入：{why}。",
            f"请使用发出的核实单填写“{REPLY}”“{RIGHT}”两列后导入。",
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """One answered line: what was written, and the right figure as text with its unit, where one was given."""

    explanation: Explanation
    basis: str
    scope: str
    right: str = ""
    unit: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    """What a reply brings to the store: texts, and corrected figures beside the ones they replace."""

    file: str
    sha256: str
    explanations: tuple[Explanation, ...]
    corrections: tuple[tuple[Fact, Fact], ...]


# -- reading --------------------------------------------------------------------------------------
def read(data: bytes, name: str = "数据核实单.xlsx") -> list[Reply]:
    """The answered lines of a letter; lines left empty are left out. Raises NoLetter."""
    try:
        pages = sheets.read(data, name)
    except sheets.Unreadable as unreadable:
        raise NoLetter(f"无法打开（{str(unreadable).rstrip('。')}）") from None
    for page in pages:
        rows = [[cell.text.strip() for cell in row] for row in page.rows]
        top = next((place for place, row in enumerate(rows) if {NUMBER, REPLY} <= set(row)), None)
        if top is not None:
            return list(_replies(page, rows, top))
    raise NoLetter(f"没有“{REPLY}”和“{NUMBER}”两列")


def _replies(page: sheets.Sheet, rows: Sequence[Sequence[str]], top: int) -> Iterable[Reply]:
    at = {name: place for place, name in enumerate(rows[top])}
    for number in range(top + 1, len(rows)):
        cells = dict(zip(at, [*rows[number], *[""] * len(at)], strict=False))
        right = cells.get(RIGHT, "")
        if not cells[NUMBER] or not (cells[REPLY] or right):
            continue
        parts = cells[NUMBER].split(SEPARATOR, 5)
        if len(parts) != 6 or not (parts[0] and parts[2] and parts[3]):
            raise NoLetter(f"第{number + 1}行的{NUMBER}“{cells[NUMBER]}”无法识别")
        region, indicator, period, rule, basis, scope = parts
        text = cells[REPLY] or f"核实后更正为{right}"
        yield Reply(
            Explanation(region, indicator, period, rule, text), basis, scope, right, _unit(cells.get(VALUE, "")),
            page.address(number, at.get(RIGHT, at[REPLY])),
        )  # fmt: skip


def _unit(value: str) -> str:
    found = _AMOUNT.fullmatch(value)
    return found[2] if found else ""


# -- landing --------------------------------------------------------------------------------------
def landing(store: Store, data: bytes, name: str, today: date) -> Landing:
    """What a filled-in letter would bring. Raises NoLetter where a figure cannot be read or has no cell to land on."""
    replies, sha256 = read(data, name), hashlib.sha256(data).hexdigest()
    if not replies:
        raise NoLetter(f"“{REPLY}”一列还没有填写")
    asked = {it.explanation.region for it in replies}
    standing = {it.key: it for it in store.facts(regions=asked)}
    source = Source(source_id(sha256), f"数据核实单回复（{name}）")
    corrections = []
    for it in replies:
        if it.right:
            old = standing.get(_key(it))
            new = _corrected(it, old, source, today)
            corrections += [(old, new)] if new.value != old.value else []
    return Landing(name, sha256, tuple(it.explanation for it in replies), tuple(corrections))


def _key(it: Reply) -> tuple[str, str, str, str, str]:
    said = it.explanation
    return (said.region, said.indicator, it.scope, said.period, it.basis)


def _corrected(it: Reply, old: Fact | None, source: Source, today: date) -> Fact:
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", it.right))
    printed = printed_text(found[1].strip()) if found else None
    if old is None:
        raise NoLetter(f"{it.locator}所在的一行没有对应的数，不能更正")
    if printed is None or printed.state is not State.VALUE:
        raise NoLetter(f"{it.locator}的“{it.right}”不是数字")
    unit = found[2] or it.unit or old.unit
    value, step = (units.convert(part, unit, old.unit) for part in (printed.number, printed.step))
    return replace(
        old, value=value, value_to=None, state=State.VALUE, resolution=step, known_on=today, source=source,
        locator=it.locator, notes=f"核实更正：{it.explanation.text}", pending=False, comparison=False,
    )  # fmt: skip


def keep(path: Path, it: Landing, data: bytes, actor: str) -> int:
    """Store a reply as one revision; raises NoLetter where its period is locked or nothing in it is new."""
    store, fresh = Store(path), [new for _, new in it.corrections]
    if shut := approval.shut(fresh, approval.locked(store)):
        raise NoLetter(shut[0].message.rstrip("。"))
    texts = explanations.news(store, it.explanations)
    if not texts and not fresh:
        raise NoLetter("其中的回复都已存入")
    who = approval.named(actor)
    revisions.keep_original(path, data)
    with ledger.commit(path, actor=who, note=f"数据核实单回复{it.file}") as commit:
        if fresh:
            commit.receive([Received(it.file, it.sha256, "query-letter", fresh, fresh[0].known_on)])
        commit.rows("explanation", explanations.rows(texts, who, commit.revision))
        return commit.revision


def worded(old: Fact, new: Fact, catalogue: Catalogue, place: str) -> tuple[str, str, str]:
    """A correction in words: what it is of, the old figure, the new one."""
    title = catalogue[old.indicator].title
    was = amount(old.value, old.unit) if old.has_value else old.state.zh
    return f"{place}{old.period.name}{title}", was, amount(new.value, new.unit)
