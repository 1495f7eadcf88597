"""The small picture of a project on the start screen: what the viewport showed last."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

WIDTH_PX = 480
QUICK_PNG = 90
"""Quality of a thumbnail's file: pixels are the same, the packing is quicker."""


def keep_thumbnail(viewport: QWidget, path: Path) -> None:
    """Write it; one that cannot be kept must not keep a project open."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    mode = Qt.TransformationMode.SmoothTransformation
    viewport.grab().scaledToWidth(WIDTH_PX, mode).save(str(path), "PNG", QUICK_PNG)
