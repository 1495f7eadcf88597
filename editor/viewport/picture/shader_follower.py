"""Shows what was changed in a shader's file, and tells of one that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.viewport.render.shader_files import SHADERS
from engine.document import Finding

if TYPE_CHECKING:
    from editor.core.editor import Editor

LOOK_MS = 400


class ShaderFollower(QObject):
    """Looks at the files twice a second; a changed one costs a picture, an unchanged one some tens of microseconds."""

    def __init__(self, editor: Editor, refresh: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._refresh = editor, refresh
        self._told: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Draw again where a file has changed, and tell what the last drawing found."""
        if SHADERS.look():
            self._refresh()
        elif self._told != SHADERS.problems:
            self._tell()

    def _tell(self) -> None:
        fresh = [text for key, text in SHADERS.problems.items() if self._told.get(key) != text]
        for text in dict.fromkeys(fresh):
            self._editor.log.add("error", "shaders", text)
        if not SHADERS.problems:
            self._editor.log.add("info", "shaders", "Every shader can be used again.")
        self._told = dict(SHADERS.problems)
        texts = dict.fromkeys(self._told.values())
        self._editor.findings.replace("shaders", [Finding("broken-shader", "error", text, None) for text in texts])
