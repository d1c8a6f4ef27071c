"""The text of a PowerPoint file as its slides show it: boxes and tables in their order, a line a paragraph or cell.

Notes are not shown, so they are not read; a chart's numbers are labels without a sentence. An empty line parts two slides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from minsheng.claims.wordtext import UnreadableDraft

Shape = Any  #: a python-pptx shape


def text(data: bytes, name: object = "文稿") -> str:
    """The text of a .pptx. Raises UnreadableDraft."""
    try:
        slides = list(Presentation(BytesIO(data)).slides)
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError):
        raise UnreadableDraft(name) from None
    return "\n\n".join("\n".join(_lines(slide.shapes)) for slide in slides)


def _lines(shapes: Iterable[Shape]) -> Iterator[str]:
    """What shapes say, in the reading order of the file: a name before its number, whatever stands beside them."""
    for shape in shapes:
        if hasattr(shape, "shapes"):  # a group
            yield from _lines(shape.shapes)
        elif shape.has_text_frame:
            yield from (line for each in shape.text_frame.paragraphs for line in each.text.split("\v"))
        elif getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells if not cell.is_spanned)
