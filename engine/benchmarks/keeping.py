"""How large a history becomes and how long keeping it takes: weeks of runs are written as `bench run` writes them."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.regressions.generated import series
from engine.benchmarks.regressions.trends.trend import trends_of
from engine.benchmarks.runner import Measurement
from engine.benchmarks.site.packing import packed
from engine.benchmarks.site.page import NotBundledError, page_text

BENCHMARKS, SAMPLES = 40, 200
STAGES = ("sort", "broad_phase", "narrow_phase", "integration", "events", "rest")


@dataclass(frozen=True)
class Kept:
    """A run a day of so many benchmarks, a case of each: megabytes of rows and samples, seconds of keeping a run.

    `page_kb` is the page with everything in it, None where its script is not built; `data_kb` what of it are data.
    """

    days: int
    benchmarks: int
    rows: int
    megabytes: float
    median_s: float
    slowest_s: float
    data_kb: float
    page_kb: float | None


def keep_days(found: Sequence[Benchmark], days: int, seed: int = 4) -> Kept:
    """Write so many days of the first case of 40 of the benchmarks, pack them, and make their page."""
    random = np.random.default_rng(seed)
    chosen = found[:BENCHMARKS]
    levels = [series(random, days) for _ in chosen]
    now = datetime.now(UTC)
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for day in range(days):
            begun = now - timedelta(days=days - day) + timedelta(hours=1)
            seconds = 0.0
            for number, benchmark in enumerate(chosen):
                measured = _measured(benchmark, float(levels[number][day]), random)
                start = perf_counter()
                append_history([measured], folder, now=begun + timedelta(seconds=number))
                seconds += perf_counter() - start
            spent.append(seconds)
        rotate(folder, now=now)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        history = read_history(folder)
    trends = trends_of(history.rows, {each.name: each for each in chosen})
    try:
        page: float | None = len(page_text(trends, now).encode()) / 1e3
    except NotBundledError:
        page = None
    times = (float(np.median(spent)), max(spent))
    return Kept(days, len(chosen), len(history.rows), size / 1e6, *times, len(packed(trends, now)) / 1e3, page)


def _measured(benchmark: Benchmark, level: float, random: np.random.Generator) -> Measurement:
    samples = level * np.exp(0.05 * random.normal(size=SAMPLES))
    stages = dict(zip(STAGES, (level * random.dirichlet(np.ones(len(STAGES)))).tolist(), strict=True))
    return Measurement(benchmark, benchmark.cases[0], tuple(samples.tolist()), facts={"stages_ms": stages})
