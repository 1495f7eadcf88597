"""Pictures of large meshes are whole: no noise of holes between the points that they are drawn with."""

import numpy as np
from pytestqt.qtbot import QtBot

from editor.ui.rooms.assets.thumbnail import MOST_PAINTED, picture_of
from engine.present.meshes import Mesh

SIDE = 312


def ball(rings: int) -> Mesh:
    """A grey ball of 4 * rings² triangles."""
    up, around = np.meshgrid(np.linspace(0.0, np.pi, rings + 1), np.linspace(0.0, 2.0 * np.pi, 2 * rings + 1))
    points = np.stack([np.sin(up) * np.cos(around), np.cos(up), np.sin(up) * np.sin(around)], axis=-1)
    a, b, c, d = points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]
    corners = np.stack([a, b, c, a, c, d], axis=2).reshape(-1, 3).astype(np.float32)
    count = len(corners)
    none = np.zeros(count, dtype=np.float32)
    return Mesh(corners, corners, np.full((count, 3), 0.3, np.float32), none, none, np.zeros(count, dtype=np.uint8))


def test_a_large_picture_of_a_fine_mesh_has_no_holes(qtbot: QtBot) -> None:
    mesh = ball(24)
    assert mesh.triangle_count > MOST_PAINTED
    image = picture_of(mesh, "#ffffff", "cube", SIDE).toImage()
    middle, half = SIDE // 2, SIDE // 6
    rows = [[image.pixelColor(x, y).lightness() for x in range(middle - half, middle + half)]
            for y in range(middle - half, middle + half)]  # fmt: skip
    steps = np.abs(np.diff(np.array(rows, dtype=float), axis=1))
    assert steps.max() < 24.0, "neighbours are shaded alike"
