"""Which indicators typed words name: by name, alias or code, initials of the pinyin, or with one character wrong."""

from __future__ import annotations

import re
from functools import lru_cache

from minsheng import searching
from minsheng.catalogue import Catalogue, Indicator, squash

#: words of a question that name nothing
_FILLERS = re.compile(
    r"请问|查一下|查询|一共|目前|现在|截至|有多少|是多少|多少|是什么|的|数据|情况|[?？,，。]"
)
_LIKE = 0.95  #: how near the best name another must be to be offered beside it


def indicators(text: str, catalogue: Catalogue, least: float = 0.34) -> tuple[Indicator, ...]:
    """The indicators that the words name, best first; 城乡 before 城市 and 农村 where they leave it open."""
    if text.strip() in catalogue:
        return (catalogue[text.strip()],)
    for words in dict.fromkeys((squash(text), squash(_FILLERS.sub("", text)))):
        if words and (found := _best(words, catalogue, least)):
            return found
    return ()


def _best(wanted: str, catalogue: Catalogue, least: float) -> tuple[Indicator, ...]:
    scored = [(max(_likeness(wanted, name) for name in names), it) for it, names in _called(catalogue)]
    best = max((score for score, _ in scored), default=0.0)
    if best < least:
        scored = [(max(_misspelt(wanted, name) for name in names), it) for it, names in _called(catalogue)]
        best = max((score for score, _ in scored), default=0.0)
    if best < least or not best:
        return ()
    near = sorted((it for it in scored if it[0] >= best * _LIKE), key=lambda it: -it[0])
    return tuple(indicator for _, indicator in near)


@lru_cache(maxsize=4)
def _called(catalogue: Catalogue) -> tuple[tuple[Indicator, tuple[str, ...]], ...]:
    """Every indicator with its names as they are compared."""
    return tuple(
        (it, tuple(dict.fromkeys(filter(None, map(squash, (it.name, it.short_name, *it.aliases))))))
        for it in catalogue
    )


def _likeness(wanted: str, known: str) -> float:
    """1 for the name, a little less for 城乡, 城市 or 农村 before it, its initials, or its share of the words."""
    if known == wanted:
        return 1.0
    if known.endswith(wanted) and (before := known.removesuffix(wanted)) in ("城乡", "城市", "农村"):
        return 0.99 if before == "城乡" else 0.97
    if wanted.isascii():
        return _by_letters(wanted, known)
    if wanted in known or known in wanted:
        return min(len(known), len(wanted)) / max(len(known), len(wanted))
    return 0.0


def _by_letters(wanted: str, known: str) -> float:
    if len(wanted) < 3 or not wanted.isalpha() or known.isascii():
        return 0.0
    letters = searching.initials(known)
    return (
        0.98 if letters == wanted else 0.9 * len(wanted) / len(letters) if letters.startswith(wanted) else 0.0
    )


def _misspelt(wanted: str, known: str) -> float:
    """0.9 where one character is wrong, missing or too many in a name of four or more."""
    if len(known) < 4 or wanted.isascii() or abs(len(known) - len(wanted)) > 1:
        return 0.0
    same = next((n for n, (a, b) in enumerate(zip(wanted, known, strict=False)) if a != b), None)
    if same is None:
        return 0.9
    tails = (
        (wanted[same + 1 :], known[same + 1 :]),
        (wanted[same + 1 :], known[same:]),
        (wanted[same:], known[same + 1 :]),
    )
    return 0.9 if any(a == b for a, b in tails) else 0.0
