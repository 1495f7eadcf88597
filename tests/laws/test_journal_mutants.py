"""The journal's laws notice what could be wrong with a journal: each mutant fails one of them."""

from collections.abc import Callable
from typing import Any

import pytest

from editor.core.history.undo import UndoStack
from editor.core.recovery.lost_work import RecoveryError
from editor.core.recovery.recorder import JournalRecorder
from engine.document import DocumentError
from engine.document.journal import History, Journal, Replayed, records, writer
from tests.laws import test_journal_laws as laws
from tests.laws.journal_sessions import opened, own_folders, recovery_gives_back_every_byte, writing_follows_changes

Mutate = Callable[[pytest.MonkeyPatch], None]
FAILURES = (AssertionError, DocumentError, RecoveryError)
HEAL = ("gesture", [5.0], True)
HURT = ("gesture", [1.0], True)


def skip_undo(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "jumped", lambda *_: None)


def take_base_after_the_change(patch: pytest.MonkeyPatch) -> None:
    bases = Journal._bases

    def late(self: Journal, changed: list[str]) -> Any:
        self._disk = {file: self._text(file) or "" for file in self._document.files}
        return bases(self, changed)

    patch.setattr(Journal, "_bases", late)


def forget_the_save(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "saved", lambda *_: None)


def forget_what_is_being_saved(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Replayed, "fits", lambda self, on_disk: all(on_disk.get(f) == t for f, t in self.bases.items()))


def keep_redo_after_a_change(patch: pytest.MonkeyPatch) -> None:
    done = Journal.done

    def greedy(self: Journal, *arguments: Any) -> None:
        before = dict(self._places)
        done(self, *arguments)
        self._places = {**before, **self._places}

    patch.setattr(Journal, "done", greedy)


def trust_a_replay_after_beginning_anew(patch: pytest.MonkeyPatch) -> None:
    restart = Journal.restart

    def naive(self: Journal, index: int) -> None:
        restart(self, index)
        self._inexact.clear()

    patch.setattr(Journal, "restart", naive)


def begin_anew_without_what_is_unsaved(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(writer, "rewriting", lambda _before, _after, title: writer.Compound(title=title, commands=()))


def journal_previews(patch: pytest.MonkeyPatch) -> None:
    done = JournalRecorder.done

    def twice(self: JournalRecorder, entry: Any, index: int) -> None:
        done(self, entry, index)
        done(self, entry, index)

    patch.setattr(JournalRecorder, "done", twice)


DAYS: dict[Mutate, list[tuple[Any, ...]]] = {
    skip_undo: [HEAL, HURT, ("undo",)],
    take_base_after_the_change: [HEAL],
    forget_the_save: [HEAL, ("save",), HURT],
    forget_what_is_being_saved: [HEAL, ("save",), HURT],
    keep_redo_after_a_change: [
        *(HEAL, HURT, ("begin anew",)),
        *(("jump", 0), ("jump", 1), ("jump", 2)),
        *(("gesture", [9.0], True), ("jump", 0)),
    ],
    trust_a_replay_after_beginning_anew: [
        ("edits", [("set", 0, ("health",), None)]),
        ("edits", [("set", 16, ("health",), None)]),
        ("save",),
        ("begin anew",),
        ("undo",),
        ("undo",),
    ],
    begin_anew_without_what_is_unsaved: [HEAL, ("begin anew",)],
    journal_previews: [HEAL, HURT],
}


@pytest.mark.parametrize("mutate", DAYS, ids=lambda mutate: mutate.__name__)
def test_the_law_of_recovery_notices(mutate: Mutate, monkeypatch: pytest.MonkeyPatch):
    recovery_gives_back_every_byte(DAYS[mutate])
    mutate(monkeypatch)

    with pytest.raises(FAILURES):
        recovery_gives_back_every_byte(DAYS[mutate])


def test_the_law_of_damage_notices_that_checksums_are_ignored(monkeypatch: pytest.MonkeyPatch):
    class Blind:
        crc32 = staticmethod(lambda _data: 0)

    monkeypatch.setattr(records, "zlib", Blind)

    def damage_many_places() -> None:
        for where in range(700, 3000, 50):
            laws.damage_is_noticed(where, 0)

    with pytest.raises((*FAILURES, ValueError)):
        damage_many_places()


def test_the_law_of_writing_notices_that_others_hear_first(monkeypatch: pytest.MonkeyPatch):
    remember = UndoStack.remember

    def late(self: UndoStack, *arguments: Any) -> None:
        recorder, self.recorder = self.recorder, None
        remember(self, *arguments)
        self.recorder = recorder
        assert recorder is not None
        recorder.done(self.entries[-1], self.index)

    monkeypatch.setattr(UndoStack, "remember", late)

    with own_folders() as project:
        editor = opened(project)
        with pytest.raises(AssertionError):
            writing_follows_changes(editor)
        editor.shut_down()


def test_the_listing_would_notice_a_forgotten_fork():
    """A history that was saved, undone and changed tells of what was undone of the saved state."""
    history = History()
    for kind, fields in (("done", {"say": "A"}), ("done", {"say": "B"}), ("saved", {}), ("jumped", {"to": 1})):
        assert history.take(records.Record(kind, fields))
    assert history.take(records.Record("done", {"say": "C"}))

    assert [told.sentence for told in history.unsaved()] == ["Undo: B", "C"]
