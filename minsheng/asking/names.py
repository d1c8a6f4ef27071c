"""Which figures words name: names, aliases and phrases compared by what they share, by initials, and with a slip or two.

A name is compared whole and as its stem (低保 of 低保人数); rare pairs of characters count more than common ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from minsheng import searching
from minsheng.asking import letters, measures, variants
from minsheng.asking.slips import Slips
from minsheng.catalogue import Catalogue, Indicator, squash

LIKE = 0.95  #: how near the best name another must be to be meant as well
_LEAST = 0.55  #: the least likeness, and the least share of the words that a name must explain
_EXPLAINED = 0.78
_WORDS = 3  #: characters that are words enough for a part of a name: 法院 alone is no 法院离婚
_STEM = 0.96
_FULLER = 0.02  #: what a name loses that follows from others
_NAMED = 0.99  #: of a name with a measure said behind it
#: 80到89岁, 80岁-89岁: as ages stand in names, 80—89岁
_AGES = re.compile(r"(?<=\d)周?岁?[到至](?=\d+周?岁)")
_AGE = re.compile(r"(?P<tens>[一二三四五六七八九])十(?P<ones>[一二三四五六七八九])?(?=周?岁)")
_OLDER = re.compile(r"(?<=[6-9]\d)(?=及?以上)|(?<=100)(?=及?以上)")
_NUMERAL = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling as it is compared; ``less`` is what it loses against the name itself."""

    text: str
    code: str
    less: float
    stem: bool


