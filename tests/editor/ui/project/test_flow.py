"""Opening projects from the window: where one was last, and what stays where that is gone."""

from pathlib import Path

import pytest

MOOR = 'format = 1\nkind = "scene"\n[entities.stone]\n'


@pytest.fixture
def two_scenes(glade: Path) -> Path:
    """The small project with another scene."""
    (glade / "scenes/moor.toml").write_text(MOOR, encoding="utf-8")
    return glade


def test_a_project_opens_where_one_was_last(make_window, two_scenes: Path):
    editor = make_window(two_scenes).editor
    assert editor.scene == "glade"
    editor.open_scene("moor")
    editor.close()

    again = make_window(two_scenes).editor

    assert (again.scene, again.encounter) == ("moor", None)


def test_a_run_that_is_asked_for_begins_at_the_main_scene(make_window, two_scenes: Path):
    window = make_window(two_scenes)
    window.editor.open_scene("moor")

    assert window.open_folder(two_scenes, True, goes_back=False)

    assert (window.editor.scene, window.editor.encounter) == ("glade", "ambush")


def test_where_the_last_scene_is_gone_the_main_one_is_shown(make_window, two_scenes: Path):
    window = make_window(two_scenes)
    window.editor.open_scene("moor")
    window.editor.close()
    (two_scenes / "scenes/moor.toml").unlink()

    assert window.open_folder(two_scenes, True)

    assert (window.editor.scene, window.editor.encounter) == ("glade", "ambush")


def test_a_prefab_that_is_edited_alone_is_no_place_to_come_back_to(make_window, two_scenes: Path):
    window = make_window(two_scenes)
    window.editor.prefab_mode.open("kael")
    window.editor.close()

    assert window.open_folder(two_scenes, True)

    assert window.editor.scene == "glade"
