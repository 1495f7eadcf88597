"""The badge: played after each edit beside the window, grey at once, given up for a newer edit, kept for undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.balance.wanted import usual
from editor.core.balance.workers import Workers
from editor.core.editor import Editor
from engine.document import Path as DocumentPath
from engine.document import Set
from tests.editor.core.balance.stage import LOOKS, brawling, give, played, until
from tests.engine.play.playtest.brawl import write_brawl


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with brawling(tmp_path) as services:
        yield services


def test_rates_come_are_grey_at_once_and_come_back_at_once_on_undo(editor: Editor):
    balance = editor.balance
    balance.ask()
    first = played(editor)
    assert {rate.skill: rate.runs for rate in first.rates} == {"novice": 4, "average": 4, "expert": 4}
    assert [outcomes.seeds.tolist() for outcomes in first.outcomes.values()] == [[0, 1, 2, 3]] * 3

    give(editor, "hero_1", "health", "maximum", value=900.0)
    assert (balance.is_stale, balance.shown) == (True, first)
    second = played(editor)
    assert second.content != first.content

    editor.undo.undo()
    assert (balance.is_stale, balance.shown) == (False, first)
    assert not balance.is_due, "all of it is known"


def test_a_newer_edit_gives_up_what_is_played(editor: Editor):
    balance = editor.balance
    balance.ask()
    until(editor, lambda: balance.is_playing)
    job = balance._job
    assert job is not None

    give(editor, "hero_1", "health", "maximum", value=95.0)

    assert job.is_cancelled
    assert not balance.is_playing
    after = played(editor)
    assert after.state is not None
    assert after.state.value(DocumentPath.parse("encounters/brawl/entities/hero_1/health/maximum")) == 95.0


def test_what_was_played_once_is_not_played_again_after_a_start(editor: Editor):
    balance = editor.balance
    balance.ask()
    first = played(editor)
    balance.close()
    told: list[int] = []
    balance.changed.connect(lambda: told.append(balance.shown.seeds if balance.shown is not None else 0))

    balance.ask()
    again = played(editor)

    assert again == first
    assert set(told) <= {0, LOOKS[-1]}, "never fewer seeds than were kept"


def test_nothing_is_played_where_it_is_off_or_something_else_plays(editor: Editor):
    balance = editor.balance
    editor.settings.set("balance.badge", "off")
    balance.ask()
    balance._due = 0.0
    balance.pump()
    assert (balance.standing, balance.is_playing) == ("off", False)

    editor.settings.set("balance.badge", "on")
    balance.attend(False)
    balance._due = 0.0
    balance.pump()
    assert not balance.is_playing, "another workspace is shown"

    balance.attend(True)
    editor.play.start()
    balance._due = 0.0
    balance.pump()
    assert not balance.is_playing
    assert balance.why_resting == "It waits until the running copy is stopped."
    editor.play.stop()
    played(editor)


def test_an_encounter_that_nothing_ends_is_told_with_what_was_expected(editor: Editor):
    path = DocumentPath("encounters/brawl", ("time_limit_s",))
    assert editor.document is not None
    editor.run(Set(path=path, old=editor.document.value(path), new=None))
    for entity, component in (("won", "victory"), ("lost", "defeat")):
        give(editor, entity, component, value=None)

    until(editor, lambda: editor.balance.standing == "failed")

    assert "expected a victory, a defeat or time_limit_s" in editor.balance.error
    assert editor.balance.shown is None


def test_another_scene_shows_nothing_of_this_one(editor: Editor):
    editor.balance.ask()
    first = played(editor)
    editor.show_scene("field", None)
    assert (editor.balance.shown, editor.balance.standing) == (None, "none")
    editor.show_scene("field", "brawl")
    assert editor.balance.shown == first


def test_where_no_process_can_be_started_this_one_plays(editor: Editor):
    refused = Workers()
    refused.refuse()
    editor.balance._workers = refused
    editor.balance.ask()

    assert played(editor).seeds == LOOKS[-1]
    assert refused.standing() is None


def test_what_was_wanted_of_one_project_is_not_wanted_of_the_next(editor: Editor, tmp_path: Path):
    wanted = editor.balance.wanted
    novice = wanted["novice"]
    novice.is_asked, novice.low, novice.high = False, 1, 2
    wanted["seconds"].is_asked = True

    editor.open_project(write_brawl(tmp_path / "next"))

    assert editor.balance.wanted is wanted, "panels hold it"
    assert wanted["novice"] is novice
    assert wanted == usual()
