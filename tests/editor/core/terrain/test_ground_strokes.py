"""A stroke over the ground: seen while it is drawn, one entry of the history, taken back to the byte."""

from functools import partial
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.outside.watching import file_name
from editor.core.project.copying import copy_project
from engine.document import ChangeSet, Document, view
from engine.document.edits.terrain import shape_commands
from engine.terrain.edited import terrain_edits_of
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import Brush, Stroke, paint, raise_

TITLE = "Raise the ground"


def document_of(editor: Editor) -> Document:
    assert editor.document is not None
    return editor.document


def drawn(editor: Editor, tool=raise_, *, keep: bool = True, places: int = 9) -> Stroke:
    """Draw a stroke from (-6, 0) to the east, showing each step."""
    document = document_of(editor)
    start = document.snapshot()
    scene = view(document, "glade")
    stroke = Stroke(Landscape(scene.header.terrain), terrain_edits_of(scene), tool, Brush(0, 0, 4.0, 0.3))
    gesture = editor.gestures.begin(TITLE)
    for step in range(places):
        if stroke.move_to(-6.0 + 1.5 * step, 0.0):
            gesture.preview(shape_commands(start, "glade", stroke.tiles, TITLE))
            assert terrain_edits_of(view(document, "glade")) == stroke.edits
    (gesture.commit if keep else gesture.cancel)()
    return stroke


def test_a_stroke_is_one_entry_and_comes_back_to_the_byte(editor: Editor, texts):
    before = texts()
    drawn(editor)
    after = texts()

    assert [entry.sentence for entry in editor.undo.entries] == [TITLE]
    editor.undo.undo()
    assert texts() == before
    editor.undo.redo()
    assert texts() == after
    assert any(file.startswith("terrain/glade/") for file in after)


def test_a_stroke_on_one_tile_has_its_title_too(editor: Editor):
    drawn(editor, places=1)

    assert [entry.sentence for entry in editor.undo.entries] == [TITLE]


def test_a_stroke_that_is_given_up_leaves_no_trace(editor: Editor, texts):
    drawn(editor)
    before, files = texts(), document_of(editor).files

    drawn(editor, partial(paint, material="rock"), keep=False)

    assert texts() == before
    assert document_of(editor).files.keys() == files.keys()
    assert len(editor.undo.entries) == 1


def test_each_step_writes_only_the_tiles_that_differ_from_the_last(editor: Editor):
    told: list[ChangeSet] = []
    document_of(editor).changed.connect(told.append)

    stroke = drawn(editor, places=20)

    assert len(stroke.tiles) > 6
    assert all(len(change.files) <= 6 for change in told)
    assert frozenset().union(*(change.files for change in told)) == {f"terrain/glade/{x}_{z}" for x, z in stroke.tiles}


def test_saved_strokes_are_there_when_the_project_is_opened_again(editor: Editor, texts):
    drawn(editor)
    editor.save()
    after = texts()

    again = Document.open(document_of(editor).folder)

    assert {file: again.text(file) for file in again.files} == after


def test_a_copy_of_the_project_has_strokes_that_were_not_saved(editor: Editor, texts, tmp_path: Path):
    drawn(editor)
    editor.save()
    drawn(editor, partial(paint, material="sand"))

    folder = copy_project(document_of(editor), tmp_path / "copy")

    again = Document.open(folder)
    assert {file: again.text(file) for file in again.files} == texts()
    assert not list((folder / "terrain").rglob("*.bak"))


def test_a_version_that_autosave_kept_brings_the_ground_back(editor: Editor, texts):
    drawn(editor)
    before = texts()
    job = editor.autosave.begin()
    assert job is not None
    editor.jobs.wait(job)
    drawn(editor, partial(paint, material="sand"))

    (version,) = [each for each in editor.autosave.versions(document_of(editor).folder) if each.kind == "autosave"]
    command = editor.autosave.restore_command(version)
    assert command is not None
    editor.run(command)

    assert {file: text for file, text in texts().items() if file in before} == before


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("terrain/glade/2_-3.toml", "terrain/glade/2_-3"),
        ("terrain/glade/.2_-3.toml", ""),
        ("terrain/2_-3.toml", ""),
        ("terrain/glade/deep/2_-3.toml", ""),
        ("terrain/glade/2_-3.toml.bak", ""),
    ],
)
def test_the_watch_knows_tiles(path: str, name: str):
    assert file_name(Path("/p"), Path("/p") / path) == name
