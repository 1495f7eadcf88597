"""Automatic copies: made beside the user's state, never in the project, and brought back by one undoable change."""

from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.recovery.autosave import Version
from tests.editor.core.recovery.dying import NAME, opened, rename


def copy(editor: Editor) -> None:
    job = editor.autosave.begin()
    assert job is not None
    editor.jobs.wait(job)
    assert job.state == "done", job.error


def copies(editor: Editor, project: Path) -> list[Version]:
    return [version for version in editor.autosave.versions(project) if version.kind == "autosave"]


def value(editor: Editor) -> object:
    assert editor.document is not None
    return editor.document.value(NAME)


def test_a_copy_holds_what_is_unsaved_and_leaves_the_project_alone(project: Path, editors: list[Editor]):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    editor = opened(project, editors)
    rename(editor, "Boulder")

    copy(editor)

    (version,) = copies(editor, project)
    assert version.files == ("scenes/glade",)
    assert 'name = "Boulder"' in (version.path / "scenes/glade.toml").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_nothing_new_makes_no_copy(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    assert editor.autosave.begin() is None
    rename(editor, "Boulder")
    copy(editor)

    assert editor.autosave.begin() is None


def test_a_copy_is_due_after_the_minutes_of_the_settings(
    project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch
):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    now = 1000.0
    monkeypatch.setattr("editor.core.recovery.autosave.time.monotonic", lambda: now)
    editor.autosave._since = now
    editor.autosave.pump()
    assert copies(editor, project) == []

    now += 5 * 60
    editor.autosave.pump()
    for job in list(editor.jobs.running):
        editor.jobs.wait(job)

    assert len(copies(editor, project)) == 1


def test_zero_minutes_make_no_copies(project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch):
    editor = opened(project, editors)
    editor.settings.model.files.autosave_minutes = 0
    rename(editor, "Boulder")
    editor.autosave._since -= 1e9

    editor.autosave.pump()

    assert copies(editor, project) == []


def test_only_the_last_copies_are_kept_newest_first(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    editor.settings.model.files.autosave_versions = 3
    for number in range(5):
        rename(editor, f"Boulder {number}")
        copy(editor)

    found = copies(editor, project)

    assert [version.path.name for version in found] == ["000005", "000004", "000003"]


def test_a_version_comes_back_as_one_change_that_can_be_undone(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    copy(editor)
    rename(editor, "Menhir")

    command = editor.autosave.restore_command(copies(editor, project)[0])
    assert command is not None
    editor.run(command)

    assert value(editor) == "Boulder"
    assert editor.undo.entries[-1].sentence.startswith("Restore the version of ")
    editor.undo.undo()
    assert value(editor) == "Menhir"


def test_a_version_that_is_here_already_needs_no_change(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    copy(editor)

    assert editor.autosave.restore_command(copies(editor, project)[0]) is None


def test_what_a_save_replaced_is_a_version_too(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    editor.save()

    (version,) = [each for each in editor.autosave.versions(project) if each.kind == "backup"]
    command = editor.autosave.restore_command(version)
    assert command is not None
    editor.run(command)

    assert version.files == ("scenes/glade",)
    assert value(editor) == "Rock"


def test_a_copy_that_was_not_finished_is_no_version(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    copy(editor)
    (copies(editor, project)[0].path / "version.json").unlink()

    assert copies(editor, project) == []


def test_a_version_that_was_tampered_with_is_refused(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    copy(editor)
    version = copies(editor, project)[0]
    (version.path / "scenes/glade.toml").write_text("no file of a project", encoding="utf-8")

    with pytest.raises(ValueError, match=r"scenes/glade\.toml"):
        editor.autosave.restore_command(version)


def test_a_copy_that_cannot_be_written_is_told_once(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    (tmp_path / "state" / "astraweave" / "autosave").write_text("in the way", encoding="utf-8")

    for _ in range(2):
        job = editor.autosave.begin()
        assert job is not None
        editor.jobs.wait(job)

    lines = [line for line in editor.log.lines if line.source == "autosave"]
    assert len(lines) == 1
    assert "could not be written" in lines[0].text
