"""Culling: the compiled test of boxes agrees with the plain one, and people grow plainer with their distance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.viewport.camera.camera import looking_at
from editor.viewport.render.context import offscreen_context
from editor.viewport.render.culling import CROWD_FROM, boxes_inside, frustum_planes, visible_instances
from editor.viewport.render.instance_rows import InstanceRows
from editor.viewport.render.kernels.boxes import cull_boxes
from editor.viewport.render.kernels.crowd import gather_by_mesh
from editor.viewport.render.mesh_library import DOT_M, FAR_PERSON_M, SPECK_M, MeshLibrary
from engine.present.meshes import MESHES

ANGLE = st.floats(-3.1, 3.1)


@pytest.fixture(scope="module")
def library() -> MeshLibrary:
    return MeshLibrary(offscreen_context().gl)


@given(st.integers(0, 2**32 - 1), ANGLE, st.floats(-200.0, 200.0))
def test_the_kernel_keeps_the_boxes_that_numpy_keeps(seed: int, turn: float, height: float) -> None:
    random = np.random.default_rng(seed)
    low = random.uniform(-500.0, 500.0, (60, 3)).astype(np.float32)
    high = low + random.uniform(0.1, 90.0, (60, 3)).astype(np.float32)
    camera = looking_at((30.0, height, 10.0), (30.0 + np.sin(turn), height - 0.2, 10.0 + np.cos(turn)))
    planes, eye = frustum_planes(camera.view_projection(1.6)), np.array(camera.eye, dtype=np.float32)
    seen, away = np.empty(60, dtype=np.int64), np.empty(60, dtype=np.float32)

    count = cull_boxes(planes, eye, low, high, seen, away)

    # Sums are taken in another order, so a box that just touches a plane may fall on either side of it.
    slack = np.zeros_like(planes)
    slack[:, 3] = 1e-3
    surely = np.flatnonzero(boxes_inside(planes - slack, low, high))
    perhaps = np.flatnonzero(boxes_inside(planes + slack, low, high))
    assert set(surely.tolist()) <= set(seen[:count].tolist()) <= set(perhaps.tolist())
    gap = np.maximum(np.maximum(low[seen[:count]] - eye, eye - high[seen[:count]]), 0.0)
    np.testing.assert_allclose(away[:count], (gap * gap).sum(axis=1), rtol=1e-5)


@pytest.mark.parametrize("name", ["villager", "pilgrim"])
def test_people_take_fewer_triangles_the_farther_they_are(name: str) -> None:
    spec = MESHES.spec(name)

    stages = [spec, *(MESHES.spec(each) for each in (spec.far, spec.speck, spec.dot))]

    triangles = [len(stage.mesh.vertices) // 3 for stage in stages]
    assert triangles == sorted(triangles, reverse=True)
    assert triangles[-1] == 3
    assert FAR_PERSON_M < SPECK_M < DOT_M
    tops = [stage.mesh.vertices[:, 1].max() for stage in stages[1:]]
    assert max(tops) - min(tops) < 0.05


@given(st.integers(0, 2**32 - 1), ANGLE, st.booleans())
def test_a_crowd_is_culled_as_its_parts_are(library: MeshLibrary, seed: int, turn: float, clears: bool) -> None:
    random = np.random.default_rng(seed)
    count = CROWD_FROM + 200
    rows = np.zeros((count, 12), dtype=np.float32)
    rows[:, :3] = random.uniform(-150.0, 150.0, (count, 3)) * (1.0, 0.02, 1.0)
    rows[:, 3] = random.uniform(0.5, 2.0, count)
    numbers = np.array([library.number(name) for name in ("villager", "pilgrim", "pine", "grass", "rock")])
    mesh = random.choice(numbers, count).astype(np.int32)
    no = np.zeros(count, dtype=np.bool_)
    crowd = InstanceRows(rows, mesh, no, no, (), 0)
    camera = looking_at((3.0, 12.0, 10.0), (3.0 + np.sin(turn), 11.8, 10.0 + np.cos(turn)))
    planes, eye = frustum_planes(camera.view_projection(1.6)), np.array(camera.eye, dtype=np.float32)
    clear_to = np.array((0.0, 0.0, 0.0), dtype=np.float32) if clears else None

    seen, drawn = visible_instances(crowd, library, planes, eye, clear_to)

    halves = [np.arange(count // 2), np.arange(count // 2, count)]
    parts = [visible_instances(crowd.cut(half), library, planes, eye, clear_to) for half in halves]
    expected = np.concatenate([half[keep] for half, (keep, _) in zip(halves, parts, strict=True)])
    as_mesh = np.concatenate([mesh for _, mesh in parts])
    # The sums are taken in another order: what just touches a plane, or stands just at a distance, may differ.
    assert len(np.setxor1d(seen, expected)) <= 2
    both, mine, theirs = np.intersect1d(seen, expected, return_indices=True)
    assert len(both)
    assert (drawn[mine] != as_mesh[theirs]).sum() <= 2


@given(st.integers(0, 2**32 - 1), st.integers(1, 7))
def test_rows_are_gathered_by_mesh_in_their_order(seed: int, kinds: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.uniform(size=(300, 12)).astype(np.float32)
    wanted = np.flatnonzero(random.uniform(size=300) < 0.7)
    mesh = random.integers(0, kinds, len(wanted)).astype(np.int32)
    many = np.bincount(mesh, minlength=kinds)
    out = np.empty((len(wanted), 12), dtype=np.float32)

    gather_by_mesh(rows, wanted, mesh, np.cumsum(many) - many, out)

    np.testing.assert_array_equal(out, rows[wanted[np.argsort(mesh, kind="stable")]])
