"""What a designer does with parts of an instance, and with a prefab that is edited by itself, without a window."""

import pytest

from editor.core.actions.builtin import edit, prefab
from editor.core.actions.builtin.entity import add_prefab, group
from editor.core.editor import Editor
from editor.core.entities import edits
from editor.core.entities.aligning import units_of
from editor.core.entities.placing import placed_entities, set_if_new
from editor.core.history.changes import compare
from editor.core.project import scene_files
from editor.core.workbench import EditRefusedError
from engine.document import CommandError, Set, WriteFile
from engine.play.compile.scene import compile_scene
from tests.projects.shipped import copied


@pytest.fixture
def editor(tmp_path):
    made = Editor()
    made.open_project(copied("starter", tmp_path), trusted=True)
    add_prefab(made, "camp", (4.0, 0.0, 2.0))
    yield made
    made.shut_down()


def test_an_instance_brings_all_its_parts_where_it_stands(editor):
    parts = {each.part: each for each in editor.view.entities if each.part_of == "camp"}

    assert set(parts) == {"fire", "crate_tall", "crate_low", "barrel", "windbreak"}
    assert parts["crate_tall"].components["transform"].position == pytest.approx((6.2, 0.0, 2.8))
    assert parts["crate_tall"].prefab == "crate"
    assert len(editor.document.entities("scenes/field")) == 5


def test_parts_stand_in_the_running_world(editor):
    compiled = compile_scene(editor.view, game=editor.game)

    assert compiled.view.get("camp.fire") is not None
    spots = {entity.id for entity in compiled.view.with_component("obstacle")}
    assert {"camp.fire", "camp.crate_tall", "camp.crate_low"} <= spots


def test_a_part_that_is_moved_says_so_in_the_space_of_its_prefab(editor):
    path = editor.view.entity("camp").path / "transform" / "rotation"
    editor.run(Set(path=path, old=None, new=[0.0, 90.0, 0.0]))
    (thing,) = placed_entities(editor.document, editor.view, ["camp.barrel"])
    x, y, z = thing.position
    for command in set_if_new(thing, "position", thing.position, (x + 1.0, y, z)):
        editor.run(command)

    assert editor.view.entity("camp.barrel").components["transform"].position == pytest.approx((x + 1.0, y, z))
    said = editor.document.block("scenes/field", "camp")["parts"]["barrel"]["transform"]["position"]
    assert said == pytest.approx([-2.1, 0.0, 1.9])


def test_a_part_goes_along_with_its_instance_and_is_not_moved_twice(editor):
    moved = placed_entities(editor.document, editor.view, ["camp", "camp.fire", "camp.crate_tall"])

    assert [each.entity.id for each in moved] == ["camp"]


def test_a_deleted_part_is_missing_in_one_instance_alone(editor):
    start = editor.document.text("scenes/field")
    editor.run(edits.delete(editor.view, ["camp.fire"]))

    assert editor.view.get("camp.fire") is None
    assert "fire" in editor.document.entities("prefabs/camp")
    editor.selection.set(["camp"])
    prefab.bring_back(editor)
    assert editor.view.get("camp.fire") is not None
    editor.undo.undo()
    editor.undo.undo()
    assert editor.document.text("scenes/field") == start


def test_an_instance_is_copied_whole_and_a_part_as_a_thing_beside_it(editor):
    editor.selection.set(["camp"])
    edit.duplicate(editor)
    (copy,) = editor.selection.ids
    assert editor.document.block("scenes/field", copy)["prefab"] == "camp"
    assert editor.view.get(f"{copy}.fire") is not None

    editor.selection.set(["camp.barrel"])
    edit.duplicate(editor)
    (barrel,) = editor.selection.ids
    block = editor.document.block("scenes/field", barrel)
    assert (block["parent"], block["appearance"]) == ("camp", {"mesh": "barrel"})


def test_copies_of_an_instance_have_names_of_their_own_named_or_called_after_the_prefab(editor):
    editor.selection.set(["camp"])
    first = editor.view.entity("camp").name
    edit.duplicate(editor)
    edit.duplicate(editor)
    edit.copy(editor)
    edit.paste(editor)

    called = [entity.name for entity in editor.view.entities if entity.is_instance and entity.part_of is None]
    assert called == [first, f"{first} 2", f"{first} 3", f"{first} 4"]
    edit.cut(editor)
    edit.paste(editor)
    (moved,) = editor.selection.ids
    assert editor.view.entity(moved).name == f"{first} 4"


def test_what_stands_under_an_instance_is_added_to_the_prefab_for_all(editor):
    editor.selection.set(["camp.barrel"])
    edit.duplicate(editor)
    (barrel,) = editor.selection.ids
    place = editor.view.entity(barrel).components["transform"].position
    add_prefab(editor, "camp", (-8.0, 0.0, 0.0))
    (other,) = editor.selection.ids
    others = editor.document.entities("prefabs/camp")
    editor.selection.set([barrel])
    prefab.add_part(editor)

    assert barrel not in editor.document.entities("scenes/field")
    (new,) = (each for each in editor.document.entities("prefabs/camp") if each not in ("barrel", *others))
    assert editor.view.entity(f"camp.{new}").components["transform"].position == pytest.approx(place)
    assert editor.view.get(f"{other}.{new}") is not None


