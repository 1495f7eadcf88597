"""Exports: JSON, and the Chrome trace-event format that Perfetto and chrome://tracing open."""

import gzip
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.telemetry.zones import ZoneRecorder
from engine.whole_file import write_whole

NS_PER_US = 1000.0


def write_json(path: Path, data: Mapping[str, Any]) -> Path:
    """Write plain data; the file appears whole or not at all. OSError when it can't be written."""
    return write_whole(path, (json.dumps(data, indent=1, allow_nan=False) + "\n").encode())


def chrome_trace(recorder: ZoneRecorder, *, process: str = "astraweave") -> dict[str, Any]:
    """The recorder's zones as a trace: complete events ("ph": "X") with `ts` and `dur` in microseconds.

    Format: "Trace Event Format", JSON object form. Time starts at the first zone.
    """
    pid = os.getpid()
    zones = sorted(recorder.zones(), key=lambda zone: (zone.start_ns, zone.depth))
    origin = zones[0].start_ns if zones else 0
    events: list[dict[str, Any]] = [
        {"name": "process_name", "ph": "M", "pid": pid, "tid": 0, "args": {"name": process}},
        *(
            {"name": "thread_name", "ph": "M", "pid": pid, "tid": thread, "args": {"name": name}}
            for thread, name in recorder.thread_names.items()
        ),
    ]
    for zone in zones:
        events.append(
            {
                "name": zone.name,
                "cat": "zone",
                "ph": "X",
                "pid": pid,
                "tid": zone.thread,
                "ts": (zone.start_ns - origin) / NS_PER_US,
                "dur": zone.duration_ns / NS_PER_US,
            }
        )
    return {"traceEvents": events, "displayTimeUnit": "ms"}


def write_chrome_trace(path: Path, recorder: ZoneRecorder) -> Path:
    """Write the trace; gzipped when the name ends in .gz. OSError when it can't be written."""
    data = json.dumps(chrome_trace(recorder), allow_nan=False).encode()
    return write_whole(path, gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
