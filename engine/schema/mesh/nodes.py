"""The tree of a glTF's nodes: which meshes stand where, all transforms above them multiplied out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh.container import GLB, Table, listed, plain_numbers, table, whole
from engine.schema.mesh.faults import MOST_NODES, MeshFileError

F64 = NDArray[np.float64]


def placed_meshes(description: Table) -> Iterator[tuple[int, F64]]:
    """The number of each mesh of the shown scene with its transform (4, 4) f8, in metres with y up.

    Raises:
        MeshFileError: The nodes form no tree, or a transform holds what is no number.
    """
    nodes = listed(description, "nodes")
    if len(nodes) > MOST_NODES:
        raise MeshFileError(f"the file has {len(nodes):,} nodes, at most {MOST_NODES:,} are read", "fewer parts")
    meshes = len(listed(description, "meshes"))
    stack = [(number, np.identity(4)) for number in reversed(_roots(description, nodes))]
    seen: set[int] = set()
    while stack:
        number, above = stack.pop()
        if number in seen:
            raise MeshFileError(f"node {number} stands under two others, or under itself", "a tree of nodes")
        seen.add(number)
        node = table(nodes[number], "a node")
        here = above @ _transform(node)
        if not np.isfinite(here).all():
            raise MeshFileError(f"the transform of node {number} holds values that are no numbers", GLB)
        if "mesh" in node:
            yield whole(node["mesh"], meshes, "the mesh of a node"), here
        children = listed(node, "children")
        stack += [(whole(child, len(nodes), "a child"), here) for child in reversed(children)]


def _roots(description: Table, nodes: list[Any]) -> list[int]:
    scenes = listed(description, "scenes")
    if scenes:
        scene = table(scenes[whole(description.get("scene", 0), len(scenes), "the scene")], "a scene")
        return [whole(each, len(nodes), "a node of the scene") for each in listed(scene, "nodes")]
    below = {child for node in nodes for child in listed(table(node, "a node"), "children") if isinstance(child, int)}
    return [number for number in range(len(nodes)) if number not in below]


def _transform(node: Table) -> F64:
    if "matrix" in node:
        return _numbers(node["matrix"], 16, "a matrix").reshape(4, 4).T
    made = np.identity(4)
    made[:3, :3] = _rotation(_numbers(node.get("rotation", [0.0, 0.0, 0.0, 1.0]), 4, "a rotation"))
    made[:3, :3] *= _numbers(node.get("scale", [1.0, 1.0, 1.0]), 3, "a scale")
    made[:3, 3] = _numbers(node.get("translation", [0.0, 0.0, 0.0]), 3, "a translation")
    return made


def _numbers(value: Any, count: int, what: str) -> F64:
    return np.array(plain_numbers(value, (count,), f"{what} of a node"), dtype=np.float64)


def _rotation(quaternion: F64) -> F64:
    length = float(np.linalg.norm(quaternion))
    if not 0.0 < length < np.inf:
        raise MeshFileError("a rotation of a node has no direction", "a quaternion of length 1")
    x, y, z, w = quaternion / length
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
