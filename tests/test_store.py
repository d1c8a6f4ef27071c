"""The store: nothing overwritten, every earlier figure askable, a crash loses nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from minsheng import places, shipped
from minsheng.errors import NoSuchRevision, NotAStore, StoreBusy, StoreExists, StoreMissing
from minsheng.facts import Basis, Fact, State, Status
from minsheng.period import Period
from minsheng.store import ledger, revisions
from minsheng.store.arrow import TooFine
from minsheng.store.ledger import Received
from minsheng.store.moment import Moment
from minsheng.store.reading import Store
from tests.conftest import keep


def beds(value: str | None, **more: object) -> Fact:
    """养老床位 of 淄博市 at the end of 2022."""
    number = None if value is None else Decimal(value)
    words = {
        "region": "370300",
        "period": Period.parse("2022Q4"),
        "state": State.VALUE if value else State.NOT_REPORTED,
    }
    return Fact(
        indicator="elderly_inst_beds", basis=Basis.STOCK, value=number, unit="张", **{**words, **more}
    )


def only(facts: list[Fact]) -> Fact:
    assert len(facts) == 1
    return facts[0]


def test_a_value_comes_back_as_it_went_in(small_path: Path) -> None:
    keep(small_path, beds("27412", resolution=Decimal("1"), locator="Sheet1!D14", known_on=date(2023, 1, 12)))
    fact = only(Store(small_path).facts())
    assert (fact.value, fact.resolution, fact.locator, fact.known_on) == (
        27412,
        1,
        "Sheet1!D14",
        date(2023, 1, 12),
    )


def test_a_correction_stands_and_the_old_value_stays(small_path: Path) -> None:
    first = keep(small_path, beds("3210", known_on=date(2023, 1, 12)))
    second = keep(small_path, beds("3120", known_on=date(2023, 3, 1)))
    store = Store(small_path)
    assert only(store.facts()).value == 3120
    assert [fact.value for fact in store.vintages()] == [3120, 3210]
    assert only(Store(small_path, Moment(date(2023, 2, 1))).facts()).value == 3210
    assert only(Store(small_path, Moment(revision=first)).facts()).value == 3210
    assert only(Store(small_path, Moment(revision=second)).facts()).value == 3120


def test_every_question_is_answered_as_of_its_moment(small_path: Path) -> None:
    keep(small_path, beds("3210", known_on=date(2023, 1, 12)))
    now = Store(small_path)
    before, after = (Store(small_path, Moment(date(2023, 1, day))) for day in (11, 12))
    assert not before.places() and not before.periods("370300") and not before.coverage()
    assert [it.region for it in after.places()] == ["370300"]
    assert len({now.stamp, before.stamp, after.stamp}) == 3
    keep(small_path, beds("27", period=Period.parse("2021Q4")))
    assert [it.value for it in before.facts()] == [27]  # of unknown date: it was always known


def test_what_people_decided_later_is_not_there_yet(small_path: Path) -> None:
    with ledger.commit(small_path, actor="张三", note="核定") as commit:
        step = {"region": "370300", "period": "2022Q4", "state": "核定", "actor": "张三", "reason": ""}
        commit.rows("approval", [{"revision": commit.revision, **step}])
    assert Store(small_path).asked("approvals", regions=[])
    assert not Store(small_path, Moment(date(2023, 1, 12))).asked("approvals", regions=[])


def test_there_is_no_revision_beyond_the_newest(small_path: Path) -> None:
    with pytest.raises(NoSuchRevision):
        Store(small_path, Moment(revision=99))


def test_the_stronger_vintage_stands_whenever_it_came(small_path: Path) -> None:
    keep(small_path, beds("100", status=Status.FINAL))
    keep(small_path, beds("99", status=Status.PRESS))
    assert only(Store(small_path).facts()).status is Status.FINAL


def test_a_comparison_column_yields_to_the_periods_own_return(small_path: Path) -> None:
    keep(small_path, beds("100"))
    keep(small_path, beds("101", comparison=True))
    assert only(Store(small_path).facts()).value == 100


def test_missing_stays_missing(small_path: Path) -> None:
    keep(small_path, beds(None), beds("0", period=Period.parse("2022Q3")))
    missing, zero = sorted(Store(small_path).facts(), key=lambda fact: fact.value is not None)
    assert (missing.value, missing.state) == (None, State.NOT_REPORTED)
    assert (zero.value, zero.state) == (0, State.VALUE)


def test_other_loads_do_not_touch_a_facts_revision(small_path: Path) -> None:
    first = keep(small_path, beds("100"))
    keep(small_path, beds("90", period=Period.parse("2021Q4")))
    fact = only(Store(small_path).facts(periods=["2022Q4"]))
    assert fact.revision == first


def test_a_reader_moves_on_with_the_link(small_path: Path) -> None:
    store = Store(small_path)
    assert store.facts() == []
    keep(small_path, beds("100"))
    assert len(store.facts()) == 1


def test_a_commit_that_fails_leaves_everything_as_it_was(small_path: Path) -> None:
    before = revisions.current(small_path)
    with (
        pytest.raises(RuntimeError, match="power cut"),
        ledger.commit(small_path, actor="测试员", note="") as commit,
    ):
        commit.receive([Received("a.csv", "", "tidy", [beds("1")])])
        raise RuntimeError("power cut")
    assert revisions.current(small_path) == before
    assert Store(small_path).facts() == []


#: where a writer is killed: before it commits, after the commit but before the file is whole, before the link moves
KILLS = {
    "writing": "with ledger.commit(path, actor='x', note='') as commit: os._exit(9)",
    "committed": "ledger.Commit.close = lambda self: (self._connection.execute('commit'), os._exit(9))\n"
    "with ledger.commit(path, actor='x', note='') as commit: pass",
    "renamed": "revisions._sync = lambda file: os._exit(9)\nwith ledger.commit(path, actor='x', note='') as commit: pass",
}


@pytest.mark.parametrize("moment", KILLS)
def test_a_process_killed_at_any_moment_loses_nothing_and_leaves_nothing(
    small_path: Path, moment: str
) -> None:
    script = "import os, sys, pathlib; from minsheng.store import ledger, revisions; path = pathlib.Path(sys.argv[1])\n"
    killed = subprocess.run([sys.executable, "-c", script + KILLS[moment], str(small_path)], check=False)
    assert killed.returncode == 9
    assert Store(small_path).facts() == []
    keep(small_path, beds("5"))
    assert only(Store(small_path).facts()).value == 5


def test_only_one_writer_at_a_time(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "PATIENCE", 0.1)
    with ledger.commit(small_path, actor="甲", note=""), pytest.raises(StoreBusy, match="正在写入"):
        with ledger.commit(small_path, actor="乙", note=""):
            pass


def test_a_copied_folder_is_a_working_store(small_path: Path, tmp_path: Path) -> None:
    keep(small_path, beds("5"))
    copy = tmp_path / "elsewhere"
    shutil.copytree(small_path.parent, copy, symlinks=True, ignore=shutil.ignore_patterns("elsewhere"))
    assert only(Store(copy / small_path.name).facts()).value == 5


def test_the_name_opens_read_only_in_duckdb_itself(small_path: Path) -> None:
    keep(small_path, beds("5"))
    with duckdb.connect(str(small_path), read_only=True) as connection:
        assert connection.execute("select value from current").fetchone()[0] == 5


def test_a_plain_file_under_the_name_is_accepted(small_path: Path) -> None:
    plain = revisions.current(small_path)
    small_path.unlink()
    plain.rename(small_path)
    keep(small_path, beds("5"))
    assert only(Store(small_path).facts()).value == 5


def test_old_revision_files_are_pruned_and_history_stays(small_path: Path) -> None:
    for value in range(1, 8):
        keep(small_path, beds(str(value)))
    assert len(list(small_path.parent.glob(f"{small_path.name}.r*"))) == revisions.KEEP
    assert len(Store(small_path).vintages()) == 7


def test_a_value_finer_than_the_store_keeps_is_refused(small_path: Path) -> None:
    with pytest.raises(TooFine, match="小数位过多"):
        keep(small_path, beds("0.1234567891"))


def test_no_store_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="minsheng init"):
        Store(tmp_path / "none.duckdb")


def test_init_leaves_an_existing_store_alone(small_path: Path) -> None:
    before = revisions.current(small_path).read_bytes()
    with pytest.raises(StoreExists, match="--force"):
        shipped.init(small_path, places.regions())
    assert revisions.current(small_path).read_bytes() == before


def test_force_sets_the_old_store_aside(small_path: Path) -> None:
    keep(small_path, beds("5"))
    shipped.init(small_path, places.regions(), empty=True, force=True)
    assert Store(small_path).facts() == []
    aside = next(small_path.parent.glob(f"{small_path.name}.old-*"))
    assert Store(small_path).revision == 3
    assert only(Store(aside / small_path.name).facts()).value == 5


def test_a_store_that_could_not_be_rebuilt_is_still_there(small_path: Path) -> None:
    keep(small_path, beds("5"))
    with pytest.raises(RuntimeError), ledger.create(small_path, actor="测试员", note="", force=True):
        raise RuntimeError("disk full")
    assert only(Store(small_path).facts()).value == 5


def test_a_reader_sees_the_rebuilt_store(small_path: Path) -> None:
    store = Store(small_path)
    keep(small_path, beds("5"))
    assert only(store.facts()).value == 5
    shipped.init(small_path, places.regions(), empty=True, force=True)
    assert store.facts() == []


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_store_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    with pytest.raises(NotAStore, match="不是民生答卷的数据库"):
        Store(path)


def test_an_approval_changes_no_figure_and_a_correction_does(small_path: Path) -> None:
    keep(small_path, beds("3210"))
    before = Store(small_path).figures_stamp
    with ledger.commit(small_path, actor="张三", note="核定") as commit:
        step = {"region": "370300", "period": "2022Q4", "state": "核定", "actor": "张三", "reason": ""}
        commit.rows("approval", [{"revision": commit.revision, **step}])
    assert Store(small_path).figures_stamp == before
    keep(small_path, beds("3211"))
    assert Store(small_path).figures_stamp != before
