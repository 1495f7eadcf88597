"""A benchmark's code in a process of its own, for what can be measured only once in a process."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from engine.benchmarks.benchmark import Unavailable

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 600


def seconds_of(code: str, environment: Mapping[str, str]) -> float:
    """The number that `code` prints as JSON in its last line. Raises Unavailable with its last words when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        raise Unavailable(f"the probe process failed: {' '.join(done.stderr.strip().splitlines()[-1:])}")
    said = done.stdout.strip().rpartition("\n")[2]
    if not said:
        raise Unavailable("the probe process said nothing")
    return float(json.loads(said))
