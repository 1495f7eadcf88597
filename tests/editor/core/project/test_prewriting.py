"""Texts of large changes are written in the background, the very ones that a save would write."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.project.prewriting import MANY
from engine.benchmarks.scenes.large_project import move_all, move_one, write_large_project
from engine.document import Document


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    editor = Editor()
    editor.open_project(write_large_project(tmp_path / "large", MANY + 200))
    yield editor
    editor.shut_down()


def write_texts(editor: Editor) -> None:
    editor.prewriting._due = 0.0
    editor.prewriting.pump()
    job = next(job for job in editor.jobs.running if job.title == "Write texts of changes")
    editor.jobs.wait(job)


def test_after_a_change_of_many_entities_the_save_finds_their_texts(editor: Editor):
    editor.run(move_all(editor.view, 3.0))
    node = editor.document.files[editor.view.scene_file]
    assert "text" not in node.__dict__

    write_texts(editor)

    assert "text" in node.__dict__
    editor.save()
    again = Document.open(editor.document.folder)
    assert again.text(editor.view.scene_file) == node.text
    assert again.snapshot().block(node.name, node.order[5]) == editor.document.block(node.name, node.order[5])


def test_what_changes_meanwhile_is_written_as_it_is_then(editor: Editor):
    before = editor.document.text(editor.view.scene_file)
    editor.run(move_all(editor.view, 3.0))
    write_texts(editor)

    editor.undo.undo()

    assert editor.document.text(editor.view.scene_file) == before


def test_a_small_change_is_left_to_the_save(editor: Editor):
    editor.run(move_one(editor.view, 1.0))

    assert not editor.prewriting.is_due


def test_a_closed_project_asks_for_no_texts(editor: Editor):
    editor.run(move_all(editor.view, 3.0))

    editor.close()

    assert not editor.prewriting.is_due
