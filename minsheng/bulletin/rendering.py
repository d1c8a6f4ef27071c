"""A 通报 as a file of some format, by the renderers that the 民生答卷 has."""

from __future__ import annotations

from collections.abc import Callable

from minsheng.bulletin.bulletin import Bulletin
from minsheng.writing.binding import Register
from minsheng.writing.rendering import NoSuchFormat, Rendered


def rendered(bulletin: Bulletin, to: str) -> Rendered:
    """The 通报 as ``docx``, ``pptx``, ``md``, ``xlsx`` or ``pdf``. Raises NoSuchFormat; NoTypesetter for pdf."""
    if to not in FORMATS:
        raise NoSuchFormat(to)
    return FORMATS[to](bulletin)


def _whole(bulletin: Bulletin, content: bytes) -> Rendered:
    return Rendered(content, bulletin.document.register, bulletin.document.omitted)


def _word(bulletin: Bulletin) -> Rendered:
    from minsheng.writing import word

    return _whole(bulletin, word.word(bulletin.document))


def _pdf(bulletin: Bulletin) -> Rendered:
    from minsheng.writing import portable

    return _whole(bulletin, portable.pdf(_word(bulletin).content))


def _markdown(bulletin: Bulletin) -> Rendered:
    from minsheng.writing import mail

    return _whole(bulletin, mail.markdown(bulletin.document))


def _workbook(bulletin: Bulletin) -> Rendered:
    from minsheng.bulletin import book

    return _whole(bulletin, book.written(bulletin))


def _slides(bulletin: Bulletin) -> Rendered:
    from minsheng.bulletin.briefing import Briefer
    from minsheng.writing import slides

    register = Register()
    shown = Briefer(bulletin, register).slides()
    printed = register.only(entry for slide in shown for entry in slide.entries)
    content = slides.slides(bulletin.document.name, bulletin.document.banner, shown)
    return Rendered(content, printed, bulletin.document.omitted)


FORMATS: dict[str, Callable[[Bulletin], Rendered]] = {
    "docx": _word,
    "xlsx": _workbook,
    "md": _markdown,
    "pptx": _slides,
    "pdf": _pdf,
}
