"""Culling: the compiled test of boxes agrees with the plain one, and people grow plainer with their distance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.viewport.camera.camera import looking_at
from editor.viewport.render.culling import boxes_inside, frustum_planes
from editor.viewport.render.kernels.boxes import cull_boxes
from editor.viewport.render.mesh_library import DOT_M, FAR_PERSON_M, SPECK_M
from engine.present.meshes import MESHES

ANGLE = st.floats(-3.1, 3.1)


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
