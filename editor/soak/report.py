"""What a soak found: frames, hitches, memory, runs and their digests, and what is not as it should be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.telemetry.frame_file import read_frames
from engine.telemetry.percentiles import percentiles
from engine.telemetry.theil_sen import theil_sen

FRAMES, RUNS, STACKS, ABOUT = "frames.f8", "runs.jsonl", "stacks.txt", "about.json"
HITCH_MS = 50.0
TEN_MINUTES_S = 600.0
WARM_S = 60.0
"""Of the first minute memory is not judged: caches fill, and code that is used for the first time is loaded."""
MOST_HITCHES = 200
SIMULATION_P99_MS, PLANNING_MS, MOST_SLOPE_PERCENT, MOST_RSS_MB = 4.0, 2.0, 1.0, 2048.0
BAR_P99_MS, BAR_FRAMES = 16.67, 35_900


@dataclass(frozen=True)
class Part:
    """One process of a soak: the folder with what it wrote, and how it ended."""

    folder: Path
    exit_code: int
    hung: bool = False


@dataclass(frozen=True)
class Soak:
    """A whole soak: what was asked for, and the processes that it took."""

    minutes: float
    presenter: str
    skill: str
    parts: Sequence[Part]
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])
    dumps: Mapping[Path, str] = field(default_factory=dict[Path, str])
    """Where the stacks of a process that hung were put, by its folder."""


def report_of(soak: Soak) -> dict[str, Any]:
    """The report as plain values; `problems` is empty when all is well. None is what was not measured."""
    parts = [read_frames(part.folder / FRAMES) for part in soak.parts]
    frame_ms, simulation, planning, physics = (
        np.concatenate([part[name] for part in parts])
        for name in ("frame_ms", "simulation_ms", "planning_ms", "physics_ms")
    )
    runs = [run for part in soak.parts for run in _runs(part.folder / RUNS)]
    told: dict[str, Any] = {
        "minutes": soak.minutes,
        "presenter": soak.presenter,
        "autopilot": soak.skill,
        **soak.about,
        "frames": len(frame_ms),
        "frame_ms": _rounded(percentiles(frame_ms)),
        "simulation_ms": _rounded(percentiles(simulation[~np.isnan(simulation)])),
        "planning_ms": _rounded(percentiles(planning[~np.isnan(planning)])),
        "physics_ms": _rounded(percentiles(physics[~np.isnan(physics)])),
        "hitches": _hitches(parts),
        "memory": [_memory(part) for part in parts],
        "runs": runs,
        "crashes": sum(part.exit_code != 0 and not part.hung for part in soak.parts),
        "hangs": [soak.dumps.get(part.folder, str(part.folder / STACKS)) for part in soak.parts if part.hung],
    }
    told["hitch_count"] = int(np.count_nonzero(frame_ms > HITCH_MS))
    told["bar_60_fps"] = _bar(told, soak.minutes)
    told["problems"] = _problems(told)
    return told


def _runs(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text().splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.endswith("}")]


def _rounded(values: Mapping[str, float]) -> dict[str, float] | None:
    return {name: round(value, 3) for name, value in values.items()} or None


def _hitches(parts: Sequence[Mapping[str, NDArray[Any]]]) -> list[dict[str, float]]:
    """The frames that took longer than HITCH_MS, the worst first."""
    found = [
        {
            "process": number,
            "at_s": round(float(part["timestamp"][i]), 2),
            "ms": round(float(part["frame_ms"][i]), 1),
            "tick": int(part["tick"][i]),
        }
        for number, part in enumerate(parts)
        for i in np.flatnonzero(part["frame_ms"] > HITCH_MS).tolist()
    ]
    return sorted(found, key=lambda hitch: -hitch["ms"])[:MOST_HITCHES]


def _memory(part: Mapping[str, NDArray[Any]]) -> dict[str, float] | None:
    """Resident memory of one process: median and most [MB], and its growth in ten minutes, in percent of the median.

    One reading a second is looked at, from WARM_S on; None when there are none.
    """
    seconds, megabytes = part["timestamp"], part["memory_mb"]
    known = ~np.isnan(megabytes) & (seconds >= WARM_S)
    if not known.any():
        return None
    whole, first = np.unique(np.floor(seconds[known]), return_index=True)
    readings = megabytes[known][first]
    slope = theil_sen(whole.tolist(), readings.tolist())
    middle = float(np.median(readings))
    return {
        "median_mb": round(middle, 1),
        "most_mb": round(float(np.nanmax(megabytes)), 1),
        "readings": len(readings),
        "slope_mb_in_10_min": None if slope is None else round(slope * TEN_MINUTES_S, 3),
        "slope_percent_in_10_min": None if slope is None else round(slope * TEN_MINUTES_S / middle * 100.0, 3),
    }  # pyright: ignore[reportReturnType]


def _bar(told: Mapping[str, Any], minutes: float) -> dict[str, Any]:
    """Whether 60 frames a second were held, and by whom: it is a bar for a graphics card, told for everybody."""
    wanted = round(BAR_FRAMES * minutes / 10.0)
    frames = told["frame_ms"]
    met = bool(frames and told["frames"] >= wanted and frames["p99"] <= BAR_P99_MS)
    return {"met": met, "frames_wanted": wanted, "p99_wanted_ms": BAR_P99_MS, "software": told.get("software")}


def _problems(told: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    if told["crashes"]:
        found.append(f"{told['crashes']} processes crashed")
    for dump in told["hangs"]:
        found.append(f"the window hung; every stack is in {dump}")
    if not told["frames"]:
        found.append("no frame was shown")
    if not told["runs"] and not told["frames"]:
        found.append("nothing was played")
    found += [
        f"the run of seed {run['seed']} failed at tick {run['ticks']:,}"
        for run in told["runs"]
        if run["outcome"] == "failed"
    ]
    limits = (("simulation_ms", "p99", SIMULATION_P99_MS), ("planning_ms", "p99", PLANNING_MS))
    for name, rank, limit in limits:
        if told[name] and told[name][rank] >= limit:
            found.append(
                f"{name.removesuffix('_ms')} took {told[name][rank]} ms ({rank}); at most {limit} ms is allowed"
            )
    for memory in told["memory"]:
        if memory is None:
            continue
        slope = memory["slope_percent_in_10_min"]
        if slope is not None and slope >= MOST_SLOPE_PERCENT:
            found.append(f"memory grows by {slope} % in 10 minutes; less than {MOST_SLOPE_PERCENT} % is allowed")
        if memory["most_mb"] >= MOST_RSS_MB:
            found.append(f"the process took {memory['most_mb']} MB; less than {MOST_RSS_MB:.0f} MB is allowed")
    if not told.get("software", True) and not told["bar_60_fps"]["met"]:
        found.append("60 frames a second were not held on a graphics card")
    return found
