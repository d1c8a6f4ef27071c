"""定稿: what is looked at before, what is kept, the same again later; and a pack from which a stranger recomputes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from answers import lines_of
from conftest import keep

from minsheng.editions import editions, issuing, proof, updating
from minsheng.editions.editions import Asked
from minsheng.editions.standing import Today
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.moment import SHANGHAI
from minsheng.store.reading import Store
from minsheng.writing import drafting
from minsheng.writing.drafting import Desk, Draft
from minsheng.writing.genre import Genre

DEMO, WHEN = "990100", datetime(2024, 1, 5, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def path(shipped_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issuing") / "store"
    shutil.copytree(shipped_path.parent, folder, symlinks=True)
    return folder / shipped_path.name


def drafted(path: Path, regions: Regions, region: str, year: int) -> Draft:
    store = Store(path)
    desk = Desk(store.catalogue, store.breaks(), regions)
    return drafting.draft(store.facts(regions=[region]), desk, region, Genre(year))


@pytest.fixture(scope="module")
def issued(path: Path, regions: Regions) -> editions.Edition:
    """The demo prefecture's answer, issued; afterwards one of its figures was corrected."""
    draft = drafted(path, regions, DEMO, 2023)
    number = issuing.issue(
        path, draft, issuing.InHand.begun(Store(path), draft.document), DEMO, actor="王写", note="印发稿"
    )
    printed = next(it.fact for it in draft.document.register.entries if not it.fact.derivation)
    keep(path, replace(printed, value=printed.value + 7, locator="更正"))
    return editions.edition(Store(path), number)


def test_what_is_only_quoted_is_looked_at_first(path: Path, regions: Regions) -> None:
    document = drafted(path, regions, "370300", 2022).document

    assert issuing.doubts(document)
    assert all(it.why for it in issuing.doubts(document))
    assert issuing.counted(document).startswith("文稿引用")


def test_an_issued_document_is_no_draft_any_more(path: Path, issued: editions.Edition) -> None:
    document = editions.document(Store(path), issued.number)

    assert "草稿" not in document.banner
    assert "演示数据" in document.banner


@pytest.mark.parametrize("to", issuing.FORMATS)
def test_it_is_made_again_as_it_was_issued(
    path: Path, regions: Regions, issued: editions.Edition, to: str
) -> None:
    kept = next(it for it in editions.files(Store(path), issued.number) if it.format == to)
    old, new = editions.content(path, kept), issuing.again(path, regions, issued, to)

    if to == "docx":
        assert lines_of(new) == lines_of(old)
    elif to == "md":
        assert new == old
    else:
        assert _texts(new) == _texts(old)


GENRES = (
    Asked(Genre(2023, until=Period.quarter(2023, 2))),
    Asked(Genre(2023, since=2020)),
    Asked(Genre(2023, summary=True)),
    Asked(Genre(2023), internal=True),
)


@pytest.mark.parametrize("asked", GENRES, ids=lambda it: f"{it.genre.span}{it.genre.kind}{it.internal}")
def test_a_version_of_any_genre_is_issued_and_made_again_as_it_was(
    path: Path, regions: Regions, asked: Asked
) -> None:
    store = Store(path)
    desk = drafting.desk_of(store, regions, DEMO, asked.genre)
    draft = drafting.draft(store.facts(regions=[DEMO]), desk, DEMO, asked.genre, internal=asked.internal)
    kept = editions.keep(path, draft.document, DEMO, asked, pinned=store.revision, actor="王写")
    version = editions.edition(Store(path), kept)
    number = issuing.issue_version(path, regions, version, actor="李审")
    edition = editions.edition(Store(path), number)
    file = next(it for it in editions.files(Store(path), number) if it.format == "md")

    assert (edition.asked.genre, edition.genre) == (asked.genre, asked.genre.kind)
    assert (edition.pinned, edition.actor) == (version.pinned, "李审")
    assert issuing.again(path, regions, edition, "md") == editions.content(path, file)
    house = asked.internal or asked.genre.summary
    assert ("内部资料" in editions.document(Store(path), number).banner) == house
    assert draft.document.text == editions.document(Store(path), number).text


