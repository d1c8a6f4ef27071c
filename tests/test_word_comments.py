"""Comments in a Word file: where they stand, and that nothing of the text moves."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from minsheng.claims import files
from minsheng.claims.unreadable import UnreadableDraft
from minsheng.store.moment import SHANGHAI
from minsheng.verification.word_comments import AUTHOR, Comment, commented

WHEN = datetime(2026, 11, 28, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture
def word() -> bytes:
    """A heading, a sentence in three looks, a table with a merged cell, a last line."""
    document = Document()
    document.add_heading("工作总结", 1)
    line = document.add_paragraph("全年办理结婚登记17")
    line.add_run("570").bold = True
    line.add_run("对，离婚登记5860对。")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "养老"
    table.cell(1, 0).text, table.cell(1, 1).text = "床位", "300张"
    document.add_paragraph("制表\t第1页，共300处。")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def on(text: str, quote: str, said: str = "请核对。") -> Comment:
    start = text.index(quote)
    return Comment(start, start + len(quote), said)


def anchored(data: bytes) -> list[str]:
    """The words between the start and the end of each comment, by its id."""
    spans: dict[str, str] = {}
    open_ones: list[str] = []
    for element in Document(BytesIO(data)).element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ones.append(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            open_ones.remove(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for key in open_ones:
                spans[key] = spans.get(key, "") + (element.text or "")
    return sorted(spans.values())


def test_the_text_is_that_of_the_reader_of_drafts(word: bytes, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(word)
    assert files.opened(word, "稿.docx") == files.opened_at(path)


def test_a_comment_stands_on_its_number_only(word: bytes) -> None:
    text = files.opened(word, "稿.docx").text
    done = commented(word, [on(text, "17570对"), on(text, "5860对"), on(text, "300张")], WHEN)
    assert anchored(done) == sorted(["17570对", "5860对", "300张"])


def test_no_letter_and_no_look_is_changed(word: bytes) -> None:
    text = files.opened(word, "稿.docx").text
    done = commented(word, [on(text, "17570对"), on(text, "300处")], WHEN)
    assert files.opened(done, "稿.docx").text == text
    bold = [run.text for p in Document(BytesIO(done)).paragraphs for run in p.runs if run.bold]
    assert bold == ["570"]


def test_the_comments_are_a_part_of_their_own_with_an_author(word: bytes) -> None:
    done = commented(
        word, [on(files.opened(word, "稿.docx").text, "5860对", "【不符】库中为5,960对。")], WHEN
    )
    assert "word/comments.xml" in zipfile.ZipFile(BytesIO(done)).namelist()
    (comment,) = Document(BytesIO(done)).comments
    assert comment.author == AUTHOR and comment.text == "【不符】库中为5,960对。"
    assert f"{comment.timestamp:%Y-%m-%d %H:%M}" == "2026-11-28 17:30"  # Word shows it as it is written


def test_a_run_with_a_tab_is_divided_too(word: bytes) -> None:
    text = files.opened(word, "稿.docx").text
    done = commented(word, [on(text, "共300处")], WHEN)
    assert anchored(done) == ["共300处"] and files.opened(done, "稿.docx").text == text


def test_what_is_no_word_file_is_refused_in_chinese() -> None:
    with pytest.raises(UnreadableDraft, match="文件稿.docx读不出文字"):
        files.opened(b"PK nonsense", "稿.docx")
