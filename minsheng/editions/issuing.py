"""定稿: what must be looked at before, the files that are kept, and the same files made again as they were issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from minsheng import workbook
from minsheng.editions import editions, numbers, proof
from minsheng.editions.editions import ISSUED, Asked, Edition
from minsheng.facts import Fact, Status
from minsheng.geography.regions import Regions
from minsheng.store.moment import NOW, Moment
from minsheng.store.reading import Store
from minsheng.writing import drafting, rendering
from minsheng.writing.binding import Entry
from minsheng.writing.document import Document, Printed
from minsheng.writing.drafting import Draft

#: the files kept of an issued document
FORMATS = ("docx", "pptx", "xlsx", "md")
_GROUPS = {Status.ENTERED: "科室补录", Status.PRESS: "文稿引用"}
_Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class InHand:
    """A document that somebody works on, and the revision whose figures it states."""

    document: Document
    pinned: int

    @classmethod
    def begun(cls, store: Store, document: Document) -> InHand:
        """A document with the figures of today."""
        return cls(document, store.revision)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A printed figure that must be looked at before the document is issued, and why."""

    entry: Entry
    why: str


def doubts(document: Document) -> list[Doubt]:
    """What is only quoted from texts, waits for verification, or has an inferred time; each figure once."""
    found: dict[tuple, Doubt] = {}
    for entry in document.register.entries:
        for fact in entry.fact.derivation.operands if entry.fact.derivation else (entry.fact,):
            if (why := _why(fact)) and fact.key not in found:
                found[fact.key] = Doubt(entry, why)
    return sorted(found.values(), key=lambda it: ("待核" not in it.why, "未核定" not in it.why))


def _why(fact: Fact) -> str:
    words = {"待核": fact.pending, Status.PRESS.zh: fact.status is Status.PRESS, "时期推定": fact.inferred}
    return "、".join(word for word, holds in words.items() if holds)


def counted(document: Document) -> str:
    """The document's figures by where they come from: 报表核定210个，科室补录3个，文稿引用2个."""
    facts = {it.fact.key: it.fact for it in document.register.entries if not it.fact.derivation}
    counts = Counter(_GROUPS.get(fact.status, "报表核定") for fact in facts.values())
    return "，".join(f"{name}{counts[name]}个" for name in ("报表核定", *_GROUPS.values()) if counts[name])


def issued(document: Document, *, internal: bool, demo: bool) -> Document:
    """The document as it leaves the desk: no longer 草稿; what is internal or invented stays marked."""
    marks = ("内部资料　注意保存" if internal else "", "演示数据" if demo else "")
    return replace(document, banner="　".join(mark for mark in marks if mark))


def issue(
    path: Path, draft: Draft, held: InHand, region: str, *, actor: str, note: str = "", internal: bool = False,
    progress: _Progress = lambda words, share: None,
) -> int:  # fmt: skip
    """Issue a document: its text, every numeral and its files are kept, pinned to the revision whose figures it states; its number.

    Raises NoActor, StoreBusy.
    """
    internal = internal or draft.genre.summary
    document = issued(held.document, internal=internal, demo=draft.year.demo)
    files: dict[str, tuple[str, bytes]] = {}
    slides: list[Printed] = []
    for place, to in enumerate(FORMATS):
        progress(f"正在写{to}文件", place / len(FORMATS))
        name = workbook.file_name(draft.year.place, draft.genre.span, draft.genre.kind, kind=to)
        file = rendering.rendered(replace(draft, document=document), to)
        numbers.remember(path, file.register.entries)
        files[to] = (name, file.content)
        slides += file.slides
    progress("正在存档", 0.95)
    return editions.keep(
        path, document, region, Asked(draft.genre, internal), pinned=held.pinned, actor=actor, state=ISSUED,
        note=note, files=files, slides=slides,
    )  # fmt: skip


def issue_version(
    path: Path, regions: Regions, version: Edition, *, actor: str, note: str = "",
    progress: _Progress = lambda words, share: None,
) -> int:  # fmt: skip
    """Issue a kept version as it is, with the figures of its revision; its number. Raises NoActor, StoreBusy."""
    held = InHand(editions.document(Store(path), version.number), version.pinned)
    return issue(
        path, as_drafted(path, regions, version), held, version.region, actor=actor, note=note,
        internal=version.asked.internal, progress=progress,
    )  # fmt: skip


def as_drafted(path: Path, regions: Regions, edition: Edition) -> Draft:
    """The draft that a kept document began as: of its genre, with the figures of its revision."""
    store = Store(path, Moment(revision=edition.pinned))
    facts, asked = store.facts(regions=[edition.region]), edition.asked
    desk = replace(drafting.desk_of(store, regions, edition.region, asked.genre), moment=NOW)
    return drafting.draft(facts, desk, edition.region, asked.genre, internal=asked.internal)


def again(path: Path, regions: Regions, edition: Edition, to: str) -> bytes:
    """按印发时重新生成: the file as it was issued, made anew from the kept text and the figures of its revision."""
    document = editions.document(Store(path), edition.number)
    return rendering.rendered(replace(as_drafted(path, regions, edition), document=document), to).content


def proved(path: Path, regions: Regions, edition: Edition, when: datetime) -> bytes:
    """佐证材料 of a kept document, with the files that were issued; of a version with its Word file."""
    store = Store(path)
    files = [(it.name, editions.content(path, it)) for it in editions.files(store, edition.number)]
    files = files or [(f"{edition.title}.docx", again(path, regions, edition, "docx"))]
    return proof.pack(store, regions, editions.document(store, edition.number), files, when)
