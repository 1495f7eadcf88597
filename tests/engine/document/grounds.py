"""Tiles of shaped ground for tests, as their files say them and as plain arrays."""

import numpy as np
from hypothesis import strategies as st

from engine.schema.tile import Tile
from engine.terrain.edits import EditTile


def ground(millimetres: int = 0, cover: int = 0, rock: int = 0) -> EditTile:
    """A tile that does the same to each of its points."""
    weights = np.zeros((16, 16, 4), np.uint8)
    weights[..., 2] = rock
    return EditTile(np.full((16, 16), millimetres, np.int32), weights, np.full((16, 16), cover, np.uint8))


def raised(millimetres: int) -> str:
    """The text of a tile that raises each of its points."""
    return Tile.of(ground(millimetres)).text


def with_points(tile: EditTile | None, points: dict[tuple[int, int], int]) -> EditTile:
    """The tile with other heights [mm] at some (row, column)."""
    before = tile if tile is not None else ground()
    heights = before.heights.copy()
    for place, millimetres in points.items():
        heights[place] = millimetres
    return EditTile(heights, before.weights, before.cover)


@st.composite
def random_grounds(draw: st.DrawFn) -> EditTile:
    """A tile with some heights and some paint, often little of either."""
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    share = draw(st.sampled_from([0.0, 0.02, 0.5, 1.0]))
    painted = draw(st.sampled_from([0.0, 0.02, 1.0]))
    most = draw(st.sampled_from([9, 1_500, 500_000]))
    heights = np.where(random.random((16, 16)) < share, random.integers(-most, most + 1, (16, 16)), 0)
    is_painted = random.random((16, 16)) < painted
    weights = random.integers(0, 64, (16, 16, 4)) * is_painted[..., None] * (random.random(4) < 0.6)
    cover = random.integers(1, 256, (16, 16)) * is_painted
    return EditTile(heights.astype(np.int32), weights.astype(np.uint8), cover.astype(np.uint8))
