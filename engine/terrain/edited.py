"""The edits of a scene's ground as its document holds them now, kept so that a stroke converts only what it touched."""

from collections.abc import Mapping
from typing import cast

import numpy as np

from engine.document import SceneView
from engine.document.views.ground import changed_places
from engine.schema.tile import SIDE, TERRAIN, Tile
from engine.terrain.edits import NO_EDITS, EditTile, TerrainEdits


def terrain_edits_of(view: SceneView) -> TerrainEdits:
    """How designers shaped the ground of the view's scene; the same object until a tile of it changes."""
    tiles = view.terrain_tiles
    key = (TERRAIN, view.scene, "edits")
    last = cast("tuple[Mapping[tuple[int, int], Tile], TerrainEdits] | None", view.snapshot.views.get(key))
    if last is not None and last[0] is tiles:
        return last[1]
    before, edits = last if last is not None else (dict[tuple[int, int], Tile](), NO_EDITS)
    changes: dict[tuple[int, int], EditTile | None] = {}
    for place in changed_places(view.snapshot, view.scene, before):
        tile = tiles.get(place)
        changes[place] = edit_tile_of(tile) if tile is not None else None
    if changes:
        edits = edits.replaced(changes)
    view.snapshot.views[key] = (tiles, edits)
    return edits


def edit_tile_of(tile: Tile) -> EditTile:
    """A tile of the document as arrays; the very ones that a brush made, where it comes from one."""
    if isinstance(tile.ground, EditTile):
        return tile.ground
    return EditTile(
        np.frombuffer(tile.heights, "<i4").reshape(SIDE, SIDE),
        np.frombuffer(tile.weights, np.uint8).reshape(SIDE, SIDE, -1),
        np.frombuffer(tile.cover, np.uint8).reshape(SIDE, SIDE),
    )
