"""The viewport in use: pointing, choosing, dragging, looking around, as a designer does it with mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.viewport.camera.camera import looking_at
from editor.viewport.widget import ViewportWidget
from engine.document import Path, Set

Point = tuple[float, float, float]


def spot_of(viewport: ViewportWidget, point: tuple[float, float, float]) -> QPoint:
    x, y, _ = viewport.camera().project([point], (viewport.width(), viewport.height()))[0]
    return QPoint(round(x), round(y))


def position(editor: Editor, identifier: str) -> list[float]:
    assert editor.document is not None
    return list(editor.document.value(Path.entity("scenes/yard", identifier, "transform", "position")))  # type: ignore[arg-type]


def drag(viewport: ViewportWidget, start: QPoint, stop: QPoint, *, drop: bool = True) -> None:
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, start + (stop - start) * share)
    if drop:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, stop)


def pixels(viewport: ViewportWidget) -> np.ndarray:
    image = viewport.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def grip(viewport: ViewportWidget, axis: str) -> QPoint:
    """The middle of the shaft of a gizmo's axis."""
    gizmo = viewport.interaction.gizmo()
    assert gizmo is not None
    unit = gizmo.unit(viewport.camera(), viewport.height())
    at = np.array(gizmo.place) + gizmo.axis("xyz".index(axis)) * unit * 0.7
    return spot_of(viewport, tuple(at))


def test_a_click_selects_what_is_under_it_and_a_click_beside_everything_lets_go(
    viewport: ViewportWidget, editor: Editor
) -> None:
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot_of(viewport, (-3.0, 1.0, 0.0)))
    assert editor.selection.ids == ("guard",)

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot_of(viewport, (0.0, 0.0, 2.0)))
    assert editor.selection.ids == ()


def test_ctrl_click_adds_and_takes_away(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"
    guard, raider = spot_of(viewport, (-3.0, 1.0, 0.0)), spot_of(viewport, (3.0, 1.0, 0.0))
    control = Qt.KeyboardModifier.ControlModifier

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=guard)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, control, raider)
    assert editor.selection.ids == ("guard", "raider")

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, control, guard)
    assert editor.selection.ids == ("raider",)


def test_a_box_selects_what_it_holds(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"

    drag(viewport, QPoint(340, 60), QPoint(600, 300))

    assert "raider" in editor.selection.ids
    assert "guard" not in editor.selection.ids


def test_locked_things_cannot_be_chosen(viewport: ViewportWidget, editor: Editor) -> None:
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot_of(viewport, (6.0, 1.0, -6.0)))

    assert editor.selection.ids == ()


