"""Rows of a history as tests write them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.benchmarks.history.places import HISTORY

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def line(value=1.0, *, day=0.0, name="physics.tick", **more):
    """One line, `day` days before NOW."""
    row = {
        "schema_version": 1,
        "timestamp": (NOW - timedelta(days=day)).isoformat(timespec="milliseconds"),
        "benchmark_name": name,
        "params": {"agents": 100},
        "value": value,
        "unit": "ms",
        "hardware_id": "h1",
        **more,
    }
    return json.dumps(row).encode()


def put(folder: Path, *lines: bytes) -> Path:
    """A history that holds these lines."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / HISTORY
    path.write_bytes(b"".join(each + b"\n" for each in lines))
    return path