class Names:
    """Everything that figures are called."""

    def __init__(
        self,
        catalogue: Catalogue,
        phrases: Iterable[Mapping[str, str]],
        synonyms: Iterable[Mapping[str, str]],
    ) -> None:
        self._catalogue = catalogue
        self._asked: tuple[tuple[str, str], dict[str, float]] = (("", ""), {})
        means = {squash(row["word"]): squash(row["means"]) for row in synonyms}
        words = sorted(means, key=len, reverse=True)
        self._same = re.compile("|".join(map(re.escape, words)) or "(?!)")
        self._means = {word: self._same.sub(lambda it: means[it[0]], meant) for word, meant in means.items()}
        spelled = list(self._spelled(phrases))
        self._spellings = tuple(dict.fromkeys(text for _, text, _ in spelled))
        self._counted = {measures.stem(text) for code, text, _ in spelled if self._unit(code) in ("人", "户")}
        self._exact: dict[str, dict[str, float]] = defaultdict(dict)
        self._forms = list(dict.fromkeys(form for it in spelled for form in self._variants(*it)))
        for form in self._forms:
            if not form.stem:
                less = self._exact[form.text].get(form.code, 1.0)
                self._exact[form.text][form.code] = min(less, form.less)
        counted = Counter(gram for form in self._forms for gram in set(_grams(form.text)))
        many = len(self._forms)
        self._unknown = math.log(1 + many)
        for code, name in variants.fuller(self._catalogue, self.plain):
            self._exact[name].setdefault(code, _FULLER)
        self._pairs = {pair for name in self._exact for pair in searching.pairs(name)}
        self._weights = {gram: math.log(1 + many / count) for gram, count in counted.items()}
        self._found: dict[str, list[int]] = defaultdict(list)
        self._totals = [sum(map(self._weight, _grams(form.text))) for form in self._forms]
        for number, form in enumerate(self._forms):
            for gram in set(_grams(form.text)):
                self._found[gram].append(number)

    def _spelled(self, phrases: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, float]]:
        """Code, spelling and what it loses against the name itself."""
        rows = [
            (it.code, name, less)
            for it in self._catalogue
            for name, less in ((it.name, 0.0), (it.short_name, 0.0), *((name, 0.002) for name in it.aliases))
        ]
        plain = ((row["indicator"], row["phrase"], 0.01) for row in phrases)
        rows += [it for it in plain if it[0] in self._catalogue and not set("#§…()|") & set(it[1])]
        return ((code, text, less) for code, name, less in rows if (text := self.plain(name)))

    def _variants(self, code: str, text: str, loss: float) -> Iterator[Form]:
        """The spelling and its stem, without 城乡 too; one that other figures count does not alone mean money."""
        bare = self._unit(code) == "元" and text in self._counted
        shorter = (
            (text.removeprefix(word), less + loss) for word, less in letters.WHOLE if text.startswith(word)
        )
        for spelled, less in ((text, loss), *shorter):
            if spelled and not bare:
                yield Form(spelled, code, less, stem=False)
            if stem := measures.stem(spelled):
                yield Form(stem, code, less, stem=True)

    def _unit(self, code: str) -> str:
        return measures.class_of(self._catalogue[code].unit)

    def plain(self, text: str) -> str:
        """Words as they are compared: squashed, each synonym as the one that stands for all."""
        squashed = squash(_AGES.sub("—", _OLDER.sub("岁", _AGE.sub(_in_digits, text))))
        said = self._same.sub(lambda it: self._means[it[0]], squashed)
        return said if len(said) > 1 else squashed

    def has_pair(self, pair: str) -> bool:
        """Whether two characters stand together in a name."""
        return pair in self._pairs

    def writes(self, pair: str) -> bool:
        """Whether two characters stand together in a name as it is written, or in a word that is read as another."""
        return pair in self.slips.pairs

    def says(self, word: str) -> bool:
        """Whether a name has these words in it."""
        return all(map(self.has_pair, searching.pairs(word)))

    @cached_property
    def shortened(self) -> Mapping[str, tuple[str, ...]]:
        """What may stand for the first words of names: 事无 for 事实无人."""
        return variants.shortened(self._spellings)

    @cached_property
    def slips(self) -> Slips:
        """Characters that sound or look like those of a name."""
        written = (name for it in self._catalogue for name in (it.name, it.short_name, *it.aliases))
        whole = dict.fromkeys(form.text for form in self._forms if not form.stem)
        return Slips(whole, (*map(squash, written), *self._means))

    def fuller(self, words: str) -> str:
        """The name of which words in the middle were left out, if it is the only one so short: 社区养老站 of 社区养老服务站."""
        said = measures.stem(self.plain(words))
        names = [it for it in self._exact if variants.contracts(said, measures.stem(it))]
        best = [it for it in names if len(it) == min(map(len, names))]
        return best[0] if len(best) == 1 else ""

    # -- finding ------------------------------------------------------------------------------
    def likeness(self, words: str, measure: str = "") -> float:
        """How like the words the best name is."""
        return max(self._asked_for(words, measure).values(), default=0.0)

    def best(self, words: str, measure: str = "", like: float = LIKE) -> tuple[Indicator, ...]:
        """The figures that the words name, best first, with those about as like; none where nothing is like them."""
        if words.strip() in self._catalogue:
            return (self._catalogue[words.strip()],)
        scores = self._asked_for(words, measure)
        if not scores:
            return ()
        top = max(scores.values())
        near = [code for code, score in scores.items() if score >= top * like]
        order = {it.code: place for place, it in enumerate(self._catalogue)}
        near.sort(key=lambda code: (-round(scores[code], 2), self._preferred(code), order[code]))
        return tuple(self._catalogue[code] for code in near)

    def _asked_for(self, words: str, measure: str) -> dict[str, float]:
        wanted = self.plain(words)
        if not wanted or (wanted == measures.head(wanted) and wanted not in self._exact):
            return {}
        return self._likenesses(wanted, measures.MEASURES.get(measure, measure) or measures.measure(wanted))

    def _likenesses(self, wanted: str, measure: str) -> dict[str, float]:
        """The likeness of each figure; that of the words asked last is kept, as they are asked again more widely."""
        if self._asked[0] != (wanted, measure):
            found = self._scores(wanted, measure) or self._scores(wanted.removeprefix("城乡"), measure)
            self._asked = ((wanted, measure), found)
        return self._asked[1]

    def exactly(self, words: str) -> tuple[Indicator, ...]:
        """The figures of which the words are the very name."""
        codes = [code for code, less in self._exact.get(self.plain(words), {}).items() if less < 0.01]
        return tuple(self._catalogue[code] for code in codes)

    def belongs(self, it: Indicator, words: Iterable[str]) -> bool:
        """Whether each of the words names what a figure is a part of or computed from, or is said in its definition."""
        kin = {it.parent, *(operand.code for operand in (it.formula.operands if it.formula else ()))}
        said = self.plain(" ".join(("民政", it.domain, it.definition, *it.aliases)))
        return all(word in said or any(other.code in kin for other in self.best(word)) for word in words)

    def _preferred(self, code: str) -> int:
        kind = self._unit(code)
        return measures.FIRST.index(kind) if kind in measures.FIRST else len(measures.FIRST)

    def _scores(self, wanted: str, measure: str) -> dict[str, float]:
        if wanted.isascii():
            return letters.scores(wanted, self._letters)
        exact = {
            code: (1.0 - less) * self._fits(code, measure)
            for code, less in self._exact.get(wanted, {}).items()
        }
        if (stem := measures.stem(wanted)) != wanted:  # 低保金支出 is 低保金
            for code, less in self._exact.get(stem, {}).items():
                score = (_NAMED - less) * self._fits(code, measure)
                exact[code] = max(score, exact.get(code, 0.0))
        shared = self._shared(wanted, measure)
        for code, score in exact.items():
            if score:
                shared[code] = max(score, shared.get(code, 0.0))
        if max(shared.values(), default=0.0) < LIKE * _STEM:
            for name, score in self.slips.alike(wanted):
                for code, less in self._exact[name].items():
                    if fits := self._fits(code, measure):
                        shared[code] = max(score * fits - less, shared.get(code, 0.0))
        return shared

    @cached_property
    def _letters(self) -> list[letters.Spelling]:
        return letters.spellings(self._catalogue)

    def _weight(self, gram: str) -> float:
        return self._weights.get(gram, self._unknown)

    def _shared(self, wanted: str, measure: str) -> dict[str, float]:
        """The likeness of every name that explains enough of the words."""
        found: dict[str, float] = {}
        for stem, text in ((False, wanted), (True, measures.stem(wanted) or wanted)):
            grams = _grams(text)
            total = sum(map(self._weight, grams))
            common: dict[int, float] = defaultdict(float)
            for gram in set(grams):
                for number in self._found.get(gram, ()):
                    common[number] += self._weights[gram]
            for number, weight in common.items():
                form = self._forms[number]
                if form.stem is not stem or (len(text) < _WORDS and form.text != text):
                    continue
                if weight < _EXPLAINED * total or self._strange(text, form.text):
                    continue
                likeness = 2 * weight / (total + self._totals[number])
                score = min(likeness, 1.0) * (_STEM if stem else 1.0) - form.less
                score *= self._fits(form.code, measure)
                if score >= _LEAST and score > found.get(form.code, 0.0):
                    found[form.code] = score
        return found

    def _strange(self, wanted: str, known: str) -> bool:
        """Whether more characters than one in five are not in the name, or a word of other names: 低保 in 低保60岁以上老人."""
        missing = [character not in known for character in wanted]
        if any(a and b and self.has_pair(wanted[n : n + 2]) for n, (a, b) in enumerate(pairwise(missing))):
            return True
        return len({it for it, gone in zip(wanted, missing, strict=True) if gone}) > len(wanted) // 5

    def _fits(self, code: str, measure: str) -> float:
        return measures.fits(self._unit(code), measure)


def _in_digits(age: re.Match) -> str:
    """80 for 八十."""
    return str(_NUMERAL.index(age["tens"]) * 10 + _NUMERAL.index(age["ones"] or "零"))


def _grams(text: str) -> list[str]:
    return [*dict.fromkeys(text), *dict.fromkeys(searching.pairs(text))]
