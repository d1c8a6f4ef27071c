"""Pictures of screens, for a person to look at: ``python -m tests.e2e.shots URL OUTDIR [PATH …]``.

One picture a path and size, named ``overview_1366x768.png``; ``--tall`` draws the whole page instead of the first fold.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import CONTEXT, LAUNCH, visit

SIZES = ((1366, 768), (1920, 1080), (390, 844))
TALL = 2600  # Streamlit scrolls an inner element: only a tall window shows a whole page


def main() -> None:
    """Draw what the command line asks for."""
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**LAUNCH)
        for path in asked.paths or ["/"]:
            for width, height in SIZES:
                print(shot(chromium, asked.url, path, asked.folder, (width, TALL if asked.tall else height)))


def shot(chromium: Browser, url: str, path: str, folder: Path, size: tuple[int, int]) -> Path:
    """One screen at one size (pixels) as a PNG; the file it went to."""
    width, height = size
    page = chromium.new_page(**{**CONTEXT, "viewport": {"width": width, "height": height}})
    visit(page, url.rstrip("/") + "/" + path.lstrip("/"))
    page.wait_for_timeout(500)  # let charts finish their entrance
    name = "".join(letter if letter.isalnum() else "_" for letter in unquote(path).strip("/")) or "home"
    target = folder / f"{name}_{width}x{height}.png"
    page.screenshot(path=target)
    page.close()
    return target


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="where the dashboard runs, e.g. http://127.0.0.1:8501")
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="e.g. / '/trend?region=350000'")
    parser.add_argument("--tall", action="store_true", help="the whole page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
