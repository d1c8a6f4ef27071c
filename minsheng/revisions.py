"""The files of the store: one file a revision, and the store's own name as a link to the current one.

``minsheng.duckdb`` → ``minsheng.duckdb.r000042``. A writer locks, copies the current file aside, works
on the copy, syncs it and moves the link atomically; readers keep the file they opened. A crash at any
point leaves the link where it was. Links are relative, so a copied folder is a working store.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from minsheng.errors import StoreBusy

#: how many revision files stay beside the current one; the current file holds all of history
KEEP = 3


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


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one writer at a time, over all processes; raises StoreBusy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(path) from None
        yield


@contextmanager
def successor(path: Path, revision: int, *, fresh: bool = False) -> Iterator[Path]:
    """A working copy that becomes the current revision when the block ends well, else vanishes."""
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    if not fresh:
        shutil.copyfile(current(path), draft)
    try:
        yield draft
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _publish(draft, path, revision)


def _publish(draft: Path, path: Path, revision: int) -> None:
    target = file_of(path, revision)
    _sync(draft)
    os.replace(draft, target)
    if path.exists() and not path.is_symlink():
        os.replace(path, file_of(path, 0))
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


def set_aside(path: Path, now: datetime) -> Path:
    """Move a store out of the way, all its files with it; returns the folder."""
    aside = path.with_name(f"{path.name}.old-{now:%Y%m%d-%H%M%S}")
    aside.mkdir()
    inbox = path.with_name(f"{path.name}.inbox")
    for file in [*path.parent.glob(f"{path.name}.r*"), originals(path), inbox, path]:
        if file.is_symlink() or file.exists():
            os.replace(file, aside / file.name)
    return aside
