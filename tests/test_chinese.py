"""Everything a person reads is simplified Chinese with full-width marks and no stray English."""

from __future__ import annotations

from pathlib import Path

import chinese

from minsheng.prose import Fault, Kind, faults

#: literals that read other people's writing and are shown to nobody
READS_ONLY = {"minsheng/numerals.py", "minsheng/units.py", "minsheng/returns/captions.py"}
#: the command line's own words are English: init, import, facts …
COMMANDS = {"minsheng/__main__.py", "minsheng/commands/data.py", "minsheng/commands/rank.py"}

#: English that a message has to name: the columns of a tidy file, an example of pinyin initials
NAMED = {"region", "indicator", "period", "value", "unit", "dbrs", "zb", "jhdj"}


def _wrong(read: chinese.Read) -> list[Fault]:
    """What is wrong with a text, where it stands."""
    module = read.place.split(":")[0]
    if module in READS_ONLY:
        return []
    return [
        fault
        for fault in faults(read.text)
        if not (fault.kind is Kind.ENGLISH and _meant(module, fault.found))
    ]


def _meant(module: str, word: str) -> bool:
    """Whether an English word must stand there."""
    return module in COMMANDS or word in NAMED


def test_everything_a_person_reads_is_proper_chinese() -> None:
    wrong = [
        f"{read.place}: {'；'.join(map(str, found))}: {read.text[:60]}"
        for read in chinese.of_the_product()
        if (found := _wrong(read))
    ]

    assert not wrong, "\n" + "\n".join(wrong)


def test_the_reader_of_code_sees_literals_and_slots_but_no_docstrings_or_patterns(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(chinese, "ROOT", tmp_path)
    module = tmp_path / "module.py"
    module.write_text(
        '"""说明"""\nimport re\nre.compile("[年月](日)")\nprint(f"共{1}人,", "户", "no")\n', encoding="utf-8"
    )

    assert {read.text for read in chinese.of_code(module)} == {f"共{chinese.SLOT}人,", "户"}
