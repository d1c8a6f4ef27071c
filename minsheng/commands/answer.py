"""``minsheng answer``: the 民生答卷 of a place as a file, and every bound number of it as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from minsheng import contract, places
from minsheng.catalogue import Catalogue
from minsheng.commands.data import Answer
from minsheng.editions import numbers
from minsheng.errors import MinshengError, UsageError
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.writing import drafting, rendering
from minsheng.writing.binding import Entry, Register
from minsheng.writing.document import Omitted
from minsheng.writing.genre import genre
from minsheng.writing.rendering import NoSuchFormat, Rendered


def answer(
    *, db: Path, actor: str, moment: Moment, region: str, year: int | None, period: str | None, since: int | None, to: str, output: Path,
    internal: bool, summary: bool = False, payments: bool = False,
) -> Answer:  # fmt: skip
    """Write the answer of a region and time to a file; or its 工作总结 or 救助资金发放汇总表."""
    if to not in rendering.FORMATS:
        raise NoSuchFormat(to)
    store, regions = Store(db, moment), places.regions()
    place = regions.get(region)
    facts = store.facts(regions=[place.code])
    newest = max((fact.period.year for fact in facts if fact.has_value), default=0)
    asked = genre(year, Period.parse(period) if period else None, since, newest)
    asked = replace(asked, summary=summary, payments=payments)
    desk = drafting.desk_of(store, regions, place.code, asked)
    draft = drafting.draft(facts, desk, place.code, asked, internal=internal)
    file = rendering.rendered(draft, to)
    put(output, file.content)
    numbers.remember(db, file.register.entries)
    document: dict[str, object] = {
        "file": str(output),
        "figures": [
            figure_record(entry, file.register, store.catalogue, regions) for entry in file.register.entries
        ],
        "omitted": omitted_record(file.omitted),
    }
    return Answer(lambda: document, lambda: words(output, draft.document.name, file))


def put(output: Path, content: bytes) -> None:
    """Write a file. Raises UsageError where there is no such folder, MinshengError where it cannot be written."""
    if not output.parent.is_dir():
        raise UsageError(f"文件夹{output.parent}不存在。", "请先建立文件夹。")
    try:
        output.write_bytes(content)
    except OSError as error:
        raise MinshengError(f"无法写入{output}：{error.strerror}。", "请检查权限和磁盘空间。") from None


def omitted_record(omitted: Iterable[Omitted]) -> list[dict[str, str]]:
    """What a document leaves out, and why."""
    return [{"indicator": it.indicator, "indicator_name": it.name, "why": it.why} for it in omitted]


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


def words(output: Path, title: str, file: Rendered) -> str:
    """The same for people."""
    return (
        f"已写出《{title}》：{output}。\n"
        f"{len(file.register.entries)}处数字均有数据编号；{len(file.omitted)}项未写入，加--json可看原因。"
    )
