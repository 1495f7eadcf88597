"""The coarsest view: the roots alone, each drawn as itself."""

from collections.abc import Container
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.viewpoint import Vector
from engine.terrain.streaming.wanted import roots_near


@dataclass(frozen=True, eq=False)
class Roots:
    """What to draw: keys, and for each the arrays that a selector of levels gives."""

    keys: list[ChunkKey]
    level: NDArray[np.int32]
    x: NDArray[np.int32]
    z: NDArray[np.int32]
    blend: NDArray[np.float32]
    edges: NDArray[np.float32]


class RootSelector:
    """Chooses the roots within `reach` [m] of the eye."""

    def __init__(self, reach: float, cell: float, bounds: tuple[float, float, float, float]) -> None:
        self._reach, self._cell, self._bounds = reach, cell, bounds

    def target(self, eye: Vector) -> set[ChunkKey]:
        """What should be drawn."""
        return roots_near(eye[0], eye[2], self._reach, self._cell, self._bounds)

    def step(self, eye: Vector, resident: Container[ChunkKey]) -> Roots:
        """What can be drawn now."""
        keys = sorted(key for key in self.target(eye) if key in resident)
        table = np.array(keys, np.int32).reshape(-1, 3)
        count = len(keys)
        return Roots(
            keys, table[:, 0], table[:, 1], table[:, 2], np.ones(count, np.float32), np.ones((count, 4), np.float32)
        )
