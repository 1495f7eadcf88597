"""File and Encounter: new, duplicated and deleted scenes and encounters, which ask for a title or whether to go on."""

from editor.core.actions.registry import Action
from editor.core.encounters.cards import hostile_prefab
from editor.core.project import scene_files
from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.dialogs.question import Answer, Question
from editor.ui.shell.shell import Shell


def actions(window: Shell) -> list[Action]:
    """The actions that make files come and go; all of them can be undone."""
    return [
        Action(
            "project.new_scene", "New scene…", lambda: new_scene(window), "", "has_project and not active", "plus",
            "File/3", description="A place of its own, with ground, a camera and somebody to play.",
        ),
        Action(
            "project.rename_scene", "Rename scene file…", lambda: rename(window, f"scenes/{window.editor.scene}"), "",
            "has_scene and not in_prefab and not active", "pencil-line", "File/3",
            description="Call the open scene's file otherwise; whatever names it follows.",
        ),
        Action(
            "project.delete_scene", "Delete scene…", lambda: delete(window, f"scenes/{window.editor.scene}"), "",
            "has_scene and not in_prefab and not active", "trash", "File/3",
            description="Delete the open scene and the encounters in it, after asking.",
        ),
        Action(
            "encounter.new", "New encounter…", lambda: new_encounter(window), "",
            "has_scene and not in_prefab and not active", "plus", "Encounter/1",
            description="Something to do in the open scene, with a victory and a defeat.",
        ),
        Action(
            "encounter.duplicate", "Duplicate encounter…", lambda: duplicate_encounter(window), "",
            "has_scene and has_encounter and not active", "copy-simple", "Encounter/1",
            description="Copy the open encounter to make a variant of it.",
        ),
        Action(
            "encounter.rename", "Rename encounter file…",
            lambda: rename(window, f"encounters/{window.editor.encounter}"), "",
            "has_scene and has_encounter and not active", "pencil-line", "Encounter/1",
            description="Call the open encounter's file otherwise; whatever names it follows.",
        ),
        Action(
            "encounter.delete", "Delete encounter…",
            lambda: delete(window, f"encounters/{window.editor.encounter}"), "",
            "has_scene and has_encounter and not active", "trash", "Encounter/1",
            description="Delete the open encounter, after asking.",
        ),
    ]  # fmt: skip


def new_scene(window: Shell) -> None:
    """Ask for a title, create the scene and show it."""
    text = tr("It begins with ground, a camera and somebody to play.")
    question = NameQuestion(window, tr("New scene"), text, tr("New scene"), tr("Create"), _why_not, "plus")
    title = question.asked()
    if title:
        scene_files.new_scene(window.editor, title)


def new_encounter(window: Shell) -> None:
    """Ask for a title, create the encounter in the open scene and show it."""
    document, scene = window.editor.document, window.editor.scene
    assert document is not None
    place = document.files[f"scenes/{scene}"].title
    begins = (
        tr("It takes place in {scene} and begins with enemies ahead of the party, a victory and a defeat.", scene=place)
        if hostile_prefab(window.editor.view)
        else tr("It takes place in {scene} and begins with a time to survive, a victory and a defeat.", scene=place)
    )
    text = f"{begins} {tr('The file is named after the letters and digits of its title.')}"
    question = NameQuestion(window, tr("New encounter"), text, tr("New encounter"), tr("Create"), _why_not, "plus")
    title = question.asked()
    if title:
        scene_files.new_encounter(window.editor, title)
        if "encounter" in window.docks.ids:
            window.docks.focus("encounter")


def duplicate_encounter(window: Shell) -> None:
    """Ask for a title, copy the open encounter and show the copy."""
    document, encounter = window.editor.document, window.editor.encounter
    assert document is not None
    called = document.files[f"encounters/{encounter}"].title
    heading, text = tr("Duplicate {name}", name=called), tr("Everything in it is copied, comments included.")
    suggested = tr("{name} 2", name=called)
    title = NameQuestion(window, heading, text, suggested, tr("Duplicate"), _why_not, "copy-simple").asked()
    if title:
        scene_files.duplicate_encounter(window.editor, title)


def rename(window: Shell, file: str) -> None:
    """Ask for the file's new name and give it, with everything that names the file."""
    document = window.editor.document
    assert document is not None
    short = file.rpartition("/")[2]
    question = NameQuestion(
        window,
        tr("Rename {file}.toml", file=file),
        tr("Whatever names it follows. The title stays; it is in the inspector when nothing is selected."),
        short,
        tr("Rename"),
        lambda name: scene_files.why_not_named(document, file, name.strip()),
        "pencil-line",
    )
    name = question.asked()
    if name:
        scene_files.rename(window.editor, file, name)


def delete(window: Shell, file: str) -> None:
    """Say what goes with it and, when that is wanted, delete a scene or an encounter."""
    document = window.editor.document
    assert document is not None
    sentences = [
        *scene_files.consequences(document, file),
        tr("You can undo this; after saving, the file stays as {name}.toml.bak.", name=file.rpartition("/")[2]),
    ]
    question = Question(
        window,
        tr("Delete {name}?", name=document.files[file].title),
        " ".join(sentences),
        [Answer("cancel", tr("Cancel")), Answer("delete", tr("Delete"), "primary")],
        glyph="trash",
        colour="severity.warning",
    )
    if question.ask() == "delete":
        scene_files.delete(window.editor, file)


def _why_not(title: str) -> str:
    return "" if title.strip() else tr("A title needs at least one letter.")
