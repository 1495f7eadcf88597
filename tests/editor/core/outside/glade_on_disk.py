"""The glade as another program and the editor change it."""

from pathlib import Path

import pytest

from engine.document import Path as Place
from engine.document import Set

SCENE = "scenes/glade"
ROCK = Place.entity(SCENE, "rock", "name")


@pytest.fixture
def file(editor) -> Path:
    """The scene's file on disk."""
    return editor.document.folder / "scenes" / "glade.toml"


def rewrite(file: Path, old: str, new: str) -> str:
    """Change a file as another program would."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text.replace(old, new)


def look(editor):
    """Let the editor look at the disk, as when the watch told it to."""
    editor.outside.look_now()


def rename(editor, name):
    """Call the rock something else."""
    editor.run(Set(path=ROCK, old=editor.document.value(ROCK), new=name))
