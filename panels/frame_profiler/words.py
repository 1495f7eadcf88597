"""Frames as this panel writes them."""

from editor.ui.api import tr
from engine.telemetry.frames.rows import GROUP_TITLES
from engine.telemetry.frames.zones import FrameZones
from engine.telemetry.words import time_text


def frame_line(frame: FrameZones) -> str:
    """Everything about one frame in a line."""
    parts = [tr("frame {number}", number=f"{frame.number:,}"), time_text(frame.work_ns)]
    groups = [(GROUP_TITLES[group], took) for group, took in frame.group_ns.items() if took]
    parts += [f"{tr(title).lower()} {time_text(took)}" for title, took in groups]
    parts.append(tr("waited {time} before", time=time_text(frame.waited_ns)))
    return ", ".join(parts)
