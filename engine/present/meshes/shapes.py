"""Solid shapes as triangles (n, 3, 3) f8 [m], counter-clockwise seen from outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.noise import lattice

Triangles = NDArray[np.float64]
Vector = Sequence[float] | NDArray[np.float64]
TAU = 2.0 * np.pi


def at(x: float, y: float, z: float) -> NDArray[np.float64]:
    """The shift that moves a shape to a point [m]."""
    return np.array([x, y, z], dtype=np.float64)


def lathe(
    profile: Sequence[tuple[float, float]],
    sides: int = 8,
    *,
    start: float = 0.0,
    stop: float = TAU,
    stretch_x: float = 1.0,
    stretch_z: float = 1.0,
    jitter: float = 0.0,
    random: np.random.Generator | None = None,
) -> Triangles:
    """Turn a profile of (radius, height) round the y axis from angle start to stop [rad]."""
    outline = np.array(profile, dtype=np.float64)
    angle = np.linspace(start, stop, sides + 1)
    radius = np.repeat(outline[:, :1], sides + 1, axis=1)
    if jitter:
        source = random or np.random.default_rng(11)
        radius = radius * (1.0 + jitter * (source.random(radius.shape) - 0.5) * 2.0)
    if abs(stop - start - TAU) < 1e-6:
        radius[:, -1] = radius[:, 0]
    height = np.repeat(outline[:, 1:], sides + 1, axis=1)
    grid = np.stack([radius * np.cos(angle) * stretch_x, height, radius * np.sin(angle) * stretch_z], axis=2)
    low_left, low_right, high_right, high_left = grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]
    first = np.stack([low_left, high_left, high_right], axis=2)
    second = np.stack([low_left, high_right, low_right], axis=2)
    return np.concatenate([first, second]).reshape(-1, 3, 3)


def tube(
    start: Vector,
    stop: Vector,
    start_radius: float,
    stop_radius: float,
    sides: int = 6,
    *,
    capped: bool = True,
    flatten: float = 1.0,
) -> Triangles:
    """A cone stump between two points, with pointed caps unless `capped` is False."""
    origin = np.asarray(start, dtype=np.float64)
    axis = np.asarray(stop, dtype=np.float64) - origin
    length = float(np.linalg.norm(axis))
    axis = axis / length
    helper = np.array([0.0, 0.0, 1.0]) if abs(axis[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    across = np.cross(axis, helper)
    across /= np.linalg.norm(across)
    profile = [(start_radius, 0.0), (stop_radius, length)]
    if capped:
        profile = [(0.0, -start_radius * 0.5), *profile, (0.0, length + stop_radius * 0.5)]
    local = lathe(profile, sides, stretch_z=flatten)
    return local[..., 0:1] * across + local[..., 1:2] * axis + local[..., 2:3] * np.cross(across, axis) + origin


def box(width: float, height: float, depth: float, *, top_x: float = 1.0, top_z: float = 1.0) -> Triangles:
    """A box that stands on y = 0; `top_x`, `top_z` scale its upper face."""
    half = np.array([width, 1.0, depth]) / 2.0
    low = np.array([[-1, 0, -1], [1, 0, -1], [1, 0, 1], [-1, 0, 1]]) * half
    high = low * [top_x, 1.0, top_z] + at(0.0, height, 0.0)
    faces: list[list[NDArray[np.float64]]] = []
    for i in range(4):
        j = (i + 1) % 4
        faces.extend(([low[i], high[i], high[j]], [low[i], high[j], low[j]]))
    faces += [[high[0], high[3], high[2]], [high[0], high[2], high[1]]]
    faces += [[low[0], low[1], low[2]], [low[0], low[2], low[3]]]
    return np.array(faces, dtype=np.float64)


_GOLD = (1.0 + 5.0**0.5) / 2.0
_ICO_POINTS = np.array(
    [
        *((-1, _GOLD, 0), (1, _GOLD, 0), (-1, -_GOLD, 0), (1, -_GOLD, 0), (0, -1, _GOLD), (0, 1, _GOLD)),
        *((0, -1, -_GOLD), (0, 1, -_GOLD), (_GOLD, 0, -1), (_GOLD, 0, 1), (-_GOLD, 0, -1), (-_GOLD, 0, 1)),
    ]
) / np.hypot(1.0, _GOLD)
_ICO_FACES = [
    *((0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6)),
    *((7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10)),
    *((8, 6, 7), (9, 8, 1)),
]


def icosphere(subdivisions: int = 0) -> Triangles:
    """A unit sphere of 20 * 4**subdivisions triangles."""
    triangles = _ICO_POINTS[np.array(_ICO_FACES)]
    for _ in range(subdivisions):
        a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
        ab, bc, ca = (_unit(a + b), _unit(b + c), _unit(c + a))
        parts = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
        triangles = np.concatenate([np.stack(part, axis=1) for part in parts])
    return triangles


def octahedron(radius: float, below: float, above: float) -> Triangles:
    """A crystal with its waist at y = 0."""
    waist = np.array([[radius, 0, 0], [0, 0, radius], [-radius, 0, 0], [0, 0, -radius]], dtype=np.float64)
    top, bottom = np.array([0.0, above, 0.0]), np.array([0.0, -below, 0.0])
    faces: list[list[NDArray[np.float64]]] = []
    for i in range(4):
        j = (i + 1) % 4
        faces += [[waist[i], top, waist[j]], [waist[j], bottom, waist[i]]]
    return np.array(faces)


def torus(radius: float, thickness: float, sides: int = 18, rounds: int = 4, *, upright: bool = False) -> Triangles:
    """A ring in the ground plane, or facing z when `upright`."""
    a, b = np.meshgrid(np.linspace(0, TAU, sides + 1), np.linspace(0, TAU, rounds + 1), indexing="ij")
    reach = radius + thickness * np.cos(b)
    grid = np.stack([reach * np.cos(a), thickness * np.sin(b), reach * np.sin(a)], axis=2)
    first = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:]], axis=2)
    second = np.stack([grid[:-1, :-1], grid[1:, 1:], grid[1:, :-1]], axis=2)
    triangles = np.concatenate([first, second]).reshape(-1, 3, 3)
    return triangles[..., [0, 2, 1]][:, ::-1] if upright else triangles


def roughened(triangles: Triangles, amount: float, seed: int) -> Triangles:
    """Move each corner by up to `amount` [m], equal corners alike, so that a solid stays closed."""
    key = np.round(triangles.reshape(-1, 3) * 997.0).astype(np.int64)
    shift = np.stack([lattice(key[:, 0] + key[:, 1] * 31, key[:, 2], seed + axis) for axis in range(3)], axis=1)
    return triangles + ((shift - 0.5) * 2.0 * amount).reshape(triangles.shape)


def two_sided(triangles: Triangles, gap: float = 0.015) -> Triangles:
    """A sheet seen from both sides, its back `gap` [m] behind its front."""
    normal = _unit(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]))
    return np.concatenate([triangles, triangles[:, ::-1] - normal[:, None] * gap])


def placed(
    triangles: Triangles,
    place: ArrayLike = (0.0, 0.0, 0.0),
    *,
    scale: ArrayLike = 1.0,
    yaw: float = 0.0,
    pitch: float = 0.0,
    roll: float = 0.0,
) -> Triangles:
    """Scale, then roll about z, pitch about x, yaw about y [rad], then move."""
    cos_y, sin_y, cos_p, sin_p = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    cos_r, sin_r = np.cos(roll), np.sin(roll)
    about_y = np.array([[cos_y, 0, sin_y], [0, 1, 0], [-sin_y, 0, cos_y]])
    about_x = np.array([[1, 0, 0], [0, cos_p, -sin_p], [0, sin_p, cos_p]])
    about_z = np.array([[cos_r, -sin_r, 0], [sin_r, cos_r, 0], [0, 0, 1]])
    turn = about_y @ about_x @ about_z
    return (triangles * np.asarray(scale, dtype=np.float64)) @ turn.T + np.asarray(place, dtype=np.float64)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-12)
