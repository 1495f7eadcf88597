"""What a soaked process writes down as it goes: each frame, and each run that ended."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.soak.report import FRAMES, RUNS
from engine.telemetry.frame_file import FrameFile
from engine.telemetry.frame_profile import FrameSample

if TYPE_CHECKING:
    from engine.play.running.session import Session


class SoakLog:
    """Writes into a folder of its own, so that a process that is killed leaves all that it saw but the last second."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._frames = FrameFile(folder / FRAMES)
        self._runs = folder / RUNS

    def frame(self, sample: FrameSample, session: "Session | None") -> None:
        """A frame was shown."""
        self._frames.add(sample, session.tick if session is not None else -1)

    def run_ended(self, session: "Session", outcome: str) -> None:
        """A run is over, or the soak is: seed, chapter, ticks, digest."""
        told: dict[str, Any] = {
            "seed": session.seed,
            "outcome": "failed" if session.is_failed else outcome,
            "chapter": session.chapter,
            "ticks": session.tick,
            "digest": session.digest(),
        }
        with self._runs.open("a") as file:
            file.write(json.dumps(told) + "\n")

    def close(self) -> None:
        """Write what waits."""
        self._frames.close()
