"""Whether a body can stand at a place, by the grid that agents walk on; and the nearest place where it can."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from typing import Any

import numpy as np

from engine.llm.guard.parameters import AtPlace, Parameters
from engine.llm.guard.tool import Unmet
from engine.nav.walk import room_needed
from engine.play.running.session import Session
from engine.world.kernel import plain_twin

_NEEDED: Any = plain_twin(room_needed)


def has_room_there(session: Session, row: int, arguments: Parameters) -> Unmet | None:
    """The place must be on the grid, and free for the actor's body."""
    if not isinstance(arguments, AtPlace):
        raise TypeError(f"{type(arguments).__name__} names no place; a tool that asks for room takes an AtPlace")
    view = session.world.view
    room: Any = view["nav_room"]
    x0, z0, cell = (float(part) for part in view["nav_frame"][:3])
    needed = _NEEDED(float(view["radius"][row]))
    lines, columns = room.shape
    column, line = int((arguments.x - x0) // cell), int((arguments.z - z0) // cell)
    if 0 <= line < lines and 0 <= column < columns and int(room[line, column]) >= needed:
        return None
    free = np.argwhere(room >= needed)
    if not len(free):
        return Unmet("x", "a place with room to stand", "nobody so large can stand anywhere in this scene")
    x, z = x0 + (free[:, 1] + 0.5) * cell, z0 + (free[:, 0] + 0.5) * cell
    best = int(np.argmin((x - arguments.x) ** 2 + (z - arguments.z) ** 2))
    place = f"x={float(x[best]):.2f}, z={float(z[best]):.2f}"
    reason = f'"{arguments.actor}" can\'t stand at x={arguments.x:g}, z={arguments.z:g}'
    return Unmet("x", "a place with room to stand", reason, "a free place on the walkable ground", place)
