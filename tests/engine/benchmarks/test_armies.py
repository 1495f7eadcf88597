"""Two armies in one lane: as many minds as were asked for, on both sides, who see and fight each other."""

import numpy as np
import pytest

from engine.benchmarks.scenes.armies import THINKING, Armies
from engine.world.ids import HOSTILE, PARTY, RUNNING

AGENTS, TICKS = 600, 30


@pytest.fixture(scope="module")
def armies():
    made = Armies(AGENTS)
    for _ in range(TICKS):
        made.tick()
    yield made
    made.close()


def test_it_has_as_many_minds_as_were_asked_for_about_half_on_either_side(armies):
    assert armies.minds == AGENTS
    sides = np.bincount(armies.world.view["team"][armies.world.view["agent_profile"] >= 0])
    assert min(sides[PARTY], sides[HOSTILE]) > AGENTS / 3


def test_both_sides_see_enemies_and_do_many_things_about_them(armies):
    view = armies.world.view
    assert view["outcome"].tolist() == [RUNNING]
    assert view["tick"].tolist() == [TICKS]
    for side in (PARTY, HOSTILE):
        assert (view["target"][view["team"] == side] >= 0).sum() > AGENTS / 5
    assert len(np.unique(view["action"])) > 8
    assert (view["health"] < view["health_max"]).any()


def test_thinking_runs_perception_and_planning_and_leaves_the_clock_alone(armies):
    assert {system.slot for system in armies.systems} == set(THINKING)
    before = armies.world.snapshot()
    armies.world.view["target"][:] = -1
    place = armies.world.view["position"].copy()
    armies.think()
    assert (armies.world.view["target"] >= 0).any()
    assert armies.world.view["tick"].tolist() == [TICKS]
    assert np.array_equal(armies.world.view["position"], place)
    armies.world.restore(before)


def test_the_same_seed_makes_the_same_battle():
    first, second = Armies(200, seed=3), Armies(200, seed=3)
    for made in (first, second):
        made.tick()
        made.close()
    assert first.world.digest() == second.world.digest()
