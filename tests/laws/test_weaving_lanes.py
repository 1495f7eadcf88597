"""Law: a run with weaves ends in the same bits alone and in company, compiled and plain; finished lanes rest."""

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from engine.world.ids import BARRICADE, DASH, GUARD, MELEE, RUNNING, USE, WEAVE
from engine.world.schedule import Schedule
from tests.projects.ravine import ravine

SEEDS, TICKS = (1, 2, 3), 600
WALK = ((0.0, -1.0), (0.0, -1.0), (0.0, 0.0), (1.0, -0.2), (-1.0, 0.3), (0.3, 1.0))


def scripted(tick):
    """A person who walks to the stone and about, and presses everything in turn."""
    held = (WEAVE, 0, BARRICADE, WEAVE | GUARD, DASH, MELEE, WEAVE, USE)[tick // 9 % 8]
    return Input(WALK[tick // 40 % len(WALK)], (float(3 * np.sin(tick / 30.0)), -2.0), held)


def test_a_lane_ends_alone_as_in_company():
    together = run_lanes(ravine(), SEEDS, skill="expert", max_ticks=TICKS, style="each")
    for seed, result in zip(SEEDS, together, strict=True):
        (alone,) = run_lanes(ravine(), [seed], skill="expert", max_ticks=TICKS, style="each")
        assert alone == result


@pytest.mark.parametrize(("echo", "expected"), [(3, {"woven", "unwoven"}), (1, {"weave_refused"})])
def test_compiled_and_plain_python_play_the_same(echo, expected):
    compiled, plain = Session(ravine(echo), 7), Session(ravine(echo), 7, style="plain")
    for tick in range(240):
        compiled.step([scripted(tick)])
        plain.step([scripted(tick)])
        if tick % 20 == 0:
            assert plain.digest() == compiled.digest(), tick
    assert plain.digest() == compiled.digest()
    names = compiled.compiled.parts.event_names
    assert expected <= {names[event.kind] for event in compiled.events}


def test_a_finished_lane_rests_in_every_digest_column():
    scene = ravine()
    schedule = Schedule(scene.parts.systems)
    world = scene.world(2)
    world.add_lanes([scene.lane_spec(seed, run=seed, autopilot="average") for seed in (1, 2)])
    schedule.run(world, 60, style="each")
    world.view["outcome"][0] = 1
    world.view["input_buttons"][:] = 255
    world.view["position"][:2] = (0.0, 0.0, 6.0)
    world.view["weave_state"][0, 0] = 1
    before = world.lane_columns(0)
    schedule.run(world, 60, style="each")
    after = world.lane_columns(0)
    assert [name for name in before if before[name].tobytes() != after[name].tobytes()] == []
    assert world.view["outcome"][1] == RUNNING


@pytest.mark.parametrize("at", [40, 90])
def test_a_snapshot_holds_all_that_weaving_knows(at):
    session = Session(ravine(), 3)
    for tick in range(at):
        session.step([scripted(tick)])
    kept = session.snapshot()
    for tick in range(at, at + 60):
        session.step([scripted(tick)])
    once = session.digest()
    session.restore(kept)
    for tick in range(at, at + 60):
        session.step([scripted(tick)])
    assert session.digest() == once
