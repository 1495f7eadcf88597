"""The assets: prefabs with pictures, filtered, and put into the scene as one command."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage

from editor.core.entities.drags import PREFAB_MIME
from editor.core.project import scene_files
from editor.ui.rooms.assets.model import AssetsModel
from editor.ui.rooms.assets.plan import plan
from editor.ui.rooms.assets.thumbnail import thumbnail
from editor.ui.rooms.assets.view import AssetsView
from editor.ui.rooms.outliner.item_model import OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel
from engine.document import Path, Set, WriteFile
from engine.schema.file_bytes import text_of
from engine.schema.mesh import glb_of
from engine.schema.mesh.shape import shape_of


def statue_text() -> str:
    """The text of a mesh of one triangle."""
    corners = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
    return text_of("meshes/statue", glb_of(shape_of(corners, None, np.ones((3, 3)), np.zeros(3)), "statue"))


@pytest.fixture
def model(editor):
    assets = AssetsModel(editor)
    yield assets
    assets.close()


def test_a_prefab_says_who_uses_it(model):
    model.show_kind("prefab")
    (kael,) = model.assets()

    assert (kael.id, kael.mesh, kael.uses) == ("kael", "kael", 3)


@pytest.mark.parametrize(("text", "count"), [("ka", 1), ("c:health", 1), ("is:unused", 0), ("stone", 0)])
def test_the_filter_narrows_the_list(model, text, count):
    model.show_kind("prefab")
    model.search(text)

    assert len(model.assets()) == count


def test_everything_a_project_has_is_an_asset(model):
    found = {(asset.kind, asset.id) for asset in model.assets()}

    assert found > {("prefab", "kael"), ("mesh", "rock"), ("scene", "glade"), ("encounter", "ambush")}
    model.search("is:mesh tag:warden")
    assert {asset.kind for asset in model.assets()} == {"mesh"}
    assert {asset.tags for asset in model.assets()} == {("built-in", "warden")}


def test_what_uses_an_asset_is_told_and_reached(editor, model):
    (kael,) = (asset for asset in model.everything() if asset.key == "prefab/kael")
    uses = model.uses(kael)

    assert len(uses) == kael.uses == 3
    model.go(next(use for use in uses if use.path.entity_id == "lyra"))
    assert editor.selection.ids == ("lyra",)


def test_a_name_that_leads_nowhere_is_an_asset_that_asks_to_be_mended(editor, model):
    start = editor.document.text("scenes/glade")
    for entity in ("kael", "lyra"):
        editor.run(Set(path=Path.entity("scenes/glade", entity, "appearance"), old=None, new={"mesh": "statue"}))
    broken = editor.document.text("scenes/glade")

    missing = model.assets()[0]

    assert (missing.key, missing.glyph, missing.uses, missing.states) == (
        "mesh/statue", "link-break", 2, {"mesh", "missing"},
    )  # fmt: skip
    assert {"rock", "kael"} <= set(model.instead(missing))
    model.repair(missing, "rock")
    looks = {editor.view.get(entity).components["appearance"].mesh for entity in ("kael", "lyra")}
    assert looks == {"rock"}
    assert not any(asset.is_missing for asset in model.assets())
    editor.undo.undo()
    assert editor.document.text("scenes/glade") == broken
    editor.undo.undo()
    editor.undo.undo()
    assert editor.document.text("scenes/glade") == start


def test_a_file_is_copied_renamed_and_kept_while_it_is_used(editor, model):
    start = {file: editor.document.text(file) for file in editor.document.files}
    kael = model.get("prefab/kael")

    model.duplicate(kael, "Kael the elder")
    copy = model.get("prefab/kael_the_elder")
    assert (copy.name, copy.uses) == ("Kael the elder", 0)
    model.rename(kael, "hero")

    assert model.get("prefab/hero").uses == 3
    assert editor.view.get("lyra").prefab == "hero"
    assert "is in use" in model.why_not_deleted(model.get("prefab/hero"))
    assert not model.why_not_deleted(copy)
    while editor.undo.entries[: editor.undo.index]:
        editor.undo.undo()
    assert {file: editor.document.text(file) for file in editor.document.files} == start


def test_a_mesh_of_the_project_is_renamed_copied_and_deleted_with_what_names_it(editor, model):
    editor.run(WriteFile(file="meshes/statue", old=None, new=statue_text()))
    editor.run(Set(path=Path.entity("scenes/glade", "rock", "appearance"), old=None, new={"mesh": "statue"}))
    start = {file: editor.document.text(file) for file in editor.document.files}
    steps = len(editor.undo.entries)
    statue = model.get("mesh/statue")
    assert (statue.tags, statue.uses, statue.states) == (("imported",), 1, {"mesh", "imported"})

    model.duplicate(statue, "Other statue")
    model.rename(statue, "hero")

    assert editor.view.get("rock").components["appearance"].mesh == "hero"
    assert "is in use" in model.why_not_deleted(model.get("mesh/hero"))
    assert model.why_not_renamed(model.get("mesh/hero"), "rock").startswith("The engine has a mesh of this name")
    assert scene_files.consequences(editor.document, "meshes/other_statue") == ["It has 1 triangle."]
    scene_files.delete(editor, "meshes/other_statue")
    assert model.get("mesh/other_statue") is None
    while len(editor.undo.entries[: editor.undo.index]) > steps:
        editor.undo.undo()
    assert {file: editor.document.text(file) for file in editor.document.files} == start


def test_a_mesh_is_placed_and_a_place_is_opened_by_a_double_click(editor, model):
    model.take(model.get("mesh/rock"))

    (added,) = editor.selection.ids
    assert editor.view.get(added).components["appearance"].mesh == "rock"
    editor.open_scene("glade", None)
    model.take(model.get("encounter/ambush"))
    assert editor.encounter == "ambush"


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


def test_the_view_shows_a_picture_for_each_and_opens_by_double_click(editor, model, show, qtbot):
    view = show(AssetsView, model, 660, 220)
    item = view.list.item(0)
    qtbot.waitUntil(lambda: not item.icon().isNull())

    view.list.itemDoubleClicked.emit(item)

    assert editor.prefab_mode.name == "kael"
    assert not editor.undo.entries, "nothing was added to the scene"


def test_what_is_added_is_told(editor, model):
    said: list[str] = []
    editor.said.connect(said.append)
    model.put(model.get("prefab/kael"))
    assert said[-1] == f"Added {editor.view.get(editor.selection.ids[0]).name}"


def test_a_thumbnail_shows_the_mesh_and_an_unknown_one_the_glyph(show, editor, model):
    show(AssetsView, model, 660, 220)
    pictures = [thumbnail(mesh, "#ffffff", "cube", 56).toImage() for mesh in ("kael", "rock", "no such mesh")]

    assert all(picture.format() != QImage.Format.Format_Invalid for picture in pictures)
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(AssetsView, AssetsModel(closed_editor), 660, 220)

    assert view._stack.currentWidget() is view._empty


def test_a_scene_and_its_encounter_are_shown_as_plans_of_what_stands_in_them(editor, model, show):
    show(AssetsView, model, 660, 220)
    glade, ambush = model.get("scene/glade"), model.get("encounter/ambush")

    before, looks = plan(model.place_of(glade), 56).toImage(), model.looks(glade)

    assert model.place_of(ambush).encounter == "ambush"
    assert model.place_of(model.get("prefab/kael")) is None
    place = Path.entity("scenes/glade", "kael", "transform", "position")
    editor.run(Set(path=place, old=[1.0, 0.0, 2.0], new=[4.0, 0.0, 2.0]))
    assert model.looks(model.get("scene/glade")) != looks
    assert plan(model.place_of(glade), 56).toImage() != before


def test_no_two_states_of_a_place_look_alike(editor, model):
    glade, place = model.get("scene/glade"), Path.entity("scenes/glade", "kael", "transform", "position")
    found = [model.looks(glade)]
    for step in range(20):
        old = editor.document.value(place)
        editor.run(Set(path=place, old=old, new=[float(step), 1.0, 2.0]))
        found.append(model.looks(glade))

    assert all(found.count(each) == 1 for each in found)


def test_a_plan_that_is_shown_follows_what_moves_in_it(editor, model, show, qtbot):
    view = show(AssetsView, model, 660, 220)
    row = [asset.key for asset in model.assets()].index("scene/glade")

    def shown():
        return view.list.item(row).icon().pixmap(56, 56).toImage()

    qtbot.waitUntil(lambda: not view.list.item(row).icon().isNull())
    before = shown()
    place = Path.entity("scenes/glade", "kael", "transform", "position")

    editor.run(Set(path=place, old=[1.0, 0.0, 2.0], new=[4.0, 0.0, 2.0]))

    qtbot.waitUntil(lambda: shown() != before)


def test_a_mesh_that_was_imported_is_seen_whatever_was_filtered(editor, model, show, qtbot):
    view = show(AssetsView, model, 660, 220)
    view.kinds.show_kind("prefab")
    view.search.setText("kael")
    qtbot.waitUntil(lambda: view.list.count() == 1)
    mesh = next(asset for asset in model.everything() if asset.kind == "mesh")

    editor.meshes.imported.emit(mesh.key.partition("/")[2])

    qtbot.waitUntil(lambda: view.list.count() == len(model.everything()))
    assert [item.text() for item in view.list.selectedItems()] == [mesh.name]
    assert view.search.text() == ""


def test_the_list_takes_drops_at_all(model, show):
    view = show(AssetsView, model)

    # What Qt asks before it lets a drag in: a list whose cards stand still says no by itself.
    assert view.list.viewport().acceptDrops()
