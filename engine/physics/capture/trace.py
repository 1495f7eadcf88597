"""A capture in the Chrome trace-event format, which Perfetto and chrome://tracing open.

Format: "Trace Event Format" (JSON object form). A tick and its stages are complete events ("X") on the track of the
thread that plays; each worker has a track of its own; bodies and pairs are counters ("C").
"""

import gzip
import json
from pathlib import Path
from typing import Any

from engine.physics.capture.data import STAGES, TITLES, Capture
from engine.physics.profile import PhysicsStepProfile
from engine.whole_file import write_whole

PROCESS, CALLER = 1, 1
NS_PER_US = 1000.0


def chrome_trace(capture: Capture) -> dict[str, Any]:
    """The trace as plain data; `ts` and `dur` are microseconds.

    Ticks are laid end to end: what else the program did between them was not measured. For the same reason the busy
    time of a thread begins with its tick.
    """
    origin = capture.origin
    workers = max(len(profile.busy_ns_per_thread) for profile in capture.profiles)
    name = f"{origin.project}, {origin.scene}, seed {origin.seed}, {origin.threads_text}"
    events = [
        _named("process_name", 0, name),
        _named("thread_name", CALLER, "Physics"),
        *(_named("thread_name", _track(k), f"Thread {k}, busy") for k in range(workers)),
    ]
    at = 0
    for profile in capture.profiles:
        events += _tick(profile, at)
        at += profile.total or 0
    about = {"project": origin.project, "scene": origin.scene, "seed": str(origin.seed), "machine": origin.machine,
             "version": origin.version, "taken": origin.taken}  # fmt: skip
    return {"traceEvents": events, "displayTimeUnit": "ns", "otherData": about}


def write_trace(capture: Capture, path: Path) -> Path:
    """Write the trace; gzipped when the name ends in .gz. OSError when it can't be written."""
    data = json.dumps(chrome_trace(capture), separators=(",", ":"), allow_nan=False).encode()
    return write_whole(path, gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def _tick(profile: PhysicsStepProfile, at: int) -> list[dict[str, Any]]:
    total = profile.total or 0
    about = {
        "tick": profile.tick,
        "bodies": profile.active_body_count,
        "pairs": profile.collision_pair_count,
        "iterations": profile.solver_iterations,
        "threads": profile.threads,
    }
    events = [{**_stretch(f"tick {profile.tick}", CALLER, at, total), "args": about}]
    begin = at
    for stage in STAGES:
        time = getattr(profile, stage)
        if time is not None:
            events.append(_stretch(TITLES[stage], CALLER, begin, time))
            begin += time
    for k, busy in enumerate(profile.busy_ns_per_thread):
        chunks = profile.chunks_per_thread[k] if k < len(profile.chunks_per_thread) else None
        # A clock of another thread may tell a little more than the tick; tracks must not overlap themselves.
        events.append({**_stretch("busy", _track(k), at, min(busy, total)), "args": {"chunks": chunks}})
    for what in ("bodies", "pairs"):
        events.append(
            {"name": what, "ph": "C", "pid": PROCESS, "tid": 0, "ts": at / NS_PER_US, "args": {what: about[what]}}
        )
    return events


def _stretch(name: str, track: int, at: int, time: int) -> dict[str, Any]:
    return {
        "name": name,
        "cat": "physics",
        "ph": "X",
        "pid": PROCESS,
        "tid": track,
        "ts": at / NS_PER_US,
        "dur": time / NS_PER_US,
    }


def _named(what: str, track: int, name: str) -> dict[str, Any]:
    return {"name": what, "ph": "M", "pid": PROCESS, "tid": track, "args": {"name": name}}


def _track(thread: int) -> int:
    return CALLER + 1 + thread
