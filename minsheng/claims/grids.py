"""The tables of a draft's file as places in its text, and what parts its pages."""

from __future__ import annotations

#: the cells of a table, row by row, as places in the text; a merged cell stands in each place that it covers
Grid = tuple[tuple[tuple[int, int] | None, ...], ...]
PAGE = "\f"  #: parts two slides
