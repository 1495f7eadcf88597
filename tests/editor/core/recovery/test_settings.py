"""Settings of streaming that were changed and not saved come back after a kill, and are undone and saved as before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from engine.document import Path as At
from engine.document import Set
from engine.terrain.streaming.config import FILE_NAME, StreamingConfig
from tests.editor.core.glade import plant

CHANGE = """
import sys
from pathlib import Path
from editor.core.actions.builtin import install
from editor.core.editor import Editor

editor = Editor()
install(editor)
editor.warm_up.is_enabled = False
editor.open_project(Path(sys.argv[1]))
editor.terrain.set_config(jobs=2)
for mib in (100.0, 128.0, 160.0):
    editor.terrain.set_config(editor.terrain.config.model_copy(update={"memory_mib": mib}))
editor.gestures.finish()
editor.terrain.set_config(lod_distances_m=(200.0, 400.0, 800.0, 1600.0, 3200.0))
print("changed", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return plant(tmp_path / "glade")


@pytest.fixture
def after(project: Path) -> Iterator[Editor]:
    """An editor with the project open, after one that changed settings was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHANGE, str(project)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "changed\n"
        child.kill()
        child.wait()
    editor = Editor()
    install(editor)
    editor.warm_up.is_enabled = False
    editor.open_project(project)
    yield editor
    editor.shut_down()


def test_settings_come_back_after_a_kill_and_are_undone_and_saved(after: Editor, project: Path):
    """The journal alone knows of them: nothing was written."""
    assert after.terrain.config == StreamingConfig()
    (lost,) = after.recovery.pending()

    recovered = after.recovery.recover(lost)

    assert recovered.count == 3
    config = after.terrain.config
    assert (config.jobs, config.memory_mib) == (2, 160.0)
    assert config.lod_distances_m == (200.0, 400.0, 800.0, 1600.0, 3200.0)
    assert not (project / FILE_NAME).exists()

    after.undo.undo()
    assert after.terrain.config.lod_distances_m == StreamingConfig().lod_distances_m
    after.undo.undo()
    assert after.terrain.config.memory_mib == StreamingConfig().memory_mib
    after.undo.redo()
    assert project / FILE_NAME in after.save()
    text = (project / FILE_NAME).read_text()
    assert "jobs = 2\n" in text
    assert "memory_mib = 160.0\n" in text
    assert "3200" not in text
    assert not after.is_dirty
    assert after.recovery.pending() == []

    after.undo.undo()
    after.undo.undo()
    after.save()
    assert "jobs = 4\n" in (project / FILE_NAME).read_text()


def test_settings_come_back_into_a_project_that_was_changed_meanwhile(after: Editor):
    name = At.entity("scenes/glade", "rock", "name")
    after.run(Set(path=name, old="Rock", new="Boulder"))
    after.terrain.set_config(retries=1)

    after.recovery.recover(after.recovery.pending()[0])

    config = after.terrain.config
    assert (config.jobs, config.memory_mib, config.retries) == (2, 160.0, 1)
    after.undo.undo()
    assert (after.terrain.config.jobs, after.terrain.config.retries) == (4, 1)
