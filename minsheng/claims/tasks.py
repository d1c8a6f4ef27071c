"""What a task is of whose noun stands elsewhere: under a heading (1.长者食堂建设。年度任务…), in the clause before, or as the target of what was told last."""

from __future__ import annotations

import re

from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon
from minsheng.claims.numbers import Number
from minsheng.claims.passages import line_start, rest_of_sentence, sentence_start
from minsheng.claims.record import Claim

_AIMED = re.compile(
    "(距离?|离|对照|未?达到|没有达到|超过)?(全年|年度|年初|省里?|市里?)?((确定|下达|制定)的)?"
)
_TASK = re.compile("(年度|全年|年初)?(目标)?(任务|目标|计划)数?(是|为)?")
#: 1.长者食堂建设。年度任务…; 再建一批长者食堂，全年任务…: what the task is
_HEADING = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]+[)、.])?(?P<thing>[^,。:;§\n]{3,24}?)(?P<new>建设|新建)?[。:]"
)
_TO_BE_BUILT = re.compile(r"(?P<new>[再新](建|增|开))(设|办)?(一批|一些)?(?P<thing>[\u4e00-\u9fff]{2,10}),")
_SHORT_OF = re.compile("的?(年度)?(目标|任务)(还|尚|仍)?(差|缺)")


class Tasks:
    """The tasks of one text. ``masked`` is the text with every statistic as ``§``."""

    def __init__(self, masked: str, lexicon: Lexicon) -> None:
        self.masked, self.lexicon = masked, lexicon
        self.catalogue = lexicon.catalogue

    def bound(self, number: Number, local: str, earlier: list[Claim]) -> Bound | None:
        """距全年7400具的目标还差2913具: the target of what was told last in this measure."""
        if _TASK.fullmatch(local) and (headed := self._headed(number, len(local))):
            return headed
        after = self.masked[number.end : number.end + 5]
        named = _AIMED.fullmatch(local) and re.match("的?(年度)?(目标|任务)", after)
        alike = [it for it in earlier if fit(number.unit, self.catalogue[it.indicator or ""]) == 0.0]
        if alike and (named or _SHORT_OF.fullmatch(local)):
            return Bound(alike[0].indicator or "", alike[0].phrase)
        return None

    def _headed(self, number: Number, words: int) -> Bound | None:
        """The task that the heading of the paragraph, or the clause before, names."""
        line, task = line_start(self.masked, number.start), number.start - words
        before = self.masked[sentence_start(self.masked, task) : task]
        found = _TO_BE_BUILT.search(before) if before else _HEADING.match(self.masked, line, task)
        if found is None or found.end() != (len(before) if before else task):
            return None
        fresh = found["new"] or re.search(
            "建成|新建|新增|新开", rest_of_sentence(self.masked, number.end, 40)
        )
        new = [f"{way}{found['thing']}" for way in ("新建", "新增", "本年新建")] if fresh else []
        for thing in new if found["new"] else [*new, found["thing"]]:
            codes = [
                it for it in self.lexicon.codes(thing) if fit(number.measured, self.catalogue[it]) == 0.0
            ]
            if len(codes) == 1:
                return Bound(codes[0], found["thing"])
        return None
