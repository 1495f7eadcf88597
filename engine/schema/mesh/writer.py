"""Writes a shape as a GLB: one part for each strength of light, corners that are alike stored once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh.container import packed
from engine.schema.mesh.shape import Shape

ARRAY, ELEMENTS = 34962, 34963
_ROW = np.dtype([("position", "<f4", 3), ("normal", "<f4", 3), ("colour", "<u2", 4)])
_MOST_LIGHTS = 16


def glb_of(shape: Shape, name: str) -> bytes:
    """The bytes of meshes/NAME.glb; the same shape gives the same bytes.

    Args:
        shape: What it looks like.
        name: What its one node is called.
    """
    rows = np.zeros(len(shape.positions), _ROW)
    # Adding nothing turns minus zero into zero, which compares alike and has other bytes.
    rows["position"], rows["normal"] = shape.positions + 0.0, shape.normals + 0.0
    rows["colour"][:, :3] = np.round(shape.colours * 65535.0)
    rows["colour"][:, 3] = 65535
    lights = np.round(shape.emissive * 4.0) / 4.0 if len(np.unique(shape.emissive)) > _MOST_LIGHTS else shape.emissive
    made = _Glb()
    for light in np.unique(lights).tolist():
        made.add(*_unlike(rows[lights == light]), light)
    return packed(made.description(name), b"".join(made.chunks))


def _unlike(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """The different rows, in an order of their own, and for each row the number of its like among them.

    Sorting one number of each row is ten times as fast as sorting rows; two rows that share it by chance are found.
    """
    words = np.ascontiguousarray(rows).view(np.uint32).reshape(len(rows), -1).astype(np.uint64)
    factors = np.random.default_rng(1).integers(1, 2**63, words.shape[1], dtype=np.uint64) | np.uint64(1)
    mixed = (words * factors).sum(axis=1, dtype=np.uint64)
    _, first, indices = np.unique(mixed ^ (mixed >> np.uint64(29)), return_index=True, return_inverse=True)
    indices = indices.reshape(-1)
    if np.array_equal(rows[first][indices], rows):
        return rows[first], indices
    corners, slow = np.unique(rows, return_inverse=True)
    return corners, slow.reshape(-1)


class _Glb:
    """A description in the making, with its numbers."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self._size = 0
        self._views: list[dict[str, Any]] = []
        self._accessors: list[dict[str, Any]] = []
        self._materials: list[dict[str, Any]] = []
        self._primitives: list[dict[str, Any]] = []

    def add(self, corners: NDArray[Any], indices: NDArray[np.intp], light: float) -> None:
        """One part: corners as rows, a triangle list, and the light that it gives off."""
        row = _ROW.itemsize
        view = self._view(corners.tobytes(), {"byteStride": row, "target": ARRAY})
        count = len(corners)
        low, high = corners["position"].min(axis=0).tolist(), corners["position"].max(axis=0).tolist()
        position = self._accessor(view, 0, 5126, count, "VEC3", {"min": low, "max": high})
        normal = self._accessor(view, 12, 5126, count, "VEC3", {})
        colour = self._accessor(view, 24, 5123, count, "VEC4", {"normalized": True})
        kind, dtype = (5123, "<u2") if count < 65_535 else (5125, "<u4")
        order = self._view(indices.astype(dtype).tobytes(), {"target": ELEMENTS})
        self._primitives.append(
            {
                "attributes": {"POSITION": position, "NORMAL": normal, "COLOR_0": colour},
                "indices": self._accessor(order, 0, kind, len(indices), "SCALAR", {}),
                "material": len(self._materials),
            }
        )
        self._materials.append(_material(light))

    def description(self, name: str) -> dict[str, Any]:
        """The whole description."""
        made: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": "AstraWeave"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0, "name": name}],
            "meshes": [{"primitives": self._primitives, "name": name}],
            "materials": self._materials,
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": self._size}],
        }
        if any("extensions" in each for each in self._materials):
            made["extensionsUsed"] = ["KHR_materials_emissive_strength"]
        return made

    def _view(self, data: bytes, about: dict[str, Any]) -> int:
        self._views.append({"buffer": 0, "byteOffset": self._size, "byteLength": len(data), **about})
        data += b"\0" * (-len(data) % 4)
        self.chunks.append(data)
        self._size += len(data)
        return len(self._views) - 1

    def _accessor(self, view: int, start: int, component: int, count: int, kind: str, about: dict[str, Any]) -> int:
        self._accessors.append(
            {"bufferView": view, "byteOffset": start, "componentType": component, "count": count, "type": kind, **about}
        )
        return len(self._accessors) - 1


def _material(light: float) -> dict[str, Any]:
    made: dict[str, Any] = {"pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0}}
    if light > 0.0:
        made["emissiveFactor"] = [1.0, 1.0, 1.0]
        made["extensions"] = {"KHR_materials_emissive_strength": {"emissiveStrength": light}}
    return made
