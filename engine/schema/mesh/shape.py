"""The triangles of a mesh, ready to be drawn: transforms multiplied out, materials as colours of corners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh.faults import FARTHEST_M, MeshFileError, check_triangles

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shape:
    """m triangles as 3 m corners in a row each.

    positions (3 m, 3) f4 [m], y up; normals (3 m, 3) f4 of length 1; colours (3 m, 3) f4 linear, 0..1; emissive (3 m,)
    f4: light that the corner gives off, as a factor on its colour.
    """

    positions: F32
    normals: F32
    colours: F32
    emissive: F32

    @property
    def triangles(self) -> int:
        """How many there are."""
        return len(self.positions) // 3

    @property
    def low(self) -> tuple[float, float, float]:
        """The least x, y and z [m]."""
        x, y, z = self.positions.min(axis=0).tolist()
        return x, y, z

    @property
    def high(self) -> tuple[float, float, float]:
        """The greatest x, y and z [m]."""
        x, y, z = self.positions.max(axis=0).tolist()
        return x, y, z


def shape_of(positions: F64, normals: F64 | None, colours: F64, emissive: F64) -> Shape:
    """The shape of corners, three for a triangle; triangles without an area are left out.

    Args:
        positions: (3 m, 3) f8 [m].
        normals: (3 m, 3) f8 of any length; where one is too short, or with None, the triangle's own.
        colours: (3 m, 3) f8 linear; cut to 0..1.
        emissive: (3 m,) f8; cut to 0..8.

    Raises:
        MeshFileError: Nothing is left, there is too much, or it lies too far out.
    """
    check_triangles(len(positions) // 3)
    if len(positions) and float(np.abs(positions).max()) > FARTHEST_M:
        far = float(np.abs(positions).max())
        raise MeshFileError(f"a corner lies {far:,.0f} m away from the origin", f"at most {FARTHEST_M:,.0f} m")
    corners = positions.reshape(-1, 3, 3)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(face, axis=1)
    real = area > 1e-12
    if not real.any():
        raise MeshFileError("the file holds no triangles", "a mesh with faces")
    flat = np.repeat(face[real] / area[real, None], 3, axis=0)
    kept = np.repeat(real, 3)
    if normals is None:
        towards = flat
    else:
        length = np.linalg.norm(normals[kept], axis=1, keepdims=True)
        towards = np.where(length > 1e-6, normals[kept] / np.maximum(length, 1e-6), flat)
    return Shape(
        _packed(positions[kept]),
        _packed(towards),
        _packed(np.clip(colours[kept], 0.0, 1.0)),
        _packed(np.clip(emissive[kept], 0.0, 8.0)),
    )


def _packed(values: F64) -> F32:
    return np.ascontiguousarray(values, dtype=np.float32)
