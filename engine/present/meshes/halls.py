"""What is left of great halls: whole columns, the arches between them, fallen drums and steps."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, lathe, octahedron, placed, roughened

STONE_LOW, STONE_HIGH, EDGE, GOLD = "#4a4b5a", "#b3a791", "#c4b69c", "#ffc667"
COURT_LOW, COURT_HIGH, COURT_EDGE = "#3b3440", "#98867c", "#b5a08c"


@mesh("hall_column", far="hall_column_far", shadow_radius=1.0)
def hall_column() -> Mesh:
    """A whole column with base and capital, 6 m high, a band of gold under its head."""
    builder = MeshBuilder()
    base = box(1.5, 0.4, 1.5) + at(0.0, -0.06, 0.0)
    builder.add(base, "#55556a")
    shaft = lathe([(0.62, 0.34), (0.52, 0.6), (0.46, 2.6), (0.42, 5.0), (0.56, 5.3)], 9, jitter=0.02)
    builder.add(shaft, shaded(shaft, STONE_LOW, STONE_HIGH, 0.0, 5.4))
    builder.add(lathe([(0.46, 4.72), (0.48, 4.78), (0.46, 4.9)], 9), GOLD, emissive=0.6)
    capital = box(1.0, 0.5, 1.0, top_x=1.36, top_z=1.36) + at(0.0, 5.24, 0.0)
    builder.add(capital, shaded(capital, STONE_LOW, EDGE, 4.0, 5.8))
    builder.add(box(1.44, 0.26, 1.44) + at(0.0, 5.74, 0.0), EDGE)
    return builder.mesh()


@mesh("hall_column_far")
def hall_column_far() -> Mesh:
    """A hall column in the distance; 28 triangles."""
    builder = MeshBuilder()
    shaft = lathe([(0.6, 0.0), (0.44, 2.6), (0.44, 5.3)], 4)
    builder.add(shaft, shaded(shaft, STONE_LOW, STONE_HIGH, 0.0, 5.4))
    builder.add(box(1.2, 0.7, 1.2, top_x=1.2, top_z=1.2) + at(0.0, 5.3, 0.0), EDGE)
    return builder.mesh()


@mesh("hall_arch", shadow_radius=0.0)
def hall_arch() -> Mesh:
    """The round arch that two hall columns carry, 5 m apart along x, from 6 m up; the columns are not part of it."""
    builder = MeshBuilder()
    for i in range(9):
        angle = np.pi * (i + 0.5) / 9
        wedge = roughened(box(0.86, 0.66, 0.86, top_x=1.2), 0.025, 40 + i)
        wedge = placed(wedge, (2.5 * np.cos(angle), 5.98 + 2.05 * np.sin(angle), 0.0), roll=angle - np.pi / 2)
        builder.add(wedge, shaded(wedge, STONE_LOW, EDGE, 5.0, 8.8))
    return builder.mesh()


@mesh("fallen_drums", shadow_radius=1.3)
def fallen_drums() -> Mesh:
    """Three drums of a column that came down, and the capital beside them."""
    builder = MeshBuilder()
    for k, (x, turn, length) in enumerate(((-1.5, 0.1, 1.3), (0.1, -0.08, 1.4), (1.75, 0.34, 1.0))):
        drum = lathe([(0.0, 0.0), (0.46, 0.0), (0.45, length), (0.0, length)], 8, jitter=0.03)
        drum = placed(drum + at(0.0, -length / 2, 0.0), (x, 0.38, 0.1 * k), yaw=turn, roll=np.pi / 2)
        builder.add(drum, shaded(drum, STONE_LOW, STONE_HIGH, -0.2, 0.9))
    block = roughened(box(1.1, 0.6, 1.1, top_x=1.2, top_z=1.2), 0.04, 9)
    builder.add(placed(block, (0.5, -0.1, 1.2), yaw=0.6, pitch=0.3), "#6e6a70")
    return builder.mesh()


@mesh("court_wall", shadow_radius=0.0)
def court_wall() -> Mesh:
    """A side of a court: 15.6 m of wall with buttresses and a walk of merlons, 5.4 m high; faces +z."""
    return _court_wall(15.6, 5, 11, 90)


@mesh("court_wall_short", shadow_radius=0.0)
def court_wall_short() -> Mesh:
    """The piece of a court's wall beside its gate: 4 m long, 5.4 m high."""
    return _court_wall(4.0, 2, 3, 140)


