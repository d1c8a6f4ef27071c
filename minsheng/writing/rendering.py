"""A draft as a file of some format, with the wordings that the file prints and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minsheng.errors import UsageError
from minsheng.writing import drafting
from minsheng.writing.binding import Register
from minsheng.writing.document import Omitted, Printed
from minsheng.writing.drafting import Draft

_OFFICE = "application/vnd.openxmlformats-officedocument"
#: media types of the files that a browser takes
MEDIA_TYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def media_type(name: str) -> str:
    """The media type of a file by its name; of an unknown kind just bytes."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


class NoSuchFormat(UsageError):
    """The format cannot be written."""

    def __init__(self, to: str) -> None:
        super().__init__(f"还不能写{to}格式的答卷。", f"可用的格式：{'、'.join(FORMATS)}。")


class NoSlides(UsageError):
    """A table alone makes no slides."""

    def __init__(self) -> None:
        super().__init__("汇总表不写成PPT。", "请改写成docx、xlsx或pdf格式。")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's bytes, the register of its bound numbers, what it omits; of slides where each number stands."""

    content: bytes
    register: Register
    omitted: tuple[Omitted, ...]
    slides: tuple[Printed, ...] = ()


def rendered(draft: Draft, to: str) -> Rendered:
    """The draft as ``docx``, ``xlsx``, ``md``, ``pptx`` or ``pdf``. Raises NoSuchFormat; NoTypesetter for pdf."""
    if to not in FORMATS:
        raise NoSuchFormat(to)
    return FORMATS[to](draft)


def _word(draft: Draft) -> Rendered:
    from minsheng.writing import word

    return Rendered(word.word(draft.document), draft.document.register, draft.document.omitted)


def _pdf(draft: Draft) -> Rendered:
    """The Word file, typeset."""
    from minsheng.writing import portable

    written = _word(draft)
    return Rendered(portable.pdf(written.content), written.register, written.omitted)


def _markdown(draft: Draft) -> Rendered:
    from minsheng.writing import mail

    return Rendered(mail.markdown(draft.document), draft.document.register, draft.document.omitted)


def _workbook(draft: Draft) -> Rendered:
    """The workbook has every figure: it leaves out only what there is no value of."""
    from minsheng.writing import payments
    from minsheng.writing.answerbook import Book

    register, document = Register(), draft.document
    if draft.genre.payments:
        content = payments.book(draft.year, document.name, document.banner, register, draft.catalogue)
        return Rendered(content, register, document.omitted)
    content = Book(draft.year, draft.document.name, draft.document.banner, register).written()
    shown = {line.figure.fact.indicator for line in draft.year.lines}
    return Rendered(
        content, register, tuple(each for each in draft.document.omitted if each.indicator not in shown)
    )


def _slides(draft: Draft) -> Rendered:
    from minsheng.writing import deck, slides

    if draft.genre.payments:
        raise NoSlides
    from minsheng.writing.briefing import Briefer

    register = Register()
    shown = Briefer(draft.year, draft.facts, draft.breaks, drafting.shelf(), draft.genre, register).slides(
        draft.ahead
    )
    printed = register.only(entry for slide in shown for entry in slide.entries)
    told = {entry.fact.key for entry in printed.entries}
    content = slides.slides(draft.document.name, draft.document.banner, shown)
    return Rendered(content, printed, drafting.omitted(draft.year, told), deck.printed(shown))


FORMATS: dict[str, Callable[[Draft], Rendered]] = {
    "docx": _word,
    "xlsx": _workbook,
    "md": _markdown,
    "pptx": _slides,
    "pdf": _pdf,
}
