"""A search meets each subgoal once, none that is out of reach, and gives up only where its cap is met."""

import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Fact, Goal
from tests.engine.ai.goap.puzzles import everything

PLACES = 100


def road() -> Domain:
    """Places in a row, and a step from each to both of its neighbours."""
    at = [Fact(f"at_{place:03}", "There.") for place in range(PLACES)]
    ways = [(place, place + 1) for place in range(PLACES - 1)]
    steps = [
        Action(f"go_{here:03}_{there:03}", "Go.", (at[here],), (~at[here], at[there]))
        for one, other in ways
        for here, there in ((one, other), (other, one))
    ]
    return Domain.build(at, steps, [Goal("end", "At the end.", wants=(at[-1],))])


@pytest.mark.parametrize("small_cap", [PLACES, 1])
def test_room_for_each_subgoal_is_enough_and_one_less_is_not(small_cap: int):
    arrays = SearchArrays.of(everything(road()))

    found = arrays.find(1, node_cap=PLACES, small_cap=small_cap)
    assert (found.verdict, len(found.actions)) == ("plan", PLACES - 1)
    assert arrays.find(1, node_cap=PLACES - 1, small_cap=small_cap) == PlanResult("capped")


@pytest.mark.parametrize("small_cap", [3, 1])
def test_what_is_out_of_reach_takes_no_room(small_cap: int):
    near, wet = Fact("near", "Near."), Fact("wet", "Wet.")
    nevers = [Fact(f"never_{number}", "Never.") for number in range(5)]
    dives = [Action(f"dive_{number}", "Dive.", (never,), (wet,)) for number, never in enumerate(nevers)]
    entries = [*dives, Action("swim", "Swim.", (near,), (wet,)), Action("walk", "Walk.", (), (near,))]
    domain = Domain.build((), entries, [Goal("soak", "Wet.", wants=(wet,))])

    found = SearchArrays.of(everything(domain)).find(0, node_cap=3, small_cap=small_cap)
    assert [domain.actions[action].name for action in found.actions] == ["walk", "swim"]
