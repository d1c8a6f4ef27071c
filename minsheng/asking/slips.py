"""A slip of the pen: names that sound the same, one character wrong, missing or too many: 福财 for 福彩, 特因 for 特困."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from minsheng import searching

#: characters that are taken for each other by the eye
_LOOKALIKES = (
    "因困囚固", "求救", "末未", "低底抵", "孤狐弧", "己已", "入人", "土士", "残浅贱", "葬莽", "殡宾", "养羔", "床庆",
    "护沪", "扶抚", "失矢", "能熊", "儿几", "社杜", "登澄", "记纪", "福副幅", "彩采", "捐损", "墓幕暮", "堂常",
    "站占", "补朴", "贴帖", "供洪", "散撒", "集隼", "流硫", "浪狼", "童章", "姻烟", "调凋", "辅铺", "镇填", "街衔",
)  # fmt: skip


class Slips:
    """The names that may be misspelt, and ``words`` that are written beside them."""

    def __init__(self, names: Iterable[str], words: Iterable[str]) -> None:
        self._names = tuple(names)
        self._after: dict[str, set[str]] = defaultdict(set)
        self.pairs: set[str] = set()
        for name in (*self._names, *words):
            for pair in searching.pairs(name):
                self.pairs.add(pair)
                self._after[pair[0]].add(pair[1])
        self._all = {character for pair in self.pairs for character in pair}
        self._looks: dict[str, set[str]] = defaultdict(set)
        for alike in _LOOKALIKES:
            for character in alike:
                self._looks[character] |= set(alike)

    def alike(self, wanted: str) -> Iterator[tuple[str, float]]:
        """Names that sound the same, or differ in one character where the words make no sense otherwise."""
        sound = searching.syllables(wanted)
        for name in self._names:
            if abs(len(name) - len(wanted)) > 1:
                continue
            if len(wanted) > 1 and self._sounds[name] == sound:
                yield name, 0.95
            elif len(name) > 4 and self._one_wrong(wanted, name):
                yield name, 0.9

    @cached_property
    def _sounds(self) -> dict[str, tuple[str, ...]]:
        return {name: searching.syllables(name) for name in self._names}

    def _one_wrong(self, wanted: str, known: str) -> bool:
        """Whether one character is wrong, missing or too many, at a place where the words make no sense."""
        same = next((n for n, (a, b) in enumerate(zip(wanted, known, strict=False)) if a != b), None)
        at = min(len(wanted), len(known)) if same is None else same
        if at == 0:  # 医保人数 is not 低保人数
            return False
        around = searching.pairs(wanted[max(0, at - 1) : at + 2])
        if all(pair in self.pairs for pair in around):
            return False
        if wanted[at + 1 :] == known[at + 1 :]:  # 生育补贴 is not 生活补贴
            return searching.sound_alike(wanted[at : at + 1], known[at : at + 1])
        return wanted[at + 1 :] == known[at:] or wanted[at:] == known[at + 1 :]

    def mended(self, text: str) -> Iterator[str]:
        """The words with one character replaced where they make no sense as they stand."""
        for place, typed in enumerate(text):
            before, then = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
            if self._joins(before, typed) and self._joins(typed, then):
                continue
            for meant in sorted(self._after.get(before, self._all)):
                alike = meant in self._looks[typed] or searching.sound_alike(typed, meant)
                if meant != typed and alike and self._joins(before, meant) and self._joins(meant, then):
                    yield text[:place] + meant + text[place + 1 :]

    def _joins(self, one: str, other: str) -> bool:
        return not one.strip() or not other.strip() or one + other in self.pairs
