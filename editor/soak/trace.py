"""The last seconds of a run as a trace: frames, and in each the tick with its slots, for Perfetto."""

import time
from pathlib import Path

from engine.telemetry.exporters import write_chrome_trace
from engine.telemetry.frame_profile import FrameSample
from engine.telemetry.tick_profile import TickProfile
from engine.telemetry.zones import ZoneRecorder

ZONES_KEPT = 30_000
"""Some 15 zones a frame: more than half a minute at 60 frames a second."""


class FrameTrace:
    """Kept in a bounded ring while frames are shown. A tick is laid at the start of its frame, where it runs."""

    def __init__(self) -> None:
        self._zones = ZoneRecorder(ZONES_KEPT)

    def frame(self, sample: FrameSample, profile: TickProfile | None) -> None:
        """A frame was shown now."""
        now = time.perf_counter_ns()
        begin = now - round(sample.frame_time_ms * 1e6)
        self._zones.add("frame", begin, now)
        if profile is None or not profile.is_measured:
            return
        self._zones.add(f"tick {profile.tick}", begin, begin + profile.total_ns, 1)
        for slot, took in profile.slots.items():
            self._zones.add(slot, begin, begin + took, 2)
            begin += took

    def write(self, path: Path) -> Path:
        """Write it, gzipped. OSError when it can't be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_chrome_trace(path, self._zones)
