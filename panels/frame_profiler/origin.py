"""Where a capture of the editor's frames comes from."""

from editor.api import Editor
from engine.benchmarks.machine import measured_here
from engine.telemetry.frames.capture import FrameOrigin


def origin_of(editor: Editor) -> FrameOrigin:
    """What is open now, and this machine."""
    return FrameOrigin(
        project=editor.title or "no project",
        scene=editor.scene or "no scene",
        entities=len(editor.view.entities) if editor.has_scene else 0,
        **measured_here(),
    )
