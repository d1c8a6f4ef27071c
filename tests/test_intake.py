"""Taking files in: one revision a call, whole or not at all, idempotent, originals kept."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from minsheng.errors import NotAPeriod, StoreMissing, UnknownRegion
from minsheng.geography.regions import Regions
from minsheng.receiving import intake
from minsheng.receiving.outcome import Outcome
from minsheng.store import ledger, revisions
from minsheng.store.reading import Store
from tests import returns_made as made

HEADER = "region,indicator,period,value,unit"


@pytest.fixture
def receive(small_path: Path, regions: Regions, tmp_path: Path):  # noqa: ANN201 - files by name → Outcome
    def run(files: dict[str, bytes], **options: object) -> Outcome:
        paths = []
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
            paths.append(tmp_path / name)
        return intake.receive(small_path, paths, regions=regions, actor="测试员", **options)

    return run


def tidy(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def test_one_call_is_one_revision_and_one_file_one_load(receive, small_path: Path) -> None:
    before = Store(small_path).revision
    outcome = receive(
        {"福建.xlsx": made.xlsx(made.FUJIAN_2019Q2), "邵阳.xls": made.xls(made.SHAOYANG_2024_10)}
    )
    store = Store(small_path)
    assert outcome.revision == store.revision == before + 1
    assert [file.stored for file in outcome.files] == [24, 16]
    (fact,) = store.facts(regions=["350000"], indicators=["exp_total"])
    assert (fact.value, fact.locator, fact.revision) == (3_182_704_000, "Sheet1!C19", outcome.revision)
    assert (fact.source.title, fact.source.publisher) == ("民政统计季报表", "福建省")


def test_the_same_file_again_changes_nothing(receive, small_path: Path) -> None:
    files = {"a.csv": tidy("350000,towns,2022Q3,5,个", "350000,townships,2022Q3,,个")}
    first = receive(files)
    again = receive(files)
    assert [file.outcome for file in (*first.files, *again.files)] == ["imported", "unchanged"]
    assert again.revision == first.revision
    renamed = receive({"b.csv": files["a.csv"] + b"\n"})
    assert renamed.files[0].outcome == "unchanged"


def test_an_old_file_again_does_not_undo_its_correction(receive, small_path: Path) -> None:
    old, new = {"old.csv": tidy("350000,towns,2022Q3,5,个")}, {"new.csv": tidy("350000,towns,2022Q3,6,个")}
    receive(old)
    receive(new)
    assert receive(old).files[0].outcome == "unchanged"
    assert [fact.value for fact in Store(small_path).facts(indicators=["towns"])] == [6]
    assert len(Store(small_path).vintages(indicators=["towns"])) == 2


def test_a_return_is_taken_in_though_the_product_ships_the_same_figures(
    shipped_path: Path, regions: Regions, tmp_path: Path
) -> None:
    path, file = tmp_path / "full.duckdb", tmp_path / "福建.xlsx"
    path.write_bytes(shipped_path.resolve().read_bytes())
    file.write_bytes(made.xlsx(made.FUJIAN_2019Q2))
    first, again = (intake.receive(path, [file], regions=regions, actor="测试员").files[0] for _ in range(2))
    assert (first.outcome, first.stored, again.outcome) == ("imported", 24, "unchanged")
    (fact,) = Store(path).facts(regions=["350000"], indicators=["exp_total"], periods=["2019Q2"])
    assert fact.locator == "Sheet1!C19"


def test_only_what_is_new_is_stored(receive) -> None:
    receive({"a.csv": tidy("350000,towns,2022Q3,5,个", "350000,townships,2022Q3,7,个")})
    second = receive({"b.csv": tidy("350000,towns,2022Q3,5,个", "350000,townships,2022Q3,8,个")})
    assert [fact.indicator for fact in second.files[0].facts] == ["townships"]


def test_a_bad_row_keeps_the_whole_file_out_and_no_other(receive, small_path: Path) -> None:
    bad = tidy("350000,towns,2022Q3,5,个", "350000,没有的指标,2022Q3,5,个")
    good = tidy("350000,townships,2022Q3,7,个")
    outcome = receive({"bad.csv": bad, "good.csv": good})
    assert [file.outcome for file in outcome.files] == ["rejected", "imported"]
    assert outcome.refused
    assert {fact.indicator for fact in Store(small_path).facts()} == {"townships"}
    assert "第3行" in outcome.words


def test_a_broken_equality_stops_the_file_and_names_its_numbers(receive, small_path: Path) -> None:
    broken = made.SHAOYANG_2024_10.replace("|114|114", "|115|114")
    outcome = receive({"邵阳.xlsx": made.xlsx(broken)})
    (issue,) = [issue for issue in outcome.files[0].issues if issue.stops]
    assert (outcome.files[0].outcome, issue.rule) == ("rejected", "V01")
    assert "202个" in issue.message
    assert "203个" in issue.message
    assert not Store(small_path).facts()


def test_a_dry_run_tells_all_and_writes_nothing(receive, small_path: Path) -> None:
    before = Store(small_path).revision
    outcome = receive({"a.csv": tidy("350000,towns,2022Q3,5,个")}, dry_run=True)
    assert (outcome.files[0].outcome, outcome.files[0].stored, outcome.revision) == ("imported", 1, before)
    assert not Store(small_path).facts()
    assert not revisions.originals(small_path).exists()


def test_the_original_is_kept_byte_for_byte_under_its_hash(receive, small_path: Path) -> None:
    data = made.csv_file(made.SHENZHEN_2020Q2, "gb18030")
    receive({"深圳.csv": data})
    kept = revisions.originals(small_path) / hashlib.sha256(data).hexdigest()
    assert kept.read_bytes() == data


def test_the_json_is_that_of_the_contract(receive) -> None:
    document = receive({"a.xlsx": made.xlsx(made.form("1.镇|个||3", "2.新设施|个||8"))}).as_json()
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document
    assert set(document) == {"revision", "files"}
    (file,) = document["files"]
    assert set(file) == {"file", "outcome", "layout", "region", "period", "stored", "unmapped", "issues"}
    assert (file["region"], file["period"], file["stored"]) == ("350000", "2022Q3", 1)
    assert file["unmapped"] == [{"locator": "Sheet1!D6", "label": "2.新设施", "value": "8"}]
    many = receive({"b.csv": tidy("350000,towns,2022Q2,5,个", "350000,towns,2022Q1,5,个")}).as_json()[
        "files"
    ][0]
    assert many["period"] == ["2022Q1", "2022Q2"]


def test_status_of_the_call_holds_where_the_row_has_none(receive, small_path: Path) -> None:
    rows = tidy("350000,towns,2022Q4,5,个,", "350000,townships,2022Q4,6,个,fast", header=f"{HEADER},status")
    receive({"a.csv": rows}, status="final")
    assert {fact.indicator: fact.status.value for fact in Store(small_path).facts()} == {
        "towns": "final",
        "townships": "fast",
    }


def test_the_same_figures_in_another_vintage_are_another_fact(receive) -> None:
    rows = {"a.csv": tidy("350000,towns,2022Q4,5,个")}
    receive(rows)
    assert receive(rows, status="final").files[0].outcome == "imported"


def test_local_indicators_are_known_from_then_on(receive, small_path: Path) -> None:
    receive({"a.csv": tidy("350000,某新事项,2022Q3,3,户")}, define_indicators=True)
    catalogue = Store(small_path).catalogue
    assert catalogue.find("某新事项").local
    later = receive({"b.csv": tidy("350000,某新事项,2022Q4,4,户")})
    assert later.files[0].outcome == "imported"
    assert len(Store(small_path).catalogue) == len(catalogue)


def test_two_files_of_one_call_may_define_the_same_indicator(receive, small_path: Path) -> None:
    files = {"a.csv": tidy("350000,某新事项,2022Q3,3,户"), "b.csv": tidy("350000,某新事项,2022Q4,4,户")}
    assert not receive(files, define_indicators=True).refused
    assert len(Store(small_path).facts()) == 2


def test_a_period_in_the_future_is_a_warning(receive) -> None:
    outcome = receive({"a.csv": tidy("350000,towns,2022Q3,5,个")}, today=date(2022, 6, 1))
    assert outcome.files[0].outcome == "imported"
    assert [issue.rule for issue in outcome.files[0].issues] == ["future"]


def test_figures_of_the_invented_place_are_marked(receive, small_path: Path) -> None:
    receive({"a.csv": tidy("990100,towns,2022Q3,5,个", "350000,towns,2022Q3,5,个")})
    assert {fact.region: fact.demo for fact in Store(small_path).facts()} == {"990100": True, "350000": False}


def test_a_wrong_call_is_said_so(receive, regions: Regions, tmp_path: Path) -> None:
    files = {"a.csv": tidy("350000,towns,2022Q3,5,个")}
    with pytest.raises(UnknownRegion):
        receive(files, region="没有这个县")
    with pytest.raises(NotAPeriod):
        receive(files, period="去年")
    with pytest.raises(intake.UnknownStatus):
        receive(files, status="正式")
    with pytest.raises(StoreMissing):
        intake.receive(tmp_path / "none.duckdb", [tmp_path / "a.csv"], regions=regions, actor="测试员")


def test_a_writer_in_between_is_noticed(receive, small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tidy("350000,towns,2022Q3,5,个")
    commit, others = ledger.commit, []

    def overtaken(path: Path, **words: str):  # noqa: ANN202 - the ledger's own context
        if not others:
            others.append(path)
            receive({"other.csv": data})
        return commit(path, **words)

    monkeypatch.setattr(ledger, "commit", overtaken)
    assert receive({"mine.csv": data + b"\n"}).files[0].outcome == "unchanged"
    assert len(Store(small_path).vintages(indicators=["towns"])) == 1
