"""查数: the figure that a few words ask for. Deterministic, offline; nothing when there is nothing."""

from __future__ import annotations

from minsheng.lookup.finding import Found, holdings, look_up, warm
from minsheng.lookup.hits import Hit, history, hit, placed, sayings, sentences

__all__ = ["Found", "Hit", "history", "hit", "holdings", "look_up", "placed", "sayings", "sentences", "warm"]
