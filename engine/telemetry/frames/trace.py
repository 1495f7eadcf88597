"""A capture of frames in the Chrome trace-event format, which Perfetto and chrome://tracing open.

Format: "Trace Event Format" (JSON object form). A frame and the zones in it are complete events ("X") on the track of
the main thread, where they lay in time: the gaps between frames are the waits.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.zones import group_of, title_of
from engine.whole_file import write_whole

PROCESS, MAIN = 1, 1
NS_PER_US = 1000.0


def chrome_trace(capture: FrameCapture) -> dict[str, Any]:
    """The trace as plain data; `ts` and `dur` are microseconds since the capture began."""
    origin = capture.origin
    name = f"AstraWeave editor: {origin.project}, {origin.scene}, {origin.entities:,} entities"
    events = [_named("process_name", 0, name), _named("thread_name", MAIN, "Main thread")]
    for frame in capture.frames:
        about = {"waited_ms": frame.waited_ns / 1e6, "painted": frame.is_painted}
        events.append({**_stretch(f"frame {frame.number}", "frame", frame.begin_ns, frame.work_ns), "args": about})
        events += (
            _stretch(title_of(span.name), group_of(span.name), frame.begin_ns + span.start_ns, span.duration_ns)
            for span in frame.spans
        )
    about = {"project": origin.project, "scene": origin.scene, "entities": origin.entities, "machine": origin.machine,
             "version": origin.version, "taken": origin.taken}  # fmt: skip
    return {"traceEvents": events, "displayTimeUnit": "ms", "otherData": about}


def write_trace(capture: FrameCapture, path: Path) -> Path:
    """Write the trace; gzipped when the name ends in .gz. OSError when it can't be written."""
    data = json.dumps(chrome_trace(capture), separators=(",", ":"), allow_nan=False).encode()
    return write_whole(path, gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def _stretch(name: str, category: str, at_ns: int, time_ns: int) -> dict[str, Any]:
    return {
        "name": name,
        "cat": category,
        "ph": "X",
        "pid": PROCESS,
        "tid": MAIN,
        "ts": at_ns / NS_PER_US,
        "dur": time_ns / NS_PER_US,
    }


def _named(what: str, track: int, name: str) -> dict[str, Any]:
    return {"name": what, "ph": "M", "pid": PROCESS, "tid": track, "args": {"name": name}}
