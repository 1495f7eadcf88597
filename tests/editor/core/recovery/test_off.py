"""A journal that can't be written: editing goes on, the user is told, and recovery comes back by itself."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from editor.core.editor import Editor
from tests.editor.core.recovery.dying import NAME, die, only, opened, rename, texts

resource = pytest.importorskip("resource")


@contextmanager
def full_disk(at_bytes: int) -> Generator[None]:
    """No file may grow beyond some bytes: to a writer, a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def warnings(editor: Editor) -> list[str]:
    return [finding.text for finding in editor.findings.items if finding.rule == "recovery-off"]


def retry(editor: Editor) -> None:
    editor.recovery.recorder._next_try = 0.0
    look_around(editor)


def look_around(editor: Editor) -> None:
    """Let background work be begun and come to its end."""
    editor.pump()
    for job in list(editor.jobs.running):
        editor.jobs.wait(job)


def journal_of(editor: Editor) -> Path:
    session = editor.recovery.recorder.session
    assert session is not None
    return session.journal


def test_a_full_disk_turns_recovery_off_and_says_so(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    size = journal_of(editor).stat().st_size

    with full_disk(size + 20):
        rename(editor, "Menhir")

    assert editor.document is not None
    assert editor.document.value(NAME) == "Menhir"
    (text,) = warnings(editor)
    assert "save often" in text
    assert "Make room there" in text
    assert journal_of(editor).stat().st_size == size


def test_what_was_written_before_the_disk_was_full_is_recovered(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    before = texts(editor.document)
    with full_disk(journal_of(editor).stat().st_size + 20):
        rename(editor, "Menhir")
    die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == before


def test_recovery_comes_back_when_there_is_room(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    with full_disk(journal_of(editor).stat().st_size + 20):
        rename(editor, "Menhir")
    retry(editor)
    assert warnings(editor) == []
    editor.undo.undo()
    rename(editor, "Cairn")
    last = die(editor)

    after = opened(project, editors)
    lost = only(after.recovery.pending())
    after.recovery.recover(lost)

    assert [told.sentence for told in lost.entries] == [
        "Changes up to here",
        "Undo: Rename Boulder to Menhir",
        "Rename Boulder to Cairn",
    ]
    assert texts(after.document) == last


def test_a_state_folder_that_cannot_be_made_is_told(project: Path, editors: list[Editor], tmp_path: Path):
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")
    editor = opened(project, editors)

    rename(editor, "Boulder")
    assert warnings(editor)

    (tmp_path / "state").unlink()
    retry(editor)
    assert warnings(editor) == []
    last = die(editor)
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))
    assert texts(after.document) == last


def test_a_journal_that_somebody_deleted_is_begun_anew(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    journal_of(editor).unlink()

    look_around(editor)
    assert warnings(editor)
    retry(editor)

    assert warnings(editor) == []
    last = die(editor)
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))
    assert texts(after.document) == last


def test_the_journal_is_brought_to_the_disk_once_a_second_at_most(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    editor.pump()
    first = [job.title for job in editor.jobs.running]
    rename(editor, "Menhir")
    editor.pump()
    second = [job.title for job in editor.jobs.running]
    for job in list(editor.jobs.running):
        editor.jobs.wait(job)

    assert first.count("Keep the journal") == 1
    assert second.count("Keep the journal") <= 1


def test_a_journal_that_has_grown_large_begins_anew(
    project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("engine.document.journal.writer.MOST_BYTES", 3000)
    editor = opened(project, editors)
    sizes = []
    for number in range(40):
        rename(editor, f"Boulder {number}")
        retry(editor)
        sizes.append(journal_of(editor).stat().st_size)
    editor.undo.jump(3)
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert max(sizes) < 5000
    assert texts(after.document) == last


def test_a_journal_that_nobody_begins_anew_in_time_does_so_itself(
    project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("engine.document.journal.writer.MOST_BYTES", 1000)
    editor = opened(project, editors)
    for number in range(40):
        rename(editor, f"Boulder {number}")
        assert journal_of(editor).stat().st_size < 8000
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == last


def test_a_save_brings_recovery_back(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    with full_disk(journal_of(editor).stat().st_size + 20):
        rename(editor, "Menhir")

    editor.save()

    assert warnings(editor) == []
