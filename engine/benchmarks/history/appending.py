"""Rows of what was measured here and now, appended to the history."""

import json
import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from engine.benchmarks.history.captures import write_capture
from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.history.row import SCHEMA_VERSION, stamp_of
from engine.benchmarks.history.samples import write_samples
from engine.benchmarks.history.writing import append_lines, held, last_line
from engine.benchmarks.machine import machine_facts, source_facts
from engine.benchmarks.runner import Measurement

CLOCK_STEP = timedelta(seconds=10)
"""So far a clock that is set back may go without a row that seems older than the one before it."""


def append_history(measurements: Sequence[Measurement], folder: Path = FOLDER, *, now: datetime | None = None) -> Path:
    """Append a row for every measurement that has samples; single samples and captures beside it; the history's path.

    The rows are on the disk, all or none of them, when this returns; several programs may append at once. OSError when
    the folder can't be written.
    """
    measured = [found for found in measurements if found.samples]
    entries = [{"benchmark_name": m.benchmark.name, "params": dict(m.params), "values": m.samples} for m in measured]
    with held(folder):
        # Told while the history is held: who had to wait for another must not seem to have been there before it.
        stamp = now.astimezone(UTC) if now is not None else _after(last_line(folder))
        raw = write_samples(folder, stamp, entries) if entries else ""
        rows = [
            history_row(
                found,
                stamp,
                raw=f"{raw}#{number}",
                capture=None if found.capture is None else write_capture(folder, stamp, number, found.capture),
            )
            for number, found in enumerate(measured)
        ]
        return append_lines(folder, [json.dumps(row, allow_nan=False).encode() for row in rows])


def history_row(measurement: Measurement, stamp: datetime, *, raw: str, capture: str | None = None) -> dict[str, Any]:
    """One row of the history, with everything that a later comparison has to know."""
    facts, source = machine_facts(), source_facts()
    return {
        "schema_version": SCHEMA_VERSION,
        "timestamp": stamp.isoformat(timespec="milliseconds"),
        "benchmark_name": measurement.benchmark.name,
        "params": dict(measurement.params),
        "facts": _finite(dict(measurement.facts)),
        "system": measurement.benchmark.system,
        "value": measurement.median,
        "unit": measurement.benchmark.unit,
        "p95": measurement.p95,
        "p99": measurement.p99,
        "max": measurement.slowest,
        "stddev": measurement.stddev,
        "samples": len(measurement.samples),
        **source,
        "hardware_id": facts["hardware_id"],
        "hardware_label": facts["hardware_label"],
        "python": facts["python"],
        "threads": measurement.params.get("threads", 0),
        "raw": raw,
        "capture": capture,
    }


def _after(line: bytes) -> datetime:
    """Now, or the least after a row that another program appended within this millisecond."""
    at, before, step = datetime.now(UTC), stamp_of(line), timedelta(milliseconds=1)
    return before.astimezone(UTC) + step if before is not None and -step < before - at <= CLOCK_STEP else at


def _finite(value: Any) -> Any:
    """The same with None where JSON has no word for a number."""
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in cast("list[Any]", value)]
    return None if isinstance(value, float) and not math.isfinite(value) else value
