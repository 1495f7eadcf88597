"""A brush in the viewport: strokes with the real mouse, what they leave, and what they show."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core.editor import Editor
from editor.viewport.widget import ViewportWidget

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def drag(viewport: ViewportWidget, *points: tuple[int, int], keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseMove(viewport, QPoint(*points[0]))
    QTest.mousePress(viewport, LEFT, keys, QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(viewport, QPoint(*point))
    QTest.mouseRelease(viewport, LEFT, keys, QPoint(*points[-1]))


def heights(editor: Editor) -> np.ndarray:
    landscape = editor.terrain.landscape
    assert landscape is not None
    return landscape.patch_arrays()[0]


def texts(editor: Editor) -> dict[str, str]:
    document = editor.document
    assert document is not None
    return {file: document.text(file) for file in document.files}


MIDDLE = (320, 180)


@pytest.fixture
def flat(editor: Editor, viewport: ViewportWidget) -> ViewportWidget:
    """The yard's ground is level, at 0 m."""
    assert np.ptp(heights(editor)) == 0.0
    return viewport


def test_raise_lifts_the_ground_under_the_pointer_and_shift_lowers_it(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    drag(flat, MIDDLE)
    lifted = heights(editor)
    top = np.unravel_index(lifted.argmax(), lifted.shape)
    half = lifted.shape[0] // 2
    spot = flat.interaction.shaping.spot
    assert lifted.max() == pytest.approx(6.0 * 0.5 * 0.05, abs=0.002)
    assert spot is not None
    assert np.hypot((top[1] - half) * 0.5 - spot[0], (top[0] - half) * 0.5 - spot[2]) < 4.0
    drag(flat, MIDDLE, keys=SHIFT)
    # The line of sight met the risen ground a little nearer, so that the two discs do not quite cover each other.
    assert np.abs(heights(editor)).max() < 0.2 * lifted.max()
    assert [entry.sentence for entry in editor.undo.entries] == ["Raise the ground", "Lower the ground"]


def test_one_drag_is_one_entry_and_undo_gives_back_every_byte(editor: Editor, flat: ViewportWidget) -> None:
    before = texts(editor)
    for number, tool in enumerate(("raise", "flatten", "smooth", "paint", "stamp"), start=1):
        editor.actions.run(f"shape.{tool}")
        kept = texts(editor)
        drag(flat, (260, 190), (300, 200), (360, 210), (420, 180))
        assert len(editor.undo.entries) == number, tool
        assert texts(editor) != kept, tool
        editor.undo.undo()
        assert texts(editor) == kept, tool
        editor.undo.redo()
    for _ in range(5):
        editor.undo.undo()
    assert texts(editor) == before
    assert np.ptp(heights(editor)) == 0.0


def test_a_stroke_is_the_same_however_often_the_mouse_tells_where_it_is(editor: Editor, flat: ViewportWidget) -> None:
    editor.tools.shaping.set(radius=3.0)
    editor.actions.run("shape.raise")
    hand, size = flat.interaction.shaping, flat.interaction.size
    made = []
    for steps in (3, 60):
        hand.press(200.0, 200.0, size, frozenset())
        brush = hand._press.brush
        start = hand.spot
        for share in np.linspace(0.0, 1.0, steps + 1)[1:]:
            hand._work(brush.to(start[0] + 6.0 * float(share), start[2]))
        hand.drop()
        made.append(texts(editor))
        editor.undo.undo()
    assert made[0] == made[1]


def test_escape_leaves_nothing_of_a_stroke(editor: Editor, flat: ViewportWidget) -> None:
    before, count = texts(editor), len(editor.undo.entries)
    editor.actions.run("shape.raise")
    QTest.mousePress(flat, LEFT, NONE, QPoint(*MIDDLE))
    QTest.mouseMove(flat, QPoint(360, 200))
    assert texts(editor) != before
    QTest.keyClick(flat, Qt.Key.Key_Escape)
    assert texts(editor) == before
    QTest.mouseRelease(flat, LEFT, NONE, QPoint(360, 200))
    assert (texts(editor), len(editor.undo.entries)) == (before, count)


def test_a_brush_that_is_held_still_goes_on(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    hand = flat.interaction.shaping
    QTest.mousePress(flat, LEFT, NONE, QPoint(*MIDDLE))
    once = heights(editor).max()
    hand.hold(0.5)
    assert heights(editor).max() == pytest.approx(7 * once, rel=0.02)
    QTest.mouseRelease(flat, LEFT, NONE, QPoint(*MIDDLE))


def test_a_stamp_follows_the_pointer_and_leaves_one_landform(editor: Editor, flat: ViewportWidget) -> None:
    editor.tools.shaping.set(stamp="hill", stamp_height=4.0, radius=5.0)
    editor.actions.run("shape.stamp")
    drag(flat, (200, 220), (260, 200), (330, 170), (400, 200))
    shaped = heights(editor)
    assert shaped.max() == pytest.approx(4.0, abs=0.05)
    top = np.unravel_index(shaped.argmax(), shaped.shape)
    far = np.hypot(*(np.argwhere(shaped > 0.01) - top).T) * 0.5
    assert far.max() <= 5.5
    drag(flat, (400, 200), keys=SHIFT)
    assert editor.undo.entries[-1].sentence == "Dig a landform"


def test_ctrl_smooths_with_other_brushes_and_picks_the_height_with_flatten(
    editor: Editor, flat: ViewportWidget
) -> None:
    editor.tools.shaping.set(stamp_height=3.0, radius=4.0)
    editor.actions.run("shape.stamp")
    drag(flat, MIDDLE)
    before = heights(editor)
    editor.actions.run("shape.raise")
    drag(flat, MIDDLE, keys=CTRL)
    assert heights(editor).max() < before.max()
    assert editor.undo.entries[-1].sentence == "Smooth the ground"
    editor.actions.run("shape.flatten")
    count = len(editor.undo.entries)
    drag(flat, MIDDLE, keys=CTRL)
    assert len(editor.undo.entries) == count
    x, height, z = flat.interaction.shaping.spot
    assert editor.tools.shaping.settings.target == pytest.approx(height, abs=1e-3)
    assert editor.terrain.landscape.height_at(x, z) == pytest.approx(height, abs=1e-3)


def test_flatten_levels_to_the_height_of_the_first_press(editor: Editor, flat: ViewportWidget) -> None:
    editor.tools.shaping.set(stamp_height=3.0, radius=4.0, strength=1.0, falloff=0.0)
    editor.actions.run("shape.stamp")
    drag(flat, MIDDLE)
    editor.actions.run("shape.flatten")
    drag(flat, (60, 200), (150, 200), MIDDLE, (420, 190))
    assert heights(editor).max() < 2.0


def test_alt_and_the_wheel_change_the_radius_and_brackets_do_too(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    flat.interaction.wheel(1.0, frozenset({"alt"}))
    assert editor.tools.shaping.settings.radius == 6.9
    before = flat.navigation.camera
    flat.interaction.wheel(1.0)
    assert flat.navigation.camera != before
    assert (editor.actions.keys("shape.smaller"), editor.actions.keys("shape.larger")) == ("[", "]")


def test_the_ring_lies_round_the_pointer_and_goes_with_the_brush(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    # A pointer that is there already, from the test before, would not move.
    QTest.mouseMove(flat, QPoint(200, 150))
    QTest.mouseMove(flat, QPoint(*MIDDLE))
    picture = flat.shot().picture
    spot = flat.interaction.shaping.spot
    ring = picture.line_batches[0]
    away = np.hypot(ring.start[:, 0] - spot[0], ring.start[:, 1] - spot[2])
    assert away == pytest.approx(6.0, abs=1e-4)
    editor.tools.tool = "move"
    assert len(flat.shot().picture.line_batches) == 0


def test_what_stands_on_the_ground_follows_it(editor: Editor, flat: ViewportWidget) -> None:
    (before,) = flat.source.points_of(("boulder",))
    editor.tools.shaping.set(radius=5.0, stamp_height=2.5)
    editor.actions.run("shape.stamp")
    x, y, _ = flat.navigation.camera.project([before], flat.interaction.size)[0]
    drag(flat, (round(x), round(y)))
    (after,) = flat.source.points_of(("boulder",))
    assert after[1] - before[1] == pytest.approx(2.5, abs=0.3)


def test_a_save_in_the_middle_of_a_stroke_keeps_what_is_there(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    QTest.mousePress(flat, LEFT, NONE, QPoint(*MIDDLE))
    editor.gestures.finish()
    assert not flat.interaction.is_dragging
    kept = texts(editor)
    QTest.mouseMove(flat, QPoint(400, 220))
    QTest.mouseRelease(flat, LEFT, NONE, QPoint(400, 220))
    assert texts(editor) == kept
    assert len(editor.undo.entries) == 1


def test_the_ring_goes_with_the_camera_under_a_still_pointer(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    QTest.mouseMove(flat, QPoint(200, 150))
    QTest.mouseMove(flat, QPoint(*MIDDLE))
    before = flat.interaction.shaping.spot
    editor.tools.go_to(8.0, 8.0)
    after = flat.interaction.shaping.spot
    assert before != after
    assert (after[0], after[2]) == pytest.approx((8.0, 8.0), abs=0.05)


def test_the_height_at_the_pointer_follows_an_undo(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    drag(flat, MIDDLE)
    raised = flat.interaction.shaping.readout()
    assert raised is not None
    assert raised[0] != "0.00 m"
    editor.undo.undo()
    lowered = flat.interaction.shaping.readout()
    assert lowered is not None
    assert lowered[0] == "0.00 m"


def test_the_height_at_the_pointer_follows_a_stroke_given_up(editor: Editor, flat: ViewportWidget) -> None:
    editor.actions.run("shape.raise")
    QTest.mouseMove(flat, QPoint(*MIDDLE))
    QTest.mousePress(flat, LEFT, NONE, QPoint(*MIDDLE))
    QTest.keyClick(flat, Qt.Key.Key_Escape)
    shown = flat.interaction.shaping.readout()
    assert shown is not None
    assert shown[0] == "0.00 m"
