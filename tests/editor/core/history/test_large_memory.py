"""A large project is kept out of the garbage collector's rounds while it is open, and is freed when it is closed."""

import gc
import weakref
from pathlib import Path

from editor.core.editor import LARGE, Editor
from engine.benchmarks.scenes.large_project import write_large_project


def test_a_large_project_is_kept_out_of_collections_while_it_is_open(tmp_path: Path):
    gc.unfreeze()
    editor = Editor()
    try:
        editor.open_project(write_large_project(tmp_path / "large", LARGE + 200))
        assert gc.get_freeze_count() > LARGE

        editor.close()

        assert gc.get_freeze_count() == 0
    finally:
        editor.shut_down()


def test_a_closed_project_is_freed_without_a_collection(tmp_path: Path):
    gc.unfreeze()
    editor = Editor()
    editor.open_project(write_large_project(tmp_path / "large", 200))
    entity = weakref.ref(editor.document.files[editor.view.scene_file])
    gc.collect()
    gc.disable()
    try:
        editor.close()
        assert entity() is None
    finally:
        gc.enable()
        editor.shut_down()
