"""What an encounter asks in turn: objectives that wait, things to use, signals, lines, and what they set off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ai.wish import BLOW, USING
from engine.play.systems.encounter import dialogue as lines
from engine.play.systems.encounter.dialogue import dialogue
from engine.play.systems.encounter.objective_states import DEFEAT, MET, ON_SIGNAL, OPEN, USE, WAITING
from engine.play.systems.encounter.objectives import objectives
from engine.play.systems.encounter.spawning import HAS_COME
from engine.play.systems.encounter.triggers import ON_SIGNAL as SENT
from engine.play.systems.encounter.triggers import WHEN_MET, triggers
from engine.world.ids import DEAD, FLED, FREE, PARTY
from tests.engine.play.systems.arena import SIZES, actor, arena, events, foe, run

HERE = (0.0, 0.0, 0.0, 2.0, 2.0, 1.0, 0.0)
NO_GROUPS = {"spawn_rule": np.zeros((0, 3)), "spawn_place": np.zeros((0, 3))}


def asked(*actors, rule, lane=None):
    return arena(*actors, objective_rule=[rule], objective_place=[HERE], lane=lane, **NO_GROUPS)


def state(world):
    return int(world.view["objective_state"][0, 0])


def test_what_is_used_long_enough_by_a_hand_within_reach_is_met():
    world = asked(actor(1.0, wish=USING), rule=[USE, -1, 60, -1, -1, -1])
    run(world, objectives, ticks=59)
    assert state(world) == OPEN
    run(world, objectives)
    assert (state(world), int(world.view["objective_since"][0, 0])) == (MET, 59)


@pytest.mark.parametrize("who", [actor(9.0, wish=USING), actor(1.0, wish=BLOW), foe(1.0, wish=USING)])
def test_nobody_uses_from_afar_with_a_busy_hand_or_for_the_other_side(who):
    world = asked(who, rule=[USE, -1, 1, -1, -1, -1])
    run(world, objectives, ticks=5)
    assert state(world) == OPEN


def test_a_hand_that_is_taken_off_may_come_back_and_go_on():
    world = asked(actor(1.0, wish=USING), rule=[USE, -1, 60, -1, -1, -1])
    run(world, objectives, ticks=40)
    world.view["wish"][:] = 0
    run(world, objectives, ticks=100)
    world.view["wish"][:] = USING
    run(world, objectives, ticks=20)
    assert state(world) == MET


def test_a_signal_meets_who_waits_for_it():
    world = asked(actor(), rule=[ON_SIGNAL, -1, 0, -1, 0, -1])
    run(world, objectives)
    assert state(world) == OPEN
    world.view["signals"][0, 0] = 1
    run(world, objectives)
    assert state(world) == MET
    assert events(world) == [("objective", 0, -1)]


@pytest.mark.parametrize(("life", "found"), [(DEAD, MET), (FLED, MET), (FREE, OPEN), (1, OPEN)])
def test_one_foe_is_to_be_beaten_whoever_else_stands(life, found):
    world = asked(actor(), foe(life=life), foe(5.0), rule=[DEFEAT, 1, 0, -1, -1, -1])
    run(world, objectives)
    assert state(world) == found


def test_a_group_is_beaten_once_it_has_come_and_nobody_of_it_is_left():
    group = [foe(life=DEAD, spawn_group=0), foe(life=FREE, spawn_group=0)]
    world = asked(actor(), *group, foe(), rule=[DEFEAT, -1, 0, -1, -1, 0])
    run(world, objectives)
    assert state(world) == OPEN
    world.view["spawn_clock"][0, 0] = HAS_COME
    run(world, objectives)
    assert state(world) == MET


@given(st.permutations(range(6)), st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_law_any_chain_opens_in_order_and_one_tick_after_the_other(order, effort):
    """Wherever its links stand in the file: at every tick exactly one of them is open, until all are met."""
    count = len(order)
    rules = np.full((count, 6), -1)
    for place, number in enumerate(order):
        rules[number] = [USE, -1, effort[number] + 1, order[place - 1] if place else -1, -1, -1]
    sizes = {**SIZES, "objectives": count}
    states = np.where(rules[:, 3] >= 0, WAITING, OPEN)
    lane = {"objective_state": states, "objective_since": np.zeros(count), "objective_ticks": np.zeros(count)}
    world = arena(
        actor(wish=USING), sizes=sizes, lane=lane, objective_rule=rules, objective_place=[HERE] * count, **NO_GROUPS
    )
    for place, number in enumerate(order):
        for spent in range(effort[number] + 1):
            run(world, objectives)
            seen = world.view["objective_state"][0]
            done = place + (spent == effort[number])
            assert [int(seen[k]) for k in order[:done]] == [MET] * done
            assert [int(seen[k]) for k in order[place + 1 :]] == [WAITING] * (count - place - 1)
    assert [which for _, which, _ in events(world)] == list(order)


@pytest.mark.parametrize(
    ("rule", "lane"), [([WHEN_MET, PARTY, 3, 0], {"objective_state": [MET]}), ([SENT, PARTY, 3, 0], {"signals": [7]})]
)
def test_a_trigger_waits_for_an_objective_or_a_signal_and_its_delay(rule, lane):
    area = [[0.0, 0.0, 0.0, 5.0, 5.0, 1.0, 0.0]]
    waiting = arena(actor(), trigger_rule=[rule], trigger_area=area)
    run(waiting, triggers, ticks=9)
    assert waiting.view["trigger_fired"][0, 0] == 0
    world = arena(actor(50.0), lane=lane, trigger_rule=[rule], trigger_area=area)
    run(world, triggers, ticks=9)
    assert world.view["trigger_fired"][0, 0] == 4


@pytest.mark.parametrize(
    ("kind", "lane"),
    [
        (lines.AT_START, {}),
        (lines.BY_TRIGGER, {"trigger_fired": [1]}),
        (lines.WHEN_MET, {"objective_state": [MET]}),
        (lines.ON_SIGNAL, {"signals": [1]}),
    ],
)
def test_a_line_begins_once_after_its_delay(kind, lane):
    rule = [[kind, 0, 5, 60, 0]]
    world = arena(actor(), lane=lane, line_rule=rule)
    run(world, dialogue, ticks=100)
    assert world.view["line_clock"][0, 0] == 5
    assert events(world) == [("spoken", 0, 0)]
    if lane:
        waiting = arena(actor(), line_rule=rule)
        run(waiting, dialogue, ticks=100)
        assert waiting.view["line_clock"][0, 0] == -1
