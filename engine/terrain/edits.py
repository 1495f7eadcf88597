"""What designers did to the ground: offsets and paint in sparse tiles of 16 x 16 lattice points, over the seed."""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.terrain.chunk import MATERIALS

TILE_SHIFT = 4
TILE_POINTS = 1 << TILE_SHIFT
"""Lattice points along a side of a tile."""
BUCKET_SHIFT = 4
"""A bucket holds 16 x 16 tiles, so that a chunk looks at few buckets however many tiles there are elsewhere."""

BUCKET_TILES = 1 << BUCKET_SHIFT
TileKey = tuple[int, int]
PLACE = struct.Struct("<qq")
EMPTY: Mapping[TileKey, int] = MappingProxyType({})
_SHAPE = (TILE_POINTS, TILE_POINTS)
_ARRAYS = (("heights", np.int32, _SHAPE), ("weights", np.uint8, (*_SHAPE, len(MATERIALS))), ("cover", np.uint8, _SHAPE))


@dataclass(frozen=True, eq=False)
class EditTile:
    """Edits of 16 x 16 lattice points, rows along z; the arrays are kept as read-only copies.

    heights (16, 16) i4 [mm]: added to the seed's height; weights (16, 16, 4) u1: painted materials, at most 255
    together; cover (16, 16) u1: how far paint replaces the climate, 255 is wholly. ValueError for other shapes.
    """

    heights: NDArray[np.int32]
    weights: NDArray[np.uint8]
    cover: NDArray[np.uint8]

    def __post_init__(self) -> None:
        """Copy and check the arrays."""
        for name, kind, shape in _ARRAYS:
            given = np.asarray(getattr(self, name))
            kept = given.astype(kind)
            if given.shape != shape or not np.array_equal(kept, given):
                raise ValueError(
                    f"edit tile: {name} is {given.dtype}{list(given.shape)}; expected {list(shape)} whole numbers "
                    f"that fit {np.dtype(kind)}"
                )
            kept.setflags(write=False)
            object.__setattr__(self, name, kept)
        if int(self.weights.sum(axis=2, dtype=np.int64).max()) > 255:
            raise ValueError("edit tile: weights of a point add up to more than 255; expected grass to be what is left")

    @cached_property
    def content(self) -> bytes:
        """16 bytes that name what the tile holds."""
        found = hashlib.blake2b(digest_size=16)
        for name, kind, _ in _ARRAYS:
            found.update(getattr(self, name).astype(np.dtype(kind).newbyteorder("<")).tobytes())
        return found.digest()

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not self.heights.any() and not self.cover.any()

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same."""
        return isinstance(other, EditTile) and self.content == other.content

    def __hash__(self) -> int:
        """Of what it holds."""
        return hash(self.content)


class Stack(NamedTuple):
    """Tiles as kernels read them: corners (n, 2) i8 lattice points, and the tiles' arrays one after the other."""

    corners: NDArray[np.int64]
    heights: NDArray[np.int32]
    weights: NDArray[np.uint8]
    cover: NDArray[np.uint8]


class _Bucket:
    """Neighbouring tiles, with their tokens and, once a chunk has asked, their stack; never changed."""

    def __init__(self, tiles: Mapping[TileKey, EditTile], tokens: Mapping[TileKey, int] = EMPTY) -> None:
        self.tiles = dict(tiles)
        self.tokens = {key: tokens.get(key) or _token(key, tile) for key, tile in self.tiles.items()}
        self._totals: dict[tuple[int, int, int], int] = {}

    @cached_property
    def stack(self) -> Stack:
        tiles = list(self.tiles.values())
        return Stack(
            np.array(list(self.tiles), np.int64) * TILE_POINTS,
            np.stack([tile.heights for tile in tiles]),
            np.stack([tile.weights for tile in tiles]),
            np.stack([tile.cover for tile in tiles]),
        )

    def replaced(self, changes: Mapping[TileKey, EditTile | None]) -> "_Bucket":
        kept = {key: tile for key, tile in self.tiles.items() if key not in changes}
        tokens = {key: self.tokens[key] for key in kept}
        return _Bucket(kept | {key: tile for key, tile in changes.items() if tile is not None}, tokens)

    def version(self, columns: range, rows: range) -> int:
        """Tokens of the tiles at these columns and rows, put together; those of the whole bucket are kept."""
        if len(columns) * len(rows) < len(self.tokens):
            keys = [(x, z) for z in rows for x in columns if (x, z) in self.tokens]
        else:
            keys = [key for key in self.tokens if key[0] in columns and key[1] in rows]
        version = 0
        for key in keys:
            version ^= self.tokens[key]
        return version

    def whole_version(self, columns: range, rows: range) -> int:
        """`version` of a span that covers the bucket, which is asked for over and over."""
        name = columns.step, columns.start, rows.start
        if name not in self._totals:
            self._totals[name] = self.version(columns, rows)
        return self._totals[name]


NO_TILES = _Bucket({})


