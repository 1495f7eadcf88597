"""Lyra and Kael: who watches and who stands in front."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, shaded
from engine.present.meshes.figure import add_cloak, figure
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, lathe, octahedron, placed, tube, two_sided


@mesh("lyra", moving=True, rim=1.0, fill=True, shadow_radius=0.62)
def lyra() -> Mesh:
    """Green hood, a drawn bow as tall as a man, a quiver; 825 triangles."""
    builder = figure(
        style="bow",
        top="#5a7a4a",
        legs="#3a3a35",
        hair="#1d1a20",
        height=1.76,
        bulk=0.86,
        stance=0.22,
        arms=(
            ((-0.25, 1.40, 0.0), (-0.50, 1.40, 0.18), (-0.74, 1.42, 0.34)),
            ((0.25, 1.40, 0.0), (0.50, 1.40, 0.02), (0.16, 1.44, 0.20)),
        ),
    )
    tunic = lathe([(0.27, 0.66), (0.2, 0.92), (0.17, 1.05)], 8, stretch_z=0.85, jitter=0.05)
    builder.add(tunic, shaded(tunic, "#34452f", "#5a7a4a", 0.6, 1.05), joint="body")
    hood = lathe([(0.19, 1.48), (0.185, 1.66), (0.15, 1.84), (0.0, 1.99)], 7, stretch_z=1.08, jitter=0.02)
    hood = hood + at(0.0, 0.0, -0.03)
    builder.add(hood[hood.mean(axis=1)[:, 2] < 0.06], "#3f5a3c", joint="head")
    add_cloak(builder, "#2c4431", "#5f8052", hem=0.7, hem_radius=0.34, collar=1.46, span=(np.pi * 1.1, np.pi * 1.9))
    angle = np.linspace(-1.15, 1.15, 8)
    bow = np.stack([-0.74 - 0.12 * np.sin(angle), 1.42 + np.sin(angle) * 0.82, 0.44 + (np.cos(angle) - 1) * 0.62], 1)
    for i in range(7):
        stave = tube(bow[i], bow[i + 1], 0.028 + 0.012 * (1 - abs(i - 3) / 3), 0.028, 4, capped=False)
        builder.add(stave, "#c79a5e", joint="right_forearm")
    hand = (0.16, 1.44, 0.20)
    for end in (bow[0], bow[-1]):
        builder.add(tube(end, hand, 0.008, 0.008, 3, capped=False), "#e8f2d0", emissive=0.6, joint="right_forearm")
    builder.add(
        tube((0.14, 1.44, 0.2), (-0.86, 1.42, 0.5), 0.012, 0.012, 3, capped=False), "#d7c39a", joint="right_forearm"
    )
    tip = octahedron(0.05, 0.05, 0.05) + at(-0.88, 1.42, 0.51)
    builder.add(tip, "#b8f58a", emissive=1.6, joint="right_forearm")
    builder.add(tube((-0.12, 1.0, -0.24), (0.16, 1.6, -0.27), 0.075, 0.085, 6), "#6e4a35")
    for i in range(3):
        arrow = tube((0.13 + 0.04 * i, 1.55, -0.27), (0.2 + 0.05 * i, 1.85, -0.29), 0.012, 0.022, 3)
        builder.add(arrow, "#d9cbb0")
    return builder.mesh(size=1.06)


@mesh("kael", moving=True, rim=1.0, fill=True, shadow_radius=0.68)
def kael() -> Mesh:
    """Broad steel shoulders, a tower shield, a hammer on his back; 755 triangles."""
    builder = figure(
        style="hammer",
        top="#7b4a3c",
        legs="#33303a",
        hair="#7a3b22",
        skin="#a8714f",
        height=1.95,
        bulk=1.32,
        stance=0.20,
        arms=(
            ((-0.27, 1.40, 0.0), (-0.40, 1.18, 0.20), (-0.26, 1.12, 0.44)),
            ((0.27, 1.40, 0.0), (0.44, 1.22, -0.08), (0.46, 1.42, 0.16)),
        ),
    )
    breastplate = lathe([(0.22, 1.05), (0.30, 1.38), (0.27, 1.55), (0.1, 1.64)], 8, stretch_x=1.25, stretch_z=0.85)
    builder.add(breastplate, shaded(breastplate, "#4f5560", "#98a0a4", 1.0, 1.6))
    for side in (-1, 1):
        pauldron = icosphere(0) * np.array([0.23, 0.17, 0.23]) + at(side * 0.47, 1.58, 0.0)
        arm = "left_arm" if side > 0 else "right_arm"
        builder.add(pauldron, shaded(pauldron, "#5b626c", "#b3b6b2", 1.42, 1.72), joint=arm)
        horn = tube((side * 0.52, 1.68, 0.0), (side * 0.62, 1.86, 0.0), 0.05, 0.0, 4, capped=False)
        builder.add(horn, "#c9b48a", joint=arm)
    skirt = lathe([(0.38, 0.50), (0.29, 0.80), (0.22, 1.05)], 8, stretch_x=1.2, stretch_z=0.9)
    builder.add(skirt, shaded(skirt, "#3d2b2b", "#7b4a3c", 0.6, 1.05), joint="body")
    shield = two_sided(_tower_shield(), 0.05)
    builder.add(shield, shaded(shield, "#5a3326", "#a8613d", 0.1, 1.7), joint="right_forearm")
    builder.add(octahedron(0.12, 0.2, 0.2) + at(-0.38, 1.05, 0.78), "#ffb65a", emissive=0.7, joint="right_forearm")
    builder.add(tube((0.60, 1.2, 0.16), (0.60, 2.45, -0.14), 0.035, 0.03, 5), "#5d4437", joint="left_forearm")
    maul = placed(box(0.26, 0.3, 0.56), (0.6, 2.30, -0.12), pitch=-0.24)
    builder.add(maul, "#5c626c", joint="left_forearm")
    band = placed(box(0.30, 0.34, 0.10), (0.6, 2.28, -0.12), pitch=-0.24)
    builder.add(band, "#c79a4e", joint="left_forearm")
    return builder.mesh(size=1.06)


def _tower_shield() -> np.ndarray:
    bend = np.linspace(-0.9, 0.9, 6)
    x, z = np.sin(bend) * 0.52, np.cos(bend) * 0.32
    faces: list[list[list[float]]] = []
    for i in range(5):
        for low, high, low_share, high_share in (
            (0.35, 1.35, 1.0, 1.0),
            (1.35, 1.62, 1.0, 0.72),
            (0.1, 0.35, 0.6, 1.0),
        ):
            a, b = [x[i] * low_share, low, z[i]], [x[i + 1] * low_share, low, z[i + 1]]
            c, d = [x[i + 1] * high_share, high, z[i + 1]], [x[i] * high_share, high, z[i]]
            faces += [[a, b, c], [a, c, d]]
    return placed(np.array(faces), (-0.30, 0.05, 0.38), yaw=-0.25)
