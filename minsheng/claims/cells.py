"""The cells of a table in words: what its heads and labels say of each number, when, where and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

Line = list[tuple[str, int]]
Rows = list[list[Line]]

_UNIT_WORDS = re.compile(
    r"[万亿千百]?(?:元/人·?[月年]|元/[^()]{1,6}|个?百分点|人次|户次|床位|小时|平方米|[元人名户对张个处家所件具次块例座间项])"
).pattern
_MOVED = re.compile(r"(?P<moved>增长|上升|提高|增加|下降|减少|降低|扩大|缩小)?").pattern
_NUMBER = re.compile(rf"{_MOVED}[+-]?\d[\d,]*(\.\d+)?([万亿]?%?|{_UNIT_WORDS})")
_UNIT = re.compile(rf"[(/](?:单位:)?(?P<unit>{_UNIT_WORDS}|%|‰|个?百分点)\)?$")
_CAPTION_UNITS = re.compile(r"(计量)?单位:(?P<units>[^()\n]+)")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d年?|今年|本年|去年|上年|本期|上期)(?:同期|上半年|前三季度|第?[一二三四]季度|1[-—~至]\d{1,2}月|\d{1,2}月)?(?:份|末|底|年末|年底)?|上半年|前三季度|全年"
)
_WHEN = re.compile(rf"^(?:{_TIME.pattern})(?:数|值|完成数?|实绩|累计)?$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:市|县|区|旗|镇|乡|街道|省|州)|全[市县区省镇]|合计|总计")
_OF_PLACE = re.compile(
    r"(?<![各全分])(?P<place>[^\W\d各全分我本]{2,14}?(?:[市县区旗州镇乡]|街道))(?=20\d\d|民政|主要|各项|社会|低保|养老|分|各|工作|情况|基本|$|\n)"
)
_TOTAL = re.compile(r"合计|总计|小计|全部")
_SKIPPED = re.compile(
    r"序号|编号|排名|位次|名次|备注|说明|责任.*|科室|#|No\.?|(联系)?电话|邮编|代码|编码|日期|年龄"
)
_TIMES = re.compile("时期|时间|报告期|截止时间|时点|期别|所属期")
_UNITS = re.compile(r"(计量)?单位")
_DONE = re.compile(
    r"(实际|累计|已|本年|全年|年度)?(完成|数量|数值|指标值|实绩|合计|累计|绝对数|情况|本期)(数|值|量|情况)?|数量|数"
)
_TARGET = re.compile(r"(年度|全年|本年|年初)?(计划|目标|任务)(数|值|任务|目标)?")
_RATE = re.compile(r"完成(率|比例|进度|百分比)|完成(计划|任务|目标)的?(比例|百分比)?|进度")
_GROWTH = re.compile(
    r"(同比|较?比?上年(同期|末)?|环比)?(增长|增幅|增速|增减|升降)(率|幅度?|±|情况)?(\(±\))?|同比|环比"
)
_MORE = re.compile(r"(同比|较?比?上年(同期|末)?|较年初)?增减(数|量|额|变化)?")
_OF_ALL = re.compile(r"占(比|总数|全市|全部|合计)?(的?比重|比例)?")
_SUB = re.compile(r"^(其中|#|[-—·]+)[:]?")
_AREAS = frozenset("城市 城镇 农村 集中 分散 散居".split())
_ENDINGS = (
    ("人次", "人次"), ("户次", "户次"), ("人次数", "人次"), ("人数", "人"), ("人口", "人"), ("户数", "户"), ("对数", "对"),
    ("床位数", "张"), ("床位", "张"), ("率", "%"), ("占比", "%"),
)  # fmt: skip
_MONEY = re.compile(r"(支出|资金|金额|经费|款物?|费|金|销量|销售额|额)$")


def text_of(line: Line) -> str:
    """The letters of a line."""
    return "".join(char for char, _ in line)


def is_number(word: str) -> bool:
    """A number alone, its measure word at most."""
    return bool(_NUMBER.fullmatch(word))


def is_skipped(word: str) -> bool:
    """A column that says nothing of the figures."""
    return bool(_SKIPPED.fullmatch(word))


def is_head(row: list[Line]) -> bool:
    """A row without numbers, unless they are years."""
    words = [text_of(cell) for cell in row]
    return any(words) and not any(
        is_number(word) and not re.fullmatch(r"(19|20)\d\d", word) for word in words
    )


class Head:
    """What the heads of a table say of each column."""

    def __init__(self, heads: Rows, body: Rows) -> None:
        width = max(map(len, [*heads, *body]))
        self.words = [_merged([text_of(row[at]) for row in heads if at < len(row)]) for at in range(width)]
        self.unit = next((at for at, word in enumerate(self.words) if _UNITS.fullmatch(word)), None)
        self.time = next((at for at, word in enumerate(self.words) if _TIMES.fullmatch(_bare(word))), None)
        self.labels = self._labels(body)
        self.words = _filled(self.words)

    def _labels(self, body: Rows) -> list[int]:
        """The leading columns that never hold a number; serial numbers and units are none."""
        found: list[int] = []
        for at, word in enumerate(self.words):
            if is_skipped(word) or at in (self.unit, self.time):
                continue
            if any(at < len(row) and is_number(text_of(row[at])) for row in body):
                break
            found.append(at)
        return found or [0]

    def says_units(self) -> bool:
        """Whether each column of numbers has its unit in the head, or a column of units stands beside them."""
        if self.unit is not None:
            return True
        columns = [
            word for at, word in enumerate(self.words) if at not in self.labels and not is_skipped(word)
        ]
        return bool(columns) and all(_UNIT.search(word) or _RATE.fullmatch(word) for word in columns)


def _merged(words: list[str]) -> str:
    """The heads of one column from the top down: 低保人数 over 城市 is 城市低保人数, 低保 over 人数（人） 低保人数（人）."""
    said = list(dict.fromkeys(word for word in words if word))
    if len(said) < 2:
        return said[0] if said else ""
    *above, last = said
    top, sub = "".join(above), _SUB.sub("", last)
    if _bare(sub) in _AREAS:
        return sub + top
    return top + sub if not _WHEN.match(_bare(sub)) else f"{sub}{top}"


def _filled(words: list[str]) -> list[str]:
    """低保人数, 其中：城市, 其中：农村: a part of the column before is said in full."""
    found: list[str] = []
    whole = ""
    for word in words:
        part = _SUB.sub("", word) if _SUB.match(word) else ""
        if part and whole:
            found.append(part + whole if _bare(part) in _AREAS else part + _unit_of(whole))
        else:
            whole = word
            found.append(word)
    return found


def _unit_of(word: str) -> str:
    unit = _UNIT.search(word)
    return unit[0] if unit else ""


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
        timed = any(_WHEN.match(_bare(word)) for word in head.words)
        when = None if timed else _TIME.search(caption)
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
        label = "".join(dict.fromkeys(_bare(word) for word in words if word))
        part = _bare(_SUB.sub("", words[-1])) if words and _SUB.match(words[-1]) else ""
        if part in _AREAS and self._whole:
            return part + self._whole
        self._whole = self._whole if part else label
        return part or label

    def _is_difference(self, text: str, moved: str) -> bool:
        """增减 beside a column of its own for the rate holds numbers, not rates."""
        rates = [word for word in self.head.words if re.search(r"(增|减|升|降|同比).*(%|率|幅)", word)]
        return bool(rates) and "%" not in text and not moved

    def _more(self, row: list[Line], column: int, cell: Line) -> Line | None:
        """What a cell says of the number before it: its growth, its completion, a remark."""
        head, text = _bare(self._head(column)), text_of(cell)
        if not is_number(text):
            remark = is_skipped(head) and re.search(r"\d", text)
            return [(",", cell[0][1]), *cell] if remark else None
        unit = self._unit_in(self._head(column))
        moved = re.match(_MOVED, text)["moved"] or ""
        falls = text.startswith("-")
        digits = [char for char in cell[len(moved) :] if char[0] not in "+-"]
        points = "" if re.search(r"[^\d,.]$", text) else unit or "%"
        if _RATE.fullmatch(head):
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
        words = self._words(label, _bare(self._head(column)), self._time(row), self._before(column))
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
        heads = (_bare(self._head(at)) for at in range(column - 1, -1, -1) if at not in self.head.labels)
        return next((it for it in heads if not re.match("上年|去年|上期", it)), "")

    def _words(self, label: str, head: str, time: str, before: str) -> str:
        """What the number is, when and where, as a sentence would put it."""
        label = "" if _TOTAL.fullmatch(label) else label
        if time:
            past = re.match("(上年|去年|上期)", head)
            named = before if past else head
            named = "" if _DONE.fullmatch(named) or _WHEN.match(named) or is_skipped(named) else named
            named = "任务数" if _TARGET.fullmatch(head) else named
            return f"{self.place}{_year_before(time) if past else time}{label}{named}"
        if _WHEN.match(head):
            when = re.sub(r"(数|值|完成数?|实绩|累计)$", "", head)
            return self.place + re.sub("本[年期]", "今年", re.sub("上期", "去年同期", when)) + label
        if _WHEN.match(label):
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
            if found := _UNIT.search(words):
                return found["unit"]
        named = (_bare(self._head(column)), _bare(label))
        if len(self.units) == 1:
            return self.units[0]
        ending = next((unit for word in named for end, unit in _ENDINGS if word.endswith(end)), "")
        money = next((unit for unit in self.units if unit.endswith("元")), "")
        return ending or (money if any(_MONEY.search(word) for word in named) else "")

    def _unit_in(self, words: str) -> str:
        found = _UNIT.search(words)
        return found["unit"] if found else ""


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


def _bare(words: str) -> str:
    """A label without its unit and footnote marks."""
    return re.sub(r"\s|[*#]|^(其中:|[一二三四五六七八九十\d]+[、.])", "", _UNIT.sub("", words))
