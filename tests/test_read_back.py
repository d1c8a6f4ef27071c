"""Our own texts read back by the verifier: of every kind, place and time, not one number is held to be wrong or unknown."""

from __future__ import annotations

import pytest

from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.verification import verification
from minsheng.verification.compare import Verdict
from minsheng.writing import drafting
from minsheng.writing.genre import Genre

TEXTS = {
    "a year whose next targets are set": ("990100", Genre(2022), False),
    "a 工作总结 that looks ahead": ("990100", Genre(2020, summary=True), True),
    "a quarter with 上年同期": ("990181", Genre(2023, Period.parse("2023Q1")), True),
    "three quarters": ("990100", Genre(2023, Period.parse("2023Q3")), False),
    "a county over several years": ("990105", Genre(2023, since=2019), True),
    "a place known from one text, over several years": ("370215", Genre(2022, since=2017), False),
    "a town": ("990122101", Genre(2023), True),
    "a subdistrict": ("990122001", Genre(2023), False),
    "a place's own share": ("990101", Genre(2023), False),
    "a half-year with a figure of its first months": ("990123", Genre(2019, Period.parse("2019Q2")), True),
    "eleven months": ("990105", Genre(2023, Period.of_month(2023, 11)), False),
    "a functional zone": ("990100-gaoxin", Genre(2022), True),
}


@pytest.mark.parametrize(("region", "genre", "internal"), TEXTS.values(), ids=TEXTS)
def test_every_number_of_a_text_of_ours_is_right_when_read_back(
    store: Store, regions: Regions, region: str, genre: Genre, internal: bool
) -> None:
    desk = drafting.desk_of(store, regions, region, genre)
    text = drafting.draft(store.facts(regions=[region]), desk, region, genre, internal=internal)
    told = text.document.text
    report = verification.judged(told, store, regions, region, genre.year)
    body = len("\n".join(paragraph.text for paragraph in text.document.paragraphs))
    assert [finding.message for finding in report.mismatches] == []
    assert [finding.remarks for finding in report.findings if finding.remarks] == []
    unknown = [it for it in report.findings if it.verdict is Verdict.UNKNOWN and it.claim.end <= body]
    assert [told[it.claim.start - 30 : it.claim.end] for it in unknown] == []
