"""Two captures of frames against each other, zone by zone."""

from dataclasses import dataclass

from engine.telemetry.compare import Difference, difference_of
from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.rows import TOTAL, zone_rows, zone_times

MOST_ZONES = 24


@dataclass(frozen=True)
class FrameComparison:
    """The costliest zones of both, as the table of zones has them, and the whole frame last."""

    stages: tuple[Difference, ...]


def compare(a: FrameCapture, b: FrameCapture) -> FrameComparison:
    """Compare two captures; the same two always give the same answer. Zones in one alone are told as such."""
    rows = zone_rows((*a.frames, *b.frames))
    costly = sorted(rows[:-1], key=lambda row: -(row.share or 0.0))[:MOST_ZONES]
    shown = [row for row in rows if row in costly or row.id == TOTAL]
    return FrameComparison(
        tuple(
            difference_of(row.id, row.title, zone_times(a.frames, row.id), zone_times(b.frames, row.id))
            for row in shown
        )
    )
