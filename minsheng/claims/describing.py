"""Which indicator the words around a number describe, in whatever order and with whatever stands between.

A name is described where each part of it stands in the clause (有3651名特困对象住进供养服务机构集中供养: 集中供养特困人员); of several
the one with the most said. Words that are read as others come from ``data/lexicon/synonyms.csv``, names from the catalogue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from minsheng.catalogue import Indicator
from minsheng.claims.binding import Bound
from minsheng.claims.fit import fit
from minsheng.claims.lexicon import Lexicon, narrow
from minsheng.claims.qualifiers import is_strange
from minsheng.claims.quotients import is_below
from minsheng.places import rows_of

#: what a name may have that its clause leaves out
_WEAK = re.compile(
    r"(总数|总量|数量|人数|人次|户次|户数|对数|场次|份数|条数|人员|对象|家庭|群众|人口|成员|累计|本年|年末|全年|平均|享受|保障|支出|资金|金额|经费|费|水平|常住|的|和|与|及|中|数|额|量|率|总|人|户|个|及以上|城乡|其中)+"
)
#: said twice over, a grade, or a deed alone
_NOT_A_NAME = re.compile(r"(.{2,}).*\1|\dA|^(走访|慰问|救助|探访|登记)+$")
_PER_HEAD = re.compile("标准|保障线|每人|每月|每具|每次|单次|封顶|限额")
_LEAST = 4  #: characters that must be said where no other word speaks for an indicator
_OTHER_MEASURE = 3.0  #: what it costs at least to read 人次 as 人
_MORE = 2  #: how much more must be said to name a part instead of the whole


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator with how many characters of its name are said, and where the first of them stands."""

    code: str
    said: int
    at: int


