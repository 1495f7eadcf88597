"""Recording, playing again and checking a run: the names that other rooms use."""

from engine.play.player import Difference, Player, ReplayReport, differing_columns, replay
from engine.play.recorder import Recorder
from engine.play.recording_data import DIGEST_EVERY, KEYFRAME_EVERY, Keyframes, Recording, RecordingError
from engine.play.recording_file import load, save

__all__ = [
    "DIGEST_EVERY",
    "KEYFRAME_EVERY",
    "Difference",
    "Keyframes",
    "Player",
    "Recorder",
    "Recording",
    "RecordingError",
    "ReplayReport",
    "differing_columns",
    "load",
    "replay",
    "save",
]
