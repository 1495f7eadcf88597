"""Chooses Qt's platform before the first window: the real screen, or a large virtual one where there is none."""

import json
import os
import sys
from pathlib import Path

from platformdirs import user_cache_path

VIRTUAL_SIZE = (2560, 1440)


def has_display() -> bool:
    """Whether windows can be shown to a person."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def prepare_screen(size: tuple[int, int] = VIRTUAL_SIZE) -> None:
    """Without a display, draw on a virtual screen of `size` logical pixels; a platform that was chosen stays."""
    if has_display() or "QT_QPA_PLATFORM" in os.environ:
        return
    screen = {
        "name": "virtual",
        "x": 0,
        "y": 0,
        "width": size[0],
        "height": size[1],
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1.0,
    }
    path = Path(user_cache_path("astraweave", appauthor=False)) / f"screen_{size[0]}x{size[1]}.json"
    text = json.dumps({"synchronousWindowSystemEvents": False, "windowFrameMargins": False, "screens": [screen]})
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"
    # Software OpenGL without a display needs to be told that there is no surface to look for.
    os.environ.setdefault("EGL_PLATFORM", "surfaceless")
