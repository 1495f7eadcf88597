"""The window's heartbeat: news from background work, and the game's clock where no viewport keeps it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor.core.editor import Editor

BEAT_MS = 33
LONGEST_S = 0.25


class FrameLoop(QObject):
    """Beats thirty times a second. The viewport keeps the game's clock by its pictures; without one, this does."""

    def __init__(self, editor: Editor, has_viewport: Callable[[], bool]) -> None:
        super().__init__()
        self._editor, self._has_viewport = editor, has_viewport
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Stop for good."""
        self._timer.stop()

    def beat(self) -> None:
        """One round."""
        now = time.perf_counter()
        elapsed, self._last = now - self._last, now
        self._editor.pump()
        play = self._editor.play
        if play.state == "playing" and not self._has_viewport():
            play.advance(min(elapsed, LONGEST_S))
