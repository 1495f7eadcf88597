"""The campaign: unwraps of real crates are done without, and the crates' own tests stay green."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.checking.compiler import compile_crate
from engine.audit.fixes.checking.verdict import Verdict
from engine.audit.fixes.crate import Crate
from engine.audit.fixes.log.entries import Entry, read_log, standing
from tests.engine.audit.fixes.campaign.sites import production_wishes
from tests.engine.audit.fixes.campaign.sources import REMEDIED, TARGET, working_copy

PATTERNS = ("propagate", "log", "return", "skip", "default")
"""In this order: what tells of the failure before what leaves it out. An expect removes nothing."""
PASSED = re.compile(rb"test result: \w+\. (\d+) passed; (\d+) failed")
REGRESSIONS = Path(__file__).with_name("regressions")


@dataclass
class Remedied:
    """A crate: its production sites and its tests (passed, failed), before and after, and what was fixed how."""

    crate: str
    sites_before: int = 0
    sites_after: int = 0
    tests_before: tuple[int, int] = (0, 0)
    tests_after: tuple[int, int] = (0, 0)
    regressions: tuple[int, int] = (0, 0)
    """Tests of the new ways: how many pass after, and how many of them fail before."""
    patterns: dict[str, int] = field(default_factory=dict)
    undone: dict[str, str] = field(default_factory=dict)
    """Patterns whose fixes broke a test of the crate, so that all of them were undone."""
    failed: str = ""


def remedy(name: str) -> Remedied:
    """Fix what can be fixed in a working copy, pattern by pattern; a pattern that turns a test red is undone."""
    told = Remedied(name)
    copy = working_copy(name, keep_tests=True)
    if copy is None:
        told.failed = "Debian has no such crate unpacked here"
        return told
    told.sites_before = told.sites_after = len(production_wishes(copy))
    told.tests_before = told.tests_after = run_tests(copy)
    if told.tests_before[1] or not told.tests_before[0]:
        told.failed = f"its own tests are not green here: {told.tests_before}"
        return told
    fails_before = _regressions(copy, name)
    fixer = Fixer(copy, _check)
    for pattern in PATTERNS:
        outcomes = fixer.fix([replace(each, pattern=pattern) for each in production_wishes(copy)])
        numbers = sorted({each.number for each in outcomes if each.is_fixed}, reverse=True)
        tests = run_tests(copy) if numbers else told.tests_after
        if tests != told.tests_before:
            for number in numbers:
                fixer.undo(number)
            told.undone[pattern] = f"{tests[1]} of its tests failed"
    told.tests_after = run_tests(copy)
    passes_after = _regressions(copy, name)
    told.regressions = (passes_after[0], fails_before[1])
    told.sites_after = len(production_wishes(copy))
    told.patterns = dict(Counter(each.pattern for each in standing(read_log(copy))))
    return told


def run_tests(copy: Path, *options: str) -> tuple[int, int]:
    """How many tests of a crate pass and fail; (0, 1) where they do not compile."""
    command = ["cargo", "test", "--offline", "--no-fail-fast", "--quiet", "--target-dir", str(TARGET / "tests")]
    command += options
    done = subprocess.run(command, cwd=copy, capture_output=True, timeout=900, check=False)
    found = [(int(passed), int(failed)) for passed, failed in PASSED.findall(done.stdout)]
    if not found:
        return 0, 1
    return sum(passed for passed, _ in found), sum(failed for _, failed in found)


def _check(crate: Crate, file: Path, _build: Path, options: Sequence[str]) -> Verdict:
    return compile_crate(crate, file, TARGET / "tests", options)


def _regressions(copy: Path, name: str) -> tuple[int, int]:
    """Our tests of the new ways of a crate, put beside its own for as long as they run."""
    ours = REGRESSIONS / f"{name}.rs"
    if not ours.is_file():
        return 0, 0
    there = copy / "tests/after_fixes.rs"
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(ours.read_bytes())
    try:
        return run_tests(copy, "--test", "after_fixes")
    finally:
        there.unlink()


def write_told(found: list[Remedied]) -> None:
    """Keep what came of it, for the page."""
    data = [asdict(each) for each in found]
    (TARGET / "remedied.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def entries_told(name: str) -> list[Entry]:
    """What the tool's own log of a crate says of fixes that stand."""
    return standing(read_log(REMEDIED / name))
