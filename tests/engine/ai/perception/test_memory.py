"""Who lost sight of an enemy remembers whom and where, for its time and no tick longer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.perception.memory import LOOK_TICKS, remember_enemies
from engine.world.ids import DEAD, FLED
from tests.engine.ai.arena import HOSTILE, PARTY, arena, believed, sense

AWAY = (0.0, 0.0, 90.0)
WALL = (0.0, 5.0, 3.0, 0.5, 1.0, 0.0, -1.0, 3.0)
MEMORY = 60


@pytest.fixture(params=[False, True], ids=["compiled", "plain"])
def plain(request):
    return request.param


def met(*, plain=False, foe_at=(0.0, 10.0), boxes=(), **mine):
    """An agent of the party and a quiet enemy, after everybody's turn came twice; the agent's memory is a second."""
    me = {"team": PARTY, "at": (0.0, 0.0), "memory_ticks": MEMORY, **mine}
    return sense(arena(me, {"team": HOSTILE, "at": foe_at}, boxes=boxes), plain=plain)


def lost(**more):
    """The same, after the enemy has gone far away."""
    world = met(**more)
    world.view["position"][1] = AWAY
    return world


def whom(world):
    return int(world.view["remembered"][0])


def test_who_is_seen_is_remembered_with_the_place_and_the_tick(plain):
    world = met(plain=plain)
    assert (whom(world), world.view["last_seen_tick"][0]) == (1, 6)
    assert world.view["last_seen"][0].tolist() == [0.0, 10.0]


def test_an_enemy_out_of_sight_is_remembered_where_it_was(plain):
    world = sense(lost(), plain=plain)
    assert (world.view["target"][0], whom(world)) == (-1, 1)
    assert world.view["last_seen"][0].tolist() == [0.0, 10.0]
    assert {"enemy_remembered"} == believed(world) & {"enemy_remembered", "enemy_noticed", "enemy_seen"}


def test_a_wall_that_rises_between_them_makes_nobody_forget():
    world = met(boxes=[WALL], foe_at=(9.0, 5.0))
    world.view["position"][1] = (0.0, 0.0, 10.0)
    sense(world)
    assert (world.view["target"][0], whom(world)) == (-1, 1)
    assert world.view["last_seen"][0].tolist() == [9.0, 5.0]


@pytest.mark.parametrize("memory", [0, 1, 7, 60])
def test_memory_lasts_its_time_to_the_tick(memory, plain):
    world = lost(plain=plain, memory_ticks=memory)
    noticed = int(world.view["last_seen_tick"][0])
    for _ in range(memory + 12):
        sense(world, 1, plain=plain)
        played = int(world.view["tick"][0]) - 1
        assert (whom(world) == 1) == (played - noticed <= memory)


def test_forgetting_ends_the_belief_at_the_next_turn():
    world = sense(lost(), MEMORY + 6)
    assert "enemy_remembered" not in believed(world)


def test_who_was_heard_is_remembered_too():
    world = arena(
        {"team": PARTY, "at": (0.0, 0.0), "sight_range": 0.0, "memory_ticks": MEMORY},
        {"team": HOSTILE, "at": (0.0, 10.0), "cast": 1},
    )
    sense(world)
    world.view["cast"][1] = 0
    sense(world)
    assert (world.view["heard"][0], whom(world)) == (-1, 1)


def test_the_one_noticed_last_takes_the_place_of_another():
    me, seen = {"team": PARTY, "at": (0.0, 0.0)}, {"team": HOSTILE, "at": (0.0, 10.0)}
    world = sense(arena(me, seen, {"team": HOSTILE, "at": (0.0, 80.0)}))
    world.view["position"][1], world.view["position"][2] = AWAY, (7.0, 0.0, 0.0)
    sense(world)
    assert whom(world) == 2
    assert world.view["last_seen"][0].tolist() == [7.0, 0.0]


@pytest.mark.parametrize("end", [DEAD, FLED])
def test_seeing_its_end_ends_the_memory(end, plain):
    world = met(plain=plain)
    world.view["life"][1] = end
    sense(world, plain=plain)
    assert whom(world) == -1


@pytest.mark.parametrize(
    "hidden", [{"boxes": [WALL]}, {"sight_cos": 0.5, "yaw": np.pi}, {"sight_range": 4.0}], ids=["wall", "behind", "far"]
)
def test_an_end_that_nobody_saw_changes_no_memory(hidden, plain):
    world = met(plain=plain, hearing_range=30.0, **hidden)
    world.view["cast"][1] = 1
    sense(world, plain=plain)
    assert whom(world) == 1, "it is heard"
    world.view["life"][1] = DEAD
    sense(world, plain=plain)
    assert whom(world) == 1


def test_a_wall_put_up_in_play_hides_an_end(plain):
    wall = {"team": 2, "at": (0.0, 5.0), "immovable": 1, "half_extent": (3.0, 0.3), "height": 3.0, "agent_profile": -1}
    flat = {"half_extent": (0.0, 0.0)}
    me, foe = {"team": PARTY, "at": (0.0, 0.0), **flat}, {"team": HOSTILE, "at": (0.0, 10.0), **flat}
    world = arena(me, {**foe, "cast": 1}, {**wall, "life": 0})
    sense(world, plain=plain)
    assert whom(world) == 1
    world.view["life"][2] = 1
    world.view["life"][1] = DEAD
    assert whom(sense(world, plain=plain)) == 1


def test_who_stands_there_and_finds_nobody_gives_up():
    world = lost(memory_ticks=600)
    world.view["position"][0] = (0.0, 0.0, 9.0)
    sense(world, LOOK_TICKS - 12)
    assert whom(world) == 1, "it looks round for a while"
    sense(world, 12)
    assert whom(world) == -1


def test_who_is_still_on_the_way_does_not_give_up():
    world = lost(memory_ticks=600)
    world.view["position"][0] = (0.0, 0.0, 8.0)
    assert whom(sense(world, 3 * LOOK_TICKS)) == 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_memory_alone_keeps_to_its_time_whatever_the_eyes_and_ears_say(data):
    """No senses run: what they would write is drawn, and the law is checked against a count on a page."""
    memory = data.draw(st.integers(0, 20))
    world = arena(
        {"team": PARTY, "at": (0.0, 0.0), "memory_ticks": memory, "sight_range": 0.0},
        *({"team": HOSTILE, "at": (x, 50.0)} for x in (0.0, 9.0)),
    )
    view, last, who = world.view, None, -1
    for tick in range(40):
        seen, heard = data.draw(st.sampled_from([(-1, -1), (1, -1), (-1, 2), (2, 1)]))
        view["target"][0], view["heard"][0], view["tick"][0] = seen, heard, tick
        remember_enemies.run(world)
        if tick % 6 == 0 and (seen, heard) != (-1, -1):
            last, who = tick, seen if seen >= 0 else heard
        keeps = last is not None and tick - last <= memory
        assert view["remembered"][0] == (who if keeps else -1)
