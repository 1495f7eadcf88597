"""The game's clock while a copy plays: elapsed seconds become whole ticks, at a speed, and never in a spiral."""

from abc import ABC, abstractmethod
from typing import Literal

from psygnal import Signal

from editor.core.play.starting.places import StartPlaces

State = Literal["stopped", "preparing", "playing", "paused"]
TICK_S = 1.0 / 60.0
MOST_TICKS_A_FRAME = 4
PACE_S = 1.0
"""Over about so long the pace is an average."""
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


class PlayClock(ABC):
    """State of play and the time that is owed to it; who extends it runs the ticks.

    `alpha` (0 to 1) is how far the time is between the last two ticks, for drawing. `is_late` tells that the last frame
    wanted more ticks than it may run; `pace` is how fast the clock has gone of late, where `speed` is what is wished.
    `starts` remembers where runs began.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.state: State = "stopped"
        self.alpha = 0.0
        self.is_late = False
        self.pace = 1.0
        self._speed = 1.0
        self._owed = 0.0
        self.starts = StartPlaces()

    @property
    def is_active(self) -> bool:
        """Whether a running copy exists or is being made."""
        return self.state != "stopped"

    @property
    def speed(self) -> float:
        """How fast the game's clock goes, 1 being real time."""
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        self._speed = min(max(value, SPEEDS[0]), SPEEDS[-1])
        self.changed.emit()

    def pause(self) -> None:
        """Hold the clock."""
        if self.state == "playing":
            self._enter("paused")

    def advance(self, seconds: float) -> int:
        """Let the game's clock go on by `seconds` of real time; gives the number of ticks that ran."""
        if self.state != "playing":
            return 0
        self._owed += seconds * self._speed / TICK_S
        due = int(self._owed)
        # Faster play may run more ticks a frame, in proportion: the limit guards against a spiral, not against speed.
        most = round(MOST_TICKS_A_FRAME * max(1.0, self._speed))
        self.is_late = due > most
        run = min(due, most)
        self._owed = self._owed - due if self.is_late else self._owed - run
        if seconds > 0.0:
            self.pace += (run * TICK_S / seconds - self.pace) * min(seconds / PACE_S, 1.0)
        if run:
            self._run(run)
        self.alpha = min(max(self._owed, 0.0), 1.0)
        return run

    @abstractmethod
    def _run(self, ticks: int) -> None:
        """Play so many ticks: who extends the clock has the session."""

    def _owe_nothing(self, alpha: float) -> None:
        """Begin to count anew, at the last tick (alpha 1) or the one before it (0)."""
        self._owed, self.alpha, self.is_late, self.pace = 0.0, alpha, False, self._speed

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit()
