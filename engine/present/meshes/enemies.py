"""The Rift Stalker and the Echo-bound Sentinel."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, octahedron, placed, roughened, torus, tube
from engine.present.poses.beast import BEAST
from engine.present.poses.giant import GIANT
from engine.present.poses.rig import Rig

HIDE, HIDE_LIT, SPINE = "#251b33", "#5a3a63", "#e0496a"
STONE, STONE_LIT, CRACK, EMBER = "#2a2433", "#74605f", "#ff7a3c", "#ff7a52"


@mesh("rift_stalker", moving=True, rim=0.9, shadow_radius=0.95)
def rift_stalker() -> Mesh:
    """A low beast with an arched back, long forelimbs, red eyes and a crest of spines; 501 triangles."""
    builder = MeshBuilder(Rig.of(BEAST, _stalker_pivots()), usual_joint="body")
    spine = ((0, 0.72, -0.85), (0, 0.98, -0.45), (0, 1.12, 0.05), (0, 0.98, 0.5), (0, 0.86, 0.82))
    girth = (0.12, 0.25, 0.32, 0.22, 0.13)
    for i in range(4):
        body = tube(spine[i], spine[i + 1], girth[i], girth[i + 1], 7, capped=i in {0, 3})
        builder.add(body, shaded(body, HIDE, HIDE_LIT, 0.5, 1.4), joint="chest" if i >= 2 else "body")
    head = icosphere(1) * np.array([0.17, 0.15, 0.30]) + at(0.0, 0.84, 1.02)
    builder.add(head, shaded(head, HIDE, HIDE_LIT, 0.7, 1.0), joint="head")
    builder.add(tube((0, 0.78, 1.15), (0, 0.70, 1.45), 0.1, 0.03, 5), "#1c1526", joint="head")
    for s in (-1, 1):
        fore, hind = ("left_fore", "left_hind") if s > 0 else ("right_fore", "right_hind")
        eye = octahedron(0.045, 0.04, 0.04) + at(s * 0.10, 0.92, 1.22)
        builder.add(eye, "#ff4d6d", emissive=2.4, joint="head")
        horn = tube((s * 0.10, 0.98, 0.95), (s * 0.36, 1.42, 0.62), 0.05, 0.0, 4, capped=False)
        builder.add(horn, "#c9bcd0", joint="head")
        builder.add(
            tube((s * 0.24, 1.02, 0.42), (s * 0.62, 0.78, 0.62), 0.11, 0.075, 6), HIDE_LIT, joint=f"{fore}_thigh"
        )
        builder.add(tube((s * 0.62, 0.78, 0.62), (s * 0.52, 0.06, 1.02), 0.075, 0.05, 6), HIDE, joint=f"{fore}_shin")
        builder.add(tube((s * 0.52, 0.08, 1.0), (s * 0.52, 0.02, 1.34), 0.05, 0.0, 4), "#d7c8d8", joint=f"{fore}_foot")
        builder.add(
            tube((s * 0.2, 0.88, -0.5), (s * 0.46, 0.66, -0.28), 0.14, 0.09, 6), HIDE_LIT, joint=f"{hind}_thigh"
        )
        builder.add(tube((s * 0.46, 0.66, -0.28), (s * 0.42, 0.34, -0.72), 0.09, 0.06, 6), HIDE, joint=f"{hind}_shin")
        builder.add(tube((s * 0.42, 0.34, -0.72), (s * 0.42, 0.03, -0.5), 0.06, 0.05, 5), HIDE, joint=f"{hind}_foot")
    for z, y, length in (
        (-0.62, 0.95, 0.3),
        (-0.3, 1.15, 0.45),
        (0.0, 1.25, 0.52),
        (0.3, 1.2, 0.42),
        (0.55, 1.05, 0.28),
    ):
        thorn = tube((0, y, z), (0, y + length, z - 0.25), 0.07, 0.0, 4, capped=False)
        builder.add(thorn, SPINE, emissive=0.55, joint="chest" if z >= 0.0 else "body")
    builder.add(tube((0, 0.74, -0.85), (0, 0.9, -1.35), 0.09, 0.05, 5), HIDE, joint="tail")
    sting = tube((0, 0.9, -1.35), (0.1, 1.3, -1.6), 0.05, 0.0, 5, capped=False)
    builder.add(sting, SPINE, emissive=0.5, joint="tail")
    return builder.mesh(size=1.15)


@mesh("sentinel", moving=True, rim=0.95, fill=True, shadow_radius=1.95)
def sentinel() -> Mesh:
    """A giant of stone blocks with burning cracks, a core in the chest and a ring behind the head; 664 triangles."""
    builder = MeshBuilder(Rig.of(GIANT, _sentinel_pivots()), usual_joint="trunk")

    def add_stone(block: np.ndarray, low: float, high: float, joint: str = "") -> None:
        builder.add(block, shaded(block, STONE, STONE_LIT, low, high), joint=joint)

    for s in (-1, 1):
        side = "left" if s > 0 else "right"
        leg = roughened(box(0.55, 1.15, 0.6, top_x=1.2, top_z=1.1), 0.03, 3 + s) + at(s * 0.42, 0.0, 0.0)
        add_stone(leg, 0.0, 3.0, f"{side}_leg")
        foot = roughened(box(0.72, 0.3, 0.85, top_x=0.8, top_z=0.8), 0.03, 9 + s) + at(s * 0.46, -0.02, 0.1)
        builder.add(foot, "#34303f", joint=f"{side}_leg")
        shoulder = roughened(box(0.8, 0.75, 0.85, top_x=0.75, top_z=0.75), 0.05, 12 + s)
        add_stone(placed(shoulder, (s * 1.12, 2.35, 0.0), roll=-s * 0.28), 1.5, 3.2, f"{side}_arm")
        upper_arm = tube((s * 1.2, 2.35, 0.0), (s * 1.35, 1.55, 0.15), 0.2, 0.24, 6)
        builder.add(upper_arm, STONE, joint=f"{side}_arm")
        fist = roughened(box(0.56, 0.95, 0.6, top_x=1.15, top_z=1.15), 0.04, 20 + s) + at(s * 1.4, 0.68, 0.25)
        add_stone(fist, 0.4, 2.2, f"{side}_forearm")
        for k in range(3):
            root = (s * (0.95 + 0.22 * k), 3.0, -0.1)
            tip = (s * (1.05 + 0.32 * k), 3.55 + 0.15 * (k == 1), -0.25)
            builder.add(tube(root, tip, 0.11, 0.0, 4, capped=False), "#57505f", joint=f"{side}_arm")
        seam = box(0.06, 0.5, 0.02) + at(s * 1.4, 0.85, 0.58)
        builder.add(seam, EMBER, emissive=1.3, joint=f"{side}_forearm")
    add_stone(roughened(box(1.15, 0.7, 0.7, top_x=1.5, top_z=1.2), 0.03, 31) + at(0.0, 1.1, 0.0), 0.8, 3.0)
    add_stone(roughened(box(1.72, 0.95, 0.95, top_x=0.82, top_z=0.8), 0.04, 33) + at(0.0, 1.78, 0.0), 0.8, 2.9)
    add_stone(roughened(box(0.5, 0.5, 0.52, top_x=0.72, top_z=0.8), 0.03, 35) + at(0.0, 2.68, 0.12), 2.0, 3.2, "head")
    builder.add(box(0.34, 0.07, 0.04) + at(0.0, 2.9, 0.36), "#ff8a5c", emissive=2.4, joint="head")
    for s in (-1, 1):
        for joint, start, stop in _CRACKS:
            crack = tube((s * start[0], *start[1:]), (s * stop[0], *stop[1:]), 0.035, 0.03, 4, capped=False)
            name = joint if joint == "trunk" else f"{'left' if s > 0 else 'right'}_{joint}"
            builder.add(crack, CRACK, emissive=1.5, joint=name)
    builder.add(octahedron(0.24, 0.34, 0.34) + at(0.0, 2.2, 0.47), EMBER, emissive=2.2)
    builder.add(torus(0.42, 0.04, 12, 4, upright=True) + at(0.0, 2.2, 0.5), "#c8663f", emissive=0.5)
    builder.add(torus(1.05, 0.05, 22, 4, upright=True) + at(0.0, 2.95, -0.45), "#ff8a52", emissive=0.30)
    return builder.mesh(size=1.40)


_CRACKS = (
    ("trunk", (0.18, 2.05, 0.50), (0.42, 1.85, 0.49)),
    ("trunk", (0.42, 1.85, 0.49), (0.50, 1.5, 0.44)),
    ("trunk", (0.2, 2.4, 0.48), (0.5, 2.55, 0.44)),
    ("leg", (0.42, 1.05, 0.36), (0.36, 0.72, 0.34)),
    ("leg", (0.36, 0.72, 0.34), (0.5, 0.4, 0.33)),
    ("arm", (1.0, 2.85, 0.42), (1.2, 2.6, 0.44)),
    ("arm", (1.2, 2.6, 0.44), (1.12, 2.4, 0.44)),
    ("forearm", (1.3, 1.45, 0.58), (1.5, 1.2, 0.60)),
    ("forearm", (1.5, 1.2, 0.60), (1.36, 0.8, 0.58)),
)


def _stalker_pivots() -> dict[str, tuple[float, float, float]]:
    """Where its joints turn [m]: hips and shoulders, knees, paws."""
    pivots: dict[str, tuple[float, float, float]] = {
        "body": (0.0, 0.0, 0.0),
        "chest": (0.0, 0.95, -0.25),
        "head": (0.0, 0.94, 0.72),
        "tail": (0.0, 0.74, -0.85),
    }
    for side, s in (("left", 1), ("right", -1)):
        pivots |= {
            f"{side}_fore_thigh": (s * 0.24, 1.02, 0.42),
            f"{side}_fore_shin": (s * 0.62, 0.78, 0.62),
            f"{side}_fore_foot": (s * 0.52, 0.07, 1.0),
            f"{side}_hind_thigh": (s * 0.2, 0.88, -0.5),
            f"{side}_hind_shin": (s * 0.46, 0.66, -0.28),
            f"{side}_hind_foot": (s * 0.42, 0.34, -0.72),
        }
    return pivots


def _sentinel_pivots() -> dict[str, tuple[float, float, float]]:
    """Where its joints turn [m]."""
    pivots: dict[str, tuple[float, float, float]] = {
        "body": (0.0, 0.0, 0.0),
        "trunk": (0.0, 1.15, 0.0),
        "head": (0.0, 2.7, 0.1),
    }
    for side, s in (("left", 1), ("right", -1)):
        pivots |= {
            f"{side}_arm": (s * 1.05, 2.55, 0.0),
            f"{side}_forearm": (s * 1.35, 1.6, 0.15),
            f"{side}_leg": (s * 0.42, 1.15, 0.0),
        }
    return pivots
