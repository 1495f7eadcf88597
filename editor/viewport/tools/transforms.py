"""Turns a drag's numbers into commands on the entities that it moves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from editor.core.entities.placing import DECIMALS, Placed, rounded, set_if_new, wrapped
from editor.viewport.tools.drag import Change
from editor.viewport.tools.resting import Rest
from engine.document import Command


def commands_for(
    things: Sequence[Placed], pivot: tuple[float, float, float], change: Change, rest: Rest | None = None
) -> list[Command]:
    """The commands that move, turn or resize the things as the change says; a turn about y also swings places.

    `rest`: how high above the ground each comes to stand where it is moved to; without it heights stay.
    """
    commands: list[Command] = []
    for thing in things:
        position, rotation, scale = _changed(thing, pivot, change, alone=len(things) == 1)
        if rest is not None and (position[0], position[2]) != (thing.position[0], thing.position[2]):
            position = rounded((position[0], rest(thing.entity.id, position[0], position[2]), position[2]))
        commands += set_if_new(thing, "position", thing.position, position)
        commands += set_if_new(thing, "rotation", thing.rotation, rotation)
        commands += set_if_new(thing, "scale", thing.scale, scale)
    return commands


def _changed(
    thing: Placed, pivot: tuple[float, float, float], change: Change, *, alone: bool
) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    position = np.array(thing.position) + np.array(change.shift)
    rotation = list(thing.rotation)
    rotation[change.axis] = wrapped(rotation[change.axis] + float(np.degrees(change.angle)))
    if not alone:
        offset = position - np.array([pivot[0], 0.0, pivot[2]])
        if change.angle and change.axis == 1:
            cos, sin = np.cos(change.angle), np.sin(change.angle)
            position[0] = pivot[0] + offset[0] * cos + offset[2] * sin
            position[2] = pivot[2] - offset[0] * sin + offset[2] * cos
        if change.factor != 1.0:
            position[0], position[2] = pivot[0] + offset[0] * change.factor, pivot[2] + offset[2] * change.factor
    return rounded(position), rounded(rotation), round(thing.scale * change.factor, DECIMALS)
