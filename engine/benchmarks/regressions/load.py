"""How long a large history takes to be read and judged: one is generated, and both are timed."""

import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from engine.benchmarks.history.places import HISTORY
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.regressions.analysis import analyse_all
from engine.benchmarks.regressions.generated import series, with_step
from engine.benchmarks.regressions.series import series_of

BENCHMARKS = 40


@dataclass(frozen=True)
class Load:
    """What reading and judging so many rows took [s], and how many changes were found."""

    rows: int
    megabytes: float
    reading: float
    judging: float
    changes: int


def load_and_judge(rows: int, seed: int = 3) -> Load:
    """Generate 40 series with two steps each, `rows` rows in all, and read and judge them."""
    random = np.random.default_rng(seed)
    count = max(1, rows // BENCHMARKS)
    values = [
        with_step(with_step(series(random, count), count // 3, 0.3), 2 * count // 3, -0.2) for _ in range(BENCHMARKS)
    ]
    begun = datetime.now(UTC) - timedelta(minutes=count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / HISTORY
        with path.open("w", encoding="utf-8") as file:
            for k in range(count):
                stamp = (begun + timedelta(minutes=k)).isoformat(timespec="milliseconds")
                for number in range(BENCHMARKS):
                    file.write(_line(number, stamp, float(values[number][k]), k))
        size = path.stat().st_size / 1e6
        start = perf_counter()
        history = read_history(Path(folder))
        read = perf_counter()
        judged = analyse_all(series_of(history.rows))
        done = perf_counter()
    changes = sum(len(each.steps) for each in judged)
    return Load(len(history.rows), size, read - start, done - read, changes)


def _line(number: int, stamp: str, value: float, commit: int) -> str:
    row = {
        "schema_version": 1,
        "timestamp": stamp,
        "benchmark_name": f"physics.case_{number}",
        "params": {"agents": 5000},
        "system": "physics",
        "value": value,
        "unit": "ms",
        "p99": value * 1.2,
        "stddev": value * 0.01,
        "samples": 200,
        "git_sha": f"{commit:040x}",
        "branch": "main",
        "git_dirty": False,
        "hardware_id": "generated",
        "hardware_label": "Generated, 2 cores, 24 GiB",
        "python": "3.11.7",
        "threads": 0,
        "raw": f"raw/{commit}.json.zst#{number}",
        "capture": None,
    }
    return json.dumps(row) + "\n"
