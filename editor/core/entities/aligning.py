"""Aligning and distributing: the selected things get a coordinate in common, equal gaps, or look at each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Literal

from editor.core.entities.placing import DECIMALS, Placed, placed_entities, rounded, set_if_new, wrapped
from engine.document import Command, Compound, Document, SceneView

Where = Literal["lowest", "middle", "highest", "last"]
AXES = ("x", "y", "z")
AXIS_WORDS = {"x": "X", "y": "height", "z": "Z"}


@dataclass(frozen=True)
class Unit:
    """Something selected that moves as one: an entity with a place, or a group with all that is below it."""

    name: str
    things: tuple[Placed, ...]

    def at(self, axis: int) -> float:
        """Its coordinate [m]: of a group, the middle between its outermost members."""
        values = [thing.position[axis] for thing in self.things]
        return values[0] if len(values) == 1 else (min(values) + max(values)) / 2.0


Make = Callable[[Sequence[Unit]], "Command | None"]
"""Makes the command out of what is selected; None when nothing changes."""


def units_of(document: Document, view: SceneView, ids: Sequence[str]) -> list[Unit]:
    """What of a selection has a place and is not locked, in the order of choosing; what lies in two counts once."""
    found: list[Unit] = []
    taken: set[str] = set()
    # A part that goes along with its instance is moved by that alone.
    movable = {thing.entity.id for thing in placed_entities(document, view, ids)}
    for id_ in ids:
        things = [
            thing
            for thing in placed_entities(document, view, [id_])
            if thing.entity.id in movable and thing.entity.id not in taken
        ]
        if things:
            taken |= {thing.entity.id for thing in things}
            found.append(Unit(view.entity(id_).name, tuple(things)))
    return found


def align(units: Sequence[Unit], axis: int, where: Where) -> Command | None:
    """Give all units the same coordinate: the lowest, the highest, the middle of both, or that of the last one.

    None when they have it already. Raises ValueError, in a sentence, with fewer than two.
    """
    _need(units, 2)
    values = [unit.at(axis) for unit in units]
    low, high = min(values), max(values)
    goal = {"lowest": low, "middle": (low + high) / 2.0, "highest": high, "last": values[-1]}[where]
    # As it is written, so that two things that round apart do not end a ten-thousandth of a metre from each other.
    goal = round(goal, DECIMALS)
    title = f"Align {AXIS_WORDS[AXES[axis]]} of {len(units)} entities"
    return _together(title, [_moved(unit, axis, goal - unit.at(axis)) for unit in units])


def distribute(units: Sequence[Unit], axis: int) -> Command | None:
    """Equal gaps along an axis: the two outermost stay, the order stays, those between move.

    None when the gaps are equal already. Raises ValueError, in a sentence, with fewer than three.
    """
    _need(units, 3)
    ordered = sorted(units, key=lambda unit: unit.at(axis))
    start, stop = ordered[0].at(axis), ordered[-1].at(axis)
    step = (stop - start) / (len(ordered) - 1)
    inner = [_moved(unit, axis, start + number * step - unit.at(axis)) for number, unit in enumerate(ordered)][1:-1]
    return _together(f"Distribute {len(units)} entities along {AXIS_WORDS[AXES[axis]]}", inner)


def face(units: Sequence[Unit], *, last: bool) -> Command | None:
    """Turn all units to the middle of the places of all, or with `last` all others to the last one.

    A group turns member by member. None when all face there. Raises ValueError, in a sentence, with fewer than two.
    """
    _need(units, 2)
    x, z = _middle(units[-1:] if last else units)
    turned = units[:-1] if last else units
    count = "1 entity" if len(turned) == 1 else f"{len(turned)} entities"
    title = f"Turn {count} to {units[-1].name if last else 'each other'}"
    return _together(title, [_facing(thing, x, z) for unit in turned for thing in unit.things])


def _need(units: Sequence[Unit], count: int) -> None:
    if len(units) < count:
        number = {2: "two", 3: "three"}[count]
        raise ValueError(
            f"Select {number} or more that have a place and are not locked; {len(units)} of these can move"
        )


def _middle(units: Sequence[Unit]) -> tuple[float, float]:
    xs, zs = [unit.at(0) for unit in units], [unit.at(2) for unit in units]
    return sum(xs) / len(xs), sum(zs) / len(zs)


def _moved(unit: Unit, axis: int, shift: float) -> list[Command]:
    commands: list[Command] = []
    for thing in unit.things:
        place = list(thing.position)
        place[axis] += shift
        commands += set_if_new(thing, "position", thing.position, rounded(place))
    return commands


def _facing(thing: Placed, x: float, z: float) -> list[Command]:
    aside, ahead = x - thing.position[0], z - thing.position[2]
    if hypot(aside, ahead) < 1e-3:
        return []
    turn = (thing.rotation[0], wrapped(degrees(atan2(aside, ahead))), thing.rotation[2])
    return set_if_new(thing, "rotation", thing.rotation, rounded(turn))


def _together(title: str, parts: Sequence[Sequence[Command]]) -> Command | None:
    commands = [command for part in parts for command in part]
    return Compound(title=title, commands=tuple(commands)) if commands else None
