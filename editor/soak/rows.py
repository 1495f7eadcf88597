"""A soak's figures as rows of the history of measurements."""

from pathlib import Path
from typing import Any

from engine.benchmarks.benchmark import Benchmark, Case, Unavailable
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.runner import Measurement


def remember(told: dict[str, Any], folder: Path = FOLDER) -> None:
    """Append the 99th percentiles, and the growth of memory by process, that a report tells; no row for what is n/a."""
    params: dict[str, Any] = {"presenter": told["presenter"], "minutes": told["minutes"]}
    values: list[tuple[str, str, dict[str, Any], float | None]] = [
        (f"soak.{name.removesuffix('_ms')}_p99", "ms", params, told[name]["p99"] if told[name] else None)
        for name in ("frame_ms", "simulation_ms", "planning_ms", "physics_ms")
    ]
    for process, memory in enumerate(told["memory"]):
        growth = memory and memory["slope_percent_in_10_min"]
        values.append(("soak.memory_growth", "%", {**params, "process": process}, growth))
    append_history(
        [
            Measurement(Benchmark(name, unit, (case,), _never_run, 0.0, 1), case, (float(value),))
            for name, unit, case, value in values
            if value is not None
        ],
        folder,
    )


def _never_run() -> Case:
    """A row names its benchmark; this one has no case of its own, since another verb measures it."""
    raise Unavailable("a soak is measured by `astraweave soak`")
