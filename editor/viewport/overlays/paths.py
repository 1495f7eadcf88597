"""Paths: where actors cannot walk, and in play where each one is going."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList, GroundLine, Point
from engine.present.ground import height_at

if TYPE_CHECKING:
    from engine.nav.grid import NavGrid

WALKER_ROOM = 3
"""Free room in eighths of a metre that an ordinary body needs."""
BLOCKED, GOING = "#9fb3c8", "#ffc667"
_kept: dict[str, tuple[object, tuple[GroundLine, ...]]] = {}


def add(scene: OverlayScene, picture: DrawList) -> None:
    """The border of the walkable ground, and lines to where the running actors want to be."""
    key = (scene.view.header.terrain, tuple(scene.view.with_component("obstacle")))
    known = _kept.get("border")
    if known is None or known[0] != key:
        from engine.nav.grid import nav_grid

        _kept["border"] = known = (key, border_lines(nav_grid(scene.view)))
    picture.lines.extend(known[1])
    if scene.session is None:
        return
    rows = scene.session.world.view
    for i in np.flatnonzero((rows["life"] == 1) & (rows["move_speed"] > 0.0)):
        x, y, z = (float(value) for value in rows["position"][i])
        goal = rows["nav_corner"][i] if rows["nav_corner_tick"][i] >= 0 else rows["move_goal"][i]
        end = rows["move_goal"][i]
        points: list[Point] = [(x, y, z)]
        for spot in (goal, end):
            points.append((float(spot[0]), float(height_at(scene.ground, spot[0], spot[1])), float(spot[1])))
        picture.lines.append(GroundLine(tuple(dict.fromkeys(points)), GOING, 0.09, dashed=True))


def border_lines(grid: NavGrid) -> tuple[GroundLine, ...]:
    """Edges between free and blocked cells, runs of them as one line each."""
    free = grid.grid.room >= WALKER_ROOM
    (origin_x, origin_z), cell = grid.grid.origin, grid.grid.cell
    lines: list[GroundLine] = []
    for runs, along_x in ((_runs(free[1:] != free[:-1]), True), (_runs((free[:, 1:] != free[:, :-1]).T), False)):
        for line, start, stop in runs:
            across = (line + 1) * cell
            if along_x:
                ends = ((origin_x + start * cell, origin_z + across), (origin_x + stop * cell, origin_z + across))
            else:
                ends = ((origin_x + across, origin_z + start * cell), (origin_x + across, origin_z + stop * cell))
            lines.append(GroundLine(tuple((x, 0.0, z) for x, z in ends), BLOCKED, 0.07))
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
    (Swatch("Edge of the walkable ground", BLOCKED), Swatch("Way to the goal", GOING, "dashed")),
    order=40,
)
