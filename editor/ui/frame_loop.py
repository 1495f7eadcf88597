"""The window's heartbeat: background news, the game's clock, and the picture, at most so often a second."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from editor.core.editor import Editor

IDLE_MS = 50
LONGEST_S = 0.25


class FrameLoop(QObject):
    """Beats at the frame limit while a copy plays or a gesture is under way, and slower otherwise."""

    def __init__(self, editor: Editor, draw: Callable[[], None]) -> None:
        super().__init__()
        self._editor, self._draw = editor, draw
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last = time.perf_counter()
        self._timer.start(IDLE_MS)
        self.adapt()

    def stop(self) -> None:
        """Stop for good."""
        self._timer.stop()

    def adapt(self) -> None:
        """Take the pace that fits what goes on."""
        is_fast = self._editor.play.state == "playing"
        interval = round(1000 / self._editor.settings.view.frame_limit) if is_fast else IDLE_MS
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)
            if not is_fast:
                self._editor.frames.pause()

    def beat(self) -> None:
        """One round: news, ticks, picture."""
        now = time.perf_counter()
        elapsed, self._last = now - self._last, now
        self._editor.pump()
        play = self._editor.play
        if play.state == "playing":
            play.advance(min(elapsed, LONGEST_S))
            self._draw()
            self._editor.frames.presented(**_parts(play))


def _parts(play: Any) -> dict[str, float | None]:
    """What the last tick spent on physics, planning and in all [ms]; None for what was not measured."""
    profile = play.session.profile if play.session is not None else None
    if profile is None or not profile.is_measured:
        return {"physics_ms": None, "planning_ms": None, "simulation_ms": None}
    return {
        "physics_ms": profile.physics_ns / 1e6,
        "planning_ms": profile.planning_ns / 1e6,
        "simulation_ms": profile.total_ns / 1e6,
    }
