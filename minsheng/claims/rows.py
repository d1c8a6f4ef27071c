"""The rows of a table in words: what its heads and labels say of each number, when, where and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.claims.cells import (
    AREAS,
    MOVED,
    RATE,
    SUB,
    TIME,
    WHEN,
    Line,
    Rows,
    bare,
    is_number,
    is_skipped,
    text_of,
    unit_in,
)
from minsheng.claims.heads import Head

_CAPTION_UNITS = re.compile(r"(计量)?单位:(?P<units>[^()\n]+)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:市|县|区|旗|镇|乡|街道|省|州)|全[市县区省镇]|合计|总计")
_OF_PLACE = re.compile(
    r"(?<![各全分])(?P<place>[^\W\d各全分我本]{2,14}?(?:[市县区旗州镇乡]|街道))(?=20\d\d|民政|主要|各项|社会|低保|养老|分|各|工作|情况|基本|$|\n)"
)
_TOTAL = re.compile(r"合计|总计|小计|全部")
_DONE = re.compile(
    r"(实际|累计|已|本年|全年|年度)?(完成|数量|数值|指标值|实绩|合计|累计|绝对数|情况|本期)(数|值|量|情况)?|数量|数"
)
_TARGET = re.compile(r"(年度|全年|本年|年初)?(计划|目标|任务)(数|值|任务|目标)?")
_GROWTH = re.compile(
    r"(同比|较?比?上年(同期|末)?|环比)?(增长|增幅|增速|增减|升降)(率|幅度?|±|情况)?(\(±\))?|同比|环比"
)
_MORE = re.compile(r"(同比|较?比?上年(同期|末)?|较年初)?增减(数|量|额|变化)?")
_OF_ALL = re.compile(r"占(比|总数|全市|全部|合计)?(的?比重|比例)?")
_ENDINGS = (
    ("人次", "人次"), ("户次", "户次"), ("人次数", "人次"), ("人数", "人"), ("人口", "人"), ("户数", "户"), ("对数", "对"),
    ("床位数", "张"), ("床位", "张"), ("率", "%"), ("占比", "%"),
)  # fmt: skip
_MONEY = re.compile(r"(支出|资金|金额|经费|款物?|费|金|销量|销售额|额)$")


def sentences(table: tuple[Head, Rows], caption: str) -> list[Line]:
    """A line for each number of a table, growth and completion behind the number that they are of."""
    head, rows = table
    return list(_Saying(head, caption).rows(rows))


class _Saying:
    """One table being said: its head, and what its caption says of all."""

    def __init__(self, head: Head, caption: str) -> None:
        self.head = head
        units = _CAPTION_UNITS.search(caption)
        self.units = re.split("[、,/;]", units["units"].rstrip(")")) if units else []
        timed = any(WHEN.match(bare(word)) for word in head.words)
        when = None if timed else TIME.search(caption)
        self.when = when[0] if when else ""
        place = _OF_PLACE.search(caption)
        self.place = place["place"] if place else ""
        self._whole = ""

    def rows(self, rows: Rows) -> Iterator[Line]:
        """The sentences of all rows."""
        for row in rows:
            if len(row) > 1 and len({tuple(cell[:1]) for cell in row}) == 1:
                yield row[0]
            else:
                yield from self._row(row)

    def _row(self, row: list[Line]) -> Iterator[Line]:
        label = self._label(row)
        said: Line = []
        past: list[Line] = []
        seen: set[int] = set()
        for column, cell in enumerate(row):
            if (
                column in (*self.head.labels, self.head.unit, self.head.time)
                or not cell
                or cell[0][1] in seen
            ):
                continue
            seen.add(cell[0][1])
            more = self._more(row, column, cell) if said else None
            if more is not None:
                said += more
            elif is_number(text_of(cell)) and not is_skipped(self._head(column)):
                number = self._said(row, label, column)
                if said and self._is_past(column):
                    past.append(_ended(number))  # what follows goes on about this year's
                    continue
                if said:
                    yield _ended(said)
                said = number
            elif re.search(r"\d", text_of(cell)):
                past.append(_ended(_named(label, cell)))
        if said:
            yield _ended(said)
        yield from past

    def _is_past(self, column: int) -> bool:
        """Whether a column is that of a year before another one's."""
        years = [re.match(r"(19|20)\d\d", word) for word in self.head.words]
        newest = max((year[0] for year in years if year), default="")
        own = years[column] if column < len(years) else None
        return bool(re.match("上年|去年|上期", self._head(column))) or (own is not None and own[0] < newest)

    def _head(self, column: int) -> str:
        return self.head.words[column] if column < len(self.head.words) else ""

    def _label(self, row: list[Line]) -> str:
        """What the row is about; 其中：城市 below 低保人数 is 城市低保人数."""
        words = [text_of(row[at]) for at in self.head.labels if at < len(row)]
        label = "".join(dict.fromkeys(bare(word) for word in words if word))
        part = bare(SUB.sub("", words[-1])) if words and SUB.match(words[-1]) else ""
        if part in AREAS and self._whole:
            return part + self._whole
        self._whole = self._whole if part else label
        return part or label

    def _is_difference(self, text: str, moved: str) -> bool:
        """增减 beside a column of its own for the rate holds numbers, not rates."""
        rates = [word for word in self.head.words if re.search(r"(增|减|升|降|同比).*(%|率|幅)", word)]
        return bool(rates) and "%" not in text and not moved

    def _more(self, row: list[Line], column: int, cell: Line) -> Line | None:
        """What a cell says of the number before it: its growth, its completion, a remark."""
        head, text = bare(self._head(column)), text_of(cell)
        if not is_number(text):
            remark = is_skipped(head) and re.search(r"\d", text)
            return [(",", cell[0][1]), *cell] if remark else None
        unit = unit_in(self._head(column))
        moved = re.match(MOVED, text)["moved"] or ""
        falls = text.startswith("-")
        digits = [char for char in cell[len(moved) :] if char[0] not in "+-"]
        points = "" if re.search(r"[^\d,.]$", text) else unit or "%"
        if RATE.fullmatch(head):
            words = "完成目标任务的"
        elif _OF_ALL.fullmatch(head):
            words = "占比"
        elif _MORE.fullmatch(head) and unit != "%" and (unit or self._is_difference(text, moved)):
            words = f"同比{moved or ('减少' if falls else '增加')}"
            own = unit or self._unit(row, "", column)
            points = points and ("个百分点" if own == "%" else own)
        elif _GROWTH.fullmatch(head) or moved:
            words = f"{'环比' if '环比' in head else '同比'}{moved or ('下降' if falls else '增长')}"
        else:
            return None
        plain = [(digits[0][0], cell[len(moved)][1]), *digits[1:]]
        return [
            *((char, plain[0][1]) for char in (",", *words)),
            *plain,
            *((char, cell[-1][1]) for char in points),
        ]

    def _said(self, row: list[Line], label: str, column: int) -> Line:
        cell = row[column]
        start, end = cell[0][1], cell[-1][1]
        unit = "" if re.search(r"[^\d,.]$", text_of(cell)) else self._unit(row, label, column)
        words = self._words(label, bare(self._head(column)), self._time(row), self._before(column))
        if not unit and text_of(cell)[-1].isdigit():
            words += "为"
        return [
            *((char, start) for char in words), *(char for char in cell if char[0] != ","), *((char, end) for char in unit)
        ]  # fmt: skip

    def _time(self, row: list[Line]) -> str:
        """What a column of times says of a row."""
        at = self.head.time
        return text_of(row[at]) if at is not None and at < len(row) else ""

    def _before(self, column: int) -> str:
        """The head of the nearest column before that is none of a past time: what 上年同期 is of."""
        heads = (bare(self._head(at)) for at in range(column - 1, -1, -1) if at not in self.head.labels)
        return next((it for it in heads if not re.match("上年|去年|上期", it)), "")

    def _words(self, label: str, head: str, time: str, before: str) -> str:
        """What the number is, when and where, as a sentence would put it."""
        label = "" if _TOTAL.fullmatch(label) else label
        if time:
            past = re.match("(上年|去年|上期)", head)
            named = before if past else head
            named = "" if _DONE.fullmatch(named) or WHEN.match(named) or is_skipped(named) else named
            named = "任务数" if _TARGET.fullmatch(head) else named
            return f"{self.place}{_year_before(time) if past else time}{label}{named}"
        if WHEN.match(head):
            when = re.sub(r"(数|值|完成数?|实绩|累计)$", "", head)
            return self.place + re.sub("本[年期]", "今年", re.sub("上期", "去年同期", when)) + label
        if WHEN.match(label):
            return self.place + label + head
        if _PLACE.fullmatch(head):
            return f"{head}{self.when}{label}"
        if _PLACE.fullmatch(label):
            return f"{label}{self.when}{head}"
        if _TARGET.fullmatch(head):
            return f"{self.place}{self.when}{label}任务数"
        return self.place + self.when + label + ("" if _DONE.fullmatch(head) else head)

    def _unit(self, row: list[Line], label: str, column: int) -> str:
        if self.head.unit is not None and self.head.unit < len(row):
            return text_of(row[self.head.unit])
        labels = [text_of(row[at]) for at in self.head.labels if at < len(row)]
        for words in (self._head(column), *labels):
            if found := unit_in(words):
                return found
        named = (bare(self._head(column)), bare(label))
        if len(self.units) == 1:
            return self.units[0]
        ending = next((unit for word in named for end, unit in _ENDINGS if word.endswith(end)), "")
        money = next((unit for unit in self.units if unit.endswith("元")), "")
        return ending or (money if any(_MONEY.search(word) for word in named) else "")


def _year_before(time: str) -> str:
    """上年同期 of 2023年底 is 2022年底, of 1—6月 上年1—6月."""
    dated = re.sub(r"(19|20)\d\d(?=年)", lambda year: str(int(year[0]) - 1), time)
    return dated if dated != time else f"上年{time}"


def _named(label: str, cell: Line) -> Line:
    """A cell of words as a line of its own; where it names nothing itself (已完成486张), of what its row is about."""
    before = re.match(r"\D*", text_of(cell))[0]
    return cell if len(before) > 3 else [*((char, cell[0][1]) for char in label), *cell]


def _ended(said: Line) -> Line:
    return [*said, ("。", said[-1][1])]
