"""What a session hands out: its events, its state between two ticks, and what is told to who follows it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from engine.play.agent_words import AgentWords
from engine.play.commands import PlayCommand, Populate, Spawn
from engine.play.orders import Standing
from engine.play.running.travel import Stay
from engine.play.spoken import Spoken
from engine.world.world import WorldSnapshot

LATELY_TICKS = 180
"""For so long, at most, what happened leaves a trace in the picture."""


class SessionListener(Protocol):
    """Who follows a session, such as a recorder.

    Whoever has `travelled(session)` is told that the session has come to another chapter, or begins one anew, before
    `stepped` or `restored` is called.
    """

    def stepped(self, session: Any, commands: Sequence[PlayCommand]) -> None:
        """The session has played one or more ticks; `commands` were applied before the first of them."""
        ...

    def restored(self, session: Any) -> None:
        """The session has been put to another tick."""
        ...


class Event(NamedTuple):
    """Something that happened. `source` and `target` are local ids, -1 for none; `amount` is in the kind's unit."""

    tick: int
    kind: int
    source: int
    target: int
    amount: float


@dataclass(frozen=True)
class SessionSnapshot:
    """Everything that a session's future depends on.

    `lately` is what happened in the LATELY_TICKS before it, which pictures still show; None where nobody knows.
    """

    world: WorldSnapshot
    spawns: tuple[Spawn, ...]
    population: Populate | None = None
    minds: AgentWords = ()
    stay: Stay = field(default_factory=Stay)
    lately: tuple[Event, ...] | None = None
    orders: tuple[Standing, ...] = ()
    spoken: Spoken | None = None


def happened_lately(events: Sequence[Event], tick: int) -> tuple[Event, ...]:
    """Those of the last LATELY_TICKS before a tick, oldest first."""
    found: list[Event] = []
    for event in reversed(events):
        if event.tick < tick - LATELY_TICKS:
            break
        found.append(event)
    return tuple(reversed(found))


def recall(events: deque[Event], tick: int, lately: tuple[Event, ...] | None) -> None:
    """Make `events` those before a tick that is gone to, also where the way there was not played just now."""
    oldest = tick if lately is None else tick - LATELY_TICKS
    while events and events[-1].tick >= oldest:
        events.pop()
    events.extend(lately or ())


def tell_travelled(listeners: Sequence[Any], session: Any) -> None:
    """Tell those who want to know it that a session has come to another chapter, or begins one anew."""
    for listener in tuple(listeners):
        told = getattr(listener, "travelled", None)
        if told is not None:
            told(session)
