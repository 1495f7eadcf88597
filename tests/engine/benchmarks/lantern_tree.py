"""A small repository of three commits in which a lantern becomes slower: the engine, and one case of its own."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]
CASE = '''"""What a lantern costs."""

from itertools import count

from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.threshold import Threshold

MS = {times}


@benchmark(
    name="lantern.light", unit="ms", cases=[{{"kind": kind}} for kind in MS], samples=50, threshold=Threshold("Dark.")
)
def lantern_light(kind: str) -> Case:
    """Tell how long the kind burns, a little longer each time."""
    if not MS[kind]:
        raise Unavailable("there is no oil")

    times = count()
    return Case(run=lambda: MS[kind] * (1.0 + 0.001 * (next(times) % 7)))
'''


def git(folder, *words):
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True)


def lantern_tree(folder: Path) -> Path:
    """Make it: tags `fast`, `slow` (one case takes 15 % longer, and there is a new one) and `broken`."""
    shutil.copytree(ROOT / "engine", folder / "engine", ignore=shutil.ignore_patterns("__pycache__", "cases"))
    cases = folder / "engine" / "benchmarks" / "cases"
    cases.mkdir()
    (cases / "__init__.py").write_text('"""Cases."""\n')
    git(folder, "init", "-q", "-b", "main")
    for tag, times in (
        ("fast", {"old": 1.0, "changed": 1.0, "dry": 0.0}),
        ("slow", {"old": 1.0, "changed": 1.15, "dry": 0.0, "new": 1.0}),
        ("broken", None),
    ):
        text = CASE.format(times=times) if times else "raise RuntimeError('the wick is wet')\n"
        (cases / "lantern.py").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    return folder
