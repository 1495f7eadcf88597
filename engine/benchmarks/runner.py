"""Measures benchmarks: cases in turns (A B A B) in one process, warm, garbage at rest; single functions by pyperf."""

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter, perf_counter_ns
from typing import Any

import numpy as np

from engine.benchmarks.benchmark import SECONDS_IN, Benchmark, Blocks, Case, Facts, Params, Unavailable
from engine.benchmarks.comparing import interval_of
from engine.benchmarks.single.measuring import measure_single
from engine.physics.capture import Capture
from engine.resources import is_frozen
from engine.telemetry.percentiles import percentiles

WARM_UPS = 3
FEWEST_SAMPLES = 5
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Measurement:
    """All samples of one case, in the benchmark's unit and in the order taken; empty when it could not be measured."""

    benchmark: Benchmark
    params: Params
    samples: tuple[float, ...] = ()
    why_not: str = ""
    facts: Facts = field(default_factory=dict[str, Any])
    capture: Capture | None = None

    @property
    def median(self) -> float | None:
        """The result; None when there is none."""
        return float(np.median(self.samples)) if self.samples else None

    @property
    def fastest(self) -> float | None:
        """The smallest sample: what it costs when nothing else disturbs the machine."""
        return min(self.samples) if self.samples else None

    @property
    def p95(self) -> float | None:
        """95th percentile by nearest rank."""
        return percentiles(self.samples)["p95"] if self.samples else None

    @property
    def p99(self) -> float | None:
        """99th percentile by nearest rank."""
        return percentiles(self.samples)["p99"] if self.samples else None

    @property
    def slowest(self) -> float | None:
        """The greatest sample."""
        return max(self.samples) if self.samples else None

    @property
    def stddev(self) -> float | None:
        """Standard deviation of the samples."""
        return float(np.std(self.samples)) if self.samples else None

    def to_row(self) -> dict[str, Any]:
        """The row that `--json` prints: the result, the interval of its median (95 %), and what the case tells."""
        low, high = interval_of(self.samples) or (None, None)
        row: dict[str, Any] = {
            "benchmark_name": self.benchmark.name,
            "value": self.median,
            "unit": self.benchmark.unit,
            "low": low,
            "high": high,
            "min": self.fastest,
            "p95": self.p95,
            "p99": self.p99,
            "max": self.slowest,
            "spread": self.stddev,
            "samples": len(self.samples),
            "params": dict(self.params),
            **self.facts,
        }
        return row | ({"why_not": self.why_not} if self.why_not else {})


@dataclass
class _Running:
    params: Params
    case: Case
    samples: list[float] = field(default_factory=list[float])
    spent: float = 0.0
    facts: Facts = field(default_factory=dict[str, Any])
    capture: Capture | None = None


def _silent(_text: str) -> None:
    """No progress."""


def measure(
    benchmark: Benchmark, *, scale: float = 1.0, progress: Progress = _silent, captures: bool = False
) -> list[Measurement]:
    """Measure every case of a benchmark; one that raises Unavailable becomes a measurement without samples.

    `scale` shortens (below 1) or lengthens the measuring. Compilation and first touches are over before the first
    sample: each case runs three times unmeasured. With `captures` those that can give a profile of more iterations.
    """
    if benchmark.is_single and not is_frozen():  # the stand-alone program is no Python that pyperf could start
        found = [_measure_single(benchmark, params, scale, progress) for params in benchmark.cases]
    else:
        groups: dict[Any, list[Params]] = {}
        for params in benchmark.cases:
            groups.setdefault(params[benchmark.blocks.group] if benchmark.blocks else None, []).append(params)
        found = [
            entry for cases in groups.values() for entry in _measure_group(benchmark, cases, scale, progress, captures)
        ]
    if benchmark.compare is None:
        return found
    told = [{**entry.facts, "min": entry.fastest, "p99": entry.p99} for entry in found]
    more = benchmark.compare([(entry.params, entry.median, facts) for entry, facts in zip(found, told, strict=True)])
    return [replace(entry, facts={**entry.facts, **beside}) for entry, beside in zip(found, more, strict=True)]


