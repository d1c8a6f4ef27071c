"""A PowerPoint file is read as its slides show it, and our own deck reads back without a mismatch."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Mm

from minsheng.__main__ import main
from minsheng.claims import files
from minsheng.errors import UsageError


def deck() -> bytes:
    """A deck of somebody: a title, a box, a table, a group, and notes that nobody sees."""
    file = Presentation()
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "2023年工作情况"
    box = slide.shapes.add_textbox(Mm(20), Mm(60), Mm(100), Mm(20)).text_frame
    box.text = "全市养老床位27706张"
    box.add_paragraph().text = "低保对象95989人"
    grid = slide.shapes.add_table(2, 2, Mm(20), Mm(90), Mm(100), Mm(30)).table
    for at, words in enumerate(("指标", "数值", "结婚登记", "17498对")):
        grid.cell(at // 2, at % 2).text = words
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Mm(20), Mm(130), Mm(100), Mm(20)).text_frame.text = "社会组织4040个"
    slide.notes_slide.notes_text_frame.text = "备注里的9999人不读"
    file.slides.add_slide(file.slide_layouts[5]).shapes.title.text = "下步打算"
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_boxes_tables_and_groups_are_read_and_notes_are_not() -> None:
    assert files.opened(deck(), "汇报.pptx").text.split("\n") == [
        "2023年工作情况", "全市养老床位27706张", "低保对象95989人", "指标", "数值", "结婚登记", "17498对", "社会组织4040个",
        "\f", "下步打算",
    ]  # fmt: skip


def test_what_is_no_deck_is_refused_with_what_can_be_read() -> None:
    with pytest.raises(UsageError, match="读不出文字") as told:
        files.opened(b"no deck", "汇报.pptx")
    assert ".pptx" in told.value.remedy


def test_offsets_lead_to_the_quotes(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "汇报.pptx"
    file.write_bytes(deck())
    assert main(["--json", "extract", str(file)]) == 0
    found = json.loads(capsys.readouterr().out)["figures"]
    text = files.opened(deck(), "汇报.pptx").text
    assert {it["indicator"] for it in found} >= {
        "elderly_beds_total",
        "dibao_persons",
        "marriages",
        "social_orgs",
    }
    assert all(text[it["start"] : it["end"]] == it["quote"] for it in found)


@pytest.mark.parametrize(("region", "year"), [("990100", "2023"), ("990105", "2022"), ("620724", "2021")])
def test_our_own_deck_reads_back_without_a_mismatch(
    shipped_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture, region: str, year: str
) -> None:
    file = str(tmp_path / "答卷.pptx")
    of = ["--region", region, "--year", year]
    assert main(["--db", str(shipped_path), "--json", "answer", *of, "--to", "pptx", "-o", file]) == 0
    capsys.readouterr()
    assert main(["--db", str(shipped_path), "--json", "verify", file, *of]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["summary"]["mismatch"] == 0 and told["summary"]["match"] > 20
