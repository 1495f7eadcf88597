"""Waves: a group that follows another is called once few enough of that one stand; each comes once, in order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play.systems.encounter.spawning import AFTER_GROUP, AT_START, HAS_COME, WAITS, spawning
from engine.play.systems.encounter.waves import waves
from engine.terrain.tiles import cut_tiles
from engine.world.events import CALLED
from engine.world.ids import DEAD, DOWN, FLED, FREE, UP
from engine.world.world import World
from tests.engine.play.systems.arena import SIZES, actor, arena, events, foe

FLAT = cut_tiles(np.zeros((2, 2), np.float32), (0, 0), 1.0, 0.0)
GONE = (DEAD, FLED, DOWN)


def fight(rules: list[list[int]], counts: list[int], lanes: int = 1) -> World:
    """Groups by these rules, so many of each waiting in this order."""
    people = [foe(life=FREE, spawn_group=group) for group, count in enumerate(counts) for _ in range(count)]
    sizes = {**SIZES, "spawn_groups": len(rules)}
    clocks = {"spawn_clock": np.full(len(rules), WAITS)}
    places = [[0.0, 0.0, 1.0]] * len(rules)
    return arena(
        actor(20.0), *people, lanes=lanes, sizes=sizes, lane=clocks, spawn_rule=rules, spawn_place=places, **FLAT
    )


def tick(world: World, *, plain: bool = False) -> None:
    for system in (waves, spawning):
        system.run(world, plain=plain)
    world.view["tick"][:] += 1


def standing(world: World, group: int) -> int:
    return int(np.sum((world.view["spawn_group"] == group) & (world.view["life"] == UP)))


def fell(world: World, group: int, many: int, how: int = DEAD) -> None:
    rows = np.flatnonzero((world.view["spawn_group"] == group) & (world.view["life"] == UP))
    world.view["life"][rows[:many]] = how


@pytest.mark.parametrize("how", GONE)
def test_a_wave_is_called_once_few_enough_stand_and_comes_after_its_delay(how):
    world = fight([[AT_START, -1, 0, 0], [AFTER_GROUP, 0, 3, 1]], [3, 2])
    tick(world)
    assert standing(world, 0) == 3
    fell(world, 0, 1, how)
    for _ in range(5):
        tick(world)
    assert standing(world, 1) == 0
    fell(world, 0, 1, how)
    for _ in range(3):
        tick(world)
    assert standing(world, 1) == 0
    tick(world)
    assert standing(world, 1) == 2
    (call,) = [event for event in events(world) if event[0] == "called"]
    assert call == ("called", 1, -1)
    assert [amount for amount in world.view["log_amount"][: world.view["log_count"][0]].tolist() if amount != 1.0] == []


def test_a_wave_waits_for_a_group_that_has_not_come_however_few_of_it_stand():
    world = fight([[AT_START, -1, 50, 0], [AFTER_GROUP, 0, 0, 9]], [2, 1])
    for _ in range(40):
        tick(world)
    assert standing(world, 0) + standing(world, 1) == 0


@pytest.mark.parametrize("before", [-1, 0])
def test_a_wave_after_nothing_or_after_itself_never_comes(before):
    world = fight([[AFTER_GROUP, before, 0, 0]], [2])
    for _ in range(20):
        tick(world)
    assert world.view["spawn_clock"][0, 0] == WAITS
    assert events(world) == []


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_law_any_chain_brings_each_wave_once_and_in_order_alone_beside_another_and_as_plain_python(data):
    """Wherever the links stand in the file, however fast each wave falls: once each, in order, never too early."""
    length = data.draw(st.integers(2, 5))
    order = data.draw(st.permutations(range(length)))
    counts = data.draw(st.lists(st.integers(1, 3), min_size=length, max_size=length))
    rules = [[AT_START, -1, 0, 0] for _ in range(length)]
    for place, number in enumerate(order[1:], 1):
        left = data.draw(st.integers(0, 3))
        rules[number] = [AFTER_GROUP, order[place - 1], data.draw(st.integers(0, 4)), left]
    falls = [data.draw(st.lists(st.integers(0, 2), min_size=4, max_size=4)) for _ in range(2)]
    plain, both = fight(rules, counts), fight(rules, counts, lanes=2)
    alone, other = fight(rules, counts), fight(rules, counts)
    people = len(counts) and plain.rows
    for now in range(length * 14):
        for world, is_plain in ((alone, False), (other, False), (plain, True)):
            tick(world, plain=is_plain)
        tick(both)
        for world, low, fall in (
            (alone, 0, falls[0]),
            (other, 0, falls[1]),
            (plain, 0, falls[0]),
            (both, 0, falls[0]),
            (both, people, falls[1]),
        ):
            up = low + np.flatnonzero(
                (world.view["life"][low : low + people] == UP) & (world.view["spawn_group"][low : low + people] >= 0)
            )
            # Whoever falls is the first that stands; every fourth tick somebody does, so each fight ends.
            world.view["life"][up[: max(fall[now % 4], now % 4 == 3)]] = DEAD
    told = events(alone)
    assert told == events(plain)
    assert [which for kind, which, _ in told if kind == "called"] == list(order[1:])
    groups = alone.view["spawn_group"]
    came = [int(groups[row]) for kind, row, _ in told if kind == "spawned"]
    assert list(dict.fromkeys(came)) == list(order)
    assert [came.count(group) for group in range(length)] == counts
    assert (alone.view["spawn_clock"] == HAS_COME).all()
    assert (both.view["spawn_clock"] == HAS_COME).all()
    for name in ("life", "position", "spawn_clock"):
        own = both.view[name][:people] if name != "spawn_clock" else both.view[name][:1]
        assert np.array_equal(own, alone.view[name])
        assert np.array_equal(plain.view[name], alone.view[name])
    # Places are by chance, which differs by lane; when who came and fell does not.
    assert np.array_equal(both.view["life"][people:], other.view["life"])
    calls = events_with_amount(alone)
    assert sorted(events_with_amount(both)) == sorted(calls + events_with_amount(other))
    assert all(amount <= rules[which][3] for which, amount in calls)


def events_with_amount(world: World) -> list[tuple[int, float]]:
    """(group, how many stood) of each call."""
    count = int(world.view["log_count"][0])
    data, amounts = world.view["log_data"][:count].tolist(), world.view["log_amount"][:count].tolist()
    return [(row[3], amount) for row, amount in zip(data, amounts, strict=True) if row[2] == CALLED]
