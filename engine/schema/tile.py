"""A tile of shaped ground: how 16 x 16 lattice points of a scene's terrain differ from what its seed gives."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.schema.files import FORMAT
from engine.schema.text import FormatError

TERRAIN = "terrain"
"""The folder of a project that holds a folder of tiles for each scene with shaped ground; also their kind."""
SIDE = 16
"""Lattice points along each side of a tile."""
POINTS = SIDE * SIDE
MATERIALS = ("sand", "forest", "rock", "path")
"""What can be painted; grass is what is left of 255."""
MOST_OFFSET_MM = 500_000
"""How far the ground may be raised or lowered [mm]."""
LAST_TILE = 4096
"""Tiles are numbered from minus this to this: at 1 m a lattice cell, the world's edge at 65,536 m."""
CELLS_M = {"patch": 0.5, "endless": 1.0}
"""Distance between lattice points of each kind of terrain [m]."""
LEVEL = bytes(4 * POINTS)
"""Heights of a tile that raises and lowers nothing."""
UNPAINTED = bytes(POINTS)
"""Cover of a tile on which nothing is painted."""
TILE_HEAD = f'format = {FORMAT}\nkind = "{TERRAIN}"\n'
"""The first lines of its file."""
HEIGHTS = struct.Struct(f"<{POINTS}i")
"""256 offsets [mm] as bytes."""
_PLACE = re.compile(r"(0|-?[1-9][0-9]{0,3})_(0|-?[1-9][0-9]{0,3})\Z")


class Ground(Protocol):
    """Arrays of a tile as terrain works with them; rows along z, columns along x."""

    @property
    def heights(self) -> Any:
        """(16, 16) int32: offset from the seed's height [mm]."""
        ...

    @property
    def weights(self) -> Any:
        """(16, 16, 4) uint8: sand, forest, rock, path."""
        ...

    @property
    def cover(self) -> Any:
        """(16, 16) uint8: how far paint replaces the climate; 255 is wholly."""
        ...


class TileError(FormatError):
    """A text is no tile; also says what was expected."""

    def __init__(self, message: str, expected: str, line: int = 1) -> None:
        super().__init__(message, line, 1)
        self.expected = expected


@dataclass(frozen=True, eq=False)
class Tile:
    """One tile, immutable; arrays are kept as bytes, rows along z and columns along x, so that they compare fast."""

    heights: bytes = LEVEL
    """256 little-endian int32: offset from the seed's height [mm], within +-500 m."""
    weights: bytes = LEVEL
    """256 x 4 uint8: sand, forest, rock, path of each point; together at most 255."""
    cover: bytes = UNPAINTED
    """256 uint8: how far what is painted replaces the climate; 255 is wholly."""
    notes: str = ""
    """Comment lines that people wrote into the file; they are kept, above all else."""
    newline: str = "\n"
    source: str | None = field(default=None, repr=False)
    """The text that it was read from."""
    ground: Ground | None = field(default=None, repr=False)
    """The arrays that it was made of, for who needs such again."""

    @classmethod
    def of(cls, ground: Ground, before: Tile | None = None) -> Tile:
        """The tile of arrays; comments and line ends are those of the tile that it follows."""
        heights = ground.heights.astype("<i4", copy=False).tobytes()
        notes, newline = (before.notes, before.newline) if before is not None else ("", "\n")
        return cls(heights, ground.weights.tobytes(), ground.cover.tobytes(), notes, newline, ground=ground)

    def __eq__(self, other: object) -> bool:
        """Whether both have the same text, and so shape the ground alike."""
        return self is other or (isinstance(other, Tile) and self.text == other.text)

    def __hash__(self) -> int:
        """Of the ground that it shapes."""
        return hash((self.heights, self.weights, self.cover))

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing, so that no file is needed for it; paint that covers nothing is none."""
        return self.heights == LEVEL and self.cover == UNPAINTED

    def is_same_ground(self, other: Tile) -> bool:
        """Whether both shape the ground alike; comments and spelling count for nothing."""
        return self is other or (
            self.heights == other.heights and self.weights == other.weights and self.cover == other.cover
        )

    @property
    def text(self) -> str:
        """The text of its file: as read, or in the one spelling that the editor writes."""
        text = self.source
        if text is None:
            text = tile_text(self)
            object.__setattr__(self, "source", text)
        return text


def tile_text(tile: Tile) -> str:
    """The one spelling of a tile: what is zero everywhere is left out."""
    parts = [tile.notes, TILE_HEAD]
    if tile.heights != LEVEL:
        parts.append(_rows("heights", HEIGHTS.unpack(tile.heights)))
    if tile.cover != UNPAINTED:
        parts.append(_rows("cover", tuple(tile.cover)))
    if tile.weights != LEVEL:
        parts.append("\n[weights]\n")
        for place, material in enumerate(MATERIALS):
            weights = tile.weights[place :: len(MATERIALS)]
            if weights != UNPAINTED:
                parts.append(_rows(material, tuple(weights)))
    text = "".join(parts)
    return text.replace("\n", tile.newline) if tile.newline != "\n" else text


def tile_name(scene: str, x: int, z: int) -> str:
    """What the file of a tile is called in a project: "terrain/grove/2_-3"."""
    return f"{TERRAIN}/{scene}/{x}_{z}"


def tile_place(name: str) -> tuple[int, int] | None:
    """Where a tile lies, by its file ("terrain/grove/2_-3") or its short name; None for what no tile is called."""
    match = _PLACE.match(name.rpartition("/")[2])
    if match is None:
        return None
    x, z = int(match[1]), int(match[2])
    return (x, z) if max(abs(x), abs(z)) <= LAST_TILE else None


def scene_of_tile(name: str) -> str | None:
    """The scene whose ground a file shapes: "grove" for "terrain/grove/2_-3"; None for a file of another kind."""
    parts = name.split("/")
    return parts[1] if len(parts) == 3 and parts[0] == TERRAIN and parts[1] and parts[2] else None


def _rows(key: str, values: tuple[int, ...]) -> str:
    texts = list(map(str, values))
    rows = [",".join(texts[start : start + SIDE]) for start in range(0, POINTS, SIDE)]
    return f"{key} = [\n[" + "],\n[".join(rows) + "],\n]\n"
