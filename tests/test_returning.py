"""回稿: people changed words, order and numbers in Word; the numbers are brought up to date, no word of theirs is lost."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from conftest import keep
from docx.oxml.ns import qn
from words_made import accepted, edited, freed, rejected

from minsheng.claims.wordtext import WordText
from minsheng.editions import numbers, returning
from minsheng.editions.renewal import Outcome, Renewal
from minsheng.geography.regions import Regions
from minsheng.store.moment import SHANGHAI
from minsheng.store.reading import Store
from minsheng.writing import drafting
from minsheng.writing import word as writing
from minsheng.writing.binding import Entry
from minsheng.writing.document import Document, Style
from minsheng.writing.drafting import Desk
from minsheng.writing.genre import Genre

DEMO, WHEN = "990100", datetime(2024, 1, 5, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def path(shipped_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returning") / "store"
    shutil.copytree(shipped_path.parent, folder, symlinks=True)
    return folder / shipped_path.name


@pytest.fixture(scope="module")
def document(path: Path, regions: Regions) -> Iterator[Document]:
    """A short document of the demo prefecture, written before its number of 养老机构 was corrected."""
    store = Store(path)
    desk = Desk(store.catalogue, store.breaks(), regions)
    whole = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2023)).document
    kept = [each for each in whole.paragraphs if each.style is not Style.NOTE]
    body = [*kept[:4], *(each for each in kept[4:] if "养老机构" in each.text)]
    numbers.remember(path, whole.register.entries)
    homes = _of(whole, "elderly_institutions")
    keep(path, replace(homes.fact, value=homes.fact.value + 5, locator="更正"))
    return Document(whole.name, whole.banner, tuple(body), (), whole.register, ())


def _of(document: Document, indicator: str) -> Entry:
    """The numeral of a stored figure in the text."""
    spans = [span for paragraph in document.paragraphs for span in paragraph.spans if span.entry]
    return next(s.entry for s in spans if s.entry.indicator.code == indicator and not s.entry.fact.derivation)


@pytest.fixture
def data(document: Document) -> bytes:
    return writing.word(document)


def back(path: Path, regions: Regions, data: bytes) -> Renewal:
    return returning.returned(data, "回稿.docx", Store(path), regions, region=DEMO, year=2023, when=WHEN)


def outcome(found: Renewal, quote: str) -> Outcome:
    return next(item.outcome for item in found.items if item.quote == quote)


def test_exactly_what_changed_in_the_store_is_changed_in_the_text(
    path: Path, regions: Regions, data: bytes
) -> None:
    found = back(path, regions, data)

    assert [(item.quote, item.new) for item in found.of(Outcome.RENEWED)] == [("144家", "149家")]
    assert found.after == found.before.replace("建有养老机构144家", "建有养老机构149家")
    assert accepted(found.file) == found.after
    assert rejected(found.file) == found.before


def test_peoples_words_order_and_deletions_stay(path: Path, regions: Regions, data: bytes) -> None:
    def work(file) -> None:  # noqa: ANN001
        body = file.element.body
        paragraphs = [each for each in body if each.tag == qn("w:p")]
        body.insert(1, deepcopy(paragraphs[-1]))
        body.remove(paragraphs[-1])
        paragraphs[2].append(deepcopy(paragraphs[1].find(qn("w:r"))))
        file.add_paragraph("我们自己写的一句话，走访慰问困难群众4321人。")

    found = back(path, regions, edited(data, work))

    assert found.before == WordText(edited(data, work)).whole
    assert rejected(found.file) == found.before
    assert "我们自己写的一句话" in found.after
    assert outcome(found, "4321人") is Outcome.UNBOUND
    assert [(item.quote, item.new) for item in found.of(Outcome.RENEWED)] == [("144家", "149家")]


def test_a_number_typed_over_is_caught_and_said(path: Path, regions: Regions, data: bytes) -> None:
    found = back(path, regions, edited(data, lambda file: _typed(file, "144家", "200家")))

    assert outcome(found, "200家") is Outcome.BY_HAND
    assert "养老机构149家" in found.after
    assert rejected(found.file) == found.before
    said = [comment.text for comment in docx.Document(io.BytesIO(found.file)).comments]
    assert any("原印144家" in text and "改为200家" in text for text in said)


def test_the_same_number_in_other_words_keeps_its_words(path: Path, regions: Regions, data: bytes) -> None:
    found = back(path, regions, edited(data, lambda file: _typed(file, "144家", "140余家")))

    assert outcome(found, "140余家") in (Outcome.SAME, Outcome.RENEWED)
    assert "养老机构140余家" in found.after


def _typed(file, old: str, new: str) -> None:  # noqa: ANN001
    words = next(each for each in file.element.body.iter(qn("w:t")) if each.text == old)
    words.text = new


def test_a_number_whose_control_was_lost_is_known_by_its_words(
    path: Path, regions: Regions, data: bytes
) -> None:
    found = back(path, regions, freed(data))

    assert "养老机构149家" in found.after
    assert rejected(found.file) == found.before


def test_a_number_split_over_runs_is_one(path: Path, regions: Regions, data: bytes) -> None:
    def split(file) -> None:  # noqa: ANN001
        words = next(each for each in file.element.body.iter(qn("w:t")) if each.text == "144家")
        run = words.getparent()
        other = deepcopy(run)
        words.text, other.find(qn("w:t")).text = "1", "44家"
        run.addnext(other)

    found = back(path, regions, edited(data, split))

    assert "养老机构149家" in found.after
    assert rejected(found.file) == found.before


def test_a_number_of_another_store_is_only_listed(path: Path, regions: Regions, data: bytes) -> None:
    def relabel(file) -> None:  # noqa: ANN001
        for tag in file.element.body.iter(qn("w:tag")):
            tag.set(qn("w:val"), "AAAA-AAAA-0")

    found = back(path, regions, edited(data, relabel))

    assert not found.of(Outcome.BY_HAND)
    assert rejected(found.file) == found.before
