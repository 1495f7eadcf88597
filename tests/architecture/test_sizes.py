"""Files stay small enough to be read at one sitting, and each says what it is for."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("engine", "editor", "panels", "projects", "tests")
LONGEST = 400
MEDIAN = 150


def python_files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_the_limit():
    too_long = {str(path.relative_to(ROOT)): lines_of(path) for path in python_files() if lines_of(path) > LONGEST}

    assert not too_long, f"split these files, {LONGEST} lines is the limit: {too_long}"


def test_the_median_file_is_short():
    lengths = [lines_of(path) for path in python_files() if path.name != "__init__.py"]

    assert statistics.median(lengths) < MEDIAN


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_module_opens_with_a_sentence(folder: str):
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent, f"begin each module by saying what it is for: {silent}"
