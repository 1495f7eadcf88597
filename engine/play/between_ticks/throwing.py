"""Throws and blasts by command, put into the columns of a running lane between two ticks."""

# pyright: reportUnknownVariableType=false
# It calls compiled code, whose parameters have no types of their own.

import math
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from engine.document import Finding
from engine.physics.rigid.launch import launch_ball, push_away
from engine.play.commands import PushAway, Spawn, Throw
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.world.events import THROWN, push_event
from engine.world.ids import FREE, UP
from engine.world.kernel import plain_twin
from engine.world.world import World

BALLS_AT_ONCE = 8
"""Rows that a first throw makes room for, so that not every throw rebuilds the world."""
MOST_BALLS = 64
FASTEST = 100.0


def balls_of(compiled: CompiledScene, world: World, prefab: str) -> list[int]:
    """Local ids of the rows that can be thrown as this prefab, lowest first. CompileError when it is no projectile."""
    view = world.view
    kinds = [k for k, look in enumerate(compiled.prototypes) if look.prefab == prefab]
    known = compiled.scene.prefabs
    if prefab not in known or "projectile" not in known[prefab].components:
        able = ", ".join(sorted(name for name, each in known.items() if "projectile" in each.components))
        text = f'"{prefab}" can\'t be thrown: no prefab of that name has a projectile. {_there_are(able)}'
        raise CompileError([Finding("throw", "error", text, None, None)])
    return np.flatnonzero((view["projectile"] != 0) & np.isin(view["prototype"], kinds)).tolist()


def _there_are(able: str) -> str:
    return f"There are {able}." if able else "Give a prefab a projectile component."


def more_balls(compiled: CompiledScene, world: World, prefab: str) -> Spawn | None:
    """Rows to add before a throw: some when none is free and there are not too many already."""
    balls = balls_of(compiled, world, prefab)
    if any(world.view["life"][row] == FREE for row in balls) or len(balls) >= MOST_BALLS:
        return None
    return Spawn(prefab, BALLS_AT_ONCE, waiting=True)


def throw(compiled: CompiledScene, world: World, command: Throw) -> None:
    """Launch the lowest free ball; when all are in play, the one that would be gone first."""
    view = world.view
    balls = balls_of(compiled, world, command.prefab)
    free = [row for row in balls if view["life"][row] == FREE]
    row = free[0] if free else min(balls, key=lambda ball: (int(view["projectile_ticks"][ball]), ball))
    x, y, z = _numbers(command.position)
    velocity = _numbers(command.velocity)
    pace = math.sqrt(sum(part * part for part in velocity))
    if pace > FASTEST:
        velocity = [part * FASTEST / pace for part in velocity]
    owner = command.thrower if 0 <= command.thrower < world.rows and view["life"][command.thrower] == UP else -1
    names = ("life", "position", "previous_position", "velocity", "awake")
    flight = ("projectile_lifetime", "projectile_ticks", "projectile_owner")
    _plain(launch_ball)(row, owner, x, y, z, *velocity, *(view[name] for name in (*names, *flight)))
    log = (view["log_count"], view["log_data"], view["log_amount"])
    run, tick, amount = int(view["run"][0]), int(view["tick"][0]), min(pace, FASTEST)
    _plain(push_event)(*log, run, tick, THROWN, owner, row, amount)


def blast(world: World, command: PushAway) -> None:
    """Push everybody and everything loose away from a place."""
    view = world.view
    names = ("life", "rigid", "immovable", "position", "height", "mass", "impulse", "knocked_ticks")
    radius = min(max(_numbers([command.radius])[0], 0.01), 1000.0)
    push = min(max(_numbers([command.impulse])[0], 0.0), 1e6)
    place = [np.float32(part) for part in _numbers(command.place)]
    size = (np.float32(radius), np.float32(push))
    _plain(push_away)(0, world.rows, *place, *size, *(view[name] for name in names))


def _plain(compiled: Any) -> Callable[..., Any]:
    """A compiled helper as plain Python: run once in a while, it is not worth compiling a second time."""
    return plain_twin(cast("Callable[..., Any]", compiled))


def _numbers(values: Sequence[float]) -> list[float]:
    """Finite ones within what a world holds; what is no number counts as 0."""
    return [float(np.clip(np.nan_to_num(value, posinf=0.0, neginf=0.0), -1e6, 1e6)) for value in values]
