"""Masonry: walls, blocks and decks of cut stone; each reaches into the ground that it stands on."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, roughened, tube

STONE_LOW, STONE_HIGH, EDGE, TIMBER = "#4a4c58", "#8f8a84", "#a39c92", "#6a4f38"
FOOTING_M = 1.5
"""How far a block goes on below its foot, since the ground under it is not flat."""


def _block(width: float, height: float, depth: float) -> Mesh:
    """A body of dressed stone with a lighter, overhanging top course."""
    builder = MeshBuilder()
    body = box(width, height - 0.1 + FOOTING_M, depth) + at(0.0, -FOOTING_M, 0.0)
    builder.add(body, shaded(body, STONE_LOW, STONE_HIGH, -0.6, max(height, 0.6)))
    builder.add(box(width + 0.06, 0.1, depth + 0.06) + at(0.0, height - 0.1, 0.0), EDGE)
    return builder.mesh()


@mesh("gate_wall", shadow_radius=0.0)
def gate_wall() -> Mesh:
    """A straight wall, 11 m long, 2.8 m high and 0.9 m thick, with merlons and a post at each end."""
    builder = MeshBuilder()
    body = roughened(box(11.0, 2.5 + FOOTING_M, 0.9, top_z=0.86), 0.02, 7) + at(0.0, -FOOTING_M, 0.0)
    builder.add(body, shaded(body, STONE_LOW, STONE_HIGH, -0.4, 2.4))
    builder.add(box(11.06, 0.16, 0.98) + at(0.0, 2.46, 0.0), EDGE)
    for k in range(7):
        merlon = roughened(box(0.85, 0.42, 0.5, top_x=0.92), 0.02, 20 + k) + at(-4.6 + k * 1.53, 2.6, 0.0)
        builder.add(merlon, shaded(merlon, STONE_LOW, STONE_HIGH, 2.2, 3.0))
    for side in (-1, 1):
        post = roughened(box(0.9, 3.1 + FOOTING_M, 1.1, top_x=0.9, top_z=0.9), 0.02, 30 + side)
        builder.add(post + at(side * 5.05, -FOOTING_M, 0.0), shaded(post, STONE_LOW, EDGE, 0.0, 4.4))
    return builder.mesh()


@mesh("step_block", shadow_radius=0.0)
def step_block() -> Mesh:
    """One step: 3 m wide, 0.3 m high and 0.6 m deep."""
    return _block(3.0, 0.3, 0.6)


@mesh("platform_block", shadow_radius=0.0)
def platform_block() -> Mesh:
    """A square landing: 3 m by 3 m, 0.3 m high."""
    return _block(3.0, 0.3, 3.0)


@mesh("bridge_deck", shadow_radius=0.0)
def bridge_deck() -> Mesh:
    """A timber deck, 3 m wide, 0.3 m thick and 7 m long, with low kerbs; nothing carries it but its ends."""
    builder = MeshBuilder()
    for k in range(14):
        plank = box(3.0, 0.22, 0.46) + at(0.0, 0.0, -3.25 + k * 0.5)
        builder.add(plank, np.array([0.16, 0.10, 0.06]) * (0.85 + 0.3 * ((k * 7) % 5) / 5.0) * np.ones((len(plank), 3)))
    for side in (-1, 1):
        builder.add(box(0.2, 0.3, 7.0) + at(side * 1.4, 0.0, 0.0), TIMBER)
        for z in (-3.2, 0.0, 3.2):
            builder.add(tube(at(side * 1.4, 0.3, z), at(side * 1.4, 1.05, z), 0.06, 0.05, 4, capped=False), TIMBER)
        builder.add(tube(at(side * 1.4, 1.0, -3.3), at(side * 1.4, 1.0, 3.3), 0.045, 0.045, 4), TIMBER)
    return builder.mesh()
