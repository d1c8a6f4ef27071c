"""The look of a Chinese official document (GB/T 9704-2012) in WordprocessingML: fonts, pitch, margins, page numbers.

East Asian fonts, indents and the language must be set by XML; fonts are named, never embedded.
"""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

XIAOBIAOSONG, FANGSONG, HEITI, KAITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
PITCH = Pt(28.95)  # 22 lines on 225 mm


def page(word: Word) -> None:
    """A4 with the margins of the standard, 22 lines of 28 characters, simplified Chinese throughout."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _margins(section, Mm(37), Mm(35), Mm(28), Mm(26))
    style = word.styles["Normal"]
    style.font.name, style.font.size = FANGSONG, Pt(16)
    _fonts(style.element.get_or_add_rPr(), FANGSONG)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    word.settings.odd_and_even_pages_header_footer = True


def _margins(section: Section, top: Length, bottom: Length, left: Length, right: Length) -> None:
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)


def across(section: Section) -> None:
    """A landscape section for a wide table."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _margins(section, Mm(28), Mm(26), Mm(25), Mm(25))


def upright(section: Section) -> None:
    """A portrait section, whatever the one before it was."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    _margins(section, Mm(37), Mm(35), Mm(28), Mm(26))


def face(run: Run, font: str, size: float, *, bold: bool = False) -> None:
    """Set a run's font for Chinese, digits and Latin alike."""
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    _fonts(run._element.get_or_add_rPr(), font)


def _fonts(properties, font: str) -> None:  # noqa: ANN001 - a python-docx XML element
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), font)
    fonts.set(qn("w:hint"), "eastAsia")


def shape(
    paragraph: Paragraph, *, size: float = 16, indent: bool = False, centred: bool = False, pitch: int = PITCH
) -> None:
    """Line pitch, first-line indent of two characters, alignment; no space around."""
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, pitch
    if indent:
        place = paragraph._element.get_or_add_pPr().get_or_add_ind()
        place.set(qn("w:firstLineChars"), "200")
        place.set(qn("w:firstLine"), str(int(size * 40)))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    _off(paragraph, "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid")


def loose(paragraph: Paragraph) -> None:
    """As high as what stands in it: a fixed pitch would cut a picture off."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def signed(paragraph: Paragraph) -> None:
    """署名 and 成文日期: to the right, two characters in, kept together."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(32)
    paragraph.paragraph_format.keep_together = True


def _off(paragraph: Paragraph, *names: str) -> None:
    """Switch off what would loosen the pitch or put air between digits and characters; order is the schema's."""
    properties = paragraph._element.get_or_add_pPr()
    after = properties.find(qn("w:spacing"))
    for name in names:
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        after.addprevious(switch)


def numbered_pages(section: Section) -> None:
    """— 1 — in 4号宋体: to the right on odd pages, to the left on even ones."""
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        _words(paragraph, "— ")
        _field(paragraph, "PAGE")
        _words(paragraph, " —")


def headed(section: Section, words: str) -> None:
    """What stands on every page: 草稿, 演示数据."""
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        face(paragraph.add_run(words), SONGTI, 10.5)


def _words(paragraph: Paragraph, text: str) -> None:
    face(paragraph.add_run(text), SONGTI, 14)


def _field(paragraph: Paragraph, name: str) -> None:
    """A page field, with the runs that Word and WPS both expect."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else "")
        face(run, SONGTI, 14)
        if kind == "instr":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
            run._element.append(code)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)


def three_lines(table: Table) -> None:
    """Borders of a table of fixed layout: strong above and below, thin between rows."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", "12"), ("bottom", "12"), ("insideH", "4")):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "444444")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def repeated(row: _Row) -> None:
    """The heading row comes again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def unbroken(row: _Row) -> None:
    """A row stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
