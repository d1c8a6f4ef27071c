"""Kept documents: versions of a draft (存稿) and issued ones (定稿), each pinned to the revision it was written from.

Keeping a document is a commit like any other: a revision with an actor. What is written, and never changed again:

- ``edition``: one row a document. ``edition`` is its number; ``state`` 存稿 or 定稿; ``pinned`` the revision whose
  figures it states; ``asked`` what it was asked with (the genre's fields, and internal); ``body`` the whole text and
  its tables as JSON (``body.py``).
- ``edition_numeral``: one row a bound numeral, in the order of the text, then what only the tables have: ``number``
  (数据编号), ``quote`` as printed, ``measure`` (actual, target, planned, growth, share), the fact's key (``region``,
  ``indicator``, ``scope``, ``period``, ``basis``), ``value`` in ``unit``, ``status``, ``fact_revision`` (which commit
  brought the value), ``formula`` where it is computed, ``reference`` (the fact and its operands, to be found again:
  ``references.Recall``), ``sentence`` and ``place`` (正文第3段, 附件1第2行).
- ``edition_file``: the files kept of it; the bytes lie with the originals under their hash.

``numerals`` gives these rows as ``Kept``, ``changed`` those whose value today is another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from minsheng.editions import body
from minsheng.editions.references import Recall, packed
from minsheng.editions.standing import Now, Today, differs
from minsheng.errors import MinshengError, UsageError
from minsheng.period import Period
from minsheng.store import ledger, revisions
from minsheng.store.reading import Store
from minsheng.writing.binding import Entry
from minsheng.writing.document import Document, Printed
from minsheng.writing.genre import Genre

VERSION, ISSUED = "存稿", "定稿"


class NoSuchEdition(UsageError):
    """There is no kept document of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"没有第{number}号文稿。", "请在“文稿”中核对编号。")


