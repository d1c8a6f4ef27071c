"""A draft in a writer's hands: words are the writer's, numerals stay bound, figures go in and out of their sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.editions import body, choosing, manuscript
from minsheng.geography.regions import Regions
from minsheng.store.reading import Store
from minsheng.writing import drafting
from minsheng.writing.document import Document, Paragraph, Style, entries_of
from minsheng.writing.drafting import Desk, Draft
from minsheng.writing.genre import Genre

DEMO = "990100"


@pytest.fixture(scope="module")
def draft(store: Store, regions: Regions) -> Draft:
    desk = Desk(store.catalogue, store.breaks(), regions)
    return drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2023))


@pytest.fixture(scope="module")
def document(draft: Draft) -> Document:
    return draft.document


@pytest.fixture(scope="module")
def paragraph(document: Document) -> Paragraph:
    """The paragraph on homes and beds."""
    return next(
        each for each in document.paragraphs if "养老机构144家" in each.text and each.style is Style.BODY
    )


def bound(paragraph: Paragraph) -> list[str]:
    return [span.entry.quote for span in paragraph.spans if span.entry]


# -- typing ---------------------------------------------------------------------------------------
def test_what_is_not_touched_stays_as_it_was(document: Document) -> None:
    for paragraph in document.paragraphs:
        again = manuscript.rewritten(paragraph, paragraph.text)
        assert again.paragraph.text == paragraph.text
        assert bound(again.paragraph) == bound(paragraph)
        assert not (again.restored or again.own or again.gone)


def test_other_words_around_a_numeral_leave_it_bound(paragraph: Paragraph) -> None:
    again = manuscript.rewritten(
        paragraph, paragraph.text.replace("养老机构144家", "各类养老机构已经达到144家之多")
    )

    assert "各类养老机构已经达到144家之多" in again.paragraph.text
    assert bound(again.paragraph) == bound(paragraph)


def test_typing_over_a_numeral_puts_it_back_and_says_so(paragraph: Paragraph) -> None:
    again = manuscript.rewritten(paragraph, paragraph.text.replace("144家", "200家"))

    assert again.restored == (("144家", "200家"),)
    assert again.paragraph.text == paragraph.text
    assert bound(again.paragraph) == bound(paragraph)


def test_a_sentence_moved_by_cut_and_paste_takes_its_numerals_along(paragraph: Paragraph) -> None:
    first, *rest = [each for each in paragraph.text.split("。") if each]
    text = "。".join([*rest, first]) + "。"
    again = manuscript.rewritten(paragraph, text)

    assert again.paragraph.text == text
    assert sorted(bound(again.paragraph)) == sorted(bound(paragraph))


def test_a_deleted_numeral_is_gone_and_an_own_number_is_named(paragraph: Paragraph) -> None:
    sentences = body.sentences(paragraph.spans)
    kept = "".join(span.text for each in sentences[:2] for span in each)
    again = manuscript.rewritten(paragraph, f"{kept}2023年5月，走访机构4321家。")

    assert again.own == ("4321家",)
    assert again.gone
    assert not again.restored
    assert again.paragraph.text == f"{kept}2023年5月，走访机构4321家。"


@given(st.data())
def test_deleting_any_stretch_never_binds_a_numeral_to_other_words(
    document: Document, data: st.DataObject
) -> None:
    paragraph = data.draw(st.sampled_from([it for it in document.paragraphs if bound(it)]))
    start = data.draw(st.integers(0, len(paragraph.text)))
    end = data.draw(st.integers(start, min(len(paragraph.text), start + 12)))
    again = manuscript.rewritten(paragraph, paragraph.text[:start] + paragraph.text[end:])

    assert all(span.text == span.entry.quote for span in again.paragraph.spans if span.entry)
    assert set(bound(again.paragraph)) <= set(bound(paragraph))


# -- moving ---------------------------------------------------------------------------------------
def test_paragraphs_change_places_and_count_anew(document: Document) -> None:
    chapter = manuscript.chapters(document)[1]
    first, second = (document.paragraphs[at].spans[0].text for at in chapter.places[:2])
    again = manuscript.moved(document, chapter.places[0], 1)
    now = [again.paragraphs[at].spans[0].text for at in chapter.places[:2]]

    assert now == [second.replace("二是", "一是"), first.replace("一是", "二是")]
    assert manuscript.moved(document, chapter.places[0], -1) == document


def facts_of(document: Document, numbers: set[str]) -> set[tuple]:
    return {entry.fact.key for entry in document.register.entries if entry.id in numbers}


def test_sentences_change_places_and_the_annex_follows(document: Document) -> None:
    place = manuscript.chapters(document)[1].places[0]
    count = len(body.sentences(document.paragraphs[place].spans))
    again = manuscript.rearranged(document, place, [0, *range(count - 1, 1, -1)])

    left = {entry.id for entry in document.register.entries} - {entry.id for entry in again.register.entries}
    sentence = {s.entry.id for s in body.sentences(document.paragraphs[place].spans)[1] if s.entry}
    drawn = [chart for chart in document.charts if chart not in again.charts]
    assert left <= sentence | {bar.label.entry.id for chart in drawn for bar in chart.bars}
    assert all(chart.bars[-1].label.entry.fact.key in facts_of(document, sentence) for chart in drawn)
    assert again.tables[-1].title == document.tables[-1].title
    assert len(again.tables[-1].rows) == len(again.register.entries)


def test_a_sentence_moves_by_one_or_goes_and_stops_at_the_ends() -> None:
    assert manuscript.order(3, 1, -1) == [1, 0, 2]
    assert manuscript.order(3, 1, 1) == [0, 2, 1]
    assert manuscript.order(3, 1, 0) == [0, 2]
    assert manuscript.order(3, 0, -1) == manuscript.order(3, 2, 1) == []


# -- figures --------------------------------------------------------------------------------------
def test_every_figure_of_the_year_says_why_it_is_in_or_out(draft: Draft) -> None:
    every = [it for each in choosing.choices(draft, draft.document).values() for it in each]

    assert len(every) == len(draft.year.lines)
    assert any(it.told for it in every) and any(not it.told for it in every)
    assert all(it.why for it in every)


def test_a_figure_taken_out_is_nowhere_and_put_in_is_there_again(draft: Draft) -> None:
    line = next(it for it in draft.year.lines if it.indicator.code == "elderly_institutions")
    others = manuscript.told(draft.document) - {line.figure.fact.key}
    out = choosing.without(draft, draft.document, line)

    assert line.figure.fact.key not in manuscript.told(out)
    assert others <= manuscript.told(out) | {line.figure.fact.key}
    back = choosing.added(draft, out, line)
    assert line.figure.fact.key in manuscript.told(back)
    assert "144家" in back.text


def test_what_is_written_again_is_bound_and_reads_as_a_sentence(draft: Draft) -> None:
    line = next(it for it in draft.year.lines if it.indicator.code == "elderly_institutions")
    (sentence,) = choosing.written(draft, [line])

    assert "".join(span.text for span in sentence).startswith("截至2023年底，")
    assert entries_of([Paragraph(Style.BODY, sentence)], ())
