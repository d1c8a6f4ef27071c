"""A briefing as PowerPoint, 16:9: claims as titles, native charts, figures large, sources below, 数据编号 in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

from minsheng.writing import annexes
from minsheng.writing.deck import Slide
from minsheng.writing.document import Chart, Span

FONT = "微软雅黑"
INK, NAVY, CINNABAR, QUIET = (RGBColor.from_string(each) for each in ("1B2A3D", "1F3B64", "A6341B", "5B6B7C"))
PAPER, PALE = RGBColor.from_string("FBFAF6"), RGBColor.from_string("B9C8DA")
WIDE, HIGH = Mm(338.667), Mm(190.5)
EDGE = Mm(18)


def slides(title: str, banner: str, shown: Sequence[Slide]) -> bytes:
    """The file: a cover and the slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    deck.core_properties.title, deck.core_properties.author = title, "民生答卷"
    _cover(_blank(deck), title, banner)
    for number, slide in enumerate(shown, start=2):
        _slide(_blank(deck), slide, banner, number)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _blank(deck):  # noqa: ANN001, ANN202 - python-pptx objects
    page = deck.slides.add_slide(deck.slide_layouts[6])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = PAPER
    return page


def _cover(page, title: str, banner: str) -> None:  # noqa: ANN001
    bar = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, EDGE, Mm(62), Mm(3), Mm(44))
    bar.fill.solid()
    bar.fill.fore_color.rgb = CINNABAR
    bar.line.fill.background()
    _text(page, (Span(title),), EDGE + Mm(10), Mm(58), WIDE - 2 * EDGE - Mm(10), Mm(36), 40, NAVY, bold=True)
    _text(page, (Span(banner),), EDGE + Mm(10), Mm(94), WIDE - 2 * EDGE, Mm(14), 20, QUIET)


def _slide(page, slide: Slide, banner: str, number: int) -> None:  # noqa: ANN001
    _text(
        page,
        slide.title,
        EDGE,
        Mm(10),
        WIDE - 2 * EDGE,
        Mm(26),
        32,
        NAVY,
        bold=True,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    rule = page.shapes.add_connector(1, EDGE, Mm(38), WIDE - EDGE, Mm(38))
    rule.line.color.rgb, rule.line.width = PALE, Pt(1)
    half = (WIDE - 2 * EDGE) // 2
    if slide.chart:
        _chart(page, slide.chart, EDGE + half + Mm(6), Mm(44), half - Mm(6), Mm(118))
    if slide.points:
        width = half - Mm(4) if slide.chart else WIDE - 2 * EDGE
        _points(page, slide.points, EDGE, Mm(46), width, Mm(116))
    _bigs(page, slide)
    _text(page, (Span(slide.footer),), EDGE, Mm(168), WIDE - 2 * EDGE, Mm(12), 16, QUIET)
    tail = (Span(f"{banner}　第{number}页"),)
    _text(page, tail, WIDE - EDGE - Mm(110), Mm(4), Mm(110), Mm(8), 12, QUIET, align=PP_ALIGN.RIGHT)
    _notes(page, slide)


def _text(  # noqa: PLR0913 - a box has a place, a size and a look
    page, spans: Sequence[Span], left: int, top: int, width: int, height: int, size: float, colour: RGBColor,
    *, bold: bool = False, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> None:  # noqa: ANN001 # fmt: skip
    frame = page.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    paragraph = frame.paragraphs[0]
    paragraph.alignment = align
    _runs(paragraph, spans, size, colour, bold)


def _runs(paragraph, spans: Sequence[Span], size: float, colour: RGBColor, bold: bool = False) -> None:  # noqa: ANN001
    for span in spans:
        run = paragraph.add_run()
        run.text = span.text
        _face(run.font, size, colour, bold)


def _face(font, size: float, colour: RGBColor, bold: bool = False) -> None:  # noqa: ANN001
    """Latin and East Asian font, size and colour."""
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour
    properties = font._element
    properties.set("lang", "zh-CN")
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    east = properties.makeelement(qn("a:ea"), {"typeface": FONT})
    properties.find(qn("a:latin")).addnext(east)


def _points(page, points: Sequence[Sequence[Span]], left: int, top: int, width: int, height: int) -> None:  # noqa: ANN001
    frame = page.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
    frame.word_wrap = True
    for place, spans in enumerate(points):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after, paragraph.line_spacing = Pt(14), 1.15
        _runs(paragraph, (Span("■ "),), 14, CINNABAR)
        for span in spans:
            _runs(paragraph, (span,), 24, NAVY if span.entry else INK, bold=bool(span.entry))


def _bigs(page, slide: Slide) -> None:  # noqa: ANN001
    """Figures in a grid of three columns: name above, number large, time below."""
    width = (WIDE - 2 * EDGE) // 3
    for place, big in enumerate(slide.bigs):
        left, top = EDGE + place % 3 * width, Mm(50) + place // 3 * Mm(58)
        _text(page, (Span(big.name),), left, top, width, Mm(12), 24 if len(big.name) < 12 else 20, INK)
        _text(page, (big.number,), left, top + Mm(13), width, Mm(20), 40, NAVY, bold=True)
        _text(page, (Span(big.when),), left, top + Mm(34), width, Mm(10), 16, QUIET)


def _chart(page, chart: Chart, left: int, top: int, width: int, height: int) -> None:  # noqa: ANN001
    """Native columns from zero, the last one dark, or lying bars all alike; labels are the bound numbers, no value axis."""
    caption = (Span(f"{chart.name}（{chart.unit}，{chart.basis}）"),)
    _text(page, caption, left, top, width, Mm(12), 20, INK)
    data = CategoryChartData()
    data.categories = [bar.year for bar in chart.bars]
    data.add_series(chart.name, [float(bar.value) for bar in chart.bars])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.lying else XL_CHART_TYPE.COLUMN_CLUSTERED
    drawn = page.shapes.add_chart(
        kind, Emu(left), Emu(top + Mm(13)), Emu(width), Emu(height - Mm(13)), data
    ).chart
    drawn.has_legend, drawn.has_title = False, False
    drawn.value_axis.visible = False
    drawn.value_axis.minimum_scale = 0
    drawn.value_axis.has_major_gridlines = False
    drawn.category_axis.reverse_order = chart.lying
    _face(drawn.category_axis.tick_labels.font, 12 if chart.lying else 16, INK)
    drawn.category_axis.format.line.color.rgb = PALE
    plot = drawn.plots[0]
    plot.gap_width = 60
    for place, bar in enumerate(chart.bars):
        point = plot.series[0].points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = NAVY if place == len(chart.bars) - 1 and not chart.lying else PALE
        label = point.data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        _runs(label.text_frame.paragraphs[0], (bar.label,), 12 if chart.lying else 16, INK)


def _notes(page, slide: Slide) -> None:  # noqa: ANN001
    """Every number of the slide with its 数据编号, meaning and source."""
    lines = [
        f"{entry.id}　{entry.quote}　{entry.indicator.name}（{annexes.meaning(entry)}）　{annexes.origin(entry.fact)}"
        for entry in slide.entries
    ]
    page.notes_slide.notes_text_frame.text = "\n".join(["数据编号：", *lines] if lines else [slide.footer])
