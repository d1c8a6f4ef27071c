"""How a text is written: traditional characters → simplified, full width → half; names that keep their characters keep them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: written with a character that is traditional elsewhere (乾燥 → 干燥): 乾安县 in 吉林, 乾县 in 陕西
_KEPT = re.compile(r"乾(?=[安县縣])")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def converted(text: str) -> str:
    """The text in simplified characters."""
    plain = _converter().convert(text)
    if len(plain) == len(text):
        for found in _KEPT.finditer(text):
            plain = f"{plain[: found.start()]}{found[0]}{plain[found.end() :]}"
    return plain


@lru_cache(65536)
def simplified(text: str) -> str:
    """Simplified, compatibility forms → plain ones: 編製單位：Ⅱ → 编制单位:II."""
    plain = unicodedata.normalize("NFKC", text)
    return plain if plain.isascii() else converted(plain)
