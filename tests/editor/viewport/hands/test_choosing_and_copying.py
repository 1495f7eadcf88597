"""Choosing what lies behind, boxes that add, toggle and take away, copies dragged off, and where moves come to rest."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core.editor import Editor
from editor.viewport.camera.camera import looking_at
from editor.viewport.hands.choosing import Choosing, box_mode
from editor.viewport.widget import ViewportWidget
from tests.editor.viewport.test_widget import drag, grip, position, spot_of

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def texts(editor: Editor) -> dict[str, str]:
    assert editor.document is not None
    return {file: editor.document.text(file) for file in editor.document.files}


def box(viewport: ViewportWidget, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier, at_end=None) -> None:
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, keys, start)
    QTest.mouseMove(viewport, (start + stop) / 2)
    QTest.mouseMove(viewport, stop)
    QTest.mouseRelease(viewport, LEFT, keys if at_end is None else at_end, stop)


@pytest.fixture
def in_line(viewport: ViewportWidget, editor: Editor) -> tuple[ViewportWidget, Editor]:
    """The guard stands right before the raider, as the camera sees them."""
    editor.tools.tool = "select"
    viewport.navigation.camera = looking_at((-12.0, 1.2, 0.0), (0.0, 1.0, 0.0))
    return viewport, editor


def test_clicking_one_place_again_chooses_what_lies_behind_and_then_the_first_again(in_line) -> None:
    viewport, editor = in_line
    place = spot_of(viewport, (-3.0, 1.0, 0.0))
    chosen = []
    for _ in range(3):
        QTest.mouseClick(viewport, LEFT, pos=place)
        chosen.append(editor.selection.ids)
    assert chosen == [("guard",), ("raider",), ("guard",)]


def test_a_click_elsewhere_or_from_elsewhere_begins_with_the_foremost(in_line) -> None:
    viewport, editor = in_line
    place = spot_of(viewport, (-3.0, 1.0, 0.0))
    QTest.mouseClick(viewport, LEFT, pos=place)
    viewport.navigation.orbit(0.001, 0.0)
    QTest.mouseClick(viewport, LEFT, pos=place)
    assert editor.selection.ids == ("guard",), "the view turned: the click means what is seen now"
    editor.selection.set(["boulder"])
    QTest.mouseClick(viewport, LEFT, pos=place)
    assert editor.selection.ids == ("guard",)


def test_a_click_goes_through_what_is_locked(in_line) -> None:
    viewport, editor = in_line
    editor.selection.set(["guard"])
    editor.actions.run("entity.lock")
    QTest.mouseClick(viewport, LEFT, pos=spot_of(viewport, (-3.0, 1.0, 0.0)))
    assert editor.selection.ids == ("raider",)


class Parts:
    """A picture of a prefab's part in front of the raider."""

    def pick(self, _x: float, _y: float, without: frozenset[str] = frozenset()) -> str | None:
        return next((each for each in ("boulder", "raider") if each not in without), None)

    def pick_box(self, *_: float) -> tuple[str, ...]:
        return ("boulder", "raider")


def test_the_whole_instance_is_chosen_before_its_part(viewport: ViewportWidget, editor: Editor, monkeypatch) -> None:
    choosing = Choosing(editor, Parts())
    monkeypatch.setattr(choosing, "_whole", lambda id_: "stones" if id_ == "boulder" else id_)
    chosen = [choosing.click(5.0, 5.0, adds=False) for _ in range(4)]
    assert chosen == ["stones", "boulder", "raider", "stones"]
    choosing.box((0.0, 0.0, 9.0, 9.0), "set")
    assert editor.selection.ids == ("stones", "raider")


@pytest.mark.parametrize(
    ("keys", "before", "after"),
    [
        (NONE, ["guard"], {"raider", "boulder"}),
        (SHIFT, ["guard"], {"guard", "raider", "boulder"}),
        (CTRL, ["guard", "raider"], {"guard", "boulder"}),
    ],
)
def test_a_box_replaces_adds_or_toggles(viewport: ViewportWidget, editor: Editor, keys, before, after) -> None:
    editor.tools.tool = "select"
    editor.selection.set(before)
    box(viewport, QPoint(280, 40), QPoint(600, 300), keys)
    assert set(editor.selection.ids) & {"guard", "raider", "boulder"} == after


