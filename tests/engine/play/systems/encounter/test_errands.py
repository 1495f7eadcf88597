"""Errands: the first open objective that has a place, the way there, and the hand that does it."""

import numpy as np
import pytest

from engine.ai.actions.do_errand import do_errand
from engine.ai.actions.follow_leader import follow_leader
from engine.ai.actions.walk_to_errand import walk_to_errand
from engine.ai.errand_columns import GO_THERE, NO_ERRAND, USE_THERE, WEAVE_THERE
from engine.ai.planning.errands import believe_in_errands
from engine.ai.wish import NOTHING, USING, WEAVING
from engine.play.systems.encounter.errands import errands, use_button
from engine.play.systems.encounter.objective_states import DEFEAT_ALL, MET, OPEN, PROTECT, REACH, USE, WAITING
from engine.world.ids import DEAD, DOWN
from engine.world.ids import USE as USE_BUTTON
from tests.engine.play.systems.arena import PARTS, SIZES, actor, arena, foe, run

NAMES = list(PARTS.actions)
EAST = np.zeros((1, 2, 2, 2))
EAST[..., 0] = 127


def hero(x=0.0, z=0.0, **columns):
    return actor(x, z, is_player=1, agent_profile=0, **columns)


def led(
    *actors, kinds=(REACH,), states=(OPEN,), spots=((10.0, 0.0, 2.0),), rules=((GO_THERE, -1),), first=(0, 1), **more
):
    """A world with errands: objectives of these kinds, and the places of each."""
    count = len(kinds)
    table = np.full((count, 6), -1)
    table[:, 0] = kinds
    way = np.broadcast_to(EAST, (len(spots), 2, 2, 2))
    lane = {"objective_state": states, **more.pop("lane", {})}
    return arena(
        *actors, sizes={**SIZES, "objectives": count}, lane={**_blank(count), **lane}, objective_rule=table,
        errand_first=first, errand_spot=spots, errand_rule=rules, errand_way=way,
        nav_frame=(-20.0, -20.0, 20.0), **more,
    )  # fmt: skip


def _blank(count):
    return {"objective_since": np.zeros(count), "objective_ticks": np.zeros(count)}


def read(world, name):
    return world.view[name][0].tolist()


def test_the_errand_is_the_first_open_objective_that_has_a_place():
    kinds, states = (PROTECT, REACH, USE, USE), (OPEN, MET, OPEN, WAITING)
    spots, rules = (
        [(1.0, 1.0, 2.0), (5.0, -3.0, 2.5), (7.0, 7.0, 2.0)],
        [(GO_THERE, -1), (USE_THERE, -1), (USE_THERE, -1)],
    )
    world = led(hero(), kinds=kinds, states=states, spots=spots, rules=rules, first=(0, 0, 1, 2, 3))
    run(world, errands)
    assert (read(world, "errand_objective"), read(world, "errand_kind")) == (2, USE_THERE)
    assert (read(world, "errand_place"), read(world, "errand_near")) == ([5.0, -3.0], 2.5)


def test_nothing_open_and_nobody_to_lead_is_no_errand():
    for world in (led(hero(), states=(MET,)), led(hero(life=DOWN))):
        run(world, errands)
        assert read(world, "errand_kind") == NO_ERRAND


def test_the_way_is_followed_until_the_place_is_near():
    world = led(hero(0.0, 0.0), spots=((18.0, 9.0, 2.0),))
    run(world, errands)
    assert read(world, "errand_next") == [3.75, 0.0]
    world = led(hero(13.0, 9.0), spots=((18.0, 9.0, 2.0),))
    run(world, errands)
    assert read(world, "errand_next") == [18.0, 9.0]


def test_an_actor_is_found_where_it_has_got_to():
    world = led(hero(), actor(-7.0, 3.0), rules=((GO_THERE, 1),))
    run(world, errands)
    assert read(world, "errand_place") == read(world, "errand_next") == [-7.0, 3.0]


