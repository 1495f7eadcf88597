"""The window's heartbeat: background news, the game's clock, and the picture, at most so often a second."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.core.editor import Editor
from editor.core.play.controller import PlayController
from editor.ui.loop.frame_watch import FrameWatch
from engine.telemetry.zones import zone

BUSY_MS = 33
IDLE_MS = 100
LONGEST_S = 0.25


class FrameLoop(QObject):
    """Beats at the frame limit while a copy plays, 30 times a second while work goes on, else just to look for work.

    `draw` shows one picture of the running game. What agents ask of the window is done at once, and waits for no beat.
    """

    _asked = Signal()

    def __init__(self, editor: Editor, draw: Callable[[], None]) -> None:
        super().__init__()
        self._editor, self._draw = editor, draw
        self._watch = FrameWatch(editor.frame_recorder)
        self._last = time.perf_counter()
        self._is_fast = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to beat."""
        self._last = time.perf_counter()
        self._timer.start(IDLE_MS)
        self._editor.agents.wake = self._asked.emit  # from threads of agents
        self.adapt()

    def stop(self) -> None:
        """Stop for good."""
        self._timer.stop()
        self._editor.agents.wake = _nobody
        self._watch.close()

    @property
    def interval_ms(self) -> int:
        """The time from one beat to the next [ms]."""
        return self._timer.interval()

    def adapt(self) -> None:
        """Take the pace that fits what goes on."""
        is_fast = self._editor.play.state == "playing"
        if is_fast != self._is_fast:
            self._is_fast = is_fast
            self._editor.frames.pause()
            self._last = time.perf_counter()
        interval = IDLE_MS
        if is_fast:
            interval = max(1, int(1000 / self._editor.settings.view.frame_limit))
        elif self._editor.is_busy:
            interval = BUSY_MS
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)

    def beat(self) -> None:
        """One round: news, ticks, picture."""
        now = time.perf_counter()
        elapsed, self._last = now - self._last, now
        with zone("other/Background work"):
            self._editor.pump()
        play = self._editor.play
        if play.state == "playing":
            with zone("session/Ticks"):
                play.advance(min(elapsed, LONGEST_S))
            with zone("picture/Picture"):
                self._draw()
            self._editor.frames.presented(*_parts(play))
        self.adapt()

    def _answer(self) -> None:
        self._editor.agents.pump()


def _nobody() -> None:
    """Nobody looks any more."""


def _parts(play: PlayController) -> tuple[float | None, float | None, float | None]:
    """What the last tick spent on physics, on planning and in all [ms]; None for what was not measured."""
    profile = play.session.profile if play.session is not None else None
    if profile is None or not profile.is_measured:
        return None, None, None
    return profile.physics_ns / 1e6, profile.planning_ns / 1e6, profile.total_ns / 1e6