def test_a_box_takes_away_when_alt_is_held_as_it_ends(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"
    editor.selection.set(["guard", "raider"])
    box(viewport, QPoint(340, 60), QPoint(600, 300), NONE, at_end=ALT)
    assert editor.selection.ids == ("guard",)
    assert [box_mode(frozenset(keys)) for keys in ((), ("shift",), ("ctrl",), ("alt",))] == [
        "set", "add", "toggle", "take",
    ]  # fmt: skip


def test_alt_drag_leaves_the_original_and_moves_a_copy_as_one_step(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    before = texts(editor)
    start = grip(viewport, "x")
    metre = spot_of(viewport, (4.0, 0.0, 0.0)) - spot_of(viewport, (3.0, 0.0, 0.0))

    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, ALT, start)
    for share in (0.5, 1.0, 2.0):
        QTest.mouseMove(viewport, start + metre * share)
    (copy,) = editor.selection.ids
    QTest.mouseRelease(viewport, LEFT, ALT, start + metre * 2)

    assert copy != "raider"
    assert editor.selection.ids == (copy,)
    assert position(editor, "raider") == [3.0, 0.0, 0.0]
    assert position(editor, copy) == [5.0, 0.0, 0.0]
    assert [entry.sentence for entry in editor.undo.entries] == ["Duplicate Raider"]
    editor.undo.undo()
    assert texts(editor) == before
    editor.undo.redo()
    assert position(editor, copy) == [5.0, 0.0, 0.0]


@pytest.mark.parametrize("end", ["escape", "undo", "still"])
def test_a_copy_that_is_given_up_or_not_moved_leaves_no_trace(viewport: ViewportWidget, editor: Editor, end) -> None:
    editor.selection.set(["raider"])
    before = texts(editor)
    start = grip(viewport, "x")
    QTest.mousePress(viewport, LEFT, ALT, start)
    if end != "still":
        QTest.mouseMove(viewport, start + QPoint(60, 0))
    if end == "escape":
        QTest.keyClick(viewport, Qt.Key.Key_Escape)
    elif end == "undo":
        editor.actions.run("edit.undo")
    QTest.mouseRelease(viewport, LEFT, ALT, start)

    assert texts(editor) == before
    assert editor.undo.entries == []
    assert editor.selection.ids == ("raider",)


def test_alt_drag_beside_the_handles_still_turns_the_view(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    eye = viewport.navigation.camera.eye
    box(viewport, QPoint(20, 200), QPoint(80, 200), ALT)
    assert viewport.navigation.camera.eye != eye
    assert not editor.undo.entries


def test_a_number_for_each_axis_of_a_plane_is_typed_with_tab_between(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    gizmo = viewport.interaction.gizmo()
    assert gizmo is not None
    unit = gizmo.unit(viewport.camera(), viewport.height())
    start = spot_of(viewport, (3.0 + unit * 0.4, 0.0, unit * 0.4))
    drag(viewport, start, start + QPoint(40, 10), drop=False)
    QTest.keyClicks(viewport, "1.5")
    QTest.keyClick(viewport, Qt.Key.Key_Tab)
    QTest.keyClicks(viewport, "-2")
    readout = viewport.interaction.readout()
    assert readout is not None
    assert readout[0] == "X 1.5  Z -2 m"
    QTest.keyClick(viewport, Qt.Key.Key_Return)

    assert viewport.hasFocus()
    assert position(editor, "raider") == [4.5, 0.0, -2.0]


def test_on_the_grid_things_come_to_lie_on_its_lines(viewport: ViewportWidget, editor: Editor) -> None:
    editor.selection.set(["raider"])
    editor.tools.is_snapping = False
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(13, 0))
    assert position(editor, "raider")[0] % 0.5
    editor.tools.is_snapping = True
    editor.actions.run("tool.snap_grid")
    start = grip(viewport, "x")
    drag(viewport, start, start + QPoint(23, 0))
    assert position(editor, "raider")[0] % 0.5 == 0.0


@pytest.mark.parametrize(("resting", "height"), [("kept", 0.75), ("ground", 0.0), ("surface", 2.0)])
def test_what_is_moved_over_an_obstacle_rests_as_the_toggles_say(viewport, editor: Editor, resting, height) -> None:
    assert editor.document is not None
    editor.selection.set(["raider"])
    if resting != "kept":
        editor.actions.run(f"tool.snap_{resting}")
    from editor.core.entities.placing import transform_path
    from engine.document import Set

    path = transform_path(editor.view.entity("raider"), "position")
    editor.run(Set(path=path, old=[3.0, 0.0, 0.0], new=[3.0, 0.75, 0.0]))
    gizmo = viewport.interaction.gizmo()
    assert gizmo is not None
    unit = gizmo.unit(viewport.camera(), viewport.height())
    start = spot_of(viewport, (3.0 + unit * 0.4, 0.75, unit * 0.4))
    drag(viewport, start, start + QPoint(40, 10), drop=False)
    for key in ("-3", "tab", "-6"):
        QTest.keyClick(viewport, Qt.Key.Key_Tab) if key == "tab" else QTest.keyClicks(viewport, key)
    QTest.keyClick(viewport, Qt.Key.Key_Return)

    assert position(editor, "raider") == [0.0, height, -6.0]


def test_the_views_menu_has_the_bookmarks_and_says_which_are_not_set(viewport: ViewportWidget, editor: Editor) -> None:
    editor.actions.run("view.set_bookmark_2")
    eye = viewport.navigation.camera.eye
    viewport.navigation.pan(90.0, 0.0, 360.0)
    menu = viewport.chips.view.menu()
    menu.aboutToShow.emit()
    lines = {action.text().partition("\t")[0]: action for action in menu.actions()}

    assert not lines["Go to bookmark 1"].isEnabled()
    assert lines["Go to bookmark 1"].toolTip() == "Bookmark 1 of this scene is not set yet."
    lines["Go to bookmark 2"].trigger()
    assert viewport.navigation.camera.eye == pytest.approx(eye)
    lines["Set bookmark 1"].trigger()
    assert editor.bookmarks.get(editor.document.folder, editor.scene, 1) is not None  # type: ignore[union-attr]
