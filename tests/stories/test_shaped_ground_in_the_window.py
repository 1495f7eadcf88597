"""A designer shapes a hill with each brush, takes each back, saves, opens the project again, and plays on the hill."""

from pathlib import Path as Folder

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.ui.rooms.inspector.shaped_line import ShapedLine
from engine.document import Path, Set

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
BRUSHES = {
    "1": "Raise the ground",
    "2": "Flatten the ground",
    "3": "Smooth the ground",
    "4": "Paint the ground",
    "5": "Stamp a landform",
}


def place_of_player(designer):
    """Where the player stands: (x, z) [m]."""
    player = next(iter(designer.editor.view.with_component("player")))
    x, _, z = player.components["transform"].position
    return float(x), float(z)


def pixel_of(designer, x, z):
    """The pixel at which the ground at (x, z) is seen."""
    viewport = designer.viewport
    height = designer.editor.terrain.landscape.height_at(x, z)
    column, line, depth = viewport.navigation.camera.project([(x, height, z)], viewport.interaction.size)[0]
    assert depth > 0.0
    return QPoint(round(column), round(line))


def look_down(designer, x, z, from_m):
    """Look at a place from above, as a designer does who is going to shape it."""
    designer.editor.tools.go_to(x, z)
    navigation = designer.viewport.navigation
    navigation.set_view("top")
    navigation.set_view("perspective")
    height = designer.editor.terrain.landscape.height_at(x, z)
    from editor.viewport.camera.camera import looking_at

    navigation.camera = looking_at((x + 1.0, height + from_m, z + from_m), (x, height, z))
    navigation.changed.emit()
    designer.viewport.setFocus()


def draw(designer, start, way, keys=NONE):
    """Drag from one place to another, in eight steps."""
    viewport = designer.viewport
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, keys, start)
    for step in range(1, 9):
        QTest.mouseMove(viewport, start + QPoint(way.x() * step // 8, way.y() * step // 8))
    QTest.mouseRelease(viewport, LEFT, keys, start + way)


@pytest.mark.parametrize(("scene", "encounter"), [("echo_grove", "tutorial"), ("wild_march", "the_way_up")])
def test_a_hill_is_shaped_taken_back_saved_and_stood_on(designer, at_the_window, veilweaver, scene, encounter):
    # Given a scene, seen from above its player
    designer.open(veilweaver)
    if designer.editor.scene != scene:
        designer.editor.open_scene(scene, encounter)
    editor = designer.editor
    x, z = place_of_player(designer)
    look_down(designer, x, z, 18.0)
    before = editor.terrain.landscape.height_at(x, z)
    editor.tools.shaping.set(radius=5.0, strength=1.0)

    # When it is shaped with each brush, each stroke is one entry, and Ctrl+Z gives back every byte
    for key, sentence in BRUSHES.items():
        designer.press(key, designer.viewport)
        kept, entries = designer.documents(), editor.undo.index
        draw(designer, pixel_of(designer, x, z), QPoint(60, 12))
        shaped = designer.documents()
        assert editor.undo.index == entries + 1, sentence
        assert editor.undo.entries[-1].sentence.startswith(sentence)
        assert shaped != kept, sentence
        designer.press("Ctrl+Z", designer.viewport)
        assert designer.documents() == kept, sentence
        designer.press("Ctrl+Shift+Z", designer.viewport)
        assert designer.documents() == shaped, sentence
    designer.picture(f"shaping_{scene}_1_each_brush")

    # And when a stroke is given up with Esc, nothing of it is left
    kept = designer.documents()
    designer.press("1", designer.viewport)
    QTest.mousePress(designer.viewport, LEFT, NONE, pixel_of(designer, x, z))
    QTest.mouseMove(designer.viewport, pixel_of(designer, x, z) + QPoint(30, 0))
    assert designer.documents() != kept
    designer.press("Esc", designer.viewport)
    QTest.mouseRelease(designer.viewport, LEFT, NONE, pixel_of(designer, x, z))
    assert designer.documents() == kept

    # When a hill is stamped under the player, it is saved in tiles of its own and comes back
    editor.tools.shaping.set(stamp="plateau", stamp_height=6.0, radius=14.0)
    designer.press("5", designer.viewport)
    draw(designer, pixel_of(designer, x, z), QPoint(2, 1))
    hill = editor.terrain.landscape.height_at(x, z)
    assert hill - before > 4.0
    designer.press("Ctrl+S", designer.viewport)
    assert not editor.is_dirty
    tiles = {file for file in designer.files() if file.startswith(f"terrain/{scene}/")}
    assert tiles
    written = designer.files()
    designer.window.close_project()
    designer.open(veilweaver)
    if designer.editor.scene != scene:
        designer.editor.open_scene(scene, encounter)
    assert designer.files() == written
    assert editor.terrain.landscape.height_at(x, z) == hill

    # When a copy plays, the player stands on the hill, to the bit that the landscape gives
    editor.play.autopilot = None
    designer.press("F5", designer.viewport)
    designer.wait(lambda: editor.play.session is not None and editor.play.tick > 20)
    designer.press("F6", designer.viewport)
    designer.wait(lambda: editor.play.state == "paused")
    session = editor.play.session
    foot = session.world.view["position"][session.compiled.row_of("talren")]
    ground = editor.terrain.landscape.height_at(float(foot[0]), float(foot[2]))
    assert foot[1] == np.float32(ground)
    assert ground > before + 4.0
    designer.picture(f"shaping_{scene}_2_on_the_hill")
    designer.press("Shift+F5", designer.viewport)
    assert designer.files() == written


def test_all_shaping_of_a_scene_goes_and_comes_back(designer, veilweaver: Folder):
    designer.open(veilweaver)
    editor = designer.editor
    x, z = place_of_player(designer)
    look_down(designer, x, z, 18.0)
    start = designer.documents()
    assert not editor.actions.enabled("shape.remove_all")[0]
    # Given a shaped ground, which the inspector tells of where the terrain's settings are
    designer.press("1", designer.viewport)
    draw(designer, pixel_of(designer, x, z), QPoint(80, 0))
    editor.selection.clear()
    line = designer.panel("inspector").findChild(ShapedLine)
    designer.wait(lambda: "tile" in line.facts.whole())
    shaped = designer.documents()
    # When all of it is removed by the button there
    QTest.mouseClick(line.remove, LEFT)
    # Then the project is as it was, and one undo brings everything back
    assert designer.documents() == start
    designer.wait(lambda: line.facts.whole() == "None")
    designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == shaped


def test_another_seed_and_kind_change_the_ground_and_undo_brings_it_back(designer, veilweaver: Folder):
    designer.open(veilweaver)
    editor = designer.editor
    start, before = designer.documents(), editor.terrain.landscape
    for field, value in (("seed", 77), ("kind", "endless")):
        old = editor.document.value(Path("scenes/echo_grove", ("terrain", field)))
        editor.run(Set(path=Path("scenes/echo_grove", ("terrain", field)), old=old, new=value))
    assert editor.terrain.landscape.kind == "endless"
    drawn = designer.viewport.pictures_drawn
    designer.wait(lambda: designer.viewport.pictures_drawn > drawn)
    editor.undo.undo()
    assert editor.terrain.landscape.kind == "patch"
    assert editor.terrain.landscape.height_at(8.0, 8.0) != before.height_at(8.0, 8.0)
    editor.undo.undo()
    assert designer.documents() == start
    assert editor.terrain.landscape.height_at(8.0, 8.0) == before.height_at(8.0, 8.0)