class NoActor(MinshengError):
    """A document is kept by a person."""

    def __init__(self) -> None:
        super().__init__("还没有填写操作人。", "请先填写姓名。")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document was asked with: enough to write it anew."""

    genre: Genre
    internal: bool = False

    @property
    def json(self) -> str:
        """As it is kept: every field of the genre."""
        record = {field.name: getattr(self.genre, field.name) for field in fields(Genre)}
        until = str(self.genre.until) if self.genre.until else None
        return json.dumps({**record, "until": until, "internal": self.internal}, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Asked:
        """From what was kept; what an earlier release did not keep is as it was then."""
        record = json.loads(text)
        record["until"] = Period.parse(record["until"]) if record["until"] else None
        given = {field.name: record[field.name] for field in fields(Genre) if field.name in record}
        return cls(Genre(**given), record["internal"])


@dataclass(frozen=True, slots=True)
class Edition:
    """A kept document without its text."""

    number: int
    region: str
    period: str
    genre: str
    title: str
    state: str
    pinned: int
    asked: Asked
    note: str
    actor: str
    revision: int
    recorded_at: str

    @property
    def issued(self) -> bool:
        """Whether it is 定稿."""
        return self.state == ISSUED


@dataclass(frozen=True, slots=True)
class File:
    """A file kept of a document."""

    format: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A bound numeral of a kept document: what was printed, where, and the fact that it states."""

    edition: int
    position: int
    entry: Entry
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A printed numeral whose value today is another, with what stands now."""

    kept: Kept
    now: Now


# -- keeping --------------------------------------------------------------------------------------
def keep(
    path: Path, document: Document, region: str, asked: Asked, *, pinned: int, actor: str, state: str = VERSION,
    note: str = "", files: Mapping[str, tuple[str, bytes]] | None = None, slides: Sequence[Printed] = (),
) -> int:  # fmt: skip
    """Keep a document as one revision; returns its number. ``files`` by format: name and bytes; ``slides`` are what its
    deck prints. Raises NoActor, StoreBusy.
    """
    if not actor.strip():
        raise NoActor
    kept = {to: (name, revisions.keep_original(path, data)) for to, (name, data) in (files or {}).items()}
    actor = actor.strip()
    with ledger.commit(path, actor=actor, note=f"{state}《{document.name}》") as commit:
        number = commit.next_number("edition")
        commit.rows("edition", [_row(document, region, asked, number) | {
            "revision": commit.revision, "actor": actor, "state": state, "pinned": pinned, "note": note.strip(),
        }])  # fmt: skip
        commit.rows(
            "edition_numeral",
            [
                {"revision": commit.revision, **row}
                for row in _numerals([*body.printed(document), *slides], number)
            ],
        )
        commit.rows("edition_file", [
            {"revision": commit.revision, "edition": number, "format": to, "name": name, "sha256": sha256}
            for to, (name, sha256) in kept.items()
        ])  # fmt: skip
    return number


def _row(document: Document, region: str, asked: Asked, number: int) -> dict[str, object]:
    genre = asked.genre
    return {
        "region": region, "period": str(genre.until or Period.of_year(genre.year)), "genre": genre.kind,
        "title": document.name, "body": body.packed(document), "edition": number, "asked": asked.json,
    }  # fmt: skip


def _numerals(printed: Iterable[Printed], number: int) -> Iterable[dict[str, object]]:
    for position, each in enumerate(printed, start=1):
        entry, fact = each.entry, each.entry.fact
        yield {
            "edition": number, "position": position, "number": entry.id, "quote": entry.quote, "measure": entry.measure,
            "region": fact.region, "indicator": fact.indicator, "scope": fact.scope, "period": str(fact.period),
            "basis": fact.basis.value, "value": None if fact.value is None else f"{fact.value:.8f}", "unit": fact.unit,
            "status": fact.status.value, "fact_revision": fact.revision,
            "formula": fact.derivation.formula if fact.derivation else None, "reference": packed(fact),
            "sentence": each.sentence, "place": each.place,
        }  # fmt: skip


# -- asking ---------------------------------------------------------------------------------------
def listed(store: Store, regions: Sequence[str] = ()) -> list[Edition]:
    """The kept documents of some places, newest first; of all places without."""
    return [_edition(row) for row in store.asked("editions", regions=list(regions))]


def _edition(row: Mapping) -> Edition:
    return Edition(
        row["edition"], row["region"], row["period"], row["genre"], row["title"], row["state"], row["pinned"],
        Asked.of(row["asked"]), row["note"] or "", row["actor"], row["revision"], row["recorded_at"],
    )  # fmt: skip


def edition(store: Store, number: int) -> Edition:
    """One kept document. Raises NoSuchEdition."""
    found = next((each for each in listed(store) if each.number == number), None)
    if found is None:
        raise NoSuchEdition(number)
    return found


def numerals(store: Store, numbers: Sequence[int]) -> list[Kept]:
    """The bound numerals of some kept documents, each with its fact as it was printed."""
    recall = Recall(store)
    found = []
    for row in store.asked("edition_numerals", editions=list(numbers)):
        fact = recall.fact(json.loads(row["reference"]))
        entry = Entry(row["number"], row["quote"], row["measure"], store.catalogue[row["indicator"]], fact)
        found.append(Kept(row["edition"], row["position"], entry, row["sentence"], row["place"]))
    return found


def document(store: Store, number: int) -> Document:
    """The text as it was kept: the same letters and the same figures, whatever came since. Raises NoSuchEdition."""
    rows = store.asked("edition_body", edition=number)
    if not rows:
        raise NoSuchEdition(number)
    entries = {each.entry.id: each.entry for each in numerals(store, [number])}
    return body.unpacked(rows[0]["body"], entries)


def changed(store: Store, number: int) -> list[Changed]:
    """The printed numerals whose value today is another, in order."""
    today = Today(store)
    judged = ((kept, today.of(kept.entry.fact)) for kept in numerals(store, [number]))
    return [Changed(kept, now) for kept, now in judged if differs(kept.entry.fact, now.fact)]


def files(store: Store, number: int) -> list[File]:
    """The files kept of a document."""
    return [
        File(row["format"], row["name"], row["sha256"])
        for row in store.asked("edition_files", editions=[number])
    ]


def content(path: Path, file: File) -> bytes:
    """The bytes of a kept file, as they were issued. Raises MinshengError."""
    kept = revisions.originals(path) / file.sha256
    try:
        return kept.read_bytes()
    except OSError:
        raise MinshengError(
            f"找不到存档文件《{file.name}》。", "请检查数据库旁的存档文件夹是否一并复制。"
        ) from None
