"""Errand tables: the places of each objective and the ways there, filled when a scene is compiled."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.errand_columns import GO_THERE, USE_THERE, WEAVE_THERE
from engine.nav.grid import NavGrid, nav_grid
from engine.nav.ways import slowness_of, ways_to
from engine.physics.scene_obstacles import DEFAULT_RADIUS_M, transform_of
from engine.world.roster import roster_of
from engine.world.system import static

Array = NDArray[Any]
Place = tuple[float, float]
NEED_ERRANDS = frozenset({"reach", "use", "signal"})
"""Kinds of objective for which somebody has to get somewhere; a scene that asks for none of them has no errands."""
OF_PLACES = NEED_ERRANDS | {"defeat", "defeat_all"}
WELL_INSIDE = 0.85
"""Share of a radius at which one stands safely inside it."""


def needs_errands(scene: Any) -> bool:
    """Whether the encounter leads its party about, and is not only a fight."""
    asked = [entity.components["objective"] for entity in scene.with_component("objective")]
    return any(objective.kind in NEED_ERRANDS or objective.after for objective in asked)


@static(columns="errand_first errand_spot errand_rule errand_way errand_objective")
def errand_tables(scene: Any, parts: Any) -> Mapping[str, Array]:
    """Places in the order of their objectives; an objective that can be met in several has several."""
    if not needs_errands(scene):
        # Without a value in `errand_objective` no system of errands is in the schedule.
        return _tables([0], [], [], [])
    player = next(scene.with_component("player"), None)
    start = _place_of(player) if player is not None else (0.0, 0.0)
    grid = nav_grid(scene)
    is_walked_to = grid.reached_from(start, _radius_of(player)) & (slowness_of(grid.grid) > 0)
    rows = {row.entity: row.local_id for row in roster_of(scene, parts)}
    first = [0]
    spots: list[Any] = []
    rules: list[Any] = []
    ways: list[Array] = []
    for entity in scene.with_component("objective"):
        for place, kind, near in _spots(scene, entity):
            row = rows.get(place.id, -1) if kind != WEAVE_THERE else -1
            spots.append((*_place_of(place), near * WELL_INSIDE))
            rules.append((kind, row))
            ways.append(ways_to(grid.grid, _nearest(grid, is_walked_to, _place_of(place))).way[0])
        first.append(len(spots))
    return _tables(first, spots, rules, ways) | {"errand_objective": np.array(-1, "i4")}


def _tables(first: list[int], spots: list[Any], rules: list[Any], ways: list[Array]) -> dict[str, Array]:
    return {
        "errand_first": np.array(first, "i4"),
        "errand_spot": np.array(spots, "f4").reshape(len(spots), 3),
        "errand_rule": np.array(rules, "i4").reshape(len(rules), 2),
        "errand_way": np.stack(ways) if ways else np.zeros((0, 1, 1, 2), np.int8),
    }


def _spots(scene: Any, entity: Any) -> Iterator[tuple[Any, int, float]]:
    """(place, kind of errand, how near [m]) for each way to meet one objective."""
    objective = entity.components["objective"]
    if objective.kind not in OF_PLACES:
        return
    target = scene.get(objective.target) or entity
    if objective.kind == "signal":
        makers = list(_makers(scene, objective, target))
        yield from makers
        if makers or (target is entity and "transform" not in entity.components):
            return
    trigger = target.components.get("trigger")
    near = objective.radius
    if trigger is not None:
        near = trigger.radius if trigger.shape == "circle" else min(trigger.size[0], trigger.size[2]) / 2
    yield target, USE_THERE if objective.kind == "use" else GO_THERE, near


def _makers(scene: Any, objective: Any, target: Any) -> Iterator[tuple[Any, int, float]]:
    """Where the signal can be woven: at the target, at those below it, or, without one, at all that send it.

    Whatever has both a `signal` and a `reach` is woven: which component that is, only the project knows.
    """
    for each in scene.entities:
        is_meant = not objective.target or each is target or each.parent == target.id
        for component in each.components.values() if is_meant else ():
            reach, sent = getattr(component, "reach", None), getattr(component, "signal", None)
            if isinstance(reach, float) and isinstance(sent, str) and (objective.target or sent == objective.signal):
                yield each, WEAVE_THERE, reach


def _nearest(grid: NavGrid, free: Array, place: Place) -> Place:
    """The middle of the free cell that is nearest to the place; the place itself when no cell is free."""
    rows, columns = np.nonzero(free)
    if not len(rows):
        return place
    cell, (x, z) = grid.grid.cell, grid.grid.origin
    across, along = x + (columns + 0.5) * cell, z + (rows + 0.5) * cell
    best = int(np.argmin((across - place[0]) ** 2 + (along - place[1]) ** 2))
    return float(across[best]), float(along[best])


def _place_of(entity: Any) -> Place:
    x, _, z = transform_of(entity).position
    return float(x), float(z)


def _radius_of(entity: Any) -> float:
    body = entity.components.get("body") if entity is not None else None
    return float(body.radius) if body is not None else DEFAULT_RADIUS_M
