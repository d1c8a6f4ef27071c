"""The template of a 通报: chapters, indicators, sentences, thresholds and the 考核评分, as rows that people change.

``data/bulletin`` holds the shipped one; an office's own is an Excel workbook of the same sheets (``sheets``) or
a revision of the store (``shelf``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache

from minsheng import places
from minsheng.bulletin import scheme
from minsheng.bulletin.errors import TemplateError
from minsheng.bulletin.scheme import Scheme
from minsheng.catalogue import Catalogue, Indicator
from minsheng.errors import MinshengError
from minsheng.quotients import Denominator
from minsheng.writing.patterns import Node, Slot, parse, slots_of

Row = Mapping[str, str]
#: the rows of each part
Rows = Mapping[str, Sequence[Row]]

#: the parts of a template: the file's name, and the columns with their words in Excel
PARTS = {
    "chapters": {"part": "部分", "heading": "标题"},
    "indicators": {"topic": "分项", "indicator": "指标", "per": "折算", "table": "列入附表"},
    "sentences": {"id": "编号", "text": "句子", "use": "用处"},
    "settings": {"name": "编号", "value": "数值", "meaning": "含义"},
    "scoring": {
        "indicator": "指标", "per": "折算", "weight": "分值", "rule": "计分办法", "zero": "得零分的值",
        "full": "得满分的值", "cap": "最高得分率（%）", "note": "说明",
    },
    "deductions": {"fault": "情形", "points": "每次扣分", "each": "按", "cap": "最多扣分"},
}  # fmt: skip
#: the sheets of the workbook, in order
SHEETS = {
    "chapters": "章节", "indicators": "指标", "sentences": "句子", "settings": "数值", "scoring": "考核评分",
    "deductions": "扣分",
}  # fmt: skip
OVERALL, PROGRESS, PROBLEMS, NEXT = "overall", "progress", "problems", "next"
_CHAPTERS = (OVERALL, PROGRESS, PROBLEMS, NEXT)
_YES = "是"


@dataclass(frozen=True, slots=True)
class Item:
    """A figure that the 通报 tells: under which topic, per what, and whether it stands in the annex table."""

    topic: str
    indicator: Indicator
    by: Denominator | None = None
    in_table: bool = True

    @property
    def is_ranked(self) -> bool:
        """Whether an order of merit means anything: neither a neutral figure nor a count that size alone makes great."""
        sized = self.indicator.kind in ("stock", "flow") and self.by is None
        return self.indicator.polarity != "neutral" and not sized


@dataclass(frozen=True, slots=True)
class Template:
    """A whole template. ``rows`` are what it was read from."""

    chapters: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    sentences: Mapping[str, tuple[Node, ...]]
    settings: Mapping[str, Decimal]
    scheme: Scheme
    rows: Rows = field(repr=False, default_factory=dict)

    def number(self, name: str) -> int:
        """A whole number of the settings."""
        return int(self.settings[name])


@cache
def shipped_rows() -> dict[str, list[dict[str, str]]]:
    """The rows of ``data/bulletin``."""
    return {part: places.rows_of(f"bulletin/{part}.csv") for part in PARTS}


def of_rows(rows: Rows, catalogue: Catalogue) -> Template:
    """The template out of its rows; parts that are not there are the shipped ones. Raises TemplateError."""
    whole = {part: rows.get(part) or shipped_rows()[part] for part in PARTS}
    known = places.denominators()
    by_word = {it.word: it for it in known}
    return Template(
        _each("chapters", whole, _chapter),
        _each("indicators", whole, lambda row: _item(row, by_word, catalogue)),
        _sentences(whole),
        dict(_each("settings", whole, lambda row: (row["name"], _number(row["value"])))),
        Scheme(
            _each("scoring", whole, lambda row: scheme.criterion(row, by_word, catalogue)),
            _each("deductions", whole, scheme.deduction),
        ),
        whole,
    )


def _each(part: str, rows: Rows, read) -> tuple:  # noqa: ANN001 - what a row becomes
    """Each row read; an error says in which sheet and row."""
    found = []
    for place, row in enumerate(rows[part], start=2):
        try:
            found.append(read(row))
        except MinshengError as error:
            raise TemplateError(SHEETS[part], place, error.message) from None
    return tuple(found)


def _chapter(row: Row) -> tuple[str, str]:
    if row["part"] not in _CHAPTERS:
        raise MinshengError(f"没有“{row['part']}”这一部分，可写{'、'.join(_CHAPTERS)}")
    return row["part"], row["heading"]


def _item(row: Row, known: Mapping[str, Denominator], catalogue: Catalogue) -> Item:
    indicator = catalogue.find(row["indicator"])
    return Item(row["topic"], indicator, scheme.divisor(row, known, indicator), row["table"] == _YES)


def _sentences(rows: Rows) -> dict[str, tuple[Node, ...]]:
    """The shipped sentences with the office's own over them: one that was left out stays as shipped."""
    shipped = {row["id"]: row["text"] for row in shipped_rows()["sentences"]}
    allowed = {name: {slot.code for slot in _slots(text)} for name, text in shipped.items()}
    own = dict(_each("sentences", rows, lambda row: _sentence(row, allowed)))
    return {name: parse(text) for name, text in shipped.items()} | own


def _sentence(row: Row, allowed: Mapping[str, set[str]]) -> tuple[str, tuple[Node, ...]]:
    name, nodes = row["id"], parse(row["text"])
    if name not in allowed:
        raise MinshengError(f"没有编号为“{name}”的句子")
    strange = [slot.code for slot in slots_of(nodes) if slot.code not in allowed[name]]
    if strange:
        raise MinshengError(f"句子“{name}”不能填{'、'.join(strange)}，可填{'、'.join(sorted(allowed[name]))}")
    return name, nodes


def _slots(text: str) -> tuple[Slot, ...]:
    return slots_of(parse(text))


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise MinshengError(f"“{text}”不是数") from None