class Describer:
    """Finds what the words of a clause describe."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.catalogue = lexicon.catalogue
        means = {row["word"]: row["means"] for row in rows_of("lexicon/synonyms.csv")}
        words = sorted(means, key=len, reverse=True)
        self._means = means
        self._same = re.compile("|".join(map(re.escape, words)))
        self._known: dict[tuple[str, str], list[Described]] = {}

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, str]]]:
        """Names and codes by the two characters that they begin with."""
        found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for indicator in self.catalogue:
            for name in self._spelled(indicator):
                if len(name) > 2 and not _NOT_A_NAME.search(name):
                    found[name[:2]][name, indicator.code] = None
        return {start: list(names) for start, names in found.items()}

    def _spelled(self, indicator: Indicator) -> Iterator[str]:
        for name in (indicator.name, indicator.short_name, *indicator.aliases):
            for form in (name, re.sub(r"\([^()]*\)", "", narrow(name))):
                plain = self.plain(form)
                yield from (plain, plain.removeprefix("城乡"))

    def plain(self, words: str) -> str:
        """Words as they are compared: half-width, without marks, each synonym as the one that stands for all."""
        bare = re.sub(r"[()“”\"、·]", "", narrow(words))
        return self._same.sub(lambda it: self._means[it[0]], bare)

    # -- what is described --------------------------------------------------------------------
    def described(self, words: str, unit: str) -> list[Described]:
        """All indicators in this unit whose names the words say, those most said first."""
        if unit == "个" and re.search("家庭", words):
            unit = "户"
        if (words, unit) not in self._known:
            plain = self.plain(words)
            best: dict[str, Described] = {}
            for start in dict.fromkeys(plain[at : at + 2] for at in range(len(plain) - 1)):
                for name, code in self._names.get(start, ()):
                    said = self._said(name, code, plain, unit)
                    if said > (best[code].said if code in best else 0):
                        best[code] = Described(code, said, _begins(name, plain))
            self._known[words, unit] = sorted(best.values(), key=lambda it: (-it.said, it.at))
        return self._known[words, unit]

    def _said(self, name: str, code: str, words: str, unit: str) -> int:
        """How many characters of a name the words say; 0 where some part of it is not said or the unit is another."""
        indicator = self.catalogue[code]
        cost = fit(unit, indicator)
        if cost is None or cost > 1.5 or (name.endswith("率") and "率" not in words):
            return 0
        if unit == "元" and indicator.unit == "元" and _PER_HEAD.search(words):
            return 0
        if "历年累计" in indicator.name and not re.search("历年|以来", words):
            return 0
        left = _unsaid(name, words)
        if indicator.unit.startswith("元/") and (unit.startswith("元/") or _PER_HEAD.search(words)):
            left = [part.replace("标准", "") or "费" for part in left]
        return 0 if any(not _WEAK.fullmatch(part) for part in left) else len(name) - sum(map(len, left))

    def named(self, words: str, unit: str) -> Bound | None:
        """The one indicator that the words describe where nothing else names it."""
        found = [it for it in self.described(words, unit) if it.said >= _LEAST]
        if not found or self._strange(words, found[0]):
            return None
        alike = [it for it in found if it.said == found[0].said and not self._strange(words, it)]
        national = [it for it in alike if not self.catalogue[it.code].local] or alike
        if len({it.code for it in national}) > 1:
            return Bound(candidates=tuple(it.code for it in national[:3]))
        return Bound(national[0].code, words, inferred=True)

    def part(self, words: str, unit: str, bound: Bound) -> str:
        """The part that the words describe of what they were bound to: 孤儿 that are 集中养育; empty where they do not."""
        if "(" in bound.phrase:
            return ""  # 村（居）委会 says whole what is meant
        found = self.described(words, unit)
        counted = fit(unit, self.catalogue[bound.code]) or 0.0
        if counted < _OTHER_MEASURE and re.search(r"[^\u4e00-\u9fff“”()]", bound.phrase):
            return ""  # a pattern says whole what is meant
        own = max((it.said for it in found if it.code == bound.code), default=0)
        phrase = _WEAK.sub("", self.plain(bound.phrase)) if bound.phrase in words else ""
        own = max(own, len(phrase))
        least = own + (_MORE if counted < _OTHER_MEASURE else 0)
        # 半护理 of 半护理特困人员: what a part is called beside its whole
        beside = [
            replace(it, said=it.said + len(phrase))
            for it in self.described(words.replace(bound.phrase, "|", 1), unit)
            if is_below(it.code, bound.code, self.catalogue)
        ]
        more = [it for it in (*beside, *found) if it.said >= least and it.code != bound.code]
        more.sort(key=lambda it: -it.said)
        if not more:
            return ""
        alike = {it.code for it in more if it.said == more[0].said}
        if len(alike) > 1 or not self._is_kin(more[0].code, bound):
            return ""
        return more[0].code

    def _is_kin(self, code: str, bound: Bound) -> bool:
        """Whether one is a part of the other, or called by the words that named it and more."""
        if is_below(code, bound.code, self.catalogue):
            return True
        phrase = self.plain(bound.phrase)
        return any(phrase in name for name in self._spelled(self.catalogue[code]))

    def _strange(self, words: str, found: Described) -> bool:
        plain, indicator = self.plain(words), self.catalogue[found.code]
        return is_strange(plain[: found.at], plain[found.at :], indicator)


def _begins(name: str, words: str) -> int:
    """Where the first of the words stands that a name has too."""
    pairs = (name[at : at + 2] for at in range(len(name) - 1))
    return min(words.index(pair) for pair in pairs if pair in words)


def _unsaid(name: str, words: str) -> list[str]:
    """The parts of a name that the words do not say, in pieces of two characters or more."""
    left, place, since = [], 0, 0
    while place < len(name):
        length = 0
        while place + length < len(name) and name[place : place + length + 1] in words:
            length += 1
        if length >= 2:
            left.append(name[since:place])
            place = since = place + length
        else:
            place += 1
    return [part for part in (*left, name[since:]) if part]
