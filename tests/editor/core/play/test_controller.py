"""Play: a copy runs, the clock gives way, stop leaves every byte."""

from collections.abc import Callable

import pytest

from editor.core.actions.registry import ActionRefusedError
from editor.core.editor import Editor
from editor.core.play.clock import TICK_S
from editor.core.workbench import EditRefusedError
from engine.document import Path, Set

FRAME = 1 / 60 + 1e-9


BALL = """format = 1
kind = "prefab"
title = "Ball"
[entities.ball]
name = "Ball"
[entities.ball.projectile]
"""


@pytest.fixture
def ball(editor: Editor) -> None:
    """A ball among the prefabs of the open project."""
    assert editor.document is not None
    folder = editor.document.folder
    assert folder is not None
    (folder / "prefabs" / "ball.toml").write_text(BALL, encoding="utf-8")
    editor.open_project(folder)


@pytest.fixture
def playing(editor: Editor) -> Editor:
    editor.play.start(seed=3)
    assert editor.play.state == "playing", editor.findings.items
    return editor


def test_ticks_follow_the_clock(playing: Editor):
    for _ in range(6):
        playing.play.advance(FRAME)

    assert playing.play.tick == 6
    assert not playing.play.is_late


def test_time_between_ticks_is_left_for_drawing(playing: Editor):
    playing.play.advance(TICK_S * 1.5)

    assert playing.play.tick == 1
    assert playing.play.alpha == pytest.approx(0.5, abs=1e-6)


def test_the_player_throws_a_ball_where_it_aims(editor: Editor, ball: None):
    from engine.play.commands import Input

    editor.play.start(seed=3)
    editor.play.input = Input(aim=(1.0, 14.0))
    assert editor.actions.enabled("play.throw") == (True, "")
    editor.actions.run("play.throw")
    furthest = 0.0
    for _ in range(60):
        editor.play.advance(FRAME)
        session = editor.play.session
        assert session is not None
        view = session.world.view
        (row,) = ((view["projectile"] != 0) & (view["life"] == 1)).nonzero()[0].tolist()
        if view["position"][row, 1] > 0.1:
            furthest = float(view["position"][row, 2])
    assert furthest == pytest.approx(14.0, abs=1.5)


def test_nothing_is_thrown_without_a_ball_or_out_of_play(editor: Editor):
    assert editor.actions.enabled("play.throw") == (False, "Nothing is playing.")
    editor.play.start(seed=3)
    enabled, why_not = editor.actions.enabled("play.throw")
    assert (enabled, why_not) == (False, "There is no ball: no prefab of the project has a projectile.")
    rows = editor.play.session.world.rows if editor.play.session else 0
    editor.play.throw_ball()
    editor.play.advance(FRAME)
    assert editor.play.session is not None
    assert editor.play.session.world.rows == rows


def test_who_is_down_throws_nothing(editor: Editor, ball: None):
    editor.play.start(seed=3)
    session = editor.play.session
    assert session is not None
    session.world.view["life"][session.world.view["is_player"] != 0] = 2

    assert editor.actions.enabled("play.throw")[1] == "Nobody can throw: the player is not on their feet."


def test_a_slow_frame_runs_four_ticks_and_the_clock_gives_way(playing: Editor):
    playing.play.advance(1.0)
    assert playing.play.tick == 4
    assert playing.play.is_late
    assert playing.play.pace == pytest.approx(4 / 60, rel=1e-3), "it went so much slower than was wished"

    playing.play.advance(FRAME)
    assert playing.play.tick == 5
    assert not playing.play.is_late


@pytest.mark.parametrize(("speed", "frames", "ticks"), [(0.1, 60, 6), (0.5, 12, 6), (2.0, 3, 6), (8.0, 3, 24)])
def test_speed_changes_ticks_per_second(playing: Editor, speed: float, frames: int, ticks: int):
    playing.play.speed = speed

    for _ in range(frames):
        playing.play.advance(FRAME)

    assert playing.play.tick == ticks


def test_paused_nothing_moves_but_single_steps(playing: Editor):
    playing.play.pause()
    assert playing.play.advance(1.0) == 0

    playing.play.step()
    assert playing.play.tick == 1

    playing.play.resume()
    playing.play.advance(FRAME)
    assert playing.play.tick == 2


def test_stop_leaves_every_byte(playing: Editor, texts):
    before = texts()
    for _ in range(60):
        playing.play.advance(FRAME)

    playing.play.stop()

    assert playing.play.session is None
    assert texts() == before
    assert not playing.is_dirty


def test_the_scene_cannot_be_changed_while_a_copy_plays(playing: Editor):
    path = Path.entity("scenes/glade", "rock", "name")

    with pytest.raises(EditRefusedError, match="Stop playing first"):
        playing.run(Set(path=path, old="Rock", new="A"))

    assert playing.actions.enabled("edit.delete") == (False, "Select something first.")
    playing.selection.set(["rock"])
    assert playing.actions.enabled("edit.delete") == (False, "Stop playing first.")


