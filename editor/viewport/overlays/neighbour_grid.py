"""Neighbour grid: the cells that the crowd sorts its movers into, and how many each held in the last tick."""

from __future__ import annotations

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH, running_rows
from engine.document.wording import counted
from engine.physics.crowd.grid import CrowdGrid, crowd_grid
from engine.present.batches import between, lines
from engine.present.draw_list import DrawList

LINE, FEW, MANY = "#6f86a4", "#7fd4ff", "#ffb454"
CROWDED = 8
"""Movers in one cell from which on it is drawn in the warm colour; it is as long as four bodies, and as wide as one."""
GAP_M = 0.06
"""How far the outline of a cell stays inside it, so that neighbours can be told apart."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """The lines of the grid across the crowd, and an outline of every cell that holds somebody."""
    rows = running_rows(scene, picture, "Neighbour grid")
    if rows is None:
        return
    grid = crowd_grid(rows, 0)
    at_line, at_column = np.nonzero(grid.movers)
    if not len(at_line):
        picture.notes.append("The crowd has not been sorted yet")
        return
    _add_lines(picture, grid)
    held = grid.movers[at_line, at_column]
    low_x = grid.low[0] + at_column * grid.width + GAP_M
    low_z = grid.low[1] + at_line * grid.height + GAP_M
    high_x, high_z = low_x + grid.width - 2 * GAP_M, low_z + grid.height - 2 * GAP_M
    corners = [(low_x, low_z), (high_x, low_z), (high_x, high_z), (low_x, high_z)]
    paint = between(FEW, MANY, (held - 1) / (CROWDED - 1))
    for k, (x, z) in enumerate(corners):
        to_x, to_z = corners[(k + 1) % 4]
        picture.line_batches.append(
            lines(
                None,
                _on_ground(x, z),
                _on_ground(to_x, to_z),
                paint,
                width=0.03 + 0.015 * np.minimum(held, CROWDED),
                through=THROUGH,
            )
        )
    picture.notes.append(
        f"{counted(len(held), 'cell holds', 'cells hold')} {counted(int(held.sum()), 'mover', 'movers')}, "
        f"{int(held.max())} at most; {counted(grid.movers.shape[0], 'line', 'lines')} of "
        f"{counted(grid.movers.shape[1], 'cell', 'cells')}, "
        f"{grid.width:.2f} × {grid.height:.2f} m"
    )


def _add_lines(picture: DrawList, grid: CrowdGrid) -> None:
    count, columns = grid.movers.shape
    z = grid.low[1] + np.arange(count + 1) * grid.height
    pieces = max(1, round(columns * grid.width / 8.0))  # a line of one piece would not follow the hills
    share = np.linspace(0.0, columns * grid.width, pieces + 1) + grid.low[0]
    start_x, line_z = np.meshgrid(share[:-1], z)
    end_x = np.broadcast_to(share[1:], start_x.shape)
    picture.line_batches.append(
        lines(
            None, _on_ground(start_x, line_z), _on_ground(end_x, line_z), LINE, width=0.05, dashed=True, through=THROUGH
        )
    )


def _on_ground(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    return np.stack([np.ravel(x), np.zeros(np.size(x)), np.ravel(z)], axis=1)


NEIGHBOUR_GRID = Overlay(
    "neighbour_grid",
    "Neighbour grid",
    "Among how many does each body look for whom it touches?",
    "grid-four",
    add,
    (
        Swatch("Line of cells", LINE, "dashed", "The edges of the cells in which neighbours are sought."),
        Swatch("Cell with one mover", FEW, help="A cell that holds one body that moves."),
        Swatch("With 8 or more", MANY, help="A crowded cell: looking for neighbours takes longest there."),
    ),
    order=60,
)
