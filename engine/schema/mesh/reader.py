"""Reads a GLB into a shape: what any program that exports glTF writes, without textures, skins and compression."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh.accessors import Accessors
from engine.schema.mesh.container import GLB, Table, listed, plain_numbers, table, unpacked, whole
from engine.schema.mesh.faults import MeshFileError, check_triangles
from engine.schema.mesh.nodes import placed_meshes
from engine.schema.mesh.shape import Shape, shape_of

F64 = NDArray[np.float64]
READABLE = frozenset({"KHR_mesh_quantization", "KHR_materials_emissive_strength", "KHR_materials_unlit"})
"""Extensions that a file may require."""
_TRIANGLES, _LINES = 4, 3
_Part = tuple[F64, F64 | None, F64, F64]


def read_glb(raw: bytes) -> Shape:
    """The shape that a GLB holds; names of what is wrong are those of glTF.

    Raises:
        MeshFileError: The bytes are no GLB that can be shown.
    """
    description, numbers = unpacked(raw)
    strange = [str(each) for each in listed(description, "extensionsRequired") if each not in READABLE]
    if strange:
        raise MeshFileError(f"the file needs {strange[0][:60]}", "a mesh without compression; export it without")
    accessors = Accessors(description, numbers)
    meshes, materials = listed(description, "meshes"), listed(description, "materials")
    parts: list[_Part] = []
    total = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for number, transform in placed_meshes(description):
            for primitive in listed(table(meshes[number], "a mesh"), "primitives"):
                part = _part(table(primitive, "a part of a mesh"), accessors, materials, transform)
                if part is None:
                    continue
                total += len(part[0]) // 3
                check_triangles(total)
                parts.append(part)
        if not parts:
            raise MeshFileError("the file holds no triangles", "a mesh with faces")
        return _joined(parts)


def _joined(parts: list[_Part]) -> Shape:
    positions = np.concatenate([part[0] for part in parts])
    if not np.isfinite(positions).all():
        raise MeshFileError("a transform puts corners where no numbers reach", GLB)
    normals = np.concatenate([np.zeros_like(part[0]) if part[1] is None else part[1] for part in parts])
    colours = np.concatenate([part[2] for part in parts])
    return shape_of(positions, np.nan_to_num(normals), colours, np.concatenate([part[3] for part in parts]))


def _part(primitive: Table, accessors: Accessors, materials: list[Any], transform: F64) -> _Part | None:
    """Corners, normals, colours and light of one part, placed; None for points and lines."""
    mode = whole(primitive.get("mode", _TRIANGLES), 7, "the mode of a part")
    if mode <= _LINES:
        return None
    if mode != _TRIANGLES:
        raise MeshFileError("a part is stored as a strip or a fan", "plain triangles")
    values = table(primitive.get("attributes"), "the attributes of a part")
    points = accessors.floats(values.get("POSITION"), (3,), "POSITION")
    normals = accessors.floats(values["NORMAL"], (3,), "NORMAL") if "NORMAL" in values else None
    colours = accessors.floats(values["COLOR_0"], (3, 4), "COLOR_0")[:, :3] if "COLOR_0" in values else None
    for name, rows in (("NORMAL", normals), ("COLOR_0", colours)):
        if rows is not None and len(rows) != len(points):
            raise MeshFileError(f"{name} has {len(rows):,} rows and POSITION {len(points):,}", "as many of both")
    order = np.arange(len(points))
    if "indices" in primitive:
        order = accessors.indices(primitive["indices"], len(points))
    if len(order) % 3:
        raise MeshFileError(f"a part has {len(order):,} corners", "three for each triangle")
    if float(np.linalg.det(transform[:3, :3])) < 0.0:
        # A mirrored part would show its inside.
        order = order.reshape(-1, 3)[:, ::-1].reshape(-1)
    base, light = material_of(primitive, materials)
    made = points[order] @ transform[:3, :3].T + transform[:3, 3]
    towards = normals[order] @ _turned(transform[:3, :3]) if normals is not None else None
    shade = np.broadcast_to(base, made.shape) * (1.0 if colours is None else colours[order])
    return made, towards, shade, np.full(len(made), light)


def _turned(linear: F64) -> F64:
    """What turns rows of normals as `linear` turns points: its inverse, as rows are multiplied from the left."""
    try:
        return np.linalg.inv(linear).astype(np.float64)
    except np.linalg.LinAlgError:
        return np.identity(3)


def material_of(primitive: Table, materials: list[Any]) -> tuple[F64, float]:
    """Colour (3,) linear and light given off by a part's material; white without one."""
    if "material" not in primitive:
        return np.ones(3), 0.0
    material = table(materials[whole(primitive["material"], len(materials), "the material of a part")], "a material")
    surface = table(material.get("pbrMetallicRoughness", {}), "a surface")
    colour = _factor(surface.get("baseColorFactor", [1.0, 1.0, 1.0, 1.0]), (3, 4), "baseColorFactor")
    glow = _factor(material.get("emissiveFactor", [0.0, 0.0, 0.0]), (3,), "emissiveFactor")
    light = float(glow.max())
    strength = table(material.get("extensions", {}), "extensions").get("KHR_materials_emissive_strength", {})
    factor = table(strength, "KHR_materials_emissive_strength").get("emissiveStrength", 1.0)
    light *= float(_factor([factor], (1,), "emissiveStrength")[0])
    if light > 0.0 and float(colour.max()) <= 0.01:
        colour = glow / max(float(glow.max()), 1e-6)
    return colour, light


def _factor(value: Any, widths: tuple[int, ...], what: str) -> F64:
    return np.clip(np.array(plain_numbers(value, widths, what)[:3], dtype=np.float64), -1e6, 1e6)
