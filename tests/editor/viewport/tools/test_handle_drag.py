"""Drags as numbers: how far, how much turned, how many times as large."""

import numpy as np
import pytest

from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.tools.drag import Change, HandleDrag, Typed
from editor.viewport.tools.gizmo import Gizmo
from editor.viewport.tools.handles import handle_vertices

SIZE = (640.0, 360.0)
CAMERA = looking_at((4.0, 9.0, 12.0), (0.0, 0.0, 0.0))
PLACE = (1.0, 0.5, -1.0)
HERE = np.array(PLACE)


def pixel(point: np.ndarray, camera: Camera = CAMERA) -> tuple[float, float]:
    x, y, _ = camera.project([point], SIZE)[0]
    return float(x), float(y)


def dragged(tool: str, handle: str, start: np.ndarray, stop: np.ndarray, **options: float) -> Change:
    drag = HandleDrag(Gizmo(tool, PLACE), handle, CAMERA, SIZE, pixel(start), **options)
    return drag.change(*pixel(stop))


@pytest.mark.parametrize(("axis", "along"), [("x", (1, 0, 0)), ("y", (0, 1, 0)), ("z", (0, 0, 1))])
def test_an_axis_moves_by_what_the_pointer_covers_along_it(axis: str, along: tuple[int, int, int]) -> None:
    start = np.array(PLACE) + np.array(along) * 0.8
    change = dragged("move", axis, start, start + np.array(along) * 1.7)

    np.testing.assert_allclose(change.shift, np.array(along) * 1.7, atol=1e-6)


def test_a_plane_moves_along_both_of_its_axes() -> None:
    start = HERE + np.array((0.4, 0.0, 0.4))
    change = dragged("move", "xz", start, start + np.array((1.25, 0.0, -2.5)))

    np.testing.assert_allclose(change.shift, (1.25, 0.0, -2.5), atol=1e-6)


def test_snapping_goes_in_steps() -> None:
    start = HERE + np.array((0.8, 0.0, 0.0))
    change = dragged("move", "x", start, start + np.array((1.7, 0.0, 0.0)), step_m=0.5)

    np.testing.assert_allclose(change.shift, (1.5, 0.0, 0.0), atol=1e-9)


def test_own_axes_turn_with_the_thing() -> None:
    gizmo = Gizmo("move", PLACE, yaw=np.pi / 2)

    np.testing.assert_allclose(gizmo.axis(2), (1, 0, 0), atol=1e-9)
    np.testing.assert_allclose(gizmo.axis(0), (0, 0, -1), atol=1e-9)


def test_turning_follows_the_angle_about_the_axis() -> None:
    start = HERE + np.array((0.0, 0.0, 1.0))
    stop = HERE + np.array((np.sin(0.6), 0.0, np.cos(0.6)))

    assert dragged("rotate", "y", start, stop).angle == pytest.approx(0.6, abs=1e-6)


def test_a_turn_snaps_to_its_step() -> None:
    start = HERE + np.array((0.0, 0.0, 1.0))
    stop = HERE + np.array((np.sin(0.6), 0.0, np.cos(0.6)))

    assert np.degrees(dragged("rotate", "y", start, stop, step_deg=15.0).angle) == pytest.approx(30.0)


def test_scaling_doubles_over_a_fixed_way() -> None:
    drag = HandleDrag(Gizmo("scale", PLACE), "centre", CAMERA, SIZE, (300.0, 200.0))

    assert drag.change(460.0, 200.0).factor == pytest.approx(2.0)
    assert drag.change(140.0, 200.0).factor == pytest.approx(0.5)


@pytest.mark.parametrize(("letters", "value"), [("12.5", 12.5), ("3-", -3.0), ("1,5", 1.5), ("", None), ("-", None)])
def test_typed_letters_become_a_number(letters: str, value: float | None) -> None:
    typed = Typed()
    for letter in letters:
        typed.take(letter)

    assert typed.value == value


def test_letters_that_are_no_number_are_refused() -> None:
    assert not Typed().take("w")


@pytest.mark.parametrize("tool", ["move", "rotate", "scale"])
def test_every_handle_is_found_where_it_is_drawn(tool: str) -> None:
    gizmo = Gizmo(tool, PLACE)
    unit = gizmo.unit(CAMERA, SIZE[1])
    for i, name in enumerate("xyz"):
        at = gizmo.axis(i) * 0.7 if tool != "rotate" else gizmo.turned(np.roll((0.0, 0.96, 0.28), i))
        found = gizmo.handle_at(*pixel(np.array(PLACE) + at * unit), CAMERA, SIZE)
        assert found == name
    assert gizmo.handle_at(5.0, 5.0, CAMERA, SIZE) == ""


def test_the_gizmo_is_equally_large_at_every_distance() -> None:
    near, far = looking_at((0.0, 2.0, 4.0), PLACE), looking_at((0.0, 20.0, 60.0), PLACE)
    gizmo = Gizmo("move", PLACE)

    lengths = []
    for camera in (near, far):
        tip = np.array(PLACE) + camera.right * gizmo.unit(camera, SIZE[1])
        lengths.append(np.hypot(*(np.array(pixel(tip, camera)) - pixel(np.array(PLACE), camera))))
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-6)


def test_the_handle_in_hand_lights_up() -> None:
    assert (handle_vertices("move", "x") != handle_vertices("move", "")).any()