def test_where_foes_are_to_be_beaten_the_nearest_that_stands_is():
    world = led(hero(), foe(3.0, life=DEAD), foe(8.0), foe(-6.0), kinds=(DEFEAT_ALL,))
    run(world, errands)
    assert (read(world, "errand_place"), read(world, "errand_near")) == ([-6.0, 0.0], 0.0)


def test_of_several_places_each_is_picked_by_the_chance_of_some_lane():
    spots, rules = [(-6.0, 0.0, 2.0), (6.0, 0.0, 2.0)], [(WEAVE_THERE, -1)] * 2
    chosen = set()
    for seed in range(12):
        world = led(hero(), spots=spots, rules=rules, first=(0, 2), lane={"seed": seed})
        run(world, errands, ticks=3)
        chosen.add(read(world, "errand_place")[0])
    assert chosen == {-6.0, 6.0}


@pytest.mark.parametrize(("x", "knows"), [(0.0, ["errand_ahead"]), (9.0, ["at_errand", "errand_ahead"])])
def test_the_party_knows_of_the_errand_and_its_leader_whether_it_is_here(x, knows):
    world = led(hero(x), actor(x, agent_profile=0), foe(x, agent_profile=0))
    run(world, errands, believe_in_errands, ticks=6)
    facts = {name: world.view[f"fact_{name}"] for name in ("at_errand", "errand_ahead")}
    known = [[name for name, bit in facts.items() if (world.view["facts"][i] & bit).any()] for i in range(3)]
    assert known == [knows, ["errand_ahead"], []]


def doing(action, *actors, near=2.0, kind=USE_THERE, place=(0.0, 0.0), onward=(4.0, 0.0)):
    lane = {"errand_kind": kind, "errand_place": place, "errand_near": near, "errand_next": onward}
    number = NAMES.index(action.performed.name)
    world = arena(*({**each, "action": number} for each in actors), lane=lane)
    run(world, action)
    return world


def test_the_leader_walks_on_to_the_next_stretch():
    world = doing(walk_to_errand, hero(), place=(9.0, 0.0))
    assert (read(world, "move_goal"), read(world, "move_speed")) == ([4.0, 0.0], 4.0)


@pytest.mark.parametrize(
    ("kind", "x", "wish"),
    [(USE_THERE, 1.0, USING), (WEAVE_THERE, 1.0, WEAVING), (GO_THERE, 1.0, NOTHING), (WEAVE_THERE, 3.0, NOTHING)],
)
def test_the_hand_does_what_the_errand_asks_and_only_where_it_asks(kind, x, wish):
    assert read(doing(do_errand, hero(x), kind=kind), "wish") == wish


@pytest.mark.parametrize(
    ("metres", "pace", "goes"), [(8.0, 0.0, True), (4.0, 0.0, False), (4.0, 3.0, True), (2.0, 3.0, False)]
)
def test_companions_catch_up_and_then_stand_at_a_new_post(metres, pace, goes):
    friend = actor(metres, player_friend=0, player_distance=metres, velocity=(pace, 0.0, 0.0))
    world = doing(follow_leader, hero(player_friend=-1), friend)
    assert (float(world.view["move_speed"][1]) > 0.0) == goes
    assert world.view["post"][1].tolist() == [metres, 0.0]


@pytest.mark.parametrize(
    ("autopilot", "held", "busy", "wish"),
    [
        (0, USE_BUTTON, NOTHING, USING),
        (3, USE_BUTTON, NOTHING, NOTHING),
        (0, 0, NOTHING, NOTHING),
        (0, USE_BUTTON, WEAVING, WEAVING),
    ],
)
def test_a_person_uses_by_the_button_when_the_hand_is_free(autopilot, held, busy, wish):
    world = arena(hero(wish=busy), lane={"autopilot": autopilot, "input_buttons": held})
    run(world, use_button)
    assert read(world, "wish") == wish
