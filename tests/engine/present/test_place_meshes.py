"""Meshes of the places: solids are not inside out, signs look up, the Warden is tall and moves by joints."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.present.meshes import MESHES, Mesh
from engine.present.poses.pose import BLOW, PROGRESS, STRIKE, WIDTH

SOLID = (
    *("warden", "loom", "effigy", "echo_shard", "thread_stone", "storm_pillar", "pylon", "gate", "torch", "brazier"),
    *("bridge_woven", "bridge_broken", "cliff", "hall_column", "hall_arch", "fallen_drums", "tower"),
    *("court_wall", "court_wall_short", "storm_eye", "rim_stones", "causeway_pillar", "bent_tree"),
)
FLAT = ("sigil", "court_inlay", "hall_inlay", "water")


def closed_volumes(mesh: Mesh) -> Iterator[float]:
    """Signed volume [m3] of each part of a mesh that is closed: negative for one that is inside out."""
    triangles = mesh.vertices.reshape(-1, 3, 3).astype(np.float64)
    rounded = np.round(triangles.reshape(-1, 3) * 2000.0).astype(np.int64)
    corner = np.unique(rounded, axis=0, return_inverse=True)[1].reshape(-1, 3)
    part = np.arange(int(corner.max()) + 1)
    while True:  # the least number among those that share a triangle, until nothing changes
        least = part.copy()
        np.minimum.at(least, corner.ravel(), np.repeat(part[corner].min(axis=1), 3))
        if np.array_equal(least, part):
            break
        part = least
    for number in np.unique(part):
        own = part[corner[:, 0]] == number
        edges = np.concatenate([corner[own][:, pair] for pair in ([0, 1], [1, 2], [2, 0])]).tolist()
        ways = {tuple(edge) for edge in edges}
        if len(ways) == len(edges) and all((b, a) in ways for a, b in ways):
            a, b, c = np.moveaxis(triangles[own] - triangles[own].mean(axis=(0, 1)), 1, 0)
            yield float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6.0


@pytest.mark.parametrize("name", SOLID)
def test_no_solid_is_inside_out(name: str) -> None:
    volumes = list(closed_volumes(MESHES[name]()))
    assert volumes
    assert min(volumes) > 0.0


@pytest.mark.parametrize("name", FLAT)
def test_what_lies_on_the_ground_looks_up(name: str) -> None:
    assert float(MESHES[name]().normals[:, 1].min()) > 0.9


def test_the_deck_of_the_woven_bridge_is_as_long_and_wide_as_its_gap() -> None:
    low, high = MESHES["bridge_woven"]().vertices.min(axis=0), MESHES["bridge_woven"]().vertices.max(axis=0)
    assert high[2] - low[2] == pytest.approx(12.0, abs=0.1)
    assert 2.9 < high[0] - low[0] < 3.6


def test_the_warden_is_a_giant_and_swings_his_blade() -> None:
    warden = MESHES.spec("warden").mesh
    assert warden.height > 2.0 * MESHES.spec("talren").mesh.height
    assert 600 <= warden.triangle_count <= 1000
    assert warden.rig is not None
    pose = np.zeros((2, WIDTH), dtype=np.float32)
    pose[1, STRIKE], pose[1, PROGRESS] = BLOW, 0.5
    rest, raised = warden.rig.matrices(pose)
    tip = warden.vertices[np.argmax(warden.vertices[:, 1])]
    joint = int(warden.joint[np.argmax(warden.vertices[:, 1])]) - 1
    assert np.linalg.norm(rest[joint] @ np.append(tip, 1.0) - raised[joint] @ np.append(tip, 1.0)) > 1.0


def test_water_sheets_lie_side_by_side_without_a_seam() -> None:
    points = np.unique(np.round(MESHES["water"]().vertices, 4), axis=0)
    left, right = points[points[:, 0] == -6.0], points[points[:, 0] == 6.0]
    np.testing.assert_array_equal(left[np.argsort(left[:, 2])][:, 1], right[np.argsort(right[:, 2])][:, 1])
