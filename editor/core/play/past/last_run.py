"""The run that was stopped last: kept until the next one begins, so that Stop loses nothing silently."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.play.past.chronicle import Chronicle
    from engine.play.past.history import History
    from engine.play.past.past import Past
    from engine.play.running.session import Session

LONG_S = 30.0
"""From which length on it is worth a word that a run can still be saved [s]."""
TICKS_A_SECOND = 60


@dataclass(frozen=True)
class LastRun:
    """A run as a value: what it was played of, what was said in it, and the digest at its last tick where it is known.

    `scene` and `encounter` are those it began with.
    """

    session: "Session"
    past: "Past"
    outcome: str
    last: str
    scene: str
    encounter: str | None

    @property
    def seconds(self) -> float:
        """How long it was played [s]."""
        return self.past.end / TICKS_A_SECOND


def last_run_of(session: "Session", history: "History", chronicle: "Chronicle") -> LastRun:
    """What plays now as a value, its whole future included where an earlier tick is shown."""
    last = session.digest() if session.tick == history.end else ""
    begun = session.slice.compiled(0).view
    return LastRun(session, history.past(), chronicle.outcome, last, begun.scene, begun.encounter)
