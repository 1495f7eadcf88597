"""What happened lately in a session: the events that a picture still shows traces of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.play.running.state import LATELY_TICKS, Event

if TYPE_CHECKING:
    from engine.play.running.session import Session


@dataclass(frozen=True)
class Recent:
    """Events of the last LATELY_TICKS, oldest first, and the moment that the picture shows [ticks]."""

    events: tuple[Event, ...]
    now: float

    @classmethod
    def of(cls, session: Session, alpha: float) -> Recent:
        """Those of a session, `alpha` of the way from its previous tick to the current one.

        An event of tick t is drawn from alpha 0 of the tick that it happened in. Local ids are those of the present
        chapter, so events from before it began are left out.
        """
        now = session.tick - 1 + alpha
        first = max(int(now) - LATELY_TICKS, session.chapter_began)
        found: list[Event] = []
        for event in reversed(session.events):
            if event.tick < first:
                break
            found.append(event)
        return cls(tuple(reversed(found)), now)

    def of_kind(self, kind: int, ticks: float) -> Iterator[tuple[Event, float]]:
        """Events of one kind that are at most so many ticks old, each with its age [ticks]."""
        for event in self.events:
            age = self.now - event.tick
            if event.kind == kind and 0.0 <= age <= ticks:
                yield event, age
