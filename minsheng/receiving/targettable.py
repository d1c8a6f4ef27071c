"""Any table of targets → 年度目标 as facts, each with its cell.

Read are tables with indicators down and places across (the one that goes out), indicators down with one column 目标,
and places down with indicators across; as Excel or CSV. A target is a fact of its indicator with the basis 目标.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng import units
from minsheng.catalogue import Catalogue, Indicator, squash
from minsheng.errors import MinshengError, UnknownIndicator
from minsheng.facts import Basis, Fact, Source, State
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.receiving.novelty import source_id
from minsheng.returns import Unmapped, sheets
from minsheng.returns.printed import printed_text
from minsheng.returns.sheets import Sheet

CODE, NAME, UNIT = "指标代码", "指标名称", "计量单位"
NAMES = {NAME, "指标", "目标任务", "任务", "任务名称", "项目", "工作任务", "指标任务"}
PLACES = {"地区", "单位", "县区", "区县", "县市区", "县（市、区）", "单位名称", "责任单位", "行政区划"}
_UNITS = {UNIT, "单位", "计量单位", "计数单位"}
_TARGETS = re.compile(r"(?:20\d\d年)?(?:年度|全年|本年)?(?:目标|任务|计划)(?:任务|值|数|量)?")
_WHOLE = {"合计", "总计", "全市", "全县", "全区", "全省", "全州", "本级合计"}
_YEAR = re.compile(r"(20\d\d)年")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]$")


class NoTargets(MinshengError):
    """A file that is no table of targets, or a cell of it that cannot be understood."""

    def __init__(
        self, why: str, remedy: str = "请用本页下载的目标表填写，或列出指标名称、计量单位和目标。"
    ) -> None:
        super().__init__(f"{why}。", remedy)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the targets, and the names that are no indicator of ours, each with its cell."""

    facts: tuple[Fact, ...]
    unmapped: tuple[Unmapped, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The unknown names for a person."""
        return tuple(f"{it.locator}“{it.label}”" for it in self.unmapped)


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose targets of which year are read; ``ground`` is the paper they come from (文号 or name)."""

    region: str
    year: int
    ground: str
    today: date

    @property
    def period(self) -> Period:
        """The year."""
        return Period.of_year(self.year)


def read(data: bytes, name: str, asked: Ask, regions: Regions, catalogue: Catalogue) -> Read:
    """The targets of a file. Raises NoTargets where it is no table of targets of the place and year, or a cell is no number."""
    try:
        pages = [page for page in sheets.read(data, name) if not page.hidden]
    except sheets.Unreadable as unreadable:
        raise NoTargets(str(unreadable).rstrip("。")) from None
    source = Source(source_id(hashlib.sha256(data).hexdigest()), asked.ground.strip() or name)
    for page in pages:
        found = of_page(page, asked, regions, catalogue, source)
        if found is not None:
            return found
    raise NoTargets("没有认出目标表：找不到“指标名称”和目标、或地区和各项指标的表头")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What names and cells mean for one place and year."""

    asked: Ask
    regions: Regions
    catalogue: Catalogue
    source: Source

    def places(self) -> dict[str, str]:
        """The place and its units by name; 合计 and 全市 are the place itself."""
        region, period = self.asked.region, self.asked.period
        codes = [region, *(it.code for it in self.regions.children(region, period))]
        named = {squash(self.regions.get(code).name_at(period)): code for code in codes}
        return dict.fromkeys(map(squash, _WHOLE), region) | named | {code: code for code in codes}

    def indicator(self, text: str) -> tuple[Indicator, str] | None:
        """What a name means, with the unit in its brackets; None where it is none of ours."""
        unit = _IN_BRACKETS.search(text)
        for plain, said in ((text, ""), (_IN_BRACKETS.sub("", text), unit[1] if unit else "")):
            try:
                return self.catalogue.find(plain.strip()), said
            except UnknownIndicator:
                continue
        return None

    def fact(
        self, page: Sheet, at: tuple[int, int], region: str, indicator: Indicator, unit: str
    ) -> Fact | None:
        """A cell as a target; None where it is blank."""
        text, where = page.cell(*at).text.strip(), page.address(*at)
        if not text:
            return None
        printed = printed_text(text)
        if printed is None or printed.state is not State.VALUE or printed.number < 0:
            raise NoTargets(
                f"{where}“{indicator.name}”的目标“{text}”不是数字", "请只填数字，没有目标的留空。"
            )
        value, step = (
            units.convert(part, unit or indicator.unit, indicator.unit)
            for part in (printed.number, printed.step)
        )
        return Fact(
            region=region, indicator=indicator.code, period=self.asked.period, basis=Basis.TARGET, value=value,
            unit=indicator.unit, resolution=step, source=self.source, locator=where, known_on=self.asked.today,
            document=self.asked.ground.strip(), demo=region.startswith("99"),
        )  # fmt: skip


def of_page(page: Sheet, asked: Ask, regions: Regions, catalogue: Catalogue, source: Source) -> Read | None:
    """The targets of a sheet; None where it is no table of them. Raises NoTargets, UnitMismatch."""
    reader = _Reader(asked, regions, catalogue, source)
    texts = [[cell.text.strip() for cell in row] for row in page.rows]
    for top, row in enumerate(texts):
        words = {squash(text): place for place, text in enumerate(row) if text}
        for layout in (_indicators_down, _places_down):
            cells = layout(page, texts, top, words, reader)
            if cells is not None:
                _same_year(texts[: top + 1], reader.asked)
                return _collected(cells)
    return None


def _same_year(head: Sequence[Sequence[str]], asked: Ask) -> None:
    """The year of the title is the year asked for, where the title names one."""
    years = set(_YEAR.findall("".join("".join(row) for row in head)))
    if years and str(asked.year) not in years:
        raise NoTargets(
            f"表中写的是{'、'.join(sorted(years))}年，所选年度是{asked.year}年", "请选择表中的年度。"
        )


_Cells = Iterator[Fact | Unmapped | None]


def _collected(cells: _Cells) -> Read:
    found = list(cells)
    facts = tuple(it for it in found if isinstance(it, Fact))
    read = Read(facts, tuple(dict.fromkeys(it for it in found if isinstance(it, Unmapped))))
    if not facts:
        raise NoTargets(
            f"目标表里没有读到目标{f'；不认识的名称：{chr(12289).join(read.unknown)}' if read.unknown else ''}"
        )
    return read


def _indicators_down(
    page: Sheet, texts: Sequence[Sequence[str]], top: int, words: Mapping[str, int], reader: _Reader
) -> _Cells | None:  # fmt: skip
    """Indicators down: a column for each place, or one column 目标 for the place itself."""
    names = next((words[it] for it in map(squash, NAMES) if it in words), None)
    places = reader.places()
    columns = {place: places[word] for word, place in words.items() if word in places and place != names}
    columns = columns or {
        place: reader.asked.region
        for word, place in words.items()
        if _TARGETS.fullmatch(word) and place != names
    }
    if names is None or not columns:
        return None
    unit = next((words[it] for it in map(squash, _UNITS) if it in words), None)
    code = words.get(squash(CODE))
    return _down(page, texts, top, (names, code, unit), columns, reader)


def _down(
    page: Sheet, texts: Sequence[Sequence[str]], top: int, at: tuple[int, int | None, int | None],
    columns: Mapping[int, str], reader: _Reader,
) -> _Cells:  # fmt: skip
    names, code, unit = at
    for number in range(top + 1, len(texts)):
        named = _text(texts, number, names)
        filled = [place for place in columns if _text(texts, number, place)]
        found = reader.indicator(_text(texts, number, code) or named) or reader.indicator(named)
        if not named or not filled:
            continue
        if found is None:
            yield Unmapped(page.address(number, names), named, _text(texts, number, filled[0]))
            continue
        said = _text(texts, number, unit) or found[1]
        for place in filled:
            yield reader.fact(page, (number, place), columns[place], found[0], said)


def _places_down(
    page: Sheet, texts: Sequence[Sequence[str]], top: int, words: Mapping[str, int], reader: _Reader
) -> _Cells | None:  # fmt: skip
    """Places down, indicators across with their units in brackets."""
    first = next((words[it] for it in map(squash, PLACES) if it in words), None)
    if first is None:
        return None
    heads = {place: text for place, text in enumerate(texts[top]) if text and place != first}
    known = {place: found for place, text in heads.items() if (found := reader.indicator(text))}
    if not known:
        return None
    return _across(page, texts, top, first, (known, heads), reader)


def _across(
    page: Sheet, texts: Sequence[Sequence[str]], top: int, first: int,
    heads: tuple[Mapping[int, tuple[Indicator, str]], Mapping[int, str]], reader: _Reader,
) -> _Cells:  # fmt: skip
    known, named = heads
    yield from (Unmapped(page.address(top, it), text, "") for it, text in named.items() if it not in known)
    places = reader.places()
    for number in range(top + 1, len(texts)):
        place = _text(texts, number, first)
        region = places.get(squash(place))
        if place and region is None:
            yield Unmapped(page.address(number, first), place, "")
        elif region:
            for column, (indicator, unit) in known.items():
                yield reader.fact(page, (number, column), region, indicator, unit)


def _text(texts: Sequence[Sequence[str]], row: int, column: int | None) -> str:
    return texts[row][column] if column is not None and column < len(texts[row]) else ""
