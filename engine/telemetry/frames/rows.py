"""What is told of frames: stacked heights by group, a line for each zone, and how many frames were over the budget."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.telemetry.frames.zones import GROUPS, FrameZones, group_of, title_of
from engine.telemetry.summary import StageSummary, summary_of

BUDGET_MS = 16.7
"""A frame at 60 a second."""
TOTAL = "total"
GROUP_TITLES = {
    "input": "Input",
    "session": "Game",
    "picture": "Picture",
    "panel": "Panels",
    "paint": "Painting",
    "other": "Other",
}


def stacked(frames: Sequence[FrameZones], scale: float) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Frame numbers (n,) and one height (n,) for each of GROUPS, the lowest first, in ns * `scale`."""
    x = np.array([frame.number for frame in frames], dtype=np.float64)
    parts = [np.array([frame.group_ns[group] for frame in frames], dtype=np.float64) for group in GROUPS]
    return x, [part * scale for part in parts]


def zone_times(frames: Sequence[FrameZones], name: str) -> NDArray[np.int64]:
    """What a zone took of its own in each frame that has it (n,) [ns]; of TOTAL, the whole frames."""
    if name == TOTAL:
        return np.array([frame.work_ns for frame in frames], dtype=np.int64)
    return np.array([frame.own_ns[name] for frame in frames if name in frame.own_ns], dtype=np.int64)


def zone_rows(frames: Sequence[FrameZones]) -> tuple[StageSummary, ...]:
    """A line for each zone: groups as they are stacked, top first, the costliest zone of a group first; the total last.

    Percentiles are over the frames that have the zone; shares are of the time of all frames. Empty without a frame.
    """
    if not frames:
        return ()
    spent: dict[str, int] = {}
    for frame in frames:
        for name, took in frame.own_ns.items():
            spent[name] = spent.get(name, 0) + took
    order = sorted(spent, key=lambda name: (-GROUPS.index(group_of(name)), -spent[name], name))
    whole = sum(frame.work_ns for frame in frames)
    rows = [
        replace(summary_of(name, zone_title(name), zone_times(frames, name)), share=spent[name] / whole)
        for name in order
    ]
    return (*rows, replace(summary_of(TOTAL, "Frame", zone_times(frames, TOTAL)), share=1.0))


def zone_title(name: str) -> str:
    """A zone in words; panels are told whether they worked or were painted by their group."""
    group, title = group_of(name), title_of(name)
    return f"{GROUP_TITLES[group]}: {title}" if group in ("panel", "paint") and "/" in name else title


def series_of(name: str) -> int | None:
    """The colour of a zone's bars, that of its group; None for the whole frame."""
    return None if name == TOTAL else GROUPS.index(group_of(name))


def over(frames: Sequence[FrameZones], budget_ns: float = BUDGET_MS * 1e6) -> int:
    """How many frames worked longer than a budget."""
    return sum(frame.work_ns > budget_ns for frame in frames)


def worst_of_bins(frames: Sequence[FrameZones], most: int) -> tuple[int, list[FrameZones]]:
    """At most so many frames for a plot: how many share a place, and the slowest of each place."""
    pitch = max(1, -(-len(frames) // max(1, most)))
    return pitch, [max(frames[at : at + pitch], key=lambda frame: frame.work_ns) for at in range(0, len(frames), pitch)]
