"""What leads over the ravine and what lies in it: the woven bridge, the broken one, water, cliffs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine.present.colour import linear
from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, lathe, octahedron, placed, roughened, tube, two_sided
from engine.present.noise import lattice

STONE_LOW, STONE_HIGH, EDGE = "#3d4556", "#8c8f8c", "#a5a69c"
GOLD, CYAN = "#ffc667", "#4fe3dc"
ROCK_LOW, ROCK_HIGH = "#2a3342", "#858b88"
BASALT = (
    *((0.0, -0.6, 1.25, 6.9), (-1.9, -0.2, 1.15, 5.2), (1.9, -0.4, 1.2, 5.9), (-3.2, 0.5, 0.95, 3.2)),
    *((3.3, 0.6, 1.0, 3.7), (-0.9, 1.0, 0.95, 3.6), (1.0, 1.2, 0.9, 2.7), (-2.3, 1.5, 0.8, 1.7), (2.4, 1.6, 0.75, 1.4)),
)
"""Columns of a cliff: x, z, radius, height [m]."""


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
    """A stand of basalt columns, six-sided and broken off at many heights; 7 m high and 7 m wide."""
    builder = MeshBuilder()
    for k, (x, z, radius, height) in enumerate(BASALT):
        prism = lathe([(radius * 1.04, -1.8), (radius, height), (radius * 0.55, height + 0.22), (0.0, height + 0.1)], 6)
        prism = placed(roughened(prism, 0.05, 60 + k), (x, 0.0, z), yaw=0.35 * k, roll=0.02 * (k % 3 - 1))
        builder.add(prism, shaded(prism, ROCK_LOW, ROCK_HIGH, -1.5, 6.4) * (0.86 + 0.07 * (k * 5 % 4)))
    for k in range(3):
        stone = roughened(icosphere(0), 0.2, 70 + k) * np.array([0.9, 0.6, 0.8]) * (0.7 + 0.2 * k)
        builder.add(stone + at(-2.8 + 2.6 * k, 0.1, 2.5 - 0.2 * k), "#4b515c")
    return builder.mesh()


@mesh("cliff_far")
def cliff_far() -> Mesh:
    """The same stand from afar: five columns, 60 triangles."""
    builder = MeshBuilder()
    for k, (x, z, radius, height) in enumerate(BASALT[:5]):
        prism = placed(
            lathe([(radius * 1.15, -1.5), (radius * 1.1, height), (0.0, height + 0.2)], 3), (x, 0.0, z), yaw=k
        )
        builder.add(prism, shaded(prism, ROCK_LOW, ROCK_HIGH, -1.5, 6.4))
    return builder.mesh()


@mesh("waterfall", rim=0.3)
def waterfall() -> Mesh:
    """A fall of pale water, 9 m high and 2 m wide, in strands that face +z, with foam at its foot."""
    builder = MeshBuilder()
    for k in range(6):
        x, width = -0.85 + 0.34 * k, 0.37 + 0.07 * (k % 2)
        ledge = 0.10 * (k * 2 % 5)
        points = [(0.0, 9.0 - 0.1 * (k % 2)), (0.5 + ledge, 8.6), (0.7 + ledge, 4.4), (0.85 + ledge, 0.0)]
        for (z_high, high), (z_low, low) in pairwise(points):
            a, b = at(x - width / 2, high, z_high), at(x + width / 2, high, z_high)
            c, d = at(x - width / 2, low, z_low), at(x + width / 2, low, z_low)
            strand = np.array([[a, c, d], [a, d, b]])
            builder.add(strand, shaded(strand, "#d8efec", "#8fc4c6", 0.0, 9.0) * (0.85 + 0.1 * (k % 3)), emissive=0.22)
    for (z_high, high), (z_low, low) in pairwise([(-0.05, 8.9), (0.42, 8.5), (0.6, 4.4), (0.72, 0.0)]):
        a, b, c, d = at(-1.1, high, z_high), at(1.1, high, z_high), at(-1.1, low, z_low), at(1.1, low, z_low)
        behind = two_sided(np.array([[a, c, d], [a, d, b]]), 0.05)
        builder.add(behind, shaded(behind, "#a9d4d2", "#5f9aa0", 0.0, 9.0), emissive=0.12)
    for k in range(4):
        foam = icosphere(0) * np.array([0.7, 0.24, 0.5]) + at(-1.0 + 0.65 * k, 0.05, 1.1 + 0.2 * (k % 2))
        builder.add(roughened(foam, 0.06, 80 + k), "#e4f4f0", emissive=0.2)
    return builder.mesh()


@mesh("rim_stones", shadow_radius=0.0)
def rim_stones() -> Mesh:
    """A row of five low blocks, 4.1 m long and knee high, some of them slid."""
    builder = MeshBuilder()
    for k, (width, height, turn) in enumerate(
        ((0.8, 0.62, 0.06), (0.72, 0.5, -0.1), (0.86, 0.7, 0.04), (0.6, 0.36, 0.3), (0.84, 0.58, -0.05))
    ):
        block = roughened(box(width, height + 0.5, 0.62, top_x=0.88, top_z=0.84), 0.05, 20 + k) + at(0.0, -0.5, 0.0)
        block = placed(block, (-1.66 + 0.83 * k, 0.0, 0.05 * (k % 2)), yaw=turn)
        builder.add(block, shaded(block, STONE_LOW, STONE_HIGH, -0.3, 0.8))
    return builder.mesh()


@mesh("causeway_pillar", rim=0.3, shadow_radius=1.0)
def causeway_pillar() -> Mesh:
    """A broken pylon that held the threads of a bridge, 5.4 m high, its hook still alight."""
    builder = MeshBuilder()
    base = box(1.5, 0.5, 1.5, top_x=0.9, top_z=0.9) + at(0.0, -0.1, 0.0)
    builder.add(base, STONE_LOW)
    bottom = 0.36
    for k, (width, height) in enumerate(((1.0, 1.7), (0.9, 1.5), (0.8, 1.2))):
        block = roughened(box(width, height - 0.05, width, top_x=0.93, top_z=0.93), 0.04, 90 + k)
        block = placed(block, (0.02 * k, bottom, 0.0), yaw=0.12 * k)
        builder.add(block, shaded(block, STONE_LOW, EDGE, 0.0, 5.0))
        bottom += height
    shard = roughened(box(0.62, 0.7, 0.6, top_x=0.3, top_z=0.5), 0.05, 96)
    builder.add(placed(shard, (-0.06, bottom - 0.04, 0.0), roll=0.12), STONE_HIGH)
    builder.add(octahedron(0.17, 0.24, 0.3) + at(0.0, 4.95, 0.46), "#bff5ec", emissive=1.6)
    for y in (1.9, 3.4):
        builder.add(box(0.98, 0.07, 0.98) + at(0.02, y, 0.0), CYAN, emissive=0.55)
    return builder.mesh()
