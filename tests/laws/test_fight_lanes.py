"""Law: a fight of the demo ends in the same bits alone, in company, in any style of calling, compiled or plain."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine.play.commands import Input
from engine.play.compile.compiled import CompiledScene
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from engine.world.ids import BARRICADE, DASH, GUARD, MELEE, RANGED, RUNNING, USE
from engine.world.schedule import Schedule
from tests.projects.shipped import courtyard, echo_grove


@dataclass(frozen=True)
class Fight:
    """A scene, and the runs of it that are compared."""

    scene: CompiledScene
    seeds: tuple[int, ...]
    ticks: int


@pytest.fixture(scope="module", params=["grove", "court"])
def fight(request):
    if request.param == "grove":
        return Fight(echo_grove(), (1, 2, 3, 5, 8, 13), 900)
    return Fight(courtyard(), (1, 2, 3), 600)


@pytest.fixture(scope="module")
def in_company(fight):
    return run_lanes(fight.scene, fight.seeds, skill="average", max_ticks=fight.ticks)


def test_a_lane_ends_alone_as_in_company(fight, in_company):
    for seed, together in zip(fight.seeds, in_company, strict=True):
        (alone,) = run_lanes(fight.scene, [seed], skill="average", max_ticks=fight.ticks)
        assert alone == together


def test_refill_and_order_change_nothing(fight, in_company):
    again = run_lanes(fight.scene, fight.seeds[::-1], skill="average", max_ticks=fight.ticks, resident=2)
    assert [(r.seed, r.digest) for r in again[::-1]] == [(r.seed, r.digest) for r in in_company]


def test_the_window_plays_what_the_batch_plays(fight, in_company):
    session = Session(fight.scene, fight.seeds[0], autopilot="average", tick_limit=fight.ticks)
    session.advance(fight.ticks)
    assert session.digest() == in_company[0].digest


def scripted(tick):
    """A person who walks in circles and presses everything in turn."""
    angle = tick / 40.0
    held = (MELEE, RANGED, DASH, BARRICADE, USE, GUARD, MELEE | DASH, RANGED)[tick // 15 % 8]
    return Input((float(np.sin(angle)), float(np.cos(angle))), (float(3 * np.sin(angle)), -2.0), held)


@pytest.mark.parametrize("autopilot", ["expert", None])
def test_compiled_and_plain_python_play_the_same(fight, autopilot):
    compiled = Session(fight.scene, 7, autopilot=autopilot)
    plain = Session(fight.scene, 7, autopilot=autopilot, style="plain")
    for tick in range(300):
        compiled.step([scripted(tick)])
        plain.step([scripted(tick)])
        if tick % 30 == 0:
            assert plain.digest() == compiled.digest(), tick
    assert plain.digest() == compiled.digest()


def test_a_finished_lane_rests_in_every_digest_column(fight):
    scene = fight.scene
    schedule = Schedule(scene.parts.systems)
    world = scene.world(2)
    world.add_lanes([scene.lane_spec(seed, run=seed, autopilot="average") for seed in (1, 2)])
    schedule.run(world, 300, style="each")
    world.view["outcome"][0] = 1
    world.view["input_buttons"][:] = 255
    before = world.lane_columns(0)
    other = world.lane_digest(1)
    schedule.run(world, 120, style="each")
    after = world.lane_columns(0)
    assert [name for name in before if before[name].tobytes() != after[name].tobytes()] == []
    assert world.view["outcome"][1] == RUNNING
    assert world.lane_digest(1) != other
