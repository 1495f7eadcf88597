"""Drags as numbers: how far, how much turned, how many times as large."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(("tool", "handles"), [("move", "xyz"), ("rotate", "y"), ("scale", "xyz")])
def test_every_handle_is_found_where_it_is_drawn(tool: str, handles: str) -> None:
    gizmo = Gizmo(tool, PLACE)
    unit = gizmo.unit(CAMERA, SIZE[1])
    for name in handles:
        i = "xyz".index(name)
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


FAR = st.floats(-300.0, 300.0)
CAMERAS = st.builds(
    lambda yaw, pitch, away: looking_at(
        HERE + away * np.array((np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch))), PLACE
    ),
    st.floats(0.0, 6.2),
    st.floats(0.25, 1.3),
    st.floats(4.0, 60.0),
)


@given(camera=CAMERAS, x=st.floats(40.0, 600.0), y=st.floats(30.0, 330.0), axis=st.sampled_from("xyz"), yaw=FAR)
def test_a_drag_along_an_axis_never_leaves_it_and_one_back_undoes_it(camera, x, y, axis, yaw) -> None:
    gizmo = Gizmo("move", PLACE, yaw=yaw)
    drag = HandleDrag(gizmo, axis, camera, SIZE, (320.0, 180.0))
    along = gizmo.axis("xyz".index(axis))
    shift = np.array(drag.change(x, y).shift)

    assert np.linalg.norm(np.cross(shift, along)) <= 1e-6 * max(1.0, float(np.linalg.norm(shift)))
    np.testing.assert_allclose(drag.change(320.0, 180.0).shift, (0.0, 0.0, 0.0), atol=1e-6)


@given(camera=CAMERAS, x=st.floats(40.0, 600.0), y=st.floats(30.0, 330.0), plane=st.sampled_from(["xz", "xy", "yz"]))
def test_a_drag_in_a_plane_stays_in_it_and_under_the_pointer(camera, x, y, plane) -> None:
    drag = HandleDrag(Gizmo("move", PLACE), plane, camera, SIZE, pixel(HERE, camera))
    shift = np.array(drag.change(x, y).shift)
    normal = "xyz".index(({"x", "y", "z"} - set(plane)).pop())

    assert abs(shift[normal]) < 1e-9
    if shift.any() and camera.project([HERE + shift], SIZE)[0, 2] > 0.5:
        np.testing.assert_allclose(pixel(HERE + shift, camera), (x, y), atol=0.05)


@given(origin=st.tuples(FAR, FAR, FAR), x=st.floats(40.0, 600.0), step=st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0]))
def test_on_the_grid_a_place_is_a_whole_number_of_steps(origin, x, step) -> None:
    drag = HandleDrag(Gizmo("move", PLACE), "x", CAMERA, SIZE, (320.0, 180.0), step_m=step, origin=origin)
    place = origin[0] + drag.change(x, 180.0).shift[0]

    assert place / step == pytest.approx(round(place / step), abs=1e-6)


@given(text=st.text(alphabet="0123456789.,-", max_size=8))
def test_what_is_typed_is_a_number_or_none_and_erasing_it_all_gives_the_pointer_back(text) -> None:
    typed = Typed()
    for letter in text:
        typed.take(letter)
    assert typed.value is None or np.isfinite(typed.value)
    for _ in range(len(text)):
        typed.erase()
    assert typed.value is None


def test_tab_goes_to_the_other_axis_and_back() -> None:
    typed = Typed()
    for letter in ("1", "tab", "2", "tab", "5"):
        typed.take(letter)
    assert typed.both == (15.0, 2.0)


@pytest.mark.parametrize(
    ("tool", "handle", "told"),
    [
        ("move", "x", "X 1.50 m"),
        ("move", "xz", "X 1.50  Z −2.00 m"),
        ("scale", "x", "1.00 times"),
        ("rotate", "y", "Y 30.00°"),
    ],
)
def test_the_readout_names_the_axes_that_change(tool: str, handle: str, told: str) -> None:
    drag = HandleDrag(Gizmo(tool, PLACE), handle, CAMERA, SIZE, (320.0, 180.0))
    assert drag.told(Change(shift=(1.5, 0.0, -2.0), angle=np.radians(30.0))) == told
