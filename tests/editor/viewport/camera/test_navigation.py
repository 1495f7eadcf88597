"""The editing camera in hand: what stays still while it moves."""

import numpy as np
import pytest

from editor.viewport.camera.camera import looking_at
from editor.viewport.camera.navigation import FASTEST, FlyKeys, Navigation

SIZE = (640, 360)


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(looking_at((0.0, 8.0, 12.0), (0.0, 0.0, 0.0)))


def test_orbiting_keeps_the_pivot_and_the_distance(navigation: Navigation) -> None:
    navigation.orbit(130.0, 40.0)

    np.testing.assert_allclose(navigation.camera.pivot, (0, 0, 0), atol=1e-9)
    assert np.linalg.norm(navigation.camera.eye) == pytest.approx(np.hypot(8.0, 12.0))


def test_looking_keeps_the_place(navigation: Navigation) -> None:
    navigation.look(50.0, -20.0)

    assert navigation.camera.eye == (0.0, 8.0, 12.0)


def test_panning_moves_the_picture_with_the_pointer(navigation: Navigation) -> None:
    before = navigation.camera.project([(0, 0, 0)], SIZE)[0]
    navigation.pan(40.0, 25.0, SIZE[1])
    after = navigation.camera.project([(0, 0, 0)], SIZE)[0]

    np.testing.assert_allclose(after[:2] - before[:2], (40.0, 25.0), atol=0.5)


def test_w_flies_ahead_at_the_chosen_speed(navigation: Navigation) -> None:
    navigation.speed = 5.0
    ahead = navigation.camera.forward
    navigation.fly(FlyKeys(ahead=1), 0.5)

    np.testing.assert_allclose(np.array(navigation.camera.eye) - (0, 8, 12), ahead * 2.5, atol=1e-9)


def test_speed_has_limits(navigation: Navigation) -> None:
    navigation.change_speed(100.0)

    assert navigation.speed == FASTEST


@pytest.mark.parametrize("kind", ["top", "front", "side"])
def test_a_fixed_view_looks_at_the_same_spot_without_perspective(navigation: Navigation, kind: str) -> None:
    navigation.set_view(kind)  # type: ignore[arg-type]
    camera = navigation.camera

    np.testing.assert_allclose(camera.project([(0, 0, 0)], SIZE)[0, :2], (320, 180), atol=1e-6)
    near, far = camera.forward * 3.0, camera.forward * -3.0
    np.testing.assert_allclose(camera.project([near], SIZE)[0, :2], camera.project([far], SIZE)[0, :2], atol=1e-6)


def test_coming_back_from_a_fixed_view_restores_the_angle(navigation: Navigation) -> None:
    before = navigation.camera
    navigation.set_view("top")
    navigation.set_view("perspective")

    assert (navigation.camera.yaw, navigation.camera.pitch) == (before.yaw, before.pitch)
    np.testing.assert_allclose(navigation.camera.pivot, (0, 0, 0), atol=1e-6)


def test_orbiting_leaves_a_fixed_view(navigation: Navigation) -> None:
    navigation.set_view("top")
    navigation.orbit(10.0, 10.0)

    assert navigation.kind == "perspective"
    assert navigation.camera.ortho == 0.0


def test_framing_shows_everything(navigation: Navigation) -> None:
    points = [(-10.0, 0.0, -8.0), (12.0, 2.0, 6.0), (0.0, 5.0, 0.0)]
    navigation.frame(points)

    places = navigation.camera.project(points, SIZE)
    assert (places[:, 2] > 0.0).all()
    assert ((places[:, :2] > 0) & (places[:, :2] < SIZE)).all()


def test_framing_nothing_changes_nothing(navigation: Navigation) -> None:
    before = navigation.camera
    navigation.frame([])

    assert navigation.camera == before
