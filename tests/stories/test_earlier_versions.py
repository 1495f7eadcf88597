"""An earlier version is compared with now in sentences, and going back to it is one step that can be undone."""

import threading
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.project.versions_dialog import VersionsDialog


def settled(designer, dialog: VersionsDialog) -> None:
    """Wait for the comparison."""
    designer.wait(lambda: dialog.difference is not None)


def lines(dialog: VersionsDialog) -> list[str]:
    """What going back would change, as it can be read."""
    return [str(dialog.changes.index(line, 0).data()) for line in range(dialog.changes.rowCount())]


def test_an_automatic_copy_can_be_gone_back_to_and_that_can_be_undone(designer, veilweaver):
    designer.open(veilweaver)
    designer.select("kael")
    designer.type_in_inspector("health.current", "75")
    copied = designer.documents()
    job = designer.editor.autosave.begin()
    designer.wait(lambda: not job.is_running)
    designer.type_in_inspector("health.current", "20")
    later = designer.documents()
    on_disk = designer.files()
    read = []

    def go_back(dialog: VersionsDialog) -> None:
        settled(designer, dialog)
        read.extend(lines(dialog))
        designer.picture_of(dialog, "versions_dialog")
        QTest.mouseClick(dialog.back, Qt.MouseButton.LeftButton)

    designer.in_dialog(VersionsDialog, go_back, lambda: designer.choose("File", "Earlier versions…"))

    assert any("75" in line for line in read)
    assert designer.documents() == copied
    assert designer.files() == on_disk
    assert any("Went back to an earlier version" in toast for toast in designer.toasts())
    designer.press("Ctrl+Z")
    assert designer.documents() == later


def test_what_the_last_save_replaced_is_there_too(designer, starter: Path):
    designer.open(starter)
    before = designer.documents()
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.press("Ctrl+S")
    read = []

    def go_back(dialog: VersionsDialog) -> None:
        settled(designer, dialog)
        read.extend([*lines(dialog), str(dialog.versions.index(0, 0).data())])
        QTest.keyClick(dialog.back, Qt.Key.Key_Space)

    designer.in_dialog(VersionsDialog, go_back, lambda: designer.choose("File", "Earlier versions…"))

    assert any("Hero" in line for line in read)
    assert "Before a save" in read
    assert designer.documents() == before
    assert designer.editor.is_dirty


def test_a_version_that_cannot_be_read_any_more_says_so_and_changes_nothing(designer, starter: Path):
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.press("Ctrl+S")
    (starter / "scenes" / "field.toml.bak").write_text("title = = 1\n", encoding="utf-8")
    before = designer.documents()
    read = []

    def look(dialog: VersionsDialog) -> None:
        settled(designer, dialog)
        read.append(designer.words_in(dialog))
        assert not dialog.back.isEnabled()
        dialog.reject()

    designer.in_dialog(VersionsDialog, look, lambda: designer.choose("File", "Earlier versions…"))

    assert "This version cannot be read" in read[0]
    assert "line 1" in read[0]
    assert designer.documents() == before


def test_without_any_the_window_says_what_will_be_here(designer, starter: Path):
    designer.open(starter)
    read = []

    def look(dialog: VersionsDialog) -> None:
        read.append(designer.words_in(dialog))
        dialog.reject()

    designer.in_dialog(VersionsDialog, look, lambda: designer.window.ui.run("project.versions"))

    assert "No earlier versions yet" in read[0]
    assert "every 5 min" in read[0]


def test_closing_it_while_it_compares_is_no_error(designer, starter: Path):
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.press("Ctrl+S")
    dialog = VersionsDialog(designer.window, designer.editor)
    for thread in [each for each in threading.enumerate() if each.name == "job: Compare versions"]:
        thread.join()

    dialog.reject()
    shiboken6.delete(dialog)
    designer.wait(lambda: not designer.editor.jobs.running)

    assert designer.toasts() == []
