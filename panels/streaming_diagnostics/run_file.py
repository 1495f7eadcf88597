"""Runs as files: JSON that can be read again, CSV with a line a frame, a Chrome trace for Perfetto."""

import csv
import json
from dataclasses import asdict
from pathlib import Path as FilePath
from typing import Any

import numpy as np

from engine.schema.files import TerrainSettings
from engine.telemetry.capture_error import CaptureError
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.stats import PARTS, Hitch
from panels.streaming_diagnostics.run import FRAME_S, Origin, Run
from panels.streaming_diagnostics.samples import COLUMNS

FORMAT, VERSION = "astraweave streaming run", 1
SUFFIX = ".streaming.json"
VIEW_COLUMNS = ("eye_x", "eye_y", "eye_z", "forward_x", "forward_y", "forward_z",
                "velocity_x", "velocity_y", "velocity_z")  # fmt: skip
COUNTERS = ("queue", "in_flight", "missing", "upload_bytes", "slot_bytes", "cache_bytes", "flight_bytes")


def to_json(run: Run) -> dict[str, Any]:
    """A run as plain JSON values; what was not measured is null."""
    columns = {name: [None if np.isnan(value) else value for value in run.column(name).tolist()] for name in COLUMNS}
    return {
        "format": FORMAT, "version": VERSION, "origin": asdict(run.origin),
        "ground": run.ground.model_dump(mode="json"),
        "config": run.config.model_dump(mode="json"), "views": run.views.tolist(), "columns": columns,
        "hitches": [asdict(hitch) for hitch in run.hitches],
    }  # fmt: skip


def from_json(table: Any) -> Run:
    """The run that `to_json` gave. CaptureError for anything else."""
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise CaptureError(f'it holds no run of streaming; expected "format": "{FORMAT}"')
    if table.get("version") != VERSION:
        raise CaptureError(f"its version is {table.get('version')}; expected {VERSION}")
    try:
        views = np.array(table["views"], dtype=np.float64).reshape(-1, 9)
        known: dict[str, list[float | None]] = table["columns"]
        blank: list[float | None] = [None] * len(views)
        rows = np.array([known.get(name, blank) for name in COLUMNS], dtype=np.float64).T.reshape(-1, len(COLUMNS))
        if len(rows) != len(views):
            raise ValueError(f"{len(rows)} rows for {len(views)} views")
        config = StreamingConfig.model_validate({**table["config"]})
        ground = TerrainSettings.model_validate(table["ground"])
        hitches = tuple(Hitch(**hitch) for hitch in table["hitches"])
        return Run(Origin(**table["origin"]), ground, config, views, rows, hitches)
    except (KeyError, TypeError, ValueError) as error:
        raise CaptureError(f"a part of it can't be read: {error}") from error


def save(run: Run, path: FilePath) -> FilePath:
    """Write a run as JSON. OSError when that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(to_json(run), allow_nan=False), encoding="utf-8")
    return path


def load(path: FilePath) -> Run:
    """Read a run. CaptureError, in words, when the file is missing or none."""
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CaptureError(f"{path.name} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise CaptureError(f"{path.name} is no JSON: {error}") from error


def write_csv(run: Run, path: FilePath) -> FilePath:
    """A line a frame: the camera, then every column; empty where nothing was measured."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*VIEW_COLUMNS, *COLUMNS])
        for view, row in zip(run.views.tolist(), run.rows.tolist(), strict=True):
            writer.writerow([*view, *("" if np.isnan(value) else value for value in row)])
    return path


def write_trace(run: Run, path: FilePath) -> FilePath:
    """A Chrome trace: the parts of each frame as spans on one thread, queues and memory as counters, times in us."""
    events: list[dict[str, Any]] = [
        {"ph": "M", "pid": 1, "tid": 1, "name": "process_name", "args": {"name": run.origin.project or "AstraWeave"}},
        {"ph": "M", "pid": 1, "tid": 1, "name": "thread_name", "args": {"name": "Streaming, main thread"}},
    ]
    free = 0.0
    at = {name: place for place, name in enumerate(COLUMNS)}
    for number, row in enumerate(run.rows.tolist()):
        # A frame that took longer than its time puts off the next one: spans of one thread may not overlap.
        begin = max(number * FRAME_S * 1e6, free)
        total = row[at["main_ms"]]
        if not np.isnan(total):
            frame = {"frame": int(row[at["frame"]])}
            events.append(_span("streaming", begin, total * 1000.0, frame))
            free = begin + total * 1000.0
            for part in PARTS:
                length = row[at[f"part.{part}"]]
                if not np.isnan(length):
                    events.append(_span(part, begin, length * 1000.0, frame))
                    begin += length * 1000.0
        for name in COUNTERS:
            value = row[at[name]]
            if not np.isnan(value):
                events.append({"ph": "C", "pid": 1, "name": name, "ts": number * FRAME_S * 1e6, "args": {name: value}})
    path.write_text(json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}, allow_nan=False), encoding="utf-8")
    return path


def _span(name: str, begin: float, length: float, args: dict[str, Any]) -> dict[str, Any]:
    return {"ph": "X", "pid": 1, "tid": 1, "name": name, "cat": "streaming", "ts": begin, "dur": length, "args": args}
