"""Meshes: coloured triangles with flat normals, put together part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.colour import linear
from engine.present.meshes.shapes import Triangles
from engine.present.poses.rig import Rig

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles as 3 m vertices in a row each: position [m], normal, colour (linear), emissive and tinted shares.

    vertices, normals, colours (n, 3) f4; emissive (n,) f4: light that the part gives off, as a factor on its colour;
    tinted (n,) f4 0..1: how far an instance's tint colours the part; joint (n,) u1: 1 + the joint of `rig` that the
    corner hangs on, 0 for what never moves.
    """

    vertices: F32
    normals: F32
    colours: F32
    emissive: F32
    tinted: F32
    joint: NDArray[np.uint8]
    rig: Rig | None = None

    @property
    def triangle_count(self) -> int:
        """How many triangles there are."""
        return len(self.vertices) // 3

    @cached_property
    def height(self) -> float:
        """The highest point [m]."""
        return float(self.vertices[:, 1].max())


class MeshBuilder:
    """Collects parts; `mesh()` gives the whole. With a `rig` each part hangs on a joint, else nothing ever moves."""

    def __init__(self, rig: Rig | None = None, *, usual_joint: str = "") -> None:
        """`usual_joint`: what parts hang on that name no joint."""
        self.rig = rig
        self._usual_joint = usual_joint
        self._triangles: list[Triangles] = []
        self._surface: list[F64] = []

    def add(
        self,
        triangles: ArrayLike,
        colour: str | F64,
        *,
        emissive: float = 0.0,
        tinted: float | None = None,
        joint: str = "",
    ) -> MeshBuilder:
        """Add triangles (n, 3, 3) in one colour, a colour a triangle (n, 3) or a corner (n, 3, 3).

        `tinted` None: the part takes the tint unless it gives off light or a part says so. `joint`: what it hangs on.
        """
        part = np.asarray(triangles, dtype=np.float64).reshape(-1, 3, 3)
        shade = linear(colour) if isinstance(colour, str) else np.asarray(colour, dtype=np.float64)
        if shade.ndim == 2:
            shade = np.repeat(shade[:, None], 3, axis=1)
        surface = np.empty((len(part), 3, 6))
        surface[..., :3] = shade
        surface[..., 3] = emissive
        surface[..., 4] = np.nan if tinted is None else tinted
        name = joint or self._usual_joint
        surface[..., 5] = 0 if self.rig is None or not name else 1 + self.rig.skeleton.index(name)
        self._triangles.append(part)
        self._surface.append(surface)
        return self

    def mesh(self, *, upward_normals: bool = False, size: float = 1.0) -> Mesh:
        """The finished mesh, `size` times as large, degenerate triangles left out.

        `upward_normals` lights blades of grass like the ground.
        """
        triangles = np.concatenate(self._triangles) * size
        surface = np.concatenate(self._surface)
        normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
        length = np.linalg.norm(normal, axis=1)
        real = length > 1e-9
        triangles, surface, normal = triangles[real], surface[real], normal[real] / length[real, None]
        if upward_normals:
            normal[:] = (0.0, 1.0, 0.0)
        surface = surface.reshape(-1, 6)
        accents = np.nan_to_num(surface[:, 4], nan=0.0).max() > 0.0
        tinted = np.where(np.isnan(surface[:, 4]), 0.0 if accents else 1.0, surface[:, 4])

        def packed(values: F64) -> F32:
            return np.ascontiguousarray(values, dtype=np.float32)

        return Mesh(
            vertices=packed(triangles.reshape(-1, 3)),
            normals=packed(np.repeat(normal, 3, axis=0)),
            colours=packed(surface[:, :3]),
            emissive=packed(surface[:, 3]),
            tinted=packed(tinted),
            joint=np.ascontiguousarray(surface[:, 5], dtype=np.uint8),
            rig=None if self.rig is None else self.rig.scaled(size),
        )


def shaded(triangles: Triangles, low_colour: str | F64, high_colour: str | F64, low: float, high: float) -> F64:
    """Colours (n, 3, 3) that run from low_colour at height low to high_colour at height high [m]."""
    share = np.clip((triangles[..., 1] - low) / (high - low), 0.0, 1.0)[..., None]
    first = linear(low_colour) if isinstance(low_colour, str) else low_colour
    second = linear(high_colour) if isinstance(high_colour, str) else high_colour
    return first * (1.0 - share) + second * share
