"""Ruff as a second finder: whatever it reports by a rule that a kind names, some kind has judged too.

The program needs no ruff: each of these rules has its own kind here, which knows excuses that ruff does not.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.audit.python.finding_sites import spots
from engine.audit.python.kind import kinds
from engine.audit.python.source import Source
from tests.engine.audit.python.accuracy import FOLDER, MARK

ROOT = Path(__file__).parents[4]
RULES = sorted({rule for each in kinds() for rule in each.ruff})


def reported(folder: Path) -> set[tuple[str, int, str]]:
    """File, line and rule of what ruff says of a folder."""
    asked = ["--isolated", "--no-cache", "--exit-zero", "--output-format", "json", "--select", ",".join(RULES)]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *asked, str(folder)], capture_output=True, text=True, check=True
    )
    return {(each["filename"], each["location"]["row"], each["code"]) for each in json.loads(done.stdout)}


def looked_at(path: Path) -> set[int]:
    """The lines of a file that some kind judged, found or excused."""
    source = Source(path.read_bytes())
    return {source.place((spot.span or source.span(spot.node))[0])[0] for _, spot in spots(source)}


def only_by_ruff(folder: Path) -> list[str]:
    found = reported(folder)
    known = {name: looked_at(Path(name)) for name in {name for name, _, _ in found}}
    return [f"{name}:{line} {rule}" for name, line, rule in sorted(found) if line not in known[name]]


def test_kinds_name_the_rules_of_ruff_that_look_for_the_same():
    assert RULES == ["BLE001", "E722", "PGH003", "PLW1510", "RUF006", "S101", "S110", "S112"]


def test_what_ruff_reports_in_the_labelled_files_was_judged(tmp_path):
    for path in FOLDER.glob("*.txt"):
        text = MARK.sub("", path.read_text(encoding="utf-8"))
        (tmp_path / f"{path.stem.replace('-', '_')}.py").write_text(text, encoding="utf-8")

    assert len(reported(tmp_path)) > 50
    assert only_by_ruff(tmp_path) == []


@pytest.mark.parametrize("room", ["engine/document", "editor/core"])
def test_what_ruff_reports_in_this_program_was_judged(room):
    assert only_by_ruff(ROOT / room) == []
