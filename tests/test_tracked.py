"""Tracked changes: accepting all gives the edited text, rejecting all the text as it came, letter for letter."""

from __future__ import annotations

import io
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from words_made import accepted, controlled, edited, rejected, word

from minsheng.claims.unreadable import UnreadableDraft
from minsheng.claims.wordtext import WordText
from minsheng.editions.tracked import Edit, apart, tracked
from minsheng.editions.tracked import accepted as applied
from minsheng.store.moment import SHANGHAI

WHEN = datetime(2024, 1, 5, 9, 30, tzinfo=SHANGHAI)
LETTERS = st.text(st.sampled_from("全市养老机构142家，。增长5.7%〔\t <&"), min_size=0, max_size=9)
PARAGRAPHS = st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4)


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[bytes, str, list[Edit]]:
    """A file of several runs a line, a header, and edits within its lines."""
    data = word(*draw(PARAGRAPHS), header="2022年", table=[["指标", "142"], ["家", ""]])
    found = WordText(data)
    edits = []
    for line in (*found.lines, *found.aside):
        if not line.text or draw(st.booleans()):
            continue
        start = draw(st.integers(line.start, line.end - 1))
        end = draw(st.integers(start + 1, line.end))
        new = draw(st.none() | st.sampled_from(["", "<新>", "27706张", "【待补】"]))
        edits.append(Edit(start, end, new, draw(st.sampled_from(["", "请核"])), draw(st.booleans())))
    return data, found.whole, edits


@given(texts_and_edits())
def test_accepting_gives_the_edits_and_rejecting_the_original(made: tuple[bytes, str, list[Edit]]) -> None:
    data, text, edits = made
    done = tracked(data, edits, WHEN)

    assert accepted(done) == applied(text, edits)
    assert rejected(done) == text


def test_something_is_put_in_between_two_letters_and_at_the_head() -> None:
    data = word(["全市", "养老"], "机构")
    done = tracked(data, [Edit(0, 0, "今年，"), Edit(3, 3, "共"), Edit(6, 6, "有")], WHEN)

    assert accepted(done).split("\n")[:2] == ["今年，全市养共老", "机有构"]
    assert rejected(done) == WordText(data).whole


def test_a_new_word_looks_as_the_old_one_and_what_is_open_is_yellow() -> None:
    def bold(file) -> None:  # noqa: ANN001
        file.paragraphs[0].runs[1].bold = True

    data = edited(word(["养老机构", "142家", "。"]), bold)
    done = docx.Document(io.BytesIO(tracked(data, [Edit(4, 8, "【待补】", "待补：未报。", True)], WHEN)))
    (run,) = [each.find(qn("w:r")) for each in done.element.body.iter(qn("w:ins"))]
    look = {child.tag.partition("}")[2] for child in run.find(qn("w:rPr"))}

    assert look == {"b", "highlight"}
    assert [comment.text for comment in done.comments] == ["待补：未报。"]


def test_a_numeral_in_a_content_control_is_changed_inside_it() -> None:
    def bind(file) -> None:  # noqa: ANN001
        file.paragraphs[0]._p.insert(1, controlled("142家", "M7K2-4Q9X-K"))

    data = edited(word(["养老机构", "。"]), bind)
    assert WordText(data).text.startswith("养老机构142家。")
    done = tracked(data, [Edit(4, 8, "144家")], WHEN)
    (control,) = docx.Document(io.BytesIO(done)).element.body.iter(qn("w:sdt"))

    assert [each.tag.partition("}")[2] for each in control.find(qn("w:sdtContent"))] == ["del", "ins"]
    assert accepted(done).startswith("养老机构144家。")


def test_what_people_already_changed_stays_their_change() -> None:
    first = tracked(word("养老机构142家。"), [Edit(4, 8, "143家")], WHEN)
    again = tracked(first, [Edit(4, 8, "144家")], WHEN)
    marks = [
        each.get(qn("w:id"))
        for each in docx.Document(io.BytesIO(again)).element.body.iter(qn("w:ins"), qn("w:del"))
    ]

    assert accepted(again).startswith("养老机构144家。")
    assert len(set(marks)) == len(marks) == 4


def test_of_two_edits_of_the_same_words_one_is_made() -> None:
    kept = apart([Edit(2, 6, "甲"), Edit(4, 8, "乙"), Edit(2, 6, None, "说明")])

    assert kept == [Edit(2, 6, "甲")]


def test_what_is_no_word_file_is_said_to_be_none() -> None:
    with pytest.raises(UnreadableDraft):
        tracked(b"PK nonsense", [], WHEN, "稿.docx")
