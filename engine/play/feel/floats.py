"""Numbers and words that rise from bodies: harm, help, and what becomes of a stance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.play.feel.recent import Recent
from engine.present.effects import Float
from engine.world.events import BROKEN, DAMAGE, DOWNED, FLED_FIGHT, HEAL, REVIVED, STAGGERED
from engine.world.ids import PARTY

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.play.running.state import Event
    from engine.present.draw_list import DrawList

TICKS = 62
MOST, FAR_M = 18, 38.0
"""Nobody reads more numbers at once, or numbers farther away [m] from the player."""
RISE_M, BEGINS = 0.75, 0.72
OWN, FRIENDS, SUFFERED, HELP, WALL = "#ffd98a", "#cfe6ff", "#ff6b6b", "#8dffa0", "#b8b2a8"
WORDS = {
    STAGGERED: ("Staggered", "#ffe9a0"),
    DOWNED: ("Down", "#ff6b6b"),
    REVIVED: ("Up again", "#8dffa0"),
    FLED_FIGHT: ("Fled", "#cfe6ff"),
    BROKEN: ("Broken", "#ff9a5a"),
}


def floats(session: Session, recent: Recent, where: Any, picture: DrawList) -> None:
    """Add the newest numbers and words near the player; `where` (rows, 3) [m] is where everybody is drawn."""
    found: list[Float] = []
    for event in reversed(recent.events):
        age = (recent.now - event.tick) / TICKS
        if age > 1.0 or len(found) >= MOST:
            break
        if not 0 <= event.target < len(where):
            continue
        text, colour, size = _words(session, event)
        if not text:
            continue
        x, y, z = where[event.target].tolist()
        near = picture.camera_target
        if near is not None and (x - near[0]) ** 2 + (z - near[2]) ** 2 > FAR_M * FAR_M:
            continue
        found.append(floating(session, event, age, text, colour, (x, y, z), size))
    picture.floats = [*picture.floats, *reversed(found)]


def floating(
    session: Session,
    event: Event,
    age: float,
    text: str,
    colour: str,
    foot: tuple[float, float, float],
    size: float = 1.0,
) -> Float:
    """A text that rises above somebody's `foot` [m] for an event `age` (0..1) of its time ago.

    They stand beside the body, on either side, where no plate hangs.
    """
    height = float(session.world.view["height"][event.target]) if event.target >= 0 else 1.0
    number = event.tick * 7 + event.source * 3 + event.kind * 5
    aside = (0.6 + (number % 5) * 0.1) * (1.0 if number % 2 else -1.0)
    rise = height * BEGINS + RISE_M * (1.0 - (1.0 - age) ** 3)
    return Float(text, (foot[0], foot[1] + rise, foot[2]), age, colour, size, aside)


def _words(session: Session, event: Event) -> tuple[str, str, float]:
    view = session.world.view
    if event.kind == DAMAGE:
        amount = max(round(event.amount), 1)
        if view["immovable"][event.target]:
            return f"{amount}", WALL, 0.8
        size = float(np.clip(0.9 + event.amount / 60.0, 0.9, 1.7))
        if view["team"][event.target] == PARTY:
            return f"−{amount}", SUFFERED, size
        is_own = event.source >= 0 and bool(view["is_player"][event.source])
        return f"{amount}", OWN if is_own else FRIENDS, size if is_own else size * 0.85
    if event.kind == HEAL:
        return f"+{max(round(event.amount), 1)}", HELP, 1.0
    if event.kind in WORDS:
        text, colour = WORDS[event.kind]
        return text, colour, 1.05
    return "", "", 1.0
