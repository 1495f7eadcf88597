"""Where a capture of the editor's frames comes from."""

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from editor.api import Editor
from engine.benchmarks.machine import machine_facts
from engine.telemetry.frames.capture import FrameOrigin


def origin_of(editor: Editor) -> FrameOrigin:
    """What is open now, and this machine."""
    return FrameOrigin(
        project=editor.title or "no project",
        scene=editor.scene or "no scene",
        entities=len(editor.view.entities) if editor.has_scene else 0,
        machine=str(machine_facts()["hardware_label"]),
        version=_version(),
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _version() -> str:
    try:
        return version("astraweave-editor")
    except PackageNotFoundError:
        return ""
