"""Every text of the product that a person reads, with the place it stands at."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("minsheng/**/*.py", "pages/*.py", "app.py")
#: shown columns; quotations, locators, printed labels and aliases stay as their sources have them
SHOWN = frozenset(
    "name short_name domain polarity_note owner definition source_note note notes title publisher reason meaning "
    "category item chapter heading sentence remedy message question label_zh description".split()
)
#: folders whose names and titles are other people's, as published
AS_PUBLISHED = {"published": {"label"}, "press": {"title"}, "regions": {"name"}}

_HAN = re.compile("[\u4e00-\u9fff]")
_MACHINE_SIGNS = re.compile(r"function\s*\w*\(|\}\s*$|\{[^{}]*:[^{}]*;[^{}]*\}")
SLOT = "\u02d9"  # stands for a value in an f-string: neither Chinese nor a digit nor a letter


@dataclass(frozen=True)
class Read:
    """A text and where it stands."""

    place: str
    text: str


def of_the_product() -> Iterator[Read]:
    """All of them; where nothing is written yet there is nothing to read."""
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            yield from of_code(path)
    for path in sorted(ROOT.glob("data/**/*.csv")):
        yield from of_table(path)
    for path in sorted(ROOT.glob("queries/**/*.sql")):
        yield from of_query(path)


def of_code(path: Path) -> Iterator[Read]:
    """The Chinese string literals of a module, less docstrings and patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared = _docstrings(tree) | _patterns(tree)
    for node in _outermost_strings(tree, spared):
        for text in _said(_text(node)):
            if _HAN.search(text):
                yield Read(f"{path.relative_to(ROOT)}:{node.lineno}", text)


def of_table(path: Path) -> Iterator[Read]:
    """The shown columns of a table."""
    hidden = AS_PUBLISHED.get(path.parent.name, set())
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            for column, text in row.items():
                if column in SHOWN - hidden and text and _HAN.search(text):
                    yield Read(f"{path.relative_to(ROOT)}:{number} {column}", text)


def of_query(path: Path) -> Iterator[Read]:
    """The Chinese string literals of a query: the messages of the checks."""
    statement = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    for text in re.findall(r"'((?:[^']|'')*)'", statement):
        if _HAN.search(text):
            yield Read(str(path.relative_to(ROOT)), text)


def _said(text: str) -> list[str]:
    """What a literal says: all of it, or of a style sheet or script the parts between its own signs."""
    if not _MACHINE_SIGNS.search(text):
        return [text]
    return re.split(r"[<>{}'\"`\n]|/\*|\*/", text)


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """String statements: documentation, in English."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _patterns(tree: ast.AST) -> set[ast.AST]:
    """Strings inside a call of ``re`` or written as patterns: read by a machine."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _calls_re(node))
    return {
        part for call in calls for part in ast.walk(call) if isinstance(part, ast.Constant | ast.JoinedStr)
    }


def _calls_re(call: ast.Call) -> bool:
    """Whether it is ``re.something(…)``."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
    )


def _outermost_strings(tree: ast.AST, spared: set[ast.AST]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Literals and f-strings, an f-string once and whole."""
    inner = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if node in spared or node in inner:
            continue
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """What the literal says, each value as a slot."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else SLOT for part in node.values)
