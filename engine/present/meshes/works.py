"""Things that people and the weave have made: barricade, anchor, crate, barrel, ball, marker."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import TAU, at, box, lathe, octahedron, placed, torus, tube, two_sided


@mesh("barricade", moving=True, shadow_radius=1.3)
def barricade() -> Mesh:
    """A leaning fence of stakes, 3 m wide, bound by a woven charm; about 270 triangles."""
    builder = MeshBuilder()
    for i in range(6):
        x = -1.25 + i * 0.5
        top = 1.25 + 0.15 * (i % 2)
        builder.add(tube((x, -0.1, -0.35), (x + 0.1, top, 0.5), 0.085, 0.05, 5), "#5d4437")
        tip = tube((x + 0.1, top, 0.5), (x + 0.13, top + 0.35, 0.72), 0.055, 0.0, 5, capped=False)
        builder.add(tip, "#b79c78")
        if i % 2:
            builder.add(tube((x, -0.1, 0.7), (x + 0.05, 1.0, -0.1), 0.07, 0.06, 5), "#4a362e")
    for y, z in ((0.45, 0.0), (0.95, 0.3)):
        builder.add(tube((-1.55, y, z), (1.6, y + 0.05, z), 0.09, 0.09, 6), "#6b4d3b")
    left, right = (-0.6, 0.98, 0.42), (0.5, 0.98, 0.42)
    low_right, low_left = (0.45, 0.3, 0.12), (-0.5, 0.42, 0.15)
    builder.add(two_sided(np.array([[left, right, low_right], [left, low_right, low_left]])), "#a8632f")
    builder.add(octahedron(0.12, 0.16, 0.2) + at(0.0, 1.2, 0.45), "#ffcf6b", emissive=1.2)
    return builder.mesh()


@mesh("anchor", rim=0.25, fill=True, shadow_radius=1.7)
def anchor() -> Mesh:
    """A plinth, three stone claws and the crystal that they hold; the crystal takes the tint. 346 triangles."""
    builder = MeshBuilder()
    profile = [(1.35, -0.2), (1.3, 0.16), (0.98, 0.2), (0.92, 0.46), (0.6, 0.5), (0.0, 0.52)]
    plinth = lathe(profile, 8)
    builder.add(plinth, shaded(plinth, "#353a4b", "#77757a", -0.2, 0.6))
    spine = ((0.95, 0.2, 0.24), (1.22, 1.15, 0.19), (1.05, 2.05, 0.12), (0.62, 2.75, 0.02))
    for claw in range(3):
        c, s = np.cos(claw * TAU / 3 + 0.5), np.sin(claw * TAU / 3 + 0.5)
        for (r0, y0, w0), (r1, y1, w1) in pairwise(spine):
            bone = tube((c * r0, y0, s * r0), (c * r1, y1, s * r1), w0, w1, 5, capped=False)
            builder.add(bone, "#5b5c69")
    white = np.ones(3)
    builder.add(octahedron(0.34, 0.75, 1.0) + at(0.0, 1.75, 0.0), white, emissive=1.3, tinted=1.0)
    builder.add(octahedron(0.11, 0.2, 0.3) + at(0.62, 1.25, 0.1), white, emissive=1.1, tinted=1.0)
    builder.add(octahedron(0.09, 0.2, 0.22) + at(-0.5, 2.35, -0.2), white, emissive=1.1, tinted=1.0)
    builder.add(placed(torus(0.78, 0.035, 20, 4), (0.0, 1.7, 0.0), pitch=0.25), white, emissive=0.8, tinted=1.0)
    return builder.mesh()


@mesh("crate", shadow_radius=0.7)
def crate() -> Mesh:
    """A wooden box of one metre with lighter edges."""
    builder = MeshBuilder()
    body = box(0.94, 0.94, 0.94) + at(0.0, 0.03, 0.0)
    builder.add(body, shaded(body, "#4a3a33", "#8a6a4d", 0.0, 1.0))
    for x in (-0.45, 0.45):
        for z in (-0.45, 0.45):
            builder.add(box(0.12, 1.0, 0.12) + at(x, 0.0, z), "#a98a63")
    for y in (0.0, 0.89):
        for offset in (-0.45, 0.45):
            builder.add(box(1.02, 0.11, 0.12) + at(0.0, y, offset), "#9b7c58")
            builder.add(box(0.12, 0.11, 1.02) + at(offset, y, 0.0), "#9b7c58")
    return builder.mesh()


@mesh("barrel", shadow_radius=0.6)
def barrel() -> Mesh:
    """Bulging staves between three hoops, 1.1 m tall and 0.8 m wide; closed by a lid."""
    builder = MeshBuilder()
    staves = lathe([(0.3, 0.0), (0.37, 0.25), (0.4, 0.55), (0.37, 0.85), (0.3, 1.1), (0.26, 1.04), (0.0, 1.04)], 12)
    builder.add(staves, shaded(staves, "#43342c", "#8d6c4c", 0.0, 1.1))
    for y, radius in ((0.16, 0.355), (0.55, 0.41), (0.94, 0.355)):
        builder.add(torus(radius, 0.028, 12, 4) + at(0.0, y, 0.0), "#555a66")
    return builder.mesh()


@mesh("ball", moving=True, shadow_radius=0.25)
def ball() -> Mesh:
    """An iron ball of 0.32 m that stands on the ground, with a glowing seam to follow it by."""
    builder = MeshBuilder()
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)
    round_ = lathe([(0.16 * float(np.cos(a)), 0.16 + 0.16 * float(np.sin(a))) for a in angles], 12)
    builder.add(round_, shaded(round_, "#2c2f38", "#7d8290", 0.0, 0.32))
    builder.add(torus(0.156, 0.014, 16, 4) + at(0.0, 0.16, 0.0), "#ffb45e", emissive=0.9)
    return builder.mesh()


@mesh("marker")
def marker() -> Mesh:
    """A pin with a head: stands for a thing that has a place and no body of its own; the head takes the tint."""
    builder = MeshBuilder()
    builder.add(tube((0.0, 0.0, 0.0), (0.0, 1.3, 0.0), 0.025, 0.045, 6), "#8c93a0")
    builder.add(octahedron(0.2, 0.3, 0.3) + at(0.0, 1.55, 0.0), np.ones(3), emissive=0.35, tinted=1.0)
    builder.add(torus(0.28, 0.03, 16, 4) + at(0.0, 0.03, 0.0), np.ones(3), emissive=0.2, tinted=1.0)
    return builder.mesh()
