"""Laws of planning within a budget: the longest wait goes first, nobody starves, and no cache changes a result."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.tables import Mind
from engine.ai.planning.columns import WAITING
from engine.ai.planning.stats import planning_stats
from engine.ai.thinking import THINK_TICKS
from engine.play.running.session import Session
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World
from tests.engine.ai.planning.test_wide_goals import CLIMBER
from tests.engine.ai.planning.test_wide_goals import DOMAIN as LADDER
from tests.engine.ai.worlds import DOMAIN, EVERYTHING, STAGGER, mind_columns, mind_world
from tests.laws.lane_campaign import alone, in_company
from tests.laws.planning_budget import Expected, broken, think
from tests.projects.shipped import echo_grove

AGENTS = 15
STATES = st.lists(st.integers(0, (1 << len(DOMAIN.facts)) - 1), min_size=AGENTS, max_size=AGENTS)


@st.composite
def lives(draw: st.DrawFn) -> tuple[int, list[list[int]]]:
    """A budget, and what everybody would believe in each tick."""
    return draw(st.integers(1, AGENTS)), draw(st.lists(STATES, min_size=1, max_size=30))


def play(budget: int, ticks: list[list[int]], planner=None) -> World:
    world, expected = mind_world([EVERYTHING], count=AGENTS, budget=budget), Expected(budget, AGENTS)
    for states in ticks:
        think(world, states, *([planner] if planner else []))
        expected.step(states)
        expected.check(world)
    return world


@settings(max_examples=60, deadline=None)
@given(lives())
def test_the_longest_waiting_are_served_first_and_equals_by_local_id(life):
    play(*life)


@settings(max_examples=30, deadline=None)
@given(lives())
def test_when_nothing_changes_any_more_everybody_is_served_in_time(life):
    budget, ticks = life
    world = play(budget, ticks)
    quiet = [int(word) for word in world.view["facts"][:, 0]]
    for _ in range(THINK_TICKS + -(-AGENTS // budget)):
        think(world, quiet)
    assert (world.view["plan_since"] == -1).all()
    assert (world.view["planned_facts"] == world.view["facts"]).all()


@settings(max_examples=30, deadline=None)
@given(lives(), st.integers(0, 2**32 - 1))
def test_a_lane_waits_alone_as_in_company(life, seed):
    """Two lanes beside each other, moved and copied on the way, stand as one lane alone does."""
    budget, ticks = life
    chance = np.random.default_rng(seed)
    mind = Mind.build(DOMAIN, [EVERYTHING])
    statics = {**mind.statics(), **STAGGER, "plan_budget": np.array([budget], np.int32)}
    spec = LaneSpec(AGENTS, {}, {"agent_profile": 0, "life": 1})
    world = World(mind_columns(mind), rows=3 * AGENTS, lanes=3, statics=statics)
    world.add_lanes([spec, spec])
    single = mind_world([EVERYTHING], count=AGENTS, budget=budget)
    kept = single.snapshot(), world.snapshot()
    for number, states in enumerate(ticks):
        think(single, states)
        think(world, states)
        if chance.random() < 0.3:
            world.keep(chance.integers(0, world.lanes, chance.integers(1, 4)))
        if number == len(ticks) // 2:
            kept = single.snapshot(), world.snapshot()
        assert {world.lane_digest(lane) for lane in range(world.lanes)} == {single.digest()}
    rest = ticks[len(ticks) // 2 + 1 :]
    end = single.digest()
    for each, snapshot in zip((single, world), kept, strict=True):
        each.restore(snapshot)
        for states in rest:
            think(each, states)
    assert {single.digest(), *(world.lane_digest(lane) for lane in range(world.lanes))} == {end}


def with_and_without_memory(planner=None) -> list[tuple[str, str]]:
    """Digests on the way of a lane that remembers its searches, and of one that forgets them in every tick."""
    chance = np.random.default_rng(5)
    pools = chance.integers(0, 1 << 23, 8)
    worlds = [mind_world([CLIMBER], LADDER, count=AGENTS, budget=2) for _ in range(2)]
    found = []
    for _ in range(40):
        states = [int(word) for word in chance.choice(pools, AGENTS)]
        for world in worlds:
            think(world, states, *([planner] if planner else []))
        worlds[1].view["memory_problem"][:] = -1
        found.append((worlds[0].digest(), worlds[1].digest()))
    return found


def test_hit_or_miss_serves_the_same_agents_on_the_same_tick():
    assert all(one == other for one, other in with_and_without_memory())


# --- mutants: each breaks a law in its own way ----------------------------------------------------------------------

BUSY = [[(3 * tick + 5 * k) % (1 << len(DOMAIN.facts)) for k in range(AGENTS)] for tick in range(30)]
TORN = [[1 + tick // THINK_TICKS % 2] * AGENTS for tick in range(30)]
BY_ROW = (
    ("or plan_since[i] > last", ""),
    ("if plan_since[i] == last:", "if True:"),
)
WAITS_ANEW = (("elif plan_since[i] < 0:", "else:"),)
NEVER_CALMS = (("                plan_since[i] = -1\n            elif", "                pass\n            elif"),)
ONLY_ON_ITS_TURN = (
    ("for i in range(begin, end):", "for i in range(begin + first_turn(now, think_step[0]), end, think_step[0]):"),
)
ONE_TOO_MANY = (("if left == 0:", "if left < 0:"),)
NO_BUDGET = (("if waiting > plan_budget[0]:", "if False:"),)
MUTANTS = {
    "by row": BY_ROW,
    "waits anew": WAITS_ANEW,
    "never calms": NEVER_CALMS,
    "only on its turn": ONLY_ON_ITS_TURN,
    "one too many": ONE_TOO_MANY,
    "no budget": NO_BUDGET,
}


def test_the_text_of_planning_unbroken_keeps_the_law():
    play(2, BUSY + TORN, broken())


@pytest.mark.parametrize("name", MUTANTS)
def test_the_law_notices_a_planner_that_serves_otherwise(name):
    with pytest.raises(AssertionError):
        play(2, BUSY + TORN, broken(*MUTANTS[name]))


def test_the_law_notices_a_budget_that_only_searches_are_charged_to():
    hits_are_free = broken(("left -= 1", "left -= 1 if memory_problem[L].max() < 0 else 0"))
    with pytest.raises(AssertionError):
        assert all(one == other for one, other in with_and_without_memory(hits_are_free))


# --- the whole game with agents that wait ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hurried():
    """Echo Grove where one agent in a tick may take a new plan."""
    grove = echo_grove()
    return replace(grove, statics={**grove.statics, "plan_budget": np.array([1], np.int32)})


def test_agents_of_the_grove_wait_alike_alone_and_in_company(hurried):
    specs = [hurried.lane_spec(seed, run=seed, autopilot="expert", tick_limit=90 + 40 * seed) for seed in range(4)]
    expected = alone(hurried, hurried.parts.systems, specs)
    story = in_company(hurried, hurried.parts.systems, specs, np.random.default_rng(1))
    assert len(story.ends) == len(specs)
    assert expected.faults(story) == set()


def test_agents_of_the_grove_wait_alike_after_going_back(hurried):
    session = Session(hurried, seed=2, autopilot="expert")
    waited = 0
    while not waited:
        session.advance(1)
        waited = planning_stats(session.world).waiting
    snapshot = session.snapshot()
    session.advance(60)
    end = session.digest()
    session.restore(snapshot)
    assert (session.world.view["plan_since"] >= 0).any()
    session.advance(60)
    assert session.digest() == end


def test_nobody_in_echo_grove_ever_waits():
    grove = echo_grove()
    world = grove.world(3)
    world.add_lanes([grove.lane_spec(seed, autopilot="expert") for seed in range(3)])
    schedule = Schedule(grove.parts.systems)
    for _ in range(240):
        schedule.run(world, 1)
        world.drain_log()
        assert not world.view["plan_counts"][:, WAITING].any()
