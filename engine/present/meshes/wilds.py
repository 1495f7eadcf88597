"""What grows and lies where nobody lives: bushes, dead trees, cacti and boulders."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, icosphere, lathe, roughened, tube

LEAF_SHADE, LEAF_LIT = "#22372f", "#6d7a50"
DEAD_LOW, DEAD_HIGH = "#3b3236", "#8d7f74"
FLESH_LOW, FLESH_HIGH = "#23443c", "#6f8f5e"
STONE_LOW, STONE_HIGH = "#34373f", "#8a847c"


@mesh("bush", far="bush_far", shadow_radius=0.8)
def bush() -> Mesh:
    """Five clumps of leaves on the ground, 0.9 m high; 100 triangles."""
    builder = MeshBuilder()
    clumps = (
        ((0.0, 0.55, 0.0), 0.55),
        ((0.48, 0.36, 0.18), 0.42),
        ((-0.42, 0.34, 0.26), 0.44),
        ((-0.12, 0.32, -0.46), 0.42),
        ((0.34, 0.42, -0.30), 0.38),
    )
    for number, (centre, size) in enumerate(clumps):
        clump = roughened(icosphere(0), 0.16, 20 + number) * np.array([1.0, 0.86, 1.0]) * size + np.array(centre)
        builder.add(clump, shaded(clump, LEAF_SHADE, LEAF_LIT, 0.0, 1.05))
    return builder.mesh()


@mesh("bush_far")
def bush_far() -> Mesh:
    """A bush in the distance; 20 triangles."""
    clump = roughened(icosphere(0), 0.14, 20) * np.array([0.8, 0.6, 0.8]) + at(0.0, 0.45, 0.0)
    return MeshBuilder().add(clump, shaded(clump, LEAF_SHADE, LEAF_LIT, 0.0, 1.05)).mesh()


@mesh("dead_tree", far="dead_tree_far", shadow_radius=0.7)
def dead_tree() -> Mesh:
    """A bleached trunk with five broken boughs, 4.1 m high; 108 triangles."""
    builder = MeshBuilder()
    trunk = np.array([(0.0, -0.3, 0.0), (0.10, 1.3, 0.06), (-0.10, 2.7, -0.04), (0.12, 4.1, 0.10)])
    for i, (low, high) in enumerate(((0.26, 0.19), (0.19, 0.13), (0.13, 0.05))):
        limb = tube(trunk[i], trunk[i + 1], low, high, 6, capped=i == 2)
        builder.add(limb, shaded(limb, DEAD_LOW, DEAD_HIGH, 0.0, 4.2))
    boughs = ((1, 0.6, 1.25, 0.9), (1, 3.4, 0.9, 0.7), (2, 2.0, 1.1, 0.9), (2, 4.9, 0.85, 0.5), (2, 0.2, 0.6, 0.8))
    for start, angle, reach, rise in boughs:
        elbow = trunk[start] + at(np.cos(angle) * reach * 0.55, rise * 0.35, np.sin(angle) * reach * 0.55)
        tip = trunk[start] + at(np.cos(angle + 0.3) * reach, rise, np.sin(angle + 0.3) * reach)
        for part in (
            tube(trunk[start], elbow, 0.09, 0.06, 4, capped=False),
            tube(elbow, tip, 0.06, 0.0, 4, capped=False),
        ):
            builder.add(part, shaded(part, DEAD_LOW, DEAD_HIGH, 0.0, 4.2))
    return builder.mesh()


@mesh("dead_tree_far")
def dead_tree_far() -> Mesh:
    """A dead tree in the distance; 16 triangles."""
    builder = MeshBuilder()
    builder.add(tube((0.0, -0.3, 0.0), (0.06, 4.1, 0.05), 0.24, 0.05, 4, capped=False), "#6b6058")
    builder.add(tube((0.05, 1.3, 0.0), (1.0, 2.3, 0.5), 0.09, 0.0, 4, capped=False), "#7b6f66")
    builder.add(tube((0.0, 2.4, 0.0), (-0.9, 3.3, -0.4), 0.08, 0.0, 4, capped=False), "#7b6f66")
    return builder.mesh()


@mesh("cactus", far="cactus_far", shadow_radius=0.6)
def cactus() -> Mesh:
    """A ribbed column with two raised arms, 3.1 m high; 166 triangles."""
    builder = MeshBuilder()
    profile = [(0.20, -0.2), (0.27, 0.5), (0.28, 2.2), (0.22, 2.85), (0.0, 3.1)]
    column = lathe(profile, 10)
    spoke = np.round(np.arctan2(column[..., 2], column[..., 0]) / (2.0 * np.pi) * 10).astype(int) % 2
    column[..., 0] *= np.where(spoke == 0, 1.0, 0.82)
    column[..., 2] *= np.where(spoke == 0, 1.0, 0.82)
    builder.add(column, shaded(column, FLESH_LOW, FLESH_HIGH, 0.0, 3.0))
    for side, low, high in ((1.0, 1.15, 2.25), (-1.0, 1.55, 2.5)):
        out = at(side * 0.66, low + 0.22, 0.05)
        elbow = tube((side * 0.2, low, 0.0), out, 0.15, 0.16, 6)
        arm = tube(out, (side * 0.70, high, 0.05), 0.16, 0.12, 6)
        builder.add(elbow, shaded(elbow, FLESH_LOW, FLESH_HIGH, 0.0, 3.0))
        builder.add(arm, shaded(arm, FLESH_LOW, FLESH_HIGH, 0.0, 3.0))
    return builder.mesh()


@mesh("cactus_far")
def cactus_far() -> Mesh:
    """A cactus in the distance; 23 triangles."""
    builder = MeshBuilder()
    builder.add(lathe([(0.25, -0.2), (0.25, 2.7), (0.0, 3.1)], 5), "#4a6a4e")
    builder.add(tube((0.2, 1.3, 0.0), (0.72, 2.2, 0.0), 0.15, 0.12, 4, capped=False), "#557657")
    return builder.mesh()


@mesh("boulder", far="boulder_far", shadow_radius=1.9)
def boulder() -> Mesh:
    """Three blocks that have come down together, 2.1 m high; 180 triangles."""
    builder = MeshBuilder()
    blocks = (
        ((0.0, 0.75, 0.0), (1.45, 1.25, 1.2), 1, 41),
        ((1.25, 0.30, 0.55), (0.85, 0.62, 0.75), 1, 42),
        ((-0.95, 0.22, 0.85), (0.6, 0.45, 0.55), 0, 43),
    )
    for centre, size, detail, seed in blocks:
        block = roughened(icosphere(detail), 0.22, seed) * np.array(size) + np.array(centre)
        builder.add(block, shaded(block, STONE_LOW, STONE_HIGH, -0.3, 1.9))
    return builder.mesh()


@mesh("boulder_far")
def boulder_far() -> Mesh:
    """A boulder in the distance; 20 triangles."""
    block = roughened(icosphere(0), 0.18, 41) * np.array([1.7, 1.3, 1.4]) + at(0.15, 0.55, 0.2)
    return MeshBuilder().add(block, shaded(block, STONE_LOW, STONE_HIGH, -0.3, 1.9)).mesh()


@mesh("bent_tree", far="bent_tree_far", shadow_radius=0.8)
def bent_tree() -> Mesh:
    """A bare tree that one wind has bowed towards +x, with rags of leaves, 3.4 m high."""
    builder = MeshBuilder()
    trunk = np.array([(0.0, -0.3, 0.0), (0.06, 0.9, 0.05), (0.5, 1.9, 0.0), (1.3, 2.6, 0.08), (2.2, 2.8, 0.0)])
    for i, (low, high) in enumerate(((0.30, 0.22), (0.22, 0.17), (0.17, 0.11), (0.11, 0.04))):
        limb = tube(trunk[i], trunk[i + 1], low, high, 6, capped=i == 3)
        builder.add(limb, shaded(limb, "#241f2c", "#6d6272", 0.0, 3.0))
    boughs = ((2, 0.9, 0.6, 0.7), (2, 1.2, 0.2, -0.8), (3, 1.1, 0.5, 0.6), (3, 0.9, 0.4, -0.7), (3, 1.2, 0.8, 0.0))
    for number, (start, along, rise, aside) in enumerate(boughs):
        elbow = trunk[start] + at(along * 0.5, rise * 0.8, aside * 0.5)
        tip = trunk[start] + at(along * 1.25, rise, aside)
        for part in (
            tube(trunk[start], elbow, 0.08, 0.055, 4, capped=False),
            tube(elbow, tip, 0.055, 0.0, 4, capped=False),
        ):
            builder.add(part, shaded(part, "#2c2533", "#7a6d7c", 0.4, 3.4))
        rag = roughened(icosphere(0), 0.2, 30 + number) * np.array([0.62, 0.24, 0.4]) + elbow + at(0.28, 0.14, 0.0)
        builder.add(rag, shaded(rag, "#2f2740", "#75608a", 1.6, 3.4))
    return builder.mesh()


@mesh("bent_tree_far")
def bent_tree_far() -> Mesh:
    """A bent tree in the distance; 36 triangles."""
    builder = MeshBuilder()
    builder.add(tube((0.0, -0.3, 0.0), (0.4, 1.8, 0.0), 0.27, 0.16, 4, capped=False), "#3d3544")
    builder.add(tube((0.4, 1.8, 0.0), (2.1, 2.8, 0.0), 0.16, 0.04, 4, capped=False), "#544a5c")
    rag = roughened(icosphere(0), 0.2, 31) * np.array([0.95, 0.35, 0.7]) + at(1.5, 2.75, 0.0)
    builder.add(rag, shaded(rag, "#2f2740", "#75608a", 1.6, 3.4))
    return builder.mesh()