def test_a_part_can_be_put_nowhere_else(editor):
    editor.selection.set(["camp.fire", "camp.barrel"])
    before = editor.document.revision
    group(editor)
    assert editor.document.revision == before

    path = editor.view.entity("camp.fire").path / "parent"
    with pytest.raises(CommandError, match="parent of a part belongs to its prefab"):
        editor.run(Set(path=path, old=None, new="cameras"))


def test_a_prefab_is_edited_by_itself_and_the_scene_comes_back(editor):
    editor.selection.set(["camp.fire"])
    prefab.edit(editor)

    assert (editor.prefab_mode.name, editor.selection.ids) == ("camp", ("fire",))
    editor.run(edits.delete(editor.view, ["fire"]))
    add_prefab(editor, "crate", (0.0, 0.0, 3.0))
    (crate,) = editor.selection.ids
    assert editor.document.block("prefabs/camp", crate)["parent"] == "camp"
    assert not editor.actions.enabled("play.start")[0] if "play.start" in editor.actions else True
    editor.prefab_mode.leave()

    assert (editor.scene, editor.encounter) == ("field", "first_fight")
    assert editor.view.get("camp.fire") is None
    assert editor.view.get(f"camp.{crate}") is not None


def test_a_prefab_never_holds_itself_nor_loses_its_root(editor):
    editor.prefab_mode.open("crate")
    before = editor.document.text("prefabs/crate")

    with pytest.raises(EditRefusedError, match="built from Crate"):
        add_prefab(editor, "camp")
    with pytest.raises(EditRefusedError, match="can't hold an instance of itself"):
        add_prefab(editor, "crate")
    with pytest.raises(CommandError, match="root of a prefab can't be deleted"):
        edits.delete(editor.view, ["crate"])
    assert editor.document.text("prefabs/crate") == before


def test_when_the_prefab_goes_the_scene_is_shown_again(editor):
    editor.prefab_mode.open("camp")
    text = editor.document.text("prefabs/camp")
    editor.run(WriteFile(file="prefabs/camp", old=text, new=None))

    assert editor.prefab_mode.name is None
    assert editor.scene == "field"


def test_all_removed_parts_come_back_in_one_step_of_the_history(editor):
    editor.run(edits.delete(editor.view, ["camp.fire", "camp.barrel"]))
    before = len(editor.undo.entries)
    editor.selection.set(["camp"])
    prefab.bring_back(editor)

    assert editor.view.get("camp.fire") is not None
    assert editor.view.get("camp.barrel") is not None
    assert len(editor.undo.entries) == before + 1
    assert editor.undo.entries[-1].sentence == "Bring 2 parts back to Camp"


def test_an_instance_and_its_part_are_aligned_as_one(editor):
    units = units_of(editor.document, editor.view, ["camp", "camp.fire", "sun_lamp"])

    assert [unit.name for unit in units] == ["Camp", "Lamp"]


def test_problems_are_those_of_the_scene_while_a_prefab_is_edited(editor):
    found = [each.rule for each in editor.checks.now()]
    editor.prefab_mode.open("crate")

    assert [each.rule for each in editor.checks.now()] == found


def test_a_prefab_that_is_renamed_while_it_is_edited_goes_on_being_shown(editor):
    editor.prefab_mode.open("camp")
    scene_files.rename(editor, "prefabs/camp", "bivouac")

    assert editor.prefab_mode.name == "bivouac"
    assert editor.view.get("fire") is not None
    editor.prefab_mode.leave()
    assert (editor.scene, editor.encounter) == ("field", "first_fight")
    assert editor.view.get("camp.fire") is not None


def test_what_an_instance_says_of_its_parts_is_told_by_their_names(editor):
    states = [editor.document.snapshot()]
    for entity, keys, value in (("camp.fire", ("light", "range"), 9.0), ("camp.barrel", ("hidden",), True)):
        path = editor.view.entity(entity).path
        for key in keys:
            path /= key
        editor.run(Set(path=path, old=editor.document.value(path), new=value))
        states.append(editor.document.snapshot())
    start, first, both = states

    def told(before, now):
        return [(each.entity, each.name, each.what, each.was, each.now) for each in compare(before, now)]

    assert told(start, both) == [("camp", "Camp", "Parts", "as its prefab", "fire, barrel")]
    assert told(first, both) == [("camp.barrel", "Camp's barrel", "Overrides", "as its prefab", "hidden")]
    assert told(both, first) == [("camp.barrel", "Camp's barrel", "Overrides", "hidden", "as its prefab")]
    assert told(both, start) == [("camp", "Camp", "Parts", "fire, barrel", "as its prefab")]


def test_what_was_cut_and_pasted_comes_back_in_its_own_bytes(editor):
    start = editor.document.text("scenes/field")
    editor.selection.set(["camera_play"])
    edit.cut(editor)
    edit.paste(editor)
    assert "camera_play" in editor.document.entities("scenes/field")
    editor.undo.undo()
    editor.undo.undo()

    assert editor.document.text("scenes/field") == start