class TerrainEdits:
    """Tiles by (tx, tz), immutable; tile (tx, tz) owns the lattice points tx*16..tx*16+15 and tz*16..tz*16+15."""

    def __init__(self, tiles: Mapping[TileKey, EditTile]) -> None:
        self._buckets = {place: _Bucket(of) for place, of in _by_bucket(tiles).items()}

    @property
    def tiles(self) -> Mapping[TileKey, EditTile]:
        """All tiles, in no particular order."""
        return MappingProxyType({key: tile for bucket in self._buckets.values() for key, tile in bucket.tiles.items()})

    def tile(self, tx: int, tz: int) -> EditTile | None:
        """The tile at (tx, tz); None where nothing was edited."""
        bucket = self._buckets.get((tx >> BUCKET_SHIFT, tz >> BUCKET_SHIFT))
        return bucket.tiles.get((tx, tz)) if bucket is not None else None

    def replaced(self, changes: Mapping[TileKey, EditTile | None]) -> "TerrainEdits":
        """With these tiles in place of those of the same place; None takes a tile away."""
        made = TerrainEdits({})
        made._buckets = dict(self._buckets)
        for place, of in _by_bucket(changes).items():
            bucket = made._buckets.pop(place, _Bucket({})).replaced(of)
            if bucket.tiles:
                made._buckets[place] = bucket
        return made

    def version_in(self, low_i: int, low_j: int, high_i: int, high_j: int, stride: int = 1) -> int:
        """Hash (63 bits) of the tiles that own a point of the span, the same in every process; 0 for none.

        Both ends belong to the span; of points `stride` apart, only multiples of it count.
        """
        version = 0
        for (x, z), bucket in self._spanned(low_i, low_j, high_i, high_j):
            columns, rows = _owners(x, low_i, high_i, stride), _owners(z, low_j, high_j, stride)
            whole = len(columns) == len(rows) == BUCKET_TILES // columns.step
            version ^= bucket.whole_version(columns, rows) if whole else bucket.version(columns, rows)
        return version

    def stacks_in(self, low_i: int, low_j: int, high_i: int, high_j: int) -> list[Stack]:
        """Stacks that hold every tile of the span, and some of those beside it."""
        return [bucket.stack for _, bucket in self._spanned(low_i, low_j, high_i, high_j)]

    def differing(self, other: "TerrainEdits") -> set[TileKey]:
        """Places where the two hold different tiles; what both took over from one is not looked at."""
        found: set[TileKey] = set()
        for place in {**self._buckets, **other._buckets}:
            mine, theirs = self._buckets.get(place, NO_TILES), other._buckets.get(place, NO_TILES)
            if mine is not theirs:
                one, two = mine.tokens, theirs.tokens
                found.update(key for key in {**one, **two} if one.get(key) != two.get(key))
        return found

    def _spanned(self, low_i: int, low_j: int, high_i: int, high_j: int) -> Iterator[tuple[TileKey, _Bucket]]:
        shift = BUCKET_SHIFT + TILE_SHIFT
        first, last = (low_i >> shift, low_j >> shift), (high_i >> shift, high_j >> shift)
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > len(self._buckets):
            for (x, z), bucket in self._buckets.items():
                if first[0] <= x <= last[0] and first[1] <= z <= last[1]:
                    yield (x, z), bucket
            return
        for z in range(first[1], last[1] + 1):
            for x in range(first[0], last[0] + 1):
                bucket = self._buckets.get((x, z))
                if bucket is not None:
                    yield (x, z), bucket

    def __len__(self) -> int:
        """How many tiles there are."""
        return sum(len(bucket.tiles) for bucket in self._buckets.values())

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same tiles."""
        return isinstance(other, TerrainEdits) and self.tiles == other.tiles

    def __hash__(self) -> int:
        """Of all tiles."""
        return hash(frozenset(token for bucket in self._buckets.values() for token in bucket.tokens.values()))


Given = TypeVar("Given")


def _by_bucket(tiles: Mapping[TileKey, Given]) -> dict[TileKey, dict[TileKey, Given]]:
    found: dict[TileKey, dict[TileKey, Given]] = {}
    for key, tile in tiles.items():
        found.setdefault((key[0] >> BUCKET_SHIFT, key[1] >> BUCKET_SHIFT), {})[key] = tile
    return found


def _owners(bucket: int, low: int, high: int, stride: int) -> range:
    """Tiles of a bucket that own a multiple of `stride` from `low` to `high`, along one axis."""
    first = max(bucket * BUCKET_TILES * TILE_POINTS, -(-low // stride) * stride)
    last = min((bucket + 1) * BUCKET_TILES * TILE_POINTS - 1, high // stride * stride)
    step = max(stride >> TILE_SHIFT, 1)
    return range(first >> TILE_SHIFT, (last >> TILE_SHIFT) + 1, step)


def _token(key: TileKey, tile: EditTile) -> int:
    """63 bits that name a tile and its place, never 0; tiles are put together by xor, so their order is nothing."""
    found = hashlib.blake2b(PLACE.pack(*key) + tile.content, digest_size=8).digest()
    return (int.from_bytes(found, "little") >> 1) | 1


NO_EDITS = TerrainEdits({})
"""The ground as the seed made it."""
