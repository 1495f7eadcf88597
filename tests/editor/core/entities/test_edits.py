"""Adding, copying, deleting, grouping: each one command that leaves no trace when undone."""

import pytest

from editor.core.editor import Editor
from editor.core.entities.edits import numbered_names


@pytest.mark.parametrize(
    "action",
    [
        "edit.cut",
        "edit.duplicate",
        "edit.delete",
        "entity.group",
        "entity.ungroup",
        "entity.hide",
        "entity.lock",
        "add.empty",
        "add.party_member",
        "add.spawn_group",
        "add.trigger",
        "add.objective",
        "add.victory",
        "add.defeat",
        "add.obstacle",
        "add.light",
    ],
)
def test_every_change_to_entities_is_one_entry_that_can_be_undone(editor: Editor, texts, action: str):
    before = texts()
    editor.selection.set(["kael", "lyra"])

    editor.actions.run(action)

    assert texts() != before
    assert len(editor.undo.entries) == 1
    assert editor.document is not None
    assert not [finding for finding in editor.view.problems if finding.severity == "error"]
    editor.undo.undo()
    assert texts() == before


def ids(editor: Editor) -> set[str]:
    return {entity.id for entity in editor.view.entities}


def test_a_duplicate_has_ids_of_its_own_and_keeps_its_tree(editor: Editor):
    editor.selection.set(["party"])

    editor.actions.run("edit.duplicate")

    assert {"party_2", "kael_2", "lyra_2"} <= ids(editor)
    assert editor.view.entity("kael_2").parent == "party_2"
    assert editor.selection.ids == ("party_2",)


def test_deleting_takes_what_is_below_and_lets_the_selection_go(editor: Editor):
    editor.selection.set(["party", "rock"])

    editor.actions.run("edit.delete")

    assert not {"party", "kael", "lyra", "rock"} & ids(editor)
    assert editor.selection.ids == ()


def test_the_history_tells_a_duplicate_by_name_and_several_by_number(editor: Editor):
    editor.selection.set(["rock"])
    editor.actions.run("edit.duplicate")
    editor.selection.set(["rock", "kael"])
    editor.actions.run("edit.duplicate")

    assert [entry.sentence for entry in editor.undo.entries] == ["Duplicate Rock", "Duplicate 2 entities"]


def test_pastes_land_beside_each_other(editor: Editor):
    editor.selection.set(["rock"])
    editor.actions.run("edit.copy")

    editor.actions.run("edit.paste")
    editor.actions.run("edit.paste")

    assert editor.document is not None
    placed = [editor.document.block("scenes/glade", id_)["transform"]["position"] for id_ in ("rock_2", "rock_3")]
    assert placed == [[7.0, 0.0, 1.0], [8.0, 0.0, 2.0]]


def test_grouping_puts_the_selection_under_a_new_entity(editor: Editor):
    editor.selection.set(["kael", "lyra"])

    editor.actions.run("entity.group")

    (group,) = editor.selection.ids
    assert editor.view.entity("kael").parent == group
    assert editor.view.entity(group).parent == "party"


def test_a_new_thing_stands_where_the_viewport_looks_and_is_selected(editor: Editor):
    editor.tools.spot = (3.0, 0.0, -4.0)

    editor.actions.run("add.trigger")

    (new,) = editor.selection.ids
    assert editor.view.entity(new).file == "encounters/ambush"
    assert editor.document is not None
    assert editor.document.block("encounters/ambush", new)["transform"]["position"] == [3.0, 0.0, -4.0]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("Guard", ["Guard 1", "Guard 2", "Guard 3"]),
        ("Post ## of the gate", ["Post 01 of the gate", "Post 02 of the gate", "Post 03 of the gate"]),
        ("#-#", ["1-1", "2-2", "3-3"]),
    ],
)
def test_names_of_several_are_numbered_where_the_marks_stand(pattern, names):
    assert numbered_names(pattern, 3) == names


def test_what_was_deleted_is_selected_again_when_it_comes_back_unless_something_else_was_chosen(editor: Editor):
    editor.selection.set(["rock", "lyra"])
    editor.actions.run("edit.delete")
    editor.undo.undo()
    assert editor.selection.ids == ("rock", "lyra")

    editor.actions.run("edit.delete")
    editor.selection.set(["party"])
    editor.undo.undo()
    assert editor.selection.ids == ("party",)

    editor.selection.set(["rock"])
    editor.actions.run("edit.delete")
    editor.open_scene(editor.scene, None)
    editor.undo.undo()
    assert editor.selection.ids == ()
