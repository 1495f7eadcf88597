"""The shaped ground of a scene in a snapshot: its tiles by place, kept until one of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import cast

from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.schema.tile import TERRAIN, Tile, tile_place

Tiles = Mapping[tuple[int, int], Tile]


def tiles_of(snapshot: Snapshot, scene: str) -> Tiles:
    """The tiles of a scene's ground by (x, z).

    The same object as for the snapshot before where none has changed, and the same tiles where only others have.

    Args:
        snapshot: The state of the project.
        scene: Whose ground it is: "grove".
    """
    key = (TERRAIN, scene)
    last = cast("_Kept | None", snapshot.views.get(key))
    if last is not None and last.files is snapshot.files:
        return last.tiles
    before: Mapping[str, FileNode] = last.files if last is not None else {}
    prefix = f"{TERRAIN}/{scene}/"
    files = snapshot.files
    changed = [name for name, node in files.items() if before.get(name) is not node and name.startswith(prefix)]
    gone = [name for name in before.keys() - files.keys() if name.startswith(prefix)]
    tiles = last.tiles if last is not None else MappingProxyType(dict[tuple[int, int], Tile]())
    step = last.step if last is not None else None
    if changed or gone:
        step = tiles, tuple(map(_place, (*changed, *gone)))
        made = dict(tiles)
        for name in gone:
            made.pop(_place(name), None)
        for name in changed:
            tile = files[name].tile
            if tile is not None:
                made[_place(name)] = tile
        tiles = MappingProxyType(made)
    snapshot.views[key] = _Kept(files, tiles, step)
    return tiles


def changed_places(snapshot: Snapshot, scene: str, since: Tiles) -> Iterable[tuple[int, int]]:
    """Where the tiles of a scene differ from those of an earlier state; cheap where that was the one before."""
    tiles = tiles_of(snapshot, scene)
    kept = cast("_Kept", snapshot.views[TERRAIN, scene])
    if kept.step is not None and kept.step[0] is since:
        return kept.step[1]
    return [place for place in {**since, **tiles} if since.get(place) is not tiles.get(place)]


class _Kept:
    """The last tiles of a scene, and the files that they were found in."""

    def __init__(
        self, files: Mapping[str, FileNode], tiles: Tiles, step: tuple[Tiles, tuple[tuple[int, int], ...]] | None
    ) -> None:
        self.files = files
        self.tiles = tiles
        self.step = step
        """The tiles before the last change of any, and where they changed."""


def _place(name: str) -> tuple[int, int]:
    place = tile_place(name)
    assert place is not None, name
    return place
