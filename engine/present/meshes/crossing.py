"""What leads over the ravine and what lies in it: the woven bridge, the broken one, water, cliffs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine.present.colour import linear
from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, octahedron, placed, roughened, tube
from engine.present.noise import lattice

STONE_LOW, STONE_HIGH, EDGE, TIMBER = "#3d4556", "#8c8f8c", "#a5a69c", "#5d4a3a"
GOLD, CYAN = "#ffc667", "#4fe3dc"


@mesh("bridge_woven", moving=True, rim=0.2)
def bridge_woven() -> Mesh:
    """A deck of stone slabs on threads of light, 3 m wide and 12 m long along z; its top lies 0.3 m above its foot."""
    builder = MeshBuilder()
    for k in range(12):
        z = -5.5 + k
        slab = roughened(box(2.9, 0.22, 0.92, top_x=0.98, top_z=0.96), 0.02, 10 + k) + at(0.0, 0.08, z)
        builder.add(slab, linear("#79797c") * (0.82 + 0.3 * ((k * 7) % 5) / 5.0))
    for s in (-1, 1):
        builder.add(box(0.12, 0.06, 12.0) + at(s * 1.42, 0.28, 0.0), GOLD, emissive=0.9)
        for k in range(7):
            z = -5.7 + k * 1.9
            builder.add(tube(at(s * 1.46, 0.2, z), at(s * 1.6, 1.15, z), 0.05, 0.035, 4, capped=False), "#6b6d78")
            builder.add(octahedron(0.07, 0.08, 0.14) + at(s * 1.6, 1.2, z), CYAN, emissive=1.4)
        for k in range(6):
            z = -5.7 + k * 1.9
            low = at(s * 1.6, 0.92, z + 0.95)
            for end in (at(s * 1.6, 1.16, z), at(s * 1.6, 1.16, z + 1.9)):
                builder.add(tube(low, end, 0.018, 0.018, 3, capped=False), CYAN, emissive=1.1)
        under = [at(s * 0.9, 0.05 - 1.3 * (1.0 - (z / 6.0) ** 2), z) for z in np.linspace(-6.0, 6.0, 9)]
        for low, high in pairwise(under):
            builder.add(tube(low, high, 0.03, 0.03, 3, capped=False), GOLD, emissive=1.0)
    return builder.mesh()


@mesh("bridge_broken", shadow_radius=0.0)
def bridge_broken() -> Mesh:
    """The stump of a stone bridge: parapets and a deck that ends in the air; 4.4 m wide, juts out 3 m to -z."""
    builder = MeshBuilder()
    for k, (length, drop) in enumerate(((1.5, 0.0), (2.4, 0.02), (1.9, 0.05), (2.8, 0.03))):
        slab = roughened(box(1.02, 0.5, length), 0.04, 30 + k) + at(-1.53 + k * 1.02, -0.42 - drop, -length / 2 + 0.6)
        builder.add(slab, shaded(slab, STONE_LOW, STONE_HIGH, -0.9, 0.3))
    for s in (-1, 1):
        pier = roughened(box(1.0, 4.2, 1.6, top_x=0.9, top_z=0.8), 0.05, 40 + s) + at(s * 1.9, -3.4, 0.9)
        builder.add(pier, shaded(pier, STONE_LOW, STONE_HIGH, -3.0, 1.0))
        builder.add(box(1.06, 0.16, 1.5) + at(s * 1.9, 0.78, 0.9), EDGE)
        rail = roughened(box(0.4, 0.62, 1.5 + 0.5 * s, top_x=0.86), 0.05, 44 + s) + at(s * 1.95, 0.02, -0.5)
        builder.add(rail, shaded(rail, STONE_LOW, STONE_HIGH, -0.3, 0.9))
        for k in range(2):
            end = at(s * (0.7 + 0.5 * k), -0.9 - 0.4 * k, -2.3 - 0.3 * k)
            builder.add(tube(at(s * (0.7 + 0.5 * k), -0.3, -1.2), end, 0.04, 0.02, 4, capped=False), GOLD, emissive=0.5)
    return builder.mesh()


@mesh("water", rim=0.85)
def water() -> Mesh:
    """A sheet of still water, 12 m by 12 m, in facets that catch the sky; takes the tint."""
    builder = MeshBuilder()
    side = np.linspace(-6.0, 6.0, 9)
    number = np.arange(9)
    column, row = np.meshgrid(number, number)
    # Equal numbers at opposite rims, so that sheets lie side by side without a seam.
    wave = (lattice(column % 8, row % 8, 5) - 0.5) * 0.10
    x, z = np.meshgrid(side, side)
    point = np.stack([x, wave, z], axis=-1)
    near, right, far, across = point[:-1, :-1], point[:-1, 1:], point[1:, :-1], point[1:, 1:]
    sheet = np.concatenate([np.stack([near, far, right], 2), np.stack([right, far, across], 2)]).reshape(-1, 3, 3)
    shade = 0.75 + 0.5 * lattice(np.arange(len(sheet)), np.zeros(len(sheet), dtype=np.int64), 9)
    builder.add(sheet, linear("#2f6a74") * shade[:, None], tinted=1.0)
    return builder.mesh()


@mesh("cliff", far="cliff_far", shadow_radius=2.6)
def cliff() -> Mesh:
    """Three leaning slabs of rock, 6 m high and 7 m wide."""
    builder = MeshBuilder()
    for k, (x, z, width, height, depth, lean) in enumerate(
        ((-1.9, 0.3, 3.0, 4.6, 2.6, 0.08), (0.8, -0.3, 3.4, 6.2, 3.0, -0.05), (2.9, 0.5, 2.2, 3.4, 2.2, -0.14))
    ):
        slab = roughened(box(width, height + 1.5, depth, top_x=0.62, top_z=0.55), 0.22, 60 + k)
        slab = placed(slab, (x, -1.5, z), yaw=0.5 * k, roll=lean)
        builder.add(slab, shaded(slab, "#2c3444", "#7d8585", -1.0, 5.6))
    for k in range(3):
        stone = roughened(icosphere(0), 0.2, 70 + k) * np.array([0.9, 0.6, 0.8]) * (0.7 + 0.2 * k)
        builder.add(stone + at(-2.8 + 2.6 * k, 0.1, 1.9 - 0.2 * k), "#4b515c")
    return builder.mesh()


@mesh("cliff_far")
def cliff_far() -> Mesh:
    """A cliff in the distance; 24 triangles."""
    builder = MeshBuilder()
    for k, (x, width, height) in enumerate(((-1.2, 3.6, 5.0), (1.4, 3.8, 5.8))):
        slab = placed(
            roughened(box(width, height + 1.5, 2.8, top_x=0.6, top_z=0.55), 0.2, 60 + k), (x, -1.5, 0.0), yaw=0.4 * k
        )
        builder.add(slab, shaded(slab, "#2c3444", "#7d8585", -1.0, 5.6))
    return builder.mesh()
