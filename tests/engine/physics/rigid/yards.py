"""Yards for tests: lanes of crates, barrels, balls and people, played by the real schedule of physics."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.physics.obstacles import Obstacles
from engine.world.schedule import Schedule, Style
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import EVERYTHING, FLAT, Ground, statics

PARTS = EVERYTHING
SCHEDULE = Schedule(PARTS.systems)
Thing = Mapping[str, Any]


def crate(x: float, z: float, *, half: tuple[float, float] = (0.5, 0.5), y: float = 0.0, **columns: Any) -> Thing:
    """A box of one metre and 40 kg unless told otherwise; velocity is (x, z)."""
    own = {"rigid": 1, "immovable": 1, "half_extent": half, "radius": float(np.hypot(*half)), "height": 1.0}
    return _thing(x, y, z, {**own, "mass": 40.0, "rigid_friction": 0.5, **columns})


def barrel(x: float, z: float, *, radius: float = 0.4, y: float = 0.0, **columns: Any) -> Thing:
    """A round body of 60 kg."""
    own = {"rigid": 1, "immovable": 1, "rigid_round": 1, "radius": radius}
    return _thing(x, y, z, {**own, "height": 1.0, "mass": 60.0, **columns})


def person(x: float, z: float, *, wants: tuple[float, float] = (0.0, 0.0), y: float = 0.0, **columns: Any) -> Thing:
    """Somebody of 75 kg who walks as it wants."""
    return _thing(x, y, z, {"desired_velocity": wants, "speed": 5.0, **columns})


def ball(
    x: float, y: float, z: float, velocity: Sequence[float], *, radius: float = 0.1, owner: int = -1, **columns: Any
) -> Thing:
    """A ball of 5 kg in the air, for ten seconds; `y` is its lowest point."""
    own = {"projectile": 1, "immovable": 2, "radius": radius, "height": 2 * radius, "mass": 5.0, "awake": 1}
    flight = {"projectile_ticks": 600, "projectile_lifetime": 600, "projectile_owner": owner}
    return _thing(x, y, z, {**own, **flight, "velocity": velocity, **columns})


def _thing(x: float, y: float, z: float, columns: Thing) -> Thing:
    speed = columns.get("velocity", (0.0, 0.0, 0.0))
    full = (speed[0], 0.0, speed[1]) if len(speed) == 2 else speed
    return {"life": 1, **columns, "position": (x, y, z), "velocity": full}


def lane(things: Sequence[Thing], **columns: Any) -> LaneSpec:
    rows: dict[str, np.ndarray] = {}
    for name in sorted({name for thing in things for name in thing}):
        column = PARTS.columns[name]
        rows[name] = np.array(
            [np.broadcast_to(np.asarray(thing.get(name, column.default)), column.width) for thing in things]
        )
    return LaneSpec(len(things), columns, rows)


def yard(*lanes: Sequence[Thing], obstacles: Obstacles | None = None, ground: Ground = FLAT) -> World:
    """A world with one lane for each list of things."""
    specs = [lane(things) for things in lanes]
    made = World(
        PARTS.columns, rows=sum(spec.count for spec in specs), lanes=len(specs), statics=statics(obstacles, ground)
    )
    made.add_lanes(specs)
    return made


def play(world: World, ticks: int = 1, *, style: Style = "each") -> World:
    SCHEDULE.run(world, ticks, style=style)
    return world


def place(world: World, row: int = 0) -> np.ndarray:
    return world.view["position"][row].astype(np.float64)


def speed(world: World, row: int = 0) -> np.ndarray:
    return world.view["velocity"][row].astype(np.float64)
