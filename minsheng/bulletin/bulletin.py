"""A whole 通报: its document, what it was written from, and the scores that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minsheng.bulletin import cards, findings, own
from minsheng.bulletin.cards import Card
from minsheng.bulletin.checklist import checklist
from minsheng.bulletin.composing import Composer
from minsheng.bulletin.findings import Findings
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.tables import Annexes
from minsheng.bulletin.voice import Voice
from minsheng.catalogue import Catalogue
from minsheng.geography.regions import Regions
from minsheng.writing.binding import Register
from minsheng.writing.document import Document, entries_of


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A 通报. ``catalogue`` knows the figures that it adds of its own."""

    document: Document
    matter: Matter
    found: Findings
    cards: tuple[Card, ...]
    regions: Regions
    catalogue: Catalogue


def write(matter: Matter, regions: Regions, dated: date, *, internal: bool = False) -> Bulletin:
    """The 通报 of what was gathered, dated as it will be signed."""
    register = Register()
    voice = Voice(matter, register)
    found, scored = findings.findings(matter), cards.cards(matter)
    annexes, composer = Annexes(matter, scored, voice), Composer(matter, found, voice, dated)
    paragraphs = composer.paragraphs(annexes.titles)
    shown = annexes.tables()
    said = entries_of(paragraphs, ())
    shown.append(checklist(said, register, regions, f"附件{len(annexes.titles)}"))
    document = Document(
        composer.title,
        banner(matter, internal),
        tuple(paragraphs),
        tuple(shown),
        register.only(entries_of(paragraphs, shown)),
        matter.omitted,
    )
    fresh = [it.now.indicator for it in (*matter.told, *matter.scored.values())]
    return Bulletin(document, matter, found, scored, regions, own.catalogue(matter.catalogue, fresh))


def banner(matter: Matter, internal: bool) -> str:
    """What stands on every page."""
    parts = (
        "草稿",
        "内部资料　注意保存" if internal else "未经审批，不得公开",
        "演示数据" if matter.demo else "",
    )
    return "　".join(part for part in parts if part)
