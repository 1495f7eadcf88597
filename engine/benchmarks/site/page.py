"""Puts the page together: markup, style, script and data in one file."""

import base64
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from engine.benchmarks.regressions.trends.trend import Trend
from engine.benchmarks.site.colours import style
from engine.benchmarks.site.packing import packed
from engine.resources import program_folder, resource
from engine.whole_file import write_whole

FILE = "index.html"
LARGEST = 300_000
"""Bytes that the page is meant to stay below, with everything in it."""


class NotBundledError(Exception):
    """The page's script was not built into this tree; the message says what to run."""


def bundle() -> Path:
    """The folder of what `make site` builds: page.js and page.css."""
    folder = program_folder() / "target" / "site"
    if not (folder / "page.js").is_file():
        raise NotBundledError(
            f"{folder / 'page.js'} is missing: the page's script is built by `make site`; run it first."
        )
    return folder


def page_text(trends: Iterable[Trend], made: datetime) -> str:
    """The whole page. Its policy lets nothing in but its own script and style, and no request out."""
    folder = bundle()
    script = (folder / "page.js").read_text(encoding="utf-8")
    sheet = style() + "\n" + (folder / "page.css").read_text(encoding="utf-8")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(sheet)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    parts = {"POLICY": policy, "STYLE": sheet, "SCRIPT": script, "DATA": packed(trends, made)}
    template = resource("site", FILE).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: parts[found[1]], template)


def write_page(trends: Iterable[Trend], folder: Path, made: datetime) -> Path:
    """Write the page into a folder, which is made when it is missing; its path. OSError when that can't be."""
    return write_whole(folder / FILE, page_text(trends, made))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
