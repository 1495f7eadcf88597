"""The profile behind a row, in the physics profiler's own format: a file a row, named by it relative to the history."""

from datetime import datetime
from pathlib import Path

from engine.benchmarks.history.places import CAPTURES
from engine.physics.capture import Capture, save
from engine.physics.capture.file import SUFFIX


def write_capture(folder: Path, stamp: datetime, number: int, capture: Capture) -> str:
    """Keep the capture of the `number`-th row of a run; the path relative to `folder`. OSError when it can't."""
    place = f"{CAPTURES}/{stamp:%Y%m%dT%H%M%S%f}-{number}{SUFFIX}"
    save(capture, folder / place)
    return place


def capture_of(folder: Path, capture: str) -> Path:
    """The file that a row names. ValueError when that is none of the history's captures, or is no longer there."""
    path = folder / capture
    if not path.resolve().is_relative_to((folder / CAPTURES).resolve()) or not capture.endswith(SUFFIX):
        raise ValueError(f"{capture} names no capture; expected {CAPTURES}/FILE{SUFFIX}")
    if not path.is_file():
        raise ValueError(f"{capture} is gone: captures are kept as long as rows are at hand")
    return path
