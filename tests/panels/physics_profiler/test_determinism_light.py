"""The light on a real run: ticks that come again give the same bits, and a run that cheats is caught."""

from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from panels.physics_profiler.model import PhysicsProfilerModel
from tests.editor.core.glade import plant

FRAME = 1 / 60 + 1e-9


@pytest.fixture
def model(tmp_path: Path):
    editor = Editor()
    install(editor)
    editor.warm_up.is_enabled = False
    editor.open_project(plant(tmp_path / "glade"))
    profiler = PhysicsProfilerModel(editor)
    profiler.watch(True)
    editor.play.start(seed=3)
    yield profiler
    profiler.close()
    editor.shut_down()


def play(model, ticks):
    model.editor.play.resume()
    for _ in range(ticks):
        model.editor.play.advance(FRAME)


def test_a_first_pass_has_nothing_to_compare(model):
    play(model, 20)

    assert model.light().standing == "nothing"


def test_going_back_and_playing_on_gives_the_same_bits(model):
    play(model, 50)
    assert model.go_to(10) == ""
    play(model, 30)

    light = model.light()
    assert light.standing == "equal"
    assert light.text == "equal over 40 ticks"


def test_a_second_run_with_the_same_seed_is_held_against_the_first(model):
    play(model, 30)
    model.editor.play.stop()
    model.editor.play.start(seed=3)
    play(model, 30)
    assert model.light().text == "equal over 30 ticks"

    model.editor.play.stop()
    model.editor.play.start(seed=4)
    play(model, 30)
    assert model.light().standing == "nothing"


def test_another_number_of_threads_is_the_same_run(model):
    play(model, 30)
    model.trying.set_threads(1)
    model.go_to(5)
    play(model, 20)

    assert model.light().standing == "equal"


def test_a_run_whose_bits_differ_is_caught_at_its_tick_and_stage(model):
    play(model, 30)
    model.go_to(10)
    session = model.editor.play.session
    session.world.view["position"][0, 0] += 1e-3
    play(model, 5)

    light = model.light()
    assert light.standing == "differs"
    assert light.tick == 11
    assert light.text.startswith("tick 11, broad phase")
    assert model.go_to(light.tick) == ""
    assert model.editor.play.tick == 11


def test_other_commands_make_another_run(model):
    from engine.play.commands import Input

    play(model, 30)
    model.go_to(10)
    model.editor.play.input = Input((1.0, 0.0))
    play(model, 10)

    assert model.light().standing != "differs"
    assert [profile.tick for profile in model.samples.all()] == list(range(1, 21)), "the old future is gone"


def test_the_bars_stay_while_the_run_goes_back_and_show_where_it_is(model):
    play(model, 40)
    model.go_to(25)

    assert [profile.tick for profile in model.samples.all()] == list(range(1, 41))
    assert model.cursor == 25
    play(model, 20)
    assert model.cursor is None


def test_a_capture_of_this_run_can_be_gone_into_and_of_another_not(model):
    play(model, 40)
    mine = model.keep_shown().capture
    assert model.why_not_go(12, mine) == ""
    assert model.go_to(12, mine) == ""

    model.editor.play.stop()
    assert model.why_not_go(12, mine) == "Nothing is playing; play first."
    model.editor.play.start(seed=9)
    play(model, 40)
    assert model.why_not_go(12, mine) == "This capture is of another run than the one that plays."
