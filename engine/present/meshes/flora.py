"""Trees, grass and ferns."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import TAU, at, icosphere, lathe, placed, roughened, tube

LEAF_SHADE, LEAF_LIT, LEAF_TIP = "#27304a", "#7d7453", "#9a8c62"
BARK, BARK_LIT = "#43353c", "#57474a"
CROWN_FLATNESS = np.array([1.0, 0.8, 1.0])


@mesh("pine", far="pine_far", shadow_radius=1.5)
def pine() -> Mesh:
    """Five skirts of needles with notched rims; 138 triangles."""
    builder = MeshBuilder()
    random = np.random.default_rng(1)
    builder.add(lathe([(0.2, -0.3), (0.12, 1.6)], 5), "#2f2530")
    base = 1.0
    notch = np.where(np.arange(11) % 2, 1.13, 0.78)
    notch[-1] = notch[0]
    for tier in range(5):
        rise = tier / 4.0
        radius = 1.70 * (1.0 - rise) ** 0.85 + 0.42
        height = 1.75 - 0.55 * rise
        if tier < 3:
            profile = [(radius, base - 0.22 * radius), (radius * 0.44, base + height * 0.42), (0.0, base + height)]
        else:
            profile = [(radius, base - 0.18 * radius), (0.0, base + height)]
        skirt = lathe(profile, 10, jitter=0.09, random=random)
        spoke = np.round(np.arctan2(skirt[..., 2], skirt[..., 0]) / TAU * 10).astype(int) % 10
        rim = skirt[..., 1] < base
        reach = np.where(rim, notch[spoke], 1.0)
        skirt[..., 0] *= reach
        skirt[..., 2] *= reach
        skirt[..., 1] -= np.where(rim & (spoke % 2 == 1), 0.10 * radius, 0.0)
        deep = shaded(skirt, "#12303a", "#2b5b57", base - 0.3, base + height)
        light = shaded(skirt, "#1a3e44", "#4b7a66", base - 0.3, base + height)
        builder.add(skirt, deep * (1.0 - rise) + light * rise)
        if tier < 3:
            builder.add(lathe([(0.0, base + 0.25), (radius, base - 0.18 * radius)], 6), "#0a1a24")
        base += height * 0.60
    return builder.mesh()


@mesh("pine_far")
def pine_far() -> Mesh:
    """A pine in the distance; 18 triangles."""
    builder = MeshBuilder()
    builder.add(lathe([(1.75, 0.6), (0.0, 3.2)], 6), "#17393f")
    builder.add(lathe([(1.3, 1.9), (0.0, 4.4)], 6), "#214a4c")
    builder.add(lathe([(0.85, 3.3), (0.0, 5.9)], 6), "#33605a")
    return builder.mesh()


@mesh("broadleaf", far="broadleaf_far", shadow_radius=1.5)
def broadleaf() -> Mesh:
    """A bent trunk under eleven clumps of leaves; 450 triangles."""
    builder = MeshBuilder()
    random = np.random.default_rng(2)
    trunk = np.array([(0.0, -0.3, 0.0), (0.12, 1.1, 0.05), (-0.08, 2.2, 0.12), (0.12, 3.1, 0.0)])
    for i, (start_radius, stop_radius) in enumerate(((0.27, 0.19), (0.19, 0.15), (0.15, 0.09))):
        limb = tube(trunk[i], trunk[i + 1], start_radius, stop_radius, 6, capped=False)
        builder.add(limb, BARK_LIT if i else BARK)
    clumps: list[tuple[np.ndarray, float, int]] = [(trunk[3] + at(0.0, 0.15, 0.0), 1.05, 1)]
    lifts = (-0.35, 0.05, 0.5, -0.1, 0.75, 0.2, -0.3, 0.55, 0.0, 0.3)
    for i, lift in enumerate(lifts):
        angle = i * 2.4 + 0.3 * random.random()
        spread = np.sqrt(1.0 - lift * lift)
        reach = 1.12 + 0.18 * random.random()
        offset = [np.cos(angle) * spread * reach, 0.15 + lift * reach * 0.92, np.sin(angle) * spread * reach]
        clumps.append((trunk[3] + offset, float(random.uniform(0.52, 0.74)), 0))
    for i, (centre, size, detail) in enumerate(clumps):
        if i in {1, 4, 7}:
            builder.add(tube(trunk[2], centre, 0.08, 0.04, 4, capped=False), BARK)
        ball = roughened(icosphere(detail), 0.10, int(size * 1000))
        clump = placed(ball, yaw=random.random() * 6.0) * CROWN_FLATNESS * size + centre
        colour = shaded(clump, LEAF_SHADE, LEAF_LIT, centre[1] - size * 0.9, centre[1] + size * 0.85)
        crown_light = np.clip((clump[..., 1:2] - 2.0) / 2.6, 0.0, 1.0)
        builder.add(clump, colour * (0.55 + 0.65 * crown_light))
        _add_leaf_tips(builder, random, centre, size)
    return builder.mesh()


def _add_leaf_tips(builder: MeshBuilder, random: np.random.Generator, centre: np.ndarray, size: float) -> None:
    for _ in range(5):
        out = random.normal(size=3)
        out[1] = abs(out[1]) * 0.8 - 0.15
        out /= np.linalg.norm(out)
        root = centre + out * size * CROWN_FLATNESS * 0.96
        across = np.cross(out, random.normal(size=3))
        across /= np.linalg.norm(across)
        length = 0.20 + 0.12 * random.random()
        back = root - out * 0.03
        tip = root + out * length * 0.8 + across * 0.1
        leaf = np.array([[back - across * length * 0.5, back + across * length * 0.5, tip]])
        both = np.concatenate([leaf, leaf[:, ::-1]])
        builder.add(both, shaded(both, LEAF_SHADE, LEAF_TIP, centre[1] - size * 0.8, centre[1] + size))


@mesh("broadleaf_far")
def broadleaf_far() -> Mesh:
    """A broadleaf in the distance; 108 triangles."""
    builder = MeshBuilder()
    builder.add(lathe([(0.2, -0.3), (0.14, 2.2)], 4), BARK)
    clumps = (
        ((0.1, 3.35, 0.0), 1.15),
        ((1.0, 3.1, 0.3), 0.85),
        ((-0.95, 3.2, -0.2), 0.85),
        ((0.1, 2.9, -0.95), 0.8),
        ((0.0, 4.0, 0.4), 0.75),
    )
    for centre, size in clumps:
        clump = roughened(icosphere(0), 0.1, 3) * np.array([1.0, 0.78, 1.0]) * size + np.array(centre)
        builder.add(clump, shaded(clump, LEAF_SHADE, LEAF_LIT, centre[1] - size * 0.75, centre[1] + size * 0.85))
    return builder.mesh()


@mesh("grass", foliage=True)
def grass() -> Mesh:
    """A tuft of six blades."""
    builder = MeshBuilder()
    random = np.random.default_rng(4)
    for _ in range(6):
        angle = random.random() * 6.28
        c, s = np.cos(angle), np.sin(angle)
        width = 0.024 + 0.018 * random.random()
        height = 0.28 + 0.30 * random.random()
        root = 0.13 * random.random()
        tip = root + 0.12 + 0.12 * random.random()
        blade = np.array(
            [
                [
                    [c * root - s * width, -0.03, s * root + c * width],
                    [c * root + s * width, -0.03, s * root - c * width],
                    [c * tip, height, s * tip],
                ]
            ]
        )
        builder.add(blade, shaded(blade, "#1c3c3c", "#6b7658", 0.0, 0.6))
    return builder.mesh(upward_normals=True)


@mesh("fern", foliage=True)
def fern() -> Mesh:
    """Six bent fronds."""
    builder = MeshBuilder()
    for i in range(6):
        angle = i * 1.047
        c, s = np.cos(angle), np.sin(angle)
        root = np.array([c * 0.05, 0.05, s * 0.05])
        bend = np.array([c * 0.35, 0.38, s * 0.35])
        tip = np.array([c * 0.75, 0.22, s * 0.75])
        half = np.array([-s, 0.0, c]) * 0.13
        frond = np.array([[root, bend - half, bend + half], [bend - half, tip, bend + half]])
        builder.add(frond, shaded(frond, "#173a3c", "#4c7a60", 0.0, 0.4))
    return builder.mesh(upward_normals=True)
