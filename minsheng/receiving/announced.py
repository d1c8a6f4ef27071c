"""A table of targets among the returns: what a title announces is read as targets, never as what was done."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.catalogue import Catalogue, squash
from minsheng.errors import MinshengError
from minsheng.facts import Source
from minsheng.geography.regions import Regions
from minsheng.receiving import targettable
from minsheng.receiving.novelty import source_id
from minsheng.returns import Reading, Request, error, heading, identity, refusal, sheets
from minsheng.returns.sheets import Sheet

#: what a table of targets is called among the layouts
LAYOUT = "targets"
#: what announces targets, and what tells how far they are met
_ANNOUNCED = re.compile(r"目标|任务|计划数")
_MET = re.compile(r"完成(?:情况|数|率|值)|进展|进度|执行情况|实际")


@dataclass(frozen=True, slots=True)
class Desk:
    """What names mean, and today."""

    regions: Regions
    catalogue: Catalogue
    today: date


def is_title(text: str) -> bool:
    """Whether a title announces targets, and not how far they are met."""
    return bool(_ANNOUNCED.search(text)) and not _MET.search(text)


def reading(data: bytes, name: str, request: Request, desk: Desk) -> Reading | None:
    """A file dropped among the returns as the targets that it tells; None where it is no table of them."""
    try:
        pages = [page for page in sheets.read(data, name) if not page.hidden and not page.blank]
    except sheets.Unreadable:
        return None
    source = Source(source_id(hashlib.sha256(data).hexdigest()), name)
    return next((it for page in pages if (it := _targets(page, source, request, desk))), None)


def _targets(page: Sheet, source: Source, request: Request, desk: Desk) -> Reading | None:
    """The targets of a sheet, or why they cannot be read; None where it does not announce any."""
    top = next((n for n, row in enumerate(page.rows) if sum(not cell.empty for cell in row) > 2), 0)
    if not is_title("".join(cell.text for row in page.rows[: top + 1] for cell in row)):
        return None
    head = heading.read(page, top)
    who, when = identity.region_of(head, desk.regions, request), identity.period_of(head, request)
    if who.region is None or when.period is None:
        told = [*who.issues, *(when.issues if when.period is None else ())]
        return refusal(told, LAYOUT) if _is_headed(page.rows[top]) else None
    asked = targettable.Ask(who.region.code, when.period.year, "", desk.today)
    try:
        found = targettable.of_page(page, asked, desk.regions, desk.catalogue, source)
    except MinshengError as unclear:
        return refusal([error("target", page.name, str(unclear))], LAYOUT)
    if found is None:
        return None
    return Reading(LAYOUT, next(iter(head.lines), ""), head.publisher, found.facts, found.unmapped)


def _is_headed(cells: Sequence[sheets.Cell]) -> bool:
    """Whether a line heads a table of targets: names or places, or a column of targets."""
    words = {squash(cell.text) for cell in cells}
    return bool(words & set(map(squash, targettable.NAMES | targettable.PLACES)))
