"""Smooth: take bumps and dents out of the ground under the brush."""

import numpy as np
from numpy.typing import NDArray

from engine.schema.tile import SIDE
from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped
from engine.terrain.shaping.seed_heights import seed_heights_mm
from engine.terrain.shaping.window import OVER_THE_EDGE, Window, window_of


def smooth(landscape: Landscape, edits: TerrainEdits, brush: Brush, amount: float = 1.0) -> Shaped:
    """Bring each point `brush.strength` times `amount` (a share, at most 1) of the way to the mean around it.

    The mean is that of a square of `reach_of` points to each side. So no point ever comes to lie above the highest or
    below the lowest of those around it.
    """
    window = window_of(landscape, edits, brush)
    if window is None:
        return Shaped(notes=(OVER_THE_EDGE,))
    before = window.offsets()
    reach = reach_of(brush, landscape.cell)
    seed, around = _heights(landscape, window, reach)
    now = around[reach:-reach, reach:-reach]
    side = 2 * reach + 1
    mean = _sums(_sums(around, side).T, side).T / float(side * side)
    share = window.share * min(max(brush.strength * amount, 0.0), 1.0)
    return window.with_offsets(before, np.rint(now + (mean - now) * share) - seed)


def reach_of(brush: Brush, cell: float) -> int:
    """How many lattice points to each side count: a tenth of the radius, so that a wide brush takes wide bumps out."""
    return max(1, round(brush.radius_m / (10.0 * cell)))


def _sums(rows: NDArray[np.int64], side: int) -> NDArray[np.int64]:
    """Sums of `side` neighbours along each row, exact; side - 1 fewer in a row."""
    run = np.cumsum(rows, axis=1)
    run[:, side:] -= run[:, :-side].copy()
    return run[:, side - 1 :]


def _heights(landscape: Landscape, window: Window, reach: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Unshaped heights [mm] of the points under the brush, and shaped ones [mm] with `reach` more points all round."""
    left, below, right, above = (round(each / landscape.cell) for each in landscape.bounds)
    low = (max(window.low[0] - reach, left), max(window.low[1] - reach, below))
    high = (min(window.high[0] + reach, right + 1), min(window.high[1] + reach, above + 1))
    seed = seed_heights_mm(landscape, *low, *high)
    shaped = seed.astype(np.int64)
    for z in range(low[1] // SIDE, (high[1] - 1) // SIDE + 1):
        for x in range(low[0] // SIDE, (high[0] - 1) // SIDE + 1):
            tile = window.edits.tile(x, z)
            if tile is None:
                continue
            from_i, to_i = max(low[0], x * SIDE), min(high[0], (x + 1) * SIDE)
            from_j, to_j = max(low[1], z * SIDE), min(high[1], (z + 1) * SIDE)
            shaped[from_j - low[1] : to_j - low[1], from_i - low[0] : to_i - low[0]] += tile.heights[
                from_j - z * SIDE : to_j - z * SIDE, from_i - x * SIDE : to_i - x * SIDE
            ]
    # At the edge of the ground its last row stands in for what would lie beyond.
    missing = (
        (low[1] - window.low[1] + reach, window.high[1] + reach - high[1]),
        (low[0] - window.low[0] + reach, window.high[0] + reach - high[0]),
    )
    padded = np.pad(shaped, missing, mode="edge")
    own = slice(window.low[1] - low[1], window.high[1] - low[1]), slice(window.low[0] - low[0], window.high[0] - low[0])
    return seed[own], padded
