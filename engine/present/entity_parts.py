"""What one entity of a scene looks like while it is edited: body, ring, plate, areas, lamps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from operator import is_
from typing import Any

import numpy as np

from engine.document import EntityView
from engine.present.colour import tint_of
from engine.present.draw_list import AreaMark, Glow, Ground, Label, Plate, Point, Ring
from engine.present.ground import height_at, height_under
from engine.present.marks import plate_height, ring_radius, side_of
from engine.present.meshes import MESHES
from engine.present.scatter import Scatter

TRIGGER, OBJECTIVE, SPAWN = "#ffffff", "#ffd27a", "#ff6b7d"
MARKED: dict[str, str] = {
    "trigger": TRIGGER,
    "objective": OBJECTIVE,
    "spawn_group": SPAWN,
    "victory": "#45d3b0",
    "defeat": "#ff8279",
    "line": "#cbb7ff",
    "light": "#ffd9a0",
    "camera": "#8ab4ff",
}
"""Components whose entities have no body of their own and are shown by a pin of this colour."""


SHOWN = ("transform", "prop_scatter", "appearance", "team", "body", "health", "player", *MARKED)
"""The components of which a picture shows anything."""

LABELLED = ("trigger", "spawn_group")
"""Of these, the ones whose name is always shown; the others tell theirs under the pointer."""


@dataclass(frozen=True)
class Body:
    """One mesh instance: where, which way, how large, in which colours."""

    mesh: str
    position: Point
    yaw: float
    scale: float
    tint: Point
    ghost: bool = False


@dataclass(frozen=True)
class EntityParts:
    """Everything that one entity adds to the picture; bodies come with the entity's id.

    `feet`: x, z and height of the ground [m], of every place at which the ground was asked.
    """

    bodies: tuple[tuple[str, Body], ...] = ()
    scatter: Scatter | None = None
    ring: Ring | None = None
    plate: Plate | None = None
    glow: Glow | None = None
    areas: tuple[AreaMark, ...] = ()
    label: Label | None = None
    feet: tuple[Point, ...] = ()


def place_of(components: Mapping[str, Any], ground: Ground | None) -> tuple[Point, float, float] | None:
    """(x, y, z) [m], yaw [rad] and scale of an entity; its height counts from the ground. None without a transform."""
    transform = components.get("transform")
    if transform is None:
        return None
    x, _, z = transform.position
    return placed_on(transform, height_under(ground, float(x), float(z)))


def placed_on(transform: Any, height: float) -> tuple[Point, float, float]:
    """`place_of` for an entity under which the ground is known to be `height` [m] high."""
    x, lift, z = transform.position
    return (float(x), height + float(lift), float(z)), math.radians(transform.rotation[1]), float(transform.scale)


def parts_of(
    entity: EntityView, ground: Ground | None, prefabs: Mapping[str, EntityView], height: float | None = None
) -> EntityParts:
    """What the entity shows; nothing for one that has no place. `height` [m] of the ground under it, where known."""
    components: Mapping[str, Any] = entity.components
    transform = components.get("transform")
    if transform is None:
        return EntityParts()
    x, z = float(transform.position[0]), float(transform.position[2])
    under = height_under(ground, x, z) if height is None else height
    position, yaw, scale = placed_on(transform, under)
    scatter = components.get("prop_scatter")
    strewn = (
        Scatter(scatter.mesh, scatter.count, scatter.radius, scatter.seed, position[0], position[2])
        if scatter
        else None
    )
    bodies = _bodies(entity, position, yaw, scale, ground, prefabs)
    previews = [body.position for body in bodies if body.ghost]
    return EntityParts(
        bodies=tuple((entity.id, body) for body in bodies),
        scatter=strewn,
        ring=_ring(components, position, yaw, scale),
        plate=_plate(entity, components, position, scale),
        glow=glow_of(components, position, scale),
        areas=_areas(entity.id, components, position, yaw),
        label=_label(entity, components, position),
        feet=((x, z, under), *((spot[0], spot[2], spot[1]) for spot in previews)),
    )


def looks_alike(one: EntityView, other: EntityView) -> bool:
    """Whether two versions of an entity show the very same, as when something was edited that no picture shows."""
    if one.name != other.name:
        return False
    ours, theirs = one.components.get, other.components.get
    # Without a loop in Python: an edit of ten thousand entities asks this for every one of them, more than once.
    return all(map(is_, map(ours, SHOWN), map(theirs, SHOWN)))


def _bodies(
    entity: EntityView,
    position: Point,
    yaw: float,
    scale: float,
    ground: Ground | None,
    prefabs: Mapping[str, EntityView],
) -> tuple[Body, ...]:
    components: Mapping[str, Any] = entity.components
    appearance = components.get("appearance")
    if appearance is not None:
        return (Body(appearance.mesh, position, yaw, scale, tint_of(appearance.tint)),)
    kind = next((each for each in MARKED if each in components), None)
    if kind is None:
        return ()
    pin = Body("marker", position, yaw, scale, tint_of(MARKED[kind]))
    group = components.get("spawn_group")
    return (pin, *_preview(group, position, yaw, ground, prefabs)) if group else (pin,)


def _preview(
    group: Any, position: Point, yaw: float, ground: Ground | None, prefabs: Mapping[str, EntityView]
) -> tuple[Body, ...]:
    """Those who will appear, as translucent figures; at most 40 of them."""
    prefab = prefabs.get(group.prefab)
    appearance: Any = prefab.components.get("appearance") if prefab else None
    if appearance is None:
        return ()
    count = int(group.count)
    number = np.arange(min(count, 40), dtype=np.float64)
    reach = float(group.radius) * np.sqrt((number + 0.5) / count) if count > 1 else np.zeros(len(number))
    x, z = position[0] + reach * np.sin(number * 2.39996), position[2] + reach * np.cos(number * 2.39996)
    spots = zip(x.tolist(), height_at(ground, x, z).tolist(), z.tolist(), strict=True)
    return tuple(Body(appearance.mesh, spot, yaw, 1.0, (0.95, 0.36, 0.42), ghost=True) for spot in spots)


def _ring(components: Mapping[str, Any], position: Point, yaw: float, scale: float) -> Ring | None:
    team, body, appearance = components.get("team"), components.get("body"), components.get("appearance")
    if team is None or body is None:
        return None
    mesh = appearance.mesh if appearance else "marker"
    side = side_of(team.side, is_player="player" in components)
    return Ring(position, ring_radius(mesh, body.radius, scale), side, facing=yaw)


def _plate(entity: EntityView, components: Mapping[str, Any], position: Point, scale: float) -> Plate | None:
    team, health, appearance = components.get("team"), components.get("health"), components.get("appearance")
    if team is None or health is None:
        return None
    mesh = appearance.mesh if appearance else "marker"
    place = (position[0], position[1] + plate_height(mesh, scale), position[2])
    share = min(max(health.current / health.maximum, 0.0), 1.0) if health.maximum > 0 else 0.0
    return Plate(entity.id, entity.name, "", place, share, side_of(team.side, is_player="player" in components))


def glow_of(components: Mapping[str, Any], position: Point, scale: float) -> Glow | None:
    """The light that a thing at `position` gives by its lamp or its glowing body, or None."""
    light, appearance = components.get("light"), components.get("appearance")
    transform = components.get("transform")
    x, y, z = position
    if light is not None and transform is not None:
        # A lamp that nobody lifted hangs at the height of a lantern.
        height = 0.0 if transform.position[1] > 0.0 else 1.6
        return Glow((x, y + height, z), light.range * 0.43, light.color, lights=light.lights)
    if appearance is not None and appearance.glow > 0.0:
        height = MESHES.spec(appearance.mesh).mesh.height * 0.67 * scale
        return Glow((x, y + height, z), 2.6 * scale, appearance.tint, strength=appearance.glow, lights=True)
    return None


def _areas(identifier: str, components: Mapping[str, Any], position: Point, yaw: float) -> tuple[AreaMark, ...]:
    areas: list[AreaMark] = []
    trigger, group = components.get("trigger"), components.get("spawn_group")
    if trigger is not None and trigger.event == "enter":
        size = (float(trigger.size[0]), float(trigger.size[2]))
        areas.append(AreaMark(identifier, trigger.shape, position, trigger.radius, size, yaw, TRIGGER, dashed=True))
    if group is not None and group.radius > 0.0:
        areas.append(AreaMark(identifier, "circle", position, group.radius, colour=SPAWN, dashed=True))
    asked = components.get("objective")
    if asked is not None and asked.kind in ("reach", "use") and not asked.target and trigger is None:
        areas.append(AreaMark(identifier, "circle", position, asked.radius, colour=OBJECTIVE, dashed=True))
    return tuple(areas)


def _label(entity: EntityView, components: Mapping[str, Any], position: Point) -> Label | None:
    kind = next((each for each in LABELLED if each in components), None)
    if kind is None or "team" in components:
        return None
    group = components.get("spawn_group")
    text = f"{entity.name}  {group.count}" if group else entity.name
    return Label(text, (position[0], position[1] + 2.2, position[2]), MARKED[kind], entity.id)
