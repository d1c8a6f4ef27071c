"""A text that somebody works on and has not kept yet: it lies beside the store, so that a reload or a closed window loses nothing.

One file a place and kind of text in ``minsheng.duckdb.manuscripts``, written whole or not at all. It is no version: nobody
signed it, and keeping the text as one, or beginning anew, takes it away. Two windows on one text do not overwrite each other.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from minsheng.editions import body, numbers
from minsheng.editions.editions import Asked
from minsheng.editions.issuing import InHand
from minsheng.errors import MinshengError
from minsheng.store.reading import Store


class WrittenElsewhere(MinshengError):
    """Another window has changed the same text since this one last saw it."""

    def __init__(self) -> None:
        super().__init__("另一个窗口也在改这篇文稿。", "这里的改动刷新页面后不会保留，请先到“存稿”存为一稿。")


@dataclass(frozen=True, slots=True)
class Unkept:
    """The text, when it was last changed (Shanghai), and the state of its file."""

    text: InHand
    when: str
    seen: str


def folder(path: Path) -> Path:
    """Where the texts of a store lie that nobody has kept yet."""
    return path.with_name(f"{path.name}.manuscripts")


def _file(path: Path, region: str, asked: Asked) -> Path:
    name = hashlib.sha256(f"{region}{asked.json}".encode()).hexdigest()[:24]
    return folder(path) / f"{name}.json"


def save(path: Path, region: str, asked: Asked, text: InHand, *, seen: str, now: datetime) -> str:
    """Write the text as it is; returns the state of its file, which is ``seen`` the next time. Raises WrittenElsewhere.

    A folder that cannot be written to keeps nothing: the text is then in the session only.
    """
    file = _file(path, region, asked)
    if state(path, region, asked) != seen:
        raise WrittenElsewhere
    entries = text.document.register.entries
    numbers.remember(path, entries)
    record = {
        "pinned": text.pinned, "when": f"{now.month}月{now.day}日{now:%H:%M}",
        "numbers": [entry.id for entry in entries], "body": body.packed(text.document),
    }  # fmt: skip
    content = json.dumps(record, ensure_ascii=False)
    draft = file.with_suffix(f".{os.getpid()}.draft")
    try:
        file.parent.mkdir(exist_ok=True)
        draft.write_text(content, encoding="utf-8")
        os.replace(draft, file)
    except OSError:
        return ""
    return _state(content)


def found(store: Store, region: str, asked: Asked) -> Unkept | None:
    """The text that was left; None where there is none, or where one of its figures is not to be found any more."""
    content = _content(store.path, region, asked)
    if not content:
        return None
    record = json.loads(content)
    entries = numbers.entries(store, record["numbers"])
    if set(record["numbers"]) - set(entries):
        return None
    text = InHand(body.unpacked(record["body"], entries), record["pinned"])
    return Unkept(text, record["when"], _state(content))


def drop(path: Path, region: str, asked: Asked, *, seen: str) -> None:
    """The text was kept as a version, or given up; another window's is left."""
    if state(path, region, asked) == seen:
        _file(path, region, asked).unlink(missing_ok=True)


def state(path: Path, region: str, asked: Asked) -> str:
    """What the file holds, in short; empty where there is none."""
    return _state(_content(path, region, asked))


def _content(path: Path, region: str, asked: Asked) -> str:
    try:
        return _file(path, region, asked).read_text(encoding="utf-8")
    except OSError:
        return ""


def _state(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest() if content else ""