@pytest.mark.parametrize("asked", (*GENRES, Asked(Genre(2022, payments=True))))
def test_what_was_asked_is_kept_whole(asked: Asked) -> None:
    assert Asked.of(asked.json) == asked


def test_what_an_earlier_release_kept_is_still_read() -> None:
    kept = '{"year": 2021, "until": "2021Q2", "since": null, "internal": false}'
    assert Asked.of(kept) == Asked(Genre(2021, Period.quarter(2021, 2)))


def _texts(data: bytes) -> dict[str, bytes]:
    """The parts of an Office file that say something."""
    pack = zipfile.ZipFile(io.BytesIO(data))
    said = ("xl/sharedStrings", "xl/worksheets/sheet", "ppt/slides/slide")
    return {name: pack.read(name) for name in pack.namelist() if name.startswith(said)}


def test_what_changed_since_is_known(path: Path, issued: editions.Edition) -> None:
    changed = editions.changed(Store(path), issued.number)

    assert changed
    assert len(changed) < len(editions.numerals(Store(path), [issued.number]))


def test_a_document_in_hand_is_brought_up_to_date_numeral_by_numeral(
    path: Path, issued: editions.Edition
) -> None:
    document, store = editions.document(Store(path), issued.number), Store(path)
    found = updating.updated(document, Today(store))

    assert {it.entry.id for it in found.changes} == {
        it.kept.entry.id for it in editions.changed(store, issued.number)
    }
    assert not updating.updated(found.document, Today(store)).changes
    assert all(it.words in found.document.text for it in found.changes)


# -- the proof pack -------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def pack(path: Path, regions: Regions, issued: editions.Edition) -> zipfile.ZipFile:
    store = Store(path)
    files = [(it.name, editions.content(path, it)) for it in editions.files(store, issued.number)]
    return zipfile.ZipFile(
        io.BytesIO(proof.pack(store, regions, editions.document(store, issued.number), files, WHEN))
    )


def test_every_file_of_the_pack_has_its_hash(pack: zipfile.ZipFile) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in pack.read("校验值.txt").decode().splitlines())

    assert set(sums) == set(pack.namelist()) - {"校验值.txt"}
    assert all(hashlib.sha256(pack.read(name)).hexdigest() == sums[name] for name in sums)


def rows(pack: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pack.read(name).decode("utf-8-sig"))))


def test_a_stranger_recomputes_every_change_from_the_tables_alone(pack: zipfile.ZipFile) -> None:
    sources = {row["运算数"]: row for row in rows(pack, "数据/来源.csv")}
    grown = [
        row for row in rows(pack, "数据/数据.csv") if "（本期数－基期数）÷基期数" in row["公式"] and "[" not in row["运算数"]
    ]  # fmt: skip
    assert grown
    for row in grown:
        now, base = (Decimal(sources[label]["数值"]) for label in row["运算数"].split("；"))
        rate = (now - base) / base * 100
        printed = "".join(char for char in row["印出的数"] if char.isdigit() or char == ".")
        if not printed:
            assert "持平" in row["印出的数"]
            continue
        size = Decimal(printed)
        times = row["印出的数"].endswith("倍")
        shown = (abs(rate) / (100 if times else 1)).quantize(size, rounding=ROUND_HALF_UP)
        assert shown == size, row


def test_every_number_leads_to_a_source(pack: zipfile.ZipFile) -> None:
    sources = {row["运算数"]: row for row in rows(pack, "数据/来源.csv")}
    figures = rows(pack, "数据/数据.csv")
    told = json.loads(pack.read("数据/数据.json"))["figures"]

    assert [row["数据编号"] for row in figures] == [each["id"] for each in told]
    assert all(row["运算数"].strip("[]").split("；")[0].rpartition("：")[2] in sources for row in figures)
    assert all(row["来源"] for row in sources.values() if row["版本"] != "科室补录")
    assert "怎样核一个数" in pack.read("说明.txt").decode()
    assert "演示数据" in pack.read("说明.txt").decode()
