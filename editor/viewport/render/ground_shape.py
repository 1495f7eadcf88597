"""The ground as triangles with colours: resampled, tinted by height, slope, path and noise, cut into chunks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.present.colour import linear
from engine.present.draw_list import Ground, GroundLook
from engine.present.ground import height_at
from engine.present.noise import fractal_noise, lattice, smoothstep

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
MOST_SAMPLES = 129
CHUNK_CELLS = 16
SKIRT_DEPTH = 2.5
MOST_SPOTS = 1500
"""Things beyond these darken nothing at their feet: in such a crowd nobody misses it."""


STONE_FROM = 200.0
"""Where rock and path cover more than this of 255, some of it rock, the ground is built rather than trodden."""
SOME_ROCK = 8.0
SAND, FOREST_FLOOR = "#a68f70", "#3b4034"
"""Painted sand and forest floor, as on endless ground; rock and path have the colours of the ground's look."""


@dataclass(frozen=True, eq=False)
class GroundShape:
    """Vertex rows (n, 10) f4: position, normal, colour, ambient occlusion; index ranges and boxes of its chunks.

    x, z: (w,), (h,) coordinates of the samples [m]; heights (h, w) f4; the first h * w vertices are the samples by row.
    """

    vertices: F32
    indices: NDArray[np.uint32]
    first: NDArray[np.int64]
    count: NDArray[np.int32]
    low: F32
    high: F32
    x: F64
    z: F64
    heights: F32


def build_ground(ground: Ground) -> GroundShape:
    """Triangles of a height field, at most 129 x 129 samples."""
    x, z = _sample_lines(ground)
    grid_x, grid_z = np.meshgrid(x, z)
    height = height_at(ground, grid_x, grid_z)
    normal = surface_normals(ground, grid_x, grid_z)
    painted = _nearest(ground, ground.materials, grid_x, grid_z)
    colour = ground_colour(grid_x, grid_z, normal, _path_share(ground, grid_x, grid_z), painted, ground.look)
    occlusion = _hollows(height)
    parts = (grid_x[..., None], height[..., None], grid_z[..., None], normal, colour, occlusion[..., None])
    samples = np.concatenate(parts, axis=2).reshape(-1, 10)
    rows, columns = height.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    indices, first, count, low, high = _chunks(faces(number, painted), samples[:, :3].reshape(rows, columns, 3))
    skirt, skirt_indices = _skirt(number, samples)
    vertices = np.concatenate([samples, skirt]).astype(np.float32)
    first = np.append(first, 4 * len(indices)).astype(np.int64)
    count = np.append(count, len(skirt_indices)).astype(np.int32)
    low = np.concatenate([low, vertices[None, :, :3].min(axis=1)]).astype(np.float32)
    high = np.concatenate([high, vertices[None, :, :3].max(axis=1)]).astype(np.float32)
    every_index = np.concatenate([indices, skirt_indices]).astype(np.uint32)
    return GroundShape(vertices, every_index, first, count, low, high, x, z, height.astype(np.float32))


def with_shade(shape: GroundShape, spots: NDArray[np.floating]) -> F32:
    """The vertices darkened around things that stand on the ground: spots (k, 3): x, z, radius [m]."""
    vertices = shape.vertices.copy()
    rows, columns = shape.heights.shape
    shade = np.ones((rows, columns))
    for spot_x, spot_z, radius in spots[:MOST_SPOTS].tolist():
        left, right = np.searchsorted(shape.x, (spot_x - 2.4 * radius, spot_x + 2.4 * radius))
        top, bottom = np.searchsorted(shape.z, (spot_z - 2.4 * radius, spot_z + 2.4 * radius))
        dx, dz = shape.x[None, left:right] - spot_x, shape.z[top:bottom, None] - spot_z
        shade[top:bottom, left:right] *= 1.0 - 0.43 * np.exp(-(dx * dx + dz * dz) / (radius * radius))
    own = vertices[: rows * columns, 9]
    vertices[: rows * columns, 9] = np.clip(own * shade.ravel(), 0.25, 1.0)
    return vertices


def ground_colour(
    x: F64, z: F64, normal: F64, path: F64, painted: F64 | None = None, look: GroundLook | None = None
) -> F64:
    """Linear colours (..., 3): grass by patches, bare slopes, a trodden path 0..1, a little noise over all.

    painted (..., 4): materials by 255, of which sand, forest floor and rock lie under the path.
    """
    look = look or GroundLook()
    slope = 1.0 - normal[..., 1]
    fine = fractal_noise(x * 0.35, z * 0.35, 3, 7)
    broad = fractal_noise(x * 0.09 + 3.0, z * 0.09, 3, 21)

    def towards(colour: F64, goal: str, share: F64) -> F64:
        return colour + (linear(goal) - colour) * share[..., None]

    colour = towards(np.broadcast_to(linear(look.grass), (*x.shape, 3)), look.dry, smoothstep(0.3, 0.72, broad))
    colour = towards(colour, look.bare, smoothstep(0.5, 0.8, fine) * 0.5)
    colour = towards(colour, look.rock, smoothstep(0.10, 0.26, slope))
    if painted is not None:
        for place, goal in enumerate((SAND, FOREST_FLOOR, look.rock)):
            colour = towards(colour, goal, painted[..., place] / 255.0)
    colour = towards(colour, look.path, np.clip(path * 0.85, 0.0, 1.0))
    return colour * (0.8 + 0.4 * fractal_noise(x * 1.7, z * 1.7, 2, 3))[..., None]


