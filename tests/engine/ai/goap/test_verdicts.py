"""A verdict is never a guess: `none` when everything was looked at, `capped` when the cap was met, and nothing else."""

import pytest

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.kernels.verdicts import CAPPED, NAMES, NONE, REACHED
from engine.ai.goap.planner.policy import build_table, follow
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Fact, Goal
from tests.engine.ai.goap.puzzles import Tiles, dijkstra, everything, in_batch


@pytest.fixture(scope="module")
def tiles() -> Tiles:
    idle = [Fact(f"idle_{n}", "Idle.") for n in range(8)]
    return Tiles(3, 3, *(Action(f"idle_{n}", "Idle.", (idle[n - 1],), (idle[n],)) for n in range(8)))


def test_two_hundred_actions_whose_effects_undo_each_other_come_to_an_end(tiles: Tiles):
    assert (len(tiles.domain.actions), len(everything(tiles.domain).bits)) == (200, 81)
    arrays = SearchArrays.of(everything(tiles.domain))
    near = tiles.state([1, 4, 2, 3, 5, 8, 6, 0, 7])
    assert arrays.find(near) == dijkstra(tiles.domain, near)
    assert len(arrays.find(near).actions) == 5


def test_the_stronger_heuristic_never_makes_a_plan_dearer():
    board = Tiles(3, 2)
    arrays = SearchArrays.of(everything(board.domain))
    for order in ([1, 4, 2, 3, 5, 0], [3, 0, 1, 4, 5, 2], [4, 3, 1, 5, 0, 2]):
        assert arrays.find(board.state(order), small_cap=1) == dijkstra(board.domain, board.state(order))


def test_what_cannot_be_known_within_the_cap_is_capped_and_not_none(tiles: Tiles):
    swapped = tiles.state([0, 2, 1, 3, 4, 5, 6, 7, 8])  # one of 181,440 orders that never lead to the goal
    assert SearchArrays.of(everything(tiles.domain)).find(swapped) == PlanResult("capped")
    answers = in_batch(tiles.domain, [swapped, tiles.state(range(9))])
    assert answers == [(NAMES[CAPPED], -1), (NAMES[REACHED], -1)]


def test_none_is_said_when_everything_was_looked_at_and_not_before():
    board = Tiles(3, 2)
    swapped = board.state([0, 2, 1, 3, 4, 5])
    assert dijkstra(board.domain, swapped) == PlanResult("none")
    arrays = SearchArrays.of(everything(board.domain))
    assert arrays.find(swapped, node_cap=100) == PlanResult("capped")
    assert arrays.find(swapped) == PlanResult("none")
    assert in_batch(board.domain, [swapped])[0] == (NAMES[NONE], -1)


def test_a_goal_that_nothing_gives_has_no_plan_whatever_the_cap():
    lit, wet = Fact("lit", "Lit."), Fact("wet", "Wet.")
    domain = Domain.build((), (Action("soak", "Soak.", (lit,), (wet,)),), (Goal("g", "G.", wants=(wet,)),))
    assert SearchArrays.of(everything(domain)).find(0, node_cap=1) == PlanResult("none")
    assert in_batch(domain, [0], 1) == [("none", -1)]


def test_a_plan_may_be_longer_than_any_domain_has_facts():
    digits = [Fact(f"digit_{n}", "A one.") for n in range(8)]
    carry = [
        Action(f"carry_{n}", "Count on.", (*digits[:n], ~digits[n]), (*(~each for each in digits[:n]), digits[n]))
        for n in range(8)
    ]
    domain = Domain.build(digits, carry, [Goal("all", "All ones.", wants=tuple(digits))])
    result = SearchArrays.of(everything(domain)).find(0)
    assert (result.verdict, len(result.actions)) == ("plan", 255)
    assert result == follow(build_table(everything(domain)), everything(domain), 0)


def test_a_goal_that_is_too_wide_to_search_says_which_how_wide_and_what_to_do():
    facts = [Fact(f"fact_{n:03}", "A fact.") for n in range(100)]
    flips = [Action(f"on_{n}", "On.", (~fact,), (fact,)) for n, fact in enumerate(facts)]
    backs = [Action(f"off_{n}", "Off.", (fact,), (~fact,)) for n, fact in enumerate(facts)]
    domain = Domain.build(facts, [*flips, *backs], [Goal("all_on", "All on.", wants=tuple(facts))])
    with pytest.raises(
        DomainError, match=r"goal 'all_on': 200 conditions matter .*; a search holds 128\. Give the agents"
    ):
        SearchArrays.of(everything(domain))


def test_a_single_step_is_found_by_a_search_too():
    lit, wet = Fact("lit", "Lit."), Fact("wet", "Wet.")
    domain = Domain.build((), (Action("soak", "Soak.", (lit,), (wet,)),), (Goal("g", "G.", wants=(wet,)),))
    assert in_batch(domain, [domain.state([lit]), domain.state([wet]), 0]) == [
        ("plan", 0),
        ("reached", -1),
        ("none", -1),
    ]
