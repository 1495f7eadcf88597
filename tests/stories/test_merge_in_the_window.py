"""What changed here and elsewhere is resolved side by side in the window: by mouse, by keyboard, and across git."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.document import Document

LEFT = Qt.MouseButton.LeftButton
SCENE = "scenes/echo_grove"
IT_WAS, MINE, THEIRS = 2, 3, 4


@pytest.fixture
def grove(designer, veilweaver) -> Path:
    """The scene's file on disk, with the project open and the watch at work."""
    designer.open(veilweaver)
    designer.wait(lambda: designer.editor.watch.is_running and not designer.editor.outside.is_reading)
    return veilweaver / "scenes" / "echo_grove.toml"


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with some parts replaced, each of which is there once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def click_side(designer, row: int, side: int) -> None:
    """Click one version of a conflict in the room."""
    table = designer.panel("conflicts").table
    place = table.visualRect(table.conflicts.index(row, side)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)


def click(widget: QWidget) -> None:
    """Click in the middle of a button."""
    QTest.mouseClick(widget, LEFT, pos=QPoint(widget.width() // 2, widget.height() // 2))


def shown(designer) -> list[list[str]]:
    """What the table of conflicts says, row by row."""
    rows = designer.panel("conflicts").table.conflicts
    return [[str(rows.index(line, column).data()) for column in range(1, 6)] for line in range(rows.rowCount())]


def clash(designer, grove: Path) -> None:
    """Kael, Lyra and the Anchor of Dawn are changed here and on disk at once; on disk Talren moves too."""
    editor = designer.editor
    editor.run(designer.set("kael", "transform.position", [1.4, 0.0, 3.9]))
    editor.run(designer.set("lyra", "name", "Lyra the scout"))
    editor.run(designer.set("anchor_dawn", "anchor.stability", 0.9))
    editor.run(designer.set("anchor_tides", "anchor.stability", 0.5))
    text = replaced(
        grove.read_text(encoding="utf-8"),
        ("position = [0.4, 0.0, 3.9]", "position = [-0.6, 0.0, 4.5]"),
        ('name = "Lyra"', 'name = "Lyra of the vale"'),
        ("stability = 0.82", "stability = 0.7"),
        ("rotation = [0.0, 183.6, 0.0]", "rotation = [0.0, 175.0, 0.0]"),
    )
    grove.write_text(text, encoding="utf-8")
    designer.wait(lambda: editor.outside.pending is not None)
    designer.wait(lambda: designer.panel("conflicts") is not None)
    designer.wait(lambda: len(shown(designer)) == 3)


def test_a_clash_with_the_disk_is_resolved_by_mouse_and_saved(designer, grove):
    clash(designer, grove)
    editor, room = designer.editor, designer.panel("conflicts")
    assert any("3 conflicts are open" in toast for toast in designer.toasts())
    designer.picture("conflict_open")
    click_side(designer, 0, THEIRS)
    click_side(designer, 1, MINE)
    room.toggle.click()
    designer.picture("conflict_half")
    click_side(designer, 2, THEIRS)
    designer.picture("conflict_resolved")
    click(room.apply)
    assert editor.outside.pending is None
    text = editor.document.text(SCENE)
    assert editor.undo.entries[-1].who == "merge"
    designer.press("Ctrl+S")
    designer.wait(lambda: not editor.is_dirty)
    assert grove.read_text(encoding="utf-8") == text
    designer.picture("conflict_empty")
    again = Document.open(grove.parents[1], vocabulary=editor.document.vocabulary)
    assert again.text(SCENE) == text
