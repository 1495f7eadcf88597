"""Groups are taken apart, members leave them, and every byte comes back."""

import pytest

from editor.core.editor import Editor
from engine.document import Path, Set


def parents(editor: Editor) -> dict[str, str | None]:
    return {entity.id: entity.parent for entity in editor.view.entities}


def test_a_group_is_taken_apart_and_undo_gives_it_back(editor: Editor, texts):
    before = texts()
    editor.selection.set(["party"])
    editor.actions.run("entity.ungroup")

    assert "party" not in parents(editor)
    assert parents(editor)["kael"] is parents(editor)["lyra"] is None
    assert set(editor.selection.ids) == {"kael", "lyra"}
    assert [entry.sentence for entry in editor.undo.entries] == ["Take Party apart"]
    editor.undo.undo()
    assert texts() == before


def test_a_member_leaves_its_group_which_stays(editor: Editor, texts):
    before = texts()
    editor.selection.set(["kael"])
    editor.actions.run("entity.ungroup")

    assert parents(editor)["kael"] is None
    assert parents(editor)["lyra"] == "party"
    editor.undo.undo()
    assert texts() == before


def test_groups_in_each_other_are_taken_apart_together(editor: Editor, texts):
    editor.selection.set(["kael", "lyra"])
    editor.actions.run("entity.group")
    (inner,) = editor.selection.ids
    before = texts()
    editor.selection.set(["party", inner])
    editor.actions.run("entity.ungroup")

    assert {"party", inner}.isdisjoint(parents(editor))
    assert parents(editor)["kael"] is None
    editor.undo.undo()
    assert texts() == before


def test_a_group_that_something_points_to_stays_and_says_who(editor: Editor):
    editor.selection.set(["pack"])
    editor.actions.run("entity.group")
    (group,) = editor.selection.ids
    editor.actions.run("add.objective")
    (objective,) = editor.selection.ids
    editor.run(Set(path=Path.entity("encounters/ambush", objective, "objective", "target"), old=None, new=group))
    entries = len(editor.undo.entries)
    said: list[str] = []
    editor.said.connect(said.append)
    editor.selection.set([group])
    editor.actions.run("entity.ungroup")

    assert "points to the group “Group”" in said[-1]
    assert len(editor.undo.entries) == entries


@pytest.mark.parametrize("entity", ["rock", "win"])
def test_what_is_no_group_and_in_none_is_told(editor: Editor, entity: str):
    said: list[str] = []
    editor.said.connect(said.append)
    editor.selection.set([entity])
    editor.actions.run("entity.ungroup")
    assert said[-1] == "The selection is no group and in none."
