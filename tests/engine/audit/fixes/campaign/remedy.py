"""The campaign: unwraps of real crates are done without, and the crates' own tests stay green."""

import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.wish import Outcome
from engine.audit.fixes.checking.compiler import compile_crate
from engine.audit.fixes.checking.verdict import Verdict
from engine.audit.fixes.crate import Crate
from engine.audit.fixes.log.entries import read_log, standing
from tests.engine.audit.fixes.campaign.sites import production_wishes
from tests.engine.audit.fixes.campaign.sources import TARGET, version_of, working_copy

PASSED = re.compile(rb"test result: \w+\. (\d+) passed; (\d+) failed")
UNPROVEN = "not compiled"
"""So begins what is told of a fix that no compiler has seen; the campaign keeps none of these."""
REGRESSIONS = Path(__file__).with_name("regressions")


@dataclass
class Remedied:
    """A crate: its production sites and its tests (passed, failed), before and after, and what was fixed how."""

    crate: str
    version: str = ""
    sites_before: int = 0
    sites_after: int = 0
    tests_before: tuple[int, int] = (0, 0)
    tests_after: tuple[int, int] = (0, 0)
    regressions: tuple[int, int] = (0, 0)
    """Tests of the new ways: how many pass after, and how many of them fail before."""
    patterns: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Places that nothing was done about, each with the reason."""
    minutes: float = 0.0
    """What the fixes took, with all their compiling."""
    failed: str = ""


def remedy(name: str) -> Remedied:
    """Fix every production site of a working copy; where a test of its own turns red, all is undone."""
    told = Remedied(name)
    copy = working_copy(name, keep_tests=True)
    if copy is None:
        told.failed = "Debian has no such crate unpacked here"
        return told
    told.version = version_of(copy)
    told.sites_before = told.sites_after = len(production_wishes(copy))
    told.tests_before = told.tests_after = run_tests(copy)
    if told.tests_before[1] or not told.tests_before[0]:
        passed, failed = told.tests_before
        told.failed = f"its own tests do not build with what Debian has, or fail: {passed} pass, {failed} fail"
        return told
    fails_before = _regressions(copy, name)
    fixer = Fixer(copy, _check)
    texts = {each.file: (copy / each.file).read_bytes() for each in production_wishes(copy)}
    start = time.monotonic()
    outcomes = fixer.fix(production_wishes(copy))
    unproven = [each for each in outcomes if each.is_fixed and each.checked.startswith(UNPROVEN)]
    if unproven:
        # Fixes that were made together are undone together, so all is made once more without those.
        _undo(fixer, outcomes)
        outcomes = fixer.fix([each.wish for each in outcomes if each not in unproven])
    told.minutes = (time.monotonic() - start) / 60
    left = [(each, each.told) for each in outcomes if not each.is_fixed] + [(each, each.checked) for each in unproven]
    told.left = [_left(each, words, texts[each.wish.file]) for each, words in left]
    told.tests_after = run_tests(copy)
    if told.tests_after != told.tests_before:
        _undo(fixer, outcomes)
        told.failed = f"its own tests were not green any more: {told.tests_after}; all was undone"
        return told
    passes_after = _regressions(copy, name)
    told.regressions = (passes_after[0], fails_before[1])
    told.sites_after = len(production_wishes(copy))
    told.patterns = dict(Counter(each.pattern for each in standing(read_log(copy))))
    return told


def _undo(fixer: Fixer, outcomes: list[Outcome]) -> None:
    for number in sorted({each.number for each in outcomes if each.is_fixed}, reverse=True):
        fixer.undo(number)


def _left(outcome: Outcome, words: str, text: bytes) -> str:
    line = text.count(b"\n", 0, outcome.wish.end) + 1
    return f"{outcome.wish.file}:{line}: {words}"


def run_tests(copy: Path, *options: str) -> tuple[int, int]:
    """How many tests of a crate pass and fail; (0, 1) where they do not compile."""
    command = ["cargo", "test", "--offline", "--no-fail-fast", "--quiet", "--target-dir", str(TARGET / "tests")]
    command += options or ("--lib", "--tests")
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
    there, manifest = copy / "tests/after_fixes.rs", copy / "Cargo.toml"
    before = manifest.read_bytes()
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(ours.read_bytes())
    # Debian's manifests list their targets, so that none is found by its place alone.
    manifest.write_bytes(before + b'\n[[test]]\nname = "after_fixes"\npath = "tests/after_fixes.rs"\n')
    try:
        return run_tests(copy, "--test", "after_fixes")
    finally:
        there.unlink()
        manifest.write_bytes(before)


def write_told(found: list[Remedied]) -> None:
    """Keep what came of it, for the page."""
    data = [asdict(each) for each in found]
    (TARGET / "remedied.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def read_told() -> list[Remedied]:
    """What `write_told` kept; nothing where no crate was fixed yet."""
    kept = TARGET / "remedied.json"
    data = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else []
    return [Remedied(**each) for each in data]
