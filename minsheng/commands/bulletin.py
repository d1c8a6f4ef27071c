"""``minsheng bulletin``: the 通报 of a place and period as a file, and every bound number of it as JSON."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from minsheng import places
from minsheng.bulletin import bulletin as whole
from minsheng.bulletin import matter, rendering, sheets, shelf, template
from minsheng.bulletin.template import Template
from minsheng.bulletin.told import Desk
from minsheng.commands import answer
from minsheng.commands.data import Answer
from minsheng.comparison import comparison
from minsheng.editions import numbers
from minsheng.errors import UsageError
from minsheng.period import Period
from minsheng.receiving.audit import audit
from minsheng.store.moment import SHANGHAI, Moment
from minsheng.store.reading import Store
from minsheng.writing.rendering import NoSuchFormat


def bulletin(
    *, db: Path, actor: str, moment: Moment, region: str, period: str, to: str, output: Path, internal: bool, style: Path | None,
    dated: date | None, reason: str,
) -> Answer:  # fmt: skip
    """Write the 通报 of a place and period to a file."""
    if to not in rendering.FORMATS:
        raise NoSuchFormat(to)
    store, regions, when = Store(db, moment), places.regions(), Period.parse(period)
    place = regions.get(region, when)
    units = [place.code, *(it.code for it in comparison.below(place, when, regions))]
    found = audit(store, regions, places=units, periods=[str(when)]).found
    gathered = matter.gather(
        Desk(store, regions, store.breaks()), place, when, _template(store, style), found, internal=internal, reason=reason
    )  # fmt: skip
    written = whole.write(gathered, regions, dated or datetime.now(SHANGHAI).date(), internal=internal)
    file = rendering.rendered(written, to)
    answer.put(output, file.content)
    numbers.remember(db, file.register.entries)
    document: dict[str, object] = {
        "file": str(output),
        "figures": [
            answer.figure_record(entry, file.register, written.catalogue, regions)
            for entry in file.register.entries
        ],
        "omitted": answer.omitted_record(file.omitted),
    }
    return Answer(lambda: document, lambda: answer.words(output, written.document.name, file))


def _template(store: Store, style: Path | None) -> Template:
    """The template of a file, else the office's own, else the shipped one. Raises UsageError, TemplateError."""
    if style is None:
        return shelf.standing(store)
    if not style.is_file():
        raise UsageError(f"文件{style}不存在。", "请核对路径。")
    return template.of_rows(sheets.read(style.read_bytes()), store.catalogue)