def test_a_gizmo_moves_a_thing_by_the_metres_shown(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    start = grip(viewport, "x")
    metre = spot_of(viewport, (4.0, 0.0, 0.0)) - spot_of(viewport, (3.0, 0.0, 0.0))

    drag(viewport, start, start + metre * 2)

    assert position(editor, "raider") == [5.0, 0.0, 0.0]
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert position(editor, "raider") == [3.0, 0.0, 0.0]


def test_several_things_move_together_as_one_step_of_the_history(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["stones", "raider"])
    start = grip(viewport, "x")
    metre = spot_of(viewport, (4.0, 0.0, 0.0)) - spot_of(viewport, (3.0, 0.0, 0.0))

    drag(viewport, start, start + metre)

    assert position(editor, "raider")[0] == position(editor, "boulder")[0] + 3.0 == 4.0
    assert position(editor, "pillar")[0] == 6.0
    assert [entry.sentence for entry in editor.undo.entries] == ["Move 2 entities"]


def test_escape_gives_up_a_drag_and_leaves_no_trace(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(60, 0), drop=False)
    assert position(editor, "raider") != [3.0, 0.0, 0.0]

    QTest.keyClick(viewport, Qt.Key.Key_Escape)

    assert position(editor, "raider") == [3.0, 0.0, 0.0]
    assert editor.undo.entries == []


def test_undo_during_a_drag_takes_back_the_drag_alone(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    for name in ("Large raider", "Old raider"):
        path = Path.entity(editor.view.entity("raider").file, "raider", "name")
        editor.run(Set(path=path, old=editor.document.value(path), new=name))  # type: ignore[union-attr]
    editor.undo.undo()
    before = position(editor, "raider")
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(60, 0), drop=False)
    assert position(editor, "raider") != before

    editor.actions.run("edit.undo")

    assert position(editor, "raider") == before
    assert (editor.undo.index, len(editor.undo.entries)) == (1, 2), "neither the entry before nor what can be redone"
    assert not viewport.interaction.is_dragging
    assert viewport.interaction.readout() is None
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert (editor.undo.index, len(editor.undo.entries)) == (1, 2)


def test_delete_during_a_drag_leaves_nothing_in_hand(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(60, 0), drop=False)

    editor.actions.run("edit.delete")

    assert editor.view.get("raider") is None
    assert not viewport.interaction.is_dragging
    assert viewport.interaction.gizmo() is None
    editor.undo.undo()
    editor.undo.undo()
    assert editor.undo.index == 0


def test_a_number_typed_during_a_drag_wins_over_the_pointer(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(30, 0), drop=False)

    for key in (Qt.Key.Key_Minus, Qt.Key.Key_2, Qt.Key.Key_Period, Qt.Key.Key_5):
        QTest.keyClick(viewport, key)
    QTest.keyClick(viewport, Qt.Key.Key_Return)

    assert position(editor, "raider") == [0.5, 0.0, 0.0]


def test_the_ring_about_y_turns_a_thing(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    editor.tools.tool = "rotate"
    gizmo = viewport.interaction.gizmo()
    assert gizmo is not None
    unit = gizmo.unit(viewport.camera(), viewport.height())
    start, stop = (
        spot_of(viewport, (3.0 + unit * float(np.sin(a)), 0.0, unit * float(np.cos(a))))
        for a in np.radians((20.0, 65.0))
    )

    drag(viewport, start, stop)

    assert editor.document is not None
    rotation = editor.document.value(Path.entity("scenes/yard", "raider", "transform", "rotation"))
    assert rotation == [0.0, 45.0, 0.0]


def test_scaling_makes_a_thing_larger(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["boulder"])
    editor.tools.tool = "scale"
    start = grip(viewport, "y")

    drag(viewport, start, start + QPoint(0, -160))

    assert editor.document is not None
    assert editor.document.value(Path.entity("scenes/yard", "boulder", "transform", "scale")) == pytest.approx(4.0)


def test_the_rim_of_a_trigger_can_be_dragged(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"
    editor.selection.set(["gate"])

    drag(viewport, spot_of(viewport, (2.5, 0.0, 6.0)), spot_of(viewport, (4.0, 0.0, 6.0)))

    assert editor.document is not None
    assert editor.document.value(Path.entity("scenes/yard", "gate", "trigger", "radius")) == pytest.approx(4.0)


@pytest.mark.parametrize(("start", "stop", "size"), [
    ((2.0, 0.0, 0.0), (3.0, 0.0, 0.0), [6.0, 4.0, 6.0]), ((0.0, 0.0, 3.0), (0.0, 0.0, 2.0), [4.0, 4.0, 4.0]),
])  # fmt: skip
@pytest.mark.parametrize("degrees", [0.0, 30.0])
def test_a_side_of_a_box_can_be_dragged_however_it_is_turned(
    viewport: ViewportWidget, editor: Editor, start: Point, stop: Point, size: list[float], degrees: float
) -> None:
    place = editor.view.entity("gate").components["transform"].position
    turned = Path.entity("scenes/yard", "gate", "transform", "rotation")
    box = Path.entity("scenes/yard", "gate", "trigger")
    assert editor.document is not None
    editor.run(Set(path=turned, old=editor.document.value(turned), new=[0.0, degrees, 0.0]))
    was = editor.document.value(box)
    editor.run(Set(path=box, old=was, new={**was, "shape": "box", "size": [4.0, 4.0, 6.0]}))
    editor.tools.tool = "select"
    editor.selection.set(["gate"])
    entries = len(editor.undo.entries)

    def seen(point: Point) -> QPoint:
        yaw = np.radians(degrees)
        x, z = point[0] * np.cos(yaw) + point[2] * np.sin(yaw), -point[0] * np.sin(yaw) + point[2] * np.cos(yaw)
        return spot_of(viewport, (place[0] + x, 0.0, place[2] + z))

    drag(viewport, seen(start), seen(stop))

    assert editor.document.value(Path.entity("scenes/yard", "gate", "trigger", "size")) == pytest.approx(size)
    assert len(editor.undo.entries) == entries + 1


def test_end_puts_a_lifted_thing_on_the_ground(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    start = grip(viewport, "y")
    drag(viewport, start, start + QPoint(0, -40))
    assert position(editor, "raider")[1] > 0.0

    editor.actions.run("entity.to_ground")

    assert position(editor, "raider")[1] == 0.0


def test_nothing_is_drawn_while_nothing_changes(viewport: ViewportWidget, editor: Editor, qtbot: QtBot) -> None:
    before = viewport.pictures_drawn
    viewport.repaint()
    qtbot.wait(120)
    assert viewport.pictures_drawn == before

    editor.selection.set(["guard"])
    qtbot.waitUntil(lambda: viewport.pictures_drawn == before + 1)


def test_the_selection_shows_in_amber(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"
    plain = pixels(viewport).astype(int)
    editor.selection.set(["guard"])
    marked = pixels(viewport).astype(int)

    changed = np.abs(marked - plain).max(axis=2) > 24
    changed[300:] = False
    amber = marked[changed]
    assert changed.sum() > 40
    assert (amber[:, 0] > amber[:, 2] + 40).mean() > 0.6


def test_the_wheel_comes_closer_and_the_middle_button_turns_round(viewport: ViewportWidget) -> None:
    before = viewport.navigation.camera
    viewport.interaction.wheel(2.0)
    assert viewport.navigation.camera.distance < before.distance

    centre = QPoint(320, 180)
    QTest.mouseMove(viewport, centre)
    QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=centre)
    QTest.mouseMove(viewport, centre + QPoint(80, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=centre + QPoint(80, 0))
    turned = viewport.navigation.camera
    assert turned.yaw != before.yaw
    np.testing.assert_allclose(turned.pivot, before.pivot, atol=1e-6)


def test_f_brings_the_selection_into_the_picture(viewport: ViewportWidget, editor: Editor) -> None:
    viewport.navigation.camera = viewport.navigation.camera.moved_to((60.0, 20.0, 60.0))
    editor.selection.set(["boulder"])

    editor.actions.run("view.frame")

    x, y, depth = viewport.camera().project([(0.0, 0.0, -6.0)], (640, 360))[0]
    assert x == pytest.approx(320.0, abs=1.0)
    assert 180.0 < y < 360.0, "it stands there, and its top is in the picture too"
    assert 0.0 < depth < 20.0


def test_holding_the_right_button_w_flies_instead_of_taking_the_move_tool(
    viewport: ViewportWidget, editor: Editor, qtbot: QtBot
) -> None:
    editor.tools.tool = "select"
    before = np.array(viewport.navigation.camera.eye)
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, pos=QPoint(320, 180))
    QTest.keyPress(viewport, Qt.Key.Key_W)

    qtbot.waitUntil(lambda: np.linalg.norm(np.array(viewport.navigation.camera.eye) - before) > 0.05)

    QTest.keyRelease(viewport, Qt.Key.Key_W)
    QTest.mouseRelease(viewport, Qt.MouseButton.RightButton, pos=QPoint(320, 180))
    assert editor.tools.tool == "select"


def test_the_compass_turns_to_the_top_view(viewport: ViewportWidget) -> None:
    from editor.viewport.paint import view_gizmo

    size = (viewport.width(), viewport.height())
    x, y = next((x, y) for letter, x, y, _ in view_gizmo.balls(viewport.camera(), size) if letter == "Y")
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))

    assert viewport.navigation.kind == "top"
    assert viewport.camera().forward[1] < -0.99
    assert viewport.chips.view.text() == "Top"


def test_new_things_go_where_the_viewport_looks(viewport: ViewportWidget, editor: Editor, qtbot: QtBot) -> None:
    viewport.navigation.frame([(5.0, 0.0, 5.0)])
    qtbot.waitUntil(lambda: editor.tools.spot == pytest.approx((5.0, 0.0, 5.0), abs=0.2))


def test_actions_leave_with_the_viewport(editor: Editor, qtbot: QtBot) -> None:
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    assert "view.top" in editor.actions

    widget.shut_down()

    assert "view.top" not in editor.actions
    assert not editor.actions.conflicts()


def test_new_things_stand_on_the_steps_of_snapping(viewport: ViewportWidget, editor: Editor) -> None:
    viewport.navigation.camera = looking_at((0.13, 6.0, 9.0), (0.13, 0.0, 0.71))
    editor.tools.step_m, editor.tools.is_snapping = 0.5, True
    x, _, z = viewport.interaction.spot()
    assert (x % 0.5, z % 0.5) == (0.0, 0.0)

    editor.tools.is_snapping = False
    assert viewport.interaction.spot()[0] == 0.13


def test_the_first_look_at_one_fighter_alone_shows_where_they_stand(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set([])
    viewport._look_at_scene()
    both = viewport.navigation.camera.distance
    viewport.source.points_of = lambda _ids: [(1.0, 0.0, 1.0)]  # type: ignore[method-assign]
    viewport._look_at_scene()

    assert viewport.navigation.camera.distance > 15.0
    assert both > 10.0
