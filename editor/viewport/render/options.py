"""What a picture shows beyond the draw list: how it is lit, what is marked, which handles lie over it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Handles:
    """Handles of a tool: vertex rows (n, 10) f4 position, normal, sRGB, opacity; `unit_m` metres a unit, at `place`."""

    vertices: NDArray[np.float32]
    place: tuple[float, float, float]
    unit_m: float


@dataclass(frozen=True)
class RenderOptions:
    """How the next picture is drawn.

    editing: brighter, thinner air and no vignette; grid: lines on the ground; selected, hovered: entity ids with an
    edge; settled: False while a gesture goes on, so that baked light waits for its end; clear_to: a point before which
    trees are left out, so that the player is never behind one; terrain_debug: endless ground in the colours of its
    levels of detail, with the borders of its chunks; terrain_quads: quads a side of a drawn chunk (0: as fits the
    machine); terrain_fine: its colours for each pixel where the processor draws too; terrain_skirts: curtains at the
    borders of its chunks where grids of several sizes meet; backdrop: a plain sRGB colour instead of the sky, to see
    what nothing covers.
    """

    editing: bool = True
    grid: bool = True
    lit: bool = True
    selected: frozenset[str] = field(default_factory=frozenset)
    hovered: frozenset[str] = field(default_factory=frozenset)
    selected_colour: str = "#ffb03a"
    hovered_colour: str = "#ffe2ad"
    handles: Handles | None = None
    settled: bool = True
    clear_to: tuple[float, float, float] | None = None
    terrain_debug: bool = False
    terrain_quads: int = 0
    terrain_fine: bool = False
    terrain_skirts: bool = True
    backdrop: str = ""
