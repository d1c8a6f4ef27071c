"""The text of a 通报 in the genre's own order: title, 主送, 总体情况, 分项进展, 存在问题, 下步要求, 落款, 附件."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minsheng.bulletin import template
from minsheng.bulletin.chapter import ORDINALS, Chapter, span
from minsheng.bulletin.demands import Demands
from minsheng.bulletin.findings import Findings
from minsheng.bulletin.matter import Matter
from minsheng.bulletin.overall import Overall
from minsheng.bulletin.problems import Problems
from minsheng.bulletin.progress import Progress
from minsheng.bulletin.voice import Voice
from minsheng.facts import Status
from minsheng.writing import wording
from minsheng.writing.document import Paragraph, Span, Style

_ADDRESSEES = {"town": "to_towns", "prefecture": "to_cities", "province": "to_provinces"}
#: who writes which part of the template
_WRITERS: dict[str, type[Chapter]] = {
    template.OVERALL: Overall,
    template.PROGRESS: Progress,
    template.PROBLEMS: Problems,
    template.NEXT: Demands,
}


class Composer:
    """Writes one text."""

    def __init__(self, matter: Matter, found: Findings, voice: Voice, dated: date) -> None:
        self._matter, self._found, self._voice, self._dated = matter, found, voice, dated
        self._whole = wording.whole(matter.place)

    @property
    def title(self) -> str:
        """The document's name."""
        return "".join(
            it.text for it in self._voice.said("title", span=span(self._matter), whole=self._whole)
        )

    def paragraphs(self, annexes: Sequence[str]) -> list[Paragraph]:
        """The whole text; ``annexes`` are the titles of what follows it."""
        matter, said = self._matter, self._voice.said
        level = next((it.level for it in matter.units if it.level not in ("zone", "own")), "county")
        head = [Paragraph(Style.TITLE, (Span(self.title),))]
        if matter.demo:
            head.append(Paragraph(Style.MARK, (Span("（演示数据：地区和数字均为虚构）"),)))
        head.append(Paragraph(Style.TO, said(_ADDRESSEES.get(level, "to_counties"))))
        head.append(Paragraph(Style.BODY, said("opening", span=span(matter), whole=self._whole)))
        body: list[Paragraph] = []
        for number, (part, heading) in enumerate(matter.template.chapters):
            body.append(Paragraph(Style.HEADING, (Span(f"{ORDINALS[number]}、{heading}"),)))
            body += _WRITERS[part](matter, self._found, self._voice).paragraphs()
        return [*head, *body, *self._annexes(annexes), *self._signed(), self._about()]

    def _annexes(self, titles: Sequence[str]) -> list[Paragraph]:
        head = [f"附件：{titles[0]}"] if len(titles) == 1 else []
        many = [f"{'附件：' if n == 1 else '　　　'}{n}.{title}" for n, title in enumerate(titles, start=1)]
        return [Paragraph(Style.BODY, (Span(text),)) for text in head or many]

    def _signed(self) -> list[Paragraph]:
        matter, day = self._matter, self._dated
        office = wording.office(matter.place, matter.region.level)
        words = (office, f"{day.year}年{day.month}月{day.day}日")
        return [Paragraph(Style.SIGNED, (Span(text),)) for text in words]

    def _about(self) -> Paragraph:
        """What a reader must know of the figures."""
        facts = [line.figure.fact for it in self._matter.told for line in it.lines.values()]
        said = [
            "文中和附件中的数字均有数据编号，正文所列见数据核对表",
            "期末数为所注时点数，其余为所注期间的累计数",
            "中性指标和不折算的绝对数只按数值排列，不评优劣",
            "文稿引用的数字未经核定" if any(it.status is Status.PRESS for it in facts) else "",
            "部分数待核" if any(it.pending for it in facts) else "",
            "部分数据因四舍五入的原因，存在总计与分项合计不等的情况",
        ]
        return Paragraph(Style.NOTE, (Span(f"数据说明：{'；'.join(part for part in said if part)}。"),))
