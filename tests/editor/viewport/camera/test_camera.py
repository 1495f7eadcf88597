"""The camera: rays, projections and what they promise each other."""

import numpy as np
import pytest

from editor.viewport.camera.camera import Camera, looking_at

SIZE = (640, 360)


def test_a_camera_has_its_target_in_the_middle() -> None:
    camera = looking_at((3.0, 8.0, 9.0), (1.0, 0.0, -2.0))

    x, y, depth = camera.project([(1.0, 0.0, -2.0)], SIZE)[0]

    assert (x, y) == pytest.approx((320.0, 180.0), abs=1e-6)
    assert depth == pytest.approx(camera.distance)
    np.testing.assert_allclose(camera.pivot, (1.0, 0.0, -2.0), atol=1e-9)


@pytest.mark.parametrize("ortho", [0.0, 12.0])
def test_a_ray_passes_through_what_is_projected_onto_its_pixel(ortho: float) -> None:
    camera = Camera(eye=(2.0, 6.0, 8.0), yaw=3.3, pitch=-0.5, ortho=ortho)
    point = camera.pivot + np.array([1.0, 0.4, -0.6])
    x, y, _ = camera.project([point], SIZE)[0]

    origin, direction = camera.ray(x, y, SIZE)

    along = (point - origin) @ direction
    np.testing.assert_allclose(origin + along * direction, point, atol=1e-6)


def test_yaw_zero_looks_towards_positive_z_and_grows_towards_positive_x() -> None:
    np.testing.assert_allclose(Camera(yaw=0.0, pitch=0.0).forward, (0, 0, 1), atol=1e-9)
    np.testing.assert_allclose(Camera(yaw=np.pi / 2, pitch=0.0).forward, (1, 0, 0), atol=1e-9)


def test_right_and_up_are_where_they_are_on_the_screen() -> None:
    camera = looking_at((0.0, 3.0, 10.0), (0.0, 0.0, 0.0))
    middle, right, up = camera.project([(0, 0, 0), camera.right, camera.up], SIZE)

    assert right[0] > middle[0]
    assert up[1] < middle[1]


def test_metres_per_pixel_agrees_with_projection() -> None:
    camera = looking_at((0.0, 3.0, 10.0), (0.0, 0.0, 0.0))
    step = camera.metres_per_pixel((0.0, 0.0, 0.0), SIZE[1])

    a, b = camera.project([(0, 0, 0), camera.right * step], SIZE)

    assert b[0] - a[0] == pytest.approx(1.0, rel=1e-6)
