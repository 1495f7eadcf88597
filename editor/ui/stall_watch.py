"""Lets the watchdog hear the window's loop, and tells in the console who held it."""

from PySide6.QtCore import QObject, Qt, QTimer

from editor.core.log import LogModel
from editor.core.watchdog import BEAT_S, Stall, Watchdog
from editor.ui.tr import tr

WORSE = 2.0
"""What was told once is told again when it holds the window so many times as long."""


class StallWatch(QObject):
    """Beats while the window lives."""

    def __init__(self, watchdog: Watchdog, log: LogModel) -> None:
        super().__init__()
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
        place = stall.place.partition(":")[0] + stall.place.rpartition(" ")[2]
        if stall.seconds < self._told.get(place, 0.0) * WORSE:
            return
        self._told[place] = stall.seconds
        by = " > ".join(stall.stack[-4:]) or tr("nobody that could be seen")
        text = tr(
            "The window stood still for {ms} ms ({cpu} ms of them computing): {by}",
            ms=round(stall.seconds * 1000),
            cpu=round(stall.cpu_seconds * 1000),
            by=by,
        )
        self._log.add("info", "watchdog", text)
