"""Where saving does not work, the window says why, loses nothing, and saves in another folder."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from editor.ui.dialogs.question import Question
from engine.resources import samples_folder
from tests.projects.shipped import copied
from tests.stories.disks import files_of_at_most, read_only, small_disk


def add_a_hero(designer) -> dict[str, bytes]:
    """Make one change; gives every file as it should be saved."""
    designer.choose("Entity", "Add a prefab", "Hero")
    return designer.documents()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_full_disk_is_named_and_the_project_is_saved_elsewhere(designer, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        project = copied("starter", disk.folder)
        designer.open(project)
        on_disk = designer.files()
        edited = add_a_hero(designer)
        disk.fill()
        text = designer.answer("close", lambda: designer.press("Ctrl+S"))
        for words in ("Saving failed", "scenes/field.toml", "No space left on device", "still here", "Save as…"):
            assert words in text
        assert designer.editor.is_dirty
        assert designer.files() == on_disk
        assert designer.documents() == edited

        designer.name_folder(tmp_path / "mine", lambda: designer.press("Ctrl+S"), before="save_as")

        assert designer.editor.document.folder == (tmp_path / "mine").resolve()
        assert not designer.editor.is_dirty
        assert designer.files() == edited
        assert any("Saved Starter in another folder" in toast for toast in designer.toasts())
        designer.press("Ctrl+Z")
        assert designer.documents() == on_disk
        designer.editor.close()


def test_a_disk_that_has_room_again_takes_the_changes(designer, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        designer.open(copied("starter", disk.folder))
        edited = add_a_hero(designer)
        disk.fill()
        designer.answer("close", lambda: designer.press("Ctrl+S"))

        disk.free()
        designer.press("Ctrl+S")

        assert designer.files() == edited
        assert not designer.editor.is_dirty
        designer.editor.close()


def test_room_that_is_made_while_the_message_stands_is_used_by_saving_again(designer, tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk") as disk:
        designer.open(copied("starter", disk.folder))
        edited = add_a_hero(designer)
        disk.fill()
        read = []

        def make_room(question: Question) -> str:
            read.append(designer.words_in(question))
            disk.free()
            return "again"

        with monkeypatch.context() as driven:
            driven.setattr(Question, "answerer", make_room)
            designer.press("Ctrl+S")

        assert len(read) == 1
        assert "Traceback" not in read[0]
        assert designer.files() == edited
        designer.editor.close()


def test_a_disk_that_takes_no_more_bytes_is_told_to_every_user(designer, starter, monkeypatch):
    designer.open(starter)
    on_disk, edited = designer.files(), add_a_hero(designer)
    save = designer.editor.save

    def limited(**options):
        # Only while the files are written: drawing the window needs shared memory, which the limit counts too.
        with files_of_at_most(64):
            return save(**options)

    monkeypatch.setattr(designer.editor, "save", limited)
    text = designer.answer("close", lambda: designer.press("Ctrl+S"))
    monkeypatch.undo()

    for words in ("Saving failed", "scenes/field.toml", "File too large", "still here"):
        assert words in text
    assert designer.files() == on_disk
    assert designer.documents() == edited
    designer.press("Ctrl+S")
    assert designer.files() == edited


def test_a_write_protected_disk_is_named_and_the_project_is_saved_elsewhere(designer, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        designer.open(copied("starter", disk.folder))
        on_disk, edited = designer.files(), add_a_hero(designer)
        disk.write_protect(True)
        text = designer.answer("close", lambda: designer.press("Ctrl+S"))
        for words in ("Saving failed", "Read-only file system", "may write to", "still here"):
            assert words in text
        assert designer.files() == on_disk
        designer.name_folder(tmp_path / "mine", lambda: designer.press("Ctrl+S"), before="save_as")
        assert designer.files() == edited
        designer.editor.close()


def test_a_folder_without_the_right_to_write_is_named(designer, starter):
    designer.open(starter)
    edited = add_a_hero(designer)
    with read_only(starter):
        text = designer.answer("close", lambda: designer.press("Ctrl+S"))
    for words in ("Saving failed", "Permission denied", "may write to", "still here"):
        assert words in text
    designer.press("Ctrl+S")
    assert designer.files() == edited


def test_save_as_takes_everything_along_and_a_place_that_is_taken_is_refused_first(designer, veilweaver, tmp_path):
    designer.open(veilweaver)
    designer.select("kael")
    designer.type_in_inspector("health.current", "75")
    edited, before = designer.documents(), contents(veilweaver)
    note = tmp_path / "note"
    note.write_text("mine", encoding="utf-8")
    designer.name_folder(note, lambda: designer.press("Ctrl+Shift+S"), before="close")
    assert note.read_text(encoding="utf-8") == "mine"
    assert designer.editor.document.folder == veilweaver

    designer.name_folder(tmp_path / "mine", lambda: designer.press("Ctrl+Shift+S"))

    mine = (tmp_path / "mine").resolve()
    assert designer.editor.document.folder == mine
    assert designer.files() == edited
    assert contents(veilweaver) == before
    assert contents(mine).keys() == {name for name in before if "__pycache__" not in name and not name.endswith(".bak")}
    assert str(mine) in designer.editor.settings.files.trusted_folders
    assert designer.value("kael", "health.current") == 75.0
    designer.press("Ctrl+Z")
    designer.press("Ctrl+S")
    assert designer.files() == {name: (veilweaver / f"{name}.toml").read_bytes() for name in edited}


def test_a_copy_can_be_saved_without_leaving(designer, starter, tmp_path):
    designer.open(starter)
    edited = add_a_hero(designer)

    designer.name_folder(tmp_path / "aside", lambda: designer.choose("File", "Save a copy…"))

    assert designer.editor.document.folder == starter
    assert designer.editor.is_dirty
    assert {f"{name}.toml": data for name, data in edited.items()}.items() <= contents(tmp_path / "aside").items()


def test_a_sample_is_opened_as_a_copy_and_the_answer_is_remembered(designer, tmp_path):
    card = next(
        card for card in designer.window.start.findChildren(QWidget, "card") if card.accessibleName() == "Starter"
    )
    before = contents(samples_folder() / "starter")
    designer.name_folder(tmp_path / "my starter", lambda: QTest.keyClick(card, Qt.Key.Key_Return), before="copy")
    assert designer.editor.document.folder == (tmp_path / "my starter").resolve()
    designer.window.close_project()

    designer.choose("File", "Open a sample", "Starter")

    assert designer.editor.document.folder == (tmp_path / "my starter").resolve()
    assert any("your copy of Starter" in toast for toast in designer.toasts())
    assert contents(samples_folder() / "starter") == before


def test_a_sample_may_be_opened_as_it_is_and_is_asked_about_once(designer):
    designer.answer("as_it_is", lambda: designer.choose("File", "Open a sample", "Starter"))
    assert designer.editor.document.folder == samples_folder() / "starter"
    designer.window.close_project()

    designer.choose("File", "Open a sample", "Starter")

    assert designer.editor.document.folder == samples_folder() / "starter"


def test_the_sample_of_an_installed_program_stays_as_it_is(designer, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    before = contents(samples_folder() / "starter")
    assert designer.window.open_folder(samples_folder() / "starter")
    designer.wait(lambda: designer.viewport is not None and designer.viewport.isVisible())
    edited = add_a_hero(designer)

    text = designer.answer("close", lambda: designer.press("Ctrl+S"))

    for words in ("The sample was not changed", "ships with the program", "still here", "Make your own copy…"):
        assert words in text
    designer.name_folder(tmp_path / "mine", lambda: designer.press("Ctrl+S"), before="save_as")
    assert designer.files() == edited
    assert contents(samples_folder() / "starter") == before


@pytest.mark.parametrize("sample", ["starter", "veilweaver"])
def test_in_a_source_checkout_a_named_sample_opens_without_a_question(designer, sample):
    assert designer.window.open_folder(samples_folder() / sample)
    assert designer.editor.document.folder == samples_folder() / sample
