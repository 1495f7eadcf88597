"""Shaped tiles: which pieces of the ground hold shaping or paint."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH
from engine.document.wording import counted
from engine.present.batches import lines
from engine.present.draw_list import DrawList
from engine.terrain.edited import terrain_edits_of
from engine.terrain.edits import TILE_POINTS
from engine.terrain.lattice import ENDLESS_CELL_M, PATCH_CELL_M

SHAPED, PAINTED = "#ffd27a", "#7fd4ff"
INSET_M, PIECE_M, WIDTH_SHARE = 0.12, 4.0, 0.018
"""Outlines lie a little inside their tiles, so that neighbours can be told apart."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """An outline round each tile: whole where heights were changed, dashed where it is only painted."""
    edits = terrain_edits_of(scene.view)
    if not len(edits):
        picture.notes.append("No ground of this scene is shaped")
        return
    cell = ENDLESS_CELL_M if scene.view.header.terrain.kind == "endless" else PATCH_CELL_M
    side_m = TILE_POINTS * cell
    shaped = [key for key, tile in edits.tiles.items() if tile.heights.any()]
    painted = [key for key, tile in edits.tiles.items() if not tile.heights.any()]
    for keys, colour, dashed in ((shaped, SHAPED, False), (painted, PAINTED, True)):
        if keys:
            start, end = outlines(np.array(keys), side_m)
            picture.line_batches.append(
                lines(None, start, end, colour, width=WIDTH_SHARE * side_m, dashed=dashed, through=THROUGH)
            )
    picture.notes.append(
        f"{counted(len(shaped), 'tile', 'tiles')} shaped, {len(painted):,} only painted, {side_m:g} m each"
    )


def outlines(keys: NDArray[np.int_], side_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Starts and ends (n * 4 * pieces, 3) [m] of the sides of tiles `keys` (n, 2), `side_m` long, at height 0.

    Each side comes in pieces of 4 m at most: a longer line would leave the ground on its way.
    """
    low, high = keys * side_m + INSET_M, (keys + 1) * side_m - INSET_M
    pieces = max(1, round(side_m / PIECE_M))
    corners = [(low[:, 0], low[:, 1]), (high[:, 0], low[:, 1]), (high[:, 0], high[:, 1]), (low[:, 0], high[:, 1])]
    starts: list[NDArray[np.float64]] = []
    ends: list[NDArray[np.float64]] = []
    for (x, z), (to_x, to_z) in zip(corners, [*corners[1:], corners[0]], strict=True):
        points = [
            np.stack([x + (to_x - x) * share, np.zeros(len(keys)), z + (to_z - z) * share], axis=1)
            for share in np.linspace(0.0, 1.0, pieces + 1)
        ]
        starts += points[:-1]
        ends += points[1:]
    return np.concatenate(starts), np.concatenate(ends)


SHAPED_TILES = Overlay(
    "shaped_tiles",
    "Shaped tiles",
    "Which pieces of the ground hold shaping, and which only paint?",
    "polygon",
    add,
    (
        Swatch("Heights shaped", SHAPED, help="A tile whose heights were changed by hand."),
        Swatch("Only painted", PAINTED, "dashed", "A tile of which only the surface was changed."),
    ),
    order=21,
)
