"""Every 数据编号 ever handed out resolves: in documents, on screens, in issued editions, typed anywhere.

A number encodes nothing; it is looked up. Those of kept and issued documents stand in the store (``edition_numeral``),
those of drafts and screens in a register beside it, ``minsheng.duckdb.numbers``: a text file that is only ever
added to, one line a number with the reference of its fact. ``resolve`` asks both.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from minsheng.editions.references import Recall, reference
from minsheng.editions.standing import Now, Today, differs
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.writing import annexes, binding
from minsheng.writing.binding import Entry, UnknownNumber

_LETTER = f"[{binding.LETTERS}OIL]"
_DASHED = re.compile(rf"\s*{_LETTER}{{4}}-{_LETTER}{{4}}-{_LETTER}\s*", re.I)
_PRINTED = re.compile(rf"(?<![\w-]){_LETTER}{{4}}-{_LETTER}{{4}}-{_LETTER}(?![\w-])", re.I | re.A)
_DASHES = r"[‐‑–—－]"
_SPACED = re.compile(rf"{_LETTER}{{4}} ?{_LETTER}{{4}} ?{_LETTER}", re.I)
#: a number in the citation that it was copied with: （来源：…；数据编号：M7K2-4Q9X-K）
_CITED = re.compile(rf"编号[:\s]*({_LETTER}{{4}}[- ]?{_LETTER}{{4}}[- ]?{_LETTER})(?![\w-])", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is printed in a kept document: its title, state (定稿, 存稿), sentence and place."""

    edition: int
    title: str
    state: str
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A 数据编号 with all that defends it. ``figure`` is as printed, ``now`` what stands today."""

    entry: Entry
    figure: Figure
    meaning: str
    now: Now
    places: tuple[Place, ...]

    @property
    def changed(self) -> bool:
        """Whether a reader would be told another value today."""
        return differs(self.entry.fact, self.now.fact)


def looks_like(typed: str) -> bool:
    """Whether what was typed is meant as a 数据编号: written with its dashes, or nine letters whose check holds."""
    bare = _bare(typed)
    return bool(_DASHED.fullmatch(bare)) or (bool(_SPACED.fullmatch(bare)) and _is_right(bare))


def printed_in(text: str) -> list[str]:
    """The 数据编号 that a text cites, in its order, each once."""
    plain = re.sub(_DASHES, "-", unicodedata.normalize("NFKC", text))
    return list(dict.fromkeys(binding.normal(it) for it in _PRINTED.findall(plain) if _is_right(it)))


def _bare(typed: str) -> str:
    """What was typed, of any width and dash, without the words of a citation around it."""
    plain = re.sub(_DASHES, "-", unicodedata.normalize("NFKC", typed))
    cited = _CITED.search(plain)
    return cited[1] if cited else plain.strip(" ()")


def _is_right(typed: str) -> bool:
    try:
        return bool(binding.normal(typed))
    except UnknownNumber:
        return False


def resolve(store: Store, regions: Regions, typed: str) -> Resolved:
    """The figure of a 数据编号 as typed: case, dashes and look-alike letters do not matter. Raises UnknownNumber."""
    number = binding.normal(_bare(typed))
    rows = store.asked("edition_numbers", number=number)
    record = _of_edition(rows[0]) if rows else _registered(store.path, number)
    if record is None:
        raise UnknownNumber(typed, "查不到", "请核对字符；别的数据库写出的文件，请在那里查。")
    fact = Recall(store).fact(record["fact"])
    indicator = store.catalogue[fact.indicator]
    entry = Entry(number, str(record["quote"]), str(record["measure"]), indicator, fact)
    shown = Figure(fact, indicator, regions.get(fact.region).name_at(fact.period))
    places = tuple(Place(it["edition"], it["title"], it["state"], it["sentence"], it["place"]) for it in rows)
    return Resolved(entry, shown, annexes.meaning(entry), Today(store).of(fact), places)


def entries(store: Store, wanted: Iterable[str]) -> dict[str, Entry]:
    """The entries of some numbers; those that nobody handed out here are left out."""
    recall, found = Recall(store), {}
    for number in dict.fromkeys(wanted):
        rows = store.asked("edition_numbers", number=number)
        record = _of_edition(rows[0]) if rows else _registered(store.path, number)
        if record:
            found[number] = _entry(number, record, recall, store)
    return found


def _of_edition(row: dict) -> dict:
    return {"quote": row["quote"], "measure": row["measure"], "fact": json.loads(row["reference"])}


# -- the register of what was handed out ----------------------------------------------------------
def register(path: Path) -> Path:
    """The file of the numbers that drafts and screens of a store have shown."""
    return path.with_name(f"{path.name}.numbers")


def cite(path: Path, shown: Figure) -> str:
    """The 数据编号 of a figure on a screen, remembered; empty where it has no numeral."""
    entry = binding.Register().bind(shown.display, shown.fact, shown.indicator)
    if entry is None:
        return ""
    remember(path, [entry])
    return entry.id


def remember(path: Path, entries: Iterable[Entry]) -> None:
    """Add what is new to the register; a store that cannot be written to hands out numbers all the same."""
    file = register(path)
    known = _known(file)
    fresh = {entry.id: entry for entry in entries if entry.id not in known}
    if not fresh:
        return
    lines = "".join(f"{number}\t{_line(entry)}\n" for number, entry in fresh.items())
    try:
        with file.open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            handle.write(lines.encode())
    except OSError:
        return


def _line(entry: Entry) -> str:
    record = {"quote": entry.quote, "measure": entry.measure, "fact": reference(entry.fact)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def handed_out(store: Store, region: str) -> list[Entry]:
    """What drafts and screens have shown of a place, the newest last, as much as one document could rest on."""
    file = register(store.path)
    if not file.exists():
        return []
    wanted = f'"region":"{region}"'.encode()
    with file.open("rb") as handle:
        lines = [line.decode() for line in handle if wanted in line][-_MOST:]
    recall = Recall(store)
    return [_entry(line[:11], json.loads(line[12:]), recall, store) for line in lines]


def _entry(number: str, record: dict, recall: Recall, store: Store) -> Entry:
    fact = recall.fact(record["fact"])
    return Entry(number, str(record["quote"]), str(record["measure"]), store.catalogue[fact.indicator], fact)


#: how many numbers of a place a text that lost its own is held against
_MOST = 3000
#: by file: how far it was read, and the numbers up to there
_READ: dict[Path, tuple[int, set[str]]] = {}


def _known(file: Path) -> set[str]:
    """The numbers of the register; only what was added since the last time is read."""
    size = file.stat().st_size if file.exists() else 0
    read, known = _READ.get(file, (0, set()))
    if size < read:
        read, known = 0, set()
    if size > read:
        with file.open("rb") as handle:
            handle.seek(read)
            known |= {line[:11].decode() for line in handle.read(size - read).split(b"\n") if line}
        _READ[file] = (size, known)
    return known


def _registered(path: Path, number: str) -> dict | None:
    """What the register says of a number."""
    file = register(path)
    if not file.exists() or not file.stat().st_size:
        return None
    with file.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as text:
        wanted = f"{number}\t".encode()
        at = 0 if text[: len(wanted)] == wanted else text.find(b"\n" + wanted) + 1
        if at == 0 and text[: len(wanted)] != wanted:
            return None
        end = text.find(b"\n", at)
        return json.loads(text[at + len(wanted) : end if end >= 0 else len(text)])
