"""A designer imports a glTF, places it, plays, changes the file in another program, takes all back and reopens."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from editor.ui.dialogs.question import Question
from editor.ui.mesh_import.dialog import MeshDialog
from engine.present.meshes import MESHES
from engine.schema.file_bytes import place_in
from tests.editor.core.gltf import exported, statue
from tests.stories.carried import drag_item, drop_files, item_of, titles_of

LEFT = Qt.MouseButton.LeftButton
# Qt 6.12 asks for a QPointF, which Qt 6.11 does not take.
pytestmark = pytest.mark.filterwarnings("ignore:Function. 'QDrag:DeprecationWarning")


def spot(designer, x, z) -> QPoint:
    return designer.spot_of((x, designer.viewport.source.height_at(x, z), z))


def type_path(path):
    """Fills in the dialog for a file."""

    def work():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            line = dialog.findChild(QLineEdit)
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)

    return work


def on_disk(designer):
    document = designer.editor.document
    return {file: place_in(document.folder, file).read_bytes() for file in document.files}


def height() -> float:
    return round(MESHES.spec("old_statue").mesh.height, 1)


def test_a_gltf_is_imported_placed_played_changed_outside_and_taken_back(designer, starter, tmp_path):
    # Given the starter, and a statue that another program has exported
    source = exported(statue(), tmp_path / "Old statue.glb")
    designer.open(starter)
    start, disk = designer.documents(), on_disk(designer)
    designer.window.docks.focus("assets")
    designer.wait(lambda: designer.panel("assets") is not None)
    assets = designer.panel("assets")
    assets.kinds.show_kind("mesh")
    seen = {}

    def import_it(dialog):
        seen["facts"], seen["title"] = dialog.facts.text(), dialog.do.text()
        designer.picture_of(dialog, "gltf_1_preview")
        # A name of the engine's is refused at once, and says why
        dialog.name.setText("rock")
        seen["refused"] = (dialog.why.text(), dialog.do.isEnabled())
        dialog.name.setText("old_statue")
        dialog.scale.setValue(0.5)
        seen["half"] = dialog.facts.text()
        dialog.scale.setValue(1.0)
        QTest.mouseClick(dialog.do, LEFT)

    # When it is imported by the menu
    with designer._meanwhile(type_path(source)):
        designer.in_dialog(MeshDialog, import_it, lambda: designer.choose("File", "Import mesh…"))
    # Then what it will be was told first
    assert seen["facts"] == "92 triangles, 1.00 × 3.00 × 1.00 m"
    assert seen["half"] == "92 triangles, 0.50 × 1.50 × 0.50 m"
    assert seen["title"] == "Import"
    assert seen["refused"] == ("The engine has a mesh of this name; expected another name.", False)
    # And once it is packed it stands in the browser, chosen, with its picture, as one step that is not saved yet
    designer.wait(lambda: "Old statue" in titles_of(assets.list))
    item = item_of(assets.list, "Old statue")
    assert assets.list.row(item) == 0
    designer.wait(lambda: not item_of(assets.list, "Old statue").icon().isNull())
    assert designer.editor.undo.index == 1
    assert assets.details.note.text() == "Imported mesh, 92 triangles, not used."
    # When it is dragged into the picture
    drag_item(assets.list, "Old statue", designer.viewport, [(spot(designer, 0.0, 4.0), lambda: None)])
    (placed,) = designer.editor.selection.ids
    assert designer.value(placed, "appearance.mesh") == "old_statue"
    designer.picture("gltf_2_placed")
    assert not any("old_statue" in line for line in designer.problems())
    # When it plays for a second, it is there
    designer.editor.play.start()
    designer.wait(lambda: designer.editor.play.session is not None)
    for _ in range(60):
        designer.editor.play.advance(1.0 / 60.0)
    assert designer.editor.play.session.tick >= 60
    designer.picture("gltf_3_played")
    designer.stop()
    # When it is saved, its bytes lie in the project, as a file that other programs read
    designer.press("Ctrl+S", designer.viewport)
    file = designer.editor.document.folder / "meshes" / "old_statue.glb"
    designer.wait(file.is_file)
    assert height() == 3.0
    # When another program writes a taller one over it, it is in the picture and the browser
    saved, before = designer.documents(), designer.viewport.grab().toImage()
    exported(statue(4.0, (40, 60, 220)), file)
    designer.wait(lambda: height() == 5.0)
    designer.wait(lambda: designer.viewport.grab().toImage() != before)
    designer.picture("gltf_4_changed_outside")
    # When it writes something broken, the last good one stays, and it is told
    file.write_bytes(file.read_bytes()[:300])
    designer.wait(lambda: any("old_statue.glb" in line for line in designer.problems()))
    assert height() == 5.0
    exported(statue(4.0, (40, 60, 220)), file)
    designer.wait(lambda: not any("old_statue.glb" in line for line in designer.problems()))
    # When that is undone, the one that was imported is shown again
    while designer.documents() != saved:
        designer.press("Ctrl+Z", designer.viewport)
    assert height() == 3.0
    # When all is undone and saved, not a byte is left of it in the project
    while designer.editor.undo.index > 0:
        designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == start
    assert "old_statue" not in MESHES
    designer.editor.save(overwrite=True)
    assert on_disk(designer) == disk
    # When it is done again, saved and opened anew, it is there
    while designer.editor.undo.index < 2:
        designer.press("Ctrl+Shift+Z", designer.viewport)
    assert height() == 3.0
    designer.editor.save(overwrite=True)
    designer.open(starter)
    assert "meshes/old_statue" in designer.editor.document.files
    assert designer.value(placed, "appearance.mesh") == "old_statue"
    np.testing.assert_allclose(MESHES.spec("old_statue").mesh.height, 3.0, atol=0.03)


def test_a_file_that_is_dropped_is_placed_there_and_a_bad_one_is_refused_in_words(designer, starter, tmp_path):
    # Given a statue and a file that is none
    source = exported(statue(), tmp_path / "statue.glb")
    bad = tmp_path / "bad.glb"
    bad.write_bytes(b"not a mesh at all, only letters")
    designer.open(starter)
    start = designer.documents()

    def import_it(dialog):
        assert dialog.placed.isChecked()
        QTest.mouseClick(dialog.obstacle, LEFT, pos=QPoint(8, dialog.obstacle.height() // 2))
        QTest.mouseClick(dialog.do, LEFT)

    # When it is dropped into the picture from outside
    place = spot(designer, 0.0, 4.0)
    designer.in_dialog(MeshDialog, import_it, lambda: drop_files([source], designer.viewport, [(place, lambda: None)]))
    # Then it stands there with an obstacle, as one step
    designer.wait(lambda: designer.editor.selection.ids)
    (placed,) = designer.editor.selection.ids
    assert designer.value(placed, "appearance.mesh") == "statue"
    np.testing.assert_allclose(designer.value(placed, "obstacle.size"), (1.0, 3.0, 1.0), atol=0.05)
    x, _, z = designer.value(placed, "transform.position")
    np.testing.assert_allclose((x, z), (0.0, 4.0), atol=0.5)
    assert designer.editor.undo.index == 1
    # When another file is to take its place, by its menu in the browser
    taller = exported(statue(4.0), tmp_path / "taller.glb")
    designer.window.docks.focus("assets")
    designer.wait(lambda: designer.panel("assets") is not None)
    assets = designer.panel("assets")
    assets.kinds.show_kind("mesh")
    designer.wait(lambda: "Statue" in titles_of(assets.list))
    item = item_of(assets.list, "Statue")
    assets.list.scrollToItem(item)
    assets.list.customContextMenuRequested.emit(assets.list.visualItemRect(item).center())

    def replace_it(dialog):
        assert (dialog.name.text(), dialog.do.text()) == ("statue", "Replace")
        assert dialog.note.text() == "Replaces the mesh of this name; whatever uses it follows (1)."
        assert not dialog.placed.isChecked()
        QTest.mouseClick(dialog.do, LEFT)

    with designer._meanwhile(type_path(taller)):
        designer.in_dialog(MeshDialog, replace_it, lambda: designer.choose_in_menu("Replace by a file…"))
    # Then what uses it shows the other one
    designer.wait(lambda: designer.editor.undo.index == 2)
    assert round(MESHES.spec("statue").mesh.height, 1) == 5.0
    designer.press("Ctrl+Z", designer.viewport)
    assert round(MESHES.spec("statue").mesh.height, 1) == 3.0
    # When the bad one is dropped, nothing comes of it, and it says what was expected
    told = []

    def read(dialog):
        told.append(dialog.text)
        QTest.mouseClick(next(iter(dialog.buttons.values())), LEFT)

    designer.in_dialog(Question, read, lambda: drop_files([bad], designer.viewport, [(place, lambda: None)]))
    assert told == [
        "The file does not begin with glTF; expected a binary glTF 2.0 file (.glb) with all its data inside."
    ]
    assert "bad.glb" not in " ".join(toast.accessibleName() for toast in designer.window.toasts.shown), "said once"
    assert designer.editor.undo.index == 1
    # And the step is undone
    designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == start
