"""The documents cannot fall behind: what exists is named, and nothing of one machine is in the tree."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QUERIES = sorted(ROOT.glob("queries/**/*.sql"))
#: words of one machine or of a registry; cut in two so that this file may hold them
MACHINES = ["/work" + "/", "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "index" + "-url"]


def _readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def _targets() -> list[str]:
    """What ``make help`` lists."""
    return re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


def _tracked() -> Iterator[tuple[str, str]]:
    """Name and text of each text file under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no version control here: nothing says which files are the product's")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        raw = path.read_bytes()
        if b"\0" not in raw[:4096]:
            yield name, raw.decode("utf-8", errors="ignore")


def test_the_readme_names_every_page() -> None:
    missing = [path.name for path in ROOT.glob("pages/*.py") if f"pages/{path.name}" not in _readme()]

    assert not missing


def test_the_readme_names_every_word_of_make() -> None:
    missing = [target for target in _targets() if f"make {target}" not in _readme()]

    assert _targets()
    assert not missing


def test_the_readme_names_every_folder_of_queries() -> None:
    folders = {f"{path.parent.relative_to(ROOT)}/" for path in QUERIES}

    assert folders
    assert not [folder for folder in folders if folder not in _readme()]


def test_the_data_readme_names_everything_at_its_top_level() -> None:
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    names = [f"{path.name}/" if path.is_dir() else path.name for path in (ROOT / "data").iterdir()]

    assert not [name for name in names if name not in {"README.md", "store/"} and name not in text]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_query_opens_with_its_question_and_what_one_row_is(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = [line for line in lines[:6] if line.startswith("-- ")]

    assert lines[0].startswith("-- ")
    assert any("One row per" in line for line in header)


def test_no_file_knows_one_machine_or_where_packages_come_from() -> None:
    found = [f"{name}: {word}" for name, text in _tracked() for word in MACHINES if word in text]

    assert not found


def test_the_pins_are_names_and_versions_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()

    assert lines
    assert not [line for line in lines if not re.fullmatch(r"[a-z0-9._-]+==[0-9][0-9a-z.]*( ; .*)?", line)]


def test_every_direct_dependency_is_pinned_alike() -> None:
    stated = set(
        re.findall(
            r'^    "([a-zA-Z0-9-]+==[^"]+)"', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE
        )
    )
    pinned = set((ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines())

    assert stated
    assert not {pin.lower() for pin in stated} - pinned
