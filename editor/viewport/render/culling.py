"""What a camera can see: spheres and boxes against the six planes of its frustum, and which level of detail to draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.instance_rows import InstanceRows
from editor.viewport.render.kernels.crowd import cull_crowd
from editor.viewport.render.mesh_library import MeshLibrary

F32 = NDArray[np.float32]
CROWD_FROM = 1024
"""From so many instances on a compiled loop culls; below, NumPy is as fast, and the first picture need not compile."""
FOLIAGE_DISTANCE = 28.0
HUGE_BELOW_CROWNS = 3.5
"""Nearer to the game's camera than so many radii of its crown, a tree fills a third of the picture or more."""
NEAR_TARGET = 0.8
"""Share of the way to the target beyond which a body stands beside it rather than before it."""
YIELDING_NEAR_TARGET, YIELDING_M = 0.97, 0.3
"""Who yields fades nearer to the target too, and this far beside the line: its arms and weapon hide as much."""
SEEN_HEIGHT_M = 0.9
"""How far above its feet the target must be seen."""


def frustum_planes(view_projection: NDArray[np.floating]) -> F32:
    """Six planes (6, 4): a point p is inside when plane[:3] @ p + plane[3] >= 0; normals have length 1.

    Source: Gribb and Hartmann, "Fast extraction of viewing frustum planes", 2001.
    """
    m = np.asarray(view_projection, dtype=np.float64)
    planes = np.stack([m[3] + m[0], m[3] - m[0], m[3] + m[1], m[3] - m[1], m[3] + m[2], m[3] - m[2]])
    return (planes / np.linalg.norm(planes[:, :3], axis=1, keepdims=True)).astype(np.float32)


def spheres_inside(planes: F32, centre: F32, radius: F32) -> NDArray[np.bool_]:
    """Which of n spheres (centres (n, 3), radii (n,)) [m] touch the frustum."""
    distance = centre @ planes[:, :3].T + planes[:, 3]
    return (distance >= -radius[:, None]).all(axis=1)


def boxes_inside(planes: F32, low: F32, high: F32) -> NDArray[np.bool_]:
    """Which of n boxes (low, high (n, 3)) [m] touch the frustum (conservative)."""
    normal = planes[:, :3]
    reach = np.where(normal[None] > 0, high[:, None], low[:, None])
    return ((reach * normal).sum(axis=2) + planes[:, 3] >= 0).all(axis=1)


def visible_instances(
    instances: InstanceRows, library: MeshLibrary, planes: F32, eye: F32 | None, clear_to: F32 | None = None
) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Indices of the visible instances and the mesh to draw for each; `eye` None: no level of detail.

    `clear_to`: a point that no tree may stand before.
    """
    if not len(instances.rows):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int32)
    if eye is not None and len(instances.rows) >= CROWD_FROM:
        return _visible_crowd(instances, library, planes, eye, clear_to)
    scale = instances.rows[:, 3]
    centre = instances.rows[:, :3].copy()
    centre[:, 1] += library.middle[instances.mesh] * scale
    inside = spheres_inside(planes, centre, library.radius[instances.mesh] * scale)
    mesh = instances.mesh
    if eye is not None:
        if clear_to is not None:
            inside &= ~_in_the_way(instances, library, eye, clear_to)
        away = np.hypot(centre[:, 0] - eye[0], centre[:, 2] - eye[2])
        inside &= ~(library.is_foliage[mesh] & (away > FOLIAGE_DISTANCE))
        far = np.where(away > library.far_from[mesh], library.far[mesh], mesh)
        far = np.where(away > library.speck_from[mesh], library.speck[mesh], far)
        mesh = np.where(away > library.dot_from[mesh], library.dot[mesh], far)
    keep = np.flatnonzero(inside)
    return keep, mesh[keep]


def _visible_crowd(
    instances: InstanceRows, library: MeshLibrary, planes: F32, eye: F32, clear_to: F32 | None
) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    count = len(instances.rows)
    seen, drawn = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int32)
    foliage_from = np.where(library.is_foliage, np.float32(FOLIAGE_DISTANCE), np.float32(np.inf))
    lods = np.stack([library.far, library.speck, library.dot], axis=1)
    lods_from = np.stack([library.far_from, library.speck_from, library.dot_from], axis=1)
    found = cull_crowd(
        planes, eye, instances.rows, instances.mesh, library.middle, library.radius, foliage_from, lods, lods_from,
        seen, drawn,
    )  # fmt: skip
    keep, mesh = seen[:found], drawn[:found]
    if clear_to is not None:
        free = ~_in_the_way(instances.cut(keep), library, eye, clear_to)
        keep, mesh = keep[free], mesh[free]
    return keep, mesh


def see_through(instances: InstanceRows, library: MeshLibrary, eye: F32, target: F32) -> NDArray[np.bool_]:
    """Which of n instances hide the target from the eye [m]: bodies between them, tall enough to be in the way."""
    rows, mesh = instances.rows, instances.mesh
    along = target[[0, 2]] - eye[[0, 2]]
    length = max(float(np.hypot(*along)), 1e-6)
    offset = rows[:, [0, 2]] - eye[[0, 2]]
    share = offset @ along / (length * length)
    until = np.where(instances.yields, YIELDING_NEAR_TARGET, NEAR_TARGET)
    near = np.clip(share, 0.0, until)
    gap = np.hypot(*(offset - near[:, None] * along).T)
    line = eye[1] + near * (target[1] + SEEN_HEIGHT_M - eye[1])
    top = rows[:, 1] + 2.0 * library.middle[mesh] * rows[:, 3]
    is_body = ~(library.is_tree[mesh] | library.is_foliage[mesh])
    wide = library.spread[mesh] * rows[:, 3] + np.where(instances.yields, YIELDING_M, 0.0)
    return is_body & (share < until) & (gap < wide) & (top > line)


def _in_the_way(instances: InstanceRows, library: MeshLibrary, eye: F32, target: F32) -> NDArray[np.bool_]:
    """Trees whose crown lies between the eye and the target, seen from above, or fills much of the picture."""
    along = target[[0, 2]] - eye[[0, 2]]
    length = max(float(np.hypot(*along)), 1e-6)
    offset = instances.rows[:, [0, 2]] - eye[[0, 2]]
    share = np.clip(offset @ along / (length * length), 0.0, 0.9)
    gap = np.hypot(*(offset - share[:, None] * along).T)
    # What is close to the eye covers more of the picture: there, trees beside the line are in the way too.
    crown = library.spread[instances.mesh] * instances.rows[:, 3]
    is_before = gap < crown * (1.9 - share)
    is_huge = np.hypot(*offset.T) < crown * HUGE_BELOW_CROWNS
    return library.is_tree[instances.mesh] & (is_before | is_huge)
