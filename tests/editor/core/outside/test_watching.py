"""Watching a project's folder: its own files are told, nothing else, and the thread ends when nobody follows."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.outside import watching
from editor.core.outside.watching import Watch, file_name
from tests.editor.core.glade import plant

PATIENCE_S = 20.0


@pytest.fixture
def glade(tmp_path: Path) -> Path:
    """A project's folder."""
    return plant(tmp_path / "glade")


@pytest.fixture
def follower() -> Iterator[Watch]:
    """A watch that is closed at the end."""
    watch = Watch()
    yield watch
    watch.close()


@pytest.fixture
def watch(follower: Watch, glade: Path) -> Watch:
    """A watch on the glade that has looked once."""
    follower.open(glade)
    until(lambda: follower.take() is None)
    return follower


def until(condition) -> None:
    """Let the thread work until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "nothing was told"
        pause.wait(0.02)


def told(watch: Watch, wanted: str) -> set[str]:
    """Everything that is told until one file is."""
    names: set[str] = set()

    def has_come() -> bool:
        news = watch.take()
        names.update(["*"] if news is None else news)
        return wanted in names

    until(has_come)
    return names


def test_a_changed_scene_is_told_by_its_name(watch, glade):
    (glade / "scenes" / "glade.toml").write_text("changed", encoding="utf-8")
    assert told(watch, "scenes/glade") == {"scenes/glade"}


def test_what_is_no_part_of_the_project_is_not_told(watch, glade):
    for name in ("scenes/.glade.toml.7.tmp", "scenes/glade.toml.bak", "notes.toml", "scenes/readme.md"):
        (glade / name).write_text("x", encoding="utf-8")
    (glade / "game").mkdir()
    (glade / "game" / "rules.toml").write_text("x", encoding="utf-8")
    (glade / "project.toml").write_text("x", encoding="utf-8")
    assert told(watch, "project") == {"project"}


def test_a_folder_that_comes_later_is_followed_too(follower, glade):
    shutil.rmtree(glade / "encounters")
    watch = follower
    watch.open(glade)
    until(lambda: watch.take() is None)
    (glade / "encounters").mkdir()
    until(lambda: watch.take() is None)
    (glade / "encounters" / "raid.toml").write_text("x", encoding="utf-8")
    told(watch, "encounters/raid")


def test_a_folder_that_vanishes_and_comes_back_is_followed_again(watch, glade):
    shutil.rmtree(glade)
    until(lambda: watch.take() is None)
    plant(glade)
    until(lambda: watch.take() is None)
    (glade / "project.toml").write_text("x", encoding="utf-8")
    told(watch, "project")


def test_without_events_the_files_are_polled(follower, glade, monkeypatch):
    monkeypatch.setattr(watching, "is_remote", lambda _folder: True)
    os.utime(glade / "prefabs" / "kael.toml", (1e9, 1e9))
    watch = follower
    watch.open(glade)
    until(lambda: watch.take() is None)
    assert watch.is_polling
    (glade / "prefabs" / "kael.toml").write_text("changed", encoding="utf-8")
    told(watch, "prefabs/kael")


def test_the_thread_starts_when_first_asked_and_is_gone_after_close(follower, glade):
    watch = follower
    watch.open(glade)
    assert not watch.is_running
    watch.take()
    thread = watch._thread
    assert watch.is_running
    watch.close()
    assert thread is not None
    assert not thread.is_alive()
    assert watch.take() == frozenset()


def test_names_are_those_of_the_document(tmp_path):
    assert file_name(tmp_path, tmp_path / "project.toml") == "project"
    assert file_name(tmp_path, tmp_path / "prefabs" / "kael.toml") == "prefabs/kael"
    assert file_name(tmp_path, tmp_path / "game" / "kael.toml") == ""
    assert file_name(tmp_path, tmp_path / "scenes" / "old" / "kael.toml") == ""
