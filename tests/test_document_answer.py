"""The 民生答卷 as a document: what it says, and that every numeral of it is bound."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from answers import controls, lines_of, slide_lines, unbound
from pptx import Presentation

from minsheng.__main__ import main
from minsheng.facts import Basis, Fact, Status
from minsheng.geography.regions import Regions
from minsheng.period import Period
from minsheng.store.reading import Store
from minsheng.writing import drafting, mail, word
from minsheng.writing.drafting import Desk, Draft
from minsheng.writing.genre import Genre

GOLDEN = Path(__file__).parent / "data" / "answers"
CASES = {
    "demo_2023": ("990100", Genre(2023)),
    "zibo_2022": ("370300", Genre(2022)),
    "gaotai_2021": ("620724", Genre(2021)),
    "qihe_2021H1": ("371425", Genre(2021, Period.parse("2021Q2"))),
    "jimo_since_2017": ("370215", Genre(2022, since=2017)),
    "quxian_2018": ("511725", Genre(2018)),
}


@pytest.fixture(scope="module")
def desk(store: Store, regions: Regions) -> Desk:
    return Desk(store.catalogue, store.breaks(), regions)


#: every case is drafted once for the whole file
KEPT: dict[tuple[str, bool], Draft] = {}


def written(store: Store, desk: Desk, case: str, *, internal: bool = False) -> Draft:
    if (case, internal) not in KEPT:
        region, genre = CASES[case]
        KEPT[case, internal] = drafting.draft(
            store.facts(regions=[region]), desk, region, genre, internal=internal
        )
    return KEPT[case, internal]


# -- the text -------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", ["demo_2023", "zibo_2022"])
def test_the_text_reads_as_the_kept_one(store: Store, desk: Desk, case: str) -> None:
    draft = written(store, desk, case)
    length = len(draft.document.paragraphs) + len(draft.document.charts)
    said = lines_of(word.word(draft.document))[:length]
    assert said == (GOLDEN / f"{case}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES)
def test_every_press_figure_of_the_place_is_told(store: Store, desk: Desk, case: str) -> None:
    region, genre = CASES[case]
    draft = written(store, desk, case, internal=True)
    told = {entry.fact.key for entry in draft.document.register.entries}
    shown = [line.figure.fact for line in draft.year.lines if line.figure.fact.status is Status.PRESS]
    left = [
        f.key for f in shown if f.key not in told and not f.derivation and "population" not in f.indicator
    ]
    assert left == []


@pytest.mark.parametrize("case", CASES)
def test_sentences_are_proper_chinese(store: Store, desk: Desk, case: str) -> None:
    from minsheng import prose

    text = "\n".join(paragraph.text for paragraph in written(store, desk, case).document.paragraphs)
    assert prose.faults(text) == []
    assert not re.search(
        r"，，|。。|，。|；。|、。|：。|\{|\}|None|约[^，。]*左右|近[^，。]*余|超过[^，。]*余", text
    )
    assert not re.search(r"全覆盖|应保尽保|应补尽补|唯一|第一|首创", text)


def test_invented_figures_say_so(store: Store, desk: Desk) -> None:
    draft = written(store, desk, "demo_2023")
    assert "演示数据" in draft.document.paragraphs[1].text
    assert "演示数据" in draft.document.banner
    assert "演示" not in written(store, desk, "zibo_2022").document.banner


# -- a year that is not closed --------------------------------------------------------------------
def test_without_the_fourth_quarter_each_figure_says_how_far_it_goes(store: Store, desk: Desk) -> None:
    region, genre = CASES["demo_2023"]
    open_year = [
        f
        for f in store.facts(regions=[region])
        if f.period.year < 2023 or f.period.kind == "quarter" and f.period.month < 12
    ]
    text = "\n".join(p.text for p in drafting.draft(open_year, desk, region, genre).document.paragraphs)
    assert "全年" not in text
    assert "截至2023年底" not in text
    assert "1—9月，全市办理结婚登记" in text
    assert "截至2023年9月底，全市保障城乡低保对象" in text
    assert "同比" in text


def test_an_eleven_month_figure_among_year_end_ones_is_dated(store: Store, desk: Desk) -> None:
    text = "\n".join(p.text for p in written(store, desk, "zibo_2022").document.paragraphs)
    assert "截至2022年11月底，全市保障孤困儿童1293人，发放补助资金2250.45万元" in text


# -- binding --------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", CASES)
def test_every_numeral_of_the_word_file_lies_in_a_quote(store: Store, desk: Desk, case: str) -> None:
    draft = written(store, desk, case)
    text = "\n".join(lines_of(word.word(draft.document)))
    assert unbound(text, draft.document.register.entries) == []


@pytest.mark.parametrize("case", ["demo_2023", "gaotai_2021"])
def test_every_numeral_of_the_markdown_lies_in_a_quote(store: Store, desk: Desk, case: str) -> None:
    draft = written(store, desk, case)
    assert unbound(mail.markdown(draft.document).decode(), draft.document.register.entries) == []


def test_a_content_control_holds_each_bound_number_under_its_own_id(store: Store, desk: Desk) -> None:
    draft = written(store, desk, "demo_2023")
    quotes = {entry.id: entry.quote for entry in draft.document.register.entries}
    found = controls(word.word(draft.document))
    assert {tag for tag, _ in found} == set(quotes)
    assert all(quotes[tag] == text for tag, text in found)


@pytest.mark.parametrize(
    ("case", "code", "period"),
    [
        ("demo_2023", "canteens", "2023Q4"),
        ("demo_2023", "dibao_persons", "2023Q4"),
        ("demo_2023", "exp_dibao", "2023Q4"),
        ("zibo_2022", "canteens_new", "2022"),
        ("gaotai_2021", "difficult_relief_persons", "2021"),
        ("quxian_2018", "disability_living_persons", "2018"),
    ],
)
def test_a_changed_fact_changes_exactly_the_numerals_bound_to_it(
    store: Store, desk: Desk, case: str, code: str, period: str
) -> None:
    region, genre = CASES[case]
    facts = store.facts(regions=[region])
    old = next(
        f for f in facts if f.indicator == code and str(f.period) == period and f.basis is not Basis.TARGET
    )
    more = old.value * Decimal("1.03") if old.unit == "元" else old.value + 11
    new = replace(old, value=more, revision=old.revision + 1)
    before = drafting.draft(facts, desk, region, genre).document
    after = drafting.draft([new if f is old else f for f in facts], desk, region, genre).document
    was = {entry.id: entry for entry in before.register.entries}
    now = {entry.id: entry for entry in after.register.entries}
    assert was.keys() != now.keys()
    assert all(rests_on(was[gone].fact, old) for gone in was.keys() - now.keys())
    assert all(rests_on(now[come].fact, new) for come in now.keys() - was.keys())
    assert not any(rests_on(now[kept].fact, new) for kept in was.keys() & now.keys())
    pairs = list(zip(before.paragraphs, after.paragraphs, strict=True))
    assert any(b.text != a.text for b, a in pairs)
    for b, a in pairs:
        unbound = [[span.text for span in it.spans if not span.entry] for it in (b, a)]
        assert b.text == a.text or unbound[0] == unbound[1] or case == "demo_2023"


def rests_on(fact: Fact, other: Fact) -> bool:
    """Whether a fact is another or was computed from it."""
    operands = fact.derivation.operands if fact.derivation else ()
    return (
        (fact.key, fact.revision) == (other.key, other.revision)
        and not operands
        or any(rests_on(operand, other) for operand in operands)
    )


PLACES = [
    *((region, genre) for region, genre in CASES.values()),
    ("370215", Genre(2022)),
    ("990122", Genre(2021)),
    ("990105", Genre(2022)),
    ("990100-gaoxin", Genre(2020)),
    ("430400", Genre(2019)),
    ("000000", Genre(2020)),
]


@pytest.mark.parametrize(("region", "genre"), PLACES, ids=lambda it: getattr(it, "span", it))
def test_the_text_stands_when_it_is_verified_like_anybody_s_draft(
    store: Store,
    desk: Desk,
    shipped_path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture,
    region: str,
    genre: Genre,
) -> None:
    file = tmp_path / "答卷.txt"
    document = drafting.draft(store.facts(regions=[region]), desk, region, genre).document
    file.write_text("\n".join(paragraph.text for paragraph in document.paragraphs), encoding="utf-8")
    words = ["verify", str(file), "--region", region, "--year", str(genre.year)]
    code = main(["--db", str(shipped_path), "--json", *words])
    told = json.loads(capsys.readouterr().out)
    wrong = [
        (each["quote"], each["message"])
        for each in told["figures"]
        if each["verdict"] not in ("match", "rounded")
    ]
    assert wrong == [] and code == 0
    assert len(told["figures"]) >= 5


@pytest.mark.parametrize("to", ["docx", "md"])
@pytest.mark.parametrize(("region", "year"), [("990100", "2023"), ("370300", "2022"), ("990122", "2022")])
def test_a_whole_file_read_back_has_no_mismatch(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, to: str, region: str, year: str
) -> None:
    file = str(tmp_path / f"答卷.{to}")
    run(shipped_path, capsys, "--region", region, "--year", year, "--to", to, "-o", file)
    code = main(["--db", str(shipped_path), "--json", "verify", file, "--region", region, "--year", year])
    told = json.loads(capsys.readouterr().out)
    wrong = [(each["quote"], each["message"]) for each in told["figures"] if each["verdict"] == "mismatch"]
    assert wrong == [] and code == 0
    alone = [each["quote"] for each in told["figures"] if each["indicator_name"] in ("下降", "增长", "提高")]
    assert alone == []


# -- what may leave -------------------------------------------------------------------------------
def test_small_counts_of_children_stay_in_the_house(store: Store, desk: Desk, regions: Regions) -> None:
    base = next(
        f for f in store.facts(regions=["990122"]) if str(f.period) == "2023Q4" and f.basis is Basis.STOCK
    )
    facts = [
        replace(base, indicator="orphans", value=Decimal(3), unit="人"),
        replace(base, indicator="dibao_persons", value=Decimal(2345), unit="人"),
    ]
    public = drafting.draft(facts, desk, "990122", Genre(2023)).document
    internal = drafting.draft(facts, desk, "990122", Genre(2023), internal=True).document
    assert "孤儿" not in public.text
    assert [each.why for each in public.omitted if each.indicator == "orphans"] == ["小于5，已隐去"]
    assert "孤儿3人" in internal.text


# -- the command ----------------------------------------------------------------------------------
def run(shipped_path: Path, capsys: pytest.CaptureFixture, *words: str) -> tuple[int, dict]:
    code = main(["--db", str(shipped_path), "--json", "answer", *words])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_writes_the_file_and_lists_every_figure(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "答卷.docx"
    code, told = run(
        shipped_path, capsys, "--region", "淄博市", "--year", "2022", "--to", "docx", "-o", str(file)
    )
    assert code == 0 and file.stat().st_size > 10_000
    ids = [figure["id"] for figure in told["figures"]]
    assert len(set(ids)) == len(ids) > 80
    canteens = next(figure for figure in told["figures"] if figure["quote"] == "917处")
    assert (canteens["indicator"], canteens["value"], canteens["basis"], canteens["period"]) == (
        "canteens",
        "917",
        "stock",
        "2022",
    )
    assert canteens["source"]["title"]
    assert canteens["sentence"].startswith("截至2022年底")
    assert all(set(each) >= {"indicator", "why"} for each in told["omitted"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--region", "990100", "--year", "1990", "--to", "docx"), "没有数据"),
        (("--region", "990100", "--to", "docx"), "没有写明年度"),
        (("--region", "990100", "--year", "2023", "--to", "odt"), "还不能写odt"),
        (("--region", "990100", "--year", "2023", "--period", "2023Q2", "--to", "md"), "不能与"),
        (("--region", "无此地", "--year", "2023", "--to", "md"), "没有“无此地”"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, words: tuple[str, ...], said: str
) -> None:
    code, told = run(shipped_path, capsys, *words, "-o", str(tmp_path / "x"))
    assert code == 2
    assert said in told["error"]


def printed(value: float, pattern: str) -> str:
    """A number as a spreadsheet shows it under a plain pattern."""
    places = len(pattern.partition(";")[0].partition(".")[2].partition('"')[0])
    return f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def test_without_a_typesetter_pdf_is_refused_with_the_way_out(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    words = ("--region", "511725", "--year", "2018", "--to", "pdf", "-o", str(tmp_path / "x.pdf"))
    code, told = run(shipped_path, capsys, *words)
    assert code == 2
    assert "另存为PDF" in told["error"]


# -- the slides ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("region", "year"), [("990100", "2023"), ("370300", "2022"), ("620724", "2021")])
def test_every_numeral_of_the_slides_is_bound_and_in_the_notes(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, region: str, year: str
) -> None:
    file = tmp_path / "答卷.pptx"
    code, told = run(
        shipped_path, capsys, "--region", region, "--year", year, "--to", "pptx", "-o", str(file)
    )
    assert code == 0
    lines = slide_lines(file.read_bytes())
    entries = [SimpleNamespace(quote=figure["quote"]) for figure in told["figures"]]
    assert unbound("\n".join(lines), entries) == []
    assert all(any(figure["id"] in line for line in lines) for figure in told["figures"])
    assert len(Presentation(io.BytesIO(file.read_bytes())).slides) <= 12
    assert {"存在问题", "下步打算"} <= set(lines)


# -- the workbook ---------------------------------------------------------------------------------
def test_every_numeric_cell_has_its_own_format_and_every_formula_its_value(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "答卷.xlsx"
    code, told = run(
        shipped_path, capsys, "--region", "990100", "--year", "2023", "--to", "xlsx", "-o", str(file)
    )
    assert code == 0
    live, values = (
        openpyxl.load_workbook(io.BytesIO(file.read_bytes()), data_only=only) for only in (False, True)
    )
    quotes = {figure["quote"] for figure in told["figures"]}
    formulas = 0
    for sheet in live:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    formulas += 1
                    assert isinstance(values[sheet.title][cell.coordinate].value, int | float)
                    assert cell.number_format != "General"
                elif isinstance(cell.value, int | float):
                    assert cell.number_format != "General"
                    assert printed(cell.value, cell.number_format) in quotes
    assert formulas > 50
    assert live.sheetnames[0] == "封面" and live.sheetnames[-1] == "数据核对表"
