"""Asks pyperf about one case at a time, and flags what scatters too much to be believed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from engine.benchmarks.benchmark import SECONDS_IN, Benchmark, Facts, Params
from engine.benchmarks.single.worker import MODULE

PROCESSES, VALUES = 6, 5
FEWEST_PROCESSES = 2
LEAST_S = 0.05
"""Iterations are repeated until one value takes so long [s]."""
UNSTABLE, FAR = 0.10, 0.50
"""Shares of the mean: of the standard deviation, and of one value's distance from it; pyperf's own."""


@dataclass(frozen=True)
class SingleResult:
    """All values in the benchmark's unit, process by process, and how they were taken."""

    values: tuple[float, ...]
    facts: Facts


class SingleError(Exception):
    """A process of pyperf's ended without a result; the message holds its last words."""


def measure_single(benchmark: Benchmark, params: Params, scale: float = 1.0) -> SingleResult:
    """Measure one case by pyperf: loops calibrated, one value of each process thrown away as warm-up.

    `scale` below 1 takes fewer processes, at least two. SingleError when the case fails in its process.
    """
    pyperf: Any = import_module("pyperf")  # has no types, and is of no use where nothing is measured by it
    processes = max(FEWEST_PROCESSES, round(PROCESSES * min(scale, 1.0)))
    said = {"module": benchmark.set_up.__module__, "name": benchmark.name, "params": dict(params)}
    with tempfile.TemporaryDirectory(prefix="astraweave-pyperf-") as folder:
        written = Path(folder) / "values.json"
        done = subprocess.run(
            [
                *(sys.executable, "-m", MODULE, "--case", json.dumps(said), "--output", str(written), "--quiet"),
                *("--processes", str(processes), "--values", str(VALUES), "--warmups", "1"),
                *("--min-time", str(LEAST_S), "--copy-env"),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not written.is_file():
            raise SingleError(f"{benchmark.name}: {_last_words(done.stderr) or 'pyperf ended without a word'}")
        found = pyperf.Benchmark.load(str(written))
    values = tuple(float(value) * SECONDS_IN[benchmark.unit] for value in found.get_values())
    return SingleResult(values, {"processes": processes, "loops": found.get_loops(), **unstable(values)})


def unstable(values: tuple[float, ...]) -> Mapping[str, str]:
    """{"unstable": why} where values scatter so much that pyperf warns of them; else nothing."""
    mean, spread = float(np.mean(values)), float(np.std(values))
    if spread >= UNSTABLE * mean:
        return {"unstable": f"the standard deviation is {100 * spread / mean:.0f} % of the mean"}
    far = max(abs(value - mean) for value in (min(values), max(values)))
    return {"unstable": f"one value is {100 * far / mean:.0f} % off the mean"} if far >= FAR * mean else {}


def _last_words(told: str) -> str:
    """What the failing process said last, before pyperf's own traceback about it."""
    own = told.rpartition("Traceback (most recent call last)")[0]
    lines = [line.strip() for line in (own or told).splitlines() if line.strip()]
    return lines[-1][-400:] if lines else ""
