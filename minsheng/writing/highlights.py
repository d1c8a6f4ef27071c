"""亮点素材: what a text cites besides figures. Shipped ones and those an office entered; a later wording stands before an earlier.

Whoever enters one says where it is from. A claim to be the first or the only one needs its document, and a figure is
cited from the store, never written into the words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from minsheng import places
from minsheng.errors import MinshengError
from minsheng.period import Period
from minsheng.receiving import approval
from minsheng.store import ledger
from minsheng.store.reading import Store
from minsheng.writing import judging
from minsheng.writing.genre import Genre

#: kinds that tell how the work is done, and those that tell how it was received
PRACTICES, RECOGNITIONS = ("文件", "做法"), ("试点", "示范", "表彰", "批示", "案例", "媒体")
KINDS = (*PRACTICES, *RECOGNITIONS)
SHIPPED = "随附"

_TITLED = re.compile(r"《[^》\n]*》")
_NUMBERED = re.compile(r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s*第?\d+号")
#: numerals that state no figure: a date, a document's title and number, what is quoted
_FREE = re.compile(
    rf"{_TITLED.pattern}|“[^”\n]*”|{_NUMBERED.pattern}|(?:19|20)\d\d年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月(?:\d{{1,2}}日)?"
)
_DAY = re.compile(r"((?:19|20)\d\d)[-年./](\d{1,2})(?:[-月./]?(\d{1,2})?日?)?月?")


class NotCitable(MinshengError):
    """A 亮点 cannot be taken in; ``where`` is its cell where it came in a file."""

    def __init__(self, why: str, remedy: str = "", where: str = "") -> None:
        self.why, self.where = why, where
        super().__init__(f"{where}{'：' if where else ''}{why}。", remedy)


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing to cite. ``title`` is the sentence, ``section`` the paragraph it belongs to, ``document`` its title or 文号."""

    region: str
    year: int
    kind: str
    section: str
    title: str
    issuer: str = ""
    dated: str = ""
    document: str = ""
    source: str = ""
    quote: str = ""
    withdrawn: bool = False
    actor: str = ""
    revision: int = 0

    @property
    def key(self) -> tuple:
        """What makes a later wording one of the same thing."""
        return (self.region, self.year, self.kind, self.title)

    @property
    def sentence(self) -> str:
        """As cited: a document with its number where it has one."""
        text = self.title.rstrip("。；，")
        if self.kind == "文件" and _TITLED.fullmatch(text):
            text = f"印发{text}"
        titled = _TITLED.findall(text)
        if len(titled) == 1 and _NUMBERED.search(self.document) and self.document not in text:
            text = text.replace(titled[0], f"{titled[0]}（{self.document}）")
        return f"{text}。"


# -- read -----------------------------------------------------------------------------------------
def shipped() -> list[Highlight]:
    """Those of the reference texts."""
    return [
        Highlight(
            row["region"],
            int(row["year"]),
            row["kind"],
            row["section"],
            row["text"],
            row["issuer"],
            row["date"],
            row["document"],
            row["source"],
            row["quote"],
            actor=SHIPPED,
        )  # fmt: skip
        for row in places.rows_of("highlights/highlights.csv")
    ]


def wordings(store: Store, region: str = "") -> list[Highlight]:
    """All that was entered for a place (empty: for all), every wording, newest first."""
    names = {it.name for it in fields(Highlight)}
    rows = store.asked("highlights", regions=[region] if region else [])
    return [Highlight(**{name: it for name, it in row.items() if name in names}) for row in rows]


def standing(store: Store, region: str = "") -> list[Highlight]:
    """What may be cited: the newest wording of each, without those withdrawn; by year, newest first, then as entered."""
    newest: dict[tuple, Highlight] = {it.key: it for it in shipped() if region in ("", it.region)}
    for it in reversed(wordings(store, region)):
        newest[it.key] = it
    return sorted((it for it in newest.values() if not it.withdrawn), key=lambda it: -it.year)


def cited(
    found: Iterable[Highlight], region: str, genre: Genre, kinds: Collection[str]
) -> dict[str, list[str]]:
    """What was issued, piloted or recognised in the time, as sentences by section."""
    told: dict[str, list[str]] = {}
    for it in found:
        ours = it.region == region and it.kind in kinds
        if ours and (genre.since or genre.year) <= it.year <= genre.year and _happened(it, genre):
            told.setdefault(it.section, []).append(it.sentence)
    return told


