"""Paths: where actors cannot walk, and in play where each one is going."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH
from engine.present.draw_list import DrawList, GroundLine, Point
from engine.present.ground import height_at

if TYPE_CHECKING:
    from engine.nav.room import RoomGrid
    from engine.nav.walls import Walls

WALKER_ROOM = 3
"""Free room in eighths of a metre that an ordinary body needs."""
LIFT_M = 0.25
BLOCKED, SHUT, GOING = "#9fb3c8", "#f28b5b", "#ffc667"
Lines = tuple[GroundLine, ...]
_kept: dict[str, tuple[object, Lines]] = {}


def add(scene: OverlayScene, picture: DrawList) -> None:
    """The border of the walkable ground, what barriers shut now, and lines to where the running actors want to be."""
    from engine.nav.grid import barriers_of, nav_grid
    from engine.nav.room import RoomGrid
    from engine.nav.walls import walls_standing

    if scene.session is None:
        ground = (scene.view.header.terrain, tuple(scene.view.with_component("obstacle")))
        barriers = (ground, tuple(scene.view.with_component("barrier")))
        picture.lines.extend(_known("border", ground, lambda: border_lines(nav_grid(scene.view).grid)))
        picture.lines.extend(
            _known("shut", barriers, lambda: shut_lines(nav_grid(scene.view).grid, barriers_of(scene.view)))
        )
        return
    # While a copy plays, its own grid counts: the document may have been changed meanwhile.
    rows = scene.session.world.view
    x, z, cell = (float(value) for value in rows["nav_frame"])
    grid = RoomGrid(rows["nav_room"], (x, z), cell)
    walls = walls_standing(rows)
    picture.lines.extend(_known("border", _Same(grid.room), lambda: border_lines(grid)))
    picture.lines.extend(_known("shut", (_Same(grid.room), walls.key()), lambda: shut_lines(grid, walls)))
    for i in np.flatnonzero((rows["life"] == 1) & (rows["move_speed"] > 0.0)):
        x, y, z = (float(value) for value in rows["position"][i])
        goal = rows["nav_corner"][i] if rows["nav_corner_tick"][i] >= 0 else rows["move_goal"][i]
        end = rows["move_goal"][i]
        points: list[Point] = [(x, y, z)]
        for spot in (goal, end):
            points.append((float(spot[0]), float(height_at(scene.ground, spot[0], spot[1])), float(spot[1])))
        picture.lines.append(GroundLine(tuple(dict.fromkeys(points)), GOING, 0.16, True, LIFT_M, THROUGH))


class _Same:
    """Equal only to the very same array, which it keeps, so that no other one can come to lie in its place."""

    def __init__(self, array: NDArray[np.uint8]) -> None:
        self.array = array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.array is self.array

    def __hash__(self) -> int:
        return id(self.array)


def _known(name: str, key: object, make: Callable[[], Lines]) -> Lines:
    """The lines made last under that name, made anew when the key is another."""
    known = _kept.get(name)
    if known is None or known[0] != key:
        _kept[name] = known = (key, make())
    return known[1]


def shut_lines(grid: RoomGrid, walls: Walls) -> Lines:
    """Edges of the ground that would be walkable, did these walls not stand there."""
    from engine.nav.grid import NavGrid

    if not len(walls.position):
        return ()
    room = NavGrid(grid).with_walls(walls).grid.room
    return edge_lines((grid.room >= WALKER_ROOM) & (room < WALKER_ROOM), grid, SHUT, 0.14)


def border_lines(grid: RoomGrid) -> Lines:
    """Edges between free and blocked cells."""
    return edge_lines(grid.room >= WALKER_ROOM, grid, BLOCKED, 0.07)


def edge_lines(cells: NDArray[np.bool_], grid: RoomGrid, colour: str, width: float) -> Lines:
    """Edges between cells (rows, columns) that belong to a set and those that don't, runs of them as one line each."""
    (origin_x, origin_z), cell = grid.origin, grid.cell
    lines: list[GroundLine] = []
    for runs, along_x in ((_runs(cells[1:] != cells[:-1]), True), (_runs((cells[:, 1:] != cells[:, :-1]).T), False)):
        for line, start, stop in runs:
            across = (line + 1) * cell
            if along_x:
                ends = ((origin_x + start * cell, origin_z + across), (origin_x + stop * cell, origin_z + across))
            else:
                ends = ((origin_x + across, origin_z + start * cell), (origin_x + across, origin_z + stop * cell))
            lines.append(GroundLine(tuple((x, 0.0, z) for x, z in ends), colour, width))
    return tuple(lines)


def _runs(edges: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """(row, start, stop) of each run of True in the rows of a table."""
    padded = np.pad(edges, ((0, 0), (1, 1))).astype(np.int8)
    change = np.diff(padded, axis=1)
    starts, stops = np.argwhere(change == 1), np.argwhere(change == -1)
    return [(int(row), int(start), int(stop)) for (row, start), (_, stop) in zip(starts, stops, strict=True)]


PATHS = Overlay(
    "paths",
    "Paths",
    "Where can actors walk, and where are they going?",
    "path",
    add,
    (
        Swatch("Edge of the walkable ground", BLOCKED, help="Nobody walks across it: slopes, rocks, walls."),
        Swatch("Ground that a barrier shuts", SHUT, help="Free ground that is closed as long as a barrier stands."),
        Swatch("Way to the goal", GOING, "dashed", "Where an actor goes now, round the next corner, and to what end."),
    ),
    order=40,
)
