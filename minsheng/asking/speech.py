"""Spoken words: what they may name in spite of how they are said.

Without all that names nothing, and in the order of names: 老人家里做了适老化改造 → 老人适老化改造, 农村低保新增 → 新增农村低保.
Every character must belong to a name or to a word of ``data/lexicon/fillers.csv``: one that does not may be what is asked for,
and nothing is left. Without what is in brackets, without what a figure belongs to, spelled out, or without a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from minsheng import searching
from minsheng.asking.names import Names
from minsheng.asking.words import Aims
from minsheng.catalogue import Indicator

_LONGEST = 4  #: pieces that are put in every order
#: what a filler, a piece of a name and a character that nobody knows cost
_FILLER, _PIECE, _UNKNOWN = 2, 3, 100
_APART = re.compile(r"[\s()（）/—-]+")
#: what stands first in names
_FIRST = ("新增", "退出", "新建", "新登记", "城市", "农村", "持证")
_SHARE = re.compile(r"(?:比例|占比|比重)$")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_ENOUGH = 3  #: characters that must be left of a name without the words that say little
_GAIN = 0.05  #: how much more like a name words must be to be preferred to those that were said
_BUILT = "新建"


class Speech:
    """The words of questions that name nothing, beside everything that figures are called; ``loose`` knows the names without
    the words that say little in them (人员, 服务)."""

    def __init__(self, fillers: Iterable[str], called: Names, loose: Names) -> None:
        self._called, self._loose = called, loose
        self._fillers = {it for word in fillers if (it := called.plain(word))}
        self._longest = max(map(len, self._fillers), default=0)

    def meant(self, aims: Aims, found: tuple[Indicator, ...]) -> tuple[Aims, tuple[Indicator, ...]]:
        """The figures that the words name, if not as they stand (``found``) then said otherwise; none where they name none."""
        if found:
            return self._better(aims, found)
        for words in filter(None, self._otherwise(aims)):
            if found := self._called.best(words, aims.measure):
                return replace(aims, rest=words), found
        for words in (aims.rest, self.arranged(aims.rest), self.arranged(aims.rest, bare=True)):
            if len(self._loose.plain(words)) >= _ENOUGH and (found := self._loose.best(words, aims.measure)):
                return aims, found
        return aims, ()

    def _better(self, aims: Aims, found: tuple[Indicator, ...]) -> tuple[Aims, tuple[Indicator, ...]]:
        """What the words name without fillers, where that is more like a name: 护理补贴发放标准 is 护理补贴标准."""
        ways = (self.arranged(aims.rest), self.arranged(aims.rest, bare=True))
        words = max(ways, key=lambda it: self._called.likeness(it, aims.measure))
        gain = self._called.likeness(words, aims.measure) - self._called.likeness(aims.rest, aims.measure)
        better = self._called.best(words, aims.measure) if gain > _GAIN else ()
        return (replace(aims, rest=words), better) if better else (aims, found)

    def _otherwise(self, aims: Aims) -> Iterator[str]:
        yield from (self.arranged(aims.rest), self.arranged(aims.rest, bare=True))
        if (less := _REMARK.sub(" ", aims.rest)) != aims.rest:
            yield from (less, self.arranged(less))
        said = self._called.plain(aims.rest)
        for word in _FIRST:
            if word in said[1:]:
                yield self.arranged(f"{word} {said.replace(word, ' ')}")
        yield from self._in_context(self._pieces(aims.rest))
        yield from self._twice(self.arranged(aims.rest, bare=True))
        if (share := _SHARE.sub("", aims.rest)) != aims.rest:
            yield from (f"{share}率", f"{share}占比")
        if _BUILT in aims.rest:  # 建了多少 may ask for what stands
            yield self.arranged(aims.rest.replace(_BUILT, " "))
        full = {self.arranged(it) or it: None for it in self._spelled_out(aims.rest)}
        yield from sorted(full, key=lambda it: -self._called.likeness(it, aims.measure))
        yield from filter(None, map(self._called.fuller, (self.arranged(aims.rest) or aims.rest, aims.rest)))
        for mended in self._called.slips.mended(aims.rest):
            yield from (mended, self.arranged(mended))

    def arranged(self, text: str, *, bare: bool = False) -> str:
        """The words of figures alone, each beside those it stands beside in names; empty where one is unknown.

        ``bare`` leaves out fillers that stand in names too.
        """
        return " ".join(_in_order(self._pieces(text, bare=bare), self._called.has_pair))

    def _pieces(self, text: str, *, bare: bool = False) -> list[str]:
        """The words of figures alone; none where one is unknown."""
        pieces = [
            piece for part in _APART.split(text) for piece in self._divided(self._called.plain(part), bare)
        ]
        return [] if "" in pieces else list(dict.fromkeys(pieces))

    def _divided(self, text: str, bare: bool) -> list[str]:
        """The runs of a name's characters, by the fewest words that the text divides into; ``""`` is an unknown one."""
        best: list[tuple[int, list[str]]] = [(0, [])]
        for end in range(1, len(text) + 1):
            ways = [(best[end - 1][0] + _UNKNOWN, [*best[end - 1][1], ""])]
            for start in range(end):
                word, (cost, before) = text[start:end], best[start]
                if len(word) <= self._longest and word in self._fillers:
                    ways.append((cost + (-1 if bare else _FILLER), before))
                elif self._is_piece(word):
                    ways.append((cost + _PIECE, [*before, word]))
            best.append(min(ways, key=lambda it: it[0]))
        return best[-1][1]

    def _is_piece(self, word: str) -> bool:
        pairs = searching.pairs(word)
        return all(map(self._called.has_pair, pairs)) if pairs else bool(self._called.exactly(word))

    def _in_context(self, pieces: Sequence[str]) -> Iterator[str]:
        """A name among words that only say what it belongs to, as its definition has them: 落实措施 of 重点任务落实措施."""
        for piece in pieces:
            others = [it for it in pieces if it != piece]
            if any(word in other for word in _FIRST for other in others):
                continue
            if others and any(self._called.belongs(it, others) for it in self._called.best(piece)):
                yield piece

    def _twice(self, text: str) -> Iterator[str]:
        """A name beside another of the same figure: 80岁以上 of 80岁以上高龄老人."""
        for place in range(2, len(text) - 1):
            same = set(self._called.best(text[:place])) & set(self._called.best(text[place:]))
            if same and self._called.exactly(text[place:]):
                yield text[place:]

    def _spelled_out(self, text: str) -> Iterator[str]:
        """The words with the first characters of two words as the words themselves: 事无人数 → 事实无人人数."""
        for place, pair in enumerate(searching.pairs(text)):
            for meant in self._called.shortened.get(pair, ()):
                yield text[:place] + meant + text[place + 2 :]


def _in_order(pieces: Sequence[str], known: Callable[[str], bool]) -> Sequence[str]:
    """The order in which most pieces meet as they do in names; that of the words where none does better."""
    if len(pieces) > _LONGEST:
        return pieces
    return max(permutations(pieces), key=lambda order: sum(known(a[-1] + b[0]) for a, b in pairwise(order)))
