"""Frames on disk while they are measured: a row of numbers each, so that a killed process loses none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.telemetry.frame_profile import FrameSample

COLUMNS = ("timestamp", "frame_ms", "simulation_ms", "planning_ms", "physics_ms", "memory_mb", "tick")
AT_ONCE = 64
"""Rows that are written together: about one write a second."""


class FrameFile:
    """Appends rows of COLUMNS as little-endian float64; what was not measured is NaN."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        self._rows: list[tuple[float, ...]] = []

    def add(self, sample: FrameSample, tick: int) -> None:
        """Append a frame that was shown while the game stood at `tick`."""
        parts = (
            sample.timestamp, sample.frame_time_ms, sample.simulation_time_ms, sample.ai_planning_time_ms,
            sample.physics_time_ms, sample.memory_mb, tick,
        )  # fmt: skip
        self._rows.append(tuple(np.nan if part is None else float(part) for part in parts))
        if len(self._rows) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._rows:
            self._file.write(np.asarray(self._rows, "<f8").tobytes())
            self._file.flush()
            self._rows.clear()

    def close(self) -> None:
        """Write what waits and let the file go."""
        self.flush()
        self._file.close()


def read_frames(path: Path) -> Mapping[str, NDArray[Any]]:
    """The columns (n,) f8 of a file of frames; a last row that was cut off is left out. Empty without a file."""
    raw = path.read_bytes() if path.exists() else b""
    whole = len(raw) // (8 * len(COLUMNS)) * len(COLUMNS)
    rows = np.frombuffer(raw, "<f8", whole).reshape(-1, len(COLUMNS))
    return {name: rows[:, place] for place, name in enumerate(COLUMNS)}
