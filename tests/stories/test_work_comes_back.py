"""An editor that is killed loses nothing: the next start offers what was not saved, and brings it back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.core.editor import Editor
from editor.ui.dialogs.question import Question
from editor.ui.recovery.dialog import RecoveryDialog
from engine.resources import program_folder

LEFT = Qt.MouseButton.LeftButton
WINDOW = """
import json, sys
from pathlib import Path
import editor.app as app
from editor.wish import Wish
from engine.document import Path as Where, Set

folder, count = Path(sys.argv[1]), int(sys.argv[2])
make = app.make_viewport

def work(editor):
    where = Where("project", ("title",))
    for number in range(count):
        change = Set(path=where, old=editor.document.value(where), new=f"Starter {number}")
        editor.run(change, "merge" if number == 1 else "you")
    editor.pump()
    print(json.dumps({file: editor.document.text(file) for file in editor.document.files}), flush=True)

def make_viewport(editor, parent):
    from PySide6.QtCore import QTimer

    viewport = make(editor, parent)
    QTimer.singleShot(100, viewport, lambda: work(editor))
    return viewport

app.make_viewport = make_viewport
app.run(Wish(project=folder, trusted=True))
"""


def killed_in_the_window(folder: Path, count: int) -> dict[str, bytes]:
    """Open a real window in a process of its own, make changes, and kill it; gives what every file would have been."""
    command = [sys.executable, "-c", WINDOW, str(folder), str(count)]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    child = subprocess.Popen(command, cwd=program_folder(), env=os.environ.copy(), **quiet)
    assert child.stdout is not None
    line = child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    return {file: text.encode() for file, text in json.loads(line).items()}


@pytest.fixture
def lost(own_folders: None, starter: Path) -> dict[str, bytes]:
    """Three changes to the starter that a killed editor had not saved."""
    return killed_in_the_window(starter, 3)


def test_the_start_screen_offers_what_was_lost_and_brings_it_back(own_folders, starter, at_the_window):
    on_disk = {path: path.read_bytes() for path in starter.rglob("*.toml")}
    edited = killed_in_the_window(starter, 14)
    assert {path: path.read_bytes() for path in starter.rglob("*.toml")} == on_disk
    designer = at_the_window()
    designer.wait(lambda: designer.window.start.lost.rows)
    (row,) = designer.window.start.lost.rows
    assert "14 changes" in designer.words_in(row)
    designer.picture("recovery_start")
    read = []

    def recover(dialog: RecoveryDialog) -> None:
        read.append(designer.words_in(dialog))
        shown = [str(dialog.rows.index(line, 0).data()) for line in range(dialog.rows.rowCount())]
        assert len(shown) == 14
        assert "Starter 13" in shown[-1]
        assert str(dialog.rows.index(1, 1).data()) == "Merge"
        assert dialog.focusWidget() is dialog.recover
        designer.picture_of(dialog, "recovery_dialog")
        QTest.keyClick(dialog.recover, Qt.Key.Key_Return)

    designer.in_dialog(RecoveryDialog, recover, lambda: QTest.keyClick(row.button, Qt.Key.Key_Space))

    assert "The saved files stay as they are until you save." in read[0]
    assert designer.documents() == edited
    assert designer.editor.is_dirty
    assert designer.editor.undo.unsaved_count == 14
    assert any("Recovered 14 changes. Save to keep them" in toast for toast in designer.toasts())
    assert {path: path.read_bytes() for path in starter.rglob("*.toml")} == on_disk
    designer.window.docks.focus("history")
    designer.wait(lambda: designer.panel("history") is not None)
    designer.wait(lambda: designer.panel("history").rows.rowCount() > 14)
    history = designer.panel("history").rows
    assert "recovered" in str(history.index(0, 1).data())
    designer.picture("recovery_history")
    designer.press("Ctrl+S")
    assert designer.files() == edited
    for _ in range(14):
        designer.press("Ctrl+Z")
    designer.press("Ctrl+S")
    assert {path: path.read_bytes() for path in on_disk} == on_disk
    assert designer.editor.recovery.pending() == []


def test_it_is_offered_too_when_the_project_is_opened(lost, starter, at_the_window):
    designer = at_the_window()

    designer.in_dialog(
        RecoveryDialog,
        lambda dialog: QTest.mouseClick(dialog.recover, LEFT),
        lambda: designer.window.open_folder(starter, True),
    )

    assert designer.documents() == lost


def test_what_was_left_for_later_is_a_command_away(lost, starter, at_the_window):
    designer = at_the_window()
    designer.in_dialog(
        RecoveryDialog,
        lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
        lambda: designer.window.open_folder(starter, True),
    )

    def ask() -> None:
        designer.window.ui.run("files.recover")

    designer.in_dialog(RecoveryDialog, lambda dialog: QTest.mouseClick(dialog.recover, LEFT), ask)

    assert designer.documents() == lost
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    ask()
    assert any("No unsaved work is waiting" in toast for toast in designer.toasts())


def test_later_keeps_it_and_discarding_asks_once_more(lost, starter, at_the_window):
    designer = at_the_window()
    designer.wait(lambda: designer.window.start.lost.rows)
    look = designer.window.start.lost.rows[0].button.click
    designer.in_dialog(RecoveryDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape), look)
    assert len(designer.editor.recovery.pending()) == 1
    asked = []

    def discard(dialog: RecoveryDialog, answer: str) -> None:
        asked.append(designer.answer(answer, lambda: QTest.mouseClick(dialog.discard, LEFT)))
        dialog.reject()

    designer.wait(lambda: designer.window.start.lost.rows)
    look = designer.window.start.lost.rows[0].button.click
    designer.in_dialog(RecoveryDialog, lambda dialog: discard(dialog, "keep"), look)
    assert "Discard 3 changes for good?" in asked[0]
    assert "cannot be undone" in asked[0]
    assert len(designer.editor.recovery.pending()) == 1
    designer.wait(lambda: designer.window.start.lost.rows)
    look = designer.window.start.lost.rows[0].button.click
    designer.in_dialog(RecoveryDialog, lambda dialog: discard(dialog, "discard"), look)

    assert designer.editor.recovery.pending() == []
    designer.wait(lambda: not designer.window.start.lost.isVisible())


def test_files_that_others_changed_meanwhile_are_merged_with_what_was_lost(lost, starter, at_the_window):
    field = starter / "scenes" / "field.toml"
    field.write_text(field.read_text().replace('title = "Field"', 'title = "Meadow"'), encoding="utf-8")
    head = starter / "project.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('title = "Starter"', 'title = "Mine"'), encoding="utf-8")
    theirs = head.read_bytes()
    designer = at_the_window()

    designer.in_dialog(
        RecoveryDialog,
        lambda dialog: QTest.mouseClick(dialog.recover, LEFT),
        lambda: designer.window.open_folder(starter, True),
    )

    designer.wait(lambda: designer.editor.outside.merge is not None)
    assert any("Conflicts" in toast for toast in designer.toasts())
    assert head.read_bytes() == theirs


def test_lost_work_waits_for_a_project_that_is_not_there(lost, starter, at_the_window):
    away = starter.rename(starter.with_name("away"))
    designer = at_the_window()
    designer.wait(lambda: designer.window.start.lost.rows)
    look = designer.window.start.lost.rows[0].button.click

    def recover() -> None:
        designer.in_dialog(RecoveryDialog, lambda dialog: QTest.mouseClick(dialog.recover, LEFT), look)

    assert "holds no project any more" in designer.answer("close", recover)
    away.rename(starter)
    designer.wait(lambda: designer.window.start.lost.rows)
    look = designer.window.start.lost.rows[0].button.click
    designer.in_dialog(RecoveryDialog, lambda dialog: QTest.mouseClick(dialog.recover, LEFT), look)

    assert designer.documents() == lost


def test_a_window_that_is_driven_is_not_held_up_by_it(lost, starter, at_the_window, monkeypatch):
    monkeypatch.setattr(Question, "answerer", lambda question: question.answer)
    designer = at_the_window()

    assert designer.window.open_folder(starter, True)

    assert any("3 changes to Starter were not saved" in line.text for line in designer.editor.log.lines)
    assert len(Editor().recovery.pending()) == 1


def test_a_project_that_another_editor_has_open_is_asked_about(designer, starter):
    other = Editor()
    other.open_project(starter, trusted=True)
    try:
        text = designer.answer("cancel", lambda: designer.window.open_folder(starter, True))
        for words in ("Starter is open in another editor window", "process", "since", "nothing is overwritten"):
            assert words in text
        assert designer.editor.document is None
        designer.answer("open", lambda: designer.window.open_folder(starter, True))
        assert designer.editor.document is not None
    finally:
        other.shut_down()


def test_a_driven_window_opens_what_another_editor_has_open(designer, starter, monkeypatch):
    monkeypatch.setattr(Question, "answerer", lambda question: question.answer)
    other = Editor()
    other.open_project(starter, trusted=True)
    try:
        assert designer.window.open_folder(starter, True)
        assert any("another editor window" in line.text for line in designer.editor.log.lines)
    finally:
        other.shut_down()
