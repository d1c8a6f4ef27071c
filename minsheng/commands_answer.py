"""``minsheng answer``: the 民生答卷 of a place as a file, and every bound number of it as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from minsheng import contract, drafting, places
from minsheng.binding import Entry, Register
from minsheng.catalogue import Catalogue
from minsheng.commands import Answer
from minsheng.document import Omitted
from minsheng.drafting import Desk, Draft
from minsheng.errors import MinshengError, UsageError
from minsheng.genre import genre
from minsheng.period import Period
from minsheng.regions import Regions
from minsheng.store import Store

FORMATS = ("docx", "xlsx", "md", "pptx", "pdf")


class NoSuchFormat(UsageError):
    """The format cannot be written."""

    def __init__(self, to: str) -> None:
        super().__init__(f"还不能写{to}格式的答卷。", f"可用的格式：{'、'.join(_WRITERS)}。")


def answer(
    *, db: Path, actor: str, region: str, year: int | None, period: str | None, since: int | None, to: str, output: Path,
    internal: bool,
) -> Answer:  # fmt: skip
    """Write the answer of a region and time to a file."""
    if to not in _WRITERS:
        raise NoSuchFormat(to)
    if not output.parent.is_dir():
        raise UsageError(f"文件夹{output.parent}不存在。", "请先建立文件夹。")
    store, regions = Store(db), places.regions()
    place = regions.get(region)
    facts = store.facts(regions=[place.code])
    newest = max((fact.period.year for fact in facts if fact.has_value), default=0)
    asked = genre(year, Period.parse(period) if period else None, since, newest)
    desk = Desk(store.catalogue, store.breaks(), regions)
    draft = drafting.draft(facts, desk, place.code, asked, internal=internal)
    content, register, omitted = _WRITERS[to](draft)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise MinshengError(f"无法写入{output}：{error.strerror}。", "请检查权限和磁盘空间。") from None
    document: dict[str, object] = {
        "file": str(output),
        "figures": [figure_record(entry, register, store.catalogue, regions) for entry in register.entries],
        "omitted": [
            {"indicator": each.indicator, "indicator_name": each.name, "why": each.why} for each in omitted
        ],
    }
    return Answer(lambda: document, lambda: _words(output, draft, register, omitted))


def figure_record(
    entry: Entry, register: Register, catalogue: Catalogue, regions: Regions
) -> dict[str, object]:
    """One wording: its 数据编号, how it is printed and where, and the fact it states."""
    return {
        "id": entry.id,
        "quote": entry.quote,
        "measure": entry.measure,
        "sentence": register.sentence(entry) or None,
        **contract.fact_record(entry.fact, catalogue, regions),
    }


def _words(output: Path, draft: Draft, register: Register, omitted: tuple[Omitted, ...]) -> str:
    return (
        f"已写出《{draft.document.name}》：{output}。\n"
        f"{len(register.entries)}处数字均有数据编号；{len(omitted)}项未写入，加--json可看原因。"
    )


# -- formats --------------------------------------------------------------------------------------
Written = tuple[bytes, Register, tuple[Omitted, ...]]


def _word(draft: Draft) -> Written:
    from minsheng import word

    return word.word(draft.document), draft.document.register, draft.document.omitted


def _markdown(draft: Draft) -> Written:
    from minsheng import mail

    return mail.markdown(draft.document), draft.document.register, draft.document.omitted


def workbook(draft: Draft) -> Written:
    """The workbook has every figure: it leaves out only what there is no value of."""
    from minsheng.answerbook import Book

    register = Register()
    content = Book(draft.year, draft.document.name, draft.document.banner, register).written()
    shown = {line.figure.fact.indicator for line in draft.year.lines}
    omitted = tuple(each for each in draft.document.omitted if each.indicator not in shown)
    return content, register, omitted


def _slides(draft: Draft) -> Written:
    from minsheng import slides
    from minsheng.briefing import Briefer

    register = Register()
    briefer = Briefer(draft.year, draft.facts, drafting.shelf(), draft.genre, register)
    shown = briefer.slides(draft.ahead)
    printed = register.only(entry for slide in shown for entry in slide.entries)
    told = {entry.fact.key for entry in printed.entries}
    content = slides.slides(draft.document.name, draft.document.banner, shown)
    return content, printed, drafting.omitted(draft.year, told)


_WRITERS: dict[str, Callable[[Draft], Written]] = {
    "docx": _word,
    "xlsx": workbook,
    "md": _markdown,
    "pptx": _slides,
}
