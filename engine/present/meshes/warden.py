"""The Oathbound Warden: a giant knight bound by threads, with a blade longer than a man."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import (
    TAU,
    Triangles,
    at,
    box,
    icosphere,
    lathe,
    octahedron,
    placed,
    roughened,
    torus,
    tube,
    two_sided,
)
from engine.present.poses.giant import GIANT
from engine.present.poses.rig import Rig

IRON, IRON_LIT, PLATE_LIT = "#151925", "#3d4559", "#747d92"
BRASS, SEAM, OATH, CLOTH_LOW, CLOTH_HIGH = "#b98a45", "#ff5b3a", "#ffd9a0", "#3d0f1c", "#98263a"


PIVOTS = {
    "body": (0.0, 0.0, 0.0),
    "trunk": (0.0, 1.55, 0.0),
    "head": (0.0, 2.9, 0.02),
    "left_arm": (0.94, 2.62, 0.0),
    "left_forearm": (1.24, 1.92, 0.06),
    "left_leg": (0.44, 1.56, 0.0),
    "right_arm": (-0.94, 2.62, 0.0),
    "right_forearm": (-1.24, 1.92, 0.06),
    "right_leg": (-0.44, 1.56, 0.0),
}
"""Where his joints turn [m]."""


@mesh("warden", moving=True, rim=1.0, fill=True, shadow_radius=2.1)
def warden() -> Mesh:
    """Plates over glowing seams, a crown of horns, a torn cloak, a great blade held high; under 1,000 triangles."""
    builder = MeshBuilder(Rig.of(GIANT, PIVOTS), usual_joint="trunk")
    _legs(builder)
    _trunk(builder)
    _arms(builder)
    _head(builder)
    _blade(builder)
    _cloak(builder)
    return builder.mesh(size=1.2)


def _plate(
    builder: MeshBuilder,
    part: Triangles,
    low: float = 0.2,
    high: float = 3.4,
    lit: str = IRON_LIT,
    joint: str = "",
) -> None:
    builder.add(part, shaded(part, IRON, lit, low, high), joint=joint)


def _legs(builder: MeshBuilder) -> None:
    for s in (-1, 1):
        leg = "left_leg" if s > 0 else "right_leg"
        foot = roughened(box(0.46, 0.36, 0.86, top_x=0.8, top_z=0.62), 0.02, 3 + s) + at(s * 0.56, 0.0, 0.14)
        _plate(builder, foot, joint=leg)
        greave = roughened(box(0.42, 0.78, 0.48, top_x=1.18, top_z=1.1), 0.02, 6 + s)
        _plate(builder, placed(greave, (s * 0.54, 0.26, 0.02), roll=s * 0.05), 0.0, 1.8, PLATE_LIT, leg)
        knee = placed(box(0.34, 0.3, 0.16, top_x=0.5), (s * 0.51, 0.92, 0.26), pitch=-0.1)
        builder.add(knee, BRASS, joint=leg)
        thigh = roughened(box(0.5, 0.7, 0.56, top_x=1.06), 0.02, 9 + s)
        _plate(builder, placed(thigh, (s * 0.44, 0.98, 0.0), roll=-s * 0.05), 0.4, 2.2, IRON_LIT, leg)
        builder.add(box(0.05, 0.46, 0.03) + at(s * 0.54, 0.36, 0.275), SEAM, emissive=1.5, joint=leg)
    for k in range(3):  # tassets
        angle = (k - 1) * 0.8
        tasset = box(0.58, 0.66, 0.10, top_x=0.78)
        place = (np.sin(angle) * 0.62, 1.02 - 0.08 * (k == 1), np.cos(angle) * 0.44)
        _plate(builder, placed(tasset, place, yaw=angle, pitch=-0.16), 0.6, 2.0, PLATE_LIT)


def _trunk(builder: MeshBuilder) -> None:
    _plate(builder, lathe([(0.52, 1.46), (0.48, 1.72), (0.62, 1.98)], 8, stretch_x=1.12, stretch_z=0.8), 1.2, 3.0)
    chest = roughened(box(1.36, 0.96, 0.88, top_x=1.16, top_z=0.86), 0.03, 21) + at(0.0, 1.84, 0.0)
    _plate(builder, chest, 1.4, 3.0, PLATE_LIT)
    builder.add(torus(0.60, 0.07, 8, 3) * [1.1, 1.0, 0.82] + at(0.0, 1.62, 0.0), BRASS)
    gorget = lathe([(0.60, 2.72), (0.44, 3.02), (0.30, 2.96)], 8, stretch_z=0.86)
    _plate(builder, gorget, 2.2, 3.1, PLATE_LIT)
    builder.add(octahedron(0.2, 0.34, 0.3) * [1.0, 1.0, 0.5] + at(0.0, 2.34, 0.47), OATH, emissive=2.0)
    for s in (-1, 1):
        for start, stop in (
            ((0.14, 2.44, 0.47), (0.54, 2.68, 0.42)),
            ((0.14, 2.22, 0.47), (0.50, 2.02, 0.46)),
            ((0.50, 2.02, 0.46), (0.44, 1.72, 0.45)),
        ):
            seam = tube((s * start[0], *start[1:]), (s * stop[0], *stop[1:]), 0.04, 0.028, 4, capped=False)
            builder.add(seam, SEAM, emissive=1.6)
    for tilt, height, size in ((0.34, 2.12, 0.96), (-0.30, 2.30, 0.99)):  # the threads that bind him
        oath = torus(size, 0.032, 11, 3) * [1.0, 1.0, 0.68]
        builder.add(placed(oath, (0.0, height, 0.0), roll=tilt), OATH, emissive=0.75)


def _arms(builder: MeshBuilder) -> None:
    """The left hand holds the blade, the right one is a fist."""
    for s in (-1, 1):
        side = "left" if s > 0 else "right"
        pauldron = lathe([(0.50, -0.24), (0.58, 0.04), (0.42, 0.34), (0.0, 0.48)], 7)
        pauldron = placed(pauldron, (s * 0.98, 2.66, 0.0), roll=-s * 0.24)
        _plate(builder, pauldron, 2.2, 3.2, PLATE_LIT, f"{side}_arm")
        hem = placed(lathe([(0.53, -0.27), (0.57, -0.18)], 7), (s * 0.98, 2.66, 0.0), roll=-s * 0.24)
        builder.add(hem, BRASS, joint=f"{side}_arm")
        for k in range(2):
            root = (s * (0.98 + 0.2 * k), 2.98 - 0.1 * k, -0.06)
            tip = (s * (1.18 + 0.34 * k), 3.52 - 0.2 * k, -0.2)
            builder.add(tube(root, tip, 0.11, 0.0, 5, capped=False), "#47434d", joint=f"{side}_arm")
        elbow, hand = at(s * 1.24, 1.92, 0.06), GRIP if s > 0 else at(-1.22, 1.16, 0.34)
        _plate(builder, tube((s * 1.0, 2.5, 0.0), elbow, 0.2, 0.19, 5), 1.4, 3.0, joint=f"{side}_arm")
        _plate(builder, tube(elbow, hand, 0.25, 0.17, 5), 1.0, 2.4, PLATE_LIT, f"{side}_forearm")
        builder.add(octahedron(0.2, 0.2, 0.2) + elbow, BRASS, joint=f"{side}_forearm")
        _plate(builder, icosphere(0) * 0.22 + hand, 0.8, 2.0, joint=f"{side}_forearm")


def _head(builder: MeshBuilder) -> None:
    helm = lathe([(0.26, 2.86), (0.31, 3.06), (0.29, 3.28), (0.13, 3.46), (0.0, 3.5)], 8, stretch_z=1.16)
    _plate(builder, helm + at(0.0, 0.0, 0.04), 2.6, 3.5, PLATE_LIT, "head")
    nose = placed(box(0.1, 0.44, 0.12, top_x=0.6), (0.0, 2.92, 0.36), pitch=-0.06)
    builder.add(nose, BRASS, joint="head")
    for s in (-1, 1):
        eye = placed(box(0.2, 0.055, 0.05), (s * 0.14, 3.12, 0.34), roll=s * 0.22, yaw=s * 0.3)
        builder.add(eye, OATH, emissive=2.6, joint="head")
        horn = ((s * 0.26, 3.28, 0.0), (s * 0.56, 3.50, -0.06), (s * 0.66, 3.92, -0.02))
        builder.add(tube(horn[0], horn[1], 0.11, 0.085, 5, capped=False), "#6a5f56", joint="head")
        builder.add(tube(horn[1], horn[2], 0.085, 0.0, 5, capped=False), "#a8987f", joint="head")


GRIP = at(1.34, 1.30, 0.62)
"""Where the hand is that holds the blade [m]; the blade rises from it, leaning out and back a little."""


def _blade(builder: MeshBuilder) -> None:
    outline = [(-0.2, 0.42), (-0.30, 1.1), (-0.24, 2.3), (0.0, 3.05)]
    rim = [*outline, *[(-x, y) for x, y in reversed(outline[:-1])]]
    faces: list[list[list[float]]] = []
    for side in (-1, 1):
        middle = [0.0, 1.3, side * 0.06]
        for (ax, ay), (bx, by) in zip(rim, [*rim[1:], rim[0]], strict=True):
            first, second = [ax, ay, 0.0], [bx, by, 0.0]
            faces.append([middle, second, first] if side > 0 else [middle, first, second])

    def held(part: Triangles) -> Triangles:
        return placed(part, GRIP, yaw=0.5, pitch=-0.12, roll=-0.2)

    steel = np.array(faces)
    shade = shaded(steel, "#4d4c5c", "#d8cfc2", 0.4, 3.0)
    builder.add(held(steel), shade, joint="left_forearm")
    for side in (-1, 1):
        fuller = box(0.06, 1.7, 0.02, top_x=0.4) + at(0.0, 0.5, side * 0.065)
        builder.add(held(fuller), SEAM, emissive=1.9, joint="left_forearm")
    builder.add(held(box(0.9, 0.12, 0.17, top_x=0.86) + at(0.0, 0.32, 0.0)), BRASS, joint="left_forearm")
    grip = tube((0.0, -0.36, 0.0), (0.0, 0.36, 0.0), 0.055, 0.055, 5)
    builder.add(held(grip), "#3a2a26", joint="left_forearm")
    pommel = octahedron(0.11, 0.16, 0.12) + at(0.0, -0.44, 0.0)
    builder.add(held(pommel), OATH, emissive=1.4, joint="left_forearm")


def _cloak(builder: MeshBuilder) -> None:
    profile = [(1.02, 0.12), (0.94, 0.8), (0.86, 1.6), (0.5, 2.9)]
    start, stop = np.pi * 1.08, np.pi * 1.92
    cloth = lathe(profile, 6, start=start, stop=stop, stretch_x=1.02, stretch_z=0.92, jitter=0.07)
    hem = cloth[..., 1] < 0.2
    torn = np.abs(np.sin(np.arctan2(cloth[..., 2], cloth[..., 0]) / (stop - start) * 6.0 * TAU / 4.0))
    cloth[..., 1] = np.where(hem, cloth[..., 1] + 0.5 * torn, cloth[..., 1])
    cloth = two_sided(cloth + at(0.0, 0.0, 0.02))
    builder.add(cloth, shaded(cloth, CLOTH_LOW, CLOTH_HIGH, 0.1, 2.9))
