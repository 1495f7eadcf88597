"""Shaped ground in people's words: where a tile lies, and what was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from engine.document.path import ground_words
from engine.document.wording import counted
from engine.schema.tile import CELLS_M, SIDE, Tile, scene_of_tile, tile_place
from engine.schema.tile_text import heights_of, painted_as

if TYPE_CHECKING:
    from engine.document.state.snapshot import Snapshot


def place_words(snapshot: Snapshot, file: str) -> str:
    """Where a tile lies: "Ground of Wild March at (32, -48)", its low corner in metres.

    Where the scene isn't at hand, as in a merge of one file, its place is told in tiles.
    """
    scene, place = scene_of_tile(file) or "", tile_place(file)
    node = snapshot.files.get(f"scenes/{scene}")
    if node is None or place is None:
        return ground_words(scene, place)
    side = SIDE * cell_of(node.head.data)
    return f"Ground of {node.title} at ({place[0] * side:g}, {place[1] * side:g})"


def cell_of(head: Mapping[str, Any]) -> float:
    """Distance between lattice points [m] of a scene, from what stands at the head of its file."""
    terrain: Any = head.get("terrain")
    kind = cast("dict[str, Any]", terrain).get("kind") if isinstance(terrain, dict) else None
    return CELLS_M.get(kind, CELLS_M["patch"]) if isinstance(kind, str) else CELLS_M["patch"]


def change_words(old: Tile | None, new: Tile | None) -> str:
    """What was done to a tile: "212 heights changed by up to 3.20 m, 40 points painted"; None is unshaped ground."""
    one, two = old or Tile(), new or Tile()
    by = [abs(after - before) for before, after in zip(heights_of(one), heights_of(two), strict=True)]
    count = sum(each > 0 for each in by)
    told = [f"{counted(count, 'height')} changed by up to {max(by) / 1000:.2f} m"] if count else []
    pairs = [pair for pair in zip(painted_as(one), painted_as(two), strict=True) if pair[0] != pair[1]]
    erased = sum(after[-1] == 0 for _, after in pairs)
    if len(pairs) > erased:
        told.append(f"{counted(len(pairs) - erased, 'point')} painted")
    if erased:
        told.append(f"paint taken off {counted(erased, 'point')}")
    return ", ".join(told) or "only comments or layout changed"