def _measure_single(benchmark: Benchmark, params: Params, scale: float, progress: Progress) -> Measurement:
    """Here it is run once, for what it tells of itself and so that no process of pyperf's has to compile."""
    told = ", ".join(f"{name} {value}" for name, value in params.items())
    progress(f"{benchmark.name}: setting up {told}")
    try:
        case = benchmark.set_up(**params)
    except Unavailable as error:
        return Measurement(benchmark, params, why_not=str(error))
    try:
        case.before()
        case.run()
        facts = case.facts()
    finally:
        case.close()
    progress(f"{benchmark.name}: pyperf measures {told}")
    found = measure_single(benchmark, params, scale)
    return Measurement(benchmark, params, found.values, facts={**facts, **found.facts})


def _measure_group(
    benchmark: Benchmark, cases: Sequence[Params], scale: float, progress: Progress, captures: bool
) -> list[Measurement]:
    running: dict[int, _Running] = {}
    missing: dict[int, Measurement] = {}
    try:
        for index, params in enumerate(cases):
            progress(f"{benchmark.name}: setting up {', '.join(f'{name} {value}' for name, value in params.items())}")
            try:
                running[index] = _Running(params, benchmark.set_up(**params))
            except Unavailable as error:
                missing[index] = Measurement(benchmark, params, why_not=str(error))
        with _garbage_at_rest():
            if benchmark.blocks:
                _take_blocks(benchmark, benchmark.blocks, list(running.values()), scale, progress)
            else:
                _take_turns(benchmark, list(running.values()), scale, progress)
        for entry in running.values():
            entry.facts = entry.case.facts()
            if captures and entry.case.capture is not None:
                progress(f"{benchmark.name}: taking a capture")
                entry.capture = entry.case.capture()
    finally:
        for entry in running.values():
            entry.case.close()
    return [
        missing[index]
        if index in missing
        else Measurement(
            benchmark, params, tuple(running[index].samples), facts=running[index].facts, capture=running[index].capture
        )
        for index, params in enumerate(cases)
    ]


@contextmanager
def _garbage_at_rest() -> Generator[None]:
    was_enabled = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _take_turns(benchmark: Benchmark, entries: Sequence[_Running], scale: float, progress: Progress) -> None:
    warm_ups = WARM_UPS if benchmark.samples > FEWEST_SAMPLES else 0
    for entry in entries:
        for _ in range(warm_ups):
            entry.case.before()
            entry.case.run()
    budget = benchmark.seconds * scale
    for turn in range(benchmark.samples):
        waiting = [entry for entry in entries if entry.spent < budget or turn < min(FEWEST_SAMPLES, benchmark.samples)]
        if not waiting:
            return
        if turn % 20 == 0:
            progress(f"{benchmark.name}: sample {turn + 1} of at most {benchmark.samples}")
        for entry in waiting:
            _sample(entry, SECONDS_IN.get(benchmark.unit))


def _take_blocks(
    benchmark: Benchmark, blocks: Blocks, entries: Sequence[_Running], scale: float, progress: Progress
) -> None:
    turns = max((blocks.turns(entry.params) for entry in entries), default=0)
    turns = max(1, round(turns * min(scale, 1.0)))
    for turn in range(turns):
        progress(f"{benchmark.name}: block {turn + 1} of {turns}")
        for entry in entries:
            for _ in range(blocks.warm):
                entry.case.before()
                entry.case.run()
            for _ in range(blocks.timed):
                _sample(entry, SECONDS_IN.get(benchmark.unit))


def _sample(entry: _Running, per_second: float | None) -> None:
    begun = perf_counter()
    entry.case.before()
    stamp = perf_counter_ns()
    value = entry.case.run()
    elapsed = perf_counter_ns() - stamp
    entry.spent += perf_counter() - begun
    if value is None:
        if per_second is None:
            raise TypeError("a benchmark whose unit is no time must return its value from run()")
        value = elapsed * 1e-9 * per_second
    entry.samples.append(float(value))
