"""Recording, playing again and checking a run: the names that other rooms use."""

from engine.play.recording.data import DIGEST_EVERY, KEYFRAME_EVERY, Keyframes, Recording, RecordingError
from engine.play.recording.file import load, save
from engine.play.recording.player import Difference, Player, ReplayReport, differing_columns, replay
from engine.play.recording.recorder import Recorder

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
