"""How a form is written: full width or half, traditional characters or simplified."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(65536)
def simplified(text: str) -> str:
    """Traditional characters → simplified, compatibility forms → plain ones: 編製單位：Ⅱ → 编制单位:II."""
    plain = unicodedata.normalize("NFKC", text)
    return plain if plain.isascii() else _converter().convert(plain)
