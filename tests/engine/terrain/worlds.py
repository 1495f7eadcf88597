"""Grounds and edits that the tests of the terrain share."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.terrain.edits import EditTile


@dataclass(frozen=True)
class Settings:
    """A [terrain] block."""

    kind: Literal["patch", "endless"] = "endless"
    seed: int = 5
    size_m: float = 60.0
    amplitude: float = 60.0
    path: bool = True


PATCH = Settings(kind="patch", amplitude=2.2)


def tile(millimetres: int = 0, paint: tuple[int, int, int, int] = (0, 0, 0, 0), cover: int = 0) -> EditTile:
    """A tile that does the same to each of its points."""
    return EditTile(
        np.full((16, 16), millimetres, np.int32),
        np.full((16, 16, 4), paint, np.uint8),
        np.full((16, 16), cover, np.uint8),
    )


def random_tile(number: int) -> EditTile:
    """A tile of which no two points are alike."""
    random = np.random.default_rng(number)
    return EditTile(
        random.integers(-9_000, 9_000, (16, 16), dtype=np.int32),
        random.integers(0, 64, (16, 16, 4), dtype=np.uint8),
        random.integers(0, 256, (16, 16), dtype=np.uint8),
    )
