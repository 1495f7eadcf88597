"""Plain soldiers and raiders for scenes that have no heroes of their own; their cloth takes the tint."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, shaded
from engine.present.meshes.figure import figure
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, lathe, octahedron, placed, tube


@mesh("soldier", moving=True, rim=1.0, fill=True, shadow_radius=0.62)
def soldier() -> Mesh:
    """Helmet, round shield, short spear."""
    builder = figure(
        style="spear",
        top="#3f6f96",
        legs="#2b2f3d",
        arms=(
            ((-0.27, 1.40, 0.0), (-0.40, 1.20, 0.14), (-0.32, 1.10, 0.38)),
            ((0.27, 1.40, 0.0), (0.42, 1.18, 0.02), (0.42, 1.10, 0.28)),
        ),
        arm_tinted=1.0,
    )
    tunic = lathe([(0.30, 0.62), (0.23, 0.90), (0.24, 1.36), (0.16, 1.50)], 8, stretch_z=0.84)
    builder.add(tunic, shaded(tunic, "#6f7f92", "#c3ccd6", 0.6, 1.5), tinted=1.0, joint="body")
    helmet = icosphere(1) * np.array([0.165, 0.19, 0.175]) + at(0.0, 1.75, 0.0)
    builder.add(helmet[helmet.mean(axis=1)[:, 1] > 1.70], "#9aa3ab", joint="head")
    builder.add(octahedron(0.04, 0.02, 0.16) + at(0.0, 1.92, 0.0), "#d8dde2", tinted=1.0, joint="head")
    disc = lathe([(0.34, 0.0), (0.28, 0.06), (0.0, 0.10)], 10)
    builder.add(placed(disc, (-0.36, 1.10, 0.46), pitch=np.pi / 2), "#8c5f3c", joint="right_forearm")
    boss = placed(lathe([(0.10, 0.08), (0.0, 0.16)], 6), (-0.36, 1.10, 0.46), pitch=np.pi / 2)
    builder.add(boss, "#d8dde2", tinted=1.0, joint="right_forearm")
    shaft = tube((0.42, 0.5, 0.02), (0.42, 1.95, 0.42), 0.024, 0.022, 5)
    builder.add(shaft, "#6d5138", joint="left_forearm")
    builder.add(octahedron(0.06, 0.04, 0.24) + at(0.42, 1.98, 0.43), "#c7ced4", joint="left_forearm")
    return builder.mesh(size=1.06)


@mesh("raider", moving=True, rim=0.9, shadow_radius=0.66)
def raider() -> Mesh:
    """Hunched, horned hood, ragged cloak, a two-handed axe."""
    builder = figure(
        style="hammer",
        top="#5b3a40",
        legs="#2a2328",
        hair="#1c1618",
        skin="#8d6a5c",
        bulk=1.14,
        stance=0.26,
        arms=(
            ((-0.27, 1.38, 0.02), (-0.46, 1.14, 0.16), (-0.20, 1.02, 0.44)),
            ((0.27, 1.38, 0.02), (0.48, 1.16, 0.10), (0.26, 1.22, 0.46)),
        ),
    )
    coat = lathe(
        [(0.38, 0.55), (0.26, 0.92), (0.28, 1.34), (0.18, 1.52)], 7, stretch_x=1.1, stretch_z=0.86, jitter=0.08
    )
    builder.add(coat, shaded(coat, "#6b5a5c", "#b39b96", 0.5, 1.5), tinted=1.0, joint="body")
    hood = lathe([(0.20, 1.46), (0.20, 1.66), (0.15, 1.86), (0.0, 1.97)], 7, stretch_z=1.08, jitter=0.03)
    hood = hood + at(0.0, 0.0, -0.02)
    builder.add(hood[hood.mean(axis=1)[:, 2] < 0.07], "#33262b", joint="head")
    for side in (-1, 1):
        horn = tube((side * 0.12, 1.84, 0.0), (side * 0.32, 2.10, 0.06), 0.05, 0.0, 5, capped=False)
        builder.add(horn, "#d6c6b0", joint="head")
        builder.add(
            octahedron(0.022, 0.018, 0.018) + at(side * 0.05, 1.72, 0.145), "#ff6a4d", emissive=2.0, joint="head"
        )
        pad = icosphere(0) * np.array([0.19, 0.13, 0.19]) + at(side * 0.40, 1.50, 0.0)
        builder.add(pad, "#4a4148", joint="left_arm" if side > 0 else "right_arm")
    builder.add(tube((-0.34, 0.86, 0.40), (0.62, 1.54, 0.52), 0.03, 0.028, 5), "#5a4333", joint="left_forearm")
    axe = placed(box(0.10, 0.34, 0.05, top_x=2.6), (0.60, 1.44, 0.52), roll=-0.95)
    builder.add(axe, "#a9aeb4", joint="left_forearm")
    return builder.mesh(size=1.06)
