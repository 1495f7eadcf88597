"""Encounters: what sets triggers off, when groups come, what is asked, and how it ends."""

import numpy as np
import pytest

from engine.play.systems.encounter.objective_states import DEFEAT_ALL, FAILED, MET, OPEN, PROTECT, REACH, SURVIVE
from engine.play.systems.encounter.objectives import objectives
from engine.play.systems.encounter.spawning import AT_START, BY_TRIGGER, spawning
from engine.play.systems.encounter.triggers import ENTERED, TIMER, triggers
from engine.play.systems.encounter.verdict import (
    ALL_OBJECTIVES,
    HOSTILES_DOWN,
    OBJECTIVE_FAILED,
    ONE_OBJECTIVE,
    PARTY_DOWN,
    PLAYER_DOWN,
    verdict,
)
from engine.terrain.tiles import cut_tiles
from engine.world.ids import DEAD, DEFEAT, DOWN, FLED, FREE, HOSTILE, PARTY, RUNNING, UP, VICTORY
from tests.engine.play.systems.arena import actor, arena, events, foe, run

CIRCLE = [[0.0, 0.0, 0.0, 5.0, 5.0, 1.0, 0.0]]
TURNED_BOX = [[1.0, 0.0, 0.0, 1.0, 6.0, np.cos(np.pi / 2), np.sin(np.pi / 2)]]
NO_GROUPS = {"spawn_rule": np.zeros((0, 3)), "spawn_place": np.zeros((0, 3))}
HILL = cut_tiles(np.full((2, 2), 1.5, np.float32), (0, 0), 1.0, 0.0)


def test_a_trigger_fires_once_when_somebody_of_its_side_enters():
    world = arena(foe(0.0, 1.0), actor(0.0, 6.0), trigger_rule=[[ENTERED, PARTY, 0, -1]], trigger_area=CIRCLE)
    run(world, triggers)
    assert world.view["trigger_fired"][0, 0] == 0
    world.view["position"][1, 2] = 4.0
    run(world, triggers, ticks=3)
    assert world.view["trigger_fired"][0, 0] == 2
    assert [kind for kind, _, _ in events(world)] == ["triggered"]


def test_a_delay_passes_between_entering_and_firing():
    world = arena(actor(), trigger_rule=[[ENTERED, PARTY, 30, -1]], trigger_area=CIRCLE)
    run(world, triggers, ticks=30)
    assert world.view["trigger_fired"][0, 0] == 0
    run(world, triggers)
    assert world.view["trigger_fired"][0, 0] == 31


def test_a_timer_needs_nobody():
    world = arena(foe(50.0), trigger_rule=[[TIMER, PARTY, 60, -1]], trigger_area=CIRCLE)
    run(world, triggers, ticks=61)
    assert world.view["trigger_fired"][0, 0] == 61


@pytest.mark.parametrize(("x", "z", "fires"), [(5.0, 0.0, True), (0.0, 5.0, False)])
def test_a_turned_box_counts_by_its_own_sides(x, z, fires):
    world = arena(actor(x, z), trigger_rule=[[ENTERED, PARTY, 0, -1]], trigger_area=TURNED_BOX)
    run(world, triggers)
    assert (world.view["trigger_fired"][0, 0] > 0) == fires


def group(rule, **lane):
    waiting = [foe(life=FREE, spawn_group=0) for _ in range(3)]
    return arena(actor(20.0), *waiting, lane=lane, spawn_rule=[rule], spawn_place=[[4.0, -3.0, 2.0]], **HILL)


def test_a_group_comes_at_the_start_inside_its_circle():
    world = group([AT_START, -1, 0])
    run(world, spawning)
    assert (world.view["life"] == UP).all()
    away = world.view["position"][1:, [0, 2]] - (4.0, -3.0)
    assert (np.hypot(away[:, 0], away[:, 1]) <= 2.0).all()
    assert (world.view["position"][1:, 1] == 1.5).all()
    assert len(np.unique(away[:, 0])) == 3


def test_a_group_waits_for_its_trigger_and_its_delay():
    world = group([BY_TRIGGER, 0, 10])
    run(world, spawning, ticks=5)
    assert (world.view["life"][1:] == FREE).all()
    world.view["trigger_fired"][0, 0] = 1
    run(world, spawning, ticks=10)
    assert (world.view["life"][1:] == FREE).all()
    run(world, spawning)
    assert (world.view["life"][1:] == UP).all()


def test_who_fell_is_not_spawned_again():
    world = group([AT_START, -1, 0])
    run(world, spawning)
    world.view["life"][1:] = DEAD
    run(world, spawning, ticks=5)
    assert (world.view["life"][1:] == DEAD).all()


def judged(*actors, kind, target=-1, ticks=0, place=(0.0, 0.0, 0.0, 2.0, 2.0, 1.0, 0.0), run_ticks=1, **columns):
    rules = {"objective_rule": [[kind, target, ticks, -1, -1, -1]], "objective_place": [place], **NO_GROUPS}
    world = arena(*actors, **rules, **columns)
    run(world, objectives, ticks=run_ticks)
    return world.view["objective_state"][0, 0]


