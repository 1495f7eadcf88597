"""Another program changes the files of the open project: the window says what happened, and nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

LEFT = Qt.MouseButton.LeftButton
SCENE = "scenes/echo_grove"


@pytest.fixture
def grove(designer, veilweaver) -> Path:
    """The scene's file on disk, with the project open and the watch at work."""
    designer.open(veilweaver)
    designer.wait(lambda: designer.editor.watch.is_running and not designer.editor.outside.is_reading)
    return veilweaver / "scenes" / "echo_grove.toml"


def rewrite(file: Path, old: str, new: str) -> str:
    """Change a file as another program does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.replace(old, new, 1)


def said(texts, *words):
    """Whether one of the texts holds all the words."""
    return any(all(word in text for word in words) for text in texts)


def test_a_change_made_outside_is_taken_in_and_can_be_undone(designer, grove):
    before = designer.documents()
    text = rewrite(grove, 'title = "Echo Grove"', 'title = "Echo Grove at dusk"')
    designer.wait(lambda: designer.documents()[SCENE] == text.encode())
    assert said(designer.toasts(), "scenes/echo_grove.toml changed on disk", "title", "Ctrl+Z")
    assert not designer.editor.is_dirty
    designer.picture("taken_in")
    designer.press("Ctrl+Z")
    assert designer.documents() == before
    assert designer.editor.is_dirty
