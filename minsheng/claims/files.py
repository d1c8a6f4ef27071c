"""A draft's file read: its text as a reader sees it, and the tables in it. Of any other kind, what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from minsheng.claims.grids import PAGE, Grid
from minsheng.claims.unreadable import UnreadableDraft


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a draft; ``grids`` are the tables of its Word or PowerPoint file."""

    text: str
    grids: tuple[Grid, ...] = ()


def opened(data: bytes, name: str) -> Source:
    """A dropped file by its name. Raises UnreadableDraft, of any other kind too."""
    read = _READERS.get(Path(name).suffix.lower())
    if read is None:
        raise UnreadableDraft(name, data)
    return read(data, name)


def opened_at(path: Path) -> Source:
    """A file on disk; of an unknown kind, the text that its bytes are. Raises UnreadableDraft."""
    return _READERS.get(path.suffix.lower(), plain)(path.read_bytes(), path)


def plain(data: bytes, name: object) -> Source:
    """The text of some bytes, UTF-8 or GB18030. Raises UnreadableDraft."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return Source(data.decode(encoding).replace("\r\n", "\n"))
        except UnicodeDecodeError:
            continue
    raise UnreadableDraft(name, data)


def _word(data: bytes, name: object) -> Source:
    from minsheng.claims.wordtext import WordText  # what reads Word takes its time to load

    word = WordText(data, name)
    return Source(word.text, word.grids)


def _slides(data: bytes, name: object) -> Source:
    from minsheng.claims import slidetext  # and what reads slides

    return Source(*slidetext.read(data, name))


_READERS: dict[str, Callable[[bytes, object], Source]] = {
    ".docx": _word, ".pptx": _slides, ".txt": plain, ".md": plain,
}  # fmt: skip


# -- where something stands -----------------------------------------------------------------------
def place(text: str, grids: Sequence[Grid], at: int) -> str:
    """Where a letter of a draft stands, as a person finds it: 第3段, 第2页, 第1个表第2行第3列."""
    page = f"第{text.count(PAGE, 0, at) + 1}页" if PAGE in text else ""
    table, cell = next(_cells(grids, at), (0, ""))
    if page or cell:
        return page + (f"第{table}个表" if cell and not page else "") + cell
    before = {span for grid in grids for row in grid for span in row if span and span[0] < at}
    lines = _lines(text[: at + 1]) - sum(_lines(text[slice(*span)]) for span in before)
    return f"第{max(1, lines)}段"


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _cells(grids: Sequence[Grid], at: int) -> Iterator[tuple[int, str]]:
    for number, grid in enumerate(grids, 1):
        for row, cells in enumerate(grid, 1):
            for column, span in enumerate(cells, 1):
                if span and span[0] <= at < span[1]:
                    yield number, f"第{row}行第{column}列"