def test_defeat_all_is_met_when_every_enemy_is_dead_or_fled():
    assert judged(actor(), foe(life=DEAD), foe(life=FLED), kind=DEFEAT_ALL) == MET
    assert judged(actor(), foe(life=DEAD), foe(), kind=DEFEAT_ALL) == OPEN
    assert judged(actor(), kind=DEFEAT_ALL) == OPEN


def test_protect_fails_when_the_target_dies_or_stays_down():
    assert judged(actor(life=DOWN, downed_ticks=479), kind=PROTECT, target=0) == OPEN
    assert judged(actor(life=DOWN, downed_ticks=480), kind=PROTECT, target=0) == FAILED
    assert judged(actor(life=DEAD), kind=PROTECT, target=0) == FAILED


def test_reach_is_met_by_the_party_alone():
    assert judged(actor(1.0), kind=REACH) == MET
    assert judged(foe(1.0), actor(9.0), kind=REACH) == OPEN


@pytest.mark.parametrize(("x", "z", "state"), [(5.0, 0.0, MET), (0.0, 5.0, OPEN)])
def test_a_turned_box_is_reached_by_its_own_sides(x, z, state):
    assert judged(actor(x, z), kind=REACH, place=TURNED_BOX[0]) == state


def test_an_actor_is_reached_where_it_has_got_to_and_never_by_itself():
    assert judged(actor(9.0), actor(10.0), kind=REACH, target=1) == MET
    assert judged(actor(0.0), actor(10.0), kind=REACH, target=1) == OPEN


def test_survive_is_met_when_its_time_is_up():
    assert judged(actor(), kind=SURVIVE, ticks=60, run_ticks=59) == OPEN
    assert judged(actor(), kind=SURVIVE, ticks=60, run_ticks=60) == MET


def ended(*actors, victory=(), defeat=(), states=(OPEN,), lane=None, rule=(DEFEAT_ALL, -1, 0, -1, -1, -1), **statics):
    tables = {
        "victory_rule": np.array(victory).reshape(-1, 2),
        "defeat_rule": np.array(defeat).reshape(-1, 2),
        "objective_rule": [rule],
        **NO_GROUPS,
        **statics,
    }
    world = arena(*actors, lane={"objective_state": states, **(lane or {})}, **tables)
    run(world, verdict)
    return world.view["outcome"][0]


WON = [(HOSTILES_DOWN, -1)]


def test_the_fight_is_won_when_no_enemy_is_left():
    assert ended(actor(), foe(life=DEAD), victory=WON) == VICTORY
    assert ended(actor(), foe(), victory=WON) == RUNNING


def test_a_field_without_enemies_is_never_won():
    assert ended(actor(), victory=WON) == RUNNING


def test_a_group_that_is_still_to_come_holds_the_victory_back():
    waiting = foe(life=FREE, spawn_group=0)
    tables = {"spawn_rule": [[BY_TRIGGER, 0, 0]], "spawn_place": [[0, 0, 1]]}
    assert ended(actor(), waiting, victory=WON, **tables) == RUNNING
    assert ended(actor(), waiting, victory=WON, lane={"spawn_clock": [-2]}, **tables) == VICTORY


def test_a_project_can_hold_a_victory_and_call_a_defeat():
    assert ended(actor(), foe(life=DEAD), victory=WON, lane={"victory_hold": 1}) == RUNNING
    assert ended(actor(), foe(life=DEAD), victory=WON, lane={"defeat_call": 1}) == DEFEAT


def test_objectives_win():
    assert ended(actor(), victory=[(ONE_OBJECTIVE, 0)], states=(MET,)) == VICTORY
    assert ended(actor(), victory=[(ALL_OBJECTIVES, -1)], states=(MET,)) == VICTORY
    assert ended(actor(), victory=[(ALL_OBJECTIVES, -1)], states=(OPEN,)) == RUNNING
    assert ended(actor(), victory=[(ALL_OBJECTIVES, -1)], states=(OPEN,), rule=(PROTECT, 0, 0, -1, -1, -1)) == RUNNING


def test_the_fight_is_lost_when_the_player_stays_down():
    down = {"life": DOWN, "is_player": 1}
    assert ended(actor(downed_ticks=479, **down), foe(), defeat=[(PLAYER_DOWN, 480)]) == RUNNING
    assert ended(actor(downed_ticks=480, **down), foe(), defeat=[(PLAYER_DOWN, 480)]) == DEFEAT


def test_the_fight_is_lost_when_the_whole_party_is_down_or_an_objective_failed():
    assert ended(actor(life=DOWN), actor(life=DOWN), defeat=[(PARTY_DOWN, 0)]) == DEFEAT
    assert ended(actor(life=DOWN), actor(), defeat=[(PARTY_DOWN, 0)]) == RUNNING
    assert ended(actor(), defeat=[(OBJECTIVE_FAILED, 0)], states=(FAILED,)) == DEFEAT


def test_defeat_is_judged_before_victory():
    fallen = actor(life=DOWN, is_player=1, downed_ticks=480)
    assert ended(fallen, foe(life=DEAD, team=HOSTILE), victory=WON, defeat=[(PLAYER_DOWN, 480)]) == DEFEAT
