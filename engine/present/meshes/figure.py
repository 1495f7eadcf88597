"""The human figure that heroes and soldiers are dressed on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.present.colour import linear
from engine.present.meshes.builder import MeshBuilder, shaded
from engine.present.meshes.shapes import at, box, icosphere, lathe, tube, two_sided
from engine.present.poses.figure import FIGURE
from engine.present.poses.rig import Rig

Arm = tuple[Sequence[float], Sequence[float], Sequence[float]]
LEATHER = "#6e5136"
ARMS_DOWN: tuple[Arm, Arm] = (
    ((-0.27, 1.40, 0.0), (-0.36, 1.15, 0.02), (-0.34, 0.90, 0.14)),
    ((0.27, 1.40, 0.0), (0.36, 1.15, 0.02), (0.34, 0.90, 0.14)),
)


def figure(
    *,
    skin: str = "#c99572",
    top: str = "#2b6f78",
    legs: str = "#2a2b3d",
    boots: str = "#241f28",
    hair: str = "#2a1f24",
    height: float = 1.8,
    bulk: float = 1.0,
    stance: float = 0.16,
    arms: tuple[Arm, Arm] = ARMS_DOWN,
    arm_tinted: float | None = None,
    style: str = "blade",
) -> MeshBuilder:
    """Legs, trunk, head and arms (shoulder, elbow, hand each, for a height of 1.8 m), facing +z.

    `style`: how it strikes (see poses.strikes). What is added later hangs on the trunk unless it names a joint.
    """
    size = height / 1.8
    pivots: dict[str, NDArray[np.float64]] = {
        "body": at(0.0, 0.0, 0.0),
        "trunk": at(0.0, 0.95 * size, 0.0),
        "head": at(0.0, 1.54 * size, 0.0),
        "cloak": at(0.0, 1.46 * size, -0.08),
    }
    limbs: list[tuple[str, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]] = []
    for side in (-1, 1):
        hip = np.array([side * 0.11 * bulk, 0.92, 0.0]) * size
        knee = np.array([side * (0.12 + stance * 0.4) * bulk, 0.5, 0.07 * (1 if side > 0 else -0.4)]) * size
        ankle = np.array([side * (0.12 + stance * 0.7), 0.08, -0.04 + 0.12 * side * stance * 3]) * size
        name = "left" if side > 0 else "right"
        pivots |= {f"{name}_thigh": hip, f"{name}_shin": knee, f"{name}_ankle": ankle}
        limbs.append((name, hip, knee, ankle))
    for name, arm in zip(("right", "left"), arms, strict=True):
        shoulder, elbow, _hand = (np.array(point) * [bulk, 1.0, 1.0] * size for point in arm)
        pivots |= {f"{name}_arm": shoulder, f"{name}_forearm": elbow}
    builder = MeshBuilder(Rig.of(FIGURE, pivots, style), usual_joint="trunk")
    for name, hip, knee, ankle in limbs:
        builder.add(tube(hip, knee, 0.115 * bulk * size, 0.085 * bulk * size, 6), legs, joint=f"{name}_thigh")
        builder.add(tube(knee, ankle, 0.085 * bulk * size, 0.065 * size, 6), boots, joint=f"{name}_shin")
        foot = box(0.13 * size, 0.09 * size, 0.28 * size, top_x=0.8, top_z=0.8)
        builder.add(foot + ankle + at(0.0, -0.08 * size, 0.06 * size), boots, joint=f"{name}_ankle")
    profile = [(0.0, 0.84), (0.17, 0.86), (0.165, 1.0), (0.20, 1.22), (0.235, 1.40), (0.15, 1.50), (0.06, 1.54)]
    trunk = lathe(profile, 8, stretch_x=1.12 * bulk, stretch_z=0.72 * bulk) * [1.0, size, 1.0]
    builder.add(trunk, shaded(trunk, linear(top) * 0.6, linear(top), 0.85, 1.45))
    belt = lathe([(0.185, 0.90), (0.185, 0.98)], 8, stretch_x=1.13 * bulk, stretch_z=0.76 * bulk)
    builder.add(belt * [1.0, size, 1.0], LEATHER, joint="body")
    neck = tube(np.array([0.0, 1.48, 0.0]) * size, np.array([0.0, 1.6, 0.01]) * size, 0.06, 0.055, 6, capped=False)
    builder.add(neck, skin, joint="head")
    builder.add(
        icosphere(1) * np.array([0.122, 0.155, 0.138]) * size + np.array([0.0, 1.70, 0.015]) * size, skin, joint="head"
    )
    scalp = icosphere(1) * np.array([0.143, 0.165, 0.155]) * size + np.array([0.0, 1.725, -0.03]) * size
    middle = scalp.mean(axis=1)
    builder.add(scalp[(middle[:, 1] > 1.80 * size) | (middle[:, 2] < 0.03 * size)], hair, joint="head")
    for name, arm in zip(("right", "left"), arms, strict=True):
        shoulder, elbow, hand = (np.array(point) * [bulk, 1.0, 1.0] * size for point in arm)
        builder.add(tube(shoulder, elbow, 0.078 * bulk, 0.06 * bulk, 6), top, tinted=arm_tinted, joint=f"{name}_arm")
        builder.add(tube(elbow, hand, 0.06 * bulk, 0.045 * bulk, 6), LEATHER, joint=f"{name}_forearm")
        builder.add(icosphere(0) * 0.055 * bulk + hand, skin, joint=f"{name}_forearm")
    return builder


def add_cloak(
    builder: MeshBuilder,
    hem_colour: str,
    collar_colour: str,
    *,
    collar: float = 1.48,
    hem: float = 0.25,
    hem_radius: float = 0.48,
    sides: int = 7,
    span: tuple[float, float] = (np.pi * 1.02, np.pi * 1.98),
    trim: str = "",
) -> None:
    """A cloak behind the shoulders from `collar` down to `hem` [m], with a glowing border in `trim`."""
    stretch = {"stretch_x": 1.1, "stretch_z": 0.85}
    profile = [
        (hem_radius, hem),
        (hem_radius * 0.84, hem + 0.3),
        ((0.2 + hem_radius) * 0.5, (collar + hem) * 0.58),
        (0.23, collar - 0.12),
        (0.11, collar + 0.04),
    ]
    start, stop = span
    cloth = lathe(profile, sides, start=start, stop=stop, jitter=0.07, random=np.random.default_rng(5), **stretch)
    cloth = two_sided(cloth + at(0.0, 0.0, -0.02))
    fold = (0.86 + 0.26 * np.random.default_rng(4).random(sides))[np.tile(np.arange(sides), 2 * (len(profile) - 1))]
    colour = shaded(cloth, hem_colour, collar_colour, hem, collar)
    builder.add(cloth, colour * np.tile(fold, 2)[:, None, None], joint="cloak")
    if trim:
        edge = [(hem_radius * 1.015, hem - 0.005), (hem_radius * 0.985, hem + 0.07)]
        band = lathe(edge, sides, start=start, stop=stop, jitter=0.07, random=np.random.default_rng(5), **stretch)
        builder.add(two_sided(band + at(0.0, 0.0, -0.02), 0.02), trim, emissive=0.35, joint="cloak")
