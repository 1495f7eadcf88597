"""The history of measurements: one JSON row for each, appended to a file that only ever grows at its end."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.benchmarks.machine import machine_facts, source_facts
from engine.benchmarks.runner import Measurement

SCHEMA_VERSION = 1
FOLDER = Path("target") / "benchmark-data"
HISTORY = "history.jsonl"


def append_history(measurements: Sequence[Measurement], folder: Path = FOLDER, *, now: datetime | None = None) -> Path:
    """Append a row for every measurement that has samples, its raw samples beside it; the history's path.

    The raw values go to raw/<time>.json below `folder`, each row naming its place there. Raises OSError when the folder
    can't be written.
    """
    stamp = (now or datetime.now(UTC)).astimezone(UTC)
    raw = Path("raw") / f"{stamp:%Y%m%dT%H%M%S%f}.json"
    measured = [found for found in measurements if found.samples]
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    values = [{"benchmark_name": m.benchmark.name, "params": dict(m.params), "values": m.samples} for m in measured]
    (folder / raw).write_text(json.dumps(values), encoding="utf-8")
    rows = "".join(
        json.dumps(history_row(found, stamp, f"{raw.as_posix()}#{k}")) + "\n" for k, found in enumerate(measured)
    )
    path = folder / HISTORY
    with path.open("a", encoding="utf-8") as file:
        file.write(rows)
    return path


def history_row(measurement: Measurement, stamp: datetime, raw: str) -> dict[str, Any]:
    """One row of the history, with everything that a later comparison has to know."""
    facts, source = machine_facts(), source_facts()
    return {
        "schema_version": SCHEMA_VERSION,
        "timestamp": stamp.isoformat(timespec="milliseconds"),
        "benchmark_name": measurement.benchmark.name,
        "params": dict(measurement.params),
        "facts": dict(measurement.facts),
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
        "capture": None,
    }
