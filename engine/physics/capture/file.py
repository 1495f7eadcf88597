"""Captures on disk: plain JSON that names its origin, checked value by value when it is read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from engine.physics.capture.data import MOST_TICKS, STAGES, Capture, Origin
from engine.physics.profile import PhysicsStepProfile
from engine.telemetry.capture_error import CaptureError
from engine.telemetry.reading import column, is_count, read_capture, short, table, text
from engine.whole_file import write_whole

FORMAT = "astraweave physics capture 1"
SUFFIX = ".capture.json"
LARGEST = 32 * 1024 * 1024
"""Bytes of a file that are read at most; ten minutes on 16 threads take about 9 MiB."""
MOST_THREADS = 1024
_TEXTS = ("project", "scene", "machine", "version", "taken", "run")
_COUNTS = ("active_body_count", "collision_pair_count", "solver_iterations", "threads")
_LISTS = ("chunks_per_thread", "busy_ns_per_thread")


def save(capture: Capture, path: Path) -> Path:
    """Write the capture, a list for each quantity; the file appears whole or not at all. OSError when it can't."""
    profiles = capture.profiles
    ticks: dict[str, Any] = {
        name: [getattr(p, name) for p in profiles] for name in ("tick", *STAGES, *_COUNTS, *_LISTS)
    }
    ticks["checksums"] = {
        stage: [_hex(profile.checksums.get(stage)) for profile in profiles]
        for stage in STAGES
        if any(stage in profile.checksums for profile in profiles)
    }
    data = {"format": FORMAT, "unit": "ns", "origin": asdict(capture.origin), "ticks": ticks}
    return write_whole(path, json.dumps(data, separators=(",", ":"), allow_nan=False) + "\n")


def load(path: Path) -> Capture:
    """Read a capture. CaptureError, in the reader's words, for anything that is not a whole one."""
    expected, again = "a file that a capture was saved to", "Capture the run again."
    return read_capture(path, LARGEST, FORMAT, _capture, expected=expected, again=again)


def _capture(head: dict[str, Any]) -> Capture:
    origin, ticks = _origin(head.get("origin")), table(head.get("ticks"), "ticks")
    numbers = column(ticks, "tick", is_count, "whole numbers from 0")
    count = len(numbers)
    if not 1 <= count <= MOST_TICKS:
        raise CaptureError(f"it has {count:,} ticks; expected 1 to {MOST_TICKS:,}")
    stages = [column(ticks, name, _is_time, "times in ns or null", count) for name in STAGES]
    counts = [column(ticks, name, is_count, "whole numbers from 0", count) for name in _COUNTS]
    shares = [column(ticks, name, _is_shares, "lists of whole numbers", count) for name in _LISTS]
    sums = _checksums(ticks.get("checksums"), count)
    profiles = tuple(
        PhysicsStepProfile(
            *(stage[k] for stage in stages),
            *(counted[k] for counted in counts),
            chunks_per_thread=tuple(shares[0][k]),
            checksums={stage: int(found[k], 16) for stage, found in sums.items() if found[k] is not None},
            tick=numbers[k],
            busy_ns_per_thread=tuple(shares[1][k]),
        )
        for k in range(count)
    )
    return Capture(origin, profiles)


def _origin(data: Any) -> Origin:
    head = table(data, "origin")
    texts = {name: text(head, name, "origin") for name in _TEXTS}
    seed, threads = head.get("seed"), head.get("threads")
    if not isinstance(seed, int) or isinstance(seed, bool) or not -(2**63) <= seed < 2**63:
        raise CaptureError(f"origin.seed is {short(seed)}; expected a whole number of 64 bits")
    if not is_count(threads) or threads > MOST_THREADS:
        raise CaptureError(f"origin.threads is {short(threads)}; expected 0 to {MOST_THREADS}")
    return Origin(seed=seed, threads=threads, **texts)


def _checksums(data: Any, count: int) -> dict[str, list[Any]]:
    sums = table(data, "checksums")
    for stage in sums:
        if stage not in STAGES:
            raise CaptureError(f"checksums of {short(stage)}; expected some of {', '.join(STAGES)}")
        column(sums, stage, _is_checksum, "16 hexadecimal digits or null", count)
    return sums


def _is_time(value: Any) -> bool:
    return value is None or is_count(value)


def _is_shares(value: Any) -> bool:
    return isinstance(value, list) and len(_listed(value)) <= MOST_THREADS and all(map(is_count, _listed(value)))


def _is_checksum(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) == 16 and set(value) <= set("0123456789abcdef"))


def _listed(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value)


def _hex(value: int | None) -> str | None:
    return None if value is None else f"{value:016x}"
