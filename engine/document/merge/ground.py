"""Merges shaped ground tile by tile and point by point; a conflict is only what both sides made of the same point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from engine.document.disk.reading import UnusableError, tile_node
from engine.document.errors import DocumentError, file_place
from engine.document.merge.conflict import SIDES, Conflict, Judge, Side, Trio
from engine.document.merge.sides import NAMES
from engine.document.path import Path, ground_words
from engine.document.state.node import FileNode
from engine.document.wording import counted
from engine.schema.tile import MATERIALS, POINTS, Tile, scene_of_tile, tile_place
from engine.schema.tile_text import heights_of, packed_heights, packed_paint, painted_as, tile_value
from engine.schema.values import Value

P = TypeVar("P")
HEIGHTS, PAINT = "heights", "paint"
Texts = Mapping[str, str]
Tiles = dict[str, Trio[Tile | None]]


def read_tiles(base: Texts, ours: Texts, theirs: Texts) -> Tiles:
    """The tiles that any side changed, as each has them; None where it has none.

    Raises:
        DocumentError: A text is no tile; names side, file and line.
    """
    found: Tiles = {}
    for file in sorted(file for file in {*base, *ours, *theirs} if scene_of_tile(file) is not None):
        texts = Trio(base.get(file), ours.get(file), theirs.get(file))
        if texts.ours == texts.theirs == texts.base:
            continue
        known: dict[str | None, Tile | None] = {None: None}
        for side, text in zip(SIDES, texts, strict=True):
            if text not in known:
                known[text] = _read(file, text or "", side)
        found[file] = texts.map(known.__getitem__)
    return found


def compose_tiles(tiles: Tiles, choices: Mapping[str, Side]) -> tuple[dict[str, str | None], tuple[Conflict, ...]]:
    """The text of each changed tile (None: left as the seed made it), and every conflict on the way there."""
    judge = Judge(choices)
    texts: dict[str, str | None] = {}
    for file, trio in tiles.items():
        merged = _merged(file, trio, judge)
        texts[file] = merged.text if merged is not None else None
    return texts, tuple(judge.conflicts.values())


def tile_nodes(tiles: Tiles, side: int) -> dict[str, FileNode]:
    """The nodes of the changed tiles that one side has: 0 the base, 1 ours, 2 theirs."""
    return {file: FileNode.of_tile(file, tile) for file, trio in tiles.items() if (tile := trio[side]) is not None}


def _read(file: str, text: str, side: Side) -> Tile | None:
    try:
        return tile_node(file, text).tile
    except UnusableError as error:
        raise DocumentError(
            f"{NAMES[side]} can't be read: {error.what}", file_place(file, error.line), error.expected
        ) from error


@dataclass(frozen=True)
class _Layer:
    """Heights or paint of the three sides, merged with each of them holding where they are at odds."""

    made: Trio[tuple[Any, ...]]
    at_odds: tuple[int, ...]


def _merged(file: str, trio: Trio[Tile | None], judge: Judge) -> Tile | None:
    base, ours, theirs = trio
    if _text(ours) == _text(theirs) or _text(theirs) == _text(base):
        return ours
    if _text(ours) == _text(base):
        return theirs
    tiles = trio.map(lambda tile: tile or Tile())
    heights = _held(file, HEIGHTS, _layer(tiles.map(heights_of)), judge)
    paint = _held(file, PAINT, _layer(tiles.map(painted_as)), judge)
    made = _noted(_painted(_raised(heights), paint), tiles)
    if made.is_empty:
        return None
    same = next((each for each in (ours, theirs) if each is not None and _is_same(each, made)), None)
    return same or made


def _held(file: str, what: str, layer: _Layer, judge: Judge) -> tuple[Any, ...]:
    """The heights or the paint that hold, where there is a conflict by the judge's word."""
    if not layer.at_odds:
        return layer.made.ours
    values = layer.made.map(_raised if what == HEIGHTS else lambda each: _painted(Tile(), each))
    return layer.made.of(judge.settle(_conflict(file, what, layer, values)))


