"""How long the first start after an installation takes to compile the demo's systems, and every later one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.threshold import Baseline, Threshold

# Runs in a process of its own, since compiled code can't be forgotten: seconds from the imports to a ready session.
PROBE = """
import json
from time import perf_counter
begun = perf_counter()
from engine.benchmarks.demo import compile_demo
from engine.play.running.session import Session
Session(compile_demo(), 1)
print(json.dumps(perf_counter() - begun))
"""
TIMEOUT_S = 600


@benchmark(
    name="world.compile_cold",
    unit="s",
    threshold=Threshold(
        "The first start after an installation compiles every system.",
        baselines=(
            Baseline(33.9, {"cache": "empty"}),
            Baseline(1.08, {"cache": "filled"}),
        ),
    ),
    cases=[{"cache": "empty"}, {"cache": "filled"}],
    seconds=600.0,
    samples=2,
)
def world_compile_cold(cache: str) -> Case:
    """A new process until a session of Echo Grove is ready, with an empty and with a filled kernel cache."""
    compile_demo()
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    if cache == "filled":
        _probe(folder)

    def before() -> None:
        if cache == "empty":
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    def close() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    return Case(run=lambda: _probe(folder), before=before, close=close)


def _probe(folder: Path) -> float:
    environment = {**os.environ, "ASTRAWEAVE_CACHE_DIR": str(folder)}
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=environment,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        raise Unavailable(f"the probe process failed: {done.stderr.strip().splitlines()[-1:]}")
    return float(json.loads(done.stdout.strip().splitlines()[-1]))
