"""Two editors on one project know of each other, also when one of them died."""

import os
import re
import subprocess
import sys
from pathlib import Path

from editor.core.editor import Editor
from editor.core.project.lock import ProjectLock
from tests.editor.core.recovery.dying import editors, opened, own_state, project

__all__ = ["editors", "own_state", "project"]

HOLD = """
import sys
from pathlib import Path
from editor.core.project.lock import ProjectLock
lock = ProjectLock()
lock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_nobody_else_has_the_project(project: Path, editors: list[Editor]):
    assert opened(project, editors).lock.held_by is None


def test_the_other_window_is_named(project: Path, editors: list[Editor]):
    first, second = opened(project, editors), opened(project, editors)

    for told in (first.lock.held_by, second.lock.held_by):
        assert told is not None
        assert re.fullmatch(rf"Glade is open in another editor window \(process {os.getpid()}, since \d\d:\d\d\)", told)


def test_it_can_be_asked_before_opening(project: Path, editors: list[Editor]):
    opened(project, editors)

    assert ProjectLock().holder(project) is not None
    assert ProjectLock().holder(project.parent) is None


def test_three_windows_know_of_two_others(project: Path, editors: list[Editor]):
    for _ in range(2):
        opened(project, editors)

    told = opened(project, editors).lock.held_by

    assert told is not None
    assert told.startswith("Glade is open in 2 other editor windows")


def test_closing_lets_go(project: Path, editors: list[Editor]):
    first, second = opened(project, editors), opened(project, editors)

    first.close()

    assert second.lock.held_by is None


def test_a_killed_process_holds_nothing(project: Path, editors: list[Editor]):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        editor = opened(project, editors)
        told = editor.lock.held_by
        child.kill()
        child.wait()

        assert told is not None
        assert f"process {child.pid}" in told
        assert editor.lock.held_by is None


def test_a_state_folder_that_cannot_be_written_keeps_nobody_out(project: Path, editors: list[Editor], tmp_path: Path):
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")

    editor = opened(project, editors)

    assert editor.lock.held_by is None
    assert "other editors can't be told" in editor.lock.problem
