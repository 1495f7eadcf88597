"""Lets the watchdog hear the window's loop, and tells in the console who held it."""

from collections import Counter

from PySide6.QtCore import QObject, Qt, QTimer

from editor.core.log import LogModel
from editor.core.play.controller import PlayController
from editor.core.profiling.watchdog import BEAT_S, Stall, Watchdog
from editor.tr import tr

WORSE = 2.0
"""What was told once is told again when it holds the window so many times as long."""
MOST_CAUSES = 3
NOBODY = "nobody that could be seen"


class StallWatch(QObject):
    """Beats while the window lives. What held a running game is summed up in one line once `play` has stopped."""

    def __init__(self, watchdog: Watchdog, log: LogModel, play: PlayController | None = None) -> None:
        super().__init__()
        self._play = play
        self._while_playing: list[Stall] = []
        if play is not None:
            play.changed.connect(self._sum_up)
        self._watchdog, self._log = watchdog, log
        self._told: dict[str, float] = {}
        watchdog.told = self._tell
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(BEAT_S * 1000))
        self._timer.timeout.connect(watchdog.beat)

    def start(self) -> None:
        """Begin to watch, once the window has been started."""
        self._watchdog.start()
        self._timer.start()

    def stop(self) -> None:
        """End the watch."""
        self._timer.stop()
        self._watchdog.stop()

    def _tell(self, stall: Stall) -> None:
        if self._play is not None and self._play.is_active:
            self._while_playing.append(stall)
            return
        cause = _cause(stall)
        if stall.seconds < self._told.get(cause, 0.0) * WORSE:
            return
        self._told[cause] = stall.seconds
        by = " > ".join(stall.stack[-4:]) or tr(NOBODY)
        text = tr(
            "The window stood still for {ms} ms ({cpu} ms of them computing): {by}",
            ms=round(stall.seconds * 1000),
            cpu=round(stall.cpu_seconds * 1000),
            by=by,
        )
        self._log.add("detail", "watchdog", text)

    def _sum_up(self) -> None:
        """Once a run is over: one line for all that held the window meanwhile."""
        if self._play is None or self._play.is_active or not self._while_playing:
            return
        stalls, self._while_playing = self._while_playing, []
        causes = Counter(_cause(stall) or tr(NOBODY) for stall in stalls)
        text = tr(
            "While the game ran, the window stood still {count} times, {worst} ms at most, {whole} s in all: {by}",
            count=len(stalls),
            worst=round(max(stall.seconds for stall in stalls) * 1000),
            whole=f"{sum(stall.seconds for stall in stalls):.1f}",
            by=", ".join(f"{cause} {times} times" for cause, times in causes.most_common(MOST_CAUSES)),
        )
        self._log.add("detail", "watchdog", text)


def _cause(stall: Stall) -> str:
    """The file and function that held the window, without the line."""
    file, _, name = stall.place.rpartition(" ")
    return f"{file.partition(':')[0]} {name}".strip()