def _court_wall(length: float, buttresses: int, merlons: int, seed: int) -> Mesh:
    builder = MeshBuilder()
    body = roughened(box(length, 5.8, 0.9, top_z=0.9), 0.02, seed) + at(0.0, -1.0, 0.0)
    builder.add(body, shaded(body, COURT_LOW, COURT_HIGH, -0.6, 4.8))
    builder.add(box(length + 0.1, 0.24, 1.3) + at(0.0, 4.66, 0.0), COURT_EDGE)
    for k in range(buttresses):
        x = (k / (buttresses - 1) - 0.5) * (length - 0.9)
        buttress = roughened(box(0.9, 5.5, 0.8, top_x=0.8, top_z=0.4), 0.03, seed + k) + at(x, -1.0, 0.55)
        builder.add(buttress, shaded(buttress, COURT_LOW, COURT_HIGH, -0.6, 4.8))
    for k in range(merlons):
        if k % 5 == 3 and merlons > 4:  # one has fallen here and there
            continue
        x = (k / (merlons - 1) - 0.5) * (length - 0.9)
        merlon = roughened(box(0.8, 0.6, 0.5, top_x=0.94), 0.02, seed + 20 + k) + at(x, 4.88, 0.0)
        builder.add(merlon, shaded(merlon, COURT_LOW, COURT_EDGE, 3.4, 5.6))
    for k in range(buttresses - 1):
        x = ((k + 0.5) / (buttresses - 1) - 0.5) * (length - 0.9)
        cloth = box(1.3, 2.7, 0.06) + at(x, 1.5, 0.46)
        point = np.array([[[x - 0.65, 1.5, 0.5], [x, 0.9, 0.5], [x + 0.65, 1.5, 0.5]]])
        builder.add(cloth, shaded(cloth, "#4a1420", "#8f2436", 1.2, 4.2))
        builder.add(point, "#4a1420")
        builder.add(octahedron(0.26, 0.36, 0.36) * [1.0, 1.0, 0.25] + at(x, 3.0, 0.5), GOLD, emissive=0.35)
    return builder.mesh()


@mesh("tower", far="tower_far", shadow_radius=2.0)
def tower() -> Mesh:
    """A tapering six-sided tower with a crown of merlons and a lit slit, 10.6 m high."""
    builder = MeshBuilder()
    shaft = lathe([(2.0, -1.2), (1.9, 0.6), (1.6, 0.9), (1.42, 7.6), (1.9, 8.3), (1.9, 9.1), (0.0, 9.1)], 6)
    builder.add(shaft, shaded(shaft, COURT_LOW, COURT_HIGH, -0.8, 9.0))
    for k in range(6):
        angle = np.pi * (k + 0.5) / 3
        merlon = roughened(box(1.0, 1.0, 0.5, top_x=0.86), 0.03, 60 + k)
        merlon = placed(merlon, (np.sin(angle) * 1.45, 9.05, np.cos(angle) * 1.45), yaw=angle)
        builder.add(merlon, shaded(merlon, COURT_LOW, COURT_EDGE, 7.0, 10.4))
        slit = placed(box(0.22, 1.1, 0.05), (np.sin(angle) * 1.29, 5.4, np.cos(angle) * 1.29), yaw=angle)
        builder.add(slit, GOLD, emissive=1.0)
    cap = lathe([(1.3, 9.1), (0.0, 11.8)], 6)
    builder.add(cap, shaded(cap, "#2c2430", "#6b4a50", 9.0, 11.8))
    return builder.mesh()


@mesh("tower_far")
def tower_far() -> Mesh:
    """A tower in the distance; 38 triangles."""
    builder = MeshBuilder()
    shaft = lathe([(1.9, -1.0), (1.42, 7.6), (1.95, 8.6), (1.9, 9.6)], 5)
    builder.add(shaft, shaded(shaft, COURT_LOW, COURT_HIGH, -0.8, 9.0))
    builder.add(lathe([(1.9, 9.6), (0.0, 11.8)], 4), "#3d3038")
    return builder.mesh()
