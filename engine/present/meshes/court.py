"""The Warden's court: pylons, signs on the floor, the gate, fire in bowls, and a platform."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import TAU, Triangles, at, box, lathe, octahedron, placed, roughened, torus, tube

STONE_LOW, STONE_HIGH, EDGE, IRON = "#3b3440", "#98867c", "#b5a08c", "#3a3b44"
FLAME, EMBER, BRONZE, GILT = "#ffb45a", "#ff6a2a", "#a8793e", "#d8a95a"
WHITE = np.ones(3)


@mesh("pylon", rim=0.35, fill=True, shadow_radius=1.5)
def pylon() -> Mesh:
    """An obelisk split by a core of light between iron hoops, 5 m high; the core takes the tint."""
    builder = MeshBuilder()
    base = lathe([(1.35, -0.5), (1.3, 0.28), (1.0, 0.34), (0.96, 0.7), (0.0, 0.72)], 8)
    builder.add(base, shaded(base, STONE_LOW, STONE_HIGH, -0.4, 0.9))
    for s in (-1, 1):
        half = roughened(box(0.42, 3.5, 0.96, top_x=0.6, top_z=0.5), 0.03, 17 + s)
        half = placed(half, (s * 0.48, 0.66, 0.0), roll=s * 0.035)
        builder.add(half, shaded(half, STONE_LOW, STONE_HIGH, 0.2, 4.4))
    builder.add(octahedron(0.26, 1.35, 1.35) + at(0.0, 2.35, 0.0), WHITE, emissive=1.6, tinted=1.0)
    for y in (1.25, 3.3):
        hoop = torus(0.74 - 0.08 * (y > 2), 0.07, 12, 4) * [1.0, 1.0, 0.8] + at(0.0, y, 0.0)
        builder.add(hoop, IRON)
    crown = octahedron(0.22, 0.3, 0.52) + at(0.0, 4.7, 0.0)
    builder.add(crown, WHITE, emissive=1.4, tinted=1.0)
    builder.add(placed(torus(0.62, 0.035, 18, 4), (0.0, 4.6, 0.0), pitch=0.16), WHITE, emissive=0.8, tinted=1.0)
    for k in range(4):
        angle = TAU * (k + 0.5) / 4
        claw = tube(
            (np.cos(angle) * 1.0, 0.5, np.sin(angle) * 1.0),
            (np.cos(angle) * 1.2, 1.5, np.sin(angle) * 1.2),
            0.13,
            0.0,
            4,
            capped=False,
        )
        builder.add(claw, "#54505c")
    return builder.mesh()


@mesh("sigil")
def sigil() -> Mesh:
    """A sign of light on the floor: two rings, a triangle and three runes, 2.4 m across; takes the tint."""
    builder = MeshBuilder()
    for radius, width in ((1.2, 0.09), (0.86, 0.05)):
        builder.add(_band(radius, width, 28), WHITE * 0.8, emissive=0.55, tinted=1.0)
    corners = [(np.sin(TAU * k / 3) * 0.84, np.cos(TAU * k / 3) * 0.84) for k in range(3)]
    for k in range(3):
        builder.add(_stroke(corners[k], corners[(k + 1) % 3], 0.06), WHITE * 0.8, emissive=0.5, tinted=1.0)
        angle = TAU * (k + 0.5) / 3
        x, z = np.sin(angle) * 1.03, np.cos(angle) * 1.03
        builder.add(_stroke((x * 0.93, z * 0.93), (x * 1.08, z * 1.08), 0.12), WHITE * 0.8, emissive=0.6, tinted=1.0)
    builder.add(_band(0.24, 0.07, 12), WHITE * 0.8, emissive=0.7, tinted=1.0)
    return builder.mesh()


@mesh("gate", shadow_radius=0.0)
def gate() -> Mesh:
    """Two towers, a pointed lintel and a portcullis with a lit seam; 9 m wide, 6.6 m high, faces +z."""
    builder = MeshBuilder()
    for s in (-1, 1):
        tower = roughened(box(2.2, 6.6, 2.2, top_x=0.82, top_z=0.82), 0.04, 70 + s) + at(s * 3.3, -1.0, 0.0)
        builder.add(tower, shaded(tower, STONE_LOW, STONE_HIGH, -0.6, 5.6))
        builder.add(box(2.2, 0.32, 2.2) + at(s * 3.3, 5.5, 0.0), EDGE)
        for k in range(2):
            merlon = roughened(box(0.6, 0.6, 0.6), 0.03, 75 + k + s) + at(s * 3.3 + (k - 0.5) * 1.3, 5.8, 0.7)
            builder.add(merlon, shaded(merlon, STONE_LOW, STONE_HIGH, 4.0, 6.6))
        banner = box(0.9, 2.6, 0.05, top_x=1.0) + at(s * 3.3, 2.3, 1.12)
        builder.add(banner, shaded(banner, "#3d0f1c", "#98263a", 2.2, 4.9))
        builder.add(octahedron(0.22, 0.3, 0.3) * [1.0, 1.0, 0.3] + at(s * 3.3, 3.9, 1.16), "#ffd9a0", emissive=0.7)
    for i in range(7):
        angle = np.pi * (i + 0.5) / 7
        wedge = roughened(box(0.96, 0.9, 1.3, top_x=1.3), 0.03, 85 + i)
        wedge = placed(wedge, (2.1 * np.cos(angle), 3.1 + 2.1 * np.sin(angle), 0.0), roll=angle - np.pi / 2)
        builder.add(wedge, shaded(wedge, STONE_LOW, EDGE, 2.4, 6.4))
    for i in range(7):
        x = -1.8 + i * 0.6
        top = 3.1 + np.sqrt(max(2.1**2 - x * x, 0.0)) * 0.95
        builder.add(tube((x, -0.2, -0.2), (x, top, -0.2), 0.07, 0.07, 4, capped=False), IRON)
    for y in (0.8, 2.0, 3.2):
        builder.add(box(4.2, 0.12, 0.14) + at(0.0, y, -0.2), IRON)
    builder.add(octahedron(0.34, 0.46, 0.46) * [1.0, 1.0, 0.4] + at(0.0, 5.75, 0.7), "#ffd9a0", emissive=1.4)
    return builder.mesh()


@mesh("torch", rim=0.3, shadow_radius=0.35)
def torch() -> Mesh:
    """A pole with a fire basket, 2.2 m high."""
    builder = MeshBuilder()
    builder.add(roughened(box(0.5, 0.2, 0.5, top_x=0.8, top_z=0.8), 0.02, 6), STONE_LOW)
    builder.add(tube((0.0, 0.0, 0.0), (0.0, 1.62, 0.0), 0.06, 0.05, 5), "#3f332d")
    builder.add(lathe([(0.08, 1.52), (0.24, 1.66), (0.27, 1.84), (0.2, 1.82)], 6), IRON)
    _fire(builder, 1.78, 0.19, 0.5)
    return builder.mesh()


@mesh("brazier", rim=0.3, shadow_radius=0.8)
def brazier() -> Mesh:
    """A bowl of fire on a stone foot, 1.1 m high and the flames above it."""
    builder = MeshBuilder()
    foot = lathe([(0.55, -0.2), (0.5, 0.12), (0.24, 0.3), (0.22, 0.6), (0.0, 0.62)], 6)
    builder.add(foot, shaded(foot, STONE_LOW, STONE_HIGH, -0.1, 0.8))
    builder.add(lathe([(0.2, 0.56), (0.56, 0.78), (0.66, 1.04), (0.56, 1.0)], 8), IRON)
    builder.add(lathe([(0.56, 0.94), (0.0, 1.0)], 8), "#7a2a16", emissive=1.2)
    _fire(builder, 0.94, 0.42, 0.95)
    return builder.mesh()


@mesh("court_inlay")
def court_inlay() -> Mesh:
    """Bands of bronze let into the floor of an octagon of 18 m: three rings of eight sides and eight spokes."""
    builder = MeshBuilder()
    turn = np.pi / 8
    for apothem, width in ((16.2, 0.34), (15.5, 0.12), (7.4, 0.26), (3.4, 0.2)):
        ring = placed(_band(apothem / np.cos(turn), width, 8), yaw=turn)
        builder.add(ring, BRONZE, emissive=0.12)
    for k in range(8):
        angle = TAU * k / 8 + turn
        x, z = np.sin(angle), np.cos(angle)
        inner, outer = 3.4 / np.cos(turn), 16.2 / np.cos(turn)
        builder.add(_stroke((x * inner, z * inner), (x * outer, z * outer), 0.16), BRONZE, emissive=0.12)
    return builder.mesh()


@mesh("hall_inlay")
def hall_inlay() -> Mesh:
    """Bands of gold let into the floor of a round hall: three rings and the twelve rays between them."""
    builder = MeshBuilder()
    for radius, width in ((9.0, 0.24), (8.4, 0.1), (5.2, 0.2), (3.6, 0.12)):
        builder.add(_band(radius, width, 36), GILT, emissive=0.25)
    for k in range(12):
        angle = TAU * k / 12
        x, z = np.sin(angle), np.cos(angle)
        inner, outer = (5.2, 8.4) if k % 2 else (3.6, 8.4)
        builder.add(_stroke((x * inner, z * inner), (x * outer, z * outer), 0.12), GILT, emissive=0.25)
    return builder.mesh()


@mesh("platform", moving=True)
def platform() -> Mesh:
    """A round slab of woven stone, 4 m across and 0.3 m high, with a rim of light that takes the tint."""
    builder = MeshBuilder()
    slab = lathe([(1.7, -1.2), (2.0, -0.1), (2.0, 0.26), (1.84, 0.3), (0.0, 0.3)], 10)
    builder.add(slab, shaded(slab, STONE_LOW, STONE_HIGH, -1.0, 0.4))
    builder.add(_band(1.72, 0.07, 20) + at(0.0, 0.29, 0.0), WHITE, emissive=0.7, tinted=1.0)
    builder.add(_band(0.7, 0.05, 14) + at(0.0, 0.29, 0.0), WHITE, emissive=0.6, tinted=1.0)
    return builder.mesh()


def _fire(builder: MeshBuilder, foot: float, radius: float, height: float) -> None:
    for k in range(4):
        angle = TAU * k / 4 + 0.4
        flame = octahedron(radius * (0.5 + 0.12 * (k % 2)), 0.1, height * (0.55 + 0.22 * (k % 3) / 2))
        flame = placed(
            flame, (np.cos(angle) * radius * 0.45, foot + 0.04, np.sin(angle) * radius * 0.45), roll=0.1 * (k - 1.5)
        )
        builder.add(flame, shaded(flame, FLAME, EMBER, foot, foot + height * 0.8), emissive=1.8)
    builder.add(octahedron(radius * 0.6, 0.1, height) + at(0.0, foot + 0.05, 0.0), "#ffe0a0", emissive=2.0)


def _band(radius: float, width: float, sides: int) -> Triangles:
    """A flat ring that looks up, 3 cm above the ground."""
    return lathe([(radius + width / 2, 0.03), (radius - width / 2, 0.03)], sides)


def _stroke(start: tuple[float, float], stop: tuple[float, float], width: float) -> Triangles:
    """A flat bar that looks up, from (x, z) to (x, z)."""
    first, last = at(start[0], 0.03, start[1]), at(stop[0], 0.03, stop[1])
    along = (last - first) / np.linalg.norm(last - first)
    aside = np.array([along[2], 0.0, -along[0]]) * width / 2
    return np.array([[first - aside, last - aside, last + aside], [first - aside, last + aside, first + aside]])