def surface_normals(ground: Ground, x: F64, z: F64, step: float = 0.25) -> F64:
    """Unit normals (..., 3) by central differences over `step` metres."""
    slope_x = height_at(ground, x - step, z) - height_at(ground, x + step, z)
    slope_z = height_at(ground, x, z - step) - height_at(ground, x, z + step)
    normal = np.stack([slope_x, np.full(slope_x.shape, 2.0 * step), slope_z], axis=-1)
    return normal / np.linalg.norm(normal, axis=-1, keepdims=True)


def _sample_lines(ground: Ground) -> tuple[F64, F64]:
    rows, columns = ground.heights.shape
    width, depth = (columns - 1) * ground.cell, (rows - 1) * ground.cell
    x = ground.origin[0] + np.linspace(0.0, width, min(columns, MOST_SAMPLES))
    z = ground.origin[1] + np.linspace(0.0, depth, min(rows, MOST_SAMPLES))
    return x, z


def _path_share(ground: Ground, x: F64, z: F64) -> F64:
    share = _nearest(ground, ground.path, x, z)
    return np.zeros_like(x) if share is None else share


def _nearest(ground: Ground, field: NDArray[np.generic] | None, x: F64, z: F64) -> F64 | None:
    """What a field (h, w, ...) over the ground holds at the samples nearest to (x, z) [m]; None without one."""
    if field is None:
        return None
    rows, columns = field.shape[:2]
    column = np.clip(np.round((x - ground.origin[0]) / ground.cell).astype(int), 0, columns - 1)
    row = np.clip(np.round((z - ground.origin[1]) / ground.cell).astype(int), 0, rows - 1)
    return field[row, column].astype(np.float64)


def _hollows(height: F64) -> F64:
    """Ambient occlusion 0.25..1: what lies lower than its surroundings is darker."""
    near, wide = _blurred(height, 3) - height, _blurred(height, 8) - height
    return np.clip(1.0 - np.clip(near * 0.9, 0.0, 0.35) - np.clip(wide * 0.32, 0.0, 0.35), 0.25, 1.0)


def _blurred(field: F64, reach: int) -> F64:
    for axis in (0, 1):
        padding = [(reach, reach) if axis == each else (0, 0) for each in (0, 1)]
        summed = np.cumsum(np.insert(np.pad(field, padding, "edge"), 0, 0.0, axis), axis)
        length = summed.shape[axis]
        upper = np.take(summed, range(2 * reach + 1, length), axis)
        field = (upper - np.take(summed, range(length - 2 * reach - 1), axis)) / (2 * reach + 1)
    return field


def faces(number: NDArray[np.int64], painted: F64 | None) -> NDArray[np.int64]:
    """Triangles (rows - 1, columns - 1, 6) of a grid of vertex numbers, each ending with the corner that colours it.

    On a meadow that is any of its three, lest the rim of a path runs dead straight along the lattice; both halves of
    a cell that lies wholly on painted rock and path have one in common, as one flagstone would.
    """
    triangles = grid_triangles(number)
    row, column = np.meshgrid(np.arange(triangles.shape[0]), np.arange(triangles.shape[1]), indexing="ij")
    turn = np.floor(lattice(column, row, 31) * 2.999).astype(np.int64)
    for half in (0, 3):
        order = half + (np.arange(3) + (turn + half)[..., None]) % 3
        triangles[..., half : half + 3] = np.take_along_axis(triangles, order, axis=-1)
    if painted is not None:
        is_stone = (painted[..., 2] + painted[..., 3] > STONE_FROM) & (painted[..., 2] > SOME_ROCK)
        paved = is_stone[:-1, :-1] & is_stone[1:, :-1] & is_stone[:-1, 1:] & is_stone[1:, 1:]
        triangles[paved] = grid_triangles(number)[paved][:, [0, 1, 2, 4, 5, 3]]
    return triangles


def _chunks(
    triangles: NDArray[np.int64], points: F64
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], F64, F64]:
    rows, columns = points.shape[:2]
    indices: list[NDArray[np.int64]] = []
    first, count, low, high = [], [], [], []
    total = 0
    for row in range(0, rows - 1, CHUNK_CELLS):
        for column in range(0, columns - 1, CHUNK_CELLS):
            part = (slice(row, row + CHUNK_CELLS + 1), slice(column, column + CHUNK_CELLS + 1))
            cells = triangles[row : row + CHUNK_CELLS, column : column + CHUNK_CELLS].ravel()
            indices.append(cells)
            first.append(total * 4)
            count.append(len(cells))
            total += len(cells)
            low.append(points[part].reshape(-1, 3).min(axis=0))
            high.append(points[part].reshape(-1, 3).max(axis=0))
    return (
        np.concatenate(indices),
        np.array(first, dtype=np.int64),
        np.array(count, dtype=np.int32),
        np.array(low),
        np.array(high),
    )


def grid_triangles(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Two triangles for each cell of a grid of vertex numbers (rows, columns) -> (rows - 1, columns - 1, 6)."""
    corner, below, right, across = number[:-1, :-1], number[1:, :-1], number[:-1, 1:], number[1:, 1:]
    return np.stack([corner, below, right, right, below, across], axis=-1)


def _skirt(number: NDArray[np.int64], samples: F64) -> tuple[F64, NDArray[np.int64]]:
    """A curtain down from the rim, so that no gap shows towards the far ground."""
    rim = np.concatenate([number[0], number[1:, -1], number[-1, -2::-1], number[-2::-1, 0]])
    curtain = samples[rim].copy()
    curtain[:, 1] -= SKIRT_DEPTH
    low = len(samples) + np.arange(len(rim) - 1)
    high = rim[:-1]
    following = rim[1:]
    return curtain, np.stack([high, following, low, low, following, low + 1], axis=-1).ravel()
