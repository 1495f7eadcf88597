"""Laws of the journal: a replay is the document byte for byte, and damage takes only what lies behind it."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import Document
from engine.document.journal import Session, read_session, replay
from tests.laws.document_sessions import texts_of
from tests.laws.journal_sessions import (
    die,
    document_of,
    left_behind,
    opened,
    own_folders,
    recovery_gives_back_every_byte,
    sessions,
    take,
    writing_follows_changes,
)

law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY: list[tuple[Any, ...]] = [
    ("gesture", [5.0, 6.0], True),
    ("write", 0, "A"),
    ("edits", [("add", 0, 2, "Ash"), ("pair", 0, ("health", "current"), 7.0)]),
    ("undo",),
    ("save",),
    ("jump", 1),
    ("gesture", [1.0], False),
    ("redo",),
    ("edits", [("remove", 0, 0, ""), ("head", 0, ("title",), "Evening")]),
    ("failing save",),
    ("write", 0, None),
    ("begin anew",),
    ("jump", 0),
    ("gesture", [8.0], True),
    ("undo",),
]


@law
@given(sessions())
def test_recovery_gives_back_every_byte(session: list[tuple[Any, ...]]):
    recovery_gives_back_every_byte(session)


def test_recovery_gives_back_every_byte_of_a_long_day():
    for moves in range(1, len(DAY) + 1):
        recovery_gives_back_every_byte(DAY[:moves])


def test_undo_of_a_gesture_over_several_fields_of_one_entity_is_recovered():
    recovery_gives_back_every_byte([("wide gesture", [5.0, 6.0, 7.0], True), ("undo",), ("write", 0, "A")])


def a_day(project: Path, moves: list[tuple[Any, ...]]) -> dict[int, dict[str, str]]:
    """Live through a day and die; gives the texts after each step by the size that the journal had then."""
    editor = opened(project)
    states: dict[int, dict[str, str]] = {}
    for move in moves:
        take(editor, move)
        session = editor.recovery.recorder.session
        if session is not None:
            states[session.journal.stat().st_size] = texts_of(document_of(editor))
    die(editor)
    return states


def test_a_journal_cut_at_any_byte_loses_at_most_the_record_that_was_cut():
    with own_folders() as project:
        untouched = Document.open(project)
        states = a_day(project, [move for move in DAY if move != ("begin anew",)])
        journal = left_behind(project).session.journal
        whole = journal.read_bytes()
        ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
        seen: set[int] = set()
        for size in range(len(whole) + 1):
            journal.write_bytes(whole[:size])
            kept = read_session(Session(journal.parent))
            good = max((end for end in ends if end <= size), default=0)
            assert (kept.records.good_bytes if kept is not None else 0) == good
            if kept is not None and good in states and good not in seen:
                assert texts_of(replay(kept, untouched).document) == states[good]
                seen.add(good)
        assert seen == set(states)
        assert len(seen) > 8


@law
@given(st.data())
def test_a_flipped_bit_never_changes_what_comes_back(data: st.DataObject):
    damage_is_noticed(data.draw(st.integers(0, 2**31)), data.draw(st.integers(0, 7)))


def damage_is_noticed(where: int, bit: int) -> None:
    with own_folders() as project:
        untouched = Document.open(project)
        states = a_day(project, DAY[:4])
        journal = left_behind(project).session.journal
        raw = bytearray(journal.read_bytes())
        where %= len(raw)
        raw[where] ^= 1 << bit
        journal.write_bytes(raw)

        kept = read_session(Session(journal.parent))

        good = kept.records.good_bytes if kept is not None else 0
        assert good <= where
        if kept is not None and good in states:
            assert texts_of(replay(kept, untouched).document) == states[good]


def test_whoever_hears_of_a_step_finds_it_in_the_journal():
    with own_folders() as project:
        editor = opened(project)
        writing_follows_changes(editor)
        editor.shut_down()
