"""A world goes on with other minds between two ticks: who changed decides anew, everybody else is left alone."""

import numpy as np
import pytest

from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.encoding import Encoder, EncodingStore, joined
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.retuning import ask_anew, mind_columns, put_minds
from engine.ai.goap.tables import Mind
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.world.world import LaneSpec, World
from tests.engine.ai.planning import test_wide_goals as wide
from tests.engine.ai.worlds import (
    BUDGET,
    DOMAIN,
    EVERYTHING,
    HURT,
    NEAR,
    SEEN,
    STAGGER,
    believe,
    mind_world,
    name_of,
    tick,
)
from tests.engine.ai.worlds import mind_columns as columns_of_minds

UNARMED = read_profile(DOMAIN, ["approach", "flee"], ["fight=2.0", "survive=2.5"])
CAREFREE = read_profile(DOMAIN, ["approach", "strike", "flee"], ["fight=2.0"])
SYSTEMS = [planning, reaction]


def retune(world, before, after, domain=DOMAIN):
    """Put another profile in the place of the only one."""
    old, new = Mind.build(domain, [before]), Mind.build(domain, [after])
    numbers = np.where(world.view["agent_profile"] >= 0, 0, -1)
    put_minds(world, mind_columns(new, world.columns), numbers)
    ask_anew(world, old, numbers, new, numbers)


@pytest.fixture
def fighting():
    """Two agents who strike, the second of them nobody's mind."""
    world = mind_world(count=2, rows={"agent_profile": [0, -1]})
    for row in (0, 1):
        believe(world, SEEN, NEAR, row=row)
    tick(world, SYSTEMS, 3)
    assert (name_of(world, "goal"), name_of(world, "wanted"), name_of(world, "action")) == ("fight", "strike", "strike")
    return world


def test_who_has_lost_what_it_does_stops_and_keeps_its_goal(fighting):
    retune(fighting, EVERYTHING, UNARMED)

    assert (name_of(fighting, "goal"), name_of(fighting, "wanted"), name_of(fighting, "action")) == (
        "fight", None, None,
    )  # fmt: skip
    assert fighting.view["planned_skill"].tolist() == [THINK_ANEW, -1]


def test_who_stops_takes_its_whole_time_to_react_again(fighting):
    # given one that is about to act on another wish when it loses both, and whose turn comes at once
    fighting.view["reaction_ticks"][0], fighting.view["reaction_left"][0] = 2, 0
    fighting.view["action"][0] = DOMAIN.action_ids["flee"]
    retune(fighting, EVERYTHING, read_profile(DOMAIN, ["shoot"], ["fight=2.0"]))
    fighting.view["tick"][0] = 6

    done = []
    for _ in range(4):
        tick(fighting, SYSTEMS)
        done.append(name_of(fighting, "action"))
    assert done == [None, None, "shoot", "shoot"]


def test_who_has_lost_its_goal_has_none_until_its_next_turn(fighting):
    believe(fighting, SEEN, HURT)
    tick(fighting, SYSTEMS, 6)
    assert name_of(fighting, "goal") == "survive"

    retune(fighting, EVERYTHING, CAREFREE)
    assert (name_of(fighting, "goal"), name_of(fighting, "action")) == (None, "flee")
    tick(fighting, SYSTEMS, 6)
    assert (name_of(fighting, "goal"), name_of(fighting, "wanted")) == ("fight", "approach")


def test_it_decides_anew_although_it_believes_the_same(fighting):
    dear = read_profile(DOMAIN, ["approach", "strike=900", "flee", "shoot=1"], ["fight=2.0"])

    retune(fighting, EVERYTHING, dear)
    tick(fighting, SYSTEMS, 6)
    assert name_of(fighting, "wanted") == "shoot"


def test_tables_are_the_same_whatever_minds_were_built_before():
    profiles = [CAREFREE, EVERYTHING, UNARMED]
    after_others = Mind.build(DOMAIN, profiles).statics()
    again = Domain.build(DOMAIN.facts, DOMAIN.actions, DOMAIN.goals)
    anew = Mind.build(again, profiles).statics()

    assert Mind.build(again, profiles).problems[0].domain is again
    assert {name: array.tolist() for name, array in after_others.items()} == {
        name: array.tolist() for name, array in anew.items()
    }


def test_who_had_not_thought_has_not_thought_yet():
    world = mind_world()
    retune(world, EVERYTHING, UNARMED)

    assert world.view["planned_skill"].tolist() == [-1]


@pytest.mark.parametrize("number", [-(2**31), -2, len(DOMAIN.actions), 2**31 - 1])
def test_what_is_no_action_is_let_go(fighting, number):
    fighting.view["action"][0] = number
    retune(fighting, EVERYTHING, CAREFREE)

    assert fighting.view["action"][0] == -1


@pytest.mark.parametrize("name", [action.name for action in DOMAIN.actions])
def test_who_still_has_what_it_does_goes_on_with_it(fighting, name):
    fighting.view["action"][0] = DOMAIN.action_ids[name]
    retune(fighting, EVERYTHING, read_profile(DOMAIN, [name], ["fight=2.0"]))

    assert name_of(fighting, "action") == name


def test_of_several_minds_only_those_that_changed_are_asked():
    # given minds in a row of their own, when the second and the third change, then the first goes on as it was
    before = [CAREFREE, EVERYTHING, UNARMED]
    after = [CAREFREE, UNARMED, EVERYTHING]
    old, new = Mind.build(DOMAIN, before), Mind.build(DOMAIN, after)
    numbers = np.array([0, 1, 2, 0])
    world = mind_world(before, count=4, rows={"agent_profile": numbers, "action": DOMAIN.action_ids["strike"]})
    world.view["planned_skill"][:] = 1
    put_minds(world, mind_columns(new, world.columns), numbers)
    ask_anew(world, old, numbers, new, numbers)

    assert world.view["planned_skill"].tolist() == [1, THINK_ANEW, THINK_ANEW, 1]
    assert [name_of(world, "action", row) for row in range(4)] == ["strike", None, "strike", "strike"]


