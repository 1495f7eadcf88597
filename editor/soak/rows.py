"""A soak's figures as rows of the history of measurements."""

from pathlib import Path
from typing import Any

from engine.benchmarks.benchmark import Benchmark, Case, Unavailable
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.runner import Measurement


def remember(told: dict[str, Any], folder: Path = FOLDER) -> None:
    """Append the 99th percentiles, and the growth of memory, that a report tells; what it does not, gets no row."""
    params = {"presenter": told["presenter"], "minutes": told["minutes"]}
    values: list[tuple[str, str, float | None]] = [
        (f"soak.{name.removesuffix('_ms')}_p99", "ms", told[name]["p99"] if told[name] else None)
        for name in ("frame_ms", "simulation_ms", "planning_ms", "physics_ms")
    ]
    for memory in told["memory"]:
        values.append(("soak.memory_growth", "%", memory and memory["slope_percent_in_10_min"]))
    append_history(
        [
            Measurement(Benchmark(name, unit, (params,), _never_run, 0.0, 1), params, (float(value),))
            for name, unit, value in values
            if value is not None
        ],
        folder,
    )


def _never_run() -> Case:
    """A row names its benchmark; this one has no case of its own, since another verb measures it."""
    raise Unavailable("a soak is measured by `astraweave soak`")
