"""A file that is no text that can be read: what it is instead, and what to do."""

from __future__ import annotations

import zlib
from pathlib import Path
from zipfile import BadZipFile

from minsheng.errors import UsageError

#: the container of Word before 2007, and of any Office file under a password
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_NEWER = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".dot": ".docx",
    ".ppt": ".pptx",
    ".dps": ".pptx",
}
#: what opening a damaged package raises, whichever library opens it
BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError, RuntimeError)
_KINDS = "请用.docx、.pptx、.txt或.md（UTF-8）。"


class UnreadableDraft(UsageError):
    """The file is no text that can be read; ``data`` tells what it is instead."""

    def __init__(self, name: object, data: bytes = b"") -> None:
        why, remedy = _told(Path(str(name)).suffix.lower(), data)
        super().__init__(f"文件{name}{why}读不出文字。", remedy)


def _told(suffix: str, data: bytes) -> tuple[str, str]:
    old = data.startswith(_OLD_CONTAINER)
    if old and _UNDER_PASSWORD in data:
        return "设有打开密码，", "请在Word或WPS中取消密码、保存后再放入，或复制全文粘贴。"
    newer = _NEWER.get(suffix) or (".docx" if old else "")
    if newer:
        kind = f"是旧格式（{suffix}）" if suffix in _NEWER else "其实是旧格式"
        return f"{kind}，", f"请在Word或WPS中另存为{newer}后再放入，或复制全文粘贴。"
    if not data:
        return "是空的，", "请确认文件已保存完整，再放入一次。"
    if data.startswith(b"%PDF"):
        return "是PDF，", "请放入原来的Word文件，或复制全文粘贴。"
    return "", _KINDS