def test_of_agents_who_shared_a_mind_only_who_was_given_another_is_asked():
    old, new = Mind.build(DOMAIN, [EVERYTHING]), Mind.build(DOMAIN, [EVERYTHING, UNARMED])
    before, after = np.array([0, 0, 0]), np.array([0, 1, 0])
    world = mind_world(count=3, rows={"action": DOMAIN.action_ids["strike"]})
    world.view["planned_skill"][:] = 2
    put_minds(world, mind_columns(new, world.columns), after)
    ask_anew(world, old, before, new, after)

    assert world.view["planned_skill"].tolist() == [2, THINK_ANEW, 2]
    assert [name_of(world, "action", row) for row in range(3)] == ["strike", None, "strike"]


def test_who_comes_to_a_mind_is_asked_and_who_had_it_is_not():
    mind = Mind.build(DOMAIN, [EVERYTHING, UNARMED])
    before, after = np.array([0, 1, 0]), np.array([0, 0, 0])
    world = mind_world([EVERYTHING, UNARMED], count=3)
    world.view["planned_skill"][:] = 2
    put_minds(world, mind_columns(mind, world.columns), after)
    ask_anew(world, mind, before, mind, after)

    assert world.view["planned_skill"].tolist() == [2, THINK_ANEW, 2]


def test_an_agent_whose_search_finds_no_plan_wants_nothing():
    stuck = read_profile(wide.DOMAIN, [action.name for action in wide.CLIMB[1:]], ["top"])
    world = mind_world([stuck], wide.DOMAIN, rows={"agent_profile": [0]})
    for _ in range(2):  # searched, and remembered
        tick(world, SYSTEMS, 6)
        assert (world.view["wanted"].tolist(), world.view["action"].tolist()) == ([-1], [-1])


def test_the_same_mind_asks_nobody(fighting):
    before = fighting.digest()
    retune(fighting, EVERYTHING, EVERYTHING)

    assert fighting.digest() == before


def test_what_a_person_does_is_left_to_the_person():
    world = mind_world(rows={"is_player": 1, "action": DOMAIN.action_ids["strike"]})
    retune(world, EVERYTHING, UNARMED)

    assert name_of(world, "action") == "strike"


def test_searches_of_other_problems_are_forgotten():
    world = mind_world([wide.CLIMBER], wide.DOMAIN)
    believe(world, wide.FACTS[0], domain=wide.DOMAIN)
    tick(world, SYSTEMS)
    assert name_of(world, "wanted", domain=wide.DOMAIN) == "leap_00"
    names = [f"{action.name}=900" if action.name == "leap_00" else action.name for action in wide.DOMAIN.actions]

    retune(world, wide.CLIMBER, read_profile(wide.DOMAIN, names, ["top"]), wide.DOMAIN)
    tick(world, SYSTEMS, 6)
    assert name_of(world, "wanted", domain=wide.DOMAIN) == "climb_01"


def test_columns_of_a_mind_are_those_that_the_world_has_and_refuse_a_store():
    world, mind = mind_world(), Mind.build(DOMAIN, [EVERYTHING])
    made = mind_columns(mind, world.columns)
    few = {name: world.columns[name] for name in ("step_weight", "policy", "facts")}
    assert set(few) & set(made) == {"step_weight", "policy"} == set(mind_columns(mind, few))
    for name, column in made.items():
        assert column.dtype == world.columns[name].numpy_dtype
        with pytest.raises(ValueError, match="read-only"):
            column[...] = 0


def test_problems_encoded_one_by_one_are_those_of_one_encoder():
    mind = Mind.build(DOMAIN, [EVERYTHING, CAREFREE])
    wider = Mind.build(wide.DOMAIN, [wide.CLIMBER])
    problems = [*((cut, False) for cut in mind.problems), *((cut, True) for cut in (*wider.problems, *mind.problems))]
    encoder = Encoder()
    for cut, is_searched in problems:
        encoder.add(cut, is_searched=is_searched)
    store = EncodingStore(limit=2)

    pieces = [store.arrays(cut, is_searched=is_searched) for cut, is_searched in problems]
    for some in (pieces, []):
        wanted = (encoder if some else Encoder()).arrays()
        for name, array in vars(joined(some)).items():
            assert array.dtype == vars(wanted)[name].dtype, name
            assert array.tolist() == vars(wanted)[name].tolist(), name


def test_the_encoding_that_nobody_asked_for_longest_is_made_anew():
    one, two = Mind.build(DOMAIN, [EVERYTHING, CAREFREE]).problems[:2]
    three = Mind.build(wide.DOMAIN, [wide.CLIMBER]).problems[0]
    store = EncodingStore(limit=2)
    first, second = (store.arrays(each, is_searched=False) for each in (one, two))
    assert store.arrays(one, is_searched=False) is first

    store.arrays(three, is_searched=False)
    assert store.arrays(one, is_searched=False) is first
    assert store.arrays(two, is_searched=False) is not second


def test_who_is_given_no_mind_is_no_agent():
    mind = Mind.build(DOMAIN, [EVERYTHING])
    world = World(columns_of_minds(mind), rows=1, statics={**mind.statics(), **STAGGER, "plan_budget": BUDGET})
    world.add_lanes([LaneSpec(1, {}, {"life": 1})])
    believe(world, SEEN, NEAR)
    tick(world, SYSTEMS, 6)

    assert [int(world.view[name][0]) for name in ("agent_profile", "goal", "wanted", "action")] == [-1] * 4
