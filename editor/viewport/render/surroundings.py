"""What lies beyond the patch of ground: rolling hills to the horizon and a thin wood on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.ground_shape import GroundShape, grid_triangles
from engine.present.colour import linear
from engine.present.draw_list import Ground, Instances, instances
from engine.present.ground import height_at
from engine.present.meshes import MESHES
from engine.present.noise import fractal_noise, smoothstep

F64 = NDArray[np.float64]
REACH = 150.0
"""How far the hills go beyond the patch [m]."""


def hill_height(ground: Ground, x: F64, z: F64) -> F64:
    """Height [m] outside the patch: that of its edge, rising into hills that leave the middle of each side open."""
    middle_x, middle_z, half = _frame(ground)
    away = np.maximum(np.hypot(x - middle_x, z - middle_z) - half * 1.13, 0.0)
    edge = height_at(ground, x, z)
    sideways = np.abs(x - middle_x) / (np.hypot(x - middle_x, z - middle_z) + 1e-3)
    rise = (fractal_noise(x * 0.013 + 3.0, z * 0.013 + 8.0, 4) - 0.38) * 46.0
    return edge + smoothstep(0.0, 116.0, away) * rise * (0.35 + 0.65 * smoothstep(0.15, 0.9, sideways))


def build_hills(ground: Ground) -> GroundShape:
    """A coarse sheet round the patch, in the form of ground without chunks."""
    middle_x, middle_z, half = _frame(ground)
    inner = np.arange(-24.0, 25.0, 6.0) / 30.0 * half
    outside = np.arange(half + 6.0, half + REACH, 6.0)
    line = np.concatenate([-outside[::-1], [-half], inner, [half], outside])
    x, z = np.meshgrid(line + middle_x, line + middle_z)
    height = hill_height(ground, x, z)
    step = 1.0
    slope_x = hill_height(ground, x - step, z) - hill_height(ground, x + step, z)
    slope_z = hill_height(ground, x, z - step) - hill_height(ground, x, z + step)
    normal = np.stack([slope_x, np.full_like(x, 2.0 * step), slope_z], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    look = ground.look
    grass, bare = linear(look.grass) * 0.65 + linear(look.dry) * 0.35, linear(look.rock)
    colour = grass + (bare - grass) * smoothstep(0.05, 0.3, 1.0 - normal[..., 1])[..., None]
    shade = np.full((*x.shape, 1), 0.9)
    parts = (x[..., None], height[..., None] - 0.15, z[..., None], normal, colour, shade)
    vertices = np.concatenate(parts, axis=2).reshape(-1, 10).astype(np.float32)
    number = np.arange(x.size).reshape(x.shape)
    inside = (np.abs(line[:-1]) <= half) & (np.abs(line[1:]) <= half)
    keep = ~(inside[:, None] & inside[None, :])
    indices = grid_triangles(number)[keep].ravel().astype(np.uint32)
    low, high = vertices[None, :, :3].min(axis=1), vertices[None, :, :3].max(axis=1)
    first, count = np.zeros(1, dtype=np.int64), np.array([len(indices)], dtype=np.int32)
    return GroundShape(vertices, indices, first, count, low, high, line, line, height.astype(np.float32))


def far_wood(ground: Ground, sun_azimuth: float) -> Instances | None:
    """Distant trees on the hills, thinned out towards the sun; None where the ground wants none."""
    if not ground.look.far_trees:
        return None
    mesh = MESHES.spec(ground.look.far_trees)
    random = np.random.default_rng(5)
    middle_x, middle_z, half = _frame(ground)
    to_sun = np.array([np.sin(np.radians(sun_azimuth)), np.cos(np.radians(sun_azimuth))])
    angle = random.uniform(0.0, 2.0 * np.pi, 190)
    reach = random.uniform(half + 4.0, half + 62.0, 190)
    size, tint = random.uniform(1.2, 2.6, 190), random.uniform(0.7, 1.1, 190)
    x, z = middle_x + reach * np.cos(angle), middle_z + reach * np.sin(angle)
    offset = np.stack([x - middle_x, z - middle_z], axis=1)
    ahead = offset @ to_sun
    aside = np.abs(offset[:, 0] * to_sun[1] - offset[:, 1] * to_sun[0])
    outside = np.maximum(np.abs(offset[:, 0]), np.abs(offset[:, 1])) > half + 1.0
    keep = outside & ~((ahead > 0.0) & (aside < 7.0 + 0.05 * reach))
    x, z = x[keep], z[keep]
    position = np.stack([x, hill_height(ground, x, z) - 0.5, z], axis=1)
    shades = np.repeat(tint[keep, None], 3, axis=1)
    return instances(mesh.far or mesh.name, position.astype(np.float32), scale=size[keep], tint=shades, emphasis=0.0)


def _frame(ground: Ground) -> tuple[float, float, float]:
    rows, columns = ground.heights.shape
    width, depth = (columns - 1) * ground.cell, (rows - 1) * ground.cell
    return ground.origin[0] + width / 2.0, ground.origin[1] + depth / 2.0, max(width, depth) / 2.0