def _layer(sides: Trio[tuple[P, ...]]) -> _Layer:
    base, ours, theirs = sides
    free = [
        other if mine == start else mine if other == start or mine == other else None
        for start, mine, other in zip(base, ours, theirs, strict=True)
    ]
    at_odds = tuple(place for place, each in enumerate(free) if each is None)

    def held_by(side: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(side[place] if each is None else each for place, each in enumerate(free))

    return _Layer(cast("Trio[tuple[Any, ...]]", sides.map(held_by)), at_odds)


def _conflict(file: str, what: str, layer: _Layer, values: Trio[Tile]) -> Conflict:
    title = ground_words(scene_of_tile(file) or "", tile_place(file))
    path = Path(file, (what,))
    told: Trio[Value] = values.map(lambda tile: cast("Value", tile_value(tile, what)))
    count = len(layer.at_odds)
    if what == HEIGHTS:
        apart = max(abs(layer.made.ours[place] - layer.made.theirs[place]) for place in layer.at_odds) / 1000
        label = "Heights"
        text = (
            f"{title}: you and the other side changed {counted(count, 'height')} differently, "
            f"up to {apart:.2f} m apart."
        )
    else:
        label = "Paint"
        text = f"{title}: you and the other side painted {counted(count, 'point')} differently."
    return Conflict(file, path, None, "value", told.base, told.ours, told.theirs, title, label, text, str(path))


def versions_told(conflict: Conflict) -> tuple[str, str, str]:
    """What each of the three made of the points at odds, as it was first: "12 heights, -0.50 to 1.20 m"."""
    is_heights = conflict.label == "Heights"
    values = Trio[Any](conflict.base, conflict.ours, conflict.theirs)
    base, ours, theirs = values.map(_offsets if is_heights else _paint)
    places = [place for place, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]]

    def told(side: list[Any]) -> str:
        found = [side[place] for place in places]
        return _heights_told(found) if is_heights else ", ".join(dict.fromkeys(map(_material, found)))

    return told(base), told(ours), told(theirs)


def _heights_told(offsets: list[int]) -> str:
    low, high = min(offsets) / 1000, max(offsets) / 1000
    return f"{counted(len(offsets), 'height')}, {low:.2f} to {high:.2f} m" if low != high else f"{low:.2f} m"


def _offsets(rows: Any) -> list[int]:
    """256 numbers of 16 rows; zeros where there are no rows."""
    return [number for row in rows for number in row] if rows is not None else [0] * POINTS


def _paint(value: Any) -> list[tuple[int, ...]]:
    """Weights and cover of 256 points, from a tile's plain values of them."""
    table = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    weights: dict[str, Any] = table.get("weights", {})
    return list(zip(*(_offsets(weights.get(each)) for each in MATERIALS), _offsets(table.get("cover")), strict=True))


def _material(point: tuple[int, ...]) -> str:
    """The strongest material of a point: "rock"."""
    *weights, cover = point
    if not cover:
        return "not painted"
    left = 255 - sum(weights)
    most = max(weights)
    return MATERIALS[weights.index(most)] if most >= left else "grass"


def _raised(heights: tuple[int, ...]) -> Tile:
    return Tile(packed_heights(heights))


def _painted(tile: Tile, paint: tuple[tuple[int, ...], ...]) -> Tile:
    weights, cover = packed_paint(paint)
    return replace(tile, weights=weights, cover=cover)


def _noted(made: Tile, tiles: Trio[Tile]) -> Tile:
    """The tile with the comments of both sides, and the line ends of the side that changed them."""
    base, ours, theirs = tiles.map(lambda tile: tile.notes.splitlines(keepends=True))
    kept = [line for line in ours if line in theirs or line not in base]
    notes = "".join([*kept, *(line for line in theirs if line not in base and line not in kept)])
    newline = tiles.theirs.newline if tiles.ours.newline == tiles.base.newline else tiles.ours.newline
    return replace(made, notes=notes, newline=newline)


def _is_same(tile: Tile, made: Tile) -> bool:
    return tile.is_same_ground(made) and (tile.notes, tile.newline) == (made.notes, made.newline)


def _text(tile: Tile | None) -> str | None:
    return tile.text if tile is not None else None
