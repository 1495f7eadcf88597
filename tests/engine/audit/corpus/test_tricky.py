"""Tricky places of our own writing: rustc takes the file, and the scanner finds exactly what is marked in it."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from engine.audit.rust.reading import scan

TRICKY = Path(__file__).with_name("tricky.rs")
MARK = re.compile(r"//~ (.*)$")


def test_what_is_marked_is_found_and_nothing_else():
    text = TRICKY.read_text(encoding="utf-8")
    marked: Counter[tuple[int, str, str]] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        found = MARK.search(line)
        words = found.group(1).split() if found and number > 1 else []
        marked.update((number, kind, context) for kind, context in zip(words[::2], words[1::2], strict=True))

    sites = Counter((each.line, each.kind, each.context or "production") for each in scan(text.encode()).sites)

    assert sites == marked
    assert sum(marked.values()) > 25


def test_rustc_takes_it(tmp_path):
    rustc = shutil.which("rustc")
    if rustc is None:
        pytest.skip("rustc is not installed")

    for more in ([], ["--test"]):
        words = [rustc, "--edition", "2021", "--emit", "metadata", "--out-dir", str(tmp_path), *more, str(TRICKY)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
