"""A draft's file as somebody drops it: what cannot be read is told by what it is, with what to do instead."""

from __future__ import annotations

import pytest

from minsheng.claims import files
from minsheng.claims.unreadable import UnreadableDraft
from tests.words_made import word

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
        ("总结.docx", b"", "", "请用.docx、.pptx、.txt或.md"),
        ("总结.docx", word("全市低保对象96640人。")[:2000], "", "请用.docx、.pptx、.txt或.md"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", "", "请用.docx、.pptx、.txt或.md"),
    ],
)
def test_what_cannot_be_read_is_told_by_what_it_is(name: str, data: bytes, why: str, remedy: str) -> None:
    with pytest.raises(UnreadableDraft) as told:
        files.opened(data, name)
    assert str(told.value).startswith(f"文件{name}{why}") and "读不出文字" in str(told.value)
    assert remedy in told.value.remedy
