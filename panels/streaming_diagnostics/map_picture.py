"""What the map shows at one moment, without Qt: chunks, camera, distances, shaped ground, choice."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from panels.streaming_diagnostics.chunks import NO_CHUNKS, Key, MapChunks


@dataclass(frozen=True, eq=False)
class Viewer:
    """The camera seen from above: eye (x, z) [m], where it looks and moves (x, z) [m, m/s], height of the view [deg].

    `ahead_s` is how far ahead along the velocity chunks are fetched [s].
    """

    eye: tuple[float, float] = (0.0, 0.0)
    forward: tuple[float, float] = (0.0, 1.0)
    velocity: tuple[float, float] = (0.0, 0.0)
    fov: float | None = None
    ahead_s: float | None = None


@dataclass(frozen=True, eq=False)
class MapPicture:
    """What the map shows at one moment."""

    chunks: MapChunks = NO_CHUNKS
    viewer: Viewer | None = None
    distances: tuple[float, ...] = ()
    tiles: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int32))
    chosen: Key | None = None
    hovered: Key | None = None
