"""Takes orders for the measured window, a line each, and answers each with a line of JSON."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from editor.benchmarks.probe.room_steps import RoomSteps
from editor.benchmarks.probe.scene_steps import SceneSteps
from editor.benchmarks.probe.window import MeasuredWindow

REPLY = "= "
TIMED_STEPS = (
    "open",
    "select",
    "edit",
    "drag",
    "undo",
    "add",
    "remove",
    "undo_remove",
    "save",
    "save_all",
    "save_at_once",
    "check",
)
ROOM_STEPS = ("form", "palette", "panel", "workspace", "theme", "docked", "hidden")
STEPS = (*TIMED_STEPS, *ROOM_STEPS, "grown", "held")


def serve(small: Path, large: Path, asked: Iterable[str], say: Callable[[str], None]) -> None:
    """Do the steps that are named, one a line, and answer each with a line of JSON; anything else is the end."""
    window = MeasuredWindow(small)
    scene, rooms = SceneSteps(window, small, large), RoomSteps(window)
    say(REPLY + json.dumps({}))
    for line in asked:
        step = line.strip()
        if step not in STEPS:
            break
        say(REPLY + json.dumps(getattr(rooms if step in ROOM_STEPS else scene, step)()))
    window.close()
