"""A draft as somebody hands it over: pasted, or a .docx, .pptx, .txt or .md file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from minsheng.claims import files
from minsheng.claims.grids import Grid
from minsheng.errors import UsageError

MOST = 100_000  #: characters at a time


@dataclass(frozen=True, slots=True)
class Given:
    """A draft; ``word`` is its file where that was a .docx, ``grids`` the tables of a .docx or .pptx."""

    name: str
    text: str
    word: bytes | None = None
    grids: tuple[Grid, ...] = ()

    @property
    def title(self) -> str:
        """Its first line, as far as a title goes."""
        first = next(line.strip() for line in self.text.split("\n") if line.strip())
        return first.lstrip("#").strip()[:40]

    def place(self, at: int) -> str:
        """Where a letter stands, as a person finds it."""
        return files.place(self.text, self.grids, at)


def received(name: str, data: bytes) -> Given:
    """A dropped file. Raises UnreadableDraft, UsageError."""
    source = files.opened(data, name)
    word = data if Path(name).suffix.lower() == ".docx" else None
    return _checked(Given(name, source.text, word, source.grids))


def pasted(text: str) -> Given:
    """A pasted text. Raises UsageError."""
    return _checked(Given("粘贴的文稿", text))


def _checked(given: Given) -> Given:
    if not given.text.strip():
        raise UsageError("还没有文稿。", "请粘贴文字，或放入一个文件。")
    if len(given.text) > MOST:
        raise UsageError(f"文稿有{len(given.text):,}字，一次最多核对{MOST:,}字。", "请分几次核对。")
    return given
