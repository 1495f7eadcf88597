"""The chance to win over a run: sure where it is sure, of this run and no other, and without any effect on it."""

import time
from concurrent.futures import Future

import pytest

from editor.core.balance.workers import Workers
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.play.commands import Input
from tests.engine.play.playtest.brawl import write_brawl

FRAME = 1 / 60 + 1e-9
PATIENCE_S = 400.0
HEALTH = "current = 90.0\nmaximum = 90.0"
STRONG = ((HEALTH, "current = 900.0\nmaximum = 900.0"), ("time_limit_s = 25.0", "time_limit_s = 250.0"))
WEAK = ((HEALTH, "current = 1.0\nmaximum = 90.0"),)


class Here:
    """A worker in this process."""

    def __init__(self) -> None:
        self.asked_for = []

    def asked(self, function, stage, fork, seeds, own_process):
        self.asked_for.append((int(fork.state.world.arrays["tick"][0]), seeds, fork.skill))
        found = Future()
        found.set_result(function(stage, fork, seeds, own_process=False))
        return found


class InPlace(Workers):
    """No other process."""

    def __init__(self, here) -> None:
        super().__init__()
        self._here_ = here

    def standing(self):
        """The one here, or none."""
        return self._here_


@pytest.fixture
def brawling(tmp_path):
    """Makes an editor with the brawl open whose hero has another health, its chance on or off."""
    made = []

    def make(changes=(), *, on=True):
        folder = write_brawl(tmp_path / str(len(made)))
        file = folder / "encounters" / "brawl.toml"
        for before, after in changes:
            assert before in file.read_text(encoding="utf-8")
            file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        editor = Editor(Settings(tmp_path / "settings.json"))
        editor.warm_up.is_enabled = False
        editor.open_project(folder, trusted=True)
        editor.open_scene("field", "brawl")
        editor.here = Here()
        editor.chance._workers = lambda: InPlace(editor.here)
        editor.settings.set("balance.chance", "on")
        editor.chance.is_enabled = on
        made.append(editor)
        return editor

    yield make
    for editor in made:
        editor.undo.mark_saved()
        editor.shut_down()


def play(editor, ticks):
    if editor.play.state == "stopped":
        editor.play.start(seed=3)
    editor.play.resume()
    for _ in range(ticks):
        editor.play.advance(FRAME)
        editor.pump()
    editor.play.pause()


def settle(editor):
    """Until nothing more is played."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        editor.pump()
        if not editor.chance.is_playing and not editor.chance._is_due:
            return
        assert time.monotonic() < deadline


def test_what_is_sure_is_said_to_be_sure_with_all_futures_and_beyond_the_end_too(brawling):
    editor = brawling(WEAK)
    play(editor, 300)
    settle(editor)
    chances = editor.chance.chances
    assert [each.tick for each in chances][:2] == [0, 120]
    assert {(each.wins, each.runs) for each in chances if each.end is None} <= {(0, 64)}
    assert all(each.interval[1] < 0.12 for each in chances)
    assert editor.chance.swings == ()


def test_a_hero_that_nothing_can_harm_wins_every_future(brawling):
    editor = brawling(STRONG)
    editor.play.autopilot = "expert"
    play(editor, 130)
    settle(editor)
    assert [(each.tick, each.wins, each.runs) for each in editor.chance.chances] == [(0, 64, 64), (120, 64, 64)]
    assert {skill for _, _, skill in editor.here.asked_for} == {"expert"}


def test_the_run_is_the_same_bits_with_and_without(brawling):
    digests = []
    for on in (True, False):
        editor = brawling(on=on)
        editor.play.autopilot = "novice"
        play(editor, 130)
        settle(editor)
        digests.append(editor.play.session.digest())
        assert bool(editor.here.asked_for) is on
    assert digests[0] == digests[1]


def test_after_a_branch_only_its_own_future_is_played_anew(brawling):
    editor = brawling()
    play(editor, 370)
    settle(editor)
    assert [each.tick for each in editor.chance.chances if each.end is None] == [0, 120, 240, 360]
    before = editor.chance.chances[:2]
    editor.play.seek(130)
    editor.play.input = Input(move=(1.0, 0.0))
    editor.here.asked_for.clear()
    play(editor, 120)
    assert editor.chance.chances[:2] == before
    settle(editor)
    assert {tick for tick, _, _ in editor.here.asked_for} == {240}
    assert [each.tick for each in editor.chance.chances] == [0, 120, 240]


def test_another_skill_and_the_switch_begin_anew_or_end_it(brawling):
    editor = brawling()
    play(editor, 10)
    settle(editor)
    editor.settings.set("play.autopilot", "expert")
    settle(editor)
    assert [skill for _, _, skill in editor.here.asked_for] == ["average"] * 2 + ["expert"] * 2
    editor.chance.switch()
    play(editor, 130)
    assert editor.chance.chances == ()
    assert len(editor.here.asked_for) == 4


def test_why_there_is_none_is_said(brawling):
    editor = brawling()
    play(editor, 10)
    editor.play.populate(3)
    play(editor, 130)
    settle(editor)
    assert editor.chance.why_not.startswith("People were put in by command")
    editor.play.stop()
    editor.chance._workers = lambda: InPlace(None)
    play(editor, 10)
    settle(editor)
    assert editor.chance.why_not.startswith("No process can be started beside this one")
