"""Why was this frame slow: which of its zones took more than they usually do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.telemetry.frames.rows import zone_times, zone_title
from engine.telemetry.frames.zones import FrameZones, group_of
from engine.telemetry.words import time_text


@dataclass(frozen=True)
class ZoneOfFrame:
    """One zone of one frame [ns]: what it took of its own, and its median over the frames that have it."""

    id: str
    title: str
    time_ns: int
    usual_ns: float

    @property
    def more_ns(self) -> float:
        """How much more than usual."""
        return self.time_ns - self.usual_ns


def zones_of(frame: FrameZones, frames: Sequence[FrameZones]) -> tuple[ZoneOfFrame, ...]:
    """The zones of a frame, the costliest first, against what they take in all of `frames`."""
    return tuple(
        ZoneOfFrame(name, zone_title(name), took, float(np.median(zone_times(frames, name))))
        for name, took in sorted(frame.own_ns.items(), key=lambda item: (-item[1], item[0]))
    )


def why(frame: FrameZones, frames: Sequence[FrameZones], budget_ns: float) -> str:
    """One sentence: how long the frame took, whether that is over the budget, and what took most of it."""
    parts = zones_of(frame, frames)
    worst = max(parts, key=lambda part: part.time_ns)
    usual = float(np.median([other.work_ns for other in frames]))
    told = f"Frame {frame.number:,} took {time_text(frame.work_ns)}"
    if frame.work_ns > budget_ns:
        told += f", {time_text(frame.work_ns - budget_ns)} over the budget"
    told += f"; the median is {time_text(usual)}. "
    where = f"{worst.title} took {time_text(worst.time_ns)} of it"
    if len(frames) > 1 and worst.more_ns > worst.usual_ns and worst.more_ns > 0.1 * frame.work_ns:
        where += f", usually {time_text(worst.usual_ns)}" if worst.usual_ns else ""
    return f"{told}{where}{_inside(frame, worst.id)}."


def _inside(frame: FrameZones, name: str) -> str:
    """What the zone lay in, where that says more: painting inside the picture, a panel inside an input."""
    above: list[str] = []
    longest: tuple[int, str] = (0, "")
    for span in frame.spans:
        del above[span.depth :]
        if span.name == name and above and group_of(above[0]) != group_of(name):
            longest = max(longest, (span.duration_ns, above[0]))
        above.append(span.name)
    return f", within {zone_title(longest[1])}" if longest[1] else ""
