"""The files of the store: one file a revision, and the store's own name as a link to the current one.

``minsheng.duckdb`` → ``minsheng.duckdb.r000042``. A writer locks, copies the current file aside, works
on the copy, syncs it and moves the link atomically; readers keep the file they opened. A crash at any
point leaves the link where it was. Links are relative, so a copied folder is a working store.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from minsheng.errors import MinshengError, StoreBusy

#: how many revision files stay beside the current one; the current file holds all of history
KEEP = 3
#: how many seconds a writer waits for another one
PATIENCE = 10.0


def current(path: Path) -> Path:
    """The file behind the store's name; a plain file under that name is accepted too."""
    return path.resolve()


def number_of(file: Path) -> int:
    """The revision a file holds by its name; 0 for a plain file."""
    match = re.search(r"\.r(\d{6,})$", file.name)
    return int(match[1]) if match else 0


def file_of(path: Path, revision: int) -> Path:
    """Where a revision is kept."""
    return path.with_name(f"{path.name}.r{revision:06d}")


def originals(path: Path) -> Path:
    """The folder of the files as received, each under its hash."""
    return path.with_name(f"{path.name}.originals")


def keep_original(path: Path, data: bytes) -> str:
    """Keep a file's bytes under their hash, written whole or not at all; returns the hash. Raises MinshengError."""
    folder, sha256 = originals(path), hashlib.sha256(data).hexdigest()
    draft = folder / f"{sha256}.draft"
    if (folder / sha256).exists():
        return sha256
    try:
        folder.mkdir(exist_ok=True)
        draft.write_bytes(data)
        os.replace(draft, folder / sha256)
    except OSError as failed:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise MinshengError(
            f"原始文件无法存入{folder}：{failed.strerror}。", "请检查权限和磁盘空间。"
        ) from None
    return sha256


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one writer at a time, over all processes; raises StoreBusy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as handle:
        _acquire(handle, path)
        yield


def _acquire(handle: IO[str], path: Path) -> None:
    """Wait a while for the other writer, then say that it is busy."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise StoreBusy(path) from None
            time.sleep(0.05)


@contextmanager
def successor(path: Path, revision: int, *, fresh: bool = False) -> Iterator[Path]:
    """A working copy that becomes the current revision when the block ends well, else vanishes."""
    draft = path.with_name(f"{path.name}.draft")
    _discard(draft)
    if not fresh:
        shutil.copyfile(current(path), draft)
    try:
        yield draft
    except BaseException:
        _discard(draft)
        raise
    _publish(draft, path, revision)


def _discard(draft: Path) -> None:
    """Remove what a killed writer left, its log too: the log would be replayed into the next draft."""
    draft.unlink(missing_ok=True)
    draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def _publish(draft: Path, path: Path, revision: int) -> None:
    target = file_of(path, revision)
    _sync(draft)
    os.replace(draft, target)
    if path.exists() and not path.is_symlink() and not file_of(path, 0).exists():
        os.link(path, file_of(path, 0))  # before the name becomes a link: a crash here loses no name
    link = path.with_name(f"{path.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(target.name)
    os.replace(link, path)
    _sync(path.parent)
    _prune(path, revision)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(path: Path, revision: int) -> None:
    kept = sorted(path.parent.glob(f"{path.name}.r*"), key=number_of)
    for file in kept[:-KEEP]:
        if number_of(file) < revision:
            file.unlink(missing_ok=True)


def newest(path: Path) -> int:
    """The highest revision that has a file beside the store's name; 0 where there is none."""
    return max((number_of(file) for file in path.parent.glob(f"{path.name}.r*")), default=0)


def set_aside(path: Path, first: int, now: datetime) -> Path:
    """Move what belongs to the store before revision ``first`` into a folder of its own; returns the folder.

    The folder is a working store: its name links to the newest revision in it.
    """
    aside = path.with_name(f"{path.name}.old-{now:%Y%m%d-%H%M%S}")
    aside.mkdir()
    older = sorted((f for f in path.parent.glob(f"{path.name}.r*") if number_of(f) < first), key=number_of)
    beside = [path.with_name(f"{path.name}.{name}") for name in ("inbox", "manuscripts", "numbers", "proofs")]
    for file in [*older, originals(path), *beside]:
        if file.exists():
            os.replace(file, aside / file.name)
    if older:
        (aside / path.name).symlink_to(older[-1].name)
    return aside
