"""A prefab dragged into the viewport follows the ground, stays when dropped, and leaves no trace otherwise."""

import shutil
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.viewport.prefab_drop import PrefabDrop

SAMPLE = Path(__file__).resolve().parents[3] / "projects" / "veilweaver"


@pytest.fixture
def editor(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("game", "__pycache__"))
    services = Editor()
    services.open_project(tmp_path / "project")
    yield services
    services.shut_down()


@pytest.fixture
def drop(editor):
    return PrefabDrop(editor, lambda x, y: (x / 10.0, 0.0, y / 10.0))


def text(editor):
    return editor.document.text(f"scenes/{editor.scene}")


def test_it_stays_where_it_is_dropped_as_one_entry(editor, drop):
    saved = text(editor)

    assert drop.enter("rock", 10.0, 20.0)
    drop.move(41.0, 52.0)
    drop.drop()

    (added,) = editor.selection.ids
    assert editor.view.get(added).components["transform"].position == (4.0, 0.0, 5.0)
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert text(editor) == saved


def test_without_snapping_it_stands_under_the_pointer(editor, drop):
    editor.tools.is_snapping = False

    drop.enter("rock", 41.0, 52.0)
    drop.drop()

    assert editor.view.get(editor.selection.ids[0]).components["transform"].position == (4.1, 0.0, 5.2)


def test_leaving_takes_it_back(editor, drop):
    saved = text(editor)

    drop.enter("rock", 10.0, 20.0)
    assert text(editor) != saved
    drop.leave()

    assert text(editor) == saved
    assert not editor.undo.entries


def test_an_unknown_prefab_and_a_running_copy_are_refused(editor, drop):
    assert not drop.enter("no such thing", 1.0, 1.0)
    editor.play.state = "playing"

    assert not drop.enter("rock", 1.0, 1.0)
    editor.play.state = "stopped"
