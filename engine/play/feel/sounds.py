"""The sounds of a fight: blows and shots, falls and rescues, feet, and how it ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.present.cues import SoundCue, sounded
from engine.world.events import (
    BROKEN,
    BUILT,
    DAMAGE,
    DEATH,
    DOWNED,
    HEAL,
    OBJECTIVE,
    OUTCOME_SET,
    REVIVED,
    STAGGERED,
    STRUCK,
    THROWN,
)
from engine.world.ids import DEFEAT, UP, VICTORY

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.play.running.state import Event

AFAR_M = 3.5
"""Whoever is struck from farther away was shot."""
SHARED_TICKS = 4
"""Blows of one kind within so many ticks are one sound."""
STRIDE_TICKS, WALKS_FROM = 20, 0.8
SIMPLE = {
    DOWNED: ("fall", 0.9),
    DEATH: ("fall", 0.9),
    HEAL: ("heal", 0.5),
    REVIVED: ("revive", 0.9),
    STAGGERED: ("stagger", 0.8),
    BUILT: ("built", 0.8),
    BROKEN: ("broken", 0.9),
    STRUCK: ("thud", 0.5),
    THROWN: ("dash", 0.4),
}
HEAL_TICKS = 120
"""Healing goes on for seconds: it is heard once."""


@sounded()
def fights(session: "Session", events: "Sequence[Event]") -> list[SoundCue]:
    """One cue for each thing that can be heard, where it happens."""
    cues: list[SoundCue] = []
    for event in events:
        if event.kind == DAMAGE:
            cues.append(_blow(session, event))
        elif event.kind in SIMPLE:
            sound, volume = SIMPLE[event.kind]
            span = HEAL_TICKS if event.kind == HEAL else SHARED_TICKS
            # A deed is heard where it is done to somebody, or else where it is done.
            row = event.target if event.target >= 0 else event.source
            cues.append(SoundCue(sound, place_of(session, row), volume, key=f"{sound}{row}:{event.tick // span}"))
        elif event.kind == OBJECTIVE:
            cues.append(SoundCue("objective", None, 0.8, key=f"objective{event.tick}"))
        elif event.kind == OUTCOME_SET and round(event.amount) in {VICTORY, DEFEAT}:
            cues.append(SoundCue("victory" if round(event.amount) == VICTORY else "defeat", None, key="outcome"))
    return cues


@sounded()
def feet(session: "Session", _events: "Sequence[Event]") -> list[SoundCue]:
    """The player's steps: the faster, the louder."""
    view = session.world.view
    player = np.flatnonzero((view["is_player"] != 0) & (view["life"] == UP))
    if not len(player):
        return []
    row = int(player[0])
    pace = float(np.hypot(view["velocity"][row, 0], view["velocity"][row, 2]))
    if pace < WALKS_FROM:
        return []
    number = session.tick // STRIDE_TICKS
    return [SoundCue("step", place_of(session, row), min(1.0, pace / 6.0), 1.0 + 0.08 * (number % 2), f"step{number}")]


def place_of(session: "Session", row: int) -> tuple[float, float, float] | None:
    """Where a row stands [m]; None for no row."""
    view = session.world.view
    if not 0 <= row < len(view["position"]):
        return None
    x, y, z = view["position"][row].tolist()
    return x, y, z


def _blow(session: "Session", event: "Event") -> SoundCue:
    view = session.world.view
    source, target = event.source, event.target
    place = place_of(session, target)
    shared = event.tick // SHARED_TICKS
    if source >= 0 and target >= 0:
        apart = view["position"][source] - view["position"][target]
        if float(np.hypot(apart[0], apart[2])) >= AFAR_M:
            sound = "pulse" if view["is_player"][source] else "shot"
            return SoundCue(sound, place_of(session, source), 0.8, key=f"{sound}{source}:{shared}")
    sound = "hit" if target >= 0 and view["is_player"][target] else "blow"
    return SoundCue(sound, place, min(1.0, 0.4 + event.amount / 40.0), key=f"{sound}{target}:{shared}")
