"""What a text is written of and about: the figures, what is planned and cited; who answers, for what time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minsheng.answer import YearEnd
from minsheng.writing.sentences import Place
from minsheng.writing.spans import Since
from minsheng.yearlines import Line


@dataclass(frozen=True, slots=True)
class Frame:
    """What the text is about: who answers, for what time, in which words (全市); ``dated`` over several years.

    ``next`` is the time that the last paragraph looks ahead to: 2024年, 下半年.
    """

    title: str
    office: str
    whole: str
    span: str
    demo: bool
    dated: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What there is to write of: the year's figures, those of a review's first year, what is planned, what is cited.

    ``practices`` (documents, ways of working) open their section, ``recognitions`` (pilots, awards, cases) close it:
    sentences by section, without figures of ours.
    ``position`` gives a figure's place among the units beside.
    """

    year: YearEnd
    since: Sequence[Since] = ()
    ahead: Sequence[Line] = ()
    practices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    recognitions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    position: Place = lambda line: None