def _happened(it: Highlight, genre: Genre) -> bool:
    """Whether it had happened by then; what only names its year has happened by the year's end."""
    if not genre.until or it.year < genre.year:
        return True
    return bool(it.dated) and Period.parse(it.dated[:7]).end <= genre.until.end


# -- judged ---------------------------------------------------------------------------------------
def sections() -> dict[str, str]:
    """The paragraphs that a text has, each with its lead."""
    return {row["section"]: row["lead"] for row in places.rows_of("patterns/sections.csv")}


def judged(it: Highlight, where: str = "") -> Highlight:
    """A 亮点 as it may be kept, its date in one spelling. Raises NotCitable."""
    words: dict[str, Any] = {
        each.name: value.strip() for each in fields(it) if isinstance(value := getattr(it, each.name), str)
    }
    it = replace(it, **words)
    for name, value in (("内容", it.title), ("来源", it.source)):
        if not value:
            raise NotCitable(f"没有填写{name}", "亮点素材须有内容和来源，才能引用。", where)
    for name, value, known in (("类别", it.kind, KINDS), ("所属段落", it.section, tuple(sections()))):
        if value not in known:
            raise NotCitable(f"{name}“{value}”不认识", f"请填写{'、'.join(known)}之一。", where)
    _plain(it, where)
    return replace(it, dated=_date(it, where))


def _plain(it: Highlight, where: str) -> None:
    """Raises NotCitable where the words state a figure, or claim what only a document can."""
    if number := re.search(r"\d[\d,.]*", _FREE.sub("", it.title)):
        raise NotCitable(
            f"内容中有数字“{number.group()}”",
            "数字由文稿从库中引用，请先在“补录”中录入，内容只写做法和成效。",
            where,
        )
    claim = judging.CLAIMS.search(_TITLED.sub("", it.title))
    if claim and not it.document:
        raise NotCitable(
            f"内容写有“{claim.group()}”，没有依据文件", "请填写文号或文件名称，或改用平实的写法。", where
        )


def _date(it: Highlight, where: str) -> str:
    """2023-06 or 2023-06-15; empty where only the year is known."""
    if not it.dated:
        return ""
    found = _DAY.fullmatch(it.dated)
    try:
        when = date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        when = None
    if when is None:
        raise NotCitable(f"时间“{it.dated}”不是日期", "请写成2023-06或2023-06-15，不详可留空。", where)
    if when.year != it.year:
        raise NotCitable(f"时间“{it.dated}”不在{it.year}年", "请核对年度和时间。", where)
    return when.isoformat() if found[3] else f"{when:%Y-%m}"


# -- written --------------------------------------------------------------------------------------
def fresh(store: Store, given: Sequence[Highlight]) -> list[Highlight]:
    """Those that say something the store does not have yet, each once."""
    known = {_said(it) for it in standing(store)}
    return [it for it in dict.fromkeys(given) if _said(it) not in known]


def keep(path: Path, given: Sequence[Highlight], actor: str, note: str) -> int:
    """Store new and newly worded ones as one revision. Raises NotCitable where nothing is new."""
    who = approval.named(actor)
    new = fresh(Store(path), [judged(it) for it in given])
    if not new:
        raise NotCitable("与库中已有的相同，未入库")
    return _commit(path, new, who, note)


def withdraw(path: Path, it: Highlight, actor: str) -> int:
    """Have one no longer cited, as a later revision; what was entered stays."""
    return _commit(path, [replace(it, withdrawn=True)], approval.named(actor), f"撤回亮点素材：{it.title}")


def _commit(path: Path, given: Sequence[Highlight], actor: str, note: str) -> int:
    with ledger.commit(path, actor=actor, note=note) as commit:
        commit.rows("highlight", [_row(it, commit.revision, actor) for it in given])
        return commit.revision


def _row(it: Highlight, revision: int, actor: str) -> dict[str, object]:
    row: dict[str, object] = {each.name: getattr(it, each.name) for each in fields(it)}
    return row | {"revision": revision, "actor": actor}


def _said(it: Highlight) -> Highlight:
    return replace(it, actor="", revision=0)
