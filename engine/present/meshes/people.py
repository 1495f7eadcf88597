"""Passers-by in their hundreds: few triangles, told apart by outline and cloth; the cloth takes the tint."""

from __future__ import annotations

import numpy as np

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import mesh
from engine.present.meshes.shapes import at, box, icosphere, lathe, tube

SKIN, HAIR, BOOTS, STRAW, WOOD, SACK = "#b98a68", "#3a2c26", "#2b2524", "#c8a25e", "#6b513a", "#7d6a50"
CLOTH_LOW, CLOTH_HIGH = "#7c7468", "#e8e0d2"


def _robe(builder: MeshBuilder, hem: float, waist: float, shoulders: float, sides: int) -> None:
    cloth = lathe([(hem, 0.22), (waist, 0.95), (shoulders, 1.38), (0.08, 1.50)], sides, stretch_z=0.78)
    builder.add(cloth, shaded(cloth, CLOTH_LOW, CLOTH_HIGH, 0.2, 1.5), tinted=1.0)


def _legs(builder: MeshBuilder, stride: float) -> None:
    for side in (-1, 1):
        foot = at(side * 0.11, 0.0, side * stride)
        builder.add(tube(at(side * 0.10, 0.72, 0.0), foot + at(0, 0.06, 0), 0.08, 0.06, 3, capped=False), BOOTS)
        builder.add(box(0.12, 0.08, 0.26, top_x=0.8, top_z=0.7) + foot + at(0, 0, 0.05), BOOTS)


def _dot(hem: float) -> Mesh:
    builder = MeshBuilder()
    body = lathe([(hem, 0.06), (0.0, 1.86)], 3, stretch_z=0.9)
    builder.add(body, shaded(body, "#4c4a48", CLOTH_HIGH, 0.1, 1.2), tinted=1.0)
    return builder.mesh()


def _head(builder: MeshBuilder) -> None:
    builder.add(icosphere(0) * np.array([0.12, 0.15, 0.13]) + at(0.0, 1.64, 0.02), SKIN)


@mesh(
    "villager",
    far="villager_far",
    speck="villager_speck",
    dot="villager_dot",
    moving=True,
    rim=0.12,
    shadow_radius=0.46,
)
def villager() -> Mesh:
    """A smock, a broad straw hat, arms that swing."""
    builder = MeshBuilder()
    _legs(builder, 0.17)
    tunic = lathe([(0.25, 0.62), (0.19, 0.98), (0.23, 1.38), (0.08, 1.50)], 6, stretch_z=0.76)
    builder.add(tunic, shaded(tunic, CLOTH_LOW, CLOTH_HIGH, 0.5, 1.5), tinted=1.0)
    for side in (-1, 1):
        hand = at(side * 0.30, 0.86, -side * 0.18)
        builder.add(tube(at(side * 0.23, 1.38, 0.0), hand, 0.07, 0.045, 4, capped=False), CLOTH_HIGH, tinted=1.0)
    _head(builder)
    builder.add(lathe([(0.215, 1.70), (0.11, 1.75), (0.0, 1.86)], 7), STRAW)
    builder.add(lathe([(0.0, 1.69), (0.215, 1.70)], 7), HAIR)
    return builder.mesh()


@mesh("villager_far", rim=0.1)
def villager_far() -> Mesh:
    """The same from afar: a smock and a hat, a dozen triangles."""
    builder = MeshBuilder()
    smock = lathe([(0.24, 0.08), (0.19, 1.42)], 4, stretch_z=0.8)
    builder.add(smock, shaded(smock, "#4c4a48", CLOTH_HIGH, 0.1, 1.0), tinted=1.0)
    builder.add(lathe([(0.0, 1.36), (0.2, 1.68)], 4), SKIN)
    builder.add(lathe([(0.2, 1.68), (0.0, 1.86)], 4), STRAW)
    return builder.mesh()


@mesh("villager_speck", rim=0.1)
def villager_speck() -> Mesh:
    """The same as a few pixels: nine triangles, of which a camera sees five."""
    builder = MeshBuilder()
    smock = lathe([(0.25, 0.06), (0.19, 1.48)], 3, stretch_z=0.85)
    builder.add(smock, shaded(smock, "#4c4a48", CLOTH_HIGH, 0.1, 1.0), tinted=1.0)
    builder.add(lathe([(0.22, 1.5), (0.0, 1.86)], 3), STRAW)
    return builder.mesh()


@mesh("villager_dot", rim=0.1)
def villager_dot() -> Mesh:
    """The same no taller than 20 pixels: three triangles, of which a camera sees one or two."""
    return _dot(0.25)


@mesh("pilgrim", far="pilgrim_far", speck="pilgrim_speck", dot="pilgrim_dot", moving=True, rim=0.12, shadow_radius=0.48)
def pilgrim() -> Mesh:
    """A long hooded cloak, a pack on the back and a staff."""
    builder = MeshBuilder()
    for side in (-1, 1):
        builder.add(box(0.12, 0.10, 0.26, top_x=0.8, top_z=0.7) + at(side * 0.11, 0.0, side * 0.13 + 0.05), BOOTS)
    _robe(builder, 0.32, 0.22, 0.235, 7)
    _head(builder)
    hood = lathe([(0.17, 1.46), (0.175, 1.64), (0.12, 1.80), (0.0, 1.88)], 6, stretch_z=1.1) + at(0.0, 0.0, -0.03)
    kept = hood[(hood.mean(axis=1)[:, 2] < 0.06) | (hood.mean(axis=1)[:, 1] > 1.78)]
    builder.add(kept, shaded(kept, CLOTH_LOW, CLOTH_HIGH, 1.3, 1.9), tinted=1.0)
    builder.add(box(0.30, 0.36, 0.18, top_x=0.8, top_z=0.8) + at(0.0, 1.02, -0.25), SACK)
    builder.add(tube(at(0.22, 1.36, 0.02), at(0.33, 1.12, 0.26), 0.075, 0.05, 4, capped=False), CLOTH_HIGH, tinted=1.0)
    builder.add(tube(at(0.35, 0.0, 0.22), at(0.34, 1.72, 0.32), 0.022, 0.022, 3), WOOD)
    return builder.mesh()


@mesh("pilgrim_far", rim=0.1)
def pilgrim_far() -> Mesh:
    """The same cloak from afar, a dozen triangles."""
    builder = MeshBuilder()
    cloak = lathe([(0.31, 0.05), (0.21, 1.40)], 4, stretch_z=0.85)
    builder.add(cloak, shaded(cloak, CLOTH_LOW, CLOTH_HIGH, 0.2, 1.6), tinted=1.0)
    hood = lathe([(0.05, 1.36), (0.17, 1.64), (0.0, 1.88)], 4)
    builder.add(hood, shaded(hood, CLOTH_HIGH, CLOTH_LOW, 1.3, 2.0), tinted=1.0)
    return builder.mesh()


@mesh("pilgrim_speck", rim=0.1)
def pilgrim_speck() -> Mesh:
    """The same as a few pixels, nine triangles."""
    builder = MeshBuilder()
    cloak = lathe([(0.32, 0.05), (0.2, 1.45), (0.0, 1.88)], 3, stretch_z=0.9)
    builder.add(cloak, shaded(cloak, CLOTH_LOW, CLOTH_HIGH, 0.2, 1.6), tinted=1.0)
    return builder.mesh()


@mesh("pilgrim_dot", rim=0.1)
def pilgrim_dot() -> Mesh:
    """The same no taller than 20 pixels: three triangles, of which a camera sees one or two."""
    return _dot(0.32)
