"""Stone: rocks, standing stones and what is left of buildings."""

from __future__ import annotations

import numpy as np

from engine.present.colour import linear
from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, lathe, placed, roughened

RUIN_LOW, RUIN_HIGH = "#3d4152", "#85817f"


@mesh("rock", shadow_radius=1.1)
def rock() -> Mesh:
    """A boulder of one metre; 80 triangles."""
    boulder = roughened(icosphere(1), 0.2, 3) * np.array([1.0, 0.72, 0.86])
    return MeshBuilder().add(boulder, shaded(boulder, "#33384a", "#6c6d74", -0.6, 0.6)).mesh()


@mesh("standing_stone", shadow_radius=0.9)
def standing_stone() -> Mesh:
    """A menhir with three glowing runes; 48 triangles."""
    builder = MeshBuilder()
    stone = roughened(box(0.95, 2.6, 0.55, top_x=0.62, top_z=0.7), 0.07, 5)
    builder.add(stone, shaded(stone, "#3a3f50", "#7a7a80", 0.0, 2.6))
    for height, width in ((0.9, 0.22), (1.3, 0.3), (1.7, 0.2)):
        builder.add(box(width, 0.07, 0.62) + at(0.0, height, 0.0), "#57d6d0", emissive=0.55)
    return builder.mesh()


@mesh("arch")
def arch() -> Mesh:
    """A round arch with one stone fallen out, 5 m high; 276 triangles."""
    builder = MeshBuilder()
    for side in (-1, 1):
        base = 0.0
        for i, (width, height) in enumerate(((1.05, 0.5), (0.8, 0.85), (0.78, 0.8), (0.8, 0.85), (1.0, 0.3))):
            lean = 0.03 * i if side > 0 else 0.0
            block = roughened(box(width, height - 0.03, width), 0.035, i * 3 + side) + at(side * 2.1 + lean, base, 0.0)
            builder.add(block, shaded(block, RUIN_LOW, RUIN_HIGH, 0.0, 4.2))
            base += height
    for i in range(9):
        if i == 6:
            continue
        angle = np.pi * (i + 0.5) / 9
        wedge = roughened(box(0.74, 0.62, 0.8, top_x=1.16), 0.03, 40 + i)
        place = (2.1 * np.cos(angle), 3.15 + 1.75 * np.sin(angle) * 0.9, 0.0)
        wedge = placed(wedge, place, roll=angle - np.pi / 2)
        builder.add(wedge, shaded(wedge, "#555765", "#8d8883", 3.0, 5.2))
    for i in range(5):
        rubble = roughened(box(0.5 + 0.1 * i % 3, 0.35, 0.5), 0.06, 90 + i)
        builder.add(placed(rubble, (-3.1 + i * 1.45, -0.05, 0.9 - 0.5 * (i % 2)), yaw=i * 1.3, pitch=0.2), "#4d505e")
    return builder.mesh()


@mesh("column", shadow_radius=0.9)
def column() -> Mesh:
    """A broken column on its base; 60 triangles."""
    builder = MeshBuilder()
    builder.add(box(1.0, 0.3, 1.0), "#4c5060")
    shaft = lathe([(0.40, 0.3), (0.36, 1.5), (0.37, 2.1), (0.12, 2.35)], 8, jitter=0.05)
    builder.add(shaft, shaded(shaft, "#454a5b", "#87837f", 0.0, 2.3))
    return builder.mesh()


@mesh("wall", shadow_radius=1.4)
def wall() -> Mesh:
    """A run of dry stones, worn down at one end, 4 m long; 216 triangles."""
    builder = MeshBuilder()
    random = np.random.default_rng(8)
    for row, count in enumerate((6, 6, 4, 2)):
        for i in range(count):
            stone = roughened(box(0.66, 0.36, 0.5), 0.03, row * 9 + i)
            stone = stone + at(-2.0 + i * 0.7 + (row % 2) * 0.3, row * 0.37, 0.0)
            builder.add(stone, linear("#4a4e5e") * (0.75 + 0.5 * random.random()) + 0.004 * row)
    return builder.mesh()
