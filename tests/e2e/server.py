"""The dashboard as a person meets it: a server of its own on a free port, over a store of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a server must answer


class DidNotStart(AssertionError):
    """The server left, or did not answer in time; its log says why."""


def build_store(path: Path) -> None:
    """The store of what the product ships, as ``minsheng init`` makes it."""
    subprocess.run(
        [sys.executable, "-m", "minsheng", "init", "--db", str(path)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def serving(store: Path, log: Path) -> Iterator[str]:
    """The address of a server over ``store`` that writes to ``log``; it ends with the block."""
    port = _free_port()
    with log.open("wb") as lines:
        server = subprocess.Popen(
            _command(port), cwd=ROOT, env=_environment(store), stdout=lines, stderr=lines
        )
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
    ]


def _environment(store: Path) -> dict[str, str]:
    return {**os.environ, "MINSHENG_DB": str(store), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when ``address`` answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise DidNotStart(log.read_text(encoding="utf-8", errors="replace"))
