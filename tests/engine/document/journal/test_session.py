"""Folders of sessions: numbered in their order, owned by one process, never offered twice."""

from pathlib import Path

import pytest

from engine.document.journal import Session, session_paths
from engine.file_lock import FileLock


def test_sessions_are_numbered_in_the_order_of_their_beginning(tmp_path: Path):
    sessions = [Session.create(tmp_path) for _ in range(3)]

    assert [session.number for session in sessions] == [1, 2, 3]
    assert session_paths(tmp_path) == [session.path for session in sessions]
    for session in sessions:
        session.remove()
    assert session_paths(tmp_path) == []


def test_only_one_owns_a_session(tmp_path: Path):
    session = Session.create(tmp_path)

    assert not Session(session.path).take()
    session.release()
    other = Session(session.path)
    assert other.take()
    other.remove()
    assert not session.take()


def test_what_is_no_session_is_left_alone(tmp_path: Path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "000007").write_text("a file", encoding="utf-8")
    (tmp_path / "000008").symlink_to(tmp_path / "kept")

    session = Session.create(tmp_path)

    assert session_paths(tmp_path) == [session.path]
    session.remove()


def test_a_session_that_is_set_aside_keeps_its_journal_and_is_offered_no_more(tmp_path: Path):
    first, second = Session.create(tmp_path), None
    first.journal.write_text("raw", encoding="utf-8")

    kept = first.set_aside(tmp_path / "kept")
    second = Session.create(tmp_path)
    second.journal.write_text("raw too", encoding="utf-8")
    kept_too = second.set_aside(tmp_path / "kept")

    assert session_paths(tmp_path) == []
    assert (kept / "journal.jsonl").read_text(encoding="utf-8") == "raw"
    assert (kept_too / "journal.jsonl").read_text(encoding="utf-8") == "raw too"


def test_where_no_lock_can_ever_be_taken_no_session_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(FileLock, "_lock", lambda *_: False)

    with pytest.raises(OSError, match="no lock on a new folder can be taken"):
        Session.create(tmp_path)
