"""Scenes and encounters come and go: what is created is shown, and what loses its file gives way to another."""

from editor.core.editor import Editor
from editor.core.project import scene_files
from engine.document import Path


def test_a_new_encounter_is_shown_and_can_be_undone(editor: Editor):
    file = scene_files.new_encounter(editor, "Night watch")

    assert file == "encounters/night_watch"
    assert (editor.scene, editor.encounter) == ("glade", "night_watch")
    assert {"enemies", "victory", "defeat"} <= {entity.id for entity in editor.view.entities}
    assert editor.checks.now() == []

    editor.undo.undo()
    assert (editor.scene, editor.encounter) == ("glade", "ambush")
    editor.undo.redo()
    assert (editor.scene, editor.encounter) == ("glade", "night_watch")


def test_a_new_scene_is_shown_with_somebody_to_play(editor: Editor):
    scene_files.new_scene(editor, "Old Mill")

    assert (editor.scene, editor.encounter) == ("old_mill", None)
    assert any("player" in entity.components for entity in editor.view.entities)


def test_a_duplicate_holds_what_the_original_holds(editor: Editor):
    scene_files.duplicate_encounter(editor, "Ambush by night")

    assert editor.encounter == "ambush_by_night"
    assert editor.document is not None
    assert editor.document.value(Path("encounters/ambush_by_night", ("title",))) == "Ambush by night"
    assert editor.view.entity("pack").name == "Stalker pack"


def test_deleting_the_shown_encounter_shows_another_or_none(editor: Editor):
    scene_files.duplicate_encounter(editor, "Second")

    scene_files.delete(editor, "encounters/second")
    assert editor.encounter == "ambush"
    scene_files.delete(editor, "encounters/ambush")
    assert (editor.scene, editor.encounter) == ("glade", None)

    editor.undo.undo()
    assert editor.encounter == "ambush"


def test_deleting_the_only_scene_leaves_an_open_project_without_one(editor: Editor, texts):
    before = texts()
    shown: list[tuple[str | None, str | None]] = []
    editor.scene_changed.connect(lambda: shown.append((editor.scene, editor.encounter)))
    editor.selection.set(["kael"])

    scene_files.delete(editor, "scenes/glade")

    assert shown == [(None, None)]
    assert editor.selection.ids == ()
    assert not editor.has_scene
    editor.pump()
    editor.save()

    editor.undo.undo()
    assert shown[-1] == ("glade", "ambush")
    assert texts() == before
    editor.save()


def test_a_place_that_the_user_left_does_not_come_back_by_itself(editor: Editor):
    scene_files.new_scene(editor, "Old Mill")
    scene_files.delete(editor, "scenes/old_mill")
    assert editor.scene == "glade"

    editor.open_scene("glade", "ambush")
    editor.undo.undo()

    assert (editor.scene, editor.encounter) == ("glade", "ambush")


def test_a_renamed_file_stays_on_show_and_whatever_names_it_follows(editor: Editor, texts):
    before = texts()

    scene_files.rename(editor, "scenes/glade", "clearing")
    assert (editor.scene, editor.encounter) == ("clearing", "ambush")
    scene_files.rename(editor, "encounters/ambush", "raid")
    assert (editor.scene, editor.encounter) == ("clearing", "raid")
    assert editor.document is not None
    assert editor.document.value(Path("encounters/raid", ("scene",))) == "clearing"
    assert editor.document.value(Path("project", ("main_encounter",))) == "raid"

    editor.undo.jump(0)
    assert texts() == before
    assert (editor.scene, editor.encounter) == ("glade", "ambush")


def test_a_name_that_cannot_be_is_explained(editor: Editor):
    assert editor.document is not None
    why_not = scene_files.why_not_named

    assert why_not(editor.document, "scenes/glade", "clearing") == ""
    assert why_not(editor.document, "scenes/glade", "glade") == ""
    assert "expected letters, digits, _ and -" in why_not(editor.document, "scenes/glade", "")
    assert "There is encounters/ambush.toml already" in why_not(editor.document, "encounters/other", "Ambush")


def test_what_goes_along_is_told(editor: Editor):
    assert editor.document is not None

    assert scene_files.consequences(editor.document, "scenes/glade") == [
        "It holds 4 entities.",
        "What takes place in it goes too: Ambush.",
        "The Glade is the project's main scene, which will be empty.",
        "Ambush is the project's main encounter, which will be empty.",
    ]


def test_entities_move_up_and_down_and_to_the_encounter_and_back(editor: Editor, texts):
    before = texts()
    assert editor.document is not None
    editor.selection.set(["rock"])

    editor.actions.run("entity.up")
    assert editor.document.entities("scenes/glade") == ("rock", "party", "kael", "lyra")
    editor.actions.run("entity.to_encounter")
    assert "rock" in editor.document.entities("encounters/ambush")
    assert editor.selection.ids == ("rock",)
    editor.actions.run("entity.to_scene")
    assert editor.document.entities("scenes/glade")[-1] == "rock"

    editor.undo.jump(0)
    assert texts() == before


def test_a_move_that_cannot_be_is_told(editor: Editor):
    said: list[str] = []
    editor.said.connect(said.append)
    editor.selection.set(["kael"])

    editor.actions.run("entity.to_encounter")
    editor.actions.run("entity.to_scene")

    assert "Kael stands under Party, which would stay behind" in said[0]
    assert said[1] == "The selection is there already."
    assert editor.undo.entries == []
