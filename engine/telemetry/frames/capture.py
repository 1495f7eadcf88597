"""A capture of the window's frames, and where it comes from."""

from dataclasses import dataclass
from itertools import pairwise

from engine.telemetry.capture_error import CaptureError
from engine.telemetry.frames.zones import FrameZones

MOST_FRAMES = 6_000
"""Frames of one capture: a hundred seconds at 60 a second."""


@dataclass(frozen=True)
class FrameOrigin:
    """What was open, and on which machine; `taken` is the time in ISO 8601 with its zone."""

    project: str
    scene: str
    entities: int
    machine: str
    version: str
    taken: str = ""


@dataclass(frozen=True)
class FrameCapture:
    """Frames in the order in which they came, numbered from 1. CaptureError for none, too many, or a gap."""

    origin: FrameOrigin
    frames: tuple[FrameZones, ...]

    def __post_init__(self) -> None:
        """Refuse what is no stretch of time."""
        if not self.frames:
            raise CaptureError("a capture without a frame; at least one has to be measured")
        if len(self.frames) > MOST_FRAMES:
            raise CaptureError(f"a capture of {len(self.frames):,} frames; at most {MOST_FRAMES:,} are kept")
        if self.frames[0].number != 1:
            raise CaptureError(f"it begins with frame {self.frames[0].number}; expected frame 1")
        for one, other in pairwise(self.frames):
            if other.number != one.number + 1:
                raise CaptureError(f"frame {other.number} follows frame {one.number}; expected frames without a gap")
            if other.begin_ns < one.begin_ns + one.work_ns:
                raise CaptureError(f"frame {other.number} begins before frame {one.number} has ended")

    def __len__(self) -> int:
        return len(self.frames)
