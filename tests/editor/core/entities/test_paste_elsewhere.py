"""What is pasted into another project brings along the prefabs and meshes that this one lacks."""

from pathlib import Path

from editor.core.editor import Editor
from tests.editor.core.glade import FILES, plant

NESTED = """format = 1
kind = "prefab"
title = "Camp"
[entities.camp]
name = "Camp"
[entities.guard]
parent = "camp"
prefab = "stalker"
"""


def bare(folder: Path) -> Path:
    """The glade without any prefab."""
    scene = FILES["scenes/glade.toml"].replace('prefab = "kael"', "")
    encounter = FILES["encounters/ambush.toml"].replace('prefab = "stalker"', "")
    plant(folder, scenes__glade=scene, encounters__ambush=encounter)
    for file in ("kael", "stalker"):
        (folder / "prefabs" / f"{file}.toml").unlink()
    return folder


def test_an_instance_brings_its_prefab_and_what_that_is_made_of(editor: Editor, tmp_path: Path):
    assert editor.document is not None
    folder = editor.document.folder
    (folder / "prefabs" / "camp.toml").write_text(NESTED, encoding="utf-8")
    editor.open_project(folder)
    editor.actions.replace([], [])
    from editor.core.actions.builtin.entity import add_prefab

    add_prefab(editor, "camp")
    editor.actions.run("edit.copy")
    said: list[str] = []
    editor.said.connect(said.append)
    editor.undo.mark_saved()
    editor.open_project(bare(tmp_path / "other"))
    before = set(editor.document.files)

    editor.actions.run("edit.paste")

    assert set(editor.document.files) - before == {"prefabs/stalker", "prefabs/camp"}
    (pasted,) = editor.selection.ids
    assert editor.view.entity(pasted).prefab == "camp"
    assert any(entity.part_of == pasted for entity in editor.view.entities)
    assert said[-1] == "Pasted Camp, with what this project lacked: prefabs/stalker, prefabs/camp"

    editor.undo.undo()
    assert set(editor.document.files) == before


def test_what_the_project_has_stays_its_own(editor: Editor):
    editor.selection.set(["kael"])
    editor.actions.run("edit.copy")
    assert editor.document is not None
    text = editor.document.text("prefabs/kael")
    editor.actions.run("edit.paste")
    assert editor.document.text("prefabs/kael") == text
    assert [entry.sentence for entry in editor.undo.entries] == ["Paste Kael"]
