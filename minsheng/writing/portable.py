"""A Word file as PDF, by the LibreOffice of this machine; the product itself ships no typesetter."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from minsheng.errors import MinshengError, UsageError

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120  # seconds; the first start takes eight


class NoTypesetter(UsageError):
    """There is no LibreOffice on this machine."""

    def __init__(self) -> None:
        super().__init__("这台机器上没有排版软件，不能直接写PDF。", "请写成docx，再用WPS或Word另存为PDF。")


class NotTypeset(MinshengError):
    """LibreOffice was there and made no file."""

    def __init__(self) -> None:
        super().__init__("排版软件没有写出PDF。", "请写成docx，再用WPS或Word另存为PDF。")


def is_there() -> bool:
    """Whether this machine can typeset."""
    return any(shutil.which(name) for name in _PROGRAMS)


def pdf(word: bytes) -> bytes:
    """The PDF of a .docx. Raises NoTypesetter, NotTypeset."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoTypesetter
    with TemporaryDirectory() as folder:
        source = Path(folder, "answer.docx")
        source.write_bytes(word)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(call, check=True, capture_output=True, timeout=_PATIENCE)
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise NotTypeset from None
