"""The command line: one JSON document, Chinese for people, exit codes, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from minsheng.__main__ import main

FACT_WORDS = {
    "region", "region_name", "indicator", "indicator_name", "scope", "period", "basis", "value", "value_to", "unit", "state",
    "approx", "resolution", "status", "demo", "pending", "inferred", "backcast", "effective_from", "document", "notes",
    "source", "derivation", "revision", "recorded_at", "known_on", "since_from",
}  # fmt: skip


@pytest.fixture
def run(shipped_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command on the shipped store; gives (exit code, JSON document)."""

    def call(*arguments: str) -> tuple[int, dict]:
        code = main([*arguments, "--db", str(shipped_path), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def facts(run, *arguments: str) -> list[dict]:  # noqa: ANN001 - the fixture
    code, document = run("facts", *arguments)
    assert code == 0
    return document["facts"]


def test_a_fact_carries_every_word_of_the_contract(run) -> None:  # noqa: ANN001
    fact = facts(run, "--region", "370300", "--indicator", "canteens", "--period", "2022")[0]
    assert set(fact) >= FACT_WORDS
    assert (fact["value"], fact["unit"], fact["basis"], fact["status"]) == ("917", "处", "stock", "press")
    assert fact["source"]["locator"]


def test_values_are_decimal_strings_in_base_units(run) -> None:  # noqa: ANN001
    fact = facts(run, "--region", "370300", "--indicator", "lottery_sales")[0]
    assert (fact["value"], fact["unit"], fact["resolution"]) == ("450000000", "元", "10000000")


def test_a_former_code_means_the_place(run) -> None:  # noqa: ANN001
    old, new = facts(run, "--region", "370282"), facts(run, "--region", "370215")
    assert old == new
    assert {fact["region"] for fact in old} == {"370215"}


def test_the_single_quarter_is_computed_from_year_to_date(run) -> None:  # noqa: ANN001
    singles = facts(
        run, "--region", "福建省", "--indicator", "exp_total", "--basis", "quarter", "--period", "2019Q2"
    )
    assert [single["value"] for single in singles] == ["1559655000"]
    assert [operand["value"] for operand in singles[0]["derivation"]["operands"]] == [
        "3182704000",
        "1623049000",
    ]


def test_scope_is_part_of_the_fact(run) -> None:  # noqa: ANN001
    scopes = {
        fact["scope"]
        for fact in facts(run, "--region", "370300", "--indicator", "social_orgs_reporting_rate")
    }
    assert scopes == {"市管"}


def test_all_lists_more_than_what_stands(run) -> None:  # noqa: ANN001
    where = ("--region", "990102", "--indicator", "elderly_inst_beds", "--period", "2023Q2")
    standing, every = facts(run, *where), facts(run, *where, "--all")
    assert len(standing) == 1
    assert len(every) == 2
    before = facts(run, *where, "--as-of", "2023-09-30")
    assert before[0]["value"] == every[1]["value"] != standing[0]["value"]


def test_figure_rank_and_facts_agree_on_what_was_known_on_a_day(run) -> None:  # noqa: ANN001
    day = ("--as-of", "2023-09-30")
    (fact,) = facts(run, "--region", "990102", "--indicator", "elderly_inst_beds", "--period", "2023Q2", *day)
    _, found = run("figure", "990102 2023Q2 养老机构床位", *day)
    _, order = run(
        "rank", "--indicator", "elderly_inst_beds", "--period", "2023Q2", "--within", "990100", *day
    )
    ranked = {it["region"]: it["value"] for it in order["rows"]}
    assert fact["value"] == found["figures"][0]["value"] == ranked["990102"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts", "--region", "火星"),
        ("facts", "--indicator", "不存在的指标"),
        ("facts", "--period", "去年"),
        ("facts", "--basis", "cumulative"),
        ("facts", "--as-of", "昨天"),
        ("figure", "福建低保人数", "--revision", "99"),
        ("facts", "--nonsense"),
        ("import", "不存在.xlsx"),
        ("export", "--to", "doc", "-o", "x"),
        ("没有的命令",),
        (),
    ],
)
def test_a_wrong_call_exits_2_with_one_clear_sentence(run, arguments: tuple[str, ...]) -> None:  # noqa: ANN001
    code, document = run(*arguments)
    assert code == 2
    assert document["error"].endswith("。")
    assert "Traceback" not in document["error"]


def test_no_store_yet_names_init(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["facts", "--db", str(tmp_path / "none.duckdb"), "--json"])
    assert code == 2
    assert "minsheng init" in json.loads(capsys.readouterr().out)["error"]


def test_init_changes_nothing_on_an_existing_store(run) -> None:  # noqa: ANN001
    code, document = run("init")
    assert code == 1
    assert "已存在" in document["error"]


def test_a_figure_by_a_few_words(run) -> None:  # noqa: ANN001
    _, document = run("figure", "淄博 2022 长者食堂")
    first = document["figures"][0]
    assert (first["indicator"], first["value"], first["display"]) == ("canteens", "917", "917处")
    assert first["sentence"].endswith("。")


def test_a_figure_is_told_with_its_source(shipped_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(shipped_path), "figure", "淄博 2022 长者食堂"]) == 0
    sentence, source = capsys.readouterr().out.strip().split("来源：")
    assert "917处" in sentence
    assert source


def test_nothing_found_is_an_empty_list(run) -> None:  # noqa: ANN001
    code, document = run("figure", "量子计算机")
    assert (code, document["figures"]) == (0, [])


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["facts", "--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert "用法" in told
    assert "usage" not in told
    assert "show this help" not in told


def test_a_dry_run_says_that_nothing_was_stored(small_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = Path(__file__).parents[1] / "data/examples/return_990122_2024Q1.xlsx"
    for _ in range(2):
        assert main(["import", str(example), "--dry-run", "--db", str(small_path)]) == 0
        told = capsys.readouterr().out
        assert told.startswith("只检查，没有入库：") and "2024年一季度存入87个数" in told


def test_the_command_in_its_own_process_writes_reads_and_exports(tmp_path: Path) -> None:
    store, root = str(tmp_path / "minsheng.duckdb"), Path(__file__).resolve().parent.parent

    def minsheng(*arguments: str) -> str:
        call = [sys.executable, "-X", "importtime", "-m", "minsheng", "--db", store, *arguments]
        done = subprocess.run(call, cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stderr

    minsheng("init", "--empty")
    minsheng("import", "data/examples/return_990122_2024Q1.xlsx")
    assert "pandas.core" not in minsheng(
        "facts", "--region", "990122"
    )  # half a second that nothing here needs
    minsheng("export", "--to", "parquet", "-o", str(tmp_path / "facts.parquet"), "--region", "990122")
    assert (tmp_path / "facts.parquet").read_bytes()[:4] == b"PAR1"
