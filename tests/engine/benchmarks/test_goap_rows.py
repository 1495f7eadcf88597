"""Rows about thinking say what was thought: who had a turn, who believed something new, who was served and how."""

import pytest

from engine.ai.thinking import THINK_TICKS
from engine.benchmarks.cases.goap_battle import goap_battle
from engine.benchmarks.cases.goap_plan import STATES, goap_batch, goap_plan
from engine.benchmarks.scenes.thinking_lanes import ThinkingLanes, fights

AGENTS, FRAMES = 576, 2 * THINK_TICKS


@pytest.fixture(scope="module", autouse=True)
def _one_world():
    yield
    fights.cache_clear()


def frames_of(dirty: int, *, everybody: bool) -> dict:
    lanes = ThinkingLanes(AGENTS, dirty, everybody=everybody)
    for _ in range(FRAMES):
        lanes.before()
        lanes.run()
    return dict(lanes.facts())


def test_as_played_a_sixth_of_those_who_are_up_think_in_a_frame():
    everybody, a_sixth = (frames_of(0, everybody=each)["thought"] for each in (True, False))
    assert AGENTS / 2 < everybody <= AGENTS
    assert a_sixth == pytest.approx(everybody / THINK_TICKS, abs=1.0)


def test_in_a_calm_crowd_nobody_plans():
    told = frames_of(0, everybody=True)
    assert (told["changed"], told["planned"], told["hit_rate_%"]) == (0, 0, None)


def test_a_share_of_those_who_think_believe_something_new_and_are_served_in_the_same_frame():
    told = frames_of(100, everybody=True)
    assert told["changed"] == told["planned"] == told["thought"]
    assert told["waiting"] == 0
    some = frames_of(10, everybody=True)
    assert 0 < some["changed"] < told["changed"] / 4
    assert told["facts_p99"] > 0 < told["plans_p99"]


@pytest.mark.parametrize("budget", [3, 10_000])
def test_a_battle_tells_how_many_did_not_fit_into_its_budget(budget):
    case = goap_battle.set_up(agents=200, budget=budget)
    assert all(case.run() > 0 for _ in range(THINK_TICKS))
    told = case.facts()
    case.close()
    assert told["planned"] <= budget
    assert (told["waiting"] > 0) == (budget == 3)
    assert told["capped"] == 0


def test_hits_and_one_call_for_all_give_the_same_verdicts_as_searches():
    hit = goap_plan.set_up(domain="hard", kind="hit")
    for _ in range(STATES):
        hit.run()
    batch = goap_batch.set_up(domain="hard", kind="cold")
    batch.run()
    one_by_one, at_once = hit.facts(), batch.facts()
    assert one_by_one["hit_rate_%"] == 100.0
    assert one_by_one["solved"] == at_once["solved"] + at_once["reached"]
    assert [one_by_one[name] for name in ("unsolvable", "capped")] == [
        at_once[name] for name in ("unsolvable", "capped")
    ]
