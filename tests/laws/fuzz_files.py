"""Looks for files that break their reader, guided by coverage: `python -m tests.laws.fuzz_files --minutes 10`.

Each target runs in a process of its own with a bound on memory and on the time of one input. An input that breaks it is
put into tests/laws/seeds/TARGET/, where the suite tries it from then on. Needs atheris, so it runs on Linux.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.laws.fuzz_targets import FOUND, ROOT, TARGETS

WORK = ROOT / "target" / "fuzz"
MEMORY_MIB = 256
"""Bound on a whole process; the instrumented program alone takes half of it."""
INPUT_SECONDS = 20
TOKENS = (
    *("[entities.", "[[", "]]", "{ ", " }", '"""', "'''", "prefab = ", "parent = ", "format = ", "kind = ", "tags = ["),
    *("transform", "health", "position = [", "1979-05-27", "1e400", "nan", "inf", "-9223372036854775808", "\\u0000"),
    *('"kind":"', '"commands":[', '"path":"', '"old":null', '"new":', '"keyframes":[', '"arrays":[', "null", "true"),
)


@dataclass(frozen=True)
class Outcome:
    """What one target's run gave."""

    target: str
    runs: int
    per_second: int
    peak_mib: int
    broken: tuple[Path, ...]


def fuzz(name: str, seconds: int) -> Outcome:
    """Fuzz one target for some seconds; what broke it is kept among the seeds."""
    corpus, broken = WORK / name / "corpus", WORK / name / "broken"
    shutil.rmtree(broken, ignore_errors=True)
    for folder in (corpus, broken):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate((*TARGETS[name].seeds, *TARGETS[name].found())):
        (corpus / f"seed-{number}").write_bytes(seed)
    tokens = WORK / "tokens.txt"
    tokens.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS))
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.fuzz_worker", name, *_options(seconds, broken, tokens), str(corpus)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    log = done.stderr.decode(errors="replace")
    (WORK / name / "log.txt").write_text(log)
    found = tuple(_kept(name, path) for path in sorted(broken.iterdir()))
    if done.returncode and not found:
        raise RuntimeError(f"fuzzing {name} ended with code {done.returncode}:\n{log[-3000:]}")
    return Outcome(
        name,
        _told(log, "number_of_executed_units"),
        _told(log, "average_exec_per_sec"),
        _told(log, "peak_rss_mb"),
        found,
    )


def _options(seconds: int, broken: Path, tokens: Path) -> list[str]:
    return [
        *(f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY_MIB}", f"-timeout={INPUT_SECONDS}"),
        *("-max_len=40000", "-print_final_stats=1", f"-artifact_prefix={broken}/", f"-dict={tokens}"),
    ]


def _kept(name: str, path: Path) -> Path:
    kept = FOUND / name / path.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(path.read_bytes())
    return kept


def _told(log: str, name: str) -> int:
    match = re.search(rf"stat::{name}:\s+(\d+)", log)
    return int(match[1]) if match else 0


def _escaped(token: str) -> str:
    return "".join(each if each.isalnum() or each in " =.,:[]{}_-" else f"\\x{ord(each):02x}" for each in token)


def main() -> int:
    """Fuzz all targets, or one, and tell what was run and what broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="time in all, split evenly over the targets")
    parser.add_argument("--target", choices=sorted(TARGETS), action="append", help="only this one; may be repeated")
    given = parser.parse_args()
    names = given.target or sorted(TARGETS)
    outcomes = [fuzz(name, max(1, round(given.minutes * 60 / len(names)))) for name in names]
    for each in outcomes:
        print(f"{each.target:<10} {each.runs:>9} inputs {each.per_second:>6} a second, peak {each.peak_mib} MiB")  # noqa: T201
        for path in each.broken:
            print(f"  broken by {path.relative_to(ROOT)}")  # noqa: T201
    return int(any(each.broken for each in outcomes))


if __name__ == "__main__":
    sys.exit(main())
