"""上报说明 go with the figure: on every screen, in Excel, in the Word file as a note; as of an earlier day they are not there."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from minsheng.claims.wordtext import WordText
from minsheng.disclosure import views
from minsheng.editions import controls
from minsheng.facts import EXPLAINED, Derivation, Fact
from minsheng.figure import Figure
from minsheng.geography.regions import Regions
from minsheng.receiving import explanations
from minsheng.receiving.explanations import Explanation
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from minsheng.view import markup, tables
from minsheng.writing import drafting, rendering
from minsheng.writing.genre import Genre

DEMO, TEXT = "990100", "动态核查清退120人"


@pytest.fixture(scope="module")
def path(shipped_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all that is shipped, with one explanation."""
    copy = tmp_path_factory.mktemp("explained")
    for file in shipped_path.parent.iterdir():
        if file.is_file():
            shutil.copy(file, copy / file.name, follow_symlinks=False)
    explanations.keep(
        copy / shipped_path.name,
        [Explanation(DEMO, "urban_dibao_persons", "2023Q4", "V44", TEXT)],
        actor="李四",
    )
    return copy / shipped_path.name


def told(path: Path, moment: Moment | None = None) -> Fact:
    store = Store(path, moment) if moment else Store(path)
    (fact,) = store.facts(regions=[DEMO], indicators=["urban_dibao_persons"], periods=["2023Q4"])
    return fact


def test_a_figure_carries_what_was_written_about_it_and_its_neighbours_do_not(path: Path) -> None:
    assert told(path).explanation == TEXT
    others = Store(path).facts(regions=[DEMO], indicators=["rural_dibao_persons"], periods=["2023Q4"])
    assert not any(it.explanation for it in others)


def test_before_it_was_written_it_is_not_there(path: Path) -> None:
    assert not told(path, Moment(date(2024, 2, 1))).explanation


def test_a_figure_computed_from_it_carries_it_too(path: Path) -> None:
    fact = told(path)
    computed = Fact(
        DEMO,
        "dibao_persons",
        fact.period,
        fact.basis,
        fact.value,
        fact.unit,
        derivation=Derivation("和", (fact, fact)),
    )
    assert computed.explanation == TEXT


def test_the_screen_and_the_workbook_print_it_as_a_footnote(path: Path, regions: Regions) -> None:
    fact, catalogue = told(path), Store(path).catalogue
    shown = Figure(fact, catalogue[fact.indicator], "演示市")
    assert "有说明" in shown.marks
    assert f"上报说明：{TEXT}" in markup.provenance(shown)
    data = tables.facts_table(views([fact], catalogue, regions, internal=True), catalogue, regions)
    lines = [str(row[0].value) for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]
    assert any(line.startswith("演示市") and line.endswith(f"上报说明：{TEXT}") for line in lines)


def test_the_word_file_prints_it_below_its_first_table_and_binds_its_number(
    path: Path, regions: Regions
) -> None:
    store = Store(path)
    desk = drafting.desk_of(store, regions, DEMO, Genre(2023))
    draft = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2023))
    file = docx.Document(io.BytesIO(rendering.rendered(draft, "docx").content))
    whole = "".join(it.text or "" for it in file.element.body.iter(qn("w:t")))
    assert f"城市低保人数（2023年底）上报说明：{TEXT}。" in whole
    assert "120人" in {entry.quote for entry in draft.document.register.entries}


def test_the_word_file_prints_it_as_a_footnote_to_the_figure(path: Path, regions: Regions) -> None:
    store = Store(path)
    desk = drafting.desk_of(store, regions, DEMO, Genre(2023))
    draft = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, Genre(2023))
    content = rendering.rendered(draft, "docx").content
    word = WordText(content)
    notes = [line.text for line in word.aside if EXPLAINED in line.text]
    assert notes == [f"{EXPLAINED}{TEXT}。"]
    marks = list(word.document.element.body.iter(qn("w:footnoteReference")))
    before = marks[0].getparent().getprevious()
    assert len(marks) == 1 and before.tag == qn("w:sdt")
    assert "".join(it.text for it in before.iter(qn("w:t"))) == "23779人"
    numbers = {it.number for it in controls.controls(word)}
    assert numbers <= {entry.id for entry in draft.document.register.entries}
