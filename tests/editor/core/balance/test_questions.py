"""Long questions: worked out beside the window, one at a time, the badge waiting, given up at any time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.editor import Editor
from engine.balance.properties import properties_of
from tests.editor.core.balance.stage import brawling, give, until


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with brawling(tmp_path) as services:
        yield services


def test_what_matters_is_told_number_by_number_and_given_up(editor: Editor):
    balance = editor.balance
    balance.attend(False)
    balance.matters.ask("novice")
    until(editor, lambda: balance.asked is not None)  # what plays may have to be imported first
    assert balance.why_resting == "It waits until what was asked has its answer."
    assert balance.fair.why_not() == "Another question is being worked out already."

    until(editor, lambda: balance.matters.answer is not None or balance.matters.error != "")
    assert balance.matters.error == ""
    ranking = balance.matters.answer
    assert ranking is not None
    assert (ranking.skill, ranking.runs, ranking.is_complete) == ("novice", 16, False)
    known = {each.path for each in properties_of(editor.view)}
    assert ranking.bars
    assert {bar.number.path for bar in ranking.bars} <= known

    job = balance.matters.job
    assert job is not None
    balance.matters.cancel()
    assert job.is_cancelled
    assert balance.asked is None
    assert balance.matters.answer is ranking, "what is known stays"


def test_an_answer_grows_old_with_an_edit_and_young_with_undo(editor: Editor):
    matters = editor.balance.matters
    editor.balance.attend(False)
    matters.ask("novice")
    until(editor, lambda: matters.answer is not None)
    matters.cancel()

    give(editor, "hero_1", "health", "maximum", value=95.0)
    assert matters.is_stale
    editor.undo.undo()
    assert not matters.is_stale
    editor.show_scene("field", None)
    assert matters.answer is None
    assert matters.why_not() == "Open an encounter first."


def test_what_was_asked_while_kernels_compile_is_not_played_elsewhere(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    matters, waiting = editor.balance.matters, []
    place = editor.balance.place
    assert place is not None
    editor.balance.attend(False)
    monkeypatch.setattr(editor.balance, "is_cold", lambda then: waiting.append(then) or len(waiting) == 1)
    matters.ask("novice")
    assert matters.why_not() == "Kernels are being compiled."

    editor.show_scene("field", None)
    editor.show_scene(*place)
    assert matters.why_not() == ""
    waiting[0]()
    assert matters.job is None

    matters.ask("novice")
    assert matters.job is not None
    matters.cancel()
