"""Overlays of the ground: which tiles are shaped, which chunks are drawn, and what they say where there are none."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core.editor import Editor
from editor.core.terrain.shaped_ground import remove_shaping, shaped_ground
from editor.viewport.overlays.chunks import CHUNKS, COLOURS
from editor.viewport.overlays.overlay import OverlayScene
from editor.viewport.overlays.shaped_tiles import SHAPED_TILES, outlines
from editor.viewport.widget import ViewportWidget
from engine.present.draw_list import DrawList
from engine.terrain.lattice import MOST_LEVEL

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def press(viewport: ViewportWidget, x: int, y: int) -> None:
    QTest.mouseMove(viewport, QPoint(x, y))
    QTest.mouseClick(viewport, LEFT, NONE, QPoint(x, y))


def laid_over(editor: Editor, overlay) -> DrawList:
    picture = DrawList()
    overlay.add(OverlayScene(editor.view, None, None, ()), picture)
    return picture


def test_shaped_tiles_are_outlined_and_only_painted_ones_dashed(editor: Editor, viewport: ViewportWidget) -> None:
    assert laid_over(editor, SHAPED_TILES).notes == ["No ground of this scene is shaped"]
    editor.tools.shaping.set(radius=2.0)
    editor.actions.run("shape.paint")
    press(viewport, 320, 180)
    painted = laid_over(editor, SHAPED_TILES)
    (batch,) = painted.line_batches
    assert batch.dashed
    editor.actions.run("shape.raise")
    press(viewport, 320, 180)
    both = laid_over(editor, SHAPED_TILES)
    assert [each.dashed for each in both.line_batches] == [False]
    assert len(both.line_batches[0].lift) == 8 * len(shaped_ground(editor).places)
    x, _, z = viewport.interaction.shaping.spot
    ends = np.concatenate([both.line_batches[0].start, both.line_batches[0].end])
    assert (ends.min(axis=0) < [x, z]).all()
    assert (ends.max(axis=0) > [x, z]).all()


def test_outlines_close_round_each_tile() -> None:
    start, end = outlines(np.array([[0, 0], [-1, 3]]), 8.0)
    assert len(start) == 2 * 4 * 2
    assert np.sort(start.round(9), axis=0).tolist() == np.sort(end.round(9), axis=0).tolist()
    assert np.linalg.norm(end - start, axis=1).max() <= 4.0
    assert start[:, 0].min() == pytest.approx(-7.88)
    assert start[:, 2].max() == pytest.approx(31.88)


def test_shaping_is_counted_removed_as_one_entry_and_brought_back(editor: Editor, viewport: ViewportWidget) -> None:
    document = editor.document
    assert document is not None
    bare = {file: document.text(file) for file in document.files}
    assert shaped_ground(editor).text == "None"
    editor.tools.shaping.set(radius=12.0)
    editor.actions.run("shape.raise")
    press(viewport, 320, 180)
    press(viewport, 200, 180)
    count = len(shaped_ground(editor).places)
    assert shaped_ground(editor).text == f"{count} tiles, {count * 64:,} m²"
    shaped = {file: document.text(file) for file in document.files}
    remove_shaping(editor)
    assert editor.undo.entries[-1].sentence == "Remove all shaping"
    assert {file: document.text(file) for file in document.files} == bare
    editor.undo.undo()
    assert {file: document.text(file) for file in document.files} == shaped


def test_a_patch_has_no_chunks_and_says_so(editor: Editor) -> None:
    assert "only endless ground has levels" in laid_over(editor, CHUNKS).notes[0]
    assert len(COLOURS) == len(CHUNKS.legend) == MOST_LEVEL + 1


def test_bookmarks_keep_a_view_and_say_where_there_is_none(editor: Editor, viewport: ViewportWidget, tmp_path) -> None:
    from editor.core.settings.bookmarks import Bookmarks

    editor.bookmarks = Bookmarks(tmp_path / "marks")
    said: list[str] = []
    editor.said.connect(said.append)
    editor.actions.run("view.bookmark_3")
    assert said == ["Bookmark 3 of this scene is not set yet; Ctrl+Shift+3 sets it."]
    before = viewport.navigation.camera
    editor.actions.run("view.set_bookmark_3")
    editor.tools.go_to(7.0, -4.0)
    assert viewport.navigation.camera != before
    editor.actions.run("view.bookmark_3")
    assert viewport.navigation.camera.eye == before.eye
    assert (viewport.navigation.camera.yaw, viewport.navigation.camera.pitch) == (before.yaw, before.pitch)


def test_going_to_a_place_puts_its_ground_into_the_middle(editor: Editor, viewport: ViewportWidget) -> None:
    editor.tools.go_to(7.0, -4.0)
    camera = viewport.navigation.camera
    x, y, _ = camera.project([(7.0, viewport.source.height_at(7.0, -4.0), -4.0)], viewport.interaction.size)[0]
    assert (x, y) == pytest.approx((320.0, 180.0), abs=0.01)


def test_the_wheel_flies_up_to_400_metres_a_second_and_the_speed_is_shown(viewport: ViewportWidget) -> None:
    from editor.viewport.paint.overpaint import place_text, speed_text

    viewport.interaction.press("right", 300.0, 100.0)
    for _ in range(60):
        viewport.interaction.wheel(1.0)
    assert viewport.navigation.speed == 400.0
    viewport.interaction.release("right", 300.0, 100.0)
    assert (speed_text(400.0), speed_text(4.0)) == ("400 m/s", "4.0 m/s")
    assert place_text(-61234.56, 12.0) == "x −61,234.6  z 12.0"


def test_on_a_slope_a_place_is_looked_at_from_above_the_ground(editor: Editor, viewport: ViewportWidget) -> None:
    editor.tools.shaping.set(stamp="hill", stamp_height=60.0, radius=19.0)
    editor.actions.run("shape.stamp")
    press(viewport, 320, 180)
    top = viewport.navigation.camera.pivot
    x, z = float(top[0]), float(top[2]) - 14.0
    viewport.navigation.look_at((x, 0.0, z), 16.0)
    editor.tools.go_to(x, z)
    eye = viewport.navigation.camera.eye
    assert eye[1] >= viewport.source.height_at(eye[0], eye[2]) + 2.9
    place = (x, viewport.source.height_at(x, z), z)
    seen_x, seen_y, _ = viewport.navigation.camera.project([place], viewport.interaction.size)[0]
    assert (seen_x, seen_y) == pytest.approx((320.0, 180.0), abs=0.5)
