"""Where a new thing goes when something stands there already: the nearest free place around it."""

import math
from collections.abc import Iterator
from typing import cast

from engine.document import SceneView
from engine.schema.components.transform import Transform

Spot = tuple[float, float, float]
APART_M = 1.5
"""How far new things keep from the middle of others: a person's width and a step."""
_RINGS = 40


def free_spot(view: SceneView, spot: Spot, *, step_m: float = 0.0) -> Spot:
    """The nearest place to `spot` [m] that keeps APART_M from everything placed, ring by ring round it.

    With `step_m`, places lie on that grid, as what snaps does. Hidden things count too. The height is kept. Where forty
    rings are full, the wanted spot is given back.
    """
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for entity in view.with_component("transform"):
        x, _, z = cast("Transform", entity.components["transform"]).position
        taken.setdefault((math.floor(x / APART_M), math.floor(z / APART_M)), []).append((x, z))
    for x, z in _around(spot, step_m):
        column, row = math.floor(x / APART_M), math.floor(z / APART_M)
        near = (
            other
            for across in (-1, 0, 1)
            for along in (-1, 0, 1)
            for other in taken.get((column + across, row + along), ())
        )
        if all(math.hypot(x - other_x, z - other_z) >= APART_M - 1e-6 for other_x, other_z in near):
            return x, spot[1], z
    return spot


def _around(spot: Spot, step_m: float) -> Iterator[tuple[float, float]]:
    """The spot itself, then the sides and corners of squares around it, nearest first, to the right first."""
    gap = math.ceil(APART_M / step_m - 1e-9) * step_m if step_m else APART_M
    yield spot[0], spot[2]
    for ring in range(1, _RINGS + 1):
        square = [
            (across, along)
            for across in range(-ring, ring + 1)
            for along in range(-ring, ring + 1)
            if max(abs(across), abs(along)) == ring
        ]
        for across, along in sorted(square, key=lambda each: (math.hypot(*each), -each[0], each[1])):
            yield round(spot[0] + across * gap, 4), round(spot[2] + along * gap, 4)
