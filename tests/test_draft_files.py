"""A draft's file as somebody drops it: what cannot be read is told by what it is, with what to do instead."""

from __future__ import annotations

import io

import docx
import pytest

from minsheng.claims import files
from minsheng.claims.unreadable import UnreadableDraft
from minsheng.verification import given
from tests.words_made import slides, word

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "why", "remedy"),
    [
        ("总结.doc", OLD, "是旧格式（.doc）", "另存为.docx"),
        ("总结.docx", OLD, "其实是旧格式", "另存为.docx"),
        ("汇报.ppt", OLD, "是旧格式（.ppt）", "另存为.pptx"),
        ("总结.wps", OLD, "是旧格式（.wps）", "另存为.docx"),
        ("总结.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "设有打开密码", "取消密码"),
        ("汇报.pptx", OLD + "EncryptedPackage".encode("utf-16-le"), "设有打开密码", "取消密码"),
        ("总结.pdf", b"%PDF-1.7\n", "是PDF", "复制全文粘贴"),
        ("总结.docx", b"", "是空的", "再放入一次"),
        ("总结.docx", word("全市低保对象96640人。")[:2000], "", "请用.docx、.pptx、.txt或.md"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", "", "请用.docx、.pptx、.txt或.md"),
    ],
)
def test_what_cannot_be_read_is_told_by_what_it_is(name: str, data: bytes, why: str, remedy: str) -> None:
    with pytest.raises(UnreadableDraft) as told:
        files.opened(data, name)
    assert str(told.value).startswith(f"文件{name}{why}") and "读不出文字" in str(told.value)
    assert remedy in told.value.remedy


CELLS = (("区县", "低保人数（人）"), ("东沚区", "6778"))


@pytest.mark.parametrize(
    ("name", "data", "places"),
    [
        ("总结.docx", word("工作总结", "", "低保对象96640人。", table=CELLS), {"96640": "第2段", "6778": "第1个表第2行第2列"}),
        ("总结.txt", "工作总结\n\n低保对象96640人。".encode(), {"96640": "第2段"}),
        ("汇报.pptx", slides("2022年情况", "2023年情况", table=CELLS), {"2023": "第2页", "6778": "第2页第2行第2列"}),
    ],
)  # fmt: skip
def test_a_place_in_a_draft_is_told_as_a_person_finds_it(
    name: str, data: bytes, places: dict[str, str]
) -> None:
    draft = given.received(name, data)
    assert {words: draft.place(draft.text.index(words)) for words in places} == places


def test_what_stands_behind_a_table_is_counted_without_its_cells() -> None:
    file = docx.Document(io.BytesIO(word("工作总结", table=CELLS)))
    file.add_paragraph("社会组织4040个。")
    buffer = io.BytesIO()
    file.save(buffer)
    draft = given.received("总结.docx", buffer.getvalue())
    assert draft.place(draft.text.index("4040")) == "第2段"
