"""Talren and Aria: who weaves."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, shaded
from engine.present.meshes.figure import LEATHER, add_cloak, figure
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, lathe, octahedron, torus, tube, two_sided

BRASS, BLADE = "#b98c4a", "#ffd27a"


@mesh("talren", moving=True, rim=1.0, fill=True, shadow_radius=0.62)
def talren() -> Mesh:
    """The player's hero: teal cloak with a gold lozenge, scarf, a blade of light in the right hand; 813 triangles."""
    builder = figure(
        top="#2c7f86",
        hair="#3a2622",
        arms=(
            ((-0.27, 1.40, 0.0), (-0.42, 1.22, 0.12), (-0.40, 1.12, 0.40)),
            ((0.27, 1.40, 0.0), (0.44, 1.16, 0.05), (0.52, 0.98, 0.30)),
        ),
    )
    add_cloak(builder, "#12545c", "#2f9c98", trim="#ffc867", hem_radius=0.40, hem=0.42)
    z = -0.365
    top, right, left, bottom = (0.0, 1.30, z + 0.045), (0.085, 1.12, z), (-0.085, 1.12, z), (0.0, 0.90, z - 0.03)
    lozenge = np.array([[top, right, left], [right, bottom, left]]) - at(0.0, 0.0, 0.012)
    builder.add(lozenge, BLADE, emissive=0.7, joint="cloak")
    builder.add(torus(0.15, 0.06, 10, 4) * [1.25, 1.0, 1.0] + at(0.0, 1.51, 0.0), "#d8913a")
    near_left, near_right = (-0.05, 1.5, -0.16), (0.12, 1.5, -0.16)
    far_left, far_right = (0.34, 1.2, -0.62), (0.44, 1.28, -0.66)
    tail = np.array([[near_left, near_right, far_left], [near_right, far_right, far_left]])
    builder.add(two_sided(tail), "#e09a3e")
    builder.add(box(0.2, 0.12, 0.24, top_x=0.6, top_z=0.8) + at(-0.29, 1.38, 0.0), BRASS, joint="right_arm")
    hand, reach = np.array([0.52, 0.98, 0.30]), np.array([0.28, 0.55, 0.62])
    reach /= np.linalg.norm(reach)
    guard = hand + reach * 0.1
    builder.add(tube(hand - reach * 0.2, guard, 0.03, 0.03, 5), LEATHER, joint="left_forearm")
    builder.add(
        tube(guard, hand + reach * 1.25, 0.06, 0.012, 4, flatten=0.35), BLADE, emissive=1.7, joint="left_forearm"
    )
    crossguard = tube(guard - at(0.16, 0.0, 0.0), guard + at(0.16, 0.0, 0.0), 0.028, 0.02, 4)
    builder.add(crossguard, BRASS, joint="left_forearm")
    pulse = octahedron(0.07, 0.1, 0.1) + at(-0.40, 1.16, 0.46)
    builder.add(pulse, BLADE, emissive=1.6, joint="right_forearm")
    return builder.mesh(size=1.06)


@mesh("aria", moving=True, rim=0.7, fill=True, shadow_radius=0.62)
def aria() -> Mesh:
    """Pale robes to the ground, a halo behind the head, a staff with a crystal; 965 triangles."""
    builder = figure(
        style="staff",
        top="#c4b7a2",
        legs="#8d8274",
        hair="#e8d9b5",
        skin="#d8ab88",
        height=1.72,
        bulk=0.88,
        stance=0.06,
        arms=(
            ((-0.25, 1.40, 0.0), (-0.40, 1.36, 0.14), (-0.42, 1.62, 0.30)),
            ((0.25, 1.40, 0.0), (0.38, 1.16, 0.12), (0.40, 1.12, 0.36)),
        ),
    )
    robe = lathe([(0.46, 0.06), (0.36, 0.45), (0.24, 0.8), (0.17, 1.0)], 9, stretch_z=0.9, jitter=0.05)
    builder.add(robe, shaded(robe, "#6d6a78", "#cfc3ae", 0.05, 1.0), joint="body")
    add_cloak(builder, "#8a7f86", "#d8cdb9", hem=0.5, hem_radius=0.40, collar=1.42)
    builder.add(torus(0.25, 0.016, 20, 4, upright=True) + at(0.0, 1.74, -0.16), "#7fe3ee", emissive=0.28, joint="head")
    builder.add(tube((0.40, 0.1, 0.37), (0.40, 2.02, 0.37), 0.025, 0.022, 5), "#8b7a66", joint="left_forearm")
    hoop = torus(0.16, 0.02, 12, 4, upright=True) + at(0.40, 2.16, 0.37)
    builder.add(hoop, "#e7d6a5", joint="left_forearm")
    crystal = octahedron(0.075, 0.12, 0.12) + at(0.40, 2.16, 0.37)
    builder.add(crystal, "#9ff3ff", emissive=2.0, joint="left_forearm")
    return builder.mesh(size=1.06)
