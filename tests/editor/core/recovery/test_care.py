"""Recovery takes away nothing that may still be needed: living, damaged and half-merged journals, open gestures."""

import errno
import os
import threading
from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.recovery.lost_work import RecoveryError
from engine.document import Document, Set
from engine.document.journal import records, session_paths
from tests.editor.core.recovery.dying import KAEL, NAME, die, edit_outside, only, opened, rename, texts


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no locks, as some network drives."""
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)


def work_off(editor: Editor) -> None:
    editor.pump()
    for job in list(editor.jobs.running):
        editor.jobs.wait(job)


@pytest.mark.usefixtures("no_locks")
def test_without_locks_the_journal_of_a_living_editor_stays(project: Path, editors: list[Editor]):
    first = opened(project, editors)
    rename(first, "Boulder")

    assert opened(project, editors).recovery.pending() == []

    session = first.recovery.recorder.session
    assert session is not None
    assert session.journal.is_file()


def test_a_journal_whose_beginning_is_damaged_is_kept(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    session = editor.recovery.recorder.session
    assert session is not None
    die(editor)
    raw = session.journal.read_bytes()
    session.journal.write_bytes(b"?" + raw[1:])

    assert opened(project, editors).recovery.pending() == []

    (kept,) = (tmp_path / "state").rglob("journal.jsonl")
    assert kept.read_bytes()[1:] == raw[1:]
    assert kept.parent.parent.name == "kept"


def test_what_lies_behind_damage_is_kept_when_the_rest_comes_back(project: Path, editors: list[Editor], tmp_path: Path):
    editor = opened(project, editors)
    for name in ("Boulder", "Menhir", "Cairn"):
        rename(editor, name)
    session = editor.recovery.recorder.session
    assert session is not None
    die(editor)
    raw = session.journal.read_bytes()
    session.journal.write_bytes(raw.replace(b'to Menhir"', b'to Menhix"'))

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert after.document is not None
    assert after.document.value(NAME) == "Boulder"
    kept = [path for path in (tmp_path / "state").rglob("journal.jsonl") if "kept" in path.parts]
    assert [b"Cairn" in path.read_bytes() for path in kept] == [True]
    after.close()
    assert [told.sentence for told in only(after.recovery.pending()).entries] == ["Changes up to here"]


def test_a_jump_to_nowhere_ends_the_journal_before_it(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    session = editor.recovery.recorder.session
    assert session is not None
    die(editor)
    count = session.journal.read_bytes().count(b"\n")
    with session.journal.open("ab") as stream:
        stream.write(records.line_of(count, "jumped", {"to": 99}))
    again = opened(project, editors)
    again.recovery.recover(only(again.recovery.pending()))
    rename(again, "Menhir")
    last = die(again)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    assert texts(after.document) == last


def test_recovered_work_in_conflict_waits_before_more_is_recovered(project: Path, editors: list[Editor]):
    first, second = opened(project, editors), opened(project, editors)
    rename(first, "Boulder")
    rename(second, "Menhir")
    die(first)
    die(second)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after = opened(project, editors)
    one, two = after.recovery.pending()
    after.recovery.recover(one)

    with pytest.raises(RecoveryError, match=r"^Settle the 1 conflict of the work .* first"):
        after.recovery.recover(two)

    assert len(after.recovery.pending()) == 1
    after.outside.choose_all("ours")
    after.outside.apply()
    after.save()
    after.close()
    assert len(only(after.recovery.pending()).entries) == 1


def test_a_change_from_disk_does_not_count_as_the_recovered_merge(project: Path, editors: list[Editor]):
    lost = opened(project, editors)
    rename(lost, "Boulder")
    die(lost)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))
    after.run(Set(path=KAEL, old=[1.0, 0.0, 2.0], new=[2.0, 0.0, 2.0]))
    edit_outside(project, "position = [6.0, 0.0, 0.0]", "position = [7.0, 0.0, 0.0]")
    after.outside.look_now()
    assert after.undo.entries[-1].who == "merge"

    after.save()
    die(after)
    after.recovery.close()

    assert len(only(opened(project, editors).recovery.pending()).entries) == 1


def test_recovered_work_that_was_turned_down_is_offered_no_more(project: Path, editors: list[Editor]):
    lost = opened(project, editors)
    rename(lost, "Boulder")
    die(lost)
    edit_outside(project, 'name = "Rock"', 'name = "Stone"')
    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))

    after.outside.choose_all("theirs")
    after.outside.apply()
    after.save()
    after.close()

    assert after.recovery.pending() == []
    assert Document.open(project).value(NAME) == "Stone"


def test_a_journal_that_begins_anew_waits_for_the_gesture_to_end(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    recorder = editor.recovery.recorder
    gesture = editor.gestures.begin("Rename")
    gesture.preview([Set(path=NAME, old="Boulder", new="Menhir")])

    recorder._fail(OSError("the disk was full for a moment"))
    recorder._next_try = 0.0
    work_off(editor)
    gesture.preview([Set(path=NAME, old="Boulder", new="Cairn")])
    gesture.commit()
    recorder._next_try = 0.0
    work_off(editor)
    last = die(editor)

    after = opened(project, editors)
    after.recovery.recover(only(after.recovery.pending()))
    assert texts(after.document) == last


def test_a_journal_that_begins_anew_is_not_taken_for_a_lost_one(
    project: Path, editors: list[Editor], monkeypatch: pytest.MonkeyPatch
):
    editor = opened(project, editors)
    rename(editor, "Boulder")
    recorder, has_begun, fsync = editor.recovery.recorder, threading.Event(), os.fsync

    def slow(handle: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            has_begun.wait(10.0)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    recorder.pump()
    (syncing,) = editor.jobs.running
    recorder.begin_anew(1)
    has_begun.set()
    editor.jobs.wait(syncing)

    assert recorder.problem == ""


def test_work_survives_an_end_that_asked_nobody(project: Path, editors: list[Editor]):
    editor = opened(project, editors)
    rename(editor, "Boulder")

    editor.recovery.recorder.keep()
    editor.shut_down()

    assert len(only(opened(project, editors).recovery.pending()).entries) == 1


def test_sessions_are_folders_with_numbers(tmp_path: Path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "000001").mkdir()

    assert [path.name for path in session_paths(tmp_path)] == ["000001"]
