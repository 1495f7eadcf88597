"""Agents choose the goal that is worth most and has a plan, and act after their reaction time."""

import numpy as np
import pytest

from engine.ai.goap.profiles import read_profile
from engine.ai.goap.words import words_of
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.ai.planning.skill import autopilot_skill
from tests.engine.ai.worlds import DOMAIN, HURT, NEAR, SEEN, believe, mind_world, name_of, tick

EXPERT, NOVICE = 3, 1


@pytest.fixture(params=[False, True], ids=["compiled", "plain"])
def plain(request):
    return request.param


def choice(world):
    return name_of(world, "goal"), name_of(world, "wanted")


def test_the_first_step_of_the_cheapest_plan_is_wanted(plain):
    world = mind_world()
    believe(world, SEEN)
    tick(world, [planning], plain=plain)
    assert choice(world) == ("fight", "approach")


def test_the_goal_with_the_highest_score_wins(plain):
    world = mind_world()
    believe(world, SEEN, HURT)
    tick(world, [planning], plain=plain)
    assert choice(world) == ("survive", "flee")


def test_a_bonus_lifts_a_goal_over_another(plain):
    world = mind_world()
    believe(world, SEEN, NEAR, HURT)
    tick(world, [planning], plain=plain)
    assert choice(world) == ("fight", "strike")


def test_commitment_keeps_the_goal_that_is_pursued(plain):
    world = mind_world()
    believe(world, SEEN, HURT)
    tick(world, [planning], 6, plain=plain)
    believe(world, SEEN, NEAR, HURT)
    tick(world, [planning], 6, plain=plain)
    assert choice(world) == ("survive", "flee")


def test_a_goal_without_a_plan_is_passed_over(plain):
    only_fight = read_profile(DOMAIN, ["approach", "strike"], ["fight=1.0", "survive=9.0"])
    world = mind_world([only_fight])
    believe(world, SEEN, HURT)
    tick(world, [planning], plain=plain)
    assert choice(world) == ("fight", "approach")


def test_without_any_goal_nothing_is_wanted(plain):
    world = mind_world()
    tick(world, [planning], plain=plain)
    assert choice(world) == (None, None)


def test_agents_take_turns():
    world = mind_world(count=12)
    world.view["facts"][:] = words_of(DOMAIN.state([SEEN]))
    tick(world, [planning])
    assert np.flatnonzero(world.view["goal"] >= 0).tolist() == [0, 6]
    tick(world, [planning], 5)
    assert (world.view["goal"] >= 0).all()


def test_a_wish_waits_for_the_reaction_time(plain):
    world = mind_world(rows={"reaction_ticks": 3, "reaction_left": 3})
    believe(world, SEEN)
    tick(world, [planning, reaction], 3, plain=plain)
    assert name_of(world, "action") is None
    tick(world, [planning, reaction], plain=plain)
    assert name_of(world, "action") == "approach"


def test_whoever_falls_drops_its_plans(plain):
    world = mind_world()
    believe(world, SEEN)
    tick(world, [planning, reaction], plain=plain)
    world.view["life"][0] = 2
    tick(world, [planning, reaction], plain=plain)
    assert (name_of(world, "action"), *choice(world)) == (None, None, None)


def test_a_person_plays_unless_the_autopilot_is_on(plain):
    world = mind_world(rows={"is_player": 1})
    believe(world, SEEN)
    tick(world, [planning, reaction], 6, plain=plain)
    assert choice(world) == (None, None)
    world.view["autopilot"][0] = EXPERT
    tick(world, [planning, reaction], 6, plain=plain)
    assert choice(world) == ("fight", "approach")


def test_taking_over_from_the_autopilot_stops_its_action(plain):
    world = mind_world(rows={"is_player": 1}, lane={"autopilot": EXPERT})
    believe(world, SEEN)
    tick(world, [planning, reaction], 6, plain=plain)
    assert name_of(world, "action") == "approach"
    world.view["autopilot"][0] = 0
    tick(world, [planning, reaction], plain=plain)
    assert name_of(world, "action") is None


def test_a_novice_does_not_use_what_takes_an_expert(plain):
    shooter = read_profile(DOMAIN, ["shoot"], ["fight"])
    world = mind_world([shooter], rows={"is_player": 1}, lane={"autopilot": NOVICE})
    believe(world, SEEN)
    tick(world, [planning], 6, plain=plain)
    assert choice(world) == (None, None)
    world.view["autopilot"][0] = EXPERT
    tick(world, [planning], 6, plain=plain)
    assert choice(world) == ("fight", "shoot")


def test_the_autopilots_skill_sets_its_reaction_and_aim(plain):
    world = mind_world(rows={"is_player": 1}, lane={"autopilot": NOVICE})
    tick(world, [autopilot_skill], plain=plain)
    assert (world.view["reaction_ticks"][0], world.view["aim_error"][0]) == (24, np.float32(0.10))
    world.view["autopilot"][0] = EXPERT
    tick(world, [autopilot_skill], plain=plain)
    assert (world.view["reaction_ticks"][0], world.view["aim_error"][0]) == (6, np.float32(0.02))


def test_a_finished_lane_thinks_no_more(plain):
    world = mind_world(lane={"outcome": 1})
    believe(world, SEEN)
    before = world.digest()
    for system in (autopilot_skill, planning, reaction):
        system.run(world, plain=plain)
    assert world.digest() == before
