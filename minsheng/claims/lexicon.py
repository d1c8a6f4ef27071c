"""Words of a draft → indicators: names and aliases of the catalogue, and the phrases of ``data/lexicon/phrases.csv``.

A phrase is either plain words that may stand before or behind the number (困难残疾人), or a pattern: ``#`` is the number,
``§`` another number, ``…`` up to thirty characters of the same sentence (投资#…综合养老服务中心), ``|`` within ``()`` a choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from minsheng.catalogue import Catalogue, Indicator
from minsheng.places import rows_of

GAP = r"[^;!?\n]{0,30}?"
_ENDINGS = ("总人数", "人次数", "人次", "户次", "人数", "户数", "对数", "个数", "总数", "发放额", "数", "额")
_AREAS = {"城市": ("城市", "城镇"), "农村": ("农村",)}
#: other ways of saying that something is new
_NEW = {
    "新建": ("新开办", "新开设", "新设", "新开", "新办", "新建成"),
    "新登记": ("新成立", "新注册"),
    "新纳入": ("新审批", "新增纳入"),
}
#: 六十周岁以上 are 60岁以上
_AGES = {
    "60岁": "六十岁",
    "六十岁": "六十周岁",
    "65岁": "六十五岁",
    "六十五岁": "六十五周岁",
    "80岁": "八十岁",
    "八十岁": "八十周岁",
}
#: where a clause begins, or goes on with words that say only when and where
_LEADS = re.compile(
    r"(?:^|[,、;:。!?(—\n§●•·○■▪◆*-])(?:截至|到|(?:20\d\d)?年|\d{1,2}月[末底]?|其中|全[市县区省镇]|我[市县区省镇]|目前|现有|共有|年末|年底|月末|月底|在册|保障|保障了|享受)*$"
)
_TOO_COMMON = frozenset("社会福利 社会救助 救灾 抚恤 社区 医疗救助 户数 人数 办事处".split())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase that stands at ``text[start:end]`` and the codes that it may mean; ``own`` where it is a full name."""

    start: int
    end: int
    phrase: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase with the number in it; ``weight`` is how many characters it pins down."""

    regex: re.Pattern
    code: str
    weight: int
    hint: str


class Lexicon:
    """All phrases, found in a text in one pass."""

    def __init__(self, catalogue: Catalogue, rows: Iterable[Mapping[str, str]]) -> None:
        self.catalogue = catalogue
        self._codes: dict[str, dict[str, None]] = {}
        self._leading: set[str] = set()
        self.patterns: list[Pattern] = []
        self.items: dict[str, list[tuple[str, str]]] = {}
        for indicator in catalogue:
            for phrase in _spellings(indicator):
                self._add(phrase, indicator.code)
            self._list(indicator)
        for row in rows:
            if row["indicator"] in catalogue:
                self._learn(row["indicator"], narrow(row["phrase"]))
        self._qualify()
        self._with_both()
        self._by_time()
        self._longest: dict[str, int] = {}
        for phrase in self._codes:
            self._longest[phrase[:2]] = max(len(phrase), self._longest.get(phrase[:2], 0))

    def _qualify(self) -> None:
        """农村特困供养支出: a part is also called by the words of its whole, with 城市 or 农村 before them."""
        for indicator in self.catalogue:
            area = indicator.name[:2]
            if area in _AREAS and indicator.parent in self.catalogue:
                whole = self.catalogue[indicator.parent]
                for phrase in [] if whole.name[:2] in _AREAS else self._calling(whole.code):
                    for word in _AREAS[area]:
                        if word + phrase not in self._codes:
                            self._add(word + phrase, indicator.code)

    def _with_both(self) -> None:
        """新增城乡低保对象: what is said of 低保 without an area is also said of 城乡低保, and the other way round."""
        for phrase, codes in list(self._codes.items()):
            for other in (
                re.sub("(?<!城市)(?<!城镇)(?<!农村)(?<!城乡)低保", "城乡低保", phrase),
                phrase.replace("城乡低保", "低保"),
            ):
                if other not in self._codes and phrase not in self._leading and len(other) > 2:
                    self._codes[other] = dict(codes)

    def _by_time(self) -> None:
        """生活补贴月标准, 特困供养年标准: a standard is also called by the time for which one gets it."""
        for phrase, codes in list(self._codes.items()):
            times = {self.catalogue[code].unit[-1:] for code in codes} & {"月", "年"}
            if phrase.endswith("标准") and len(times) == 1 and phrase[-3] not in "月年":
                self._codes.setdefault(f"{phrase[:-2]}{times.pop()}标准", dict(codes))

    def _calling(self, code: str) -> list[str]:
        """The phrases of an indicator that can take 城市 or 农村 before them."""
        called = [phrase.removeprefix("城乡") for phrase, codes in self._codes.items() if code in codes]
        return [phrase for phrase in called if not phrase.startswith(("城", "农", "新"))]

    def _list(self, indicator: Indicator) -> None:
        """医疗救助对象：第五类（因病致贫重病患者） is called 第五类 in a text that is about such people."""
        prefix, _, item = narrow(indicator.name).partition(":")
        bare = re.sub(r"\([^()]*\)", "", item)
        inside = re.findall(r"\(([^()]{4,})\)", item)
        whole = {item, bare, *inside} - {""}
        short = {name.replace("最低生活保障", "低保") for name in whole}
        for name in {re.sub("(人员|对象)$", "", name) for name in whole | short} | whole | short:
            for form in (name, f"{name}人员", f"{name}对象"):
                self.items.setdefault(form, []).append((prefix, indicator.code))

    def _add(self, phrase: str, code: str) -> None:
        for aged in _AGES:
            if aged in phrase:
                self._add(phrase.replace(aged, _AGES[aged]), code)
        if len(phrase) >= 2 and phrase not in _TOO_COMMON:
            self._codes.setdefault(phrase, {})[code] = None

    def _learn(self, code: str, phrase: str) -> None:
        if phrase.startswith("^"):
            self._leading.add(phrase := phrase[1:])
        for aged in _AGES:
            if aged in phrase:
                self._learn(code, phrase.replace(aged, _AGES[aged]))
        if not re.search("[#…§]", phrase):
            self._codes.setdefault(phrase, {})[code] = None
            return
        parts = [re.escape(part) for part in re.split(r"…", phrase)]
        regex = (
            GAP.join(parts)
            .replace(r"\#", "#+")
            .replace("§", "§+")
            .replace(r"\(", "(?:")
            .replace(r"\)", ")")
            .replace(r"\|", "|")
        )
        literal = re.sub(r"\(([^|)]*)\|[^)]*\)", r"\1", phrase)
        words = [part for part in re.split(r"[#…§]", phrase.replace("(", "").replace(")", "")) if part]
        hint = max(words, key=len) if "|" not in phrase else ""
        self.patterns.append(Pattern(re.compile(regex), code, len(re.sub(r"[#…§]", "", literal)), hint))

    def occurrences(self, text: str) -> list[Occurrence]:
        """The longest phrases of a text; one that lies inside a longer one is part of it."""
        found: list[Occurrence] = []
        reach = 0
        for start in range(len(text) - 1):
            for phrase in self._starting(text, start):
                if phrase in self._leading and not _LEADS.search(text[max(0, start - 12) : start]):
                    continue
                if start + len(phrase) > reach:
                    found.append(Occurrence(start, start + len(phrase), phrase, tuple(self._codes[phrase])))
                    reach = start + len(phrase)
                break
        return found

    def _starting(self, text: str, start: int) -> Iterator[str]:
        for length in range(self._longest.get(text[start : start + 2], 0), 1, -1):
            if (phrase := text[start : start + length]) in self._codes:
                yield phrase

    def is_stock(self, code: str) -> bool:
        """Whether an indicator is what there is at the end of a time."""
        return code in self.catalogue and self.catalogue[code].kind == "stock"

    def codes(self, phrase: str) -> tuple[str, ...]:
        """What a phrase may mean."""
        return tuple(self._codes.get(narrow(phrase), ()))


def _spellings(indicator: Indicator) -> Iterator[str]:
    """The names of an indicator as a text may spell them: without bracketed notes, without 数 at the end."""
    for name in (indicator.name, indicator.short_name, *indicator.aliases):
        plain = narrow(name)
        fresh = [plain.replace(word, like) for word, likes in _NEW.items() if word in plain for like in likes]
        for form in dict.fromkeys(
            (plain, *fresh, re.sub(r"\([^()]*\)", "", plain), re.sub(r"[“”\"]", "", plain))
        ):
            yield form
            ending = next((ending for ending in _ENDINGS if form.endswith(ending)), "")
            if ending and len(form) - len(ending) >= 4:
                yield form.removesuffix(ending)


def narrow(text: str) -> str:
    """The half-width form in which drafts are read."""
    return "".join(short if len(short := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


@cache
def shipped(catalogue: Catalogue) -> Lexicon:
    """The lexicon of a catalogue with the shipped phrases."""
    return Lexicon(catalogue, rows_of("lexicon/phrases.csv"))
