"""The assets: prefabs with pictures, filtered, and put into the scene as one command."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage

from editor.core.drags import PREFAB_MIME
from editor.ui.rooms.assets.model import AssetsModel
from editor.ui.rooms.assets.thumbnail import thumbnail
from editor.ui.rooms.assets.view import AssetsView
from editor.ui.rooms.outliner.item_model import OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel


@pytest.fixture
def model(editor):
    assets = AssetsModel(editor)
    yield assets
    assets.close()


def test_a_prefab_says_who_uses_it(model):
    (kael,) = model.assets()

    assert (kael.id, kael.mesh, kael.uses) == ("kael", "kael", 3)


@pytest.mark.parametrize(("text", "count"), [("ka", 1), ("c:health", 1), ("is:unused", 0), ("stone", 0)])
def test_the_filter_narrows_the_list(model, text, count):
    model.search(text)

    assert len(model.assets()) == count


def test_adding_is_one_command_where_the_viewport_looks(editor, model):
    saved = editor.document.text("scenes/glade")
    editor.tools.spot = (3.0, 0.0, -2.0)

    model.add("kael")

    (added,) = editor.selection.ids
    assert editor.view.get(added).prefab == "kael"
    assert editor.view.get(added).components["transform"].position == (3.0, 0.0, -2.0)
    editor.undo.undo()
    assert editor.document.text("scenes/glade") == saved


def test_the_users_of_a_prefab_can_be_selected(editor, model):
    model.select_uses("kael")

    assert editor.selection.ids == ("kael", "lyra")


def test_dropping_a_prefab_on_the_outliner_puts_it_under_that_entity(editor, model):
    outliner = OutlinerModel(editor)
    items = OutlinerItems(outliner)
    data = QMimeData()
    data.setData(PREFAB_MIME, b"kael")
    party = items.index_of(outliner.tree.nodes["party"])

    assert items.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, party)
    items.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, party)

    (added,) = editor.selection.ids
    assert editor.view.get(added).parent == "party"
    items.close()
    outliner.close()


def test_the_view_shows_a_picture_for_each_and_adds_by_double_click(editor, model, show, qtbot):
    view = show(AssetsView, model, 660, 220)
    item = view.list.item(0)
    qtbot.waitUntil(lambda: not item.icon().isNull())

    view.list.itemDoubleClicked.emit(item)

    assert len(editor.undo.entries) == 1


def test_a_thumbnail_shows_the_mesh_and_an_unknown_one_the_glyph(show, editor, model):
    show(AssetsView, model, 660, 220)
    pictures = [thumbnail(mesh, "#ffffff", "cube", 56).toImage() for mesh in ("kael", "rock", "no such mesh")]

    assert all(picture.format() != QImage.Format.Format_Invalid for picture in pictures)
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(AssetsView, AssetsModel(closed_editor), 660, 220)

    assert view._stack.currentWidget() is view._empty