def test_the_same_seed_gives_the_same_run(playing: Editor):
    def run() -> str:
        for _ in range(30):
            playing.play.advance(FRAME)
        assert playing.play.session is not None
        return playing.play.session.digest()

    first = run()
    playing.play.restart()

    assert run() == first


def test_a_scene_with_errors_is_not_played_and_says_why(editor: Editor):
    assert editor.document is not None
    path = Path.entity("encounters/ambush", "pack", "spawn_group", "prefab")
    editor.run(Set(path=path, old="stalker", new="nobody"))
    editor.checks.now()

    enabled, why_not = editor.actions.enabled("play.start")

    assert not enabled
    assert why_not == "The scene has 1 error; correct it in Problems first."
    with pytest.raises(ActionRefusedError) as refused:
        editor.actions.run("play.start")
    assert refused.value.panel == "problems"


def test_the_end_is_told_once(editor: Editor):
    ends: list[str] = []
    editor.play.ended.connect(ends.append)
    editor.play.start(seed=1)

    for _ in range(60 * 25):
        editor.play.advance(FRAME)

    assert ends == [editor.play.outcome]
    assert editor.play.has_ended
    assert editor.play.why_ended.endswith(".")
    assert any(editor.play.why_ended in line.text for line in editor.log.lines)


def test_play_starts_again_once_the_run_has_ended(editor: Editor):
    editor.play.start(seed=1)
    for _ in range(60 * 25):
        editor.play.advance(FRAME)

    editor.actions.run("play.start")

    assert (editor.play.state, editor.play.tick, editor.play.why_ended) == ("playing", 0, "")


def test_an_autopilot_can_take_over_at_any_tick(playing: Editor):
    playing.play.advance(FRAME)
    playing.play.autopilot = "expert"
    playing.play.advance(FRAME)

    assert playing.play.session is not None
    assert playing.play.session.autopilot == "expert"


def test_who_stops_while_kernels_are_compiled_gets_no_run_later(editor: Editor):
    begin: list[Callable[[], None]] = []
    editor.play.prepare = lambda start: begin.append(start) is None
    editor.play.start()
    assert editor.play.state == "preparing"
    assert editor.actions.enabled("play.pause") == (False, "Kernels are being compiled; play begins by itself then.")

    editor.play.stop()
    for start in begin:
        start()

    assert editor.play.state == "stopped"
    assert editor.play.session is None


def test_a_played_tick_can_be_gone_back_to_and_played_on_from(playing: Editor):
    session = playing.play.session
    assert session is not None
    for _ in range(200):
        playing.play.advance(FRAME)
    end = session.digest()

    assert playing.play.seek(130) == ""
    assert (playing.play.state, playing.play.tick) == ("paused", 130)

    playing.play.resume()
    for _ in range(70):
        playing.play.advance(FRAME)
    assert session.digest() == end


def test_what_the_hands_hold_counts_after_going_back(playing: Editor):
    from engine.play.commands import Input

    play, session = playing.play, playing.play.session
    assert session is not None
    east, north = Input((1.0, 0.0)), Input((0.0, -1.0))
    for play.input in (east, north):
        for _ in range(20):
            play.advance(FRAME)
    assert play.history is not None

    play.seek(10)
    play.input = east
    play.resume()
    play.advance(FRAME)
    assert play.history.end == 40, "the same hands are no news"

    play.seek(10)
    play.input = north
    play.resume()
    play.advance(FRAME)
    assert play.history.end == 11
    assert session.world.view["input_move"][0].tolist() == [0.0, -1.0]


def test_an_ended_run_can_be_gone_back_into(editor: Editor):
    editor.play.start(seed=1)
    for _ in range(60 * 25):
        editor.play.advance(FRAME)
    assert editor.play.has_ended

    editor.play.seek(30)

    assert not editor.play.has_ended
    assert editor.play.outcome == "running"


def test_why_a_tick_cannot_be_gone_to_is_said(editor: Editor):
    assert editor.play.seek(3) == "Nothing is playing; play first."
    editor.play.start(seed=1)
    assert "was not played" in editor.play.seek(3)


def test_what_happens_again_is_told_again_and_the_way_to_a_tick_is_not(playing: Editor):
    def told() -> int:
        return sum(line.source in ("combat", "spawn", "build") for line in playing.log.lines)

    for _ in range(900):
        playing.play.advance(FRAME)
    once, end = told(), playing.play.tick
    assert once
    assert end is not None

    playing.play.seek(end - 1)
    assert told() == once

    playing.play.seek(0)
    playing.play.resume()
    for _ in range(end):
        playing.play.advance(FRAME)
    assert told() == 2 * once


def test_decisions_are_remembered_while_it_plays_and_across_a_seek(playing: Editor):
    play = playing.play
    for _ in range(12):
        play.advance(FRAME)
    log = play.decisions
    assert log is not None
    assert (log.first_tick, log.last_tick) == (0, 12)
    assert play.explainer is log.explainer
    play.seek(4)
    play.step()
    assert (log.last_tick, play.tick) == (12, 5)
    play.autopilot = "novice"
    play.step()
    assert (log.last_tick, play.tick) == (6, 6)
    play.stop()
    assert (play.decisions, play.explainer) == (None, None)
