"""What the weave stands in: the loom, its stones, the echoes that fall from it, and what is struck for practice."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import TAU, at, box, icosphere, lathe, octahedron, placed, roughened, torus, tube

STONE_LOW, STONE_HIGH, PALE = "#454a5c", "#a59d92", "#c9bba3"
GOLD, CYAN, TIMBER, IRON = "#ffc667", "#4fe3dc", "#6a4a34", "#4a4d58"
WHITE = np.ones(3)


@mesh("loom", rim=0.35, fill=True, shadow_radius=3.2)
def loom() -> Mesh:
    """A great upright ring of stone on a round dais, strung with threads of light; 7.4 m high, about 800 triangles."""
    builder = MeshBuilder()
    dais = lathe([(3.0, -0.6), (3.0, 0.14), (2.5, 0.16), (2.5, 0.34), (2.0, 0.36), (2.0, 0.56), (0.0, 0.58)], 12)
    builder.add(dais, shaded(dais, STONE_LOW, STONE_HIGH, -0.6, 0.7))
    middle = 4.1
    for i in range(16):
        angle = TAU * (i + 0.5) / 16
        if i in {3}:  # one stone has fallen
            continue
        block = roughened(box(1.26, 0.72, 0.86, top_x=1.2), 0.03, 60 + i) + at(0.0, -0.36, 0.0)
        block = placed(block, (2.95 * np.cos(angle), middle + 2.95 * np.sin(angle), 0.0), roll=angle - np.pi / 2)
        builder.add(block, shaded(block, STONE_LOW, PALE, 0.4, 7.2))
    inner = placed(torus(2.5, 0.05, 24, 4, upright=True), (0.0, middle, 0.0))
    builder.add(inner, GOLD, emissive=1.1, tinted=0.3)
    for i in range(9):  # warp
        x = -1.9 + i * 0.475
        reach = np.sqrt(2.46**2 - x**2)
        builder.add(
            tube((x, middle - reach, 0.0), (x * 0.7, middle + reach, 0.0), 0.022, 0.022, 3, capped=False),
            GOLD if i % 2 else "#ffe3ae",
            emissive=1.2,
        )
    for k, height in enumerate((-1.15, -0.62, -0.16, 0.22)):  # weft, woven half-way up
        reach = np.sqrt(2.4**2 - height**2)
        builder.add(
            tube(
                (-reach, middle + height, 0.03), (reach, middle + height * 0.92, -0.03), 0.026, 0.026, 3, capped=False
            ),
            CYAN if k % 2 else GOLD,
            emissive=1.0,
        )
    builder.add(octahedron(0.26, 0.5, 0.5) + at(0.0, middle + 0.35, 0.0), "#fff0cf", emissive=2.2)
    for s in (-1, 1):
        foot = roughened(box(1.0, 1.7, 1.5, top_x=0.7, top_z=0.7), 0.04, 82 + s) + at(s * 2.2, 0.4, 0.0)
        builder.add(foot, shaded(foot, STONE_LOW, STONE_HIGH, 0.2, 2.2))
    builder.add(placed(box(1.2, 0.66, 0.8), (2.6, -0.05, 1.7), yaw=0.7, pitch=0.15), STONE_LOW)
    return builder.mesh()


@mesh("effigy", moving=True, rim=0.4, shadow_radius=0.7)
def effigy() -> Mesh:
    """A practice figure of straw and timber on a post, with a painted shield; 2.1 m high."""
    builder = MeshBuilder()
    builder.add(roughened(box(0.9, 0.16, 0.9), 0.02, 4), TIMBER)
    builder.add(tube((0.0, 0.1, 0.0), (0.0, 1.5, 0.0), 0.09, 0.08, 6), TIMBER)
    body = lathe([(0.22, 0.78), (0.34, 1.05), (0.36, 1.36), (0.18, 1.58)], 8, stretch_z=0.8, jitter=0.06)
    builder.add(body, shaded(body, "#7d6438", "#d9b878", 0.7, 1.6))
    for y in (0.92, 1.34):
        builder.add(torus(0.34, 0.03, 10, 4) * [1.0, 1.0, 0.8] + at(0.0, y, 0.0), "#8a3f33")
    head = icosphere(1) * np.array([0.19, 0.23, 0.19]) + at(0.0, 1.82, 0.0)
    builder.add(head, shaded(head, "#8d7342", "#e0c288", 1.6, 2.0))
    builder.add(tube((-0.86, 1.42, 0.0), (0.86, 1.36, 0.0), 0.075, 0.07, 6), TIMBER)
    shield = lathe([(0.36, 0.0), (0.30, 0.08), (0.0, 0.12)], 8)
    builder.add(placed(shield, (-0.7, 1.3, 0.1), pitch=np.pi / 2), "#2f6f78")
    builder.add(octahedron(0.09, 0.08, 0.14) + at(-0.7, 1.3, 0.2), GOLD, emissive=0.8)
    builder.add(placed(box(0.07, 0.9, 0.04), (0.78, 1.1, 0.12), pitch=0.5), IRON)
    builder.add(octahedron(0.1, 0.1, 0.12) * [1.0, 1.0, 0.4] + at(0.0, 1.2, 0.3), GOLD, emissive=0.9)
    return builder.mesh()


@mesh("echo_shard", moving=True, rim=0.5, shadow_radius=0.4)
def echo_shard() -> Mesh:
    """A splinter of the weave that floats over the ground with two smaller ones; takes the tint."""
    builder = MeshBuilder()
    builder.add(
        placed(octahedron(0.19, 0.42, 0.52), (0.0, 0.86, 0.0), roll=0.16), WHITE * 0.9, emissive=1.2, tinted=1.0
    )
    builder.add(placed(octahedron(0.08, 0.18, 0.2), (0.3, 0.66, 0.1), roll=-0.4), WHITE * 0.9, emissive=1.0, tinted=1.0)
    builder.add(
        placed(octahedron(0.06, 0.14, 0.16), (-0.26, 1.1, -0.08), roll=0.5), WHITE * 0.9, emissive=1.0, tinted=1.0
    )
    builder.add(placed(torus(0.36, 0.018, 14, 3), (0.0, 0.84, 0.0), pitch=0.3), WHITE * 0.8, emissive=0.7, tinted=1.0)
    builder.add(torus(0.42, 0.02, 14, 3) + at(0.0, 0.05, 0.0), WHITE * 0.6, emissive=0.4, tinted=1.0)
    return builder.mesh()


@mesh("thread_stone", rim=0.3, fill=True, shadow_radius=0.95)
def thread_stone() -> Mesh:
    """A cleft menhir with a spool of light in the gap: here the world can be woven; the light takes the tint."""
    builder = MeshBuilder()
    base = lathe([(0.95, -0.3), (0.92, 0.14), (0.66, 0.2), (0.0, 0.22)], 8)
    builder.add(base, shaded(base, STONE_LOW, STONE_HIGH, -0.2, 0.4))
    for s in (-1, 1):
        half = roughened(box(0.42, 2.3, 0.56, top_x=0.56, top_z=0.6), 0.05, 14 + s)
        half = placed(half, (s * 0.4, 0.14, 0.0), roll=s * 0.07)
        builder.add(half, shaded(half, "#3a4052", "#8d8a88", 0.0, 2.6))
        for y in (0.7, 1.1, 1.5):
            builder.add(box(0.2, 0.05, 0.52) + at(s * 0.42, y, 0.0), WHITE * 0.8, emissive=0.6, tinted=1.0)
    builder.add(octahedron(0.15, 0.34, 0.4) + at(0.0, 1.28, 0.0), WHITE, emissive=1.4, tinted=1.0)
    for k, height in enumerate((0.86, 1.28, 1.7)):
        ring = placed(torus(0.24 + 0.04 * (k == 1), 0.02, 12, 3), (0.0, height, 0.0), roll=0.2 * (k - 1))
        builder.add(ring, WHITE, emissive=1.0, tinted=1.0)
    return builder.mesh()


@mesh("storm_pillar", rim=0.35, fill=True, shadow_radius=1.2)
def storm_pillar() -> Mesh:
    """A tapering pillar of dark stone in four turned blocks, a caught bolt above it; the light takes the tint."""
    builder = MeshBuilder()
    base = lathe([(1.15, -0.4), (1.1, 0.22), (0.8, 0.3), (0.0, 0.32)], 6)
    builder.add(base, shaded(base, "#2c2f40", "#6f6d7c", -0.3, 0.5))
    bottom = 0.28
    for i, (width, height) in enumerate(((1.0, 1.1), (0.84, 1.0), (0.70, 0.9), (0.60, 0.55))):
        block = roughened(box(width, height - 0.06, width, top_x=0.88, top_z=0.88), 0.035, 50 + i)
        block = placed(block, (0.0, bottom, 0.0), yaw=i * 0.42)
        builder.add(block, shaded(block, "#2a2d3e", "#77748a", 0.0, 3.8))
        builder.add(
            placed(box(width * 0.8, 0.07, width * 0.8), (0.0, bottom - 0.08, 0.0), yaw=i * 0.42 + 0.2),
            WHITE * 0.9,
            emissive=0.8,
            tinted=1.0,
        )
        bottom += height
    builder.add(octahedron(0.24, 0.42, 0.62) + at(0.0, bottom + 0.62, 0.0), WHITE, emissive=1.5, tinted=1.0)
    for k in range(3):
        angle = TAU * k / 3
        root = at(np.cos(angle) * 0.3, bottom - 0.1, np.sin(angle) * 0.3)
        bend = at(np.cos(angle) * 0.62, bottom + 0.5, np.sin(angle) * 0.62)
        tip = at(np.cos(angle) * 0.34, bottom + 1.2, np.sin(angle) * 0.34)
        builder.add(tube(root, bend, 0.1, 0.075, 4, capped=False), "#5a5868")
        builder.add(tube(bend, tip, 0.075, 0.0, 4, capped=False), "#8a8798")
    ring = placed(torus(0.72, 0.035, 18, 4), (0.0, bottom + 0.6, 0.0), pitch=0.2)
    builder.add(ring, WHITE, emissive=0.8, tinted=1.0)
    return builder.mesh()


@mesh("storm_eye")
def storm_eye() -> Mesh:
    """The eye of a storm: three wheels of cloud about a caught light, 22 m across; hangs in the sky and faces down."""
    builder = MeshBuilder()
    random = np.random.default_rng(17)
    for count, radius, size, height in ((9, 4.2, 1.9, 0.0), (12, 7.2, 2.5, 0.7), (14, 10.4, 2.9, 1.9)):
        for k in range(count):
            angle = TAU * k / count + radius * 0.35
            lump = roughened(icosphere(0), 0.2, 40 + k) * np.array(
                [size * (0.9 + 0.5 * random.random()), 0.9, size * 0.7]
            )
            place = (np.cos(angle) * radius, height + 0.7 * random.random(), np.sin(angle) * radius * 0.9)
            lump = placed(lump, place, yaw=-angle + np.pi / 2 + 0.35)
            builder.add(lump, shaded(lump, "#5d4a8a", "#241c3c", height - 0.9, height + 1.3))
    builder.add(octahedron(0.7, 1.6, 1.2), "#e8d4ff", emissive=1.8)
    for radius, tilt in ((1.7, 0.24), (2.4, -0.16)):
        builder.add(placed(torus(radius, 0.06, 20, 3), (0.0, 0.0, 0.0), roll=tilt), "#b890ff", emissive=1.2)
    return builder.mesh()
