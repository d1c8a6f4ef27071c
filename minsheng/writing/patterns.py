"""Sentence patterns: data a person can add to without code (``data/patterns``), read into nodes.

A pattern is a Chinese sentence without its time and its full stop, with slots::

    {all}已建成长者食堂{canteens}，其中年内新建{canteens_new}[，{canteens_new:done}][，月服务老人{canteen_service_monthly|人次}]

``{code}`` is the value of an indicator, ``{code|名}`` with another measure word, ``{code@since}`` of that basis,
``{code~}`` of a fact that covers only a part (its name is ``{scope}``). What a slot says of its figure:

``:yoy`` the change on a year before, ``:moved`` the same where it is worth telling, ``:than`` what it is compared with
(比上年), ``:rise`` how much it rose (5.8%), ``:reach`` 提高到 or 为 with the level, ``:shift`` from last year's level to
this year's, ``:done`` how far the target is met, ``:met`` the same where it is met. ``{all}`` is 全市, 全县 ….
What stands in ``[…]`` is left out where its figures are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minsheng.errors import MinshengError
from minsheng.facts import Basis

_PIECE = re.compile(r"\{([^{}]*)\}|\[|\]")
_SLOT = re.compile(
    r"(?P<code>[a-z][a-z0-9_]*)(?P<mods>(?:@[a-z]+|~)*)(?::(?P<what>yoy|moved|than|rise|reach|shift|done|met|rank))?(?:\|(?P<word>.+))?"
)
VARIABLES = ("all", "scope")


class PatternError(MinshengError):
    """A sentence pattern cannot be read."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"句式“{pattern}”{why}。", "写法见data/patterns/README.md。")


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure's place: ``what`` is empty for the value itself, else what is said of it (``yoy``, ``done``, ``rank`` …)."""

    code: str
    basis: Basis | None = None
    scoped: bool = False
    what: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A word of the place: ``all`` (全市) or ``scope`` (城关镇)."""

    name: str


@dataclass(frozen=True, slots=True)
class Optional:
    """Nodes that are left out together."""

    nodes: tuple[Node, ...]


Node = str | Slot | Variable | Optional


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sentence of a section; a ``detail`` is told only where the section has little else to tell."""

    id: str
    section: str
    nodes: tuple[Node, ...]
    detail: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots, those in optional parts too."""
        return slots_of(self.nodes)


def slots_of(nodes: Iterable[Node]) -> tuple[Slot, ...]:
    """The slots of nodes in order."""
    found: list[Slot] = []
    for node in nodes:
        if isinstance(node, Slot):
            found.append(node)
        elif isinstance(node, Optional):
            found.extend(slots_of(node.nodes))
    return tuple(found)


def pattern_of(row: Mapping[str, str]) -> Pattern:
    """A pattern out of one row ``id, section, text, use``. Raises PatternError."""
    return Pattern(row["id"], row["section"], parse(row["text"]), row.get("use") == "detail")


def parse(text: str) -> tuple[Node, ...]:
    """The nodes of a pattern's text. Raises PatternError."""
    levels: list[list[Node]] = [[]]
    start = 0
    for piece in _PIECE.finditer(text):
        if piece.start() > start:
            levels[-1].append(text[start : piece.start()])
        start = piece.end()
        _take(piece, levels, text)
    if len(levels) != 1:
        raise PatternError(text, "的方括号没有配对")
    return tuple([*levels[0], text[start:]] if text[start:] else levels[0])


def _take(piece: re.Match[str], levels: list[list[Node]], text: str) -> None:
    if piece.group() == "[":
        if len(levels) > 1:
            raise PatternError(text, "的方括号不能套用")
        levels.append([])
    elif piece.group() == "]":
        if len(levels) == 1:
            raise PatternError(text, "的方括号没有配对")
        nodes = levels.pop()
        levels[-1].append(Optional(tuple(nodes)))
    else:
        levels[-1].append(_slot(piece[1], text))


def _slot(inner: str, text: str) -> Slot | Variable:
    if inner in VARIABLES:
        return Variable(inner)
    match = _SLOT.fullmatch(inner)
    basis = re.search(r"@([a-z]+)", match["mods"]) if match else None
    if not match or (basis and basis[1] not in Basis._value2member_map_):
        raise PatternError(text, f"中的“{inner}”不是填空")
    return Slot(
        match["code"],
        Basis(basis[1]) if basis else None,
        "~" in match["mods"],
        match["what"] or "",
        match["word"] or "",
    )
